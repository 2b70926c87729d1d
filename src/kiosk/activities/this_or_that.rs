//! This or that: two things to choose between; a choice may be changed.

use super::Move;
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

    /// Chooses.
    pub fn act(&mut self, made: Move) -> Cue {
        if made > RIGHT {
            return Cue::Giggle;
        }
        self.chosen = Some(made);
        Cue::Good(made + 1)
    }

    /// Something was chosen.
    pub fn is_done(&self) -> bool {
        self.chosen.is_some()
    }
}
