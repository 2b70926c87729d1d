//! Quiz: a question with several answers as toys on plinths; every one may be tried.

use std::collections::BTreeSet;

use legeplads_feed::Answer;

use super::Move;
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

    /// Tries an answer.
    pub fn act(&mut self, made: Move, answers: &[Answer]) -> Cue {
        let Some(answer) = answers.get(made) else {
            return Cue::Giggle;
        };
        let is_new = self.tried.insert(made);
        match (answer.right, is_new) {
            (true, true) => Cue::Good(self.right(answers)),
            (true, false) => Cue::Giggle,
            (false, _) => Cue::Not,
        }
    }

    /// All right answers were found.
    pub fn is_done(&self, answers: &[Answer]) -> bool {
        self.right(answers) >= Self::all(answers)
    }

    /// No answer was tried that is gone now.
    pub fn fits(&self, answers: usize) -> bool {
        self.tried.last().is_none_or(|last| *last < answers)
    }
}
