//! A turntable in a meadow, a toy on each of its segments.

use std::f32::consts::TAU;

use glam::{Affine3A, Vec2, Vec3};
use legeplads_feed::{Ground, ToyKind};

use super::clay::{Clay, at};
use super::form::{lathe, sector};
use super::landscape::Landscape;
use super::light::Mood;
use super::paint::Paint;
use super::shade::disc;
use super::shape::Shape;
use super::sky::Look;
use super::stage::{SceneShapes, Standing};

/// A wheel, built. What turns is about its middle; a toy's place is where it stands unturned.
#[derive(Clone, Debug, Default)]
pub struct WheelScene {
    /// What is drawn. A toy's owner is its segment's number.
    pub shapes: SceneShapes,
    /// The turntable.
    pub table: Shape,
    /// The soft shadows of the toys on it, to be drawn blended over it.
    pub shade: Shape,
    /// The middle of its upper side.
    pub middle: Vec3,
    /// From there to the feet of the toys.
    pub radius: f32,
}

/// The height of the turntable, and how far it reaches past the feet of the toys.
const RISE: f32 = 0.55;
const RIM: f32 = 1.3;

/// Where a segment of `count` stands when the wheel has turned by `turned` segments: `x` to the
/// right, `z` toward the viewer, the foremost at (0, 1).
pub fn place(segment: usize, turned: f32, count: usize) -> Vec2 {
    let angle = (segment as f32 - turned) * TAU / count.max(1) as f32;
    Vec2::new(angle.sin(), angle.cos())
}

/// Builds a wheel of toys, each with the colour of its segment by name.
pub fn build_wheel(
    segments: &[(ToyKind, String)],
    portrait: bool,
    paint: &Paint,
    mood: Mood,
) -> WheelScene {
    let look = Look::quiz(portrait);
    let mut land = Landscape::new(Ground::Meadow, 17, &look, 0.8, None, paint, mood);
    // The card lies to the left of it, or below.
    let (spot, radius) = if portrait {
        (Vec2::new(0.0, -1.6), 3.7)
    } else {
        (Vec2::new(2.0, 0.3), 3.9)
    };
    let count = segments.len();
    let foot = land.stage.scene.terrain.on(spot, 0.0);
    let middle = foot + Vec3::Y * RISE;
    let room = (TAU * radius / count.max(1) as f32 * 0.42).clamp(0.6, 1.2);
    let mut shade = Shape::default();
    for (number, (kind, _)) in segments.iter().enumerate() {
        let mut standing = Standing {
            seed: number as u32 * 3 + 1,
            owner: Some(number),
            loose: true,
            // They look at the viewer wherever they are, so their light stays true.
            ..Standing::new(*kind)
        };
        let model = land.stage.model(&standing);
        standing.scale = (room / model.reach.max(0.1))
            .min(2.1 / model.height.max(0.1))
            .clamp(0.05, 4.0);
        let at = place(number, 0.0, count) * radius;
        let at = Vec3::new(at.x, 0.0, at.y);
        let toy = land.stage.stand(&standing, middle + at);
        let wide = land.stage.scene.toys[toy].reach * 0.9;
        let soft = disc(at + Vec3::Y * 0.03, wide, wide, 0.34, mood);
        shade.append(&soft, Vec3::ZERO);
    }
    land.taken.push((spot, radius + RIM + 0.4));
    // Nothing tall in front of it.
    land.taken.push((spot + Vec2::new(0.0, 3.4), radius));
    land.backdrop(false);
    land.flowers(30, portrait);
    land.clouds(portrait);
    WheelScene {
        shapes: land.finish(),
        table: table(segments, radius + RIM, paint, mood),
        shade,
        middle,
        radius,
    }
}

/// A round wooden table with a painted wedge for each segment, a hub in its middle.
fn table(segments: &[(ToyKind, String)], radius: f32, paint: &Paint, mood: Mood) -> Shape {
    let mut clay = Clay::new();
    let body = [
        (radius - 0.3, -RISE),
        (radius, -RISE + 0.12),
        (radius, -0.1),
        (radius - 0.12, -0.02),
        (0.0, -0.02),
    ];
    clay.put(lathe(&body, 0.05, 64), at(0., 0., 0.), paint.wood_light);
    let wide = TAU / segments.len().max(1) as f32;
    for (number, (_, colour)) in segments.iter().enumerate() {
        // A sector's angle counts from +x toward -z or +z; the wedge lies under its toy.
        let middle = TAU / 4.0 - number as f32 * wide;
        let wedge = [(radius - 0.3, -0.03), (radius - 0.3, 0.0), (0.5, 0.0)];
        clay.put(
            sector(&wedge, 0.0, middle - wide * 0.48, middle + wide * 0.48, 10),
            at(0., 0., 0.),
            paint.toy(colour, paint.wood),
        );
    }
    let hub = [(0.62, 0.0), (0.62, 0.22), (0.4, 0.42), (0.0, 0.46)];
    clay.put(lathe(&hub, 0.05, 28), at(0., 0., 0.), paint.wood);
    clay.lit(&Affine3A::IDENTITY, Vec3::ZERO, true, mood)
}
