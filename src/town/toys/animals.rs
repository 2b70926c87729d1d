//! Animals: a wooden horse, a cow, ducks, a lark, bees and their hive.

use std::f32::consts::{FRAC_PI_2, TAU};

use glam::{Vec2, Vec3};

use super::{Draft, Make};
use crate::clay::{Clay, HERE, at};
use crate::form::{ball, block, cone, cylinder, lathe, plate, rod, slab};
use crate::light::Surface;
use crate::motion::{Answer, Motion};
use crate::paint::{Colour, hex};

/// A horse that looks along +x.
pub(super) fn horse_body(clay: &mut Clay, make: &Make, colour: Colour) {
    let paint = make.paint;
    clay.put(block(0.62, 0.3, 0.26, 0.12), at(0., 0.32, 0.), colour);
    clay.put(
        make.bit(0.2, 0.42, 0.2, 0.08),
        at(0.28, 0.48, 0.).roll(-0.5),
        colour,
    );
    clay.put(
        make.bit(0.34, 0.17, 0.18, 0.07),
        at(0.46, 0.8, 0.).roll(-0.25),
        colour,
    );
    for (x, z) in [(-0.22, 0.08), (-0.22, -0.08), (0.22, 0.08), (0.22, -0.08)] {
        clay.put(
            cylinder(0.055, 0.36, 0.0, if make.near() { 9 } else { 4 }),
            at(x, 0., z),
            colour,
        );
    }
    clay.put(
        make.bit(0.09, 0.4, 0.1, 0.03),
        at(0.18, 0.58, 0.).roll(-0.5),
        paint.red,
    );
    clay.put(
        rod(
            Vec3::new(-0.3, 0.52, 0.0),
            Vec3::new(-0.42, 0.24, 0.0),
            0.05,
            6,
        ),
        HERE,
        paint.red,
    );
    clay.put(
        make.bit(0.24, 0.06, 0.3, 0.02),
        at(-0.02, 0.6, 0.),
        paint.blue,
    );
    for side in [-1.0, 1.0] {
        clay.flat(make.bead(0.024), at(0.48, 0.91, side * 0.09), paint.ink);
        clay.put(
            cone(0.038, 0.1, 0.0, 5),
            at(0.33, 0.95, side * 0.05),
            colour,
        );
    }
}

/// A sparrow that pecks at what it sits on, at `foot` in the toy's own space.
pub(super) fn sparrow(draft: &mut Draft, make: &Make, foot: Vec3) {
    let paint = make.paint;
    let pecks = make.sways(Vec3::Z, 17.0, 2.7);
    draft.part(foot, pecks, |clay| {
        clay.within(at(foot.x, foot.y, foot.z), |clay| {
            let (sides, rows) = (make.sides(10), make.sides(6));
            let body = at(0., 0.075, 0.).roll(0.3).stretch(1.35, 1.0, 1.0);
            clay.put(ball(0.075, sides, rows), body, paint.wood);
            clay.put(ball(0.055, sides, rows), at(0.085, 0.15, 0.), paint.bark);
            let beak = at(0.13, 0.15, 0.).roll(-FRAC_PI_2);
            clay.flat(cone(0.02, 0.06, 0.0, 5), beak, paint.yellow);
            let tail = at(-0.13, 0.09, 0.).roll(0.25);
            clay.put(slab(0.12, 0.02, 0.05), tail, paint.bark);
        });
    });
}

/// A wooden horse.
pub(super) fn horse(make: &Make) -> Draft {
    let mut clay = Clay::new();
    horse_body(&mut clay, make, make.or(make.paint.birch));
    Draft::of(clay).answering(Answer::Hop)
}

/// A black and white cow.
pub(super) fn cow(make: &Make) -> Draft {
    let paint = make.paint;
    let patch = hex(0x4A3A38);
    let mut draft = Draft::default();
    let clay = &mut draft.still;
    clay.put(block(0.8, 0.42, 0.4, 0.14), at(0., 0.3, 0.), paint.paper);
    let (sides, rows) = if make.near() { (10, 6) } else { (6, 3) };
    for (x, y, z, r) in [
        (-0.15, 0.58, 0.17, 0.14),
        (0.2, 0.45, 0.195, 0.12),
        (-0.3, 0.42, 0.19, 0.1),
        (0.05, 0.70, 0.02, 0.13),
        (-0.22, 0.69, -0.05, 0.1),
    ] {
        let place = if z > 0.15 {
            at(x, y, z).stretch(1.2, 1.0, 0.22)
        } else {
            at(x, y, z).stretch(1.2, 0.25, 1.0)
        };
        clay.flat(ball(r, sides, rows), place, patch);
    }
    for (x, z) in [(-0.27, 0.12), (-0.27, -0.12), (0.27, 0.12), (0.27, -0.12)] {
        clay.put(
            cylinder(0.07, 0.34, 0.0, make.sides(9)),
            at(x, 0., z),
            paint.paper,
        );
    }
    clay.put(
        rod(
            Vec3::new(-0.4, 0.6, 0.0),
            Vec3::new(-0.48, 0.3, 0.06),
            0.03,
            5,
        ),
        HERE,
        patch,
    );
    let neck = Vec3::new(0.42, 0.62, 0.0);
    draft.part(
        neck,
        Motion::Sway {
            axis: Vec3::Z,
            degrees: 7.0,
            seconds: 4.4,
            phase: 0.2,
        },
        |clay| {
            clay.put(block(0.3, 0.3, 0.28, 0.1), at(0.5, 0.5, 0.), paint.paper);
            clay.put(
                block(0.16, 0.17, 0.24, 0.06),
                at(0.65, 0.48, 0.),
                hex(0xEFB7A5),
            );
            for side in [-1.0, 1.0] {
                clay.flat(
                    ball(0.07, 6, 4),
                    at(0.45, 0.76, side * 0.18).stretch(0.6, 0.5, 1.0),
                    patch,
                );
                clay.flat(make.bead(0.026), at(0.645, 0.7, side * 0.08), paint.ink);
            }
        },
    );
    draft.answering(Answer::Hop)
}

/// A duck that bobs.
pub(super) fn duck(make: &Make) -> Draft {
    let paint = make.paint;
    let colour = make.or(paint.yellow);
    let mut draft = Draft::default();
    let motion = Motion::Drift {
        by: Vec3::new(0.05, 0.025, 0.0),
        seconds: 3.4,
        phase: (make.seed % 7) as f32 / 7.0,
    };
    draft.part(Vec3::ZERO, motion, |clay| {
        let (sides, rows) = if make.near() { (14, 9) } else { (8, 5) };
        clay.put(
            ball(0.2, sides, rows),
            at(0., 0.14, 0.).stretch(1.3, 0.8, 1.0),
            colour,
        );
        clay.put(ball(0.13, sides, rows), at(0.17, 0.36, 0.), colour);
        clay.put(
            make.bead(0.06),
            at(0.3, 0.34, 0.).stretch(1.3, 0.5, 1.0),
            paint.red,
        );
        for side in [-1.0, 1.0] {
            clay.flat(make.bead(0.022), at(0.235, 0.41, side * 0.095), paint.ink);
            clay.put(
                make.bead(0.11),
                at(-0.04, 0.17, side * 0.17).stretch(1.4, 0.8, 0.4),
                colour,
            );
        }
        clay.put(
            cone(0.09, 0.17, 0.0, 8),
            at(-0.2, 0.18, 0.).roll(0.9),
            colour,
        );
    });
    draft.answering(Answer::Hop)
}

/// A brown lark that lifts a little when it sings.
pub(super) fn lark(make: &Make) -> Draft {
    let paint = make.paint;
    let brown = make.or(hex(0xC9A27A));
    let mut draft = Draft::default();
    let motion = Motion::Sway {
        axis: Vec3::Z,
        degrees: 6.0,
        seconds: 2.6,
        phase: 0.0,
    };
    draft.part(Vec3::new(0.0, 0.1, 0.0), motion, |clay| {
        let (sides, rows) = if make.near() { (14, 9) } else { (8, 5) };
        clay.graded(
            ball(0.16, sides, rows),
            at(0., 0.2, 0.).stretch(1.35, 1.0, 1.0),
            brown,
            hex(0xF3E3C4),
        );
        clay.put(
            ball(0.11, make.sides(11), make.sides(7)),
            at(0.2, 0.34, 0.),
            brown,
        );
        clay.put(
            cone(0.035, 0.12, 0.0, 6),
            at(0.29, 0.34, 0.).roll(-FRAC_PI_2),
            paint.yellow,
        );
        clay.put(
            cone(0.04, 0.1, 0.0, 6),
            at(0.16, 0.43, 0.).roll(0.4),
            paint.bark,
        );
        let tail = [(0.0, 0.0), (-0.3, -0.06), (-0.32, 0.06)].map(Vec2::from);
        clay.put(plate(&tail, 0.1, 0.02), at(-0.16, 0.2, 0.), paint.bark);
        for side in [-1.0, 1.0] {
            clay.flat(ball(0.019, 5, 3), at(0.25, 0.37, side * 0.085), paint.ink);
            clay.put(
                ball(0.1, 9, 5),
                at(-0.02, 0.22, side * 0.14).stretch(1.5, 0.9, 0.3),
                hex(0xA77F58),
            );
            clay.put(
                rod(
                    Vec3::new(0.0, 0.0, side * 0.05),
                    Vec3::new(0.0, 0.1, side * 0.05),
                    0.012,
                    4,
                ),
                HERE,
                paint.yellow,
            );
        }
    });
    draft.answering(Answer::Hop)
}

fn bee_body(clay: &mut Clay, make: &Make) {
    let paint = make.paint;
    let (sides, rows) = if make.near() { (10, 10) } else { (6, 6) };
    let stripe = hex(0x3A2A26);
    // The poles lie along the body, so that rows of faces are stripes.
    clay.coated(
        ball(0.12, sides, rows),
        HERE.roll(FRAC_PI_2).stretch(1.0, 1.35, 1.0),
        |p, _| {
            if (p.y / 0.12 * 2.4 + 10.4) as i32 % 2 == 0 {
                stripe
            } else {
                paint.yellow
            }
        },
    );
    for side in [-1.0, 1.0] {
        let place = at(-0.02, 0.13, side * 0.08)
            .tilt(side * 0.6)
            .stretch(0.8, 1.0, 0.2);
        clay.of(Surface::Airy, |clay| {
            clay.flat(
                ball(0.1, make.sides(7), make.sides(4).min(4)),
                place,
                paint.paper,
            )
        });
        clay.flat(ball(0.02, 4, 2), at(0.14, 0.03, side * 0.05), paint.ink);
    }
}

/// A bee in the air over the place where it is put; it flies a small round.
pub(super) fn bee(make: &Make) -> Draft {
    let mut draft = Draft::default();
    let phase = (make.seed % 11) as f32 / 11.0;
    let path = (0..16)
        .map(|i| {
            let turn = i as f32 / 16.0 * TAU;
            Vec3::new(
                turn.cos() * 0.17,
                (turn * 2.0).sin() * 0.06,
                turn.sin() * 0.13,
            )
        })
        .collect();
    let middle = Vec3::Y * 0.3;
    draft.part(
        middle,
        Motion::Ride {
            path,
            seconds: 4.6,
            phase,
            facing: 0.0,
        },
        |clay| {
            clay.within(at(0., 0.3, 0.), |clay| bee_body(clay, make));
        },
    );
    draft.answering(Answer::Hop)
}

/// A straw hive.
pub(super) fn hive(make: &Make) -> Draft {
    let paint = make.paint;
    let colour = make.or(hex(0xE9B23A));
    let mut clay = Clay::new();
    // Coils of straw: the profile bulges five times on its way up.
    let mut profile: Vec<(f32, f32)> = Vec::new();
    for (i, r) in [0.3, 0.34, 0.31, 0.24, 0.14].into_iter().enumerate() {
        let y = i as f32 * 0.137;
        profile.extend([
            (r - 0.055, y),
            (r - 0.005, y + 0.03),
            (r + 0.012, y + 0.07),
            (r - 0.01, y + 0.11),
        ]);
    }
    profile.extend([(0.07, 0.69), (0.0, 0.71)]);
    clay.coated(lathe(&profile, 0.0, make.sides(20)), HERE, |p, _| {
        if (p.y / 0.137) as i32 % 2 == 1 {
            paint.yellow
        } else {
            colour
        }
    });
    clay.flat(
        ball(0.08, 9, 6),
        at(0., 0.17, 0.30).stretch(1.0, 1.0, 0.5),
        hex(0x3A2A26),
    );
    Draft::of(clay).answering(Answer::Ring)
}
