//! The climbing forest of the plantation: tall pines, platforms and a rope bridge.

use glam::Vec3;

use super::garden::rungs;
use super::people::{Arms, HAIR, Hat, Person, SKIN, person};
use super::trees::{skirt, skirts};
use super::{Draft, Make};
use crate::clay::{Clay, HERE, at};
use crate::form::{cylinder, slab, tube};
use crate::light::Surface;
use crate::motion::{Answer, Motion};
use crate::paint::{Colour, darker, lighter};

/// Where the trees stand and how tall they are.
const TREES: [(f32, f32, f32); 6] = [
    (-1.7, -0.6, 3.0),
    (-0.3, 0.5, 3.5),
    (1.2, -0.5, 3.1),
    (0.2, -1.6, 3.4),
    (2.1, 0.9, 2.6),
    (-2.2, 0.9, 2.5),
];

fn tall_pine(clay: &mut Clay, make: &Make, h: f32, colour: Colour) {
    clay.put(
        cylinder(0.15, h * 0.5, 0.0, make.sides(10)),
        HERE,
        make.paint.bark,
    );
    for k in 0..3 {
        let k = k as f32;
        let r = h * 0.29 * (1.0 - k * 0.24);
        let tip = h * 0.34;
        let form = skirt(make, r, tip);
        let place = at(0., h * (0.36 + k * 0.2), 0.);
        clay.of(Surface::Tree, |clay| {
            clay.graded(form, place, lighter(colour, 0.16), darker(colour, 0.13))
        });
    }
}

/// Trees that ripple one after the other, with platforms and a bridge to climb on.
pub(super) fn climbing_forest(make: &Make) -> Draft {
    let paint = make.paint;
    let green = make.or(paint.forest);
    let mut draft = Draft::default();
    for (i, (x, z, h)) in TREES.into_iter().enumerate() {
        let colour = if i % 2 == 1 {
            green
        } else {
            lighter(green, 0.08)
        };
        let motion = Motion::Ripple {
            delay: (x + 2.2) * 0.16,
        };
        draft.part(Vec3::new(x, 0.0, z), motion, |clay| {
            clay.within(at(x, 0., z).turn(i as f32), |clay| {
                tall_pine(clay, make, h, colour)
            });
        });
    }
    let clay = &mut draft.still;
    for (x, z, y) in [(-1.7, -0.6, 0.8), (-0.3, 0.5, 0.95), (1.2, -0.5, 0.85)] {
        clay.put(
            cylinder(0.48, 0.1, 0.03, make.sides(16)),
            at(x, y, z),
            paint.wood_light,
        );
    }
    bridge(
        clay,
        make,
        Vec3::new(-1.4, 0.88, -0.35),
        Vec3::new(-0.6, 1.0, 0.28),
    );
    bridge(
        clay,
        make,
        Vec3::new(0.05, 1.0, 0.4),
        Vec3::new(0.9, 0.9, -0.3),
    );
    clay.within(at(-0.3, 0., 0.98), |clay| rungs(clay, make, 1.05, 0.36));
    let up = Person {
        body: paint.yellow,
        hair: HAIR[2],
        skin: SKIN[0],
        arms: Arms::Up,
        hat: Hat::Bare,
    };
    person(clay, make, &up, at(-0.02, 1.05, 0.72).turn(0.2).scale(0.72));
    let waving = Person {
        body: paint.red,
        hair: HAIR[1],
        skin: SKIN[2],
        arms: Arms::Wave,
        hat: Hat::Bare,
    };
    person(
        clay,
        make,
        &waving,
        at(1.35, 0.95, -0.15).turn(0.2).scale(0.7),
    );
    // Saplings between the tall ones.
    for (x, z, h) in [(-2.75, -0.2, 0.9), (2.7, -0.1, 1.0)] {
        clay.within(at(x, 0., z), |clay| skirts(clay, make, h, green));
    }
    draft.answering(Answer::Ripple)
}

/// A bridge of boards that sags between two points.
fn bridge(clay: &mut Clay, make: &Make, a: Vec3, b: Vec3) {
    let paint = make.paint;
    let way = (b - a).with_y(0.0).normalize_or(Vec3::X);
    let side = Vec3::new(-way.z, 0.0, way.x);
    let sag = |t: f32| a.lerp(b, t) - Vec3::Y * 0.18 * (t * std::f32::consts::PI).sin();
    for i in 1..8 {
        let p = sag(i as f32 / 8.0);
        let colour = if i % 2 == 1 { paint.wood } else { paint.yellow };
        clay.put(
            slab(0.11, 0.05, 0.42),
            at(p.x, p.y, p.z).turn((-way.z).atan2(way.x)),
            colour,
        );
    }
    for k in [-0.22, 0.22] {
        let rope: Vec<Vec3> = (0..=6)
            .map(|i| sag(i as f32 / 6.0) + side * k + Vec3::Y * 0.34)
            .collect();
        clay.flat(tube(&rope, 0.026, 3, false), HERE, paint.red);
    }
}
