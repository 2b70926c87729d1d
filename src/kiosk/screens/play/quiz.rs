//! Quiz: answers on plinths, replies over those that were tried; for several players a letter on
//! each, and places of their own to answer from.

use legeplads_feed::{self as feed, Answer};

use super::{Laid, Present, plinths, together, under, way_on_beside};
use crate::activities::quiz::Quiz;
use crate::screens::{Talk, pieces};
use crate::ui::Ui;

impl Laid for Quiz {
    fn lay(&self, ui: &mut Ui, talk: &Talk, data: &feed::Quiz, present: &Present) {
        let ask = match self.round() {
            Some(_) if !present.is_done => talk.say("quiz-together"),
            _ => present.ask.to_owned(),
        };
        let sign = pieces::sign(ui, true, talk.text(&data.question), Some(&ask));
        for (index, answer) in data.answers.iter().enumerate() {
            let label = talk.text(&answer.label);
            if self.round().is_some() {
                let is_right = present.is_done && answer.right;
                together::lettered(ui, talk, index, label, is_right);
            } else {
                plinths::lay(ui, talk, index, label);
            }
            if self.tells(index, data) {
                plinths::ribbon(ui, talk, index, talk.text(&answer.reply));
            }
        }
        if let Some(round) = self.round() {
            let is_right = |answer| {
                data.answers
                    .get(answer)
                    .is_some_and(|answer: &Answer| answer.right)
            };
            let question = together::Question {
                answers: data.answers.len(),
                is_right: &is_right,
                is_glad: &is_right,
            };
            together::lay(ui, talk, &question, round);
        } else {
            let (all, right) = (Self::all(&data.answers), self.right(&data.answers));
            under(ui, sign, all, right);
        }
        if !present.is_done {
            together::how_many(ui, talk);
        }
        way_on_beside(ui, talk, present.is_done);
    }
}
