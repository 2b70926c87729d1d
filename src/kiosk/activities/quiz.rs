//! Quiz: a question with several answers as toys on plinths; every one may be tried.

use std::collections::BTreeSet;

use legeplads_feed::{self as feed, Answer};

use super::{Move, Rules, Staging};
use crate::journey::Cue;

/// Which answers were tried.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quiz {
    tried: BTreeSet<Move>,
}

impl Quiz {
    /// Whether this answer was tried.
    pub fn has(&self, answer: Move) -> bool {
        self.tried.contains(&answer)
    }

    /// How many right answers were found.
    pub fn right(&self, answers: &[Answer]) -> usize {
        answers
            .iter()
            .enumerate()
            .filter(|(index, answer)| answer.right && self.has(*index))
            .count()
    }

    /// How many right answers there are.
    pub fn all(answers: &[Answer]) -> usize {
        answers.iter().filter(|answer| answer.right).count()
    }
}

impl Rules for Quiz {
    type Data = feed::Quiz;

    /// Tries an answer.
    fn act(&mut self, made: Move, data: &feed::Quiz) -> Cue {
        let Some(answer) = data.answers.get(made) else {
            return Cue::Giggle;
        };
        let is_new = self.tried.insert(made);
        match (answer.right, is_new) {
            (true, true) => Cue::Good(self.right(&data.answers)),
            (true, false) => Cue::Giggle,
            (false, _) => Cue::Not,
        }
    }

    /// All right answers were found.
    fn is_done(&self, data: &feed::Quiz) -> bool {
        self.right(&data.answers) >= Self::all(&data.answers)
    }

    /// No answer was tried that is gone now.
    fn fits(&self, data: &feed::Quiz) -> bool {
        self.tried
            .last()
            .is_none_or(|last| *last < data.answers.len())
    }

    fn staging(&self, data: &feed::Quiz) -> Staging {
        Staging::Plinths(data.answers.iter().map(|answer| answer.toy).collect())
    }
}
