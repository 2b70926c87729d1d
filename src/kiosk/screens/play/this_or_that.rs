//! This or that: two plinths, and a dot on the one that was chosen.

use legeplads_feed as feed;
use legeplads_feed::VoteState;

use super::{Laid, Present, plinths, together, vote, way_on_beside};
use crate::activities::this_or_that::{CHOICES, LEFT, RIGHT, ThisOrThat};
use crate::screens::{Talk, pieces};
use crate::ui::Ui;

impl Laid for ThisOrThat {
    fn lay(&self, ui: &mut Ui, talk: &Talk, data: &feed::ThisOrThat, present: &Present) {
        let mut says = vote::says(talk, present);
        if self.round().is_some() && !present.is_done {
            says = format!("{} {says}", talk.say("vote-together"));
        }
        pieces::sign(ui, true, talk.text(&data.question), Some(&says));
        for (index, choice) in [(LEFT, &data.left), (RIGHT, &data.right)] {
            let label = talk.text(&choice.label);
            let Some(round) = self.round() else {
                plinths::lay(ui, talk, index, label);
                continue;
            };
            together::lettered(ui, talk, index, label, false);
            // Nobody is told before it is over what the others have chosen.
            let at = plinths::middle(ui, talk, index).filter(|_| round.is_over());
            if let Some(at) = at {
                vote::dots(ui, &together::of(round, index), at);
            }
        }
        let chosen = self.chosen();
        if let Some(at) = chosen.and_then(|chosen| plinths::middle(ui, talk, chosen)) {
            vote::dots(ui, &vote::COLOURS[..1], at);
        }
        vote::taps(ui, talk, present);
        if let Some(round) = self.round() {
            let question = together::Question {
                answers: CHOICES,
                is_right: &|_| false,
                is_glad: &|_| true,
            };
            together::lay(ui, talk, &question, round);
        }
        if self.state() == VoteState::Open && !present.is_done {
            together::how_many(ui, talk);
        }
        let has_card = present.is_done || self.state() == VoteState::Decided;
        way_on_beside(ui, talk, has_card);
    }
}
