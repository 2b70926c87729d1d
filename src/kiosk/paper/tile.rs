//! A picture to choose: a card with a drawing and its name below, and a ball on its corner once it
//! was chosen.

use bevy::math::{Rect, Vec2};

use super::Words;
use super::icon::Icon;
use super::leaf::Leaf;
use super::outline::Outline;
use super::sheet::Sheet;
use super::tint::{Palette, ramp};
use super::wood::{ball, inlay};

/// From the card's edges to the window, and the height of the name's strip, in millimetres.
const MARGIN: f32 = 6.0;
const NAME: f32 = 19.0;
/// Radius of the ball.
const BALL: f32 = 9.0;

/// A card; lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tile {
    /// Width and height.
    pub size: Vec2,
    /// Whether it was chosen.
    pub chosen: bool,
    /// Each number cuts the edges a little differently.
    pub seed: u32,
}

/// Where things go on a card, in pixels from its middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TileAreas {
    /// The room for the drawing.
    pub picture: Rect,
    /// The name, centred.
    pub words: Words,
    /// What to touch.
    pub hit: Rect,
}

impl Tile {
    /// Cuts the card at `mm` pixels per millimetre; with it the ball, which lies on the drawing.
    pub fn draw(&self, palette: &Palette, mm: f32) -> (Sheet, TileAreas) {
        let size = self.size * mm;
        let leaf = Leaf::new(size, self.seed);
        let mut sheet = Sheet::default();
        leaf.shadow(&mut sheet, 0.8, mm);
        let tone = leaf.paper(palette);
        leaf.draw(&mut sheet, &[0.0, 0.5, 1.0], |point, _| tone(point));
        let hit = Rect::from_center_size(Vec2::ZERO, size);
        let inside = hit.inflate(-MARGIN * mm);
        let strip = hit.min.y + NAME * mm;
        let window = Rect::from_corners(Vec2::new(inside.min.x, strip), inside.max);
        let pale = palette.wood_light.mix(palette.paper, 0.55);
        let tone = ramp(window.max, window.min, [pale.light(0.3), pale, pale]);
        let outline = Outline::rounded_rect(window.size(), 5.0 * mm).moved(window.center());
        inlay(&mut sheet, &outline, 1.6 * mm, 0.14, tone);
        let areas = TileAreas {
            picture: window.inflate(-4.0 * mm),
            words: Words {
                area: Rect::new(inside.min.x, hit.min.y, inside.max.x, strip),
                tint: palette.ink,
            },
            hit,
        };
        (sheet, areas)
    }

    /// The ball on the upper right corner of a card that was chosen.
    pub fn ball(&self, palette: &Palette, mm: f32) -> Option<(Sheet, Vec2)> {
        if !self.chosen {
            return None;
        }
        let mut sheet = Sheet::default();
        let rim = Outline::disc((BALL + 1.2) * mm);
        sheet.fill(&rim, |_| palette.paper);
        ball(&mut sheet, Vec2::ZERO, BALL * mm, palette.yellow);
        Icon::Check.draw(&mut sheet, Vec2::ZERO, 11.0 * mm, palette, palette.ink);
        Some((sheet, self.size / 2.0 * mm - (MARGIN + BALL - 1.0) * mm))
    }
}
