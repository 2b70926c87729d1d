//! This or that: two things to choose between; a choice may be changed. Several players choose in a
//! round, each once.

use legeplads_feed as feed;
use legeplads_feed::VoteState;

use super::round::Round;
use super::{Move, Rules, Staging};
use crate::journey::Cue;

/// The move that chooses the left one.
pub const LEFT: Move = 0;
/// The move that chooses the right one.
pub const RIGHT: Move = 1;
/// How many things there are to choose between.
pub const CHOICES: usize = 2;

/// What was chosen, or what each of several players has chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThisOrThat {
    state: VoteState,
    touched: Option<Move>,
    players: usize,
    round: Option<Round>,
}

impl ThisOrThat {
    /// What whoever plays alone has chosen: [`LEFT`] or [`RIGHT`]. Nothing while votes do not count.
    pub fn chosen(&self) -> Option<Move> {
        self.touched.filter(|_| self.state == VoteState::Open)
    }

    /// How far the vote has come.
    pub fn state(&self) -> VoteState {
        self.state
    }

    /// The vote has come so far; what was touched before that is nobody's choice any more.
    pub fn come_to(&mut self, state: VoteState) {
        if self.state != state {
            (self.state, self.touched, self.round) = (state, None, None);
            self.seat(self.players);
        }
    }

    /// Makes room for so many players. One has no need of a round, nor has a vote that does not
    /// count.
    pub fn seat(&mut self, players: usize) {
        self.players = players;
        let has_round = players > 1 && self.state == VoteState::Open;
        match &mut self.round {
            Some(round) if has_round => round.seat(players),
            round => {
                *round = has_round.then(|| Round::new(players));
                self.touched = None;
            }
        }
    }

    /// The round, if there are several players.
    pub fn round(&self) -> Option<&Round> {
        self.round.as_ref()
    }

    /// Nobody waits for the others any longer.
    pub fn end_round(&mut self) -> Option<Cue> {
        let round = self.round.as_mut()?;
        round.end();
        Some(praise(round))
    }

    /// What everybody has chosen, once the round is over that was not before.
    pub fn voted(&self, before: &Self) -> Vec<Move> {
        let over = |vote: &Self| vote.round.as_ref().is_some_and(Round::is_over);
        if !over(self) || over(before) {
            return Vec::new();
        }
        let answers = self.round.iter().flat_map(Round::answers);
        answers.flatten().copied().collect()
    }

    /// Whether nobody has touched anything.
    pub fn is_untouched(&self) -> bool {
        let mut answers = self.round.iter().flat_map(Round::answers);
        self.touched.is_none() && answers.all(Option::is_none)
    }

    fn act_in_round(&mut self, made: Move) -> Option<Cue> {
        let (player, answer) = Round::answered(made, CHOICES)?;
        let round = self.round.as_mut()?;
        if !round.answer(player, answer) {
            return None;
        }
        Some(if round.is_over() {
            praise(round)
        } else {
            Cue::Tap
        })
    }
}

/// The end of a round: one sound for all, higher the more have voted.
fn praise(round: &Round) -> Cue {
    Cue::Good(round.answers().iter().flatten().count())
}

impl Rules for ThisOrThat {
    type Data = feed::ThisOrThat;

    /// Chooses; while votes do not count a toy answers, and that is all.
    fn act(&mut self, made: Move, _: &feed::ThisOrThat) -> Cue {
        if self.round.is_some() {
            // The toys are nobody's, and after the round nothing counts.
            return self.act_in_round(made).unwrap_or(Cue::Giggle);
        }
        if made > RIGHT {
            return Cue::Giggle;
        }
        self.touched = Some(made);
        Cue::Good(made + 1)
    }

    /// Something was chosen, by all if they are several, or touched where there is nothing to choose.
    fn is_done(&self, _: &feed::ThisOrThat) -> bool {
        match &self.round {
            Some(round) => round.is_over(),
            None => self.touched.is_some(),
        }
    }

    fn fits(&self, _: &feed::ThisOrThat) -> bool {
        true
    }

    fn staging(&self, data: &feed::ThisOrThat) -> Staging {
        Staging::Plinths(vec![data.left.toy, data.right.toy])
    }
}
