//! The rail that an idea is put together on: a wooden bar with a hollow for each picture, and its
//! word under it.

use bevy::math::{Rect, Vec2};

use super::outline::Outline;
use super::sheet::Sheet;
use super::tint::Palette;
use super::wood::{Block, Pose, inlay};

/// From the bar's edges to what is on it, and between two hollows, in millimetres.
const MARGIN: f32 = 8.0;
const BETWEEN: f32 = 6.0;
/// The line round the hollow that is next, and the corners of all, likewise.
const LINE: f32 = 2.6;
const ROUND: f32 = 6.0;

/// A rail; lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rail<'a> {
    /// Width and height of a hollow.
    pub hollow: Vec2,
    /// The room for words under it.
    pub words: f32,
    /// Which ones hold a picture.
    pub filled: &'a [bool],
    /// Which one is next.
    pub next: Option<usize>,
}

/// Where things go on a rail, in pixels from its middle; one for each hollow, from the left.
#[derive(Debug, Clone, PartialEq)]
pub struct RailAreas {
    /// The hollows.
    pub hollows: Vec<Rect>,
    /// The words under them.
    pub words: Vec<Rect>,
    /// Both together: what to touch.
    pub cells: Vec<Rect>,
    /// The whole rail.
    pub hit: Rect,
}

impl Rail<'_> {
    /// How wide hollows are on a rail of this width, in millimetres.
    pub fn pitch(width: f32, count: usize) -> f32 {
        let count = count.max(1) as f32;
        (width - 2.0 * MARGIN - (count - 1.0) * BETWEEN) / count
    }

    /// Width and height in millimetres.
    pub fn size(&self) -> Vec2 {
        let count = self.filled.len() as f32;
        let width = count * self.hollow.x + (count - 1.0).max(0.0) * BETWEEN;
        Vec2::new(width, self.hollow.y + self.words) + 2.0 * MARGIN
    }

    /// Turns the rail at `mm` pixels per millimetre.
    pub fn draw(&self, palette: &Palette, mm: f32) -> (Sheet, RailAreas) {
        let size = self.size() * mm;
        let block = Block::posed(size, 12.0 * mm, Pose::Rest, mm);
        let mut sheet = Sheet::default();
        block.whole(&mut sheet, palette, mm);
        let hit = Rect::from_center_size(Vec2::ZERO, size);
        let top = hit.max.y - MARGIN * mm;
        let hollow = |number: usize| {
            let left = hit.min.x + (MARGIN + number as f32 * (self.hollow.x + BETWEEN)) * mm;
            let low = top - self.hollow.y * mm;
            Rect::new(left, low, left + self.hollow.x * mm, top)
        };
        let all = || 0..self.filled.len();
        let under = |rect: Rect| {
            Rect::new(
                rect.min.x,
                rect.min.y - self.words * mm,
                rect.max.x,
                rect.min.y,
            )
        };
        for (number, filled) in self.filled.iter().enumerate() {
            let rect = hollow(number);
            let outline = Outline::rounded_rect(rect.size(), ROUND * mm).moved(rect.center());
            if self.next == Some(number) {
                sheet.fill(&outline.clone().grown(LINE * mm), |_| palette.yellow);
            }
            let floor = match filled {
                true => palette.wood_light.mix(palette.paper, 0.62),
                false => palette.wood.mix(palette.edge(), 0.25),
            };
            inlay(&mut sheet, &outline, 2.2 * mm, 0.3, |_| floor);
        }
        let areas = RailAreas {
            hollows: all().map(hollow).collect(),
            words: all().map(|number| under(hollow(number))).collect(),
            cells: all()
                .map(|number| hollow(number).union(under(hollow(number))))
                .collect(),
            hit,
        };
        (sheet, areas)
    }
}
