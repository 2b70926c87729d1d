//! The signs on buttons, drawn as geometry: two tones, three colours, round ends.

use std::f32::consts::PI;

use bevy::math::Vec2;

use super::outline::{Outline, arc};
use super::sheet::{Sheet, dot};
use super::tint::{Palette, Tint, flat};

/// What a button shows. All but the toys take the colour they are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Icon {
    /// A red-roofed house: back to the island. Keeps its own colours.
    Home,
    /// A figure with open arms: accessibility. Keeps its own colours.
    Person,
    /// A loudspeaker with two waves.
    SoundOn,
    /// A loudspeaker without.
    SoundOff,
    /// On, to the right.
    Arrow,
    /// Back, to the left.
    Back,
    /// Once more.
    Again,
    /// Found, right.
    Check,
    /// A question.
    Question,
    /// Less.
    Minus,
    /// More.
    Plus,
    /// Two upright bars.
    Pause,
    /// A leaf at rest: calm mode, less motion. Keeps its own colours.
    Leaf,
    /// A roofed board with two notes: what is on. Keeps its own colours.
    Board,
}

impl Icon {
    /// Every icon.
    pub const ALL: [Self; 14] = [
        Self::Home,
        Self::Person,
        Self::SoundOn,
        Self::SoundOff,
        Self::Arrow,
        Self::Back,
        Self::Again,
        Self::Check,
        Self::Question,
        Self::Minus,
        Self::Plus,
        Self::Pause,
        Self::Leaf,
        Self::Board,
    ];
}

/// Where an icon goes and how large: drawn in units of its height, y up, the middle at the origin.
struct Pen<'a> {
    sheet: &'a mut Sheet,
    at: Vec2,
    size: f32,
}

impl Pen<'_> {
    fn to(&self, x: f32, y: f32) -> Vec2 {
        self.at + Vec2::new(x, y) * self.size
    }

    fn line(&mut self, points: &[(f32, f32)], width: f32, tint: Tint) {
        let points: Vec<Vec2> = points.iter().map(|&(x, y)| self.to(x, y)).collect();
        self.sheet.stroke(&points, width * self.size, flat(tint));
    }

    fn sweep(&mut self, middle: (f32, f32), radius: f32, angles: [f32; 2], width: f32, tint: Tint) {
        let points = self.arc(middle, radius, angles);
        self.line(&points, width, tint);
    }

    /// Points of an arc, as smooth as the icon's size asks for.
    fn arc(&self, middle: (f32, f32), radius: f32, angles: [f32; 2]) -> Vec<(f32, f32)> {
        let [from, to] = angles;
        arc(Vec2::ZERO, radius * self.size, from, to)
            .into_iter()
            .map(|point| point / self.size + Vec2::from(middle))
            .map(|point| (point.x, point.y))
            .collect()
    }

    fn shape(&mut self, points: &[(f32, f32)], tint: Tint) {
        let points: Vec<Vec2> = points.iter().map(|&(x, y)| self.to(x, y)).collect();
        self.sheet.fill(&Outline::polygon(&points), flat(tint));
    }

    /// A polygon with rounded corners.
    fn soft(&mut self, points: &[(f32, f32)], radius: f32, tint: Tint) {
        let points: Vec<Vec2> = points.iter().map(|&(x, y)| self.to(x, y)).collect();
        let outline = Outline::rounded(&points, radius * self.size, 2);
        self.sheet.fill(&outline, flat(tint));
    }

    fn spot(&mut self, x: f32, y: f32, radius: f32, tint: Tint) {
        let at = self.to(x, y);
        dot(self.sheet, at, radius * self.size, tint);
    }
}

/// Width of a plain line, in units of the icon's height.
const LINE: f32 = 0.17;

impl Icon {
    /// Draws the icon `size` pixels high about `at`, its lines in `tint`.
    pub fn draw(self, sheet: &mut Sheet, at: Vec2, size: f32, palette: &Palette, tint: Tint) {
        let mut pen = Pen { sheet, at, size };
        match self {
            Self::Home => home(&mut pen, palette),
            Self::Person => person(&mut pen, palette),
            Self::SoundOn => {
                speaker(&mut pen, tint);
                pen.sweep((0.06, 0.0), 0.2, [-0.8, 0.8], 0.11, tint);
                pen.sweep((0.06, 0.0), 0.42, [-0.8, 0.8], 0.11, tint);
            }
            Self::SoundOff => {
                speaker(&mut pen, tint);
                pen.line(&[(0.2, -0.15), (0.5, 0.15)], 0.12, tint);
                pen.line(&[(0.2, 0.15), (0.5, -0.15)], 0.12, tint);
            }
            Self::Arrow => arrow(&mut pen, 1.0, tint),
            Self::Back => arrow(&mut pen, -1.0, tint),
            Self::Again => again(&mut pen, tint),
            Self::Check => pen.line(&[(-0.36, 0.0), (-0.1, -0.28), (0.38, 0.3)], LINE, tint),
            Self::Question => {
                let mut hook = pen.arc((0.0, 0.24), 0.23, [PI * 0.95, -0.75]);
                hook.extend([(0.06, -0.02), (0.0, -0.14)]);
                pen.line(&hook, 0.15, tint);
                pen.spot(0.0, -0.42, 0.105, tint);
            }
            Self::Minus => pen.line(&[(-0.36, 0.0), (0.36, 0.0)], LINE, tint),
            Self::Plus => {
                pen.line(&[(-0.36, 0.0), (0.36, 0.0)], LINE, tint);
                pen.line(&[(0.0, -0.36), (0.0, 0.36)], LINE, tint);
            }
            Self::Pause => {
                pen.line(&[(-0.2, -0.28), (-0.2, 0.28)], 0.2, tint);
                pen.line(&[(0.2, -0.28), (0.2, 0.28)], 0.2, tint);
            }
            Self::Leaf => leaf(&mut pen, palette),
            Self::Board => board(&mut pen, palette),
        }
    }
}

fn arrow(pen: &mut Pen, way: f32, tint: Tint) {
    pen.line(&[(-0.42 * way, 0.0), (0.36 * way, 0.0)], LINE, tint);
    let head = [
        (0.09, 0.33),
        (0.385, 0.035),
        (0.41, 0.0),
        (0.385, -0.035),
        (0.09, -0.33),
    ];
    pen.line(&head.map(|(x, y)| (x * way, y)), LINE, tint);
}

/// Three quarters of a circle that ends in a corner.
fn again(pen: &mut Pen, tint: Tint) {
    pen.sweep((-0.03, -0.06), 0.36, [1.05, 2.0 * PI - 0.05], LINE, tint);
    pen.line(&[(0.05, 0.23), (0.33, 0.23), (0.33, 0.46)], LINE, tint);
}

fn speaker(pen: &mut Pen, tint: Tint) {
    pen.soft(
        &[(-0.5, -0.2), (-0.1, -0.2), (-0.1, 0.2), (-0.5, 0.2)],
        0.05,
        tint,
    );
    pen.soft(
        &[(-0.34, -0.17), (0.03, -0.48), (0.03, 0.48), (-0.34, 0.17)],
        0.05,
        tint,
    );
}

fn home(pen: &mut Pen, palette: &Palette) {
    let chimney = palette.wood.dark(0.25);
    pen.shape(
        &[(0.22, 0.1), (0.36, 0.1), (0.36, 0.45), (0.22, 0.45)],
        chimney,
    );
    pen.soft(
        &[(-0.38, -0.5), (0.38, -0.5), (0.38, 0.1), (-0.38, 0.1)],
        0.05,
        palette.yellow,
    );
    let shaded = palette.yellow.mix(palette.wood, 0.45);
    pen.shape(
        &[(0.2, -0.49), (0.37, -0.49), (0.37, 0.02), (0.2, 0.02)],
        shaded,
    );
    pen.soft(
        &[(-0.54, -0.04), (0.54, -0.04), (0.0, 0.54)],
        0.06,
        palette.red.dark(0.12),
    );
    pen.shape(
        &[(0.0, -0.03), (0.46, -0.03), (0.0, 0.46)],
        palette.red.dark(0.3),
    );
    let mut points = vec![(-0.17, -0.5), (0.07, -0.5)];
    points.extend(pen.arc((-0.05, -0.24), 0.12, [0.0, PI]));
    pen.shape(&points, palette.deep_blue);
}

/// A turned figure like those of the town: ball head, bell, belt, arms held out.
fn person(pen: &mut Pen, palette: &Palette) {
    let skin = palette.wood.mix(Tint::hex(0x8A4B2A), 0.55);
    let coat = palette.deep_blue;
    pen.line(
        &[(-0.47, 0.14), (-0.25, 0.06), (0.25, 0.06), (0.47, 0.14)],
        0.12,
        coat,
    );
    pen.soft(
        &[(-0.24, -0.5), (0.24, -0.5), (0.11, 0.14), (-0.11, 0.14)],
        0.05,
        coat,
    );
    pen.shape(
        &[(0.0, -0.49), (0.215, -0.49), (0.1, 0.12), (0.0, 0.12)],
        coat.dark(0.3),
    );
    pen.shape(
        &[(-0.23, -0.4), (0.23, -0.4), (0.207, -0.28), (-0.207, -0.28)],
        palette.yellow,
    );
    pen.spot(0.0, 0.33, 0.17, skin);
    let half = pen.arc((0.0, 0.33), 0.155, [-PI / 2.0, PI / 2.0]);
    pen.shape(&half, skin.dark(0.16));
}

/// A notice board as it stands in the meadow.
fn board(pen: &mut Pen, palette: &Palette) {
    let post = palette.wood.dark(0.3);
    for x in [-0.4, 0.28] {
        pen.shape(
            &[(x, -0.56), (x + 0.12, -0.56), (x + 0.12, 0.1), (x, 0.1)],
            post,
        );
    }
    let panel = palette.wood.mix(palette.edge(), 0.4);
    pen.shape(
        &[(-0.55, -0.36), (0.55, -0.36), (0.55, 0.32), (-0.55, 0.32)],
        panel,
    );
    let note = |left: f32, low: f32, width: f32, height: f32| {
        [
            (left, low),
            (left + width, low + 0.03),
            (left + width - 0.02, low + height),
            (left, low + height),
        ]
    };
    pen.shape(&note(-0.43, -0.24, 0.38, 0.46), palette.paper);
    pen.shape(&note(0.07, -0.16, 0.36, 0.36), palette.yellow);
    for (left, low, width) in [(-0.36, 0.0, 0.24), (-0.36, -0.14, 0.17), (0.14, 0.0, 0.22)] {
        pen.shape(&note(left, low, width, 0.065), palette.deep_blue);
    }
    pen.shape(
        &[(-0.64, 0.28), (0.64, 0.28), (0.48, 0.52), (-0.48, 0.52)],
        palette.red.dark(0.08),
    );
}

fn leaf(pen: &mut Pen, palette: &Palette) {
    let green = palette.green.mix(palette.deep_blue, 0.25);
    // A blade between two arcs, from the stem to the tip at the upper right.
    let blade = |side: f32| {
        (0..=10).map(move |step| {
            let t = step as f32 / 10.0;
            let out = side * 0.27 * (t * PI).sin() * (1.3 - 0.6 * t);
            (-0.32 + 0.8 * t + out, -0.32 + 0.8 * t - out)
        })
    };
    let lower: Vec<(f32, f32)> = blade(1.0).collect();
    let upper: Vec<(f32, f32)> = blade(-1.0).collect();
    let around: Vec<(f32, f32)> = lower
        .iter()
        .chain(upper.iter().rev().skip(1).take(9))
        .copied()
        .collect();
    pen.shape(&around, green);
    pen.shape(&lower, green.dark(0.2));
    pen.line(
        &[(-0.46, -0.46), (-0.1, -0.1), (0.22, 0.22)],
        0.08,
        palette.deep_blue,
    );
}
