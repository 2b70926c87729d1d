//! Houses and the village church.

use std::f32::consts::FRAC_PI_2;

use glam::{Vec2, Vec3};

use super::{Draft, Make};
use crate::clay::{Clay, HERE, Place, at};
use crate::form::{arch, block, decal, inlay, plate, rod, rounded};
use crate::light::Surface;
use crate::motion::Answer;
use crate::paint::{Colour, hex};

/// The walls and roof of a house.
pub(super) struct House {
    pub w: f32,
    pub d: f32,
    pub h: f32,
    pub rise: f32,
    pub wall: Colour,
    pub roof: Colour,
    pub door: Colour,
    pub windows: usize,
    pub chimney: bool,
}

/// A framed window in the wall z = 0.
pub(super) fn window(clay: &mut Clay, make: &Make, place: Place, w: f32, h: f32, round: f32) {
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

pub(super) fn gable(
    clay: &mut Clay,
    span: f32,
    rise: f32,
    length: f32,
    place: Place,
    colour: Colour,
) {
    let outline = [(-span / 2.0, 0.0), (span / 2.0, 0.0), (0.0, rise)].map(Vec2::from);
    clay.of(Surface::Roof, |clay| {
        clay.put(plate(&outline, length, 0.05), place, colour)
    });
}

pub(super) fn walls(clay: &mut Clay, make: &Make, house: &House) {
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
    let mut draft = Draft::of(clay);
    // A cock that looks where the wind comes from.
    let mast = Vec3::new(-1.1, 2.22, 0.0);
    let pole = rod(mast, mast + Vec3::Y * 0.22, 0.018, 5);
    draft.still.put(pole, HERE, p.wood);
    let looks = make.sways(Vec3::Y, 38.0, 9.0);
    draft.part(mast, looks, |clay| {
        let cock = [
            (-0.16, 0.02),
            (0.06, 0.0),
            (0.12, 0.1),
            (0.2, 0.12),
            (0.12, 0.18),
            (0.03, 0.1),
            (-0.1, 0.2),
        ]
        .map(Vec2::from);
        clay.put(
            plate(&cock, 0.03, 0.0),
            at(mast.x, mast.y + 0.2, 0.),
            p.yellow,
        );
    });
    draft.answering(Answer::Ring)
}
