//! The light that reaches a point: how much of the sky it sees, how much of the sun, and what
//! stands near and tints its shade.

use std::f32::consts::TAU;

use glam::{Vec2, Vec3, Vec3A};

use super::rays::Occluders;
use crate::ground::Terrain;
use crate::island::TABLE;
use crate::light::SUN;
use crate::paint::Colour;

/// As far as something darkens what is near it, in units.
const REACH: f32 = 1.7;
/// Rays to the sky, and to the sun.
const SKY: u32 = 48;
const DISC: u32 = 14;
/// The sun is a disc that is seen under this angle, in radians, half across: soft as a large lamp.
const SOFT: f32 = 0.16;
/// What is farther off throws no shadow: a cloud would darken half a town.
const SHADOW: f32 = 6.0;

/// What reaches a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Arrives {
    /// The share of the sky's light, 0..=1.
    pub open: f32,
    /// The share of the sun, 0..=1.
    pub sun: f32,
    /// What the shade is multiplied by; white if nothing is near.
    pub bounce: Colour,
}

impl Arrives {
    /// Nothing in the way.
    pub const FREE: Self = Self {
        open: 1.0,
        sun: 1.0,
        bounce: Vec3::ONE,
    };
}

/// The ground under everything, as far as light goes: how high it lies, and its colour.
pub(super) struct Floor<'a> {
    pub terrain: &'a Terrain,
    pub colour: Colour,
}

impl Floor<'_> {
    /// How high the ground lies under a point: the meadow, or the table beside it.
    pub fn under(&self, at: Vec3A) -> f32 {
        let at = Vec2::new(at.x, at.z);
        match &self.terrain.outline {
            Some(outline) if outline.share(at) > 1.0 => TABLE,
            _ => self.terrain.height(at),
        }
    }
}

/// A pair in 0..1 that fills the square evenly, the `n`th of them.
fn even(n: u32) -> Vec2 {
    // The plastic number's: the most even of simple sequences.
    let n = n as f32 + 0.5;
    Vec2::new((n * 0.754_877_7).fract(), (n * 0.569_840_3).fract())
}

/// A number in 0..1 from a place, so that neighbours' rays differ and the same point's never do.
fn whim(at: Vec3A) -> f32 {
    let [x, y, z] = at.to_array().map(|v| (v * 512.0).round() as i32 as u32);
    let mut hash =
        x.wrapping_mul(73_856_093) ^ y.wrapping_mul(19_349_663) ^ z.wrapping_mul(83_492_791);
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0x2C1B_3C6D);
    hash ^= hash >> 12;
    (hash >> 8) as f32 / (1 << 24) as f32
}

/// The light at a point that faces `normal`.
pub(super) fn arrives(at: Vec3, normal: Vec3, things: &Occluders, floor: &Floor) -> Arrives {
    let normal = Vec3A::from(normal);
    let start = Vec3A::from(at) + normal * 0.02;
    let turn = whim(Vec3A::from(at));
    let (open, bounce) = sky(start, normal, turn, things, floor);
    Arrives {
        open,
        sun: sun(start, normal, turn, things),
        bounce,
    }
}

/// The share of the sky that is free, and the tint of what is not.
fn sky(start: Vec3A, normal: Vec3A, turn: f32, things: &Occluders, floor: &Floor) -> (f32, Colour) {
    let side = normal.any_orthonormal_vector();
    let other = normal.cross(side);
    let high = (start.y - floor.under(start)).max(0.0);
    let (mut free, mut all) = (0.0, 0.0);
    let (mut tint, mut dark) = (Vec3::ZERO, 0.0);
    for n in 0..SKY {
        let pair = even(n);
        // Cosine-weighted: as much as each direction gives to a matt face.
        let (out, up) = (pair.x.sqrt(), (1.0 - pair.x).sqrt());
        let (sin, cos) = ((pair.y + turn) * TAU).sin_cos();
        let way = (side * (cos * out) + other * (sin * out) + normal * up).normalize();
        // More light comes from above than from below.
        let weight = 0.6 + 0.4 * way.y.max(0.0);
        all += weight;
        let mut met = REACH;
        let mut colour = None;
        if way.y < -0.02 && high / -way.y < met {
            met = high / -way.y;
            colour = Some(floor.colour);
        }
        if let Some(hit) = things.hit(start, way, met, false) {
            met = hit.distance;
            colour = Some(hit.colour);
        }
        let arrives = met / REACH;
        free += weight * arrives;
        if let Some(colour) = colour {
            tint += colour * weight * (1.0 - arrives);
            dark += weight * (1.0 - arrives);
        }
    }
    (free / all, tinted(tint, dark, all))
}

/// What shade is multiplied by when light of `tint` comes from what takes `dark` of `all`.
fn tinted(tint: Colour, dark: f32, all: f32) -> Colour {
    if dark < 1e-4 {
        return Vec3::ONE;
    }
    let colour = tint / dark;
    let luma = colour.dot(Vec3::new(0.30, 0.59, 0.11)).max(0.05);
    let strength = 0.45 * (dark / all * 2.0).min(1.0);
    Vec3::ONE.lerp(
        (colour / luma).clamp(Vec3::splat(0.5), Vec3::splat(1.5)),
        strength,
    )
}

/// The share of the sun's disc that is free. What is far off hides less of it.
fn sun(start: Vec3A, normal: Vec3A, turn: f32, things: &Occluders) -> f32 {
    let to = Vec3A::from(SUN);
    // Faces that look away get none anyway.
    if normal.dot(to) < -SOFT {
        return 1.0;
    }
    let side = to.any_orthonormal_vector();
    let other = to.cross(side);
    let mut free = 0.0;
    for n in 0..DISC {
        let pair = even(n);
        let (sin, cos) = ((pair.y + turn) * TAU).sin_cos();
        let out = pair.x.sqrt() * SOFT;
        let way = (to + side * (cos * out) + other * (sin * out)).normalize();
        free += match things.hit(start, way, SHADOW, false) {
            Some(hit) => 0.5 * (hit.distance / SHADOW).powi(2),
            None => 1.0,
        };
    }
    free / DISC as f32
}

/// Runs `work` over every item on two threads. Each result depends on its item alone, so the split
/// changes nothing.
pub(super) fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let (front, back) = items.split_at(items.len() / 2);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| back.iter().map(&work).collect::<Vec<R>>());
        let mut done: Vec<R> = front.iter().map(&work).collect();
        match other.join() {
            Ok(rest) => done.extend(rest),
            // The other thread's panic goes on in this one.
            Err(panic) => std::panic::resume_unwind(panic),
        }
        done
    })
}
