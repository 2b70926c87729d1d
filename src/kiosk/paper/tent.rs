//! The place name: a small tent card with a bead in the colour of the place's note.

use bevy::math::{Rect, Vec2};

use super::leaf::Leaf;
use super::sheet::{FEATHER, Sheet};
use super::tint::{Palette, Tint};
use super::wood::ball;
use super::{Words, touchable};

/// The height of the bent foot, as a share of the whole.
const FOOT: f32 = 0.22;

/// Radius of the bead, from it to the word, and from the edges, in millimetres.
const BEAD: f32 = 3.5;
const BEAD_TO_WORD: f32 = 3.5;
const PADDING: f32 = 5.0;

/// A tent card; all lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tent {
    /// Width and height. [`Tent::width_for`] gives the width for a word.
    pub size: Vec2,
    /// The colour of the note that the place owns.
    pub bead: Option<[u8; 3]>,
    /// Each number cuts the edges a little differently.
    pub seed: u32,
}

/// Where things go on a tent card, in pixels from its middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TentAreas {
    /// The name, centred.
    pub words: Words,
    /// The middle of the bead.
    pub bead: Option<Vec2>,
    /// What to touch: at least 20 mm high.
    pub hit: Rect,
}

impl Tent {
    /// The height of a name in 7.3 mm capitals, in millimetres.
    pub const HEIGHT: f32 = 17.5;

    /// A card for a name that is `width` millimetres long.
    pub fn for_word(width: f32, bead: Option<[u8; 3]>, seed: u32) -> Self {
        let beside = if bead.is_some() {
            2.0 * BEAD + BEAD_TO_WORD
        } else {
            0.0
        };
        Self {
            size: Vec2::new(width + beside + 2.0 * PADDING, Self::HEIGHT),
            bead,
            seed,
        }
    }

    /// Cuts the card at `mm` pixels per millimetre.
    pub fn draw(&self, palette: &Palette, mm: f32) -> (Sheet, TentAreas) {
        let size = self.size * mm;
        let leaf = Leaf::new(size, self.seed);
        let mut sheet = Sheet::default();
        leaf.shadow(&mut sheet, 0.55, mm);
        let tone = leaf.paper(palette);
        let foot = palette.paper.mix(Tint::hex(0xC9A778), 0.24);
        // The two tones meet within a feather.
        let step = FEATHER / 2.0 / size.y;
        let rows = [0.0, FOOT - step, FOOT + step, FOOT + 0.2, 1.0];
        leaf.draw(&mut sheet, &rows, |point, v| {
            if v < FOOT {
                foot.mix(palette.paper, 0.35 * (1.0 - v / FOOT))
            } else {
                tone(point).mix(foot, 0.16 * (1.0 - (v - FOOT) / 0.2).clamp(0.0, 1.0))
            }
        });
        let raised = size.y * FOOT / 2.0;
        let bead = self.bead.map(|rgb| {
            let at = Vec2::new(-size.x / 2.0 + (PADDING + BEAD) * mm, raised);
            ball(&mut sheet, at, BEAD * mm, Tint::new(rgb));
            at
        });
        let left = bead.map_or(PADDING * mm - size.x / 2.0, |bead| {
            bead.x + (BEAD + BEAD_TO_WORD) * mm
        });
        let right = size.x / 2.0 - PADDING * mm;
        let areas = TentAreas {
            words: Words {
                area: Rect::from_corners(
                    Vec2::new(left, -size.y / 2.0 + size.y * FOOT),
                    Vec2::new(right, size.y / 2.0),
                ),
                tint: palette.ink,
            },
            bead,
            hit: touchable(Vec2::ZERO, size, mm),
        };
        (sheet, areas)
    }
}
