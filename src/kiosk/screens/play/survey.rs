//! Survey: the question on the sign, its answers as strips of paper, and thanks at the end.

use legeplads_feed as feed;

use super::form::{Line, Ways, answers, room, way, ways};
use super::{Laid, Present};
use crate::activities::survey::Survey;
use crate::language::Args;
use crate::paper::Glyph;
use crate::screens::{Talk, pieces};
use crate::ui::Ui;

impl Laid for Survey {
    fn lay(&self, ui: &mut Ui, talk: &Talk, data: &feed::Survey, present: &Present) {
        let Some(question) = self.present(data) else {
            let counts = talk.say("form-counts");
            let counts = (!self.given(data).is_empty()).then_some(counts.as_str());
            pieces::sign(ui, true, present.ask, counts);
            return;
        };
        let hint = match question.most {
            1 if self.behind() == 0 => Some(present.ask.to_owned()),
            1 => None,
            most => {
                let most = Args::new().count("count", i64::try_from(most).unwrap_or(i64::MAX));
                Some(talk.say_with("form-most", &most))
            }
        };
        let sign = pieces::sign(ui, true, talk.text(&question.ask), hint.as_deref());
        let bar = way(ui, sign, self.behind(), data.ahead(question));
        let lines: Vec<Line> = question
            .answers
            .iter()
            .map(|answer| Line {
                text: talk.text(&answer.text),
                chosen: self.has(&question.id, &answer.id),
            })
            .collect();
        let room = room(ui, bar.rect().min.y);
        answers(ui, room, &lines, question.most > 1);
        let on = match self.count(&question.id) {
            0 => talk.say("form-skip"),
            _ => talk.say("next"),
        };
        let stop = talk.say("form-stop");
        let has_given = !self.given(data).is_empty();
        let ways_from = Ways {
            back: self.behind() > 0,
            on: Some((&on, Glyph::Arrow)),
            stop: has_given.then_some(stop.as_str()),
        };
        ways(ui, &ways_from);
    }
}
