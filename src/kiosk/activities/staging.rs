//! What an activity asks of the stage.

use legeplads_feed::{Piece, PlaceId, Thing, ToyKind};

/// The scene that an activity is played in.
#[derive(Debug, Clone, PartialEq)]
pub enum Staging {
    /// The stop's own landscape, and what the activity adds to it.
    Landscape {
        /// Things to find.
        things: Vec<Thing>,
        /// Floors of a tower that is to grow; none if none is.
        start: Option<u8>,
        /// Floors that wait to go on top of it.
        pieces: Vec<Piece>,
    },
    /// A meadow with a plinth for each toy.
    Plinths(Vec<ToyKind>),
    /// A turntable with a toy on each segment, and the colour of each by name.
    Wheel(Vec<(ToyKind, String)>),
    /// The island; for each move the place that it touches, if it is one.
    Island(Vec<Option<PlaceId>>),
}

impl Staging {
    /// The stop's own landscape, and nothing else.
    pub const BARE: Self = Self::Landscape {
        things: Vec::new(),
        start: None,
        pieces: Vec::new(),
    };

    /// Whether what is to be touched reaches far down the glass, so that paper must keep low.
    pub fn hides(&self) -> bool {
        match self {
            Self::Landscape { things, pieces, .. } => !things.is_empty() || !pieces.is_empty(),
            Self::Plinths(_) => false,
            Self::Island(_) | Self::Wheel(_) => true,
        }
    }
}
