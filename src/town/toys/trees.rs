//! Trees, bushes, flowers and mushrooms.

use std::f32::consts::{PI, TAU};

use super::{Draft, Make};
use crate::clay::{Clay, HERE, Place, at};
use crate::form::{Form, ball, cap, cylinder, lathe};
use crate::light::Surface;
use crate::motion::Answer;
use crate::paint::{Colour, darker, hex, lighter};

/// The height of a conifer before scaling.
const TALL: f32 = 1.6;

fn trunk(clay: &mut Clay, make: &Make, radius: f32, height: f32) {
    clay.put(
        cylinder(radius, height, 0.0, make.sides(8)),
        HERE,
        make.paint.bark,
    );
}

fn crown(clay: &mut Clay, form: Form, place: Place, colour: Colour) {
    clay.of(Surface::Tree, |clay| {
        clay.graded(form, place, lighter(colour, 0.18), darker(colour, 0.12))
    });
}

/// A smooth cone of a spruce.
pub(super) fn spruce(make: &Make) -> Draft {
    let h = TALL;
    let mut clay = Clay::new();
    trunk(&mut clay, make, 0.08, h * 0.25);
    let profile: &[(f32, f32)] = if make.near() {
        &[
            (0.19, 0.0),
            (0.4, 0.0),
            (0.465, 0.14),
            (0.32, 0.67),
            (0.048, 1.41),
            (0.0, 1.44),
        ]
    } else {
        &[(0.25, 0.0), (0.455, 0.1), (0.32, 0.67), (0.0, 1.44)]
    };
    let sides = if make.near() { 16 } else { 11 };
    crown(
        &mut clay,
        lathe(profile, make.soft(0.1), sides),
        at(0., h * 0.16, 0.),
        make.or(make.paint.forest),
    );
    bowing(clay)
}

/// A pine of three skirts.
pub(super) fn pine(make: &Make) -> Draft {
    let mut clay = Clay::new();
    skirts(&mut clay, make, TALL, make.or(make.paint.forest));
    bowing(clay)
}

/// Trunk and three skirts of a pine `h` high.
pub(super) fn skirts(clay: &mut Clay, make: &Make, h: f32, colour: Colour) {
    trunk(clay, make, 0.085, h * 0.34);
    for i in 0..3 {
        let t = i as f32 / 3.0;
        let r = h * 0.33 * (1.0 - t * 0.62);
        let tip = h * 0.5 * (1.0 - t * 0.3);
        let place = at(0., h * 0.2 + t * h * 0.62, 0.);
        crown(
            clay,
            skirt(make, r * 0.96, tip),
            place,
            lighter(colour, 0.02 * i as f32),
        );
    }
}

/// One skirt of a pine: a cone with a rolled hem, `r` wide and `tip` high.
pub(super) fn skirt(make: &Make, r: f32, tip: f32) -> Form {
    let near = [
        (r * 0.6, 0.0),
        (r * 0.96, 0.025),
        (r, 0.08),
        (r * 0.9, 0.18),
        (0.0, tip),
    ];
    let far = [(r * 0.6, 0.0), (r, 0.06), (r * 0.88, 0.17), (0.0, tip)];
    if make.near() {
        lathe(&near, 0.0, 15)
    } else {
        lathe(&far, 0.0, 11)
    }
}

/// A lollipop of a tree.
pub(super) fn round(make: &Make) -> Draft {
    let h = 1.4;
    let mut clay = Clay::new();
    trunk(&mut clay, make, 0.08, h * 0.5);
    let place = at(0., h * 0.66, 0.).stretch(1.0, 1.08, 1.0);
    crown(
        &mut clay,
        ball(
            h * 0.34,
            if make.near() { 16 } else { 12 },
            if make.near() { 10 } else { 8 },
        ),
        place,
        make.or(make.paint.green),
    );
    bowing(clay)
}

/// A tree of four balls.
pub(super) fn bushy(make: &Make) -> Draft {
    let h = 1.5;
    let mut clay = Clay::new();
    trunk(&mut clay, make, 0.1, h * 0.5);
    for (x, y, z, r) in [
        (0., 0.72, 0., 0.3),
        (-0.2, 0.55, 0.06, 0.23),
        (0.22, 0.56, 0.02, 0.22),
        (0.02, 0.5, 0.18, 0.2),
    ] {
        let form = ball(h * r, make.sides(12), make.sides(7));
        crown(
            &mut clay,
            form,
            at(x * h, y * h, z * h),
            make.or(make.paint.green),
        );
    }
    bowing(clay)
}

/// Two balls of leaves.
pub(super) fn bush(make: &Make) -> Draft {
    let (r, colour) = (0.35, make.or(make.paint.green));
    let mut clay = Clay::new();
    let place = at(0., r * 0.55, 0.).stretch(1.15, 0.9, 1.0);
    crown(
        &mut clay,
        cap(r, 0.0, PI * 0.72, make.sides(13), make.sides(7)),
        place,
        colour,
    );
    let place = at(r * 0.7, r * 0.4, r * 0.2);
    crown(
        &mut clay,
        cap(r * 0.7, 0.0, PI * 0.72, make.sides(11), make.sides(6)),
        place,
        lighter(colour, 0.04),
    );
    bowing(clay)
}

/// A tree answers a touch by wobbling on its trunk.
fn bowing(clay: Clay) -> Draft {
    Draft::of(clay).answering(Answer::Ring)
}

/// A five-petalled flower; seeds choose its colour if the scene does not.
pub(super) fn flower(make: &Make) -> Draft {
    let paint = make.paint;
    let choice = [
        paint.red,
        paint.yellow,
        paint.paper,
        hex(0xF4A6A0),
        paint.plum,
    ];
    let colour = make.or(choice[(make.seed % 5) as usize]);
    let mut clay = Clay::new();
    bloom(&mut clay, make, colour, 0.28);
    Draft::of(clay).answering(Answer::Ring)
}

/// One flower `h` high.
pub(super) fn bloom(clay: &mut Clay, make: &Make, colour: Colour, h: f32) {
    let (sides, rows) = if make.near() { (7, 4) } else { (4, 2) };
    clay.put(
        cylinder(0.018, h, 0.0, if make.near() { 5 } else { 3 }),
        HERE,
        make.paint.green,
    );
    for i in 0..5 {
        let (sin, cos) = (i as f32 / 5.0 * TAU).sin_cos();
        let place = at(cos * 0.065, h, sin * 0.065).stretch(1.0, 0.55, 1.0);
        clay.put(ball(0.052, sides, rows), place, colour);
    }
    let heart = if colour == make.paint.yellow {
        make.paint.paper
    } else {
        make.paint.yellow
    };
    clay.put(ball(0.047, sides, rows), at(0., h + 0.015, 0.), heart);
}

/// A red mushroom with dots.
pub(super) fn mushroom(make: &Make) -> Draft {
    let paint = make.paint;
    let mut clay = Clay::new();
    clay.put(cylinder(0.08, 0.2, 0.02, make.sides(10)), HERE, paint.cream);
    let hat = cap(0.2, 0.0, PI * 0.52, make.sides(15), make.sides(6));
    clay.put(hat, at(0., 0.17, 0.), make.or(paint.red));
    for (a, b) in [
        (0.0_f32, 0.0_f32),
        (1.2, 0.6),
        (3.0, 0.65),
        (4.6, 0.6),
        (2.1, 0.9),
    ] {
        let (x, y, z) = (b.sin() * a.cos(), b.cos(), b.sin() * a.sin());
        let place = at(x * 0.195, 0.17 + y * 0.195, z * 0.195).stretch(1.0, 0.6, 1.0);
        clay.flat(
            ball(0.034, if make.near() { 7 } else { 5 }, 3),
            place,
            paint.paper,
        );
    }
    Draft::of(clay).answering(Answer::Squash)
}
