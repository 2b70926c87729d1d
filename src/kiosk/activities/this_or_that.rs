//! This or that: two things to choose between; a choice may be changed.

use legeplads_feed as feed;

use super::{Move, Rules, Staging};
use crate::journey::Cue;

/// The move that chooses the left one.
pub const LEFT: Move = 0;
/// The move that chooses the right one.
pub const RIGHT: Move = 1;

/// What was chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThisOrThat {
    chosen: Option<Move>,
}

impl ThisOrThat {
    /// What was chosen: [`LEFT`] or [`RIGHT`].
    pub fn chosen(&self) -> Option<Move> {
        self.chosen
    }

    /// What was chosen, if it was not before.
    pub fn given(&self, before: &Self) -> Option<Move> {
        self.chosen.filter(|chosen| before.chosen != Some(*chosen))
    }
}

impl Rules for ThisOrThat {
    type Data = feed::ThisOrThat;

    /// Chooses.
    fn act(&mut self, made: Move, _: &feed::ThisOrThat) -> Cue {
        if made > RIGHT {
            return Cue::Giggle;
        }
        self.chosen = Some(made);
        Cue::Good(made + 1)
    }

    /// Something was chosen.
    fn is_done(&self, _: &feed::ThisOrThat) -> bool {
        self.chosen.is_some()
    }

    fn fits(&self, _: &feed::ThisOrThat) -> bool {
        true
    }

    fn staging(&self, data: &feed::ThisOrThat) -> Staging {
        Staging::Plinths(vec![data.left.toy, data.right.toy])
    }
}
