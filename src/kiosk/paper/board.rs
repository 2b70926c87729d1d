//! The notice board: planks in a wooden frame on two posts, under a small roof.

use bevy::math::{Rect, Vec2};

use super::outline::{Outline, rectangle};
use super::sheet::{SHADOW, Sheet, veil};
use super::tint::{Palette, Tint, ramp};
use super::wood::{Block, Pose, inlay};

/// Width of the frame, of a post, and of a plank, in millimetres.
const FRAME: f32 = 8.0;
const POST: f32 = 19.0;
const PLANK: f32 = 33.0;

/// Height of the roof over the frame and of its edge, and how far it stands out to each side.
const ROOF: f32 = 17.0;
const EAVES: f32 = 5.0;
const OVERHANG: f32 = 13.0;

/// A notice board; all lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Board {
    /// Width and height of the frame.
    pub size: Vec2,
    /// Height of the part at the top that bears the heading.
    pub head: f32,
    /// How far the posts stand from the middle to each side, and how far they reach below the frame.
    pub posts: Vec2,
}

/// Where things go on a board, in pixels from the middle of its frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BoardAreas {
    /// The heading, centred: ink on light wood.
    pub head: Rect,
    /// Where notes are pinned.
    pub inside: Rect,
    /// The frame.
    pub frame: Rect,
}

impl Board {
    /// Height of the roof above the frame, in millimetres.
    pub const ROOF: f32 = ROOF;

    /// Builds the board at `mm` pixels per millimetre.
    pub fn draw(&self, palette: &Palette, mm: f32) -> (Sheet, BoardAreas) {
        let size = self.size * mm;
        let mut sheet = Sheet::default();
        for side in [-1.0, 1.0] {
            self.post(&mut sheet, side, palette, mm);
        }
        let block = Block::posed(size, 5.0 * mm, Pose::Rest, mm);
        block.whole(&mut sheet, palette, mm);
        let frame = Rect::from_center_size(Vec2::ZERO, size);
        let inner = frame.inflate(-FRAME * mm);
        let split = inner.max.y - self.head * mm;
        // The eaves cover the top.
        let clear = Vec2::new(inner.max.x, frame.max.y - 2.0 * EAVES * mm);
        let head = Rect::from_corners(Vec2::new(inner.min.x, split), clear);
        let inside = Rect::from_corners(inner.min, Vec2::new(inner.max.x, split - 3.0 * mm));
        planks(&mut sheet, inside, palette, mm);
        roof(&mut sheet, frame, palette, mm);
        let areas = BoardAreas {
            head,
            inside,
            frame,
        };
        (sheet, areas)
    }

    fn post(&self, sheet: &mut Sheet, side: f32, palette: &Palette, mm: f32) {
        let x = side * self.posts.x * mm;
        let half = POST / 2.0 * mm;
        let top = -self.size.y / 2.0 * mm + FRAME * mm;
        let foot = -(self.size.y / 2.0 + self.posts.y) * mm;
        puddle(sheet, Vec2::new(x + 0.5 * half, foot), half, mm);
        let corners = rectangle(Vec2::new(2.0 * half, top - foot))
            .map(|corner| corner + Vec2::new(x, (top + foot) / 2.0));
        let outline = Outline::rounded(&corners, 1.6 * mm, 3);
        let light = palette.wood_light.mix(palette.wood, 0.35);
        let tone = ramp(
            Vec2::new(x - half, 0.0),
            Vec2::new(x + half, 0.0),
            [light.light(0.12), light, palette.edge()],
        );
        // It goes into the ground in the shade of the grass.
        sheet.fill(&outline, move |point| {
            let low = 1.0 - ((point.y - foot) / (9.0 * mm)).clamp(0.0, 1.0);
            tone(point).dark(0.25 * low)
        });
    }
}

/// The shade on the ground about a post's foot.
fn puddle(sheet: &mut Sheet, at: Vec2, half: f32, mm: f32) {
    let radii = Vec2::new(half + 9.0 * mm, 6.5 * mm);
    let dark = SHADOW.fade(veil(0.4));
    sheet.fan(&Outline::ellipse(radii).moved(at), move |point| {
        let away = ((point - at) / radii).length();
        dark.fade(dark.alpha * (1.0 - away).clamp(0.0, 1.0))
    });
}

/// The back of the board, let into the frame: planks that lie across, each a little different.
fn planks(sheet: &mut Sheet, inside: Rect, palette: &Palette, mm: f32) {
    let ground = palette.wood.mix(palette.edge(), 0.25);
    let outline = Outline::rounded_rect(inside.size(), 2.0 * mm).moved(inside.center());
    inlay(sheet, &outline, 3.4 * mm, 0.5, |_| ground);
    let count = (inside.height() / (PLANK * mm)).round().max(1.0) as u32;
    let height = inside.height() / count as f32;
    let margin = 1.2 * mm;
    for number in 0..count {
        let middle = inside.max.y - (number as f32 + 0.5) * height;
        let room = Vec2::new(inside.width() - 2.0 * margin, height - 0.9 * mm);
        let tone = [0.0, 0.55, 0.25, 0.8, 0.4][number as usize % 5];
        let wood = palette
            .wood
            .mix(palette.edge(), 0.34 * tone)
            .mix(palette.wood_light, 0.12);
        let (left, right) = (inside.min.x, inside.max.x);
        let paint = ramp(
            Vec2::new(left, middle + height / 2.0),
            Vec2::new(right, middle - height / 2.0),
            [wood.light(0.07), wood, wood.dark(0.06)],
        );
        let corners = rectangle(room).map(|corner| corner + Vec2::new(inside.center().x, middle));
        // The shade of the frame lies on the uppermost plank and along the left side.
        let shade = move |point: Vec2| {
            let near = |distance: f32| (1.0 - distance / (7.0 * mm)).clamp(0.0, 1.0);
            let deep = near(inside.max.y - point.y).max(near(point.x - inside.min.x));
            paint(point).dark(0.22 * deep)
        };
        let columns = [0.0, 0.02, 0.5, 1.0];
        let rows = [0.0, 0.7, 1.0];
        let (low, high) = (corners[0], corners[2]);
        sheet.grid(
            &columns,
            &rows,
            |u, v| low + (high - low) * Vec2::new(u, v),
            |point, _| shade(point),
        );
        sheet.feather(&Outline::polygon(&corners), 0.0, shade);
    }
}

/// A red roof that stands out to both sides, and its shade on the frame.
fn roof(sheet: &mut Sheet, frame: Rect, palette: &Palette, mm: f32) {
    let low = frame.max.y - EAVES * mm;
    let top = frame.max.y + ROOF * mm;
    let (left, right) = (frame.min.x - OVERHANG * mm, frame.max.x + OVERHANG * mm);
    let shade = SHADOW.fade(veil(0.3));
    sheet.grid(
        &[0.0, 1.0],
        &[0.0, 1.0],
        |u, v| {
            let x = frame.min.x + (frame.max.x - frame.min.x) * u;
            Vec2::new(x, low - 7.0 * mm + 8.0 * mm * v)
        },
        |_, v| shade.fade(shade.alpha * v),
    );
    let slope = [
        Vec2::new(left, low),
        Vec2::new(right, low),
        Vec2::new(right - 15.0 * mm, top),
        Vec2::new(left + 15.0 * mm, top),
    ];
    let edge: [Vec2; 4] = [
        Vec2::new(left, low - EAVES * mm),
        Vec2::new(right, low - EAVES * mm),
        Vec2::new(right, low + mm),
        Vec2::new(left, low + mm),
    ];
    let red = palette.red;
    sheet.fill(&Outline::rounded(&edge, 1.8 * mm, 3), |_| red.dark(0.3));
    let tone = ramp(
        Vec2::new(left, top),
        Vec2::new(right, low),
        [red.light(0.14), red, red.dark(0.1)],
    );
    sheet.fill(&Outline::rounded(&slope, 2.4 * mm, 3), tone);
    // Boards of the roof.
    let seam: Tint = red.dark(0.16);
    for share in [0.36, 0.68] {
        let y = low + (top - low) * share;
        let inset = 15.0 * mm * share + 2.0 * mm;
        let line = [Vec2::new(left + inset, y), Vec2::new(right - inset, y)];
        sheet.stroke(&line, (0.7 * mm).max(1.1), |_| seam);
    }
}
