//! The tour as beads on a string: one for each stop, a large one where the visitor is.

use std::f32::consts::TAU;

use bevy::math::{Rect, Vec2};

use super::note::pair;
use super::outline::Outline;
use super::sheet::{FEATHER, Sheet};
use super::tint::{Palette, Tint};
use super::touchable;
use super::wood::{LIGHT, ball};

/// Radii in millimetres: a bead, the colour in it before and after its stop, the large bead and
/// the colour in that.
const BEAD: f32 = 10.0;
const AHEAD: f32 = 5.6;
const DONE: f32 = 8.2;
const LARGE: f32 = 16.5;
const LARGE_COLOUR: f32 = 13.9;

/// How far the string sags, as a share of its length, and reaches past the end beads, in
/// millimetres.
const SAG: f32 = 0.022;
const PAST: f32 = 20.0;

/// How a bead stands in the tour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Still to come: a spot of its colour in pale wood.
    Ahead,
    /// The stop on the glass: large, with its note.
    Current,
    /// Played: all colour, with a note.
    Done,
}

/// One stop of the tour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bead {
    /// The colour of its note, in sRGB.
    pub colour: [u8; 3],
    /// How it stands.
    pub stage: Stage,
}

/// A string of beads; lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Beads<'a> {
    /// In the order of the tour: from left to right, or from top to bottom.
    pub beads: &'a [Bead],
    /// From the middle of the first bead to the middle of the last.
    pub length: f32,
    /// From top to bottom.
    pub vertical: bool,
}

/// Where the beads are, in pixels from the middle of the string.
#[derive(Debug, Clone, PartialEq)]
pub struct BeadsAreas {
    /// The middle and the radius of each bead.
    pub beads: Vec<(Vec2, f32)>,
    /// What to touch for each.
    pub hits: Vec<Rect>,
}

impl Beads<'_> {
    /// Strings the beads at `mm` pixels per millimetre.
    pub fn draw(&self, palette: &Palette, mm: f32) -> (Sheet, BeadsAreas) {
        let mut sheet = Sheet::default();
        let reach = PAST / self.length.max(1.0);
        let string: Vec<Vec2> = (0..=24)
            .map(|step| self.along(-reach + (1.0 + 2.0 * reach) * step as f32 / 24.0) * mm)
            .collect();
        let cord = palette.wood.mix(palette.ink, 0.42);
        sheet.stroke(&string, (0.9 * mm).max(1.5), |_| cord);
        let last = self.beads.len().saturating_sub(1).max(1) as f32;
        let mut areas = BeadsAreas {
            beads: Vec::new(),
            hits: Vec::new(),
        };
        for (index, bead) in self.beads.iter().enumerate() {
            let at = self.along(index as f32 / last) * mm;
            let radius = bead.draw(&mut sheet, at, palette, mm);
            areas.beads.push((at, radius));
            areas
                .hits
                .push(touchable(at, Vec2::splat(2.0 * radius), mm));
        }
        (sheet, areas)
    }

    /// A point of the string in millimetres; 0 is the first bead, 1 the last.
    fn along(&self, part: f32) -> Vec2 {
        let from_middle = 2.0 * part - 1.0;
        let sag = -SAG * self.length * (1.0 - from_middle * from_middle);
        let run = from_middle * self.length / 2.0;
        if self.vertical {
            Vec2::new(-sag, -run)
        } else {
            Vec2::new(run, sag)
        }
    }
}

impl Bead {
    /// Draws the bead about `at` and says its radius in pixels.
    fn draw(&self, sheet: &mut Sheet, at: Vec2, palette: &Palette, mm: f32) -> f32 {
        let colour = Tint::new(self.colour);
        let radius = mm
            * if self.stage == Stage::Current {
                LARGE
            } else {
                BEAD
            };
        let soft = 1.5 * mm;
        let ground = coarse(at, radius);
        sheet.shadow(&ground, Vec2::new(0.75, -1.2) * soft, soft, 0.3);
        match self.stage {
            Stage::Current => {
                hoop(sheet, at, [LARGE_COLOUR * mm, radius], palette.paper);
                ball(sheet, at, LARGE_COLOUR * mm, colour);
                pair(sheet, at, 15.0 * mm, on(colour, palette));
            }
            Stage::Done => {
                hoop(sheet, at, [DONE * mm, radius], palette.birch());
                ball(sheet, at, DONE * mm, colour);
                pair(sheet, at, 8.5 * mm, on(colour, palette));
            }
            Stage::Ahead => {
                hoop(sheet, at, [AHEAD * mm, radius], palette.birch());
                ball(sheet, at, AHEAD * mm, colour);
            }
        }
        radius
    }
}

/// Twelve sides: enough for a shadow.
fn coarse(at: Vec2, radius: f32) -> Outline {
    let points: Vec<Vec2> = (0..12)
        .map(|side| at + Vec2::from_angle(TAU * side as f32 / 12.0) * radius)
        .collect();
    Outline::polygon(&points)
}

/// The visible border of a rounded bead round the colour let into it.
fn hoop(sheet: &mut Sheet, at: Vec2, radii: [f32; 2], tint: Tint) {
    let [near, far] = radii;
    let edge = Outline::disc(far).moved(at);
    let inset = -FEATHER / 2.0;
    let lit = |normal: Vec2| {
        let facing = normal.dot(LIGHT);
        if facing > 0.0 {
            tint.light(0.22 * facing)
        } else {
            tint.dark(-0.17 * facing)
        }
    };
    sheet.band(&edge, [near - far - 2.0, inset], |station| {
        [tint, lit(station.normal)]
    });
    sheet.band(&edge, [inset, -inset], |station| {
        let tint = lit(station.normal);
        [tint, tint.fade(0.0)]
    });
}

/// Ink or paper, whichever stands out more from `ground`.
fn on(ground: Tint, palette: &Palette) -> Tint {
    let [r, g, b, _] = ground.linear();
    if 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 {
        palette.ink
    } else {
        palette.paper
    }
}
