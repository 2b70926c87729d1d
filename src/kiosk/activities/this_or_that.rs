//! This or that: two things to choose between; a choice may be changed.

use legeplads_feed as feed;
use legeplads_feed::VoteState;

use super::{Move, Rules, Staging};
use crate::journey::Cue;

/// The move that chooses the left one.
pub const LEFT: Move = 0;
/// The move that chooses the right one.
pub const RIGHT: Move = 1;

/// What was chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThisOrThat {
    state: VoteState,
    touched: Option<Move>,
}

impl ThisOrThat {
    /// What was chosen: [`LEFT`] or [`RIGHT`]. Nothing while votes do not count.
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
            (self.state, self.touched) = (state, None);
        }
    }

    /// Whether nobody has touched anything.
    pub fn is_untouched(&self) -> bool {
        self.touched.is_none()
    }
}

impl Rules for ThisOrThat {
    type Data = feed::ThisOrThat;

    /// Chooses; while votes do not count a toy answers, and that is all.
    fn act(&mut self, made: Move, _: &feed::ThisOrThat) -> Cue {
        if made > RIGHT {
            return Cue::Giggle;
        }
        self.touched = Some(made);
        Cue::Good(made + 1)
    }

    /// Something was chosen, or touched where there is nothing to choose.
    fn is_done(&self, _: &feed::ThisOrThat) -> bool {
        self.touched.is_some()
    }

    fn fits(&self, _: &feed::ThisOrThat) -> bool {
        true
    }

    fn staging(&self, data: &feed::ThisOrThat) -> Staging {
        Staging::Plinths(vec![data.left.toy, data.right.toy])
    }
}
