//! Quiz: a question with several answers as toys on plinths. Whoever plays alone may try every one;
//! several players answer in a round, each once, and then all are told.

use std::collections::BTreeSet;

use legeplads_feed::{self as feed, Answer};

use super::round::Round;
use super::{Move, Rules, Staging};
use crate::journey::Cue;

/// Which answers were tried, or what each of several players has answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quiz {
    tried: BTreeSet<Move>,
    round: Option<Round>,
}

impl Quiz {
    /// Makes room for so many players; one has no need of a round.
    pub fn seat(&mut self, players: usize) {
        match &mut self.round {
            Some(round) if players > 1 => round.seat(players),
            _ => {
                *self = Self {
                    tried: BTreeSet::new(),
                    round: (players > 1).then(|| Round::new(players)),
                }
            }
        }
    }

    /// The round, if there are several players.
    pub fn round(&self) -> Option<&Round> {
        self.round.as_ref()
    }

    /// Nobody waits for the others any longer.
    pub fn end_round(&mut self, data: &feed::Quiz) -> Option<Cue> {
        let round = self.round.as_mut()?;
        round.end();
        Some(self.praise(&data.answers))
    }

    /// Whether what is said to an answer is to be read.
    pub fn tells(&self, answer: Move, data: &feed::Quiz) -> bool {
        let Some(round) = &self.round else {
            return self.tried.contains(&answer);
        };
        let is_right = data.answers.get(answer).is_some_and(|answer| answer.right);
        round.is_over() && (is_right || round.has(answer))
    }

    /// The answers that were not tried before; of a round, everybody's last, when it ends.
    pub fn given(&self, before: &Self) -> Vec<Move> {
        let is_over = |quiz: &Self| quiz.round.as_ref().is_some_and(Round::is_over);
        if is_over(self) && !is_over(before) {
            let answers = self.round.iter().flat_map(Round::answers);
            return answers.flatten().copied().collect();
        }
        self.tried.difference(&before.tried).copied().collect()
    }

    /// How many right answers were found.
    pub fn right(&self, answers: &[Answer]) -> usize {
        answers
            .iter()
            .enumerate()
            .filter(|(index, answer)| answer.right && self.tried.contains(index))
            .count()
    }

    /// How many right answers there are.
    pub fn all(answers: &[Answer]) -> usize {
        answers.iter().filter(|answer| answer.right).count()
    }

    /// The end of a round: one sound for all, higher the more of them were right. It never says no.
    fn praise(&self, answers: &[Answer]) -> Cue {
        let given = self.round.iter().flat_map(Round::answers).flatten();
        let right = given.filter(|given| answers.get(**given).is_some_and(|answer| answer.right));
        match right.count() {
            0 => Cue::Page,
            right => Cue::Good(right),
        }
    }

    fn act_in_round(&mut self, made: Move, data: &feed::Quiz) -> Option<Cue> {
        let (player, answer) = Round::answered(made, data.answers.len())?;
        let round = self.round.as_mut()?;
        if !round.answer(player, answer) {
            return None;
        }
        Some(if round.is_over() {
            self.praise(&data.answers)
        } else {
            Cue::Tap
        })
    }
}

impl Rules for Quiz {
    type Data = feed::Quiz;

    /// Tries an answer, or gives a player's.
    fn act(&mut self, made: Move, data: &feed::Quiz) -> Cue {
        if self.round.is_some() {
            // The toys are nobody's, and after the round nothing counts.
            return self.act_in_round(made, data).unwrap_or(Cue::Giggle);
        }
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

    /// All right answers were found, or the round is over.
    fn is_done(&self, data: &feed::Quiz) -> bool {
        match &self.round {
            Some(round) => round.is_over(),
            None => self.right(&data.answers) >= Self::all(&data.answers),
        }
    }

    /// No answer was given that is gone now.
    fn fits(&self, data: &feed::Quiz) -> bool {
        let given = self.round.iter().flat_map(Round::answers).flatten();
        let mut given = given.chain(&self.tried);
        given.all(|answer| *answer < data.answers.len())
    }

    fn staging(&self, data: &feed::Quiz) -> Staging {
        Staging::Plinths(data.answers.iter().map(|answer| answer.toy).collect())
    }
}
