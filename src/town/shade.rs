//! Soft shadows on the ground, to be drawn blended just above it.

use std::f32::consts::TAU;

use glam::{Vec2, Vec3};

use super::form::smooth;
use super::light::{Mood, SUN};
use super::shape::Shape;

/// The colour of shadow, linear: what is left is cool.
pub(crate) fn colour(mood: Mood, alpha: f32) -> [f32; 4] {
    let [r, g, b] = if mood.is_dusk() {
        [0.012, 0.016, 0.055]
    } else {
        [0.036, 0.046, 0.105]
    };
    [r, g, b, alpha.clamp(0.0, 1.0)]
}

/// A soft round shadow about `centre`, darkest (`alpha`) in its middle.
pub fn disc(centre: Vec3, rx: f32, rz: f32, alpha: f32, mood: Mood) -> Shape {
    fan(
        centre,
        18,
        5,
        |angle| Vec2::new(angle.cos() * rx, angle.sin() * rz),
        mood,
        |t| alpha * (1.0 - smooth(0.2, 1.0, t)),
    )
}

/// Warm light on the ground from windows and lamps, brightest in its middle.
pub fn glow(centre: Vec3, radius: f32, alpha: f32) -> Shape {
    let mut shape = fan(
        centre,
        18,
        5,
        |angle| Vec2::from_angle(angle) * radius,
        Mood::DAY,
        |t| alpha * (1.0 - smooth(0.0, 1.0, t)),
    );
    for colour in &mut shape.colours {
        [colour[0], colour[1], colour[2]] = [1.0, 0.58, 0.22];
    }
    shape
}

/// A shadow with the given edge (offset from the middle by angle) and alpha (by share of the way out).
pub fn fan(
    centre: Vec3,
    columns: usize,
    rings: usize,
    edge: impl Fn(f32) -> Vec2,
    mood: Mood,
    alpha: impl Fn(f32) -> f32,
) -> Shape {
    let mut shape = Shape::default();
    let middle = shape.point(centre, Vec3::Y, colour(mood, alpha(0.0)));
    for ring in 1..=rings {
        let t = ring as f32 / rings as f32;
        let first = shape.positions.len() as u32;
        for i in 0..columns {
            let out = edge(i as f32 / columns as f32 * TAU) * t;
            shape.point(
                centre + Vec3::new(out.x, 0.0, out.y),
                Vec3::Y,
                colour(mood, alpha(t)),
            );
        }
        for i in 0..columns as u32 {
            let next = (i + 1) % columns as u32;
            if ring == 1 {
                shape.indices.extend([middle, first + next, first + i]);
            } else {
                let start = first - columns as u32;
                shape.quad(start + i, start + next, first + next, first + i);
            }
        }
    }
    shape
}

/// Side of one cell, in town units.
const CELL: f32 = 0.125;
/// The shadows of everything that stands, gathered on a grid and softened, so that overlapping shadows
/// do not grow darker and a swing's frame throws the shadow of a frame.
#[derive(Clone, Debug)]
pub struct ShadeMap {
    low: Vec2,
    columns: usize,
    rows: usize,
    stride: usize,
    cast: Vec<f32>,
    near: Vec<f32>,
}

/// The ground where shadows may fall, as a grid of points: for light that is cast later.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Points from left to right; the rows follow each other toward the viewer.
    pub columns: usize,
    /// The point that a shadow lies on and how much of it shows there (0..=1); `None` where nothing
    /// is near that could throw one.
    pub points: Vec<Option<(Vec3, f32)>>,
}

/// How many cells farther than its own outline a thing may darken the ground.
const NEAR: usize = 6;

impl ShadeMap {
    /// An empty map of the ground between two corners (x, z). The finished shadow has a point every
    /// `stride` cells of an eighth of a unit: fewer are softer and cheaper.
    pub fn new(low: Vec2, high: Vec2, stride: usize) -> Self {
        let size = ((high - low).clamp(Vec2::splat(1.0), Vec2::splat(80.0)) / CELL).ceil();
        let (columns, rows) = (size.x as usize + 1, size.y as usize + 1);
        Self {
            low,
            columns,
            rows,
            stride: stride.max(1),
            cast: vec![0.0; columns * rows],
            near: vec![0.0; columns * rows],
        }
    }

    /// Adds what a shape throws, standing `by` off its own origin on ground that lies at `ground`.
    pub fn add(&mut self, shape: &Shape, by: Vec3, ground: f32) {
        let slide = Vec2::new(-SUN.x, -SUN.z) / SUN.y;
        let points: Vec<(Vec2, f32)> = shape
            .positions
            .iter()
            .map(|p| {
                let p = Vec3::from_array(*p) + by;
                (Vec2::new(p.x, p.z), (p.y - ground).max(0.0))
            })
            .collect();
        for triangle in shape.indices.chunks_exact(3) {
            let corners = [0, 1, 2].map(|k| points[triangle[k] as usize]);
            let height = (corners[0].1 + corners[1].1 + corners[2].1) / 3.0;
            if height > 6.0 {
                continue;
            }
            let far = 1.0 - 0.1 * height;
            fill(
                &mut self.cast,
                self.columns,
                self.rows,
                corners.map(|(at, y)| (at + slide * y - self.low) / CELL),
                far,
            );
            if height < 0.9 {
                let close = 1.0 - height / 0.9;
                fill(
                    &mut self.near,
                    self.columns,
                    self.rows,
                    corners.map(|(at, _)| (at - self.low) / CELL),
                    close,
                );
            }
        }
    }

    /// The ground under and about whatever was added. `lay` is as in [`ShadeMap::shape`].
    pub fn sheet(mut self, lay: impl Fn(Vec2) -> (Vec3, f32)) -> Sheet {
        let mut touched: Vec<f32> = self
            .cast
            .iter()
            .zip(&self.near)
            .map(|(a, b)| f32::from(a + b > 0.0))
            .collect();
        soften(&mut touched, self.columns, self.rows, NEAR, 1);
        self.cast = touched;
        let cells = self.cast.iter().enumerate();
        let points = cells.map(|(cell, dark)| {
            let (i, j) = (cell % self.columns, cell / self.columns);
            let at = self.low + Vec2::new(i as f32, j as f32) * CELL;
            (*dark > 2e-3)
                .then(|| lay(at))
                .filter(|(_, shows)| *shows > 0.0)
        });
        Sheet {
            columns: self.columns,
            points: points.collect(),
        }
    }

    /// The shadows as a sheet on the ground. `lay` gives the sheet's point over (x, z), and how much of
    /// the shadow shows there (0..=1).
    pub fn shape(mut self, mood: Mood, lay: impl Fn(Vec2) -> (Vec3, f32)) -> Shape {
        soften(&mut self.cast, self.columns, self.rows, 2, 2);
        soften(&mut self.near, self.columns, self.rows, 3, 2);
        let (columns, rows) = (
            (self.columns - 1) / self.stride + 1,
            (self.rows - 1) / self.stride + 1,
        );
        let dark = |i: usize, j: usize| {
            let cell = j * self.stride * self.columns + i * self.stride;
            1.0 - (1.0 - 0.50 * self.cast[cell].clamp(0.0, 1.0))
                * (1.0 - 0.42 * self.near[cell].clamp(0.0, 1.0))
        };
        let mut shape = Shape::default();
        let mut numbers: Vec<Option<u32>> = vec![None; columns * rows];
        for j in 0..rows.saturating_sub(1) {
            for i in 0..columns.saturating_sub(1) {
                let corners = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)];
                if corners.iter().all(|&(i, j)| dark(i, j) < 0.02) {
                    continue;
                }
                let [a, b, c, d] = corners.map(|(i, j)| {
                    *numbers[j * columns + i].get_or_insert_with(|| {
                        let at =
                            self.low + Vec2::new(i as f32, j as f32) * CELL * self.stride as f32;
                        let (point, shows) = lay(at);
                        shape.point(point, Vec3::Y, colour(mood, dark(i, j) * shows))
                    })
                });
                // Cut along the diagonal that keeps the edge of the shadow smooth.
                if dark(i, j) + dark(i + 1, j + 1) > dark(i + 1, j) + dark(i, j + 1) {
                    shape.indices.extend([a, c, b, a, d, c]);
                } else {
                    shape.indices.extend([a, d, b, b, d, c]);
                }
            }
        }
        shape
    }
}

/// Raises every cell under a triangle to at least `value`.
fn fill(cells: &mut [f32], columns: usize, rows: usize, [a, b, c]: [Vec2; 3], value: f32) {
    let low = a.min(b).min(c);
    let high = a.max(b).max(c);
    if !(low.is_finite() && high.is_finite()) || high.x < 0.0 || high.y < 0.0 {
        return;
    }
    let mut raise = |x: usize, y: usize| {
        if x < columns && y < rows {
            let cell = &mut cells[y * columns + x];
            *cell = cell.max(value);
        }
    };
    let middle = (a + b + c) / 3.0;
    if middle.min_element() >= 0.0 {
        raise(middle.x.round() as usize, middle.y.round() as usize);
    }
    let area = (b - a).perp_dot(c - a);
    if area.abs() < 1e-4 {
        return;
    }
    for y in low.y.max(0.0).ceil() as usize..=(high.y as usize).min(rows.saturating_sub(1)) {
        for x in low.x.max(0.0).ceil() as usize..=(high.x as usize).min(columns.saturating_sub(1)) {
            let p = Vec2::new(x as f32, y as f32);
            let (u, v) = (
                (b - a).perp_dot(p - a) / area,
                (p - a).perp_dot(c - a) / area,
            );
            if u >= -0.001 && v >= -0.001 && u + v <= 1.001 {
                raise(x, y);
            }
        }
    }
}

/// Box-blurs the grid `passes` times by `radius` cells along both axes.
fn soften(cells: &mut [f32], columns: usize, rows: usize, radius: usize, passes: usize) {
    let mut other = vec![0.0; cells.len()];
    let share = 1.0 / (2 * radius + 1) as f32;
    for _ in 0..passes {
        for y in 0..rows {
            let row = &cells[y * columns..(y + 1) * columns];
            let out = &mut other[y * columns..(y + 1) * columns];
            let mut sum: f32 = row[..radius.min(columns)].iter().sum();
            for x in 0..columns {
                sum += row.get(x + radius).copied().unwrap_or(0.0);
                out[x] = sum * share;
                if x >= radius {
                    sum -= row[x - radius];
                }
            }
        }
        let mut sums: Vec<f32> = vec![0.0; columns];
        for y in 0..radius.min(rows) {
            for x in 0..columns {
                sums[x] += other[y * columns + x];
            }
        }
        for y in 0..rows {
            for x in 0..columns {
                if y + radius < rows {
                    sums[x] += other[(y + radius) * columns + x];
                }
                cells[y * columns + x] = sums[x] * share;
                if y >= radius {
                    sums[x] -= other[(y - radius) * columns + x];
                }
            }
        }
    }
}
