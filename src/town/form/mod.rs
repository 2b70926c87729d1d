//! Plain forms before they are painted: boxes, turned parts, plates, rods.
//!
//! A form stands with its foot at y = 0 unless it says otherwise. Normals are shared across chamfers,
//! so that one strip of triangles already reads as a rounded edge.

mod block;
mod plate;
mod rod;
mod turned;

use glam::{Vec2, Vec3};

pub use block::{block, fine_block, slab};
pub use plate::{arch, decal, inlay, plate, rounded};
pub use rod::{curve, ring, rod, stick, tube};
pub use turned::{ball, cap, cone, cylinder, lathe, sector, wheel};

/// Points with normals, joined by triangles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    /// Where the points are.
    pub points: Vec<Vec3>,
    /// The outward direction at each point, of length one.
    pub normals: Vec<Vec3>,
    /// How much of a chamfer's ridge each point is, 0..=1; ridges catch the light.
    pub ridges: Vec<f32>,
    /// Triangles, counter-clockwise seen from outside.
    pub faces: Vec<[u32; 3]>,
}

impl Form {
    /// Adds a point and returns its number.
    pub fn point(&mut self, at: Vec3, normal: Vec3, ridge: f32) -> u32 {
        self.points.push(at);
        self.normals.push(normal.normalize_or(Vec3::Y));
        self.ridges.push(ridge);
        (self.points.len() - 1) as u32
    }

    /// Adds a triangle, turned so that it faces the way its normals do.
    pub fn face(&mut self, a: u32, b: u32, c: u32) {
        let [pa, pb, pc] = [a, b, c].map(|i| self.points[i as usize]);
        let facing = (pb - pa).cross(pc - pa);
        if facing.length_squared() < 1e-14 {
            return;
        }
        let meant: Vec3 = [a, b, c].iter().map(|&i| self.normals[i as usize]).sum();
        self.faces.push(if facing.dot(meant) < 0.0 {
            [a, c, b]
        } else {
            [a, b, c]
        });
    }

    /// Adds a four-sided face whose corners follow each other round.
    pub fn quad(&mut self, a: u32, b: u32, c: u32, d: u32) {
        self.face(a, b, c);
        self.face(a, c, d);
    }

    /// The form, stretched along its axes about the origin.
    pub fn stretched(mut self, by: Vec3) -> Self {
        let inverse = Vec3::ONE / by.abs().max(Vec3::splat(1e-4));
        for point in &mut self.points {
            *point *= by;
        }
        for normal in &mut self.normals {
            *normal = (*normal * inverse).normalize_or(Vec3::Y);
        }
        self
    }

    /// The form, moved.
    pub fn moved(mut self, by: Vec3) -> Self {
        for point in &mut self.points {
            *point += by;
        }
        self
    }
}

/// `value`, made harmless: finite and within ±1000.
pub fn sane(value: f32) -> f32 {
    if value.is_finite() {
        value.clamp(-1000.0, 1000.0)
    } else {
        0.0
    }
}

/// The same for a pair.
pub fn sane2((x, z): (f32, f32)) -> Vec2 {
    Vec2::new(sane(x), sane(z))
}

/// Smooth step from 0 at `low` to 1 at `high`.
pub fn smooth(low: f32, high: f32, x: f32) -> f32 {
    let t = ((x - low) / (high - low)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}
