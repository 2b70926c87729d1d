//! Build: floors that wait on the ground go on top of a tower.

use legeplads_feed as feed;

use super::{Move, Rules, Staging};
use crate::journey::Cue;

/// Which pieces went up, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Build {
    placed: Vec<Move>,
}

impl Build {
    /// The pieces that went up, lowest first.
    pub fn placed(&self) -> &[Move] {
        &self.placed
    }

    /// How many floors the tower has.
    pub fn floors(&self, start: u8) -> u32 {
        let placed = u32::try_from(self.placed.len()).unwrap_or(u32::MAX);
        u32::from(start).saturating_add(placed)
    }
}

impl Rules for Build {
    type Data = feed::Build;

    /// Puts a piece on top.
    fn act(&mut self, made: Move, data: &feed::Build) -> Cue {
        if made < data.pieces.len() && !self.placed.contains(&made) {
            self.placed.push(made);
            Cue::Good(self.placed.len())
        } else {
            Cue::Giggle
        }
    }

    /// All pieces are up.
    fn is_done(&self, data: &feed::Build) -> bool {
        self.placed.len() >= data.pieces.len()
    }

    /// No piece is up that is gone now.
    fn fits(&self, data: &feed::Build) -> bool {
        self.placed.iter().all(|piece| *piece < data.pieces.len())
    }

    fn staging(&self, data: &feed::Build) -> Staging {
        Staging::Landscape {
            things: Vec::new(),
            start: Some(data.start),
            pieces: data.pieces.clone(),
        }
    }
}
