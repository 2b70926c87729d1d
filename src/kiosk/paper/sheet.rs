//! Vertex-coloured triangles in pixels, and the few shapes that everything is cut from.

use bevy::math::{Rect, Vec2};

use super::outline::{Outline, Station, arc};
use super::tint::{Tint, flat};

/// Width in pixels of the border in which an edge fades: the glass has no multisampling.
pub const FEATHER: f32 = 1.1;

/// Colour of the shadows that paper and wood cast.
pub const SHADOW: Tint = Tint::hex(0x263454);

/// A shadow's darkness across its border, in units of its softness from inside to outside: a step
/// seen through a Gaussian.
const SOFT: [(f32, f32); 4] = [(-1.7, 1.0), (-0.6, 0.73), (0.6, 0.27), (1.9, 0.0)];

/// The same for shadows of a pixel or two.
const CRISP: [(f32, f32); 3] = [(-1.6, 1.0), (0.0, 0.5), (1.6, 0.0)];

/// Flat geometry: x right, y up, z 0, in pixels, painted in the order of its triangles.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Places of the vertices.
    pub positions: Vec<[f32; 3]>,
    /// Linear red, green, blue and straight alpha of each vertex.
    pub colours: Vec<[f32; 4]>,
    /// Three for a triangle.
    pub indices: Vec<u32>,
}

impl Sheet {
    /// Adds a vertex and says its number.
    pub fn vertex(&mut self, at: Vec2, tint: Tint) -> u32 {
        let number = self.positions.len() as u32;
        self.positions.push([at.x, at.y, 0.0]);
        self.colours.push(tint.linear());
        number
    }

    /// Adds a triangle of three vertices, unless it is so thin that it has no area.
    pub fn triangle(&mut self, a: u32, b: u32, c: u32) {
        let [pa, pb, pc] = [a, b, c].map(|index| self.point(index));
        if (pb - pa).perp_dot(pc - pa).abs() > 1e-5 {
            self.indices.extend([a, b, c]);
        }
    }

    /// How many triangles.
    pub fn triangles(&self) -> usize {
        self.indices.len() / 3
    }

    /// Fills a convex outline, edge feathered.
    pub fn fill(&mut self, outline: &Outline, paint: impl Fn(Vec2) -> Tint) {
        self.fill_about(outline.middle(), outline, paint);
    }

    /// Fills an outline all of which can be seen from `hub`, edge feathered.
    pub fn fill_about(&mut self, hub: Vec2, outline: &Outline, paint: impl Fn(Vec2) -> Tint) {
        let inset = FEATHER / 2.0;
        self.fan_about(hub, &outline.clone().grown(-inset), &paint);
        self.feather(outline, -inset, paint);
    }

    /// Fills a convex outline as it is, without a feather.
    pub fn fan(&mut self, outline: &Outline, paint: impl Fn(Vec2) -> Tint) {
        self.fan_about(outline.middle(), outline, paint);
    }

    fn fan_about(&mut self, hub: Vec2, outline: &Outline, paint: impl Fn(Vec2) -> Tint) {
        let middle = self.vertex(hub, paint(hub));
        let border: Vec<u32> = outline
            .stations()
            .iter()
            .map(|station| self.vertex(station.point, paint(station.point)))
            .collect();
        for (index, &here) in border.iter().enumerate() {
            self.triangle(middle, here, border[(index + 1) % border.len()]);
        }
    }

    /// Fades out from `start` pixels outside an outline, over the width of a feather.
    pub fn feather(&mut self, outline: &Outline, start: f32, paint: impl Fn(Vec2) -> Tint) {
        self.band(outline, [start, start + FEATHER], |station| {
            let tint = paint(station.point);
            [tint, tint.fade(0.0)]
        });
    }

    /// A band along an outline between two distances outside it, without feathers.
    ///
    /// `paint` gives the two colours at a station. Where both are clear nothing is drawn.
    pub fn band(
        &mut self,
        outline: &Outline,
        distances: [f32; 2],
        paint: impl Fn(Station) -> [Tint; 2],
    ) {
        let [near, far] = distances;
        let pairs: Vec<(u32, u32, bool)> = outline
            .stations()
            .iter()
            .map(|&station| {
                let [inner, outer] = paint(station);
                let seen = inner.alpha > 0.0 || outer.alpha > 0.0;
                (
                    self.vertex(station.at(near), inner),
                    self.vertex(station.at(far), outer),
                    seen,
                )
            })
            .collect();
        for (index, &(inner, outer, seen)) in pairs.iter().enumerate() {
            let (next_inner, next_outer, next_seen) = pairs[(index + 1) % pairs.len()];
            if seen || next_seen {
                self.quad(inner, outer, next_outer, next_inner);
            }
        }
    }

    /// A closed ring along an outline between two distances outside it, feathered on both sides.
    pub fn ring(&mut self, outline: &Outline, distances: [f32; 2], paint: impl Fn(Vec2) -> Tint) {
        let [near, far] = distances;
        let half = FEATHER / 2.0;
        let solid = |station: Station| [paint(station.point); 2];
        self.band(outline, [near + half, far - half], solid);
        self.feather(outline, far - half, &paint);
        self.band(outline, [near - half, near + half], |station| {
            let tint = paint(station.point);
            [tint.fade(0.0), tint]
        });
    }

    /// The soft border of the shadow that an outline casts.
    ///
    /// `offset` and `soft` (a standard deviation) in pixels, `dark` as a share of darkening in
    /// sRGB. What the piece itself covers is left open, so `offset` must stay under 1.6 `soft`,
    /// and the outline must bear being moved inward as far.
    pub fn shadow(&mut self, outline: &Outline, offset: Vec2, soft: f32, dark: f32) {
        let outline = outline.clone().moved(offset);
        let profile: &[(f32, f32)] = if soft < 3.0 { &CRISP } else { &SOFT };
        for pair in profile.windows(2) {
            let &[(near, more), (far, less)] = pair else {
                continue;
            };
            let tints = [more, less].map(|part| SHADOW.fade(veil(dark * part)));
            self.band(&outline, [near * soft, far * soft], |_| tints);
        }
    }

    /// A round-ended line of `width` through points, edge feathered. Opaque colours only: where it
    /// crosses itself it is drawn twice.
    pub fn stroke(&mut self, points: &[Vec2], width: f32, paint: impl Fn(Vec2) -> Tint) {
        let (Some(&first), Some(&last)) = (points.first(), points.last()) else {
            return;
        };
        let half = width / 2.0;
        let across = [
            -half - FEATHER / 2.0,
            -half + FEATHER / 2.0,
            half - FEATHER / 2.0,
            half + FEATHER / 2.0,
        ];
        let mut previous: Option<[u32; 4]> = None;
        for (index, &point) in points.iter().enumerate() {
            let before = points[index.saturating_sub(1)];
            let after = points[(index + 1).min(points.len() - 1)];
            let side = side_of(before, point, after);
            let tint = paint(point);
            let tints = [tint.fade(0.0), tint, tint, tint.fade(0.0)];
            let mut row = [0; 4];
            for ((slot, distance), tint) in row.iter_mut().zip(across).zip(tints) {
                *slot = self.vertex(point + side * distance, tint);
            }
            if let Some(old) = previous {
                for lane in 0..3 {
                    self.quad(old[lane], row[lane], row[lane + 1], old[lane + 1]);
                }
            }
            previous = Some(row);
        }
        if width > 2.0 && points.len() > 1 {
            self.cap(first, first - points[1], half, &paint);
            self.cap(last, last - points[points.len() - 2], half, &paint);
        }
    }

    /// A grid of quads over the unit square, `rows` from bottom to top, without feathers.
    pub fn grid(
        &mut self,
        columns: &[f32],
        rows: &[f32],
        point: impl Fn(f32, f32) -> Vec2,
        paint: impl Fn(Vec2, f32) -> Tint,
    ) {
        let mut below: Vec<u32> = Vec::new();
        for &v in rows {
            let row: Vec<u32> = columns
                .iter()
                .map(|&u| {
                    let at = point(u, v);
                    self.vertex(at, paint(at, v))
                })
                .collect();
            for (old, new) in below.windows(2).zip(row.windows(2)) {
                self.quad(old[0], old[1], new[1], new[0]);
            }
            below = row;
        }
    }

    /// Lays another sheet on top: first scaled, then turned (radians, counter-clockwise), then
    /// moved by `offset` pixels.
    pub fn append(&mut self, other: &Self, offset: Vec2, rotation: f32, scale: f32) {
        let base = self.positions.len() as u32;
        let turn = Vec2::from_angle(rotation) * scale;
        self.positions
            .extend(other.positions.iter().map(|&[x, y, z]| {
                let point = turn.rotate(Vec2::new(x, y)) + offset;
                [point.x, point.y, z]
            }));
        self.colours.extend_from_slice(&other.colours);
        self.indices
            .extend(other.indices.iter().map(|index| index + base));
    }

    /// Makes everything more transparent: every alpha times `part`.
    pub fn fade(&mut self, part: f32) {
        for [_, _, _, alpha] in &mut self.colours {
            *alpha *= part;
        }
    }

    /// The smallest upright rectangle round every vertex of at least this alpha; empty about the
    /// origin if there is none.
    pub fn extents(&self, alpha: f32) -> Rect {
        self.positions
            .iter()
            .zip(&self.colours)
            .filter(|(_, colour)| colour[3] >= alpha)
            .map(|(&[x, y, _], _)| Vec2::new(x, y))
            .map(|point| Rect {
                min: point,
                max: point,
            })
            .reduce(|all, point| all.union(point))
            .unwrap_or_default()
    }

    fn point(&self, index: u32) -> Vec2 {
        let place = self.positions.get(index as usize).copied();
        let [x, y, _] = place.unwrap_or_default();
        Vec2::new(x, y)
    }

    /// Adds the two triangles of a quad whose corners go round.
    pub fn quad(&mut self, a: u32, b: u32, c: u32, d: u32) {
        self.triangle(a, b, c);
        self.triangle(a, c, d);
    }

    /// Half a disc at the end of a stroke; `out` points away from the stroke.
    fn cap(&mut self, end: Vec2, out: Vec2, radius: f32, paint: &impl Fn(Vec2) -> Tint) {
        let from = out.to_angle() - std::f32::consts::FRAC_PI_2;
        let to = from + std::f32::consts::PI;
        let tint = paint(end);
        let middle = self.vertex(end, tint);
        let inner = arc(end, radius - FEATHER / 2.0, from, to);
        let mut previous: Option<[u32; 2]> = None;
        for point in inner {
            let way = (point - end).normalize_or_zero();
            let here = self.vertex(point, tint);
            let edge = self.vertex(point + way * FEATHER, tint.fade(0.0));
            if let Some([old, old_edge]) = previous {
                self.triangle(middle, old, here);
                self.quad(old, old_edge, edge, here);
            }
            previous = Some([here, edge]);
        }
    }
}

/// A dot with a feathered edge.
pub fn dot(sheet: &mut Sheet, at: Vec2, radius: f32, tint: Tint) {
    sheet.fill(&Outline::disc(radius).moved(at), flat(tint));
}

/// The alpha that darkens in linear light, as the glass blends, as much as `dark` would in sRGB.
pub fn veil(dark: f32) -> f32 {
    1.0 - (1.0 - dark).powf(1.9)
}

/// The way across a line at a point between two others, long enough to keep its width in a bend.
fn side_of(before: Vec2, point: Vec2, after: Vec2) -> Vec2 {
    let came = (point - before).normalize_or_zero();
    let goes = (after - point).normalize_or_zero();
    let Some(along) = (came + goes).try_normalize() else {
        return came.perp();
    };
    let bend = if came == Vec2::ZERO || goes == Vec2::ZERO {
        1.0
    } else {
        along.dot(came)
    };
    along.perp() / bend.max(0.5)
}
