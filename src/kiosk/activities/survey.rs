//! Survey: one question after the other. Nobody must answer any, and answers may be changed until
//! the end.

use std::collections::{BTreeMap, BTreeSet};

use legeplads_feed::{self as feed, Question};

use super::form::{BACK, Given, ON, STOP};
use super::{Move, Rules};
use crate::journey::Cue;

/// What was answered. Questions and answers are kept by their ids, so that a release with other
/// questions cannot give an answer another meaning.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Survey {
    /// The questions that are behind, as they were come to.
    behind: Vec<String>,
    /// What was chosen at each, also at those that another answer has led away from since.
    chosen: BTreeMap<String, BTreeSet<String>>,
    is_over: bool,
}

impl Survey {
    /// The question that is asked; none at the end.
    pub fn present<'a>(&self, data: &'a feed::Survey) -> Option<&'a Question> {
        if self.is_over {
            return None;
        }
        match self.behind.last() {
            None => data.questions.first(),
            Some(last) => data.after(data.question(last)?, |answer| self.has(last, answer)),
        }
    }

    /// How many questions are behind.
    pub fn behind(&self) -> usize {
        self.behind.len()
    }

    /// Whether an answer to a question is chosen.
    pub fn has(&self, question: &str, answer: &str) -> bool {
        let chosen = self.chosen.get(question);
        chosen.is_some_and(|chosen| chosen.contains(answer))
    }

    /// How many answers to a question are chosen.
    pub fn count(&self, question: &str) -> usize {
        self.chosen.get(question).map_or(0, BTreeSet::len)
    }

    /// What was given on the way that led here.
    pub fn given(&self, data: &feed::Survey) -> Given {
        let present = self.present(data).map(|question| &question.id);
        let mut given: Given = self
            .behind
            .iter()
            .chain(present)
            .filter_map(|question| Some((question, self.chosen.get(question)?)))
            .flat_map(|(question, chosen)| {
                chosen
                    .iter()
                    .map(|answer| (question.clone(), answer.clone()))
            })
            .collect();
        given.sort();
        given
    }

    /// Chooses an answer, or takes it back. Of one that is wanted the last counts; more than are
    /// wanted are none.
    fn choose(&mut self, question: &Question, answer: &str) -> Cue {
        let chosen = self.chosen.entry(question.id.clone()).or_default();
        if chosen.remove(answer) {
            return Cue::Tap;
        }
        let is_first = chosen.is_empty();
        if question.most == 1 {
            chosen.clear();
        } else if chosen.len() >= question.most {
            return Cue::Giggle;
        }
        chosen.insert(answer.to_owned());
        match is_first {
            true => Cue::Good(self.behind.len() + 1),
            false => Cue::Tap,
        }
    }

    fn go_on(&mut self, question: &Question, data: &feed::Survey) -> Cue {
        let is_answered = self.count(&question.id) > 0;
        self.behind.push(question.id.clone());
        self.is_over = self.present(data).is_none();
        match is_answered {
            true => Cue::Good(self.behind.len()),
            false => Cue::Page,
        }
    }
}

impl Rules for Survey {
    type Data = feed::Survey;

    fn act(&mut self, made: Move, data: &feed::Survey) -> Cue {
        let Some(question) = self.present(data) else {
            return Cue::Giggle;
        };
        match made {
            ON => self.go_on(question, data),
            BACK => match self.behind.pop() {
                Some(_) => Cue::Page,
                None => Cue::Giggle,
            },
            STOP => {
                self.behind.push(question.id.clone());
                self.is_over = true;
                Cue::Page
            }
            _ => match question.answers.get(made) {
                Some(answer) => self.choose(question, &answer.id),
                None => Cue::Giggle,
            },
        }
    }

    /// It has come to the thanks.
    fn is_done(&self, _: &feed::Survey) -> bool {
        self.is_over
    }

    /// The same way still leads here, and no answer was given that is gone now.
    fn fits(&self, data: &feed::Survey) -> bool {
        let mut way = Self::default();
        way.chosen.clone_from(&self.chosen);
        let is_way = self.behind.iter().all(|question| {
            let is_next = way.present(data).is_some_and(|next| next.id == *question);
            way.behind.push(question.clone());
            is_next
        });
        let is_known = |(question, chosen): (&String, &BTreeSet<String>)| {
            data.question(question).is_some_and(|question| {
                let known = |id: &String| question.answers.iter().any(|answer| answer.id == *id);
                chosen.len() <= question.most && chosen.iter().all(known)
            })
        };
        is_way && self.chosen.iter().all(is_known) && (self.is_over || way.present(data).is_some())
    }

    fn fills(&self, data: &feed::Survey) -> bool {
        !self.is_done(data)
    }

    fn turn(&self, data: &feed::Survey) -> Option<Move> {
        (!self.is_done(data)).then_some(ON)
    }
}

#[cfg(test)]
mod tests {
    use legeplads_feed::{Next, SurveyAnswer, Text};

    use super::*;

    fn question(id: &str, answers: &[(&str, Option<Next>)], most: usize) -> Question {
        let answers = answers.iter().map(|(id, next)| SurveyAnswer {
            id: (*id).to_owned(),
            text: Text::default(),
            next: next.clone(),
        });
        Question {
            id: id.to_owned(),
            ask: Text::default(),
            answers: answers.collect(),
            most,
            next: None,
        }
    }

    fn survey() -> feed::Survey {
        let to = |id: &str| Some(Next::Question(id.to_owned()));
        feed::Survey {
            questions: vec![
                question("from", &[("near", to("why")), ("far", None)], 1),
                question("language", &[("da", None), ("other", None)], 1),
                question("why", &[("home", None), ("work", None), ("trees", None)], 2),
            ],
            link: None,
        }
    }

    fn after(moves: &[Move]) -> Survey {
        let data = survey();
        let mut state = Survey::default();
        for made in moves {
            state.act(*made, &data);
        }
        state
    }

    fn given(moves: &[Move]) -> Vec<String> {
        let given = after(moves).given(&survey());
        given.iter().map(|(q, a)| format!("{q}={a}")).collect()
    }

    fn asks(moves: &[Move]) -> Option<String> {
        let data = survey();
        let state = after(moves);
        state.present(&data).map(|question| question.id.clone())
    }

    #[test]
    fn answers_lead_on_and_back_again() {
        assert_eq!(asks(&[]).as_deref(), Some("from"));
        assert_eq!(asks(&[0, ON]).as_deref(), Some("why"));
        assert_eq!(asks(&[1, ON]).as_deref(), Some("language"));
        assert_eq!(asks(&[ON]).as_deref(), Some("language"), "passed over");
        assert_eq!(asks(&[0, ON, BACK]).as_deref(), Some("from"));
        assert_eq!(asks(&[BACK]).as_deref(), Some("from"));
        assert_eq!(asks(&[0, ON, ON]), None);
        assert!(after(&[0, ON, ON]).is_done(&survey()));
    }

    #[test]
    fn whoever_stops_has_given_what_was_chosen_until_then() {
        assert_eq!(given(&[0, STOP]), ["from=near"]);
        assert!(after(&[0, STOP]).is_done(&survey()));
        assert_eq!(given(&[0]), ["from=near"], "or walks away");
        assert_eq!(given(&[ON, 1]), ["language=other"]);
        assert_eq!(given(&[ON, ON, ON]), [""; 0]);
    }

    #[test]
    fn what_was_chosen_can_be_taken_back_and_of_one_the_last_counts() {
        assert_eq!(given(&[0, 0]), [""; 0]);
        assert_eq!(given(&[0, 1]), ["from=far"]);
        assert_eq!(
            given(&[0, ON, 2, 0, 1]),
            ["from=near", "why=home", "why=trees"]
        );
        assert_eq!(given(&[0, ON, 2, 2]), ["from=near"]);
    }

    #[test]
    fn what_lies_on_another_way_was_not_given() {
        let other = [1, ON, 0, ON, 1, BACK, BACK, 0, ON];
        assert_eq!(given(&other), ["from=near", "why=work"]);
    }

    #[test]
    fn after_the_thanks_nothing_changes() {
        let mut state = after(&[0, STOP]);
        let before = state.clone();
        for made in [0, 1, ON, BACK, STOP] {
            assert_eq!(state.act(made, &survey()), Cue::Giggle);
        }
        assert_eq!(state, before);
    }

    #[test]
    fn it_fits_as_long_as_the_same_way_leads_to_the_same_question() {
        let state = after(&[1, ON, 0, ON, 2]);
        assert!(state.fits(&survey()));
        let mut other = survey();
        other.questions[0].answers[1].next = Some(Next::End);
        assert!(!state.fits(&other), "it ends before");
        let mut other = survey();
        other.questions[2].answers.pop();
        assert!(!state.fits(&other), "the answer is gone");
        let mut other = survey();
        other.questions.remove(1);
        assert!(!state.fits(&other), "a question is gone");
        let mut other = survey();
        other.questions[2].answers.reverse();
        assert!(state.fits(&other), "answers go by their names");
        assert_eq!(state.given(&other), state.given(&survey()));
        assert!(after(&[0, ON, ON]).fits(&survey()), "done");
        assert!(after(&[0, STOP]).fits(&survey()), "stopped");
    }
}
