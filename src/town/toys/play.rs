//! Things to play on: swings, tug-of-war, sandpit, xylophone.

use glam::{Vec2, Vec3};

use super::flags::fly;
use super::people::{Arms, HAIR, Hat, Person, SKIN, figure, person};
use super::{Draft, Make};
use crate::clay::{Clay, HERE, at};
use crate::form::{
    ball, block, cylinder, decal, fine_block, lathe, plate, ring, rod, rounded, stick, tube,
};
use crate::motion::{Answer, Motion};
use crate::paint::{Colour, hex, lighter};
use crate::rng::Rng;

/// A seat on two ropes, `drop` below the bar at the clay's origin, with somebody on it.
fn seat(clay: &mut Clay, make: &Make, drop: f32, rider: &Person, size: f32) {
    let paint = make.paint;
    for x in [-0.3, 0.3] {
        let x = x * size / 0.8;
        clay.flat(
            stick(Vec3::new(x, 0.0, 0.0), Vec3::new(x, -drop, 0.0), 0.026),
            HERE,
            paint.cream,
        );
    }
    clay.put(
        block(0.76 * size / 0.8, 0.08, 0.36, 0.03),
        at(0., -drop - 0.07, 0.),
        paint.wood,
    );
    person(clay, make, rider, at(0., -drop, 0.).scale(size));
}

/// Two swings joined at the sign between them.
pub(super) fn swings(make: &Make) -> Draft {
    let paint = make.paint;
    let h = 1.9;
    let frame = make.or(paint.red);
    let mut draft = Draft::default();
    for x in [-2.1, -0.48, 0.48, 2.1] {
        for z in [-0.5, 0.5] {
            draft.still.put(
                rod(
                    Vec3::new(x, 0.0, z),
                    Vec3::new(x, h, 0.0),
                    0.068,
                    make.sides(8),
                ),
                HERE,
                frame,
            );
        }
    }
    let bar = rod(
        Vec3::new(-2.3, h, 0.0),
        Vec3::new(2.3, h, 0.0),
        0.085,
        make.sides(9),
    );
    draft.still.put(bar, HERE, paint.wood_light);
    draft.still.put(
        block(1.42, 0.62, 0.09, 0.05),
        at(0., h - 0.74, 0.30),
        paint.blue,
    );
    draft.still.put(
        block(1.28, 0.48, 0.1, 0.04),
        at(0., h - 0.67, 0.33),
        paint.paper,
    );
    for x in [-0.5, 0.5] {
        let hook = stick(Vec3::new(x, h, 0.05), Vec3::new(x, h - 0.16, 0.3), 0.03);
        draft.still.put(hook, HERE, paint.cream);
    }
    // Two villages and the road between them.
    draft.still.put(
        decal(&rounded(0.6, 0.07, 0.035, 2), 0.0),
        at(0., h - 0.43, 0.385),
        paint.wood,
    );
    for (x, colour) in [(-0.3, paint.red), (0.3, paint.green)] {
        let disc = rounded(0.28, 0.28, 0.14, make.sides(6));
        draft
            .still
            .put(decal(&disc, 0.0), at(x, h - 0.43, 0.39), colour);
    }
    for (x, body, hair, hat, phase) in [
        (-1.3, paint.yellow, HAIR[0], Hat::Bare, 0.0),
        (1.3, paint.green, HAIR[3], Hat::Tails, 0.5),
    ] {
        let rider = Person {
            body,
            hair,
            skin: SKIN[0],
            arms: Arms::Up,
            hat,
        };
        let motion = Motion::Sway {
            axis: Vec3::X,
            degrees: 24.0,
            seconds: 2.9,
            phase,
        };
        draft.part(Vec3::new(x, h, 0.0), motion, |clay| {
            clay.within(at(x, h, 0.), |clay| seat(clay, make, 1.35, &rider, 0.8));
        });
    }
    draft.answering(Answer::Hurry)
}

/// One swing on its own frame.
pub(super) fn swing(make: &Make) -> Draft {
    let paint = make.paint;
    let h = 2.5;
    let mut draft = Draft::default();
    for x in [-1.0, 1.0] {
        for z in [-0.6, 0.6] {
            let leg = rod(
                Vec3::new(x, 0.0, z),
                Vec3::new(x, h, 0.0),
                0.08,
                make.sides(9),
            );
            draft.still.put(leg, HERE, make.or(paint.red));
        }
    }
    let bar = rod(
        Vec3::new(-1.2, h, 0.0),
        Vec3::new(1.2, h, 0.0),
        0.1,
        make.sides(10),
    );
    draft.still.put(bar, HERE, paint.wood_light);
    let rider = Person {
        body: paint.yellow,
        hair: HAIR[0],
        skin: SKIN[0],
        arms: Arms::Up,
        hat: Hat::Tails,
    };
    let motion = Motion::Sway {
        axis: Vec3::X,
        degrees: 22.0,
        seconds: 3.1,
        phase: 0.2,
    };
    draft.part(Vec3::Y * h, motion, |clay| {
        clay.within(at(0., h, 0.), |clay| seat(clay, make, 1.75, &rider, 1.0));
    });
    draft.answering(Answer::Hurry)
}

/// Two teams on a rope; it goes to and fro between them.
pub(super) fn tug_of_war(make: &Make) -> Draft {
    let paint = make.paint;
    let mut draft = Draft::default();
    draft
        .still
        .put(cylinder(0.05, 0.9, 0.0, 6), at(0., 0., -0.3), paint.yellow);
    fly(&mut draft, make, at(0., 0.5, -0.3), 0.4, 0.3, paint.red);
    let team = 6;
    let length = team as f32 * 0.52 + 0.5;
    let mut rng = Rng::new(make.seed.wrapping_add(11));
    let motion = Motion::Drift {
        by: Vec3::X * 0.14,
        seconds: 3.3,
        phase: 0.0,
    };
    draft.part(Vec3::ZERO, motion.clone(), |clay| {
        let rope = [
            (-length, 0.36),
            (-length * 0.4, 0.33),
            (0.0, 0.29),
            (length * 0.4, 0.33),
            (length, 0.36),
        ];
        let line: Vec<Vec3> = rope.iter().map(|&(x, y)| Vec3::new(x, y, 0.0)).collect();
        clay.put(tube(&line, 0.045, 4, false), HERE, paint.cream);
        clay.put(block(0.12, 0.3, 0.06, 0.02), at(0., 0.04, 0.), paint.red);
    });
    for side in [-1.0, 1.0] {
        draft.part(Vec3::ZERO, motion.clone(), |clay| {
            for i in 0..team {
                let bodies: [Colour; 3] = if side < 0.0 {
                    [paint.red, hex(0xE98A5B), paint.yellow]
                } else {
                    [paint.blue, hex(0x5FB3C9), paint.green]
                };
                let mut puller = Person::any(make, &mut rng, Arms::Front);
                puller.body = rng.pick(&bodies);
                let lean = side * -(0.22 + 0.05 * (i % 3) as f32);
                let place = at(
                    side * (0.62 + i as f32 * 0.52),
                    0.,
                    if i % 2 == 1 { -0.2 } else { 0.2 },
                );
                clay.within(place.roll(lean), |clay| {
                    figure(clay, make, &puller, HERE.turn(-side * 0.6).scale(0.8));
                });
            }
        });
    }
    draft.answering(Answer::Hurry)
}

/// A six-sided sandpit with dunes, a bucket and a spade.
pub(super) fn sandpit(make: &Make) -> Draft {
    let paint = make.paint;
    let mut clay = Clay::new();
    let corner = |i: usize| {
        let (sin, cos) = (i as f32 / 6.0 * std::f32::consts::TAU + 0.26).sin_cos();
        Vec2::new(cos * 1.75, sin * 1.35)
    };
    for i in 0..6 {
        let (a, b) = (corner(i), corner(i + 1));
        let (way, middle) = (b - a, (a + b) / 2.0);
        let place = at(middle.x, 0., middle.y).turn((-way.y).atan2(way.x));
        clay.put(
            block(way.length() + 0.2, 0.26, 0.22, 0.06),
            place,
            paint.wood_light,
        );
    }
    let bed = lathe(
        &[(1.62, 0.0), (1.0, 0.11), (0.0, 0.12)],
        0.0,
        make.sides(20),
    );
    clay.inside(0.9, |clay| {
        clay.flat(bed, HERE.stretch(1.0, 1.0, 0.8), paint.sand)
    });
    for (x, z, r, h) in [
        (-0.5, -0.2, 0.85, 0.62),
        (0.55, -0.35, 0.6, 0.42),
        (0.1, 0.35, 0.5, 0.26),
    ] {
        let dune = [
            (r, 0.0),
            (r * 0.86, h * 0.16),
            (r * 0.5, h * 0.7),
            (r * 0.2, h * 0.96),
            (0.0, h),
        ];
        let form = lathe(&dune, 0.0, make.sides(18));
        clay.graded(
            form,
            at(x, 0.06, z).stretch(1.0, 1.0, 0.8),
            hex(0xF6E7BB),
            hex(0xE3CB8E),
        );
    }
    clay.within(at(0.85, 0.12, 0.45), |clay| {
        let bucket = [
            (0.17, 0.0),
            (0.23, 0.34),
            (0.2, 0.34),
            (0.15, 0.2),
            (0.0, 0.2),
        ];
        clay.put(
            lathe(&bucket, 0.0, make.sides(14)),
            HERE,
            make.or(paint.red),
        );
        clay.flat(
            ring(0.2, 0.02, 10, 3),
            at(0., 0.36, 0.).tilt(0.5),
            paint.yellow,
        );
    });
    clay.within(at(0.15, 0.2, 0.75).turn(0.5), |clay| {
        clay.put(
            rod(
                Vec3::new(0.0, 0.35, 0.0),
                Vec3::new(0.35, 0.7, 0.0),
                0.038,
                6,
            ),
            HERE,
            paint.wood,
        );
        clay.put(
            block(0.2, 0.34, 0.08, 0.03),
            at(-0.12, 0.05, 0.).roll(-0.78),
            paint.blue,
        );
    });
    Draft::of(clay).answering(Answer::Ring)
}

/// Width and depth of bar `index`, and the place of its middle, on a xylophone of `bars` bars.
pub(crate) fn bar_at(index: usize, bars: usize) -> (f32, f32) {
    let length = rail_length(bars);
    (
        -length / 2.0 + 0.86 + index as f32 * 1.12,
        3.0 - index as f32 * 1.4 / bars.max(1) as f32,
    )
}

fn rail_length(bars: usize) -> f32 {
    bars as f32 * 1.12 + 0.6
}

/// The two rails under the bars.
pub(crate) fn rails(clay: &mut Clay, make: &Make, bars: usize) {
    let half = rail_length(bars) / 2.0;
    for side in [-1.0, 1.0] {
        let outline = [
            (-half, side * 0.95 - 0.13),
            (half, side * 0.55 - 0.13),
            (half, side * 0.55 + 0.13),
            (-half, side * 0.95 + 0.13),
        ]
        .map(Vec2::from);
        let place = at(0., 0.24, 0.).tilt(std::f32::consts::FRAC_PI_2);
        clay.put(plate(&outline, 0.28, 0.05), place, make.paint.wood_light);
    }
}

/// One bar about its middle, `depth` long, standing on the rails.
pub(crate) fn bar(clay: &mut Clay, make: &Make, depth: f32, colour: Colour) {
    let form = if make.near() {
        fine_block(0.94, 0.22, depth, 0.1)
    } else {
        block(0.94, 0.22, depth, 0.1)
    };
    clay.graded(form, HERE, lighter(colour, 0.1), colour);
    for side in [-1.0, 1.0] {
        let place = at(0., 0.22, side * depth * 0.31).stretch(1.0, 0.5, 1.0);
        clay.put(
            ball(0.09, make.sides(10), make.sides(6)),
            place,
            make.paint.cream,
        );
    }
}

/// A five-bar xylophone.
pub(super) fn xylophone(make: &Make) -> Draft {
    let p = make.paint;
    let mut draft = Draft::default();
    rails(&mut draft.still, make, 5);
    for (i, colour) in [p.red, p.orange, p.yellow, p.green, p.water]
        .into_iter()
        .enumerate()
    {
        let (x, depth) = bar_at(i, 5);
        draft
            .still
            .within(at(x, 0.4, 0.), |clay| bar(clay, make, depth, colour));
    }
    draft.answering(Answer::Ring)
}
