//! The long wooden button with a deep blue inlay, a word and an arrow.

use bevy::math::{Rect, Vec2};

use super::icon::Icon;
use super::sheet::Sheet;
use super::tint::{Palette, Tint, ramp};
use super::wood::{Block, Pose, inlay};
use super::{Words, touchable};

/// Width of the wooden rim, in millimetres.
const RIM: f32 = 2.6;

/// From the inlay's ends to the word, and to the glyph's end.
const PADDING: f32 = 9.0;

/// Height of a glyph, and the room between it and the word.
const GLYPH: f32 = 10.5;
const WORD_TO_GLYPH: f32 = 5.5;

/// What stands behind the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Glyph {
    /// An arrow to the right: on.
    Arrow,
    /// A round arrow: once more.
    Again,
    /// A check: that is my answer.
    Check,
}

impl From<Glyph> for Icon {
    fn from(glyph: Glyph) -> Self {
        match glyph {
            Glyph::Arrow => Self::Arrow,
            Glyph::Again => Self::Again,
            Glyph::Check => Self::Check,
        }
    }
}

/// A long button; all lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pill {
    /// Width and height of the face. [`Pill::for_word`] gives the width for a word.
    pub size: Vec2,
    /// What stands behind the word.
    pub glyph: Option<Glyph>,
    /// How it stands.
    pub pose: Pose,
}

/// Where things go on a long button, in pixels from the middle of its face at rest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PillAreas {
    /// The word; smaller by [`Pose::scale`] when pressed.
    pub words: Words,
    /// The middle of the face as it stands.
    pub middle: Vec2,
    /// What to touch, face and side.
    pub hit: Rect,
}

impl Pill {
    /// The usual height of the face, in millimetres.
    pub const HEIGHT: f32 = 28.0;

    /// A button for a word that is `width` millimetres long.
    pub fn for_word(width: f32, glyph: Option<Glyph>, pose: Pose) -> Self {
        let behind = if glyph.is_some() {
            WORD_TO_GLYPH + GLYPH
        } else {
            0.0
        };
        Self {
            size: Vec2::new(width + behind + 2.0 * (RIM + PADDING), Self::HEIGHT),
            glyph,
            pose,
        }
    }

    /// Turns the button at `mm` pixels per millimetre.
    pub fn draw(&self, palette: &Palette, mm: f32) -> (Sheet, PillAreas) {
        let size = self.size * mm;
        let block = Block::posed(size, size.y / 2.0, self.pose, mm);
        let scale = self.pose.scale() * mm;
        let mut sheet = Sheet::default();
        block.rimmed(&mut sheet, palette, RIM * scale, self.pose, mm);
        let blue = match self.pose {
            Pose::Pressed => palette.deep_blue.mix(palette.ink, 0.4),
            Pose::Rest | Pose::Focus => palette.deep_blue,
        };
        let down = Vec2::Y * block.size.y / 2.0;
        let tone = ramp(
            block.at + down,
            block.at - down,
            [blue.dark(0.06), blue, blue.light(0.03)],
        );
        inlay(&mut sheet, &block.within(RIM * scale), 2.2 * mm, 0.4, tone);
        let inner = Rect::from_center_size(
            block.at,
            block.size - 2.0 * Vec2::new(RIM + PADDING, RIM) * scale,
        );
        let mut right = inner.max.x;
        if let Some(glyph) = self.glyph {
            let middle = Vec2::new(right - GLYPH * scale / 2.0, block.at.y);
            Icon::from(glyph).draw(&mut sheet, middle, GLYPH * scale, palette, Tint::WHITE);
            right -= (GLYPH + WORD_TO_GLYPH) * scale;
        }
        let areas = PillAreas {
            words: Words {
                area: Rect::from_corners(inner.min, Vec2::new(right, inner.max.y)),
                tint: Tint::WHITE,
            },
            middle: block.at,
            hit: touchable(
                Vec2::new(0.0, -Pose::Rest.side() * mm / 2.0),
                size + Vec2::Y * Pose::Rest.side() * mm,
                mm,
            ),
        };
        (sheet, areas)
    }
}
