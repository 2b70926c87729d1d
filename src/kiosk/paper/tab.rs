//! The tab: a strip of paper with a language's name, deep blue when it is the one spoken.

use bevy::math::{Rect, Vec2};

use super::leaf::Leaf;
use super::sheet::Sheet;
use super::tint::{Palette, Tint};
use super::wood::Pose;
use super::{Words, touchable};

/// From the edges to the words, in millimetres.
const PADDING: f32 = 3.0;

/// A strip of paper; all lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tab {
    /// Width and height.
    pub size: Vec2,
    /// Whether it is the one chosen.
    pub chosen: bool,
    /// How it lies.
    pub pose: Pose,
    /// Each number cuts the edges a little differently.
    pub seed: u32,
}

impl Default for Tab {
    fn default() -> Self {
        Self {
            size: Vec2::new(70.0, 24.0),
            chosen: false,
            pose: Pose::Rest,
            seed: 3,
        }
    }
}

/// Where things go on a tab, in pixels from its middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TabAreas {
    /// The word, centred; smaller by [`Pose::scale`] when pressed.
    pub words: Words,
    /// What to touch.
    pub hit: Rect,
}

impl Tab {
    /// Cuts the strip at `mm` pixels per millimetre.
    pub fn draw(&self, palette: &Palette, mm: f32) -> (Sheet, TabAreas) {
        let whole = self.size * mm;
        let size = whole * self.pose.scale();
        let leaf = Leaf::new(size, self.seed);
        let mut sheet = Sheet::default();
        let lift = if self.pose == Pose::Pressed { 0.3 } else { 0.6 };
        leaf.shadow(&mut sheet, lift, mm);
        if self.pose == Pose::Focus {
            leaf.focus(&mut sheet, palette, mm);
            leaf.contact(&mut sheet, mm);
        }
        let rows = [0.0, 0.5, 1.0];
        if self.chosen {
            let blue = palette.deep_blue;
            let tone = leaf.gradient([blue.light(0.06), blue, blue.dark(0.12)]);
            leaf.draw(&mut sheet, &rows, |point, _| tone(point));
        } else {
            let tone = leaf.paper(palette);
            leaf.draw(&mut sheet, &rows, |point, _| tone(point));
        }
        let areas = TabAreas {
            words: Words {
                area: Rect::from_center_size(Vec2::ZERO, size - 2.0 * PADDING * mm),
                tint: if self.chosen {
                    Tint::WHITE
                } else {
                    palette.ink
                },
            },
            hit: touchable(Vec2::ZERO, whole, mm),
        };
        (sheet, areas)
    }
}
