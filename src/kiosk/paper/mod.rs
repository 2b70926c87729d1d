//! Everything flat that lies in front of the toy town: pieces of paper and wooden buttons.
//!
//! Each piece is a plain description in millimetres. Its `draw` takes the colours and the pixels
//! per millimetre and returns a [`Sheet`], the piece's middle at the origin, together with where
//! its text and its touch areas go, in the sheet's pixels (x right, y up). Nothing here knows of
//! windows, fonts or time.

pub mod answer;
pub mod beads;
pub mod board;
pub mod card;
pub mod choice;
pub mod clock;
pub mod code;
pub mod cutting;
pub mod disc;
pub mod drawing;
pub mod figure;
pub mod gauge;
pub mod gift;
pub mod hand;
pub mod icon;
pub mod idea;
pub mod leaf;
pub mod moon;
pub mod note;
pub mod outline;
pub mod pill;
pub mod place;
pub mod plinth;
pub mod rail;
pub mod ribbon;
pub mod ring;
pub mod sheet;
pub mod sign;
pub mod slip;
pub mod tab;
pub mod tent;
pub mod theatre;
pub mod tile;
pub mod tint;
pub mod token;
pub mod tray;
pub mod way;
pub mod week;
pub mod wipe;
pub mod wood;

pub use answer::{Answer, AnswerAreas};
pub use beads::{Bead, Beads, BeadsAreas, Stage};
pub use board::{Board, BoardAreas};
pub use card::{Card, CardAreas};
pub use choice::{Choice, ChoiceAreas};
pub use clock::Clock;
pub use disc::{Disc, DiscAreas};
pub use figure::{Arms, Figure, Mark};
pub use gauge::{Lamp, Ruler};
pub use gift::Parcel;
pub use hand::Hand;
pub use icon::Icon;
pub use idea::{Idea, IdeaAreas};
pub use moon::Moon;
pub use note::Note;
pub use pill::{Glyph, Pill, PillAreas};
pub use place::Place;
pub use rail::{Rail, RailAreas};
pub use ribbon::{Ribbon, RibbonAreas};
pub use ring::Ring;
pub use sheet::Sheet;
pub use sign::{Sign, SignAreas};
pub use slip::{Index, Slip, Strip};
pub use tab::{Tab, TabAreas};
pub use tent::{Tent, TentAreas};
pub use tile::{Tile, TileAreas};
pub use tint::{Palette, Tint};
pub use token::{Look, Token};
pub use tray::{Tray, TrayAreas};
pub use way::Way;
pub use week::{Week, WeekAreas};
pub use wipe::wipe;
pub use wood::Pose;

use bevy::math::{Rect, Vec2};

/// Where words go and what colour they have there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Words {
    /// The room for them, in pixels.
    pub area: Rect,
    /// Their colour: at least 7 : 1 on what lies under them.
    pub tint: Tint,
}

/// The least side of what one can touch, in millimetres.
const TOUCH: f32 = 20.0;

/// A rectangle about `middle`, no smaller than what one can touch.
fn touchable(middle: Vec2, size: Vec2, mm: f32) -> Rect {
    Rect::from_center_size(middle, size.max(Vec2::splat(TOUCH * mm)))
}

#[cfg(test)]
mod tests;
