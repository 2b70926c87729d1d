//! Find: things hidden in the scene, each to be touched once.

use std::collections::BTreeSet;

use legeplads_feed as feed;

use super::{Move, Rules, Staging};
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
}

impl Rules for Find {
    type Data = feed::Find;

    /// Finds a thing; finding it again is fun, too.
    fn act(&mut self, made: Move, data: &feed::Find) -> Cue {
        if made < data.things.len() && self.found.insert(made) {
            Cue::Good(self.found.len())
        } else {
            Cue::Giggle
        }
    }

    /// All were found.
    fn is_done(&self, data: &feed::Find) -> bool {
        self.found.len() >= data.things.len()
    }

    /// Nothing was found that is gone now.
    fn fits(&self, data: &feed::Find) -> bool {
        self.found
            .last()
            .is_none_or(|last| *last < data.things.len())
    }

    fn staging(&self, data: &feed::Find) -> Staging {
        Staging::Landscape {
            things: data.things.clone(),
            start: None,
            pieces: Vec::new(),
        }
    }
}
