//! Build: floors that wait on the ground go on top of a tower.

use super::Move;
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

    /// Puts a piece on top.
    pub fn act(&mut self, made: Move, pieces: usize) -> Cue {
        if made < pieces && !self.placed.contains(&made) {
            self.placed.push(made);
            Cue::Good(self.placed.len())
        } else {
            Cue::Giggle
        }
    }

    /// All pieces are up.
    pub fn is_done(&self, pieces: usize) -> bool {
        self.placed.len() >= pieces
    }

    /// No piece is up that is gone now.
    pub fn fits(&self, pieces: usize) -> bool {
        self.placed.iter().all(|piece| *piece < pieces)
    }

    /// How many floors the tower has.
    pub fn floors(&self, start: u8) -> u32 {
        let placed = u32::try_from(self.placed.len()).unwrap_or(u32::MAX);
        u32::from(start).saturating_add(placed)
    }
}
