//! What stands about in a village: bridge, bench, lamp, sign, letterbox, tent, hay, ladder, heather.

use std::f32::consts::{PI, TAU};

use glam::{Vec2, Vec3};

use super::animals;
use super::flags::fly;
use super::{Draft, Make};
use crate::clay::{Clay, HERE, at};
use crate::form::{ball, block, cap, cone, cylinder, fine_block, lathe, plate, slab, wheel};
use crate::light::Surface;
use crate::motion::{Answer, Motion};
use crate::paint::{Colour, darker, hex, lighter};
use crate::rng::Rng;

/// A hump of a bridge along x.
pub(super) fn bridge(make: &Make) -> Draft {
    let paint = make.paint;
    let (w, l, steps) = (0.9, 1.8, make.sides(9));
    let mut clay = Clay::new();
    let bow = |from: f32, to: f32, rise: f32| {
        (0..=steps).map(move |i| {
            let t = i as f32 / steps as f32;
            Vec2::new(from + (to - from) * t, rise * 4.0 * t * (1.0 - t) * 0.5)
        })
    };
    let mut outline: Vec<Vec2> = bow(-l / 2.0, l / 2.0, 0.8).collect();
    outline.extend(bow(l / 2.0 - 0.35, -l / 2.0 + 0.35, 0.4));
    for side in [-1.0, 1.0] {
        clay.put(
            plate(&outline, 0.1, 0.02),
            at(0., 0.02, side * w / 2.0),
            make.or(paint.red),
        );
    }
    for i in 0..11 {
        let t = i as f32 / 10.0 * 2.0 - 1.0;
        let colour = if i % 2 == 1 {
            paint.wood_light
        } else {
            paint.birch
        };
        let place = at(t * (l / 2.0 - 0.08), 0.03 + 0.3 * (1.0 - t * t), 0.).roll(-t * 0.62);
        clay.put(slab(0.2, 0.06, w - 0.05), place, colour);
    }
    Draft::of(clay).answering(Answer::Squash)
}

/// A park bench.
pub(super) fn bench(make: &Make) -> Draft {
    let paint = make.paint;
    let mut clay = Clay::new();
    for x in [-0.4, 0.4] {
        clay.put(block(0.1, 0.3, 0.36, 0.03), at(x, 0., 0.), paint.wood);
        clay.put(
            block(0.08, 0.36, 0.06, 0.02),
            at(x, 0.28, -0.19).tilt(-0.2),
            paint.wood,
        );
    }
    for z in [-0.12, 0.06] {
        clay.put(
            block(1.05, 0.07, 0.16, 0.025),
            at(0., 0.3, z),
            make.or(paint.wood_light),
        );
    }
    clay.put(
        block(1.05, 0.17, 0.06, 0.025),
        at(0., 0.46, -0.2).tilt(-0.2),
        make.or(paint.wood_light),
    );
    let mut draft = Draft::of(clay);
    animals::sparrow(&mut draft, make, Vec3::new(0.28, 0.36, 0.0));
    draft.answering(Answer::Squash)
}

/// Two boards that point both ways.
pub(super) fn signpost(make: &Make) -> Draft {
    let paint = make.paint;
    let h = 1.15;
    let mut clay = Clay::new();
    clay.put(cylinder(0.05, h, 0.0, 7), HERE, paint.wood);
    clay.put(ball(0.065, 7, 4), at(0., h, 0.), paint.red);
    let right = [
        (-0.42, 0.0),
        (0.32, 0.0),
        (0.5, 0.14),
        (0.32, 0.28),
        (-0.42, 0.28),
    ]
    .map(Vec2::from);
    let mut draft = Draft::default();
    let in_the_wind = make.sways(Vec3::Y, 7.0, 5.2);
    draft.part(Vec3::new(0.0, h - 0.24, 0.0), in_the_wind, |clay| {
        let place = at(0.05, h - 0.38, 0.05);
        clay.put(plate(&right, 0.08, 0.02), place, paint.paper);
    });
    let left = [
        (0.42, 0.0),
        (0.42, 0.26),
        (-0.32, 0.26),
        (-0.5, 0.13),
        (-0.32, 0.0),
    ]
    .map(Vec2::from);
    clay.put(
        plate(&left, 0.08, 0.02),
        at(0., h - 0.74, 0.05).turn(0.2),
        make.or(paint.yellow),
    );
    draft.still = clay;
    draft.answering(Answer::Spin)
}

/// A street lamp.
pub(super) fn lamp(make: &Make) -> Draft {
    let paint = make.paint;
    let post = make.or(paint.forest);
    let mut clay = Clay::new();
    clay.put(
        lathe(&[(0.12, 0.0), (0.055, 0.14), (0.042, 1.15)], 0.0, 8),
        HERE,
        post,
    );
    let globe = ball(0.15, make.sides(12), make.sides(8));
    clay.of(Surface::Airy, |clay| {
        clay.put(globe, at(0., 1.26, 0.), hex(0xFFF3D2))
    });
    clay.put(cone(0.17, 0.1, 0.0, make.sides(12)), at(0., 1.36, 0.), post);
    let mut draft = Draft::of(clay);
    // A moth, which means the sun.
    let round = (0..10).map(|k| {
        let turn = k as f32 / 10.0 * TAU;
        let far = 0.27 + 0.05 * (3.0 * turn).sin();
        Vec3::new(
            far * turn.cos(),
            0.09 * (2.0 * turn).sin(),
            far * turn.sin(),
        )
    });
    let about = Motion::Ride {
        path: round.collect(),
        seconds: 7.0,
        phase: make.phase(),
        facing: 0.0,
    };
    let middle = Vec3::new(0.0, 1.26, 0.0);
    draft.part(middle, about, |clay| {
        for side in [-1.0, 1.0] {
            let wing = at(0., middle.y, side * 0.03).tilt(side * 0.6);
            clay.put(ball(0.035, 6, 4), wing.stretch(1.0, 0.3, 1.3), paint.cream);
        }
    });
    draft.answering(Answer::Ring)
}

/// A letterbox on a post, a letter looking out.
pub(super) fn letterbox(make: &Make) -> Draft {
    let paint = make.paint;
    let mut clay = Clay::new();
    clay.put(cylinder(0.06, 0.6, 0.0, 8), HERE, paint.wood);
    clay.put(
        fine_block(0.42, 0.4, 0.32, 0.07),
        at(0., 0.55, 0.),
        make.or(paint.red),
    );
    clay.flat(slab(0.26, 0.045, 0.02), at(0., 0.79, 0.155), paint.ink);
    let mut draft = Draft::of(clay);
    let letter = Motion::Drift {
        by: Vec3::new(0.0, 0.035, -0.05),
        seconds: 4.6,
        phase: make.phase(),
    };
    draft.part(Vec3::new(0.02, 0.8, 0.16), letter, |clay| {
        let place = at(0.02, 0.8, 0.16).tilt(0.25);
        clay.put(slab(0.2, 0.16, 0.02), place, paint.paper);
    });
    draft.answering(Answer::Hop)
}

/// A ridge tent with its flag.
pub(super) fn tent(make: &Make) -> Draft {
    let paint = make.paint;
    let colour = make.or(paint.yellow);
    let mut draft = Draft::default();
    let roof = [(-0.7, 0.0), (0.7, 0.0), (0.0, 0.95)].map(Vec2::from);
    draft.still.graded(
        plate(&roof, 1.1, 0.04),
        HERE,
        lighter(colour, 0.1),
        darker(colour, 0.12),
    );
    let flap = [(-0.24, 0.0), (0.24, 0.0), (0.0, 0.6)].map(Vec2::from);
    draft
        .still
        .put(plate(&flap, 0.04, 0.01), at(0., 0., 0.56), paint.plum);
    fly(&mut draft, make, at(0., 0.85, 0.5), 0.4, 0.3, paint.red);
    draft.answering(Answer::Squash)
}

/// A round bale of hay.
pub(super) fn hay(make: &Make) -> Draft {
    let colour = make.or(hex(0xEAC765));
    let mut clay = Clay::new();
    clay.put(
        wheel(0.3, 0.48, 0.05, make.sides(16)),
        at(0., 0.3, 0.),
        colour,
    );
    for r in [0.2, 0.1] {
        clay.flat(
            wheel(r, 0.52 - r * 0.1, 0.0, make.sides(12)),
            at(0., 0.3, 0.),
            if r > 0.15 {
                darker(colour, 0.14)
            } else {
                colour
            },
        );
    }
    let mut draft = Draft::of(clay);
    animals::sparrow(&mut draft, make, Vec3::new(0.05, 0.59, 0.1));
    draft.answering(Answer::Hop)
}

/// Two rails and rungs between them, leaning on nothing.
pub(super) fn rungs(clay: &mut Clay, make: &Make, h: f32, w: f32) {
    let paint = make.paint;
    for x in [-w / 2.0, w / 2.0] {
        clay.put(
            make.twig(Vec3::new(x, 0.0, 0.0), Vec3::new(x, h, 0.0), 0.042),
            HERE,
            paint.wood_light,
        );
    }
    let mut y = 0.26;
    while y < h - 0.1 {
        clay.put(
            make.twig(
                Vec3::new(-w / 2.0, y, 0.0),
                Vec3::new(w / 2.0, y, 0.0),
                0.032,
            ),
            HERE,
            paint.red,
        );
        y += 0.28;
    }
}

/// A ladder that leans back.
pub(super) fn ladder(make: &Make) -> Draft {
    let mut clay = Clay::new();
    clay.within(HERE.tilt(-0.28), |clay| rungs(clay, make, 2.4, 0.5));
    Draft::of(clay).answering(Answer::Ring)
}

/// A tuft of heather.
pub(crate) fn heather(clay: &mut Clay, make: &Make, colour: Colour) {
    let (sides, rows) = if make.near() { (8, 4) } else { (5, 2) };
    for i in 0..5 {
        let (sin, cos) = (i as f32 * 1.3).sin_cos();
        let shade = if i % 2 == 1 { hex(0x9A6FB0) } else { colour };
        let r = 0.1 + 0.03 * (i % 3) as f32;
        clay.put(
            cap(r, 0.0, PI * 0.66, sides, rows),
            at(cos * 0.14, 0.1 + 0.03 * (i % 2) as f32, sin * 0.12),
            shade,
        );
    }
}

/// A fringed heather rug with tufts on it and a lark.
pub(super) fn heather_rug(make: &Make) -> Draft {
    let paint = make.paint;
    let (base, pale) = (make.or(paint.heath), hex(0xE9D3E6));
    let mut draft = Draft::default();
    let clay = &mut draft.still;
    clay.put(block(3.4, 0.12, 2.2, 0.05), HERE, base);
    let mut rng = Rng::new(make.seed.wrapping_add(3));
    for side in [-1.0, 1.0] {
        for u in [1.35, 1.2] {
            let colour = if u > 1.3 { pale } else { paint.plum };
            clay.flat(slab(0.09, 0.02, 2.14), at(side * u, 0.115, 0.), colour);
        }
        for i in 0..11 {
            let colour = if i % 2 == 1 { pale } else { base };
            let place = at(side * 1.8, 0., -0.98 + i as f32 * 0.196).turn(rng.range(-0.15, 0.15));
            clay.put(slab(0.3, 0.06, 0.09), place, colour);
        }
    }
    for i in 0..15 {
        let place = at(rng.range(-0.95, 0.95), 0.1, rng.range(-0.85, 0.85))
            .turn(i as f32)
            .scale(1.1);
        if i % 3 == 0 {
            clay.within(place, |clay| heather(clay, make, paint.plum));
        } else {
            let pivot = place.affine().transform_point3(Vec3::ZERO);
            let delay = (pivot.x + 1.0) * 0.3;
            draft.moving.push(super::DraftPart {
                clay: {
                    let mut clay = Clay::new();
                    clay.within(place, |clay| heather(clay, make, paint.plum));
                    clay
                },
                pivot,
                motion: Motion::Ripple { delay },
            });
        }
    }
    merge_ripples(&mut draft);
    draft.add(animals::lark(make), at(0.2, 0.12, 0.5).turn(2.9).scale(1.3));
    draft.answering(Answer::Ripple)
}

/// Joins rippling parts that answer at nearly the same time: every part costs a draw.
fn merge_ripples(draft: &mut Draft) {
    let mut joined: Vec<super::DraftPart> = Vec::new();
    for part in draft.moving.drain(..) {
        let slot = |m: &Motion| {
            if let Motion::Ripple { delay } = m {
                (delay * 6.0) as i32
            } else {
                -1
            }
        };
        match joined
            .iter_mut()
            .find(|other| slot(&other.motion) == slot(&part.motion))
        {
            Some(other) => other.clay.append(&part.clay, HERE),
            None => joined.push(part),
        }
    }
    draft.moving = joined;
}
