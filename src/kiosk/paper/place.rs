//! A player's place: a wooden tray lined with felt in the player's colour, and a paper niche for
//! the player's figure.

use bevy::math::{Rect, Vec2};

use super::outline::Outline;
use super::sheet::Sheet;
use super::tint::{Palette, Tint, ramp};
use super::wood::{Block, Pose, inlay};

/// Radius of the corners of the tray and of the niche, and width of the tray's rim, in millimetres.
const RADIUS: f32 = 10.0;
const NICHE: f32 = 7.0;
const RIM: f32 = 1.6;

/// A tray for answers; lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Width and height, at least 25.
    pub size: Vec2,
    /// The felt, in sRGB.
    pub colour: [u8; 3],
    /// The niche, from the middle of the tray.
    pub niche: Rect,
}

impl Place {
    /// Turns the tray at `mm` pixels per millimetre.
    pub fn draw(&self, palette: &Palette, mm: f32) -> Sheet {
        let block = Block::posed(self.size * mm, RADIUS * mm, Pose::Rest, mm);
        let mut sheet = Sheet::default();
        block.rimmed(&mut sheet, palette, RIM * mm, Pose::Rest, mm);
        let felt = Tint::new(self.colour);
        let half = block.size / 2.0;
        let tone = ramp(
            Vec2::new(-half.x, half.y),
            Vec2::new(half.x, -half.y),
            [felt.light(0.1), felt, felt.dark(0.08)],
        );
        inlay(&mut sheet, &block.within(RIM * mm), 2.4 * mm, 0.3, tone);
        let niche = Outline::rounded_rect(self.niche.size() * mm, NICHE * mm);
        let niche = niche.moved(self.niche.center() * mm);
        let paper = palette.paper.mix(felt, 0.12);
        inlay(&mut sheet, &niche, 2.0 * mm, 0.3, |_| paper);
        sheet
    }
}
