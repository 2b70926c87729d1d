//! The wooden tray with a hollow for each thing to find; what is found lies in it as a ball.

use bevy::math::Vec2;

use super::icon::Icon;
use super::outline::Outline;
use super::sheet::Sheet;
use super::tint::Palette;
use super::wood::{Block, Pose, ball, inlay};

/// Radius of a hollow, from its middle to the tray's edge, and height of the tray, in millimetres.
const HOLLOW: f32 = 12.0;
const MARGIN: f32 = 19.0;
const HEIGHT: f32 = 34.0;

/// A tray; lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tray<'a> {
    /// For each hollow whether a ball lies in it.
    pub filled: &'a [bool],
    /// From the middle of a hollow to the next; at least 26.
    pub pitch: f32,
}

/// Where things are on a tray, in pixels from its middle.
#[derive(Debug, Clone, PartialEq)]
pub struct TrayAreas {
    /// The middle of each hollow: where a found thing flies to.
    pub hollows: Vec<Vec2>,
    /// Width and height of the face.
    pub size: Vec2,
}

impl Tray<'_> {
    /// Turns the tray at `mm` pixels per millimetre.
    pub fn draw(&self, palette: &Palette, mm: f32) -> (Sheet, TrayAreas) {
        let gaps = self.filled.len().saturating_sub(1) as f32;
        let size = Vec2::new(2.0 * MARGIN + gaps * self.pitch, HEIGHT) * mm;
        let block = Block::posed(size, size.y / 2.0, Pose::Rest, mm);
        let mut sheet = Sheet::default();
        block.whole(&mut sheet, palette, mm);
        let mut hollows = Vec::new();
        let floor = palette.wood.mix(palette.edge(), 0.4);
        for (index, &filled) in self.filled.iter().enumerate() {
            let at = Vec2::X * (index as f32 - gaps / 2.0) * self.pitch * mm;
            hollows.push(at);
            let radius = HOLLOW * mm;
            if filled {
                let rim = Outline::disc(radius + 0.5 * mm).moved(at);
                sheet.fill(&rim, |_| palette.edge());
                ball(&mut sheet, at, radius, palette.yellow);
                Icon::Check.draw(&mut sheet, at, 13.0 * mm, palette, palette.ink);
            } else {
                inlay(
                    &mut sheet,
                    &Outline::disc(radius).moved(at),
                    2.4 * mm,
                    0.34,
                    |_| floor,
                );
            }
        }
        (sheet, TrayAreas { hollows, size })
    }
}
