//! The railway: an oval of track, a round station, a locomotive and its wagons.

use std::f32::consts::{PI, TAU};

use glam::Vec3;

use super::people::{Arms, Person, person};
use super::{Draft, Make};
use crate::clay::{Clay, HERE, at};
use crate::form::{arch, ball, block, decal, inlay, lathe, plate, rounded, slab, tube, wheel};
use crate::light::Surface;
use crate::motion::{Answer, Motion};
use crate::paint::{hex, lighter};
use crate::rng::Rng;

/// The half-axes of the oval of a `Track`, to the middle of the rails.
pub const TRACK: (f32, f32) = (2.95, 1.62);
/// The top of the rails, where wheels stand.
pub const RAIL: f32 = 0.14;

/// The middle of an oval track, as `steps` points in the order a train runs, before turning and scaling.
pub fn oval(steps: usize) -> Vec<Vec3> {
    let (rx, rz) = TRACK;
    (0..steps.max(3))
        .map(|i| {
            let (sin, cos) = (i as f32 / steps.max(3) as f32 * TAU).sin_cos();
            // Against the clock seen from above would be −sin; trains run along the front toward the left.
            Vec3::new(cos * rx, 0.0, sin * rz)
        })
        .collect()
}

/// Sleepers and two rails along a line; used by the toy and by an island's railways.
pub fn lay(clay: &mut Clay, make: &Make, line: &[Vec3], closed: bool) {
    let n = line.len();
    if n < 2 {
        return;
    }
    let ends = if closed { n } else { n - 1 };
    let ways: Vec<Vec3> = (0..n)
        .map(|i| {
            let before = if i == 0 && !closed {
                line[0]
            } else {
                line[(i + n - 1) % n]
            };
            let after = if i == n - 1 && !closed {
                line[i]
            } else {
                line[(i + 1) % n]
            };
            (after - before).normalize_or(Vec3::X)
        })
        .collect();
    let mut due = 0.2;
    for i in 0..ends {
        let (a, b) = (line[i], line[(i + 1) % n]);
        let length = a.distance(b);
        while due < length {
            let p = a.lerp(b, due / length.max(1e-4));
            let way = ways[i].lerp(ways[(i + 1) % n], due / length.max(1e-4));
            let place = at(p.x, p.y, p.z).turn((-way.z).atan2(way.x));
            clay.put(slab(0.16, 0.07, 0.72), place, make.paint.wood);
            due += 0.42;
        }
        due -= length;
    }
    for side in [-0.19, 0.19] {
        let rail: Vec<Vec3> = (0..n)
            .map(|i| line[i] + Vec3::new(-ways[i].z, 0.0, ways[i].x) * side + Vec3::Y * 0.1)
            .collect();
        clay.flat(tube(&rail, 0.045, 3, closed), HERE, hex(0x7C8A97));
    }
}

/// An oval track.
pub(super) fn track(make: &Make) -> Draft {
    let mut clay = Clay::new();
    lay(&mut clay, make, &oval(make.sides(54)), true);
    Draft::of(clay).answering(Answer::Hurry)
}

/// A round station with a clock under its upper roof.
pub(super) fn station(make: &Make) -> Draft {
    let paint = make.paint;
    let roof = make.or(paint.red);
    let mut clay = Clay::new();
    let sides = make.sides(28);
    clay.put(
        lathe(&[(1.35, 0.0), (1.35, 0.16), (0.0, 0.16)], 0.05, sides),
        HERE,
        paint.wood_light,
    );
    let wall = lathe(&[(0.98, 0.0), (0.98, 0.5), (0.98, 0.95)], 0.0, sides);
    clay.inside(0.93, |clay| {
        clay.graded(wall, at(0., 0.15, 0.), hex(0xF2E2C6), hex(0xE6CDA6))
    });
    for k in 0..9 {
        let turn = k as f32 * TAU / 9.0 + 0.1;
        if turn.cos() < -0.5 {
            continue;
        }
        let place = at(turn.sin() * 0.95, 0.17, turn.cos() * 0.95).turn(turn);
        clay.within(place, |clay| {
            let steps = make.sides(6);
            let frame = if k % 3 == 0 { paint.red } else { paint.wood };
            clay.put(inlay(&arch(0.42, 0.68, steps), 0.06, 0.02), HERE, frame);
            clay.pane(
                decal(&arch(0.28, 0.56, steps), 0.015),
                at(0., 0., 0.055),
                paint,
            );
        });
    }
    clay.of(Surface::Roof, |clay| {
        let wide = [
            (0.9, 0.0),
            (1.25, 0.0),
            (1.22, 0.09),
            (0.5, 0.5),
            (0.45, 0.53),
        ];
        clay.put(lathe(&wide, 0.05, sides), at(0., 1.09, 0.), roof);
        let small = [
            (0.45, 0.0),
            (0.64, 0.0),
            (0.6, 0.08),
            (0.1, 0.5),
            (0.0, 0.55),
        ];
        clay.put(lathe(&small, 0.04, make.sides(22)), at(0., 1.92, 0.), roof);
    });
    clay.put(
        lathe(&[(0.5, 0.0), (0.5, 0.42)], 0.0, make.sides(22)),
        at(0., 1.5, 0.),
        paint.cream,
    );
    clay.put(ball(0.075, 8, 5), at(0., 2.49, 0.), paint.yellow);
    clay.within(at(0.12, 1.72, 0.49).turn(0.25), |clay| {
        clay.put(
            wheel(0.2, 0.05, make.soft(0.015), make.sides(18)),
            HERE,
            paint.paper,
        );
        clay.flat(slab(0.1, 0.03, 0.012), at(0.05, -0.015, 0.028), paint.ink);
    });
    let mut draft = Draft::of(clay);
    // The long hand: an hour is a minute here.
    let face = at(0.12, 1.72, 0.49).turn(0.25);
    let goes = Motion::Turn {
        axis: face.affine().transform_vector3(Vec3::NEG_Z),
        seconds: 60.0,
    };
    draft.part(Vec3::new(0.12, 1.72, 0.49), goes, |clay| {
        clay.within(face, |clay| {
            clay.flat(slab(0.03, 0.13, 0.012), at(0., 0., 0.034), paint.ink);
        });
    });
    draft.answering(Answer::Ring)
}

fn wheels(clay: &mut Clay, make: &Make, along: &[f32], radius: f32, z: f32) {
    for x in along {
        for side in [-1.0, 1.0] {
            clay.put(
                make.disc_wheel(radius, 0.075),
                at(*x, radius, side * z),
                make.paint.yellow,
            );
            clay.put(
                make.bead(0.04),
                at(*x, radius, side * (z + 0.04)),
                make.paint.wood,
            );
        }
    }
}

/// A locomotive that looks along +x.
pub(super) fn locomotive(make: &Make) -> Draft {
    let paint = make.paint;
    let colour = make.or(paint.red);
    let mut clay = Clay::new();
    clay.put(block(1.05, 0.16, 0.5, 0.05), at(0., 0.16, 0.), paint.wood);
    let sides = make.sides(18);
    clay.put(
        wheel(0.21, 0.66, make.soft(0.05), sides),
        at(0.2, 0.5, 0.).turn(PI / 2.0),
        colour,
    );
    clay.put(
        wheel(0.225, 0.08, make.soft(0.02), sides),
        at(0.34, 0.5, 0.).turn(PI / 2.0),
        paint.yellow,
    );
    clay.put(
        block(0.4, 0.55, 0.48, 0.05),
        at(-0.32, 0.3, 0.),
        lighter(colour, 0.05),
    );
    clay.put(
        block(0.52, 0.1, 0.58, 0.04),
        at(-0.32, 0.84, 0.),
        paint.blue,
    );
    clay.pane(
        plate(&rounded(0.2, 0.2, 0.04, 2), 0.5, 0.01),
        at(-0.32, 0.66, 0.),
        paint,
    );
    let funnel = [
        (0.07, 0.0),
        (0.07, 0.2),
        (0.125, 0.32),
        (0.08, 0.33),
        (0.0, 0.27),
    ];
    clay.put(
        lathe(&funnel, 0.0, make.sides(14)),
        at(0.3, 0.66, 0.),
        hex(0x34495E),
    );
    clay.put(ball(0.07, 8, 5), at(0.05, 0.71, 0.), paint.yellow);
    wheels(&mut clay, make, &[-0.33, 0.02, 0.36], 0.145, 0.26);
    Draft::of(clay).answering(Answer::Hurry)
}

/// A wagon; seeds choose blocks, children or logs.
pub(super) fn wagon(make: &Make) -> Draft {
    let paint = make.paint;
    let mut clay = Clay::new();
    clay.put(block(0.85, 0.12, 0.48, 0.04), at(0., 0.18, 0.), paint.wood);
    clay.put(
        block(0.8, 0.26, 0.46, 0.06),
        at(0., 0.28, 0.),
        make.or(paint.blue),
    );
    wheels(&mut clay, make, &[-0.24, 0.24], 0.125, 0.25);
    match make.seed % 3 {
        0 => {
            for (x, z, colour) in [
                (-0.2, 0.06, paint.red),
                (0.1, -0.07, paint.yellow),
                (0.23, 0.1, paint.green),
            ] {
                clay.put(
                    make.bit(0.24, 0.22, 0.24, 0.04),
                    at(x, 0.5, z).turn(x * 3.0),
                    colour,
                );
            }
        }
        1 => {
            let mut rng = Rng::new(make.seed);
            for x in [-0.2, 0.18] {
                let rider = Person::any(make, &mut rng, Arms::Wave);
                person(
                    &mut clay,
                    make,
                    &rider,
                    at(x, 0.42, 0.).turn(0.1).scale(0.62),
                );
            }
        }
        _ => {
            for (x, y) in [
                (-0.2, 0.6),
                (0.0, 0.6),
                (0.2, 0.6),
                (-0.1, 0.76),
                (0.1, 0.76),
            ] {
                clay.put(
                    wheel(0.1, 0.44, 0.0, make.sides(10)),
                    at(x, y, 0.),
                    paint.wood_light,
                );
            }
        }
    }
    // A coupling to whatever is in front.
    clay.put(
        make.twig(Vec3::new(0.4, 0.22, 0.0), Vec3::new(0.55, 0.22, 0.0), 0.03),
        HERE,
        paint.bark,
    );
    Draft::of(clay).answering(Answer::Hurry)
}
