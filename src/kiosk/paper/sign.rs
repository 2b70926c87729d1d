//! The sign: a paper banner on two threads.

use bevy::math::{Rect, Vec2};

use super::Words;
use super::leaf::Leaf;
use super::sheet::Sheet;
use super::tint::{Palette, Tint};

/// Where the threads hold the banner, as shares of its width.
const HELD_AT: [f32; 2] = [0.07, 0.93];

/// Cotton, seen against the sky.
const THREAD: Tint = Tint::hex(0x7D7F92);

/// A banner; all lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sign {
    /// Width and height of the paper.
    pub size: Vec2,
    /// How long the threads reach above the paper's upper edge, left and right; 0 draws none.
    pub threads: [f32; 2],
    /// From the edges to the words.
    pub padding: Vec2,
    /// Each number cuts the edges a little differently.
    pub seed: u32,
}

impl Default for Sign {
    fn default() -> Self {
        Self {
            size: Vec2::new(290.0, 34.0),
            threads: [30.0; 2],
            padding: Vec2::new(15.0, 6.0),
            seed: 2,
        }
    }
}

/// Where things go on a sign, in pixels from the middle of its paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SignAreas {
    /// The words, centred.
    pub words: Words,
    /// The upper ends of the threads: what the sign swings about.
    pub held: [Vec2; 2],
    /// The paper.
    pub hit: Rect,
}

impl Sign {
    /// Cuts the banner at `mm` pixels per millimetre.
    pub fn draw(&self, palette: &Palette, mm: f32) -> (Sheet, SignAreas) {
        let size = self.size * mm;
        let leaf = Leaf::new(size, self.seed);
        let mut sheet = Sheet::default();
        let mut held = [Vec2::ZERO; 2];
        for ((slot, share), length) in held.iter_mut().zip(HELD_AT).zip(self.threads) {
            let knot = leaf.point(share, 1.0);
            *slot = Vec2::new(knot.x, size.y / 2.0 + length * mm);
            if length > 0.0 {
                let width = (0.5 * mm).max(1.1);
                sheet.stroke(&[knot - Vec2::Y * mm, *slot], width, |_| THREAD);
            }
        }
        leaf.shadow(&mut sheet, 0.85, mm);
        let tone = leaf.paper(palette);
        leaf.draw(&mut sheet, &[0.0, 0.5, 1.0], |point, _| tone(point));
        let hit = Rect::from_center_size(Vec2::ZERO, size);
        let areas = SignAreas {
            words: Words {
                area: Rect::from_center_size(Vec2::ZERO, size - 2.0 * self.padding * mm),
                tint: palette.ink,
            },
            held,
            hit,
        };
        (sheet, areas)
    }
}
