//! An idea on the wall: a strip of paper with its pictures in a row, its sentence under them and a
//! mark beside both.

use std::f32::consts::{FRAC_PI_2, TAU};

use bevy::math::{Rect, Vec2};

use super::leaf::Leaf;
use super::outline::Outline;
use super::sheet::Sheet;
use super::tint::{Palette, Tint, flat, ramp};
use super::wood::{ball, inlay};

/// From the strip's edges to what is on it, and between two pictures, in millimetres.
const MARGIN: f32 = 6.0;
const BETWEEN: f32 = 4.0;
/// The column of the mark, and its height.
const MARK: f32 = 40.0;
const HIGH: f32 = 25.0;

/// What stands beside an idea.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A heart, red once it is supported.
    Heart(bool),
    /// It is the visitor's own.
    Own,
    /// It became a project: how many of its milestones are behind, and how many there are.
    Road(usize, usize),
}

/// A strip with an idea; lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Idea {
    /// Width and height.
    pub size: Vec2,
    /// The room for its sentence.
    pub words: f32,
    /// Whether something stands under its mark.
    pub has_under: bool,
    /// How many pictures it has.
    pub pictures: usize,
    /// What stands beside it.
    pub sign: Sign,
    /// Each number cuts the edges a little differently.
    pub seed: u32,
}

/// Where things go on a strip, in pixels from its middle.
#[derive(Debug, Clone, PartialEq)]
pub struct IdeaAreas {
    /// The pictures, from the left.
    pub pictures: Vec<Rect>,
    /// The sentence, centred.
    pub words: Rect,
    /// What stands under the mark, centred.
    pub under: Rect,
    /// What to touch.
    pub hit: Rect,
}

impl Idea {
    /// How wide a sentence may be on a strip of this width, in millimetres.
    pub fn measure(width: f32) -> f32 {
        width - 2.0 * MARGIN - MARK
    }

    /// Cuts the strip at `mm` pixels per millimetre.
    pub fn draw(&self, palette: &Palette, mm: f32) -> (Sheet, IdeaAreas) {
        let size = self.size * mm;
        let leaf = Leaf::new(size, self.seed);
        let mut sheet = Sheet::default();
        leaf.shadow(&mut sheet, 0.7, mm);
        let paper = palette.paper.mix(palette.yellow, 0.22);
        match self.sign {
            Sign::Own => {
                let own = leaf.gradient([paper.light(0.2), paper, paper]);
                leaf.draw(&mut sheet, &[0.0, 0.5, 1.0], |point, _| own(point));
            }
            _ => {
                let plain = leaf.paper(palette);
                leaf.draw(&mut sheet, &[0.0, 0.5, 1.0], |point, _| plain(point));
            }
        }
        let hit = Rect::from_center_size(Vec2::ZERO, size);
        let inside = hit.inflate(-MARGIN * mm);
        let right = inside.max.x - MARK * mm;
        let low = inside.min.y + self.words * mm;
        let count = self.pictures.max(1) as f32;
        let pitch = (right - inside.min.x + BETWEEN * mm) / count;
        let picture = |number: usize| {
            let left = inside.min.x + number as f32 * pitch;
            Rect::new(left, low, left + pitch - BETWEEN * mm, inside.max.y)
        };
        let pictures: Vec<Rect> = (0..self.pictures).map(picture).collect();
        let pale = palette.wood_light.mix(palette.paper, 0.55);
        for rect in &pictures {
            let tone = ramp(rect.max, rect.min, [pale.light(0.3), pale, pale]);
            let outline = Outline::rounded_rect(rect.size(), 4.0 * mm).moved(rect.center());
            inlay(&mut sheet, &outline, 1.4 * mm, 0.14, tone);
        }
        let column = Rect::new(right, inside.min.y, inside.max.x, inside.max.y);
        let below = if self.has_under { low } else { column.min.y };
        let mark = Vec2::new(column.center().x + 2.0 * mm, (below + inside.max.y) / 2.0);
        self.sign.draw(&mut sheet, mark, palette, mm);
        let areas = IdeaAreas {
            pictures,
            words: Rect::new(inside.min.x, inside.min.y, right, low),
            under: Rect::new(right, inside.min.y, inside.max.x, low),
            hit,
        };
        (sheet, areas)
    }
}

impl Sign {
    fn draw(self, sheet: &mut Sheet, at: Vec2, palette: &Palette, mm: f32) {
        match self {
            Self::Heart(true) => heart(sheet, at, HIGH * mm, palette.red),
            Self::Heart(false) => {
                let pale = palette.red.mix(palette.paper, 0.25);
                heart(sheet, at, HIGH * mm, pale);
                heart(sheet, at, (HIGH - 7.0) * mm, palette.paper);
            }
            Self::Own => star(sheet, at, HIGH * mm, palette),
            Self::Road(behind, all) => {
                let middle = all.saturating_sub(1) as f32 / 2.0;
                for number in 0..all {
                    let at = at + Vec2::X * (number as f32 - middle) * 11.0 * mm;
                    let rim = Outline::disc(5.2 * mm).moved(at);
                    sheet.fill(&rim, flat(palette.edge()));
                    match number < behind {
                        true => ball(sheet, at, 4.6 * mm, palette.green),
                        false => sheet.fill(&Outline::disc(4.0 * mm).moved(at), |_| palette.paper),
                    }
                }
            }
        }
    }
}

/// A heart of a height about `at`, in pixels.
pub fn heart(sheet: &mut Sheet, at: Vec2, height: f32, tint: Tint) {
    const POINTS: usize = 48;
    let point = |number: usize| {
        let angle = TAU * number as f32 / POINTS as f32;
        let cos = |times: f32| (times * angle).cos();
        let up = 13.0 * cos(1.0) - 5.0 * cos(2.0) - 2.0 * cos(3.0) - cos(4.0);
        // Counter-clockwise, and 29 high.
        let across = -16.0 * angle.sin().powi(3);
        at + Vec2::new(across, up + 2.5) / 29.0 * height
    };
    let edge: Vec<Vec2> = (0..POINTS).map(point).collect();
    let light = Vec2::new(-0.5, 0.5) * height;
    let tone = ramp(
        at + light,
        at - light,
        [tint.light(0.2), tint, tint.dark(0.1)],
    );
    sheet.fill_about(at, &Outline::polygon(&edge), tone);
}

/// A star of paper, for what is one's own.
fn star(sheet: &mut Sheet, at: Vec2, height: f32, palette: &Palette) {
    let tip = |number: usize| {
        let radius = [0.56, 0.27][number % 2] * height;
        at + Vec2::from_angle(FRAC_PI_2 + TAU * number as f32 / 10.0) * radius
    };
    let edge: Vec<Vec2> = (0..10).map(tip).collect();
    let gold = palette.yellow.mix(palette.wood, 0.2);
    sheet.fill_about(at, &Outline::polygon(&edge), flat(gold));
}
