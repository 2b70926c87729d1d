//! Build: pieces to put on top of each other.

use serde::{Deserialize, Serialize};

use crate::check::{At, Check};

/// Put pieces on top of each other. The documents have it as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Build {
    /// Floors that are there already.
    pub start: u8,
    /// Three to five pieces.
    pub pieces: Vec<Piece>,
}

/// The shape of a [`Piece`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Shape {
    /// A block.
    Box,
    /// A round block.
    Drum,
    /// A floor with a balcony around.
    Gallery,
}

/// A piece to build with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Piece {
    /// Its shape.
    pub shape: Shape,
    /// Its colour by name.
    pub colour: String,
}

impl Build {
    pub(super) fn check(&self, at: &At, check: &mut Check) {
        check.within(&at.field("start"), "start", self.start, 0, 12);
        let at = at.field("pieces");
        check.count(&at, "pieces", self.pieces.len(), 3, 5);
        for (index, piece) in self.pieces.iter().enumerate() {
            check.colour(&at.item(index).field("colour"), &piece.colour);
        }
    }
}
