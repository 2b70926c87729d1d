//! How far a form has come: beads in a narrow wooden bar, one for each question. Those behind are
//! painted, the present one is larger, and those ahead wait in their hollows.

use bevy::math::Vec2;

use super::outline::Outline;
use super::sheet::Sheet;
use super::tint::Palette;
use super::wood::{Block, Pose, ball, inlay};

/// Height of the bar, from bead to bead, from its ends to the first and the last, and radii of what
/// lies in it, in millimetres.
const HEIGHT: f32 = 15.0;
const PITCH: f32 = 13.0;
const MARGIN: f32 = 10.0;
const HOLLOW: f32 = 3.8;
const BEAD: f32 = 3.8;
const PRESENT: f32 = 5.4;

/// A bar of beads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    /// How many are behind.
    pub behind: usize,
    /// How many there are.
    pub all: usize,
}

impl Way {
    /// Width and height in millimetres.
    pub fn size(&self) -> Vec2 {
        let gaps = self.all.saturating_sub(1) as f32;
        Vec2::new(2.0 * MARGIN + gaps * PITCH, HEIGHT)
    }

    /// Turns it at `mm` pixels per millimetre.
    pub fn draw(&self, palette: &Palette, mm: f32) -> Sheet {
        let size = self.size() * mm;
        let block = Block::posed(size, size.y / 2.0, Pose::Rest, mm);
        let mut sheet = Sheet::default();
        block.whole(&mut sheet, palette, mm);
        let floor = palette.wood.mix(palette.edge(), 0.4);
        let middle = self.all.saturating_sub(1) as f32 / 2.0;
        for number in 0..self.all {
            let at = Vec2::X * (number as f32 - middle) * PITCH * mm;
            if number > self.behind {
                let hollow = Outline::disc(HOLLOW * mm).moved(at);
                inlay(&mut sheet, &hollow, 1.2 * mm, 0.34, |_| floor);
                continue;
            }
            let (radius, tint) = match number == self.behind {
                true => (PRESENT, palette.deep_blue),
                false => (BEAD, palette.yellow),
            };
            let rim = Outline::disc((radius + 0.5) * mm).moved(at);
            sheet.fill(&rim, |_| palette.edge());
            ball(&mut sheet, at, radius * mm, tint);
        }
        sheet
    }
}
