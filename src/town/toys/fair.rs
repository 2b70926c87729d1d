//! The fair: a carousel of market stalls and wooden horses.

use std::f32::consts::{FRAC_PI_2, PI, TAU};

use glam::{Vec2, Vec3};

use super::animals::horse_body;
use super::flags::fly;
use super::{Draft, Make};
use crate::clay::{Clay, HERE, at};
use crate::form::{ball, decal, inlay, lathe, sector, slab, stick};
use crate::motion::{Answer, Motion};
use crate::paint::Colour;

/// What a stall sells.
#[derive(Clone, Copy)]
enum Goods {
    Apples,
    Cheeses,
    Cabbages,
    Plums,
    Loaves,
}

fn stall_body(clay: &mut Clay, make: &Make, colour: Colour, goods: Goods) {
    let paint = make.paint;
    clay.put(make.bit(0.72, 0.3, 0.4, 0.04), HERE, paint.wood_light);
    clay.put(
        make.bit(0.78, 0.06, 0.46, 0.02),
        at(0., 0.3, 0.),
        paint.wood,
    );
    for x in [-0.32, 0.32] {
        clay.put(
            stick(Vec3::new(x, 0.3, -0.14), Vec3::new(x, 0.9, -0.14), 0.03),
            HERE,
            paint.wood,
        );
        clay.put(
            stick(Vec3::new(x, 0.3, 0.2), Vec3::new(x, 0.76, 0.2), 0.025),
            HERE,
            paint.wood,
        );
    }
    for i in 0..6 {
        let stripe = if i % 2 == 1 { paint.paper } else { colour };
        let place = at(-0.335 + i as f32 * 0.134, 0.82, 0.03).tilt(0.35);
        clay.put(slab(0.134, 0.05, 0.52), place, stripe);
    }
    let ware = match goods {
        Goods::Apples => paint.red,
        Goods::Cheeses => paint.yellow,
        Goods::Cabbages => paint.green,
        Goods::Plums => paint.plum,
        Goods::Loaves => paint.wood,
    };
    for (x, z) in [
        (-0.24, 0.1),
        (-0.08, 0.12),
        (0.08, 0.1),
        (0.24, 0.12),
        (-0.02, -0.06),
    ] {
        clay.put(
            make.bead(0.08),
            at(x, 0.41, z).stretch(1.0, 0.85, 1.0),
            ware,
        );
    }
}

/// A market stall.
pub(super) fn stall(make: &Make) -> Draft {
    let goods = [
        Goods::Apples,
        Goods::Cheeses,
        Goods::Cabbages,
        Goods::Plums,
        Goods::Loaves,
    ];
    let mut clay = Clay::new();
    stall_body(
        &mut clay,
        make,
        make.or(make.paint.red),
        goods[(make.seed % 5) as usize],
    );
    let mut draft = Draft::of(clay);
    fly(
        &mut draft,
        make,
        at(0.32, 0.88, -0.14),
        0.3,
        0.26,
        make.paint.yellow,
    );
    draft.answering(Answer::Hop)
}

/// A striped tent roof of radius 2.3 with a scalloped edge, its rim at the origin.
fn canopy(clay: &mut Clay, make: &Make, stripe: Colour) {
    let paint = make.paint;
    let (r, h, fields) = (2.3, 1.15, 16);
    let profile = [
        (r * 0.985, -0.02),
        (r, 0.0),
        (r * 0.98, 0.06),
        (r * 0.62, h * 0.36),
        (r * 0.3, h * 0.68),
        (0.05, h),
    ];
    let steps = if make.near() { 3 } else { 1 };
    for i in 0..fields {
        let (from, to) = (
            i as f32 / fields as f32 * TAU,
            (i as f32 + 1.0) / fields as f32 * TAU,
        );
        let colour = if i % 2 == 1 { paint.paper } else { stripe };
        clay.put(sector(&profile, 0.0, from, to, steps), HERE, colour);
        let middle = (from + to) / 2.0;
        let place = at(middle.cos() * r, 0.03, middle.sin() * r).turn(FRAC_PI_2 - middle);
        let w = 2.0 * r * (PI / fields as f32).sin() * 0.52;
        let mut lobe = vec![Vec2::new(w, 0.0), Vec2::new(-w, 0.0), Vec2::new(-w, -0.1)];
        let bends = if make.near() { 5 } else { 3 };
        lobe.extend((1..bends).map(|k| {
            let turn = PI + k as f32 / bends as f32 * PI;
            Vec2::new(turn.cos() * w, -0.1 + turn.sin() * w * 0.9)
        }));
        lobe.push(Vec2::new(w, -0.1));
        let colour = if i % 2 == 1 { stripe } else { paint.yellow };
        clay.put(
            if make.near() {
                inlay(&lobe, 0.05, 0.015)
            } else {
                decal(&lobe, 0.03)
            },
            place,
            colour,
        );
    }
}

/// A carousel that turns its roof, its horses and its stalls.
pub(super) fn carousel(make: &Make) -> Draft {
    let small = Make {
        detail: super::Detail::Far,
        ..make.clone()
    };
    let paint = make.paint;
    let mut draft = Draft::default();
    let sides = make.sides(36);
    let clay = &mut draft.still;
    let base = lathe(&[(2.35, 0.0), (2.3, 0.26), (0.0, 0.26)], 0.07, sides);
    clay.coated(base, HERE, |p, n| {
        // The floor lies in the roof's shade.
        if n.y > 0.9 && p.x.hypot(p.z) < 2.0 {
            paint.wood
        } else {
            paint.wood_light
        }
    });
    let hoop = [(2.3, 0.07), (2.37, 0.08), (2.36, 0.16), (2.29, 0.17)];
    clay.flat(lathe(&hoop, 0.0, sides), HERE, paint.red);
    draft.part(
        Vec3::ZERO,
        Motion::Turn {
            axis: Vec3::Y,
            seconds: 24.0,
        },
        |clay| {
            let mast = [(0.42, 0.0), (0.3, 0.3), (0.3, 1.1), (0.3, 2.2)];
            for k in 0..8 {
                let from = k as f32 / 8.0 * TAU;
                let colour = if k % 2 == 0 {
                    paint.yellow
                } else {
                    paint.paper
                };
                clay.inside(0.8, |clay| {
                    clay.put(
                        sector(&mast, 0.0, from, from + TAU / 8.0, 1),
                        at(0., 0.25, 0.),
                        colour,
                    );
                });
            }
            clay.within(at(0., 2.35, 0.), |clay| {
                canopy(clay, make, make.or(paint.red))
            });
            clay.put(
                ball(0.13, make.sides(10), make.sides(6)),
                at(0., 3.55, 0.),
                paint.yellow,
            );
            let wares = [
                (paint.red, Goods::Apples),
                (paint.green, Goods::Cabbages),
                (paint.yellow, Goods::Loaves),
            ];
            for i in 0..6 {
                let (sin, cos) = (i as f32 / 6.0 * TAU + 0.35).sin_cos();
                let (x, z) = (cos * 1.6, sin * 1.6);
                let turn = -(i as f32 / 6.0 * TAU + 0.35);
                clay.inside(0.84, |clay| {
                    if i % 2 == 1 {
                        let colour = if i % 3 == 0 { paint.paper } else { paint.birch };
                        clay.within(at(x, 0.3, z).turn(turn + FRAC_PI_2).scale(0.95), |clay| {
                            horse_body(clay, make, colour)
                        });
                    } else {
                        let (colour, goods) = wares[i / 2];
                        let place = at(x, 0.25, z).turn(turn + FRAC_PI_2).scale(1.02);
                        clay.within(place, |clay| stall_body(clay, &small, colour, goods));
                    }
                    let foot = Vec3::new(x * 1.02, 0.3, z * 1.02);
                    clay.flat(
                        make.twig(foot, foot + Vec3::Y * 2.15, 0.03),
                        HERE,
                        paint.yellow,
                    );
                });
            }
        },
    );
    fly(&mut draft, make, at(0., 3.6, 0.), 0.6, 0.5, paint.blue);
    draft.answering(Answer::Hurry)
}
