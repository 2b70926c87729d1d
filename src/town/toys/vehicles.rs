//! Car, bus and sailing boat.

use glam::Vec2;

use super::{Draft, Make};
use crate::clay::{Clay, HERE, at};
use crate::form::{block, cylinder, plate, rounded, slab};
use crate::motion::{Answer, Motion};
use crate::paint::{hex, lighter};

fn tyres(clay: &mut Clay, make: &Make, along: &[f32], radius: f32, z: f32) {
    for x in along {
        for side in [-1.0, 1.0] {
            clay.put(
                make.disc_wheel(radius, 0.09),
                at(*x, radius, side * z),
                hex(0x4A3A38),
            );
            clay.put(
                make.bead(0.05),
                at(*x, radius, side * (z + 0.03)),
                make.paint.birch,
            );
        }
    }
}

/// A small car that looks along +x.
pub(super) fn car(make: &Make) -> Draft {
    let paint = make.paint;
    let colour = make.or(paint.yellow);
    let mut clay = Clay::new();
    clay.put(block(0.95, 0.26, 0.5, 0.1), at(0., 0.12, 0.), colour);
    clay.put(block(0.55, 0.28, 0.44, 0.12), at(-0.03, 0.34, 0.), colour);
    clay.pane(
        plate(&rounded(0.42, 0.16, 0.05, 2), 0.46, 0.01),
        at(-0.03, 0.49, 0.),
        paint,
    );
    clay.pane(
        plate(&rounded(0.3, 0.15, 0.05, 2), 0.575, 0.01),
        at(-0.03, 0.49, 0.).turn(std::f32::consts::FRAC_PI_2),
        paint,
    );
    for z in [-0.16, 0.16] {
        clay.flat(
            make.bead(0.045),
            at(0.47, 0.25, z).stretch(0.5, 1.0, 1.0),
            lighter(paint.yellow, 0.6),
        );
    }
    tyres(&mut clay, make, &[-0.28, 0.28], 0.13, 0.23);
    Draft::of(clay).answering(Answer::Hop)
}

/// A town bus that looks along +x.
pub(super) fn bus(make: &Make) -> Draft {
    let paint = make.paint;
    let mut clay = Clay::new();
    clay.put(
        block(1.5, 0.62, 0.56, 0.12),
        at(0., 0.14, 0.),
        make.or(paint.green),
    );
    clay.put(block(1.34, 0.06, 0.5, 0.02), at(0., 0.75, 0.), paint.paper);
    for i in 0..4 {
        let place = at(-0.48 + i as f32 * 0.32, 0.55, 0.);
        clay.pane(
            plate(&rounded(0.25, 0.24, 0.05, 2), 0.58, 0.01),
            place,
            paint,
        );
    }
    clay.pane(
        plate(&rounded(0.4, 0.26, 0.05, 2), 1.515, 0.01),
        at(0., 0.54, 0.).turn(std::f32::consts::FRAC_PI_2),
        paint,
    );
    for z in [-0.18, 0.18] {
        clay.flat(
            make.bead(0.05),
            at(0.74, 0.27, z).stretch(0.5, 1.0, 1.0),
            lighter(paint.yellow, 0.5),
        );
    }
    tyres(&mut clay, make, &[-0.45, 0.45], 0.15, 0.26);
    Draft::of(clay).answering(Answer::Hop)
}

/// A sailing boat that rocks.
pub(super) fn boat(make: &Make) -> Draft {
    let paint = make.paint;
    let mut draft = Draft::default();
    let motion = Motion::Sway {
        axis: glam::Vec3::X,
        degrees: 4.0,
        seconds: 4.8,
        phase: (make.seed % 5) as f32 / 5.0,
    };
    draft.part(glam::Vec3::ZERO, motion, |clay| {
        let hull = [
            (-0.6, 0.28),
            (-0.53, 0.12),
            (-0.38, 0.02),
            (-0.2, 0.0),
            (0.25, 0.0),
            (0.46, 0.06),
            (0.62, 0.18),
            (0.7, 0.3),
        ]
        .map(Vec2::from);
        clay.put(plate(&hull, 0.46, 0.05), HERE, make.or(paint.red));
        clay.put(slab(1.1, 0.05, 0.4), at(0.03, 0.255, 0.), paint.wood_light);
        clay.put(cylinder(0.03, 1.15, 0.0, 6), at(0.05, 0.26, 0.), paint.wood);
        let main = [(0.06, 0.36), (0.62, 0.38), (0.06, 1.32)].map(Vec2::from);
        clay.put(plate(&main, 0.03, 0.012), HERE, paint.paper);
        let jib = [(-0.02, 0.36), (-0.02, 1.1), (-0.42, 0.4)].map(Vec2::from);
        clay.put(plate(&jib, 0.03, 0.012), HERE, paint.yellow);
    });
    draft.answering(Answer::Ring)
}
