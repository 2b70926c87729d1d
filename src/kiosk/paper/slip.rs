//! A note pinned to a board, and the strip on it that says when.

use bevy::math::{Rect, Vec2};

use super::leaf::Leaf;
use super::outline::Outline;
use super::sheet::{SHADOW, Sheet, veil};
use super::tint::{Palette, Tint};
use super::wood::ball;

/// Radius of the pin's head and how far its middle lies below the upper edge, in millimetres.
const PIN: f32 = 4.2;
const BELOW: f32 = 6.0;

/// A pinned note; all lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slip {
    /// Width and height of the paper.
    pub size: Vec2,
    /// The colour of the pin.
    pub pin: [u8; 3],
    /// Each number cuts the edges a little differently.
    pub seed: u32,
}

impl Slip {
    /// From the upper edge down to where words may begin, in millimetres.
    pub const TOP: f32 = 14.0;

    /// Cuts the note at `mm` pixels per millimetre; with it the paper's rectangle, in pixels from
    /// its middle.
    pub fn draw(&self, palette: &Palette, mm: f32) -> (Sheet, Rect) {
        let size = self.size * mm;
        let leaf = Leaf::new(size, self.seed);
        let mut sheet = Sheet::default();
        leaf.shadow(&mut sheet, 0.6, mm);
        let tone = leaf.paper(palette);
        leaf.draw(&mut sheet, &[0.0, 0.5, 1.0], |point, _| tone(point));
        let at = Vec2::new(0.0, size.y / 2.0 - BELOW * mm);
        pin(&mut sheet, at, PIN * mm, Tint::new(self.pin));
        (sheet, Rect::from_center_size(Vec2::ZERO, size))
    }
}

/// The head of a pin, with the shadow that it throws.
fn pin(sheet: &mut Sheet, at: Vec2, radius: f32, tint: Tint) {
    let shade = SHADOW.fade(veil(0.34));
    let reach = 1.25 * radius;
    let below = at + Vec2::new(0.4, -0.57) * radius;
    sheet.fan(&Outline::disc(reach).moved(below), move |point| {
        shade.fade(shade.alpha * (1.0 - (point - below).length() / reach).clamp(0.0, 1.0))
    });
    ball(sheet, at, radius, tint);
}

/// A slip of tinted paper from a catalogue, held by one pin or several; all lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Index {
    /// Width and height of the paper.
    pub size: Vec2,
    /// The colour of the pins; the paper has a breath of it.
    pub pin: [u8; 3],
    /// How many pins: one in the middle, or from one corner to the other.
    pub pins: usize,
    /// Each number cuts the edges a little differently.
    pub seed: u32,
}

impl Index {
    /// From the upper edge down to where words may begin, in millimetres.
    pub const TOP: f32 = 10.0;
    /// Radius of a pin's head, how far its middle lies below the upper edge, and how far the outer
    /// ones lie in from the sides, in millimetres.
    const PIN: f32 = 2.9;
    const BELOW: f32 = 4.6;
    const IN: f32 = 6.5;

    /// Cuts the slip at `mm` pixels per millimetre; with it the paper's rectangle, in pixels from
    /// its middle.
    pub fn draw(&self, palette: &Palette, mm: f32) -> (Sheet, Rect) {
        let size = self.size * mm;
        let leaf = Leaf::new(size, self.seed);
        let mut sheet = Sheet::default();
        leaf.shadow(&mut sheet, 0.45, mm);
        let pins = Tint::new(self.pin);
        let paper = palette.paper.mix(pins, 0.17);
        let tone = leaf.gradient([paper.light(0.3), paper, paper.mix(palette.wood, 0.07)]);
        leaf.draw(&mut sheet, &[0.0, 0.5, 1.0], |point, _| tone(point));
        let reach = size.x / 2.0 - Self::IN * mm;
        for number in 0..self.pins {
            // From -1 on the left to 1 on the right.
            let side = match self.pins {
                1 => 0.0,
                pins => 2.0 * number as f32 / (pins - 1) as f32 - 1.0,
            };
            let at = Vec2::new(side * reach, size.y / 2.0 - Self::BELOW * mm);
            pin(&mut sheet, at, Self::PIN * mm, pins);
        }
        (sheet, Rect::from_center_size(Vec2::ZERO, size))
    }
}

/// A strip of coloured paper glued onto a note; lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Strip {
    /// Width and height.
    pub size: Vec2,
    /// Yellow for what is today, the colour of light wood for what comes later.
    pub is_today: bool,
    /// Each number cuts the edges a little differently.
    pub seed: u32,
}

impl Strip {
    /// The height that a line of reading type needs, and the room beside it, in millimetres.
    pub const HEIGHT: f32 = 15.5;
    const PADDING: f32 = 4.5;

    /// A strip for words that are `width` millimetres long.
    pub fn for_words(width: f32, is_today: bool, seed: u32) -> Self {
        Self {
            size: Vec2::new(width + 2.0 * Self::PADDING, Self::HEIGHT),
            is_today,
            seed,
        }
    }

    /// Cuts the strip at `mm` pixels per millimetre.
    pub fn draw(&self, palette: &Palette, mm: f32) -> Sheet {
        let leaf = Leaf::new(self.size * mm, self.seed);
        let mut sheet = Sheet::default();
        leaf.contact(&mut sheet, mm);
        let paper = if self.is_today {
            palette.yellow
        } else {
            palette.wood_light.mix(palette.paper, 0.45)
        };
        let tone = leaf.gradient([paper.light(0.16), paper, paper.mix(palette.wood, 0.1)]);
        leaf.draw(&mut sheet, &[0.0, 0.5, 1.0], |point, _| tone(point));
        sheet
    }
}
