//! Find: things hidden in the scene, each to be touched once.

use std::collections::BTreeSet;

use super::Move;
use crate::journey::Cue;

/// Which things were found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Find {
    found: BTreeSet<Move>,
}

impl Find {
    /// Whether this one was found.
    pub fn has(&self, thing: Move) -> bool {
        self.found.contains(&thing)
    }

    /// How many were found.
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// Finds a thing; finding it again is fun, too.
    pub fn act(&mut self, made: Move, things: usize) -> Cue {
        if made < things && self.found.insert(made) {
            Cue::Good(self.found.len())
        } else {
            Cue::Giggle
        }
    }

    /// All were found.
    pub fn is_done(&self, things: usize) -> bool {
        self.found.len() >= things
    }

    /// Nothing was found that is gone now.
    pub fn fits(&self, things: usize) -> bool {
        self.found.last().is_none_or(|last| *last < things)
    }
}
