//! What is far away and found in books: a termite tower, and water in the desert.

use std::f32::consts::{FRAC_PI_2, TAU};

use glam::{Vec2, Vec3};

use super::{Draft, Make};
use crate::clay::{Clay, HERE, at};
use crate::form::{ball, curve, lathe, plate, tube};
use crate::motion::{Answer, Motion};
use crate::paint::hex;

/// A termite tower: spires of red earth grown together, with holes, and a termite that looks out.
pub(super) fn termite_tower(make: &Make) -> Draft {
    let earth = make.or(hex(0xC98A55));
    let mut draft = Draft::default();
    let clay = &mut draft.still;
    for (x, z, radius, height) in [
        (0.0, -0.06, 0.36, 1.5),
        (-0.3, 0.04, 0.27, 0.98),
        (0.3, 0.06, 0.25, 0.76),
        (0.06, 0.3, 0.22, 0.46),
    ] {
        // Each swells and narrows as it was built higher, storey upon storey.
        let spire = [
            (radius, 0.0),
            (radius * 0.82, height * 0.16),
            (radius * 0.86, height * 0.3),
            (radius * 0.64, height * 0.46),
            (radius * 0.68, height * 0.58),
            (radius * 0.44, height * 0.74),
            (radius * 0.42, height * 0.86),
            (radius * 0.2, height * 0.97),
            (0.0, height),
        ];
        clay.graded(
            lathe(&spire, 0.03, make.sides(16)),
            at(x, 0.0, z),
            hex(0xE2AC78),
            earth,
        );
    }
    let dark = hex(0x5A3423);
    for (x, y, z, size) in [
        (0.04, 0.72, 0.2, 0.09),
        (-0.34, 0.5, 0.25, 0.07),
        (0.32, 0.36, 0.26, 0.07),
        (0.07, 0.14, 0.5, 0.085),
    ] {
        clay.flat(ball(size, 9, 6), at(x, y, z).stretch(1.0, 1.15, 0.4), dark);
    }
    let door = Vec3::new(0.05, 0.7, 0.24);
    draft.part(
        door,
        Motion::Sway {
            axis: Vec3::Z,
            degrees: 12.0,
            seconds: 3.4,
            phase: 0.3,
        },
        |clay| {
            let cream = hex(0xF5E2BE);
            clay.put(make.bead(0.085), at(door.x, door.y, door.z + 0.02), cream);
            for side in [-1.0, 1.0] {
                let from = door + Vec3::new(0.03 * side, 0.06, 0.05);
                let to = from + Vec3::new(0.05 * side, 0.09, 0.02);
                clay.flat(make.twig(from, to, 0.012), HERE, dark);
                clay.flat(
                    make.bead(0.016),
                    at(door.x + 0.032 * side, door.y + 0.015, door.z + 0.1),
                    dark,
                );
            }
        },
    );
    draft.answering(Answer::Ring)
}

/// Water in the desert: dunes, a pond and a palm that sways.
pub(super) fn oasis(make: &Make) -> Draft {
    let mut draft = Draft::default();
    let clay = &mut draft.still;
    for (x, z, radius, height) in [
        (-0.5, -0.25, 0.72, 0.46),
        (0.42, -0.45, 0.6, 0.32),
        (0.0, 0.1, 0.98, 0.12),
    ] {
        let dune = [
            (radius, 0.0),
            (radius * 0.84, height * 0.2),
            (radius * 0.48, height * 0.74),
            (radius * 0.18, height * 0.97),
            (0.0, height),
        ];
        clay.graded(
            lathe(&dune, 0.0, make.sides(18)),
            at(x, 0.0, z).stretch(1.0, 1.0, 0.8),
            hex(0xF9E9B8),
            make.or(hex(0xE5C37C)),
        );
    }
    let pond = [(0.4, 0.0), (0.34, 0.05), (0.0, 0.05)];
    clay.flat(
        lathe(&pond, 0.0, make.sides(18)),
        at(0.36, 0.1, 0.4).stretch(1.0, 1.0, 0.6),
        hex(0x7CC6D8),
    );
    let foot = Vec3::new(0.0, 0.1, 0.12);
    draft.part(
        foot,
        Motion::Sway {
            axis: Vec3::Z,
            degrees: 3.0,
            seconds: 5.0,
            phase: 0.0,
        },
        |clay| palm(clay, make, foot),
    );
    draft.answering(Answer::Ring)
}

fn palm(clay: &mut Clay, make: &Make, foot: Vec3) {
    let top = foot + Vec3::new(0.24, 1.5, 0.0);
    let bend = foot + Vec3::new(-0.05, 0.8, 0.0);
    let trunk = curve(&[foot, bend, top], 4, false);
    clay.put(
        tube(&trunk, 0.075, make.sides(9), false),
        HERE,
        hex(0xA9784A),
    );
    for frond in 0..7 {
        let turn = frond as f32 / 7.0 * TAU + 0.2;
        // A leaf that reaches outward along x and hangs at its end.
        let leaf = [
            (0.0, -0.04),
            (0.28, -0.14),
            (0.62, -0.09),
            (0.82, 0.0),
            (0.62, 0.09),
            (0.28, 0.14),
            (0.0, 0.04),
        ]
        .map(Vec2::from);
        let green = if frond % 2 == 0 {
            make.paint.green
        } else {
            hex(0x57A65B)
        };
        clay.within(at(top.x, top.y, top.z).turn(turn), |clay| {
            clay.within(at(0., 0., 0.).roll(-0.42), |clay| {
                clay.put(
                    plate(&leaf, 0.035, 0.012),
                    at(0., 0., 0.).tilt(-FRAC_PI_2),
                    green,
                );
            });
        });
    }
    for (x, z) in [(0.07, 0.06), (-0.05, 0.08)] {
        clay.put(
            make.bead(0.06),
            at(top.x + x, top.y - 0.09, top.z + z),
            hex(0x7A4A2B),
        );
    }
}
