//! A turntable in a meadow, a toy on each of its segments.

use std::f32::consts::TAU;

use glam::{Affine3A, Vec2, Vec3};
use legeplads_feed::{Ground, ToyKind};

use super::clay::{Clay, HERE, at};
use super::form::{ball, lathe, sector, smooth};
use super::landscape::Landscape;
use super::light::Mood;
use super::paint::{Paint, lighter};
use super::shade::{disc, fan};
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
/// How far a toy's shadow lies over the boards.
const OVER: f32 = 0.03;

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
        let wide = land.stage.scene.toys[toy].reach.max(0.5) * 1.25;
        let soft = disc(at + Vec3::Y * OVER, wide, wide, 0.62, mood);
        shade.append(&soft, Vec3::ZERO);
    }
    // The table's own, on the meadow.
    let mut under = fan(
        foot + Vec3::new(0.3, 0.0, 0.25),
        48,
        12,
        |angle| Vec2::from_angle(angle) * (radius + RIM) * 1.12,
        mood,
        |t| 0.55 * (1.0 - smooth(0.82, 1.0, t)),
    );
    for at in &mut under.positions {
        let [x, _, z] = *at;
        *at = land.stage.scene.terrain.on(Vec2::new(x, z), OVER).into();
    }
    land.stage.scene.shade.append(&under, Vec3::ZERO);
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
        (radius, 0.06),
        (radius - 0.1, 0.14),
        (radius - 0.3, 0.14),
        (radius - 0.36, -0.04),
        (0.0, -0.04),
    ];
    clay.put(lathe(&body, 0.05, 64), HERE, paint.wood_light);
    let wide = TAU / segments.len().max(1) as f32;
    for (number, (_, colour)) in segments.iter().enumerate() {
        // A sector's angle counts from +x toward -z or +z; the wedge lies under its toy.
        let middle = TAU / 4.0 - number as f32 * wide;
        let colour = paint.toy(colour, paint.wood);
        let (from, to) = (middle - wide * 0.485, middle + wide * 0.485);
        let steps = (96 / segments.len().max(1)).clamp(6, 24);
        // A board with a lighter path for the toys, its edges worn.
        let (out, path) = (radius - 0.4, (radius - 2.15, radius - 0.55));
        for (inner, outer, paint) in [
            (0.5, path.0, colour),
            (path.0, path.1, lighter(colour, 0.16)),
            (path.1, out, colour),
        ] {
            let board = [(outer, 0.0), (inner, 0.0)];
            clay.flat(sector(&board, 0.0, from, to, steps), HERE, paint);
        }
        // A peg between two segments, for who turns it by hand.
        let peg = Vec2::from_angle(middle + wide / 2.0) * (radius - 0.2);
        let knob = [
            (0.13, 0.1),
            (0.13, 0.3),
            (0.2, 0.36),
            (0.2, 0.46),
            (0.0, 0.54),
        ];
        clay.put(lathe(&knob, 0.03, 12), at(peg.x, 0., peg.y), paint.red);
    }
    let hub = [(0.62, 0.0), (0.62, 0.22), (0.4, 0.42), (0.0, 0.46)];
    clay.put(lathe(&hub, 0.05, 28), HERE, paint.wood);
    let ring = [(0.8, -0.02), (0.8, 0.05), (0.6, 0.05)];
    clay.put(lathe(&ring, 0.02, 28), HERE, paint.wood_light);
    clay.put(ball(0.2, 14, 9), at(0., 0.52, 0.), paint.red);
    clay.lit(&Affine3A::IDENTITY, Vec3::ZERO, true, mood)
}
