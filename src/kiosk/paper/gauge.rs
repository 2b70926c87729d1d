//! How far something has come: a wooden traffic light, and a ruler from where it began to where it
//! is to be.

use bevy::math::Vec2;

use super::outline::Outline;
use super::sheet::Sheet;
use super::tint::{Palette, Tint};
use super::wood::{Block, ball, inlay};

/// A traffic light lying on its side; lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lamp {
    /// The colours of its lamps, from the left.
    pub colours: [[u8; 3]; 3],
    /// Which one is lit.
    pub lit: Option<usize>,
}

impl Lamp {
    /// Width and height.
    pub const SIZE: Vec2 = Vec2::new(39.0, 15.0);
    /// Radius of a lamp, of the lit one, and from one to the next.
    const RADIUS: f32 = 3.9;
    const LIT: f32 = 5.1;
    const NEXT: f32 = 11.6;

    /// Draws it about its middle, at `mm` pixels per millimetre.
    pub fn draw(&self, palette: &Palette, mm: f32) -> Sheet {
        let mut sheet = Sheet::default();
        let block = Block {
            at: Vec2::ZERO,
            size: Self::SIZE * mm,
            radius: Self::SIZE.y / 2.0 * mm,
            side: 1.4 * mm,
        };
        block.whole(&mut sheet, palette, mm);
        let hollow = palette.wood.mix(palette.edge(), 0.6);
        for (number, colour) in self.colours.into_iter().enumerate() {
            let at = Vec2::X * (number as f32 - 1.0) * Self::NEXT * mm;
            let colour = Tint::new(colour);
            if self.lit == Some(number) {
                // Its light falls on the wood round it.
                let reach = 1.65 * Self::LIT * mm;
                sheet.fan(&Outline::disc(reach).moved(at), move |point| {
                    let away = (point - at).length() / reach;
                    colour.light(0.3).fade(0.75 * (1.0 - away).clamp(0.0, 1.0))
                });
                ball(&mut sheet, at, Self::LIT * mm, colour);
            } else {
                let disc = Outline::disc(Self::RADIUS * mm).moved(at);
                let dim = hollow.mix(colour, 0.22);
                inlay(&mut sheet, &disc, 1.3 * mm, 0.4, move |_| dim);
            }
        }
        sheet
    }
}

/// A ruler with a ball on it; lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ruler {
    /// From end to end.
    pub width: f32,
    /// How far it has come, from 0 to 1; nobody knows if none.
    pub part: Option<f32>,
    /// The colour of the ball and of the way behind it.
    pub colour: [u8; 3],
}

impl Ruler {
    /// Its height.
    pub const HEIGHT: f32 = 13.0;
    /// Height of the groove, how far its ends lie in from the ruler's, and the ball's radius.
    const GROOVE: f32 = 5.0;
    const IN: f32 = 7.0;
    const BALL: f32 = 5.0;
    /// Marks between the ends, and their length.
    const MARKS: usize = 3;
    const MARK: f32 = 2.6;

    /// Draws it about its middle, at `mm` pixels per millimetre.
    pub fn draw(&self, palette: &Palette, mm: f32) -> Sheet {
        let mut sheet = Sheet::default();
        let block = Block {
            at: Vec2::ZERO,
            size: Vec2::new(self.width, Self::HEIGHT) * mm,
            radius: 3.4 * mm,
            side: 1.4 * mm,
        };
        block.whole(&mut sheet, palette, mm);
        let half = (self.width / 2.0 - Self::IN) * mm;
        let groove = Vec2::new(2.0 * half + Self::GROOVE * mm, Self::GROOVE * mm);
        let floor = palette.wood.mix(palette.edge(), 0.45);
        let outline = Outline::rounded_rect(groove, groove.y / 2.0);
        inlay(&mut sheet, &outline, 1.3 * mm, 0.36, move |_| floor);
        let at = |part: f32| Vec2::X * (2.0 * part - 1.0) * half;
        let mark = palette.ink.fade(0.5);
        for number in 1..=Self::MARKS {
            let foot = at(number as f32 / (Self::MARKS + 1) as f32);
            let low = foot - Vec2::Y * (Self::HEIGHT / 2.0 - 0.6) * mm;
            let line = [low, low + Vec2::Y * Self::MARK * mm];
            sheet.stroke(&line, (0.7 * mm).max(1.2), |_| mark);
        }
        if let Some(part) = self.part {
            let part = part.clamp(0.0, 1.0);
            let colour = Tint::new(self.colour);
            let way = Vec2::new(2.0 * half * part + groove.y, groove.y);
            let middle = Vec2::X * (half * part - half);
            let outline = Outline::rounded_rect(way, groove.y / 2.0).moved(middle);
            inlay(&mut sheet, &outline, 1.3 * mm, 0.3, move |_| colour);
            ball(&mut sheet, at(part), Self::BALL * mm, colour);
        }
        sheet
    }
}
