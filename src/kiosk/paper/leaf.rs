//! A piece of paper, never quite straight: what cards, signs, labels and tabs are cut from.

use bevy::math::Vec2;

use super::outline::Outline;
use super::sheet::{FEATHER, Sheet};
use super::tint::{Palette, Tint, ramp};
use super::wood::focus_line;

/// How far an edge bows at most, as a share of its length.
const BOW: f32 = 0.006;

/// How far a corner strays at most, as a share of the shorter side (a fifth of the longer, if that is less).
const STRAY: f32 = 0.03;

/// How much wider the edge of a part that is folded half way looks.
const NEAR: f32 = 0.05;

/// The direction in which light falls across paper: 128° in the manner of CSS, here with y up.
const SLANT: Vec2 = Vec2::new(0.788, -0.616);

/// A piece of paper about the origin, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leaf {
    half: Vec2,
    /// Bottom, right, top, left: how far the edge's middle bows outward, in pixels.
    bows: [f32; 4],
    /// Lower left, lower right, upper right, upper left.
    strays: [Vec2; 4],
    /// The length cut off both edges at the lower right corner, in pixels.
    cut: f32,
    /// The height of the crease that the lower part is folded up along, and the angle.
    fold: Option<(f32, f32)>,
}

impl Leaf {
    /// A leaf of `size` pixels; each `seed` is cut a little differently.
    pub fn new(size: Vec2, seed: u32) -> Self {
        let half = size / 2.0 - FEATHER / 2.0;
        let bow = |side: u32, length: f32| BOW * length * wobble(seed, side);
        // Strays go inward, so that only the bow exceeds the size.
        let longest = STRAY * size.min_element().min(size.max_element() / 5.0);
        let stray = |corner: u32, x: f32, y: f32| {
            Vec2::new(
                x * wobble(seed, corner).abs(),
                y * wobble(seed, corner + 4).abs(),
            ) * longest
        };
        Self {
            half,
            bows: [
                bow(0, size.x),
                bow(1, size.y),
                bow(2, size.x),
                bow(3, size.y),
            ],
            strays: [
                stray(8, 1.0, 1.0),
                stray(9, -1.0, 1.0),
                stray(10, -1.0, -1.0),
                stray(11, 1.0, -1.0),
            ],
            cut: 0.0,
            fold: None,
        }
    }

    /// With the lower right corner turned over, `cut` pixels along each edge.
    pub fn cut(mut self, cut: f32) -> Self {
        self.cut = cut.min(self.half.min_element());
        self
    }

    /// With what lies under the height `crease` (0 to 1) folded towards the viewer: by 0 it lies
    /// flat, by π upside down on the upper part.
    pub fn folded(mut self, crease: f32, angle: f32) -> Self {
        self.fold = Some((crease, angle));
        self
    }

    /// The height, from 0 to 1, at which the turned corner begins.
    pub fn cut_height(&self) -> f32 {
        self.cut / (2.0 * self.half.y)
    }

    /// A point of the leaf: `u` from left to right, `v` from bottom to top, both 0 to 1.
    pub fn point(&self, u: f32, v: f32) -> Vec2 {
        let flat = self.flat_point(u, v);
        let Some((crease, angle)) = self.fold.filter(|&(crease, _)| v < crease) else {
            return flat;
        };
        let hinge = self.flat_point(u, crease);
        // What comes towards the viewer looks a little wider.
        let near = 1.0 + NEAR * angle.sin() * (1.0 - v / crease);
        Vec2::new(flat.x * near, hinge.y + (flat.y - hinge.y) * angle.cos())
    }

    fn flat_point(&self, u: f32, v: f32) -> Vec2 {
        let cut_height = self.cut_height();
        let u = if v < cut_height {
            u * (1.0 - self.cut * (1.0 - v / cut_height) / (2.0 * self.half.x))
        } else {
            u
        };
        let [low_left, low_right, high_right, high_left] = self.strays;
        let stray = low_left
            .lerp(low_right, u)
            .lerp(high_left.lerp(high_right, u), v);
        let [bottom, right, top, left] = self.bows;
        let (along, up) = (4.0 * u * (1.0 - u), 4.0 * v * (1.0 - v));
        let bow = Vec2::new(
            up * (right * u - left * (1.0 - u)),
            along * (top * v - bottom * (1.0 - v)),
        );
        Vec2::new(2.0 * u - 1.0, 2.0 * v - 1.0) * self.half + stray + bow
    }

    /// Its edge through a grid's own points, as `u` and `v`, counter-clockwise from the lower left.
    fn border(rows: &[f32]) -> Vec<(f32, f32)> {
        let (Some(&first), Some(&last)) = (rows.first(), rows.last()) else {
            return Vec::new();
        };
        let columns = COLUMNS.len() - 1;
        let mut border: Vec<(f32, f32)> = Vec::new();
        border.extend(COLUMNS.iter().take(columns).map(|&u| (u, first)));
        border.extend(rows.iter().take(rows.len() - 1).map(|&v| (1.0, v)));
        border.extend(COLUMNS.iter().rev().take(columns).map(|&u| (u, last)));
        border.extend(rows.iter().rev().take(rows.len() - 1).map(|&v| (0.0, v)));
        border
    }

    fn outline(&self, border: &[(f32, f32)]) -> Outline {
        let points: Vec<Vec2> = border.iter().map(|&(u, v)| self.point(u, v)).collect();
        Outline::polygon(&points)
    }

    /// The gradient of lit paper: white, paper, and a little warmer towards the lower right.
    pub fn paper(&self, palette: &Palette) -> impl Fn(Vec2) -> Tint + Copy + use<> {
        let warm = palette.paper.mix(Tint::hex(0xEBCB9C), 0.16);
        self.gradient([palette.paper.light(0.7), palette.paper, warm])
    }

    /// Three colours along the fall of the light.
    pub fn gradient(&self, colours: [Tint; 3]) -> impl Fn(Vec2) -> Tint + Copy + use<> {
        let reach = SLANT * self.half.dot(SLANT.abs());
        ramp(-reach, reach, colours)
    }

    /// The two shadows of paper that lies a little off its ground; `lift` is 1 for a card.
    pub fn shadow(&self, sheet: &mut Sheet, lift: f32, mm: f32) {
        let soft = 3.3 * lift * mm;
        let wide = Outline::rounded(&self.corners(), 1.7 * soft, 4);
        sheet.shadow(&wide, Vec2::new(2.6, -3.7) * lift * mm, soft, 0.26);
        self.contact(sheet, mm);
    }

    /// The narrow shadow alone, of paper that lies on paper.
    pub fn contact(&self, sheet: &mut Sheet, mm: f32) {
        let soft = 0.6 * mm;
        let lowest = self.lowest();
        let mut rows = vec![lowest];
        if self.cut_height() > lowest {
            rows.push(self.cut_height());
        }
        rows.extend([(lowest + 1.0) / 2.0, 1.0]);
        let narrow = self.outline(&Self::border(&rows));
        sheet.shadow(&narrow, Vec2::new(0.75, -0.75) * mm, soft, 0.22);
    }

    /// The height of what shows lowest: the crease, while the lower part lies on the upper.
    fn lowest(&self) -> f32 {
        self.fold
            .filter(|&(_, angle)| angle.cos() < 0.0)
            .map_or(0.0, |(crease, _)| crease)
    }

    fn corners(&self) -> Vec<Vec2> {
        let lowest = self.lowest();
        let mut corners = vec![self.point(0.0, lowest), self.point(1.0, lowest)];
        if self.cut_height() > lowest {
            corners.push(self.point(1.0, self.cut_height()));
        }
        corners.extend([self.point(1.0, 1.0), self.point(0.0, 1.0)]);
        corners
    }

    /// Fills what lies between the first and the last of `rows` (0 to 1), edge feathered.
    ///
    /// Rows go up on the glass, so those of a part folded over go down on the leaf. `paint` gets
    /// the point and its height on the leaf.
    pub fn draw(&self, sheet: &mut Sheet, rows: &[f32], paint: impl Fn(Vec2, f32) -> Tint) {
        sheet.grid(&COLUMNS, rows, |u, v| self.point(u, v), &paint);
        let border = Self::border(rows);
        let outline = self.outline(&border);
        let edge: Vec<[u32; 2]> = outline
            .stations()
            .iter()
            .zip(&border)
            .map(|(station, &(_, v))| {
                let tint = paint(station.point, v);
                [(0.0, tint), (FEATHER, tint.fade(0.0))]
                    .map(|(out, tint)| sheet.vertex(station.at(out), tint))
            })
            .collect();
        for (index, &[inner, outer]) in edge.iter().enumerate() {
            let [next_inner, next_outer] = edge[(index + 1) % edge.len()];
            sheet.quad(inner, outer, next_outer, next_inner);
        }
    }

    /// The ink line of focus, drawn before the leaf: it stands off by as much as it is wide.
    pub fn focus(&self, sheet: &mut Sheet, palette: &Palette, mm: f32) {
        let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
        let corners = corners.map(|(u, v)| self.point(u, v));
        // Arcs only outside the paper, whose own corners stay sharp.
        focus_line(sheet, &Outline::rounded(&corners, 0.01, 5), palette, mm);
    }
}

/// The columns of a leaf: five points are enough for a bow.
const COLUMNS: [f32; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

/// A number from -1 to 1 that belongs to a seed and an index.
fn wobble(seed: u32, index: u32) -> f32 {
    let mut bits =
        seed.wrapping_mul(0x9E37_79B9) ^ index.wrapping_mul(0x85EB_CA6B).wrapping_add(0x27D4_EB2F);
    bits = (bits ^ (bits >> 15)).wrapping_mul(0x2C1B_3C6D);
    bits = (bits ^ (bits >> 12)).wrapping_mul(0x297A_2D39);
    bits ^= bits >> 15;
    (bits as f32 / u32::MAX as f32) * 2.0 - 1.0
}
