//! A round: several players answer the same question, or vote, each at a place of their own.

use super::Move;

/// So many players find room at one screen.
pub const MOST_PLAYERS: usize = 4;

/// What each player has answered. Nobody is told what was right before the round is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    answers: Vec<Option<Move>>,
    is_over: bool,
}

impl Round {
    /// The move with which a player gives one of so many answers. Those before all of them touch
    /// the toys.
    pub fn made(player: usize, answer: Move, answers: usize) -> Move {
        answers * (player + 1) + answer
    }

    /// The player and the answer of such a move.
    pub fn answered(made: Move, answers: usize) -> Option<(usize, Move)> {
        let place = made.checked_sub(answers)?;
        Some((place.checked_div(answers)?, place.checked_rem(answers)?))
    }

    /// Nobody has answered yet.
    pub fn new(players: usize) -> Self {
        Self {
            answers: vec![None; players],
            is_over: false,
        }
    }

    /// What each player has answered, if anything.
    pub fn answers(&self) -> &[Option<Move>] {
        &self.answers
    }

    /// Whether somebody has chosen this answer.
    pub fn has(&self, answer: Move) -> bool {
        self.answers.contains(&Some(answer))
    }

    /// Whether all have answered, or nobody waits for the others any longer.
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    /// Whether somebody has answered and waits for the others.
    pub fn waits(&self) -> bool {
        !self.is_over && self.answers.iter().any(Option::is_some)
    }

    /// A player answers, or thinks better of it; the last one to answer ends the round. False if
    /// there is no such player or the round is over.
    pub fn answer(&mut self, player: usize, answer: Move) -> bool {
        match self.answers.get_mut(player) {
            Some(place) if !self.is_over => {
                *place = Some(answer);
                self.end_if_all_answered();
                true
            }
            _ => false,
        }
    }

    /// More players come, or some go: those who stay keep what they have answered.
    pub fn seat(&mut self, players: usize) {
        self.answers.resize(players, None);
        self.end_if_all_answered();
    }

    /// Nobody waits any longer.
    pub fn end(&mut self) {
        self.is_over = true;
    }

    fn end_if_all_answered(&mut self) {
        self.is_over |= self.answers.iter().all(Option::is_some);
    }
}
