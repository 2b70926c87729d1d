//! This or that: two plinths, and a dot on the one that was chosen.

use legeplads_feed as feed;
use legeplads_feed::VoteState;

use super::{Laid, Present, plinths, vote, way_on_beside};
use crate::activities::this_or_that::{LEFT, RIGHT, ThisOrThat};
use crate::screens::{Talk, pieces};
use crate::ui::Ui;

impl Laid for ThisOrThat {
    fn lay(&self, ui: &mut Ui, talk: &Talk, data: &feed::ThisOrThat, present: &Present) {
        let says = vote::says(talk, present);
        pieces::sign(ui, true, talk.text(&data.question), Some(&says));
        for (index, choice) in [(LEFT, &data.left), (RIGHT, &data.right)] {
            plinths::lay(ui, talk, index, talk.text(&choice.label));
        }
        let chosen = self.chosen();
        if let Some(at) = chosen.and_then(|chosen| plinths::middle(ui, talk, chosen)) {
            vote::dots(ui, &vote::COLOURS[..1], at);
        }
        vote::taps(ui, talk, present);
        let has_card = present.is_done || self.state() == VoteState::Decided;
        way_on_beside(ui, talk, has_card);
    }
}
