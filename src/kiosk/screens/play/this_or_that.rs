//! This or that: two plinths, and thanks over the one that was chosen.

use legeplads_feed as feed;

use super::{Laid, Present, asked, plinths, way_on_beside};
use crate::activities::this_or_that::{LEFT, RIGHT, ThisOrThat};
use crate::screens::{Talk, pieces};
use crate::ui::Ui;

impl Laid for ThisOrThat {
    fn lay(&self, ui: &mut Ui, talk: &Talk, data: &feed::ThisOrThat, present: &Present) {
        let asked = asked(talk, &data.asked_by, data.decided, present);
        pieces::sign(ui, true, talk.text(&data.question), Some(&asked));
        for (index, choice) in [(LEFT, &data.left), (RIGHT, &data.right)] {
            plinths::lay(ui, talk, index, talk.text(&choice.label));
            if self.chosen() == Some(index) {
                plinths::ribbon(ui, talk, index, &talk.say("choice-thanks"));
            }
        }
        way_on_beside(ui, talk, present.is_done);
    }
}
