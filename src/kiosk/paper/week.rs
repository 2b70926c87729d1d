//! The week's board: a wooden board with a hollow for each part of each day, and pegs for it.

use bevy::math::{Rect, Vec2};

use super::outline::Outline;
use super::sheet::Sheet;
use super::tint::{Palette, Tint};
use super::wood::{Block, Pose, ball, inlay};

/// From the board's edges to what is on it, and half of what is between two hollows, in millimetres.
const MARGIN: f32 = 7.0;
const BETWEEN: f32 = 2.0;
/// A peg's radius as a share of the shorter side of its hollow.
const PEG: f32 = 0.36;

/// A board; lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Week {
    /// Hollows beside each other, and rows of them.
    pub count: [usize; 2],
    /// From hollow to hollow, to the right and down.
    pub pitch: Vec2,
    /// The room for names at the left of the rows.
    pub left: f32,
    /// The room for names above the columns.
    pub head: f32,
}

/// Where things go on a board, in pixels from its middle.
#[derive(Debug, Clone, PartialEq)]
pub struct WeekAreas {
    /// The names above the columns, from the left.
    pub heads: Vec<Rect>,
    /// The names of the rows, from above.
    pub sides: Vec<Rect>,
    /// The hollows, row by row.
    pub cells: Vec<Rect>,
    /// The whole board.
    pub hit: Rect,
}

impl Week {
    /// Width and height in millimetres.
    pub fn size(&self) -> Vec2 {
        let [columns, rows] = self.count;
        let cells = Vec2::new(columns as f32, rows as f32) * self.pitch;
        cells + Vec2::new(self.left, self.head) + 2.0 * MARGIN
    }

    /// The side that the hollows of a board of `size` millimetres have.
    pub fn pitch(size: Vec2, count: [usize; 2], left: f32, head: f32) -> Vec2 {
        let [columns, rows] = count;
        (size - 2.0 * MARGIN - Vec2::new(left, head)) / Vec2::new(columns as f32, rows as f32)
    }

    /// Builds the board at `mm` pixels per millimetre. Its hollows are [pieces of their own](hole).
    pub fn draw(&self, palette: &Palette, mm: f32) -> (Sheet, WeekAreas) {
        let size = self.size() * mm;
        let block = Block::posed(size, 9.0 * mm, Pose::Rest, mm);
        let mut sheet = Sheet::default();
        block.whole(&mut sheet, palette, mm);
        let hit = Rect::from_center_size(Vec2::ZERO, size);
        let corner = Vec2::new(hit.min.x, hit.max.y) + Vec2::new(MARGIN, -MARGIN) * mm;
        let first = corner + Vec2::new(self.left, -self.head) * mm;
        let pitch = self.pitch * mm;
        let [columns, rows] = self.count;
        let cell = |column: usize, row: usize| {
            let at = first + Vec2::new(column as f32, -(row as f32)) * pitch;
            let cell = Rect::from_corners(at, at + pitch * Vec2::new(1.0, -1.0));
            cell.inflate(-BETWEEN * mm)
        };
        let head = |column: usize| {
            let left = first.x + column as f32 * pitch.x;
            Rect::new(left, first.y, left + pitch.x, corner.y)
        };
        let side = |row: usize| {
            let top = first.y - row as f32 * pitch.y;
            Rect::new(corner.x, top - pitch.y, first.x, top)
        };
        let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
        let areas = WeekAreas {
            heads: (0..columns).map(head).collect(),
            sides: (0..rows).map(side).collect(),
            cells: cells.map(|(column, row)| cell(column, row)).collect(),
            hit,
        };
        (sheet, areas)
    }
}

/// A hollow of `size` millimetres, and a peg of a colour if one is in it.
pub fn hole(size: Vec2, peg: Option<[u8; 3]>, palette: &Palette, mm: f32) -> Sheet {
    let mut sheet = Sheet::default();
    let size = size * mm;
    let outline = Outline::rounded_rect(size, 0.28 * size.min_element());
    let floor = palette.wood.mix(palette.edge(), 0.25);
    inlay(&mut sheet, &outline, 2.6 * mm, 0.34, |_| floor);
    if let Some(colour) = peg {
        let radius = PEG * size.min_element();
        let shade = Outline::disc(radius);
        sheet.shadow(&shade, Vec2::new(1.2, -1.7) * mm, 1.6 * mm, 0.4);
        ball(&mut sheet, Vec2::ZERO, radius, Tint::new(colour));
    }
    sheet
}
