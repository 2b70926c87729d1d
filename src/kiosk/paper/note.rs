//! The music note: one for each stop, and the pair on the bead where the tour stands.

use bevy::math::{Rect, Vec2};

use super::outline::Outline;
use super::sheet::Sheet;
use super::tint::{Tint, flat, ramp};

/// A note; lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Note {
    /// From the foot of the head to the top of the stem.
    pub height: f32,
    /// Its colour in sRGB.
    pub colour: [u8; 3],
    /// Two notes under one beam instead of one with a flag.
    pub pair: bool,
}

impl Note {
    /// Cuts the note at `mm` pixels per millimetre; with it the rectangle it fills, in pixels.
    pub fn draw(&self, mm: f32) -> (Sheet, Rect) {
        let mut sheet = Sheet::default();
        let size = self.height * mm;
        let tint = Tint::new(self.colour);
        if self.pair {
            pair(&mut sheet, Vec2::ZERO, size, tint);
        } else {
            single(&mut sheet, size, tint);
        }
        let area = sheet.extents(0.5);
        (sheet, area)
    }
}

/// A place in a drawing of height 1 whose middle is the origin.
fn place(size: f32, x: f32, y: f32) -> Vec2 {
    Vec2::new(x, y) * size
}

fn head(sheet: &mut Sheet, at: Vec2, radii: Vec2, tint: Tint) {
    let outline = Outline::ellipse(radii).turned(0.3).moved(at);
    let reach = Vec2::new(-0.6, 0.8) * radii.x;
    let tone = ramp(
        at + reach,
        at - reach,
        [tint.light(0.22), tint, tint.dark(0.14)],
    );
    sheet.fill(&outline, tone);
}

/// A leaning stem with a flag of folded paper.
fn single(sheet: &mut Sheet, size: f32, tint: Tint) {
    let at = |x, y| place(size, x, y);
    let flag = [
        at(-0.03, 0.34),
        at(0.22, 0.24),
        at(0.37, 0.17),
        at(0.32, 0.35),
        at(0.0, 0.49),
    ];
    sheet.fill(
        &Outline::rounded(&flag, 0.012 * size, 2),
        flat(tint.dark(0.1)),
    );
    let fold = [
        at(0.19, 0.27),
        at(0.25, 0.2),
        at(0.395, 0.08),
        at(0.345, 0.32),
    ];
    sheet.fill(
        &Outline::rounded(&fold, 0.012 * size, 2),
        flat(tint.dark(0.22)),
    );
    let stem = [at(0.075, -0.26), at(-0.02, 0.45)];
    sheet.stroke(&stem, 0.085 * size, flat(tint));
    head(sheet, at(-0.12, -0.3), Vec2::new(0.25, 0.185) * size, tint);
}

/// Two heads, two stems and a beam, drawn about `at`: the sign on beads.
pub fn pair(sheet: &mut Sheet, at: Vec2, size: f32, tint: Tint) {
    let to = |x: f32, y: f32| at + place(size, x, y);
    let mut shape = |points: [Vec2; 4]| sheet.fill(&Outline::polygon(&points), flat(tint));
    shape([
        to(-0.27, 0.2),
        to(0.41, 0.32),
        to(0.41, 0.5),
        to(-0.27, 0.38),
    ]);
    shape([
        to(-0.27, -0.31),
        to(-0.18, -0.31),
        to(-0.18, 0.3),
        to(-0.27, 0.3),
    ]);
    shape([
        to(0.32, -0.19),
        to(0.41, -0.19),
        to(0.41, 0.42),
        to(0.32, 0.42),
    ]);
    for middle in [to(-0.35, -0.33), to(0.24, -0.21)] {
        let outline = Outline::ellipse(Vec2::new(0.18, 0.135) * size).turned(0.3);
        sheet.fill(&outline.moved(middle), flat(tint));
    }
}
