//! An answer to choose: a strip of paper with a hollow before its words, and a ball in it once it
//! is chosen.

use bevy::math::{Rect, Vec2};

use super::icon::Icon;
use super::leaf::Leaf;
use super::outline::Outline;
use super::sheet::Sheet;
use super::tint::Palette;
use super::wood::{ball, inlay};
use super::{Tint, Words};

/// Diameter of the hollow, from the strip's left edge and from it to the words, and from those to the
/// right edge, in millimetres.
const HOLLOW: f32 = 17.0;
const LEFT: f32 = 7.0;
const GAP: f32 = 6.0;
const RIGHT: f32 = 7.0;

/// A strip with an answer; lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer {
    /// Width and height.
    pub size: Vec2,
    /// Whether it is chosen.
    pub chosen: bool,
    /// Whether others may be chosen with it: then the hollow is square.
    pub several: bool,
    /// Each number cuts the edges a little differently.
    pub seed: u32,
}

/// Where things go on a strip, in pixels from its middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AnswerAreas {
    /// The words, from the left, half way up.
    pub words: Words,
    /// What to touch.
    pub hit: Rect,
}

impl Answer {
    /// How wide words may be on a strip of this width, in millimetres.
    pub fn measure(width: f32) -> f32 {
        width - LEFT - HOLLOW - GAP - RIGHT
    }

    /// The width of a strip whose words are `width` millimetres long.
    pub fn width(width: f32) -> f32 {
        width + LEFT + HOLLOW + GAP + RIGHT
    }

    /// Cuts the strip at `mm` pixels per millimetre.
    pub fn draw(&self, palette: &Palette, mm: f32) -> (Sheet, AnswerAreas) {
        let size = self.size * mm;
        let leaf = Leaf::new(size, self.seed);
        let mut sheet = Sheet::default();
        leaf.shadow(&mut sheet, if self.chosen { 0.35 } else { 0.7 }, mm);
        let blue = palette.deep_blue;
        let painted = leaf.gradient([blue.light(0.06), blue, blue.dark(0.12)]);
        let plain = leaf.paper(palette);
        leaf.draw(&mut sheet, &[0.0, 0.5, 1.0], |point, _| match self.chosen {
            true => painted(point),
            false => plain(point),
        });
        let at = Vec2::X * (LEFT + HOLLOW / 2.0 - self.size.x / 2.0) * mm;
        self.hollow(&mut sheet, at, palette, mm);
        let rect = Rect::from_center_size(Vec2::ZERO, size);
        let left = at.x + (HOLLOW / 2.0 + GAP) * mm;
        let areas = AnswerAreas {
            words: Words {
                area: Rect::from_corners(
                    Vec2::new(left, rect.min.y),
                    rect.max - Vec2::X * RIGHT * mm,
                ),
                tint: if self.chosen {
                    Tint::WHITE
                } else {
                    palette.ink
                },
            },
            hit: rect,
        };
        (sheet, areas)
    }

    fn hollow(&self, sheet: &mut Sheet, at: Vec2, palette: &Palette, mm: f32) {
        let side = HOLLOW * mm;
        let round = if self.several { 4.2 * mm } else { side / 2.0 };
        let rim = Outline::rounded_rect(Vec2::splat(side), round).moved(at);
        sheet.fill(&rim, |_| palette.wood_light);
        let thin = 1.6 * mm;
        let floor = palette.wood.mix(palette.edge(), 0.4);
        let inner = Vec2::splat(side - 2.0 * thin);
        let inner = Outline::rounded_rect(inner, (round - thin).max(0.5)).moved(at);
        inlay(sheet, &inner, 2.0 * mm, 0.34, |_| floor);
        if self.chosen {
            ball(sheet, at, 6.6 * mm, palette.yellow);
            Icon::Check.draw(sheet, at, 8.4 * mm, palette, palette.ink);
        }
    }
}
