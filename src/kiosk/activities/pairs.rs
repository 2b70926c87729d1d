//! Match: a name and its toy come together once both were touched, in any order and by anybody.

use std::collections::BTreeSet;

use legeplads_feed as feed;

use super::{Move, Rules, Staging};
use crate::journey::Cue;

/// What was touched: toys first, in the feed's order, then their names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Match {
    touched: BTreeSet<Move>,
}

impl Match {
    /// The move that touches a name.
    pub fn name(pair: usize, data: &feed::Match) -> Move {
        data.pairs.len() + pair
    }

    /// Whether a toy, or a name, waits for its other half or has it.
    pub fn has(&self, made: Move) -> bool {
        self.touched.contains(&made)
    }

    /// Whether a name has come to its toy.
    pub fn is_joined(&self, pair: usize, data: &feed::Match) -> bool {
        self.has(pair) && self.has(Self::name(pair, data))
    }

    fn joined(&self, data: &feed::Match) -> usize {
        (0..data.pairs.len())
            .filter(|pair| self.is_joined(*pair, data))
            .count()
    }

    /// The names in an order in which none lies where its toy stands.
    pub fn names(data: &feed::Match) -> impl Iterator<Item = usize> {
        let count = data.pairs.len();
        (0..count).map(move |place| (place + count / 2) % count)
    }
}

impl Rules for Match {
    type Data = feed::Match;

    /// Whatever was touched waits for its other half. Nothing is ever wrong, and nothing is lost.
    fn act(&mut self, made: Move, data: &feed::Match) -> Cue {
        let count = data.pairs.len();
        if made >= 2 * count || !self.touched.insert(made) {
            return Cue::Giggle;
        }
        if self.is_joined(made % count, data) {
            Cue::Good(self.joined(data))
        } else {
            Cue::Tap
        }
    }

    /// All names have come to their toys.
    fn is_done(&self, data: &feed::Match) -> bool {
        self.joined(data) >= data.pairs.len()
    }

    /// Nothing was touched that is gone now.
    fn fits(&self, data: &feed::Match) -> bool {
        self.touched
            .last()
            .is_none_or(|last| *last < 2 * data.pairs.len())
    }

    fn staging(&self, data: &feed::Match) -> Staging {
        Staging::Plinths(data.pairs.iter().map(|pair| pair.toy).collect())
    }
}
