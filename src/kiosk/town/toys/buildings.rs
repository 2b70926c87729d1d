//! Houses, the church, the school, the town hall, the mill and the turbine.

use std::f32::consts::{FRAC_PI_2, TAU};

use bevy::math::{Vec2, Vec3};

use super::flags::fly;
use super::{Draft, Make};
use crate::town::clay::{Clay, HERE, Place, at};
use crate::town::form::{
    arch, ball, block, cone, decal, inlay, lathe, plate, rod, rounded, slab, wheel,
};
use crate::town::light::Surface;
use crate::town::motion::{Answer, Motion};
use crate::town::paint::{Colour, hex};

/// The walls and roof of a house.
struct House {
    w: f32,
    d: f32,
    h: f32,
    rise: f32,
    wall: Colour,
    roof: Colour,
    door: Colour,
    windows: usize,
    chimney: bool,
}

/// A framed window in the wall z = 0.
fn window(clay: &mut Clay, make: &Make, place: Place, w: f32, h: f32, round: f32) {
    let steps = if round > 0.1 {
        4
    } else if make.near() {
        2
    } else {
        1
    };
    clay.within(place, |clay| {
        clay.put(
            inlay(&rounded(w, h, round, steps), 0.035, 0.035),
            HERE,
            make.paint.paper,
        );
        let (w, h) = (w * 0.7, h * 0.7);
        clay.pane(
            decal(&rounded(w, h, round * 0.6, steps), 0.01),
            at(0., 0., 0.032),
            make.paint,
        );
    });
}

fn gable(clay: &mut Clay, span: f32, rise: f32, length: f32, place: Place, colour: Colour) {
    let outline = [(-span / 2.0, 0.0), (span / 2.0, 0.0), (0.0, rise)].map(Vec2::from);
    clay.of(Surface::Roof, |clay| {
        clay.put(plate(&outline, length, 0.05), place, colour)
    });
}

fn walls(clay: &mut Clay, make: &Make, house: &House) {
    let House {
        w,
        d,
        h,
        rise,
        wall,
        roof,
        door,
        windows,
        chimney,
    } = *house;
    let paint = make.paint;
    clay.graded(
        block(w, h, d, 0.05),
        HERE,
        wall,
        wall.lerp(hex(0xC9A27A), 0.22),
    );
    gable(
        clay,
        d + 0.26,
        rise,
        w + 0.2,
        at(0., h - 0.015, 0.).turn(FRAC_PI_2),
        roof,
    );
    if chimney {
        clay.put(
            make.bit(0.17, 0.42, 0.17, 0.03),
            at(w * 0.26, h + rise * 0.42, -0.08),
            paint.wood,
        );
    }
    clay.put(
        inlay(&arch(0.26, 0.46, make.sides(6)), 0.035, 0.012),
        at(-w * 0.22, 0.01, d / 2.0),
        door,
    );
    clay.flat(
        make.bead(0.024),
        at(-w * 0.22 + 0.07, 0.2, d / 2.0 + 0.04),
        paint.yellow,
    );
    for i in 0..windows {
        window(
            clay,
            make,
            at(w * 0.04 + i as f32 * 0.36, h * 0.55, d / 2.0),
            0.3,
            0.3,
            0.05,
        );
    }
    let side = FRAC_PI_2;
    window(
        clay,
        make,
        at(w / 2.0, h * 0.55, d * 0.02).turn(side),
        0.28,
        0.32,
        0.04,
    );
    window(
        clay,
        make,
        at(-w / 2.0, h * 0.55, d * 0.02).turn(-side),
        0.28,
        0.32,
        0.04,
    );
}

/// A village house; the toy's colour is its roof's, seeds choose wall and door.
pub(super) fn house(make: &Make) -> Draft {
    let p = make.paint;
    let roofs = [p.red, p.blue, p.plum, p.green];
    let walls_of = [hex(0xF7D98B), p.paper, hex(0xF1B79A)];
    let doors = [p.blue, p.red, p.green, p.yellow];
    let roof = make.or(roofs[(make.seed % 4) as usize]);
    let mut door = doors[(make.seed / 3 % 4) as usize];
    if door == roof {
        door = p.wood;
    }
    let wall = walls_of[(make.seed % 3) as usize];
    let mut clay = Clay::new();
    let house = House {
        w: 1.2,
        d: 1.0,
        h: 0.8,
        rise: 0.62,
        wall,
        roof,
        door,
        windows: 2,
        chimney: true,
    };
    walls(&mut clay, make, &house);
    Draft::of(clay).answering(Answer::Hop)
}

/// A Danish village church with a stepped gable.
pub(super) fn church(make: &Make) -> Draft {
    let p = make.paint;
    let roof = make.or(p.red);
    let mut clay = Clay::new();
    clay.put(block(1.7, 0.8, 0.85, 0.05), HERE, p.paper);
    gable(
        &mut clay,
        1.1,
        0.62,
        1.8,
        at(0.02, 0.79, 0.).turn(FRAC_PI_2),
        roof,
    );
    clay.put(block(0.8, 1.75, 0.85, 0.05), at(-1.1, 0., 0.), p.paper);
    for z in [-0.36, 0.36] {
        for i in 0..3 {
            let place = at(-1.1, 1.72 + i as f32 * 0.155, z);
            clay.put(
                block(0.62 - i as f32 * 0.2, 0.17, 0.13, 0.025),
                place,
                p.paper,
            );
        }
    }
    gable(&mut clay, 0.84, 0.5, 0.6, at(-1.1, 1.74, 0.), roof);
    let steps = make.sides(6);
    for i in 0..3 {
        clay.pane(
            decal(&arch(0.18, 0.42, steps), 0.012),
            at(-0.35 + i as f32 * 0.45, 0.24, 0.425),
            p,
        );
    }
    clay.pane(
        decal(&arch(0.2, 0.34, steps), 0.012),
        at(-1.1, 1.12, 0.425),
        p,
    );
    clay.put(
        inlay(&arch(0.3, 0.5, steps), 0.02, 0.01),
        at(-1.1, 0.02, 0.425),
        p.wood,
    );
    clay.pane(
        decal(&arch(0.2, 0.34, steps), 0.012),
        at(0.85, 0.3, 0.).turn(FRAC_PI_2),
        p,
    );
    clay.pane(
        decal(&arch(0.2, 0.34, steps), 0.012),
        at(-1.5, 1.12, 0.).turn(-FRAC_PI_2),
        p,
    );
    Draft::of(clay).answering(Answer::Ring)
}

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

/// A windmill whose sails turn.
pub(super) fn mill(make: &Make) -> Draft {
    let p = make.paint;
    let mut draft = Draft::default();
    let clay = &mut draft.still;
    clay.put(
        lathe(&[(0.62, 0.0), (0.52, 0.75), (0.42, 1.5)], 0.0, 10),
        HERE,
        p.paper,
    );
    clay.put(
        lathe(
            &[(0.5, 0.0), (0.7, 0.0), (0.7, 0.1), (0.4, 0.1)],
            0.03,
            make.sides(18),
        ),
        at(0., 0.42, 0.),
        p.wood,
    );
    let hood = [
        (0.4, 0.0),
        (0.47, 0.0),
        (0.44, 0.2),
        (0.2, 0.52),
        (0.0, 0.58),
    ];
    let colour = make.or(p.plum);
    clay.of(Surface::Roof, |clay| {
        clay.put(lathe(&hood, 0.05, make.sides(16)), at(0., 1.48, 0.), colour)
    });
    clay.put(
        inlay(&arch(0.3, 0.5, make.sides(6)), 0.05, 0.01),
        at(0., 0.52, 0.5).tilt(-0.13),
        p.wood,
    );
    clay.pane(
        inlay(&rounded(0.2, 0.24, 0.04, 2), 0.04, 0.01),
        at(0., 1.2, 0.43).tilt(-0.13),
        p,
    );
    let hub = Vec3::new(0.0, 1.72, 0.58);
    clay.put(rod(Vec3::new(0.0, 1.72, 0.35), hub, 0.06, 6), HERE, p.wood);
    draft.part(
        hub,
        Motion::Turn {
            axis: Vec3::NEG_Z,
            seconds: 14.0,
        },
        |clay| {
            clay.within(at(hub.x, hub.y, hub.z), |clay| {
                clay.put(make.bead(0.09), at(0., 0., 0.02), p.wood);
                for i in 0..4 {
                    clay.within(HERE.roll(i as f32 * FRAC_PI_2 + 0.5), |clay| {
                        clay.put(slab(0.05, 1.25, 0.05), HERE, p.wood);
                        clay.put(block(0.3, 0.9, 0.035, 0.012), at(0.15, 0.3, 0.), p.cream);
                    });
                }
            });
        },
    );
    draft.answering(Answer::Hurry)
}

/// A wind turbine 3.2 high.
pub(super) fn turbine(make: &Make) -> Draft {
    let p = make.paint;
    let h = 3.2;
    let mut draft = Draft::default();
    draft.still.put(
        lathe(
            &[(0.12, 0.0), (0.085, h * 0.5), (0.055, h)],
            0.0,
            make.sides(11),
        ),
        HERE,
        p.paper,
    );
    draft.still.put(
        ball(0.12, 9, 6),
        at(0., h, 0.08).stretch(1.0, 1.0, 1.6),
        p.paper,
    );
    let hub = Vec3::new(0.0, h, 0.26);
    let seconds = 7.0 + (make.seed % 4) as f32 * 0.7;
    draft.part(
        hub,
        Motion::Turn {
            axis: Vec3::NEG_Z,
            seconds,
        },
        |clay| {
            let blade = [
                (-0.07, 0.02),
                (0.06, 0.02),
                (0.1, 0.35),
                (0.015, 1.45),
                (-0.02, 1.45),
            ]
            .map(Vec2::from);
            clay.within(at(hub.x, hub.y, hub.z), |clay| {
                for i in 0..3 {
                    let roll = i as f32 * TAU / 3.0 + 0.2 + (make.seed % 5) as f32;
                    clay.put(plate(&blade, 0.035, 0.012), HERE.roll(roll), p.paper);
                }
                clay.put(ball(0.08, 8, 5), at(0., 0., 0.03), make.or(p.red));
            });
        },
    );
    draft.answering(Answer::Hurry)
}
