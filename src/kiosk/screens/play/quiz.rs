//! Quiz: answers on plinths, replies over those that were tried.

use legeplads_feed as feed;

use super::{Laid, Present, plinths, under, way_on_beside};
use crate::activities::quiz::Quiz;
use crate::screens::{Talk, pieces};
use crate::ui::Ui;

impl Laid for Quiz {
    fn lay(&self, ui: &mut Ui, talk: &Talk, data: &feed::Quiz, present: &Present) {
        let sign = pieces::sign(ui, true, talk.text(&data.question), Some(present.ask));
        for (index, answer) in data.answers.iter().enumerate() {
            plinths::lay(ui, talk, index, talk.text(&answer.label));
            if self.has(index) {
                plinths::ribbon(ui, talk, index, talk.text(&answer.reply));
            }
        }
        let (all, right) = (Self::all(&data.answers), self.right(&data.answers));
        under(ui, sign, all, right);
        way_on_beside(ui, talk, present.is_done);
    }
}
