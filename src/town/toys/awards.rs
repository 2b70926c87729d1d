//! Signs of ideas: megaphone, ice cream, crown, heart, scales, globe.

use std::f32::consts::{FRAC_PI_2, PI, TAU};

use glam::{Vec2, Vec3};

use super::people::{Arms, HAIR, Hat, Person, SKIN, person};
use super::{Draft, Make};
use crate::clay::{HERE, at};
use crate::form::{ball, block, cylinder, lathe, plate, rod, stick};
use crate::motion::{Answer, Motion};
use crate::paint::{darker, hex};

/// A child with a megaphone.
pub(super) fn megaphone(make: &Make) -> Draft {
    let p = make.paint;
    let mut draft = Draft::default();
    let speaker = Person {
        body: p.green,
        hair: HAIR[5],
        skin: SKIN[3],
        arms: Arms::Front,
        hat: Hat::Bare,
    };
    person(
        &mut draft.still,
        make,
        &speaker,
        at(-0.6, 0., 0.05).turn(0.6).scale(1.3),
    );
    let grip = Vec3::new(-0.25, 0.75, 0.42);
    let colour = make.or(p.red);
    draft.part(
        grip,
        Motion::Sway {
            axis: Vec3::Z,
            degrees: 4.0,
            seconds: 2.8,
            phase: 0.0,
        },
        |clay| {
            clay.within(
                at(grip.x, grip.y, grip.z)
                    .turn(-0.5)
                    .roll(0.16 - FRAC_PI_2)
                    .scale(0.85),
                |clay| {
                    let sides = make.sides(20);
                    clay.put(
                        lathe(&[(0.0, 0.0), (0.16, 0.0), (0.2, 0.3)], 0.03, sides),
                        HERE,
                        p.cream,
                    );
                    clay.put(
                        lathe(&[(0.2, 0.3), (0.38, 0.78), (0.56, 1.12)], 0.0, sides),
                        HERE,
                        colour,
                    );
                    clay.put(
                        lathe(
                            &[(0.56, 1.12), (0.63, 1.25), (0.66, 1.3), (0.58, 1.28)],
                            0.02,
                            sides,
                        ),
                        HERE,
                        p.yellow,
                    );
                    clay.inside(0.8, |clay| {
                        clay.flat(
                            lathe(&[(0.58, 1.28), (0.34, 0.9), (0.1, 0.5)], 0.0, sides),
                            HERE,
                            darker(colour, 0.1),
                        );
                        clay.flat(
                            lathe(&[(0.12, 0.5), (0.0, 0.52)], 0.0, sides),
                            HERE,
                            darker(colour, 0.35),
                        );
                    });
                },
            );
        },
    );
    draft.answering(Answer::Ring)
}

/// An ice cream of three scoops in a waffle.
pub(super) fn ice_cream(make: &Make) -> Draft {
    let p = make.paint;
    let mut draft = Draft::default();
    let clay = &mut draft.still;
    let sides = make.sides(21);
    let cornet = [
        (0.04, 0.0),
        (0.17, 0.47),
        (0.3, 0.93),
        (0.27, 0.98),
        (0.0, 0.98),
    ];
    let (dark, pale) = (hex(0xC98F5B), hex(0xE9BE80));
    clay.graded(lathe(&cornet, 0.02, sides), HERE, pale, dark);
    // The waffle: thin rods wound both ways.
    for i in 0..7 {
        for way in [-1.0, 1.0] {
            let line: Vec<Vec3> = (0..5)
                .map(|k| {
                    let t = k as f32 / 4.0;
                    let (sin, cos) = (i as f32 / 7.0 * TAU + way * t * 1.2).sin_cos();
                    let r = 0.05 + 0.255 * t;
                    Vec3::new(cos * r, 0.02 + t * 0.9, sin * r)
                })
                .collect();
            clay.flat(crate::form::tube(&line, 0.012, 3, false), HERE, dark);
        }
    }
    let rows = make.sides(13);
    clay.put(
        ball(0.34, sides, rows),
        at(0., 1.12, 0.),
        make.or(hex(0xF4A6A0)),
    );
    clay.put(ball(0.3, sides, rows), at(0.05, 1.52, 0.), p.cream);
    clay.put(ball(0.1, 10, 6), at(0.05, 1.86, 0.), p.red);
    draft.answering(Answer::Ring)
}

/// A crown on its cushion.
pub(super) fn crown(make: &Make) -> Draft {
    let p = make.paint;
    let mut draft = Draft::default();
    let clay = &mut draft.still;
    let cushion = make.or(p.plum);
    clay.put(block(1.3, 0.32, 1.1, 0.16), HERE, cushion);
    clay.put(
        block(1.08, 0.2, 0.92, 0.1),
        at(0., 0.26, 0.),
        cushion.lerp(Vec3::ONE, 0.2),
    );
    for (x, z) in [(-0.6, -0.5), (-0.6, 0.5), (0.6, -0.5), (0.6, 0.5)] {
        clay.put(ball(0.09, 8, 5), at(x, 0.17, z), p.yellow);
    }
    let lift = Vec3::Y * 0.46;
    draft.part(
        lift,
        Motion::Turn {
            axis: Vec3::Y,
            seconds: 16.0,
        },
        |clay| {
            clay.within(at(0., lift.y, 0.).tilt(0.06), |clay| {
                let r = 0.5;
                let band = [
                    (r - 0.03, 0.0),
                    (r + 0.05, 0.0),
                    (r + 0.05, 0.28),
                    (r - 0.02, 0.28),
                    (r - 0.03, 0.02),
                ];
                clay.put(lathe(&band, 0.015, make.sides(24)), HERE, p.yellow);
                let gems = [p.red, p.blue, p.green, p.plum, p.red];
                for (i, gem) in gems.into_iter().enumerate() {
                    let (sin, cos) = (i as f32 / 5.0 * TAU + 0.3).sin_cos();
                    let turn = FRAC_PI_2 - (i as f32 / 5.0 * TAU + 0.3);
                    clay.within(at(cos * r, 0.24, sin * r).turn(turn), |clay| {
                        let tooth = [(-0.27, 0.0), (0.27, 0.0), (0.0, 0.46)].map(Vec2::from);
                        clay.put(plate(&tooth, 0.06, 0.02), HERE, p.yellow);
                        clay.put(ball(0.078, 8, 6), at(0., 0.48, 0.), gem);
                    });
                }
            });
        },
    );
    draft.answering(Answer::Spin)
}

/// A heart that beats softly, on a foot.
pub(super) fn heart(make: &Make) -> Draft {
    let p = make.paint;
    let mut draft = Draft::default();
    draft.still.put(
        cylinder(0.34, 0.12, 0.04, make.sides(16)),
        HERE,
        p.wood_light,
    );
    let middle = Vec3::Y * 0.75;
    draft.part(
        middle,
        Motion::Sway {
            axis: Vec3::Y,
            degrees: 14.0,
            seconds: 4.0,
            phase: 0.0,
        },
        |clay| {
            let steps = make.sides(48);
            let curve = |i: usize| {
                let t = i as f32 / steps as f32 * TAU;
                let x = 16.0 * t.sin().powi(3);
                let y = 13.0 * t.cos()
                    - 5.0 * (2.0 * t).cos()
                    - 2.0 * (3.0 * t).cos()
                    - (4.0 * t).cos();
                Vec2::new(x, y) * 0.04
            };
            // The curve's points crowd together at the cleft and the tip, where a bevel has no room.
            let mut outline: Vec<Vec2> = Vec::new();
            for point in (0..steps).map(curve) {
                if outline
                    .last()
                    .is_none_or(|last| last.distance(point) > 0.07)
                {
                    outline.push(point);
                }
            }
            clay.put(
                plate(&outline, 0.34, 0.06),
                at(0., 0.78, 0.),
                make.or(p.red),
            );
        },
    );
    draft.answering(Answer::Hop)
}

/// Scales that weigh to and fro.
pub(super) fn scales(make: &Make) -> Draft {
    let p = make.paint;
    let mut draft = Draft::default();
    let clay = &mut draft.still;
    clay.put(
        lathe(
            &[
                (0.55, 0.0),
                (0.5, 0.12),
                (0.12, 0.22),
                (0.07, 0.4),
                (0.06, 1.5),
            ],
            0.03,
            make.sides(18),
        ),
        HERE,
        p.wood_light,
    );
    clay.put(ball(0.12, 10, 6), at(0., 1.62, 0.), p.yellow);
    let hub = Vec3::Y * 1.5;
    draft.part(
        hub,
        Motion::Sway {
            axis: Vec3::Z,
            degrees: 7.0,
            seconds: 4.2,
            phase: 0.0,
        },
        |clay| {
            clay.put(
                rod(
                    Vec3::new(-0.95, 1.5, 0.08),
                    Vec3::new(0.95, 1.5, 0.08),
                    0.06,
                    6,
                ),
                HERE,
                make.or(p.red),
            );
            for (side, colour) in [(-1.0, p.blue), (1.0, p.green)] {
                let top = Vec3::new(side * 0.9, 1.5, 0.08);
                for k in 0..3 {
                    let (sin, cos) = (k as f32 / 3.0 * TAU + 0.5).sin_cos();
                    let rim = Vec3::new(side * 0.9 + cos * 0.36, 0.72, 0.08 + sin * 0.36);
                    clay.flat(stick(top, rim, 0.018), HERE, p.wood);
                }
                let pan = [
                    (0.0, 0.0),
                    (0.24, 0.02),
                    (0.4, 0.14),
                    (0.36, 0.14),
                    (0.0, 0.06),
                ];
                clay.put(
                    lathe(&pan, 0.0, make.sides(16)),
                    at(side * 0.9, 0.6, 0.08),
                    p.yellow,
                );
                clay.put(
                    block(0.24, 0.24, 0.24, 0.04),
                    at(side * 0.9, 0.68, 0.08).turn(0.3),
                    colour,
                );
            }
        },
    );
    draft.answering(Answer::Ring)
}

/// A globe that turns on its foot. The lands are no map: five green patches.
pub(super) fn globe(make: &Make) -> Draft {
    let p = make.paint;
    let mut draft = Draft::default();
    let clay = &mut draft.still;
    clay.put(
        lathe(
            &[(0.45, 0.0), (0.42, 0.1), (0.08, 0.2), (0.06, 0.42)],
            0.03,
            make.sides(18),
        ),
        HERE,
        p.wood,
    );
    let middle = Vec3::Y * 1.0;
    let arc: Vec<Vec3> = (0..=10)
        .map(|i| {
            let turn = -FRAC_PI_2 + i as f32 / 10.0 * PI;
            Vec3::new(turn.cos() * 0.66, 1.0 + turn.sin() * 0.66, 0.0)
        })
        .collect();
    clay.within(at(0., 1.0, 0.).roll(0.3), |clay| {
        clay.within(at(0., -1.0, 0.), |clay| {
            clay.put(crate::form::tube(&arc, 0.05, 6, false), HERE, p.wood_light);
        });
    });
    let axis = Vec3::new(-0.295, 0.955, 0.0);
    draft.part(
        middle,
        Motion::Turn {
            axis,
            seconds: 14.0,
        },
        |clay| {
            clay.within(at(0., 1.0, 0.), |clay| {
                clay.put(
                    ball(0.55, make.sides(22), make.sides(14)),
                    HERE,
                    make.or(p.water),
                );
                for (a, b, size) in [
                    (0.3_f32, 0.4_f32, 0.3),
                    (1.7, -0.2, 0.34),
                    (3.0, 0.5, 0.28),
                    (4.2, -0.1, 0.3),
                    (5.4, 0.3, 0.22),
                ] {
                    let out = Vec3::new(a.cos() * b.cos(), b.sin(), a.sin() * b.cos());
                    let place = at(out.x * 0.34, out.y * 0.34, out.z * 0.34);
                    clay.put(
                        ball(size, make.sides(12), make.sides(8)),
                        place.stretch(1.0, 0.9, 1.0),
                        p.green,
                    );
                }
            });
        },
    );
    draft.answering(Answer::Spin)
}
