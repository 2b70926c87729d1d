//! The school and the town hall.

use std::f32::consts::FRAC_PI_2;

use glam::Vec3;

use super::buildings::{House, gable, walls, window};
use super::flags::fly;
use super::{Draft, Make};
use crate::clay::{Clay, HERE, at};
use crate::form::{arch, block, cone, inlay, lathe, slab, wheel};
use crate::light::Surface;
use crate::motion::{Answer, Motion};
use crate::paint::hex;

/// A school with a clock and a bell.
pub(super) fn school(make: &Make) -> Draft {
    let p = make.paint;
    let mut draft = Draft::default();
    let clay = &mut draft.still;
    let (wall, roof) = (hex(0xF7D98B), make.or(p.red));
    let house = House {
        w: 2.0,
        d: 1.2,
        h: 1.0,
        rise: 0.75,
        wall,
        roof,
        door: p.blue,
        windows: 3,
        chimney: false,
    };
    walls(clay, make, &house);
    clay.put(block(0.42, 0.5, 0.42, 0.05), at(0., 1.55, 0.), p.paper);
    clay.of(Surface::Roof, |clay| {
        clay.put(
            cone(0.36, 0.42, 0.03, make.sides(18)),
            at(0., 2.05, 0.),
            p.blue,
        )
    });
    clay.within(at(0., 1.26, 0.64).tilt(-0.2), |clay| clock(clay, make, 0.2));
    let top = Vec3::new(0.0, 1.9, 0.22);
    draft.part(
        top,
        Motion::Sway {
            axis: Vec3::Z,
            degrees: 12.0,
            seconds: 2.4,
            phase: 0.0,
        },
        |clay| {
            let bell = [
                (0.05, 0.0),
                (0.13, 0.0),
                (0.1, 0.12),
                (0.04, 0.2),
                (0.0, 0.2),
            ];
            clay.put(
                lathe(&bell, 0.02, make.sides(14)),
                at(0., 1.68, 0.22),
                p.yellow,
            );
        },
    );
    draft.answering(Answer::Ring)
}

fn clock(clay: &mut Clay, make: &Make, radius: f32) {
    clay.put(
        wheel(radius, 0.05, make.soft(0.015), make.sides(18)),
        HERE,
        make.paint.paper,
    );
    clay.flat(
        slab(0.03, radius * 0.65, 0.012),
        at(0., 0., 0.028),
        make.paint.ink,
    );
    clay.flat(
        slab(radius * 0.5, 0.03, 0.012),
        at(radius * 0.25, -0.015, 0.028),
        make.paint.ink,
    );
}

/// A town hall: columns, steps, a clock tower and a flag.
pub(super) fn town_hall(make: &Make) -> Draft {
    let p = make.paint;
    let mut draft = Draft::default();
    let clay = &mut draft.still;
    let roof = make.or(p.plum);
    for (i, y) in [0.0, 0.09].into_iter().enumerate() {
        let inset = i as f32 * 0.2;
        clay.put(
            block(2.9 - inset, 0.1, 1.75 - inset, 0.03),
            at(0., y, 0.05),
            p.wood_light,
        );
    }
    clay.within(at(0., 0.18, 0.), |clay| {
        clay.graded(
            block(2.4, 1.05, 1.1, 0.05),
            HERE,
            hex(0xF6E3BE),
            hex(0xE9CB9A),
        );
        gable(clay, 1.4, 0.6, 2.6, at(0., 1.04, 0.).turn(FRAC_PI_2), roof);
        // The portico looks south.
        gable(clay, 1.3, 0.42, 0.5, at(0., 1.06, 0.62), p.paper);
        for x in [-0.5, -0.17, 0.17, 0.5] {
            let column = [(0.09, 0.0), (0.065, 0.08), (0.06, 0.95), (0.09, 1.06)];
            clay.put(
                lathe(&column, 0.0, make.sides(10)),
                at(x, 0., 0.74),
                p.paper,
            );
        }
        clay.put(
            inlay(&arch(0.4, 0.72, make.sides(6)), 0.03, 0.012),
            at(0., 0.01, 0.55),
            p.wood,
        );
        for x in [-0.9, 0.9] {
            for y in [0.32, 0.74] {
                window(clay, make, at(x, y, 0.55), 0.26, 0.28, 0.04);
            }
        }
        window(
            clay,
            make,
            at(1.2, 0.55, 0.).turn(FRAC_PI_2),
            0.3,
            0.4,
            0.04,
        );
        window(
            clay,
            make,
            at(-1.2, 0.55, 0.).turn(-FRAC_PI_2),
            0.3,
            0.4,
            0.04,
        );
        clay.put(
            block(0.56, 1.0, 0.56, 0.05),
            at(0., 1.3, -0.05),
            hex(0xF6E3BE),
        );
        clay.within(at(0., 2.02, 0.24), |clay| clock(clay, make, 0.18));
        let dome = [
            (0.3, 0.0),
            (0.42, 0.0),
            (0.4, 0.06),
            (0.33, 0.3),
            (0.12, 0.5),
            (0.0, 0.56),
        ];
        clay.of(Surface::Roof, |clay| {
            clay.put(lathe(&dome, 0.03, make.sides(18)), at(0., 2.3, -0.05), roof)
        });
    });
    fly(&mut draft, make, at(0., 3.0, -0.05), 0.7, 0.5, p.red);
    draft.answering(Answer::Ring)
}
