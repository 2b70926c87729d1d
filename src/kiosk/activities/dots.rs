//! Dots: three dots to spend among some things, all on one or one on each.

use legeplads_feed as feed;

use super::{Move, Rules, Staging};
use crate::journey::Cue;

/// Where the dots went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dots {
    spent: Vec<Move>,
}

impl Dots {
    /// How many dots are left to spend.
    pub fn left(&self) -> usize {
        feed::Dots::COUNT.saturating_sub(self.spent.len())
    }

    /// The dots that lie on a choice: for each how many were spent before it.
    pub fn on(&self, choice: Move) -> impl Iterator<Item = usize> {
        let spent = self.spent.iter().enumerate();
        spent.filter_map(move |(dot, on)| (*on == choice).then_some(dot))
    }

    /// The move that gives the next child three dots, once these are spent.
    pub fn again(data: &feed::Dots) -> Move {
        data.choices.len()
    }
}

impl Rules for Dots {
    type Data = feed::Dots;

    /// Spends a dot. What was given stays given.
    fn act(&mut self, made: Move, data: &feed::Dots) -> Cue {
        if made == Self::again(data) && self.is_done(data) {
            self.spent.clear();
            return Cue::Paper;
        }
        if made >= data.choices.len() || self.left() == 0 {
            return Cue::Giggle;
        }
        self.spent.push(made);
        Cue::Good(self.spent.len())
    }

    /// All dots are spent.
    fn is_done(&self, _: &feed::Dots) -> bool {
        self.left() == 0
    }

    /// No dot lies on what is gone now.
    fn fits(&self, data: &feed::Dots) -> bool {
        self.spent.iter().all(|choice| *choice < data.choices.len())
    }

    fn staging(&self, data: &feed::Dots) -> Staging {
        Staging::Plinths(data.choices.iter().map(|choice| choice.toy).collect())
    }
}
