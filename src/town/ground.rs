//! The ground: how high it lies, and the bands and patches that are let into it.

use std::f32::consts::TAU;

use glam::{Vec2, Vec3};

use super::form::{Form, curve, smooth};

/// Soft noise in 0..=1 with features about one unit apart. Three layers, each turned against the
/// others, so that the grid they are made on does not show.
pub fn noise(x: f32, z: f32) -> f32 {
    let layer = |turn: f32, size: f32, shift: f32| {
        let (sin, cos) = turn.sin_cos();
        lattice(
            (x * cos - z * sin) * size + shift,
            (x * sin + z * cos) * size - shift,
        )
    };
    0.5 * layer(0.5, 0.8, 0.0) + 0.3 * layer(2.0, 1.25, 7.3) + 0.2 * layer(3.7, 2.1, 13.7)
}

/// Noise on a grid of one unit, smooth between its points.
fn lattice(x: f32, z: f32) -> f32 {
    let hash = |i: f32, j: f32| {
        let n = (i * 127.1 + j * 311.7).sin() * 43_758.547;
        n - n.floor()
    };
    let (i, j) = (x.floor(), z.floor());
    let (u, v) = (x - i, z - j);
    let (s, t) = (u * u * (3.0 - 2.0 * u), v * v * (3.0 - 2.0 * v));
    let front = hash(i, j) * (1.0 - s) + hash(i + 1.0, j) * s;
    let back = hash(i, j + 1.0) * (1.0 - s) + hash(i + 1.0, j + 1.0) * s;
    front * (1.0 - t) + back * t
}

/// The outline of an island: a super-ellipse with a slight wobble.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// Its middle (x, z).
    pub centre: Vec2,
    /// Half its extent along x and z, without the wobble.
    pub radius: Vec2,
    /// The edge's distance at equal steps of the angle: it is asked for ten thousands of times.
    edges: Vec<f32>,
}

impl Outline {
    /// An outline about `centre`; `radius` must be positive.
    pub fn new(centre: Vec2, radius: Vec2) -> Self {
        let steps = 360;
        let edges = (0..steps)
            .map(|i| {
                let angle = i as f32 / steps as f32 * TAU;
                let (sin, cos) = angle.sin_cos();
                let power = 2.6;
                let sum = (cos.abs() / radius.x).powf(power) + (sin.abs() / radius.y).powf(power);
                let wobble = 0.035 * (3.0 * angle + 0.6).sin()
                    + 0.028 * (5.0 * angle + 2.1).sin()
                    + 0.014 * (9.0 * angle).sin();
                sum.powf(-1.0 / power) * (1.0 + wobble)
            })
            .collect();
        Self {
            centre,
            radius,
            edges,
        }
    }

    /// How far the edge is from the middle in the direction of `angle` (0 is +x, a quarter turn +z).
    pub fn edge(&self, angle: f32) -> f32 {
        let steps = self.edges.len();
        let t = (angle / TAU).rem_euclid(1.0) * steps as f32;
        let i = (t as usize).min(steps - 1);
        let (a, b) = (self.edges[i], self.edges[(i + 1) % steps]);
        a + (b - a) * (t - i as f32)
    }

    /// 0 in the middle, 1 at the edge, more outside.
    pub fn share(&self, at: Vec2) -> f32 {
        let out = at - self.centre;
        out.length() / self.edge(out.y.atan2(out.x))
    }

    /// The point at `share` of the way to the edge.
    pub fn point(&self, angle: f32, share: f32) -> Vec2 {
        self.centre + Vec2::from_angle(angle) * self.edge(angle) * share
    }
}

/// One rise of the ground.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rise {
    /// Its middle (x, z).
    pub at: Vec2,
    /// How high it is.
    pub height: f32,
    /// Where it has fallen to a third, along x and z.
    pub size: Vec2,
}

/// How high the ground lies everywhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terrain {
    /// The rises.
    pub rises: Vec<Rise>,
    /// The edge where the ground comes down to zero, if it has one.
    pub outline: Option<Outline>,
    /// How much the ground heaves everywhere.
    pub swell: f32,
}

impl Terrain {
    /// The height at a point.
    pub fn height(&self, at: Vec2) -> f32 {
        let mut y = self.swell * (at.x * 0.5 + 1.0).sin() * (at.y * 0.55).cos();
        for rise in &self.rises {
            let d = (at - rise.at) / rise.size;
            y += rise.height * (-d.length_squared()).exp();
        }
        match &self.outline {
            Some(outline) => y * (1.0 - smooth(0.8, 0.99, outline.share(at))),
            None => y,
        }
    }

    /// A point on the ground, `above` it.
    pub fn on(&self, at: Vec2, above: f32) -> Vec3 {
        Vec3::new(at.x, self.height(at) + above, at.y)
    }

    /// The way the ground faces.
    pub fn normal(&self, at: Vec2) -> Vec3 {
        let e = 0.08;
        let dx = self.height(at + Vec2::X * e) - self.height(at - Vec2::X * e);
        let dz = self.height(at + Vec2::Y * e) - self.height(at - Vec2::Y * e);
        Vec3::new(-dx, 2.0 * e, -dz).normalize_or(Vec3::Y)
    }
}

/// The outline of a patch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Blob {
    /// Its middle (x, z).
    pub at: Vec2,
    /// Half its extent along its own axes.
    pub size: Vec2,
    /// How far it is turned, in radians.
    pub turn: f32,
    /// 2 for an ellipse, more for a rounder rectangle.
    pub power: f32,
    /// How much its edge wobbles, as a share of its size.
    pub wobble: f32,
}

impl Blob {
    /// How far the edge is in the direction of `angle`.
    pub fn edge(&self, angle: f32) -> f32 {
        let own = angle - self.turn;
        let size = self.size.max(Vec2::splat(0.05));
        let sum = (own.cos().abs() / size.x).powf(self.power)
            + (own.sin().abs() / size.y).powf(self.power);
        let phase = self.at.x;
        let wobble = (3.0 * own + phase).sin() + 0.5 * (5.0 * own + phase * 2.0).sin();
        sum.powf(-1.0 / self.power) * (1.0 + self.wobble * wobble)
    }

    /// True if a point is within `margin` units of the patch.
    pub fn holds(&self, at: Vec2, margin: f32) -> bool {
        let out = at - self.at;
        out.length() < self.edge(out.y.atan2(out.x)) + margin
    }

    /// A point given in the patch's own axes.
    pub fn local(&self, x: f32, z: f32) -> Vec2 {
        self.at + Vec2::from_angle(self.turn).rotate(Vec2::new(x, z))
    }

    /// The patch as a low plate on the ground, `thick` high.
    pub fn form(&self, terrain: &Terrain, thick: f32, columns: usize) -> Form {
        let columns = columns.clamp(8, 96);
        let mut form = Form::default();
        let middle = form.point(terrain.on(self.at, thick), terrain.normal(self.at), 0.0);
        let large = self.size.max_element();
        // Share of the edge's distance, height, how far the rim leans out, added distance.
        let mut rows: Vec<(f32, f32, f32, f32)> = Vec::new();
        let steps = (large / 0.9).ceil().clamp(1.0, 5.0) as usize;
        for i in 1..=steps {
            rows.push((i as f32 / steps as f32, thick, 0.0, 0.0));
        }
        rows.extend([(1.0, thick * 0.7, 0.7, 0.045), (1.0, -0.02, 0.85, 0.07)]);
        let mut before: Option<u32> = None;
        for (share, y, lean, added) in rows {
            let first = form.points.len() as u32;
            for i in 0..columns {
                let angle = i as f32 / columns as f32 * TAU;
                let out = Vec2::from_angle(angle);
                let at = self.at + out * (self.edge(angle) * share + added);
                let normal =
                    terrain.normal(at) * (1.0 - lean) + Vec3::new(out.x, 0.0, out.y) * lean;
                form.point(terrain.on(at, y), normal, 0.0);
            }
            for i in 0..columns as u32 {
                let next = (i + 1) % columns as u32;
                match before {
                    None => form.face(middle, first + i, first + next),
                    Some(start) => form.quad(start + i, start + next, first + next, first + i),
                }
            }
            before = Some(first);
        }
        form
    }
}

/// A smooth line through points of the ground, with a point about every `step`.
pub fn line(points: &[Vec2], step: f32, closed: bool) -> Vec<Vec2> {
    let raised: Vec<Vec3> = points.iter().map(|p| Vec3::new(p.x, 0.0, p.y)).collect();
    let length: f32 = points
        .windows(2)
        .map(|pair| pair[0].distance(pair[1]))
        .sum();
    let steps = (length / step.max(0.05)).ceil().clamp(1.0, 400.0) as usize;
    curve(&raised, steps, closed)
        .into_iter()
        .map(|p| Vec2::new(p.x, p.z))
        .collect()
}

/// A band along a line, `thick` high, its edges rounded off. `width` may change along it (0..=1).
pub fn band(line: &[Vec2], width: impl Fn(f32) -> f32, terrain: &Terrain, thick: f32) -> Form {
    let mut form = Form::default();
    let across: [(f32, f32, f32); 4] = [
        (-1.0, -0.2, -0.8),
        (-0.9, 1.0, -0.25),
        (0.9, 1.0, 0.25),
        (1.0, -0.2, 0.8),
    ];
    let n = line.len();
    let mut before: Option<u32> = None;
    for i in 0..n {
        let way = (line[(i + 1).min(n - 1)] - line[i.saturating_sub(1)]).normalize_or(Vec2::X);
        let side = Vec2::new(-way.y, way.x);
        let half = width(i as f32 / (n.max(2) - 1) as f32) / 2.0;
        let first = form.points.len() as u32;
        for (u, y, lean) in across {
            let at = line[i] + side * half * u;
            let normal = terrain.normal(at) * (1.0 - lean.abs() * 0.75)
                + Vec3::new(side.x, 0.0, side.y) * lean;
            form.point(terrain.on(at, thick * y), normal, 0.0);
        }
        if let Some(start) = before {
            for j in 0..3 {
                form.quad(start + j, start + j + 1, first + j + 1, first + j);
            }
        }
        before = Some(first);
    }
    form
}
