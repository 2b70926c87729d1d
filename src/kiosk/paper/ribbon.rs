//! The ribbon of a reply: yellow paper with swallow tails.

use bevy::math::{Rect, Vec2};

use super::Words;
use super::outline::Outline;
use super::sheet::Sheet;
use super::tint::{Palette, ramp};

/// Depth of the tails' notch, and from the notch to the words, in millimetres.
const NOTCH: f32 = 5.0;
const PADDING: f32 = 5.0;

/// How far the ribbon bows upward in its middle, as a share of its width.
const BOW: f32 = 0.012;

/// A ribbon; lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ribbon {
    /// Width between the tips, and height.
    pub size: Vec2,
}

/// Where things go on a ribbon, in pixels from its middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RibbonAreas {
    /// The reply, centred.
    pub words: Words,
}

impl Ribbon {
    /// The usual height, in millimetres.
    pub const HEIGHT: f32 = 21.0;

    /// A ribbon for a reply that is `width` millimetres long.
    pub fn for_word(width: f32) -> Self {
        Self {
            size: Vec2::new(width + 2.0 * (NOTCH + PADDING), Self::HEIGHT),
        }
    }

    /// Cuts the ribbon at `mm` pixels per millimetre.
    pub fn draw(&self, palette: &Palette, mm: f32) -> (Sheet, RibbonAreas) {
        let size = self.size * mm;
        let half = size / 2.0 - super::sheet::FEATHER / 2.0;
        let point = |u: f32, v: f32| {
            let notched = half.x - NOTCH * mm * (1.0 - (2.0 * v - 1.0).abs());
            let bow = BOW * size.x * (4.0 * u * (1.0 - u) - 0.5);
            Vec2::new((2.0 * u - 1.0) * notched, (2.0 * v - 1.0) * half.y + bow)
        };
        let columns = [0.0, 0.25, 0.5, 0.75, 1.0];
        let mut edge: Vec<Vec2> = columns.iter().map(|&u| point(u, 0.0)).collect();
        edge.push(point(1.0, 0.5));
        edge.extend(columns.iter().rev().map(|&u| point(u, 1.0)));
        edge.push(point(0.0, 0.5));
        let outline = Outline::polygon(&edge);
        let yellow = palette.yellow;
        let tone = ramp(
            Vec2::new(-half.x, half.y),
            Vec2::new(half.x, -half.y),
            [yellow.light(0.14), yellow, yellow.mix(palette.wood, 0.22)],
        );
        let mut sheet = Sheet::default();
        sheet.shadow(&outline, Vec2::new(1.0, -1.5) * mm, 1.3 * mm, 0.3);
        sheet.grid(&columns, &[0.0, 0.5, 1.0], point, |at, _| tone(at));
        sheet.feather(&outline, 0.0, tone);
        let room = size - 2.0 * Vec2::new(NOTCH + PADDING, 2.0) * mm;
        let areas = RibbonAreas {
            words: Words {
                area: Rect::from_center_size(Vec2::ZERO, room),
                tint: palette.ink,
            },
        };
        (sheet, areas)
    }
}
