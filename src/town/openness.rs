//! How much of the sky each point of a toy sees, found with a coarse grid of filled cells.
//!
//! Under a canopy, between planks, at the foot of a wall it is darker; that softness is most of the look.

use glam::{Vec3, Vec3A};

use super::clay::Clay;
use super::toys::{Detail, Draft};

/// As far as something darkens, in units of a toy at its own size.
const REACH: f32 = 1.5;
/// Cells along the longest side of a toy: enough for one that is looked at, and for one far away.
const FINE: (f32, f32) = (26.0, 15.0);

/// Directions over the pole +y, denser near it, as cosine-weighted light is.
const RAYS: [Vec3A; 10] = rays();

const fn rays() -> [Vec3A; 10] {
    // Three rings of 2, 4 and 4 directions at 25°, 55° and 78° from the pole, turned against each other.
    [
        Vec3A::new(0.4226, 0.9063, 0.0),
        Vec3A::new(-0.4226, 0.9063, 0.0),
        Vec3A::new(0.5792, 0.5736, 0.5792),
        Vec3A::new(-0.5792, 0.5736, 0.5792),
        Vec3A::new(-0.5792, 0.5736, -0.5792),
        Vec3A::new(0.5792, 0.5736, -0.5792),
        Vec3A::new(0.9781, 0.2079, 0.0),
        Vec3A::new(0.0, 0.2079, 0.9781),
        Vec3A::new(-0.9781, 0.2079, 0.0),
        Vec3A::new(0.0, 0.2079, -0.9781),
    ]
}

struct Cells {
    low: Vec3A,
    cell: f32,
    size: [usize; 3],
    filled: Vec<bool>,
}

impl Cells {
    fn of<'a>(clays: impl Iterator<Item = &'a Clay> + Clone, fine: f32) -> Option<Self> {
        let mut points = clays
            .clone()
            .flat_map(|clay| &clay.points)
            .map(|point| Vec3A::from(point.at));
        let first = points.next()?;
        let (low, high) = points.fold((first, first), |(low, high), p| (low.min(p), high.max(p)));
        let span = high - low;
        if !span.is_finite() {
            return None;
        }
        let cell = (span.max_element() / fine).max(0.03);
        let size = (span / cell).ceil().to_array().map(|n| n as usize + 1);
        let mut cells = Self {
            low,
            cell,
            size,
            filled: vec![false; size[0] * size[1] * size[2]],
        };
        for clay in clays {
            for triangle in clay.indices.chunks_exact(3) {
                cells.fill([0, 1, 2].map(|k| Vec3A::from(clay.points[triangle[k] as usize].at)));
            }
        }
        Some(cells)
    }

    fn fill(&mut self, [a, b, c]: [Vec3A; 3]) {
        let longest = (b - a)
            .abs()
            .max((c - a).abs())
            .max((c - b).abs())
            .max_element();
        let steps = ((longest / self.cell * 1.05).ceil() as usize).clamp(1, 64);
        for i in 0..=steps {
            for j in 0..=steps - i {
                let p =
                    a + (b - a) * (i as f32 / steps as f32) + (c - a) * (j as f32 / steps as f32);
                if let Some(k) = self.number(p) {
                    self.filled[k] = true;
                }
            }
        }
    }

    fn number(&self, p: Vec3A) -> Option<usize> {
        let q = (p - self.low) / self.cell + 0.5;
        if q.min_element() < 0.0 {
            return None;
        }
        let [x, y, z] = q.to_array().map(|n| n as usize);
        (x < self.size[0] && y < self.size[1] && z < self.size[2])
            .then(|| (z * self.size[1] + y) * self.size[0] + x)
    }

    /// The share of the sky that `at`, facing `normal`, sees.
    fn open(&self, at: Vec3A, normal: Vec3A, ground: bool, rays: &[Vec3A]) -> f32 {
        let side = normal.any_orthonormal_vector();
        let other = normal.cross(side);
        let start = at + normal * self.cell * 1.4;
        let steps = [1.0_f32, 2.2, 3.8, 6.0, 9.0, 13.0];
        let (mut free, mut all) = (0.0, 0.0);
        for &ray in rays {
            let way = side * ray.x + normal * ray.y + other * ray.z;
            // More light comes from above and from the sun's side than from below.
            let weight = (0.55 + 0.45 * way.y.max(0.0)) * (0.35 + 0.65 * ray.y);
            all += weight;
            let mut distance = REACH;
            if ground && way.y < -0.02 {
                distance = distance.min(start.y.max(0.0) / -way.y);
            }
            for step in steps {
                let d = step * self.cell;
                if d >= distance {
                    break;
                }
                if self.number(start + way * d).is_some_and(|k| self.filled[k]) {
                    distance = d;
                    break;
                }
            }
            free += weight * (distance / REACH).min(1.0);
        }
        free / all
    }
}

/// Darkens what lies close to the ground (if there is `ground` under the toy) or under its other parts.
pub fn darken_crannies(draft: &mut Draft, ground: bool, detail: Detail) {
    let (fine, rays) = match detail {
        Detail::Near => (FINE.0, &RAYS[..]),
        Detail::Far => (FINE.1, &RAYS[..6]),
    };
    let clays = std::iter::once(&draft.still).chain(draft.moving.iter().map(|part| &part.clay));
    let Some(cells) = Cells::of(clays, fine) else {
        return;
    };
    for clay in
        std::iter::once(&mut draft.still).chain(draft.moving.iter_mut().map(|part| &mut part.clay))
    {
        for point in &mut clay.points {
            let open = cells.open(
                point.at.into(),
                Vec3::normalize_or(point.normal, Vec3::Y).into(),
                ground,
                rays,
            );
            point.open *= (open * 1.06).min(1.0).powf(1.25);
        }
    }
}
