//! The wooden figure that stands for a player: turned like the people of the town, with a coat and a
//! mark of its own. Without a player it is bare wood.

use std::f32::consts::{PI, TAU};

use bevy::math::Vec2;

use super::outline::{Outline, arc};
use super::sheet::{SHADOW, Sheet, dot, veil};
use super::tint::{Palette, Tint, flat, ramp};
use super::wood::ball;

/// Of the height: the middle of the head, its radius, the shoulders, and half the coat's width at
/// its foot and at the shoulders.
const HEAD: f32 = 0.265;
const HEAD_RADIUS: f32 = 0.195;
const SHOULDERS: f32 = 0.1;
const FOOT: f32 = -0.44;
const WIDE: f32 = 0.27;
const NARROW: f32 = 0.12;

/// Skin and hair of each player.
const FACES: [(Tint, Tint); 4] = [
    (Tint::hex(0xE9B68A), Tint::hex(0x4A2F23)),
    (Tint::hex(0x8A5637), Tint::hex(0x1F1A1C)),
    (Tint::hex(0xF2C9A2), Tint::hex(0xC98A3C)),
    (Tint::hex(0xB97B4F), Tint::hex(0x33241F)),
];

/// The sign on a coat: colour alone says nothing to some.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// A disc.
    Disc,
    /// A square.
    Square,
    /// A triangle.
    Triangle,
    /// A star of five points.
    Star,
}

impl Mark {
    /// Every mark, in the order of the players.
    pub const ALL: [Self; 4] = [Self::Disc, Self::Square, Self::Triangle, Self::Star];

    /// Draws the mark about `at`; `radius` is that of a disc of about the same area.
    pub fn draw(self, sheet: &mut Sheet, at: Vec2, radius: f32, tint: Tint) {
        let corners = |count: usize, radius: f32, turn: f32| -> Vec<Vec2> {
            (0..count)
                .map(|corner| turn + TAU * corner as f32 / count as f32)
                .map(|angle| at + Vec2::from_angle(angle) * radius)
                .collect()
        };
        match self {
            Self::Disc => dot(sheet, at, radius, tint),
            Self::Square => {
                let square = Outline::polygon(&corners(4, 1.25 * radius, PI / 4.0));
                sheet.fill(&square, flat(tint));
            }
            Self::Triangle => {
                let triangle = corners(3, 1.45 * radius, PI / 2.0);
                let lower = triangle.iter().map(|point| point - Vec2::Y * 0.2 * radius);
                let lower: Vec<Vec2> = lower.collect();
                sheet.fill(&Outline::polygon(&lower), flat(tint));
            }
            Self::Star => {
                let points = corners(5, 1.5 * radius, PI / 2.0);
                let dents = corners(5, 0.66 * radius, PI / 2.0 + PI / 5.0);
                let star = points.into_iter().zip(dents);
                let star: Vec<Vec2> = star.flat_map(|(point, dent)| [point, dent]).collect();
                sheet.fill_about(at, &Outline::polygon(&star), flat(tint));
            }
        }
    }
}

/// What a figure does with its arms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Arms {
    /// They hang.
    Down,
    /// One is up: I have answered.
    One,
    /// Both are up, and stars fly: hurrah.
    Both,
}

/// A figure; lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// From its foot to its hair.
    pub height: f32,
    /// Which player, from 0: face and mark go by it.
    pub player: usize,
    /// The coat in sRGB; bare wood without one.
    pub coat: Option<[u8; 3]>,
    /// Its arms.
    pub arms: Arms,
}

impl Figure {
    /// Turns the figure at `mm` pixels per millimetre, about its middle.
    pub fn draw(&self, palette: &Palette, mm: f32) -> Sheet {
        let unit = self.height * mm;
        let number = self.player % FACES.len();
        let bare = (
            palette.wood_light.mix(palette.birch(), 0.4),
            palette.wood_light,
        );
        let (skin, hair) = self.coat.map_or(bare, |_| FACES[number]);
        let coat = self.coat.map_or(palette.wood_light, Tint::new);
        let mut sheet = Sheet::default();
        shade(&mut sheet, unit);
        for (side, is_up) in [
            (-1.0, self.arms == Arms::Both),
            (1.0, self.arms != Arms::Down),
        ] {
            arm(&mut sheet, side, is_up, coat.dark(0.12), skin, unit);
        }
        let tone = ramp(
            Vec2::new(-WIDE, 0.2) * unit,
            Vec2::new(WIDE, -0.1) * unit,
            [coat.light(0.22), coat, coat.dark(0.26)],
        );
        let bell = bell(unit);
        sheet.fill_about(Vec2::new(0.0, -0.3) * unit, &bell, tone);
        hem(&mut sheet, coat.light(0.5), unit);
        let mark = self.coat.map_or(palette.wood, |_| on(coat, palette));
        Mark::ALL[number].draw(&mut sheet, Vec2::new(0.0, -0.14) * unit, 0.085 * unit, mark);
        let head = Vec2::Y * HEAD * unit;
        ball(&mut sheet, head, HEAD_RADIUS * unit, skin);
        cap(&mut sheet, head, hair, unit);
        if self.coat.is_some() {
            face(&mut sheet, head, self.arms == Arms::Both, palette.ink, unit);
        }
        if self.arms == Arms::Both {
            for (x, y, size) in [(-0.4, 0.42, 0.06), (0.0, 0.62, 0.075), (0.41, 0.47, 0.05)] {
                let at = Vec2::new(x, y) * unit;
                let rim = palette.yellow.mix(palette.wood, 0.7);
                Mark::Star.draw(&mut sheet, at, 1.35 * size * unit, rim);
                Mark::Star.draw(&mut sheet, at, size * unit, palette.yellow);
            }
        }
        sheet
    }
}

/// The soft shadow under it.
fn shade(sheet: &mut Sheet, unit: f32) {
    let foot = Outline::ellipse(Vec2::new(WIDE * 1.02, 0.075) * unit)
        .moved(Vec2::new(0.035, FOOT - 0.03) * unit);
    let dark = SHADOW.fade(veil(0.3));
    sheet.fan(&foot, flat(dark));
    let wide = 0.05 * unit;
    sheet.band(&foot, [0.0, wide], |_| [dark, dark.fade(0.0)]);
}

/// Where the coat ends below: the front of a round foot.
fn sag(x: f32) -> f32 {
    0.055 * (1.0 - (x / WIDE).powi(2)).max(0.0).sqrt()
}

fn bell(unit: f32) -> Outline {
    let steps = 8;
    let share = |step: usize| step as f32 / steps as f32;
    let below = (0..=steps).map(|step| {
        let x = WIDE * (2.0 * share(step) - 1.0);
        Vec2::new(x, FOOT - sag(x))
    });
    let side = |t: f32| {
        let out = NARROW + (WIDE - NARROW) * (1.0 - t).powf(1.5);
        Vec2::new(out, FOOT + (SHOULDERS - FOOT) * t)
    };
    let right = (1..=steps).map(|step| side(share(step)));
    let left = (1..=steps).rev().map(|step| side(share(step)));
    let left = left.map(|point| point * Vec2::new(-1.0, 1.0));
    let points = below.chain(right).chain(left);
    let points: Vec<Vec2> = points.map(|point| point * unit).collect();
    Outline::polygon(&points)
}

/// The painted line round the coat.
fn hem(sheet: &mut Sheet, tint: Tint, unit: f32) {
    let reach = 0.84 * WIDE;
    let points: Vec<Vec2> = (0..=8)
        .map(|step| reach * (step as f32 / 4.0 - 1.0))
        .map(|x| Vec2::new(x, FOOT + 0.085 - sag(x)) * unit)
        .collect();
    sheet.stroke(&points, 0.04 * unit, flat(tint));
}

fn arm(sheet: &mut Sheet, side: f32, is_up: bool, sleeve: Tint, skin: Tint, unit: f32) {
    let shoulder = Vec2::new(side * (NARROW - 0.02), SHOULDERS - 0.06) * unit;
    let hand = if is_up {
        Vec2::new(side * 0.34, 0.26) * unit
    } else {
        Vec2::new(side * 0.29, -0.17) * unit
    };
    sheet.stroke(&[shoulder, hand], 0.095 * unit, flat(sleeve));
    dot(sheet, hand, 0.066 * unit, skin);
}

/// A cap of hair.
fn cap(sheet: &mut Sheet, head: Vec2, hair: Tint, unit: f32) {
    let points = arc(head, 1.05 * HEAD_RADIUS * unit, 0.1 * PI, 0.9 * PI);
    let tone = ramp(
        head + Vec2::new(-0.16, 0.2) * unit,
        head + Vec2::new(0.18, 0.06) * unit,
        [hair.light(0.22), hair, hair.dark(0.2)],
    );
    sheet.fill(&Outline::polygon(&points), tone);
}

fn face(sheet: &mut Sheet, head: Vec2, laughs: bool, ink: Tint, unit: f32) {
    for side in [-1.0, 1.0] {
        dot(
            sheet,
            head + Vec2::new(side * 0.075, -0.005) * unit,
            0.022 * unit,
            ink,
        );
    }
    let (radius, reach) = if laughs { (0.075, 0.42) } else { (0.07, 0.28) };
    let middle = head - Vec2::Y * 0.025 * unit;
    let smile = arc(
        middle,
        radius * unit,
        PI * (1.5 - reach),
        PI * (1.5 + reach),
    );
    sheet.stroke(&smile, 0.022 * unit, flat(ink));
}

/// Ink or paper, whichever stands out more from a coat.
fn on(coat: Tint, palette: &Palette) -> Tint {
    let [r, g, b, _] = coat.linear();
    if 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.3 {
        palette.ink
    } else {
        palette.paper
    }
}
