//! Dots: some dots to spend among some things, all on one or one on each; so many for each player.

use legeplads_feed as feed;
use legeplads_feed::VoteState;

use super::{Move, Rules, Staging};
use crate::journey::Cue;

/// Where the dots went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dots {
    state: VoteState,
    spent: Vec<Move>,
    /// How many more players there are than one.
    others: usize,
}

impl Dots {
    /// Makes room for so many players: each has dots of their own, in one tray.
    pub fn seat(&mut self, players: usize) {
        self.others = players.saturating_sub(1);
    }

    /// How many dots there are to spend.
    pub fn all(&self, data: &feed::Dots) -> usize {
        data.dots * (self.others + 1)
    }

    /// How many dots are left to spend.
    pub fn left(&self, data: &feed::Dots) -> usize {
        self.all(data).saturating_sub(self.spent.len())
    }

    /// The dots that lie on a choice: for each how many were spent before it. None while votes do not
    /// count.
    pub fn on(&self, choice: Move) -> impl Iterator<Item = usize> {
        let is_open = self.state == VoteState::Open;
        let spent = self.spent.iter().enumerate();
        spent.filter_map(move |(dot, on)| (is_open && *on == choice).then_some(dot))
    }

    /// The move that gives the next child its dots, once these are spent.
    pub fn again(data: &feed::Dots) -> Move {
        data.choices.len()
    }

    /// How far the vote has come.
    pub fn state(&self) -> VoteState {
        self.state
    }

    /// The vote has come so far; what was touched before that is nobody's vote any more.
    pub fn come_to(&mut self, state: VoteState) {
        if self.state != state {
            self.state = state;
            self.spent.clear();
        }
    }

    /// Whether nobody has touched anything.
    pub fn is_untouched(&self) -> bool {
        self.spent.is_empty()
    }
}

impl Rules for Dots {
    type Data = feed::Dots;

    /// Spends a dot. What was given stays given. While votes do not count a toy answers, and that is
    /// all.
    fn act(&mut self, made: Move, data: &feed::Dots) -> Cue {
        if self.state != VoteState::Open {
            if made >= data.choices.len() {
                return Cue::Giggle;
            }
            self.spent = vec![made];
            return Cue::Good(made + 1);
        }
        if made == Self::again(data) && self.is_done(data) {
            self.spent.clear();
            return Cue::Paper;
        }
        if made >= data.choices.len() || self.left(data) == 0 {
            return Cue::Giggle;
        }
        self.spent.push(made);
        Cue::Good(self.spent.len())
    }

    /// All dots are spent, or something was touched where there is nothing to vote on.
    fn is_done(&self, data: &feed::Dots) -> bool {
        match self.state {
            VoteState::Open => self.left(data) == 0,
            _ => !self.spent.is_empty(),
        }
    }

    /// No dot lies on what is gone now, nor is there one too many.
    fn fits(&self, data: &feed::Dots) -> bool {
        self.spent.len() <= self.all(data)
            && self.spent.iter().all(|choice| *choice < data.choices.len())
    }

    fn staging(&self, data: &feed::Dots) -> Staging {
        Staging::Plinths(data.choices.iter().map(|choice| choice.toy).collect())
    }
}
