//! Turned wooden people: a bell for a body, a ball for a head, a cap of hair.

use std::f32::consts::PI;

use glam::Vec3;

use super::{Draft, Make};
use crate::clay::{Clay, HERE, Place, at};
use crate::form::{ball, cap, cone, curve, cylinder, lathe, ring, rod, stick, tube};
use crate::motion::{Answer, Motion};
use crate::paint::{Colour, darker, hex, lighter};
use crate::rng::Rng;

pub(super) const HAIR: [Colour; 6] = [
    hex(0x6B4328),
    hex(0x3A2A26),
    hex(0xC98A3C),
    hex(0xA2552B),
    hex(0xE0B35C),
    hex(0x241C1E),
];
pub(super) const SKIN: [Colour; 5] = [
    hex(0xF0CFA8),
    hex(0xE2B98C),
    hex(0xC58F62),
    hex(0x9A6540),
    hex(0xEBC79E),
];

/// How somebody holds their arms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arms {
    Down,
    Up,
    Out,
    Wave,
    Front,
}

/// What somebody has on their head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hat {
    Bare,
    Bun,
    Tails,
    Cap,
}

/// What somebody looks like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Person {
    pub body: Colour,
    pub hair: Colour,
    pub skin: Colour,
    pub arms: Arms,
    pub hat: Hat,
}

impl Person {
    /// Somebody by chance; the toy's colour, if it has one, is what they wear.
    pub fn any(make: &Make, rng: &mut Rng, arms: Arms) -> Self {
        let p = make.paint;
        let bodies = [
            p.red,
            p.yellow,
            p.blue,
            p.green,
            p.plum,
            hex(0xE98A5B),
            hex(0x5FB3C9),
        ];
        let body = rng.pick(&bodies);
        Self {
            body,
            hair: rng.pick(&HAIR),
            skin: rng.pick(&SKIN),
            arms,
            hat: rng.pick(&[Hat::Bare, Hat::Bare, Hat::Bun, Hat::Tails, Hat::Cap]),
        }
    }
}

/// Shoulder and hand of both arms, left first.
fn reach(arms: Arms) -> [(Vec3, Vec3); 2] {
    let down = |s: f32| {
        (
            Vec3::new(s * 0.17, 0.44, 0.03),
            Vec3::new(s * 0.26, 0.2, 0.09),
        )
    };
    let up = |s: f32| {
        (
            Vec3::new(s * 0.15, 0.46, 0.0),
            Vec3::new(s * 0.36, 0.72, 0.05),
        )
    };
    let out = |s: f32| {
        (
            Vec3::new(s * 0.15, 0.46, 0.0),
            Vec3::new(s * 0.4, 0.5, 0.06),
        )
    };
    let front = |s: f32| {
        (
            Vec3::new(s * 0.14, 0.44, 0.06),
            Vec3::new(s * 0.13, 0.38, 0.34),
        )
    };
    match arms {
        Arms::Down => [down(-1.0), down(1.0)],
        Arms::Up => [up(-1.0), up(1.0)],
        Arms::Out => [out(-1.0), out(1.0)],
        Arms::Wave => [down(-1.0), up(1.0)],
        Arms::Front => [front(-1.0), front(1.0)],
    }
}

fn arm(clay: &mut Clay, make: &Make, person: &Person, (shoulder, hand): (Vec3, Vec3)) {
    let sleeve = darker(person.body, 0.04);
    if make.near() {
        clay.put(rod(shoulder, hand, 0.054, 7), HERE, sleeve);
        clay.flat(ball(0.068, 8, 5), at(hand.x, hand.y, hand.z), person.skin);
    } else {
        clay.put(stick(shoulder, hand, 0.06), HERE, sleeve);
        clay.flat(ball(0.075, 4, 2), at(hand.x, hand.y, hand.z), person.skin);
    }
}

/// A whole person in one piece, .94 high.
pub(super) fn person(clay: &mut Clay, make: &Make, person: &Person, place: Place) {
    clay.within(place, |clay| {
        trunk(clay, make, person);
        for limb in reach(person.arms) {
            arm(clay, make, person, limb);
        }
    });
}

fn trunk(clay: &mut Clay, make: &Make, person: &Person) {
    let near = make.near();
    let sides = if near { 15 } else { 8 };
    let bell: &[(f32, f32)] = if near {
        &[
            (0.25, 0.0),
            (0.275, 0.05),
            (0.25, 0.3),
            (0.155, 0.52),
            (0.0, 0.6),
        ]
    } else {
        &[(0.265, 0.0), (0.25, 0.3), (0.155, 0.52), (0.06, 0.58)]
    };
    clay.put(lathe(bell, make.soft(0.03), sides), HERE, person.body);
    if near {
        let belt = [(0.262, 0.13), (0.276, 0.14), (0.264, 0.2), (0.25, 0.21)];
        clay.flat(lathe(&belt, 0.0, sides), HERE, lighter(person.body, 0.5));
    }
    clay.within(at(0., 0.585, 0.), |clay| {
        let round = if near { 14 } else { 8 };
        if near {
            clay.flat(ball(0.2, round, 9), at(0., 0.155, 0.), person.skin);
            let crown = cap(0.213, 0.0, PI * 0.5, round, 4);
            clay.flat(crown, at(0., 0.165, -0.012).tilt(-0.42), person.hair);
        } else {
            // Face and hair are two parts of one ball: laid over each other, so few corners would mix.
            let hair = if person.hat == Hat::Cap {
                make.paint.blue
            } else {
                person.hair
            };
            clay.within(at(0., 0.155, 0.).tilt(-0.42), |clay| {
                clay.flat(cap(0.212, 0.0, PI * 0.5, round, 3), HERE, hair);
                clay.flat(cap(0.2, PI * 0.5, PI, round, 3), HERE, person.skin);
            });
        }
        match person.hat {
            Hat::Bare => {}
            Hat::Bun => clay.flat(make.bead(0.085), at(0., 0.38, -0.07), person.hair),
            Hat::Tails => {
                for side in [-1.0, 1.0] {
                    clay.flat(make.bead(0.08), at(side * 0.21, 0.13, -0.05), person.hair);
                }
            }
            Hat::Cap => {
                let blue = make.paint.blue;
                if near {
                    let dome = cap(0.224, 0.0, PI * 0.46, round, 4);
                    clay.flat(dome, at(0., 0.19, -0.015).tilt(-0.34), blue);
                }
                let peak = cylinder(0.12, 0.03, 0.0, make.sides(10));
                clay.flat(
                    peak,
                    at(0., 0.275, 0.15).tilt(0.25).stretch(1.0, 1.0, 0.8),
                    darker(blue, 0.1),
                );
            }
        }
        let dark = hex(0x2B2027);
        for side in [-1.0, 1.0] {
            let (eye, sides, rows) = if near { (0.022, 6, 4) } else { (0.027, 4, 2) };
            clay.flat(ball(eye, sides, rows), at(side * 0.072, 0.175, 0.186), dark);
            if near {
                let cheek = person.skin.lerp(make.paint.red, 0.42);
                let place = at(side * 0.12, 0.115, 0.152).stretch(1.0, 0.75, 0.4);
                clay.flat(ball(0.036, 7, 4), place, cheek);
            }
        }
        if near {
            let smile = [
                Vec3::new(-0.05, 0.107, 0.191),
                Vec3::new(0.0, 0.08, 0.199),
                Vec3::new(0.05, 0.107, 0.191),
            ];
            clay.flat(
                tube(&curve(&smile, 4, false), 0.009, 4, false),
                HERE,
                hex(0x7A3B2E),
            );
        }
    });
}

/// One of a crowd: hair and face on one ball, arms without hands; 120 triangles far away.
pub(super) fn figure(clay: &mut Clay, make: &Make, person: &Person, place: Place) {
    let (sides, rows) = if make.near() { (13, 4) } else { (8, 2) };
    clay.within(place, |clay| {
        clay.put(
            lathe(&[(0.265, 0.0), (0.24, 0.3), (0.1, 0.57)], 0.0, sides),
            HERE,
            person.body,
        );
        clay.within(at(0., 0.74, 0.).tilt(-0.3), |clay| {
            clay.flat(cap(0.21, 0.0, PI * 0.5, sides, rows), HERE, person.hair);
            clay.flat(cap(0.2, PI * 0.5, PI, sides, rows), HERE, person.skin);
        });
        for (shoulder, hand) in reach(person.arms) {
            clay.flat(stick(shoulder, hand, 0.06), HERE, person.body);
        }
        for side in [-1.0, 1.0] {
            clay.flat(
                make.bead(0.025),
                at(side * 0.072, 0.71, 0.19),
                hex(0x2B2027),
            );
        }
    });
}

/// A child; seeds choose hair, skin, hat and what the arms do, and a raised arm waves.
pub(super) fn child(make: &Make) -> Draft {
    let mut rng = Rng::new(make.seed);
    let arms = [Arms::Wave, Arms::Up, Arms::Out, Arms::Wave, Arms::Down][(make.seed % 5) as usize];
    let mut someone = Person::any(make, &mut rng, arms);
    if let Some(colour) = make.colour {
        someone.body = colour;
    }
    let mut draft = Draft::default();
    trunk(&mut draft.still, make, &someone);
    for (i, limb) in reach(arms).into_iter().enumerate() {
        let waves = match arms {
            Arms::Wave => i == 1,
            Arms::Up => true,
            _ => false,
        };
        if waves {
            let phase = rng.unit();
            let motion = Motion::Sway {
                axis: Vec3::Z,
                degrees: 14.0,
                seconds: 1.7,
                phase,
            };
            draft.part(limb.0, motion, |clay| arm(clay, make, &someone, limb));
        } else {
            arm(&mut draft.still, make, &someone, limb);
        }
    }
    draft.answering(Answer::Hop)
}

/// A snowman with a carrot and a scarf.
pub(super) fn snowman(make: &Make) -> Draft {
    let paint = make.paint;
    let mut clay = Clay::new();
    for (y, r) in [(0.28, 0.32), (0.72, 0.24), (1.04, 0.17)] {
        clay.put(
            ball(r, make.sides(16), make.sides(10)),
            at(0., y, 0.),
            hex(0xFFFFFF),
        );
    }
    clay.put(
        cone(0.045, 0.2, 0.0, 7),
        at(0., 1.04, 0.15).tilt(PI / 2.0),
        hex(0xF08A3C),
    );
    for side in [-1.0, 1.0] {
        clay.flat(ball(0.024, 6, 4), at(side * 0.06, 1.1, 0.152), paint.ink);
    }
    let arm = |side: f32| {
        let hand = Vec3::new(side * 0.5, 0.9, 0.05);
        rod(Vec3::new(side * 0.2, 0.75, 0.0), hand, 0.02, 5)
    };
    clay.put(arm(-1.0), HERE, paint.bark);
    for y in [0.66, 0.8] {
        clay.flat(ball(0.026, 6, 4), at(0., y, 0.235), paint.ink);
    }
    clay.put(
        ring(0.165, 0.055, make.sides(16), 6),
        at(0., 0.9, 0.),
        make.or(paint.red),
    );
    clay.put(
        cylinder(0.14, 0.18, 0.03, make.sides(14)),
        at(0., 1.17, 0.),
        paint.blue,
    );
    clay.put(
        cylinder(0.2, 0.03, 0.0, make.sides(14)),
        at(0., 1.16, 0.),
        paint.blue,
    );
    let mut draft = Draft::of(clay);
    let waves = make.sways(Vec3::Z, 19.0, 2.2);
    draft.part(Vec3::new(0.2, 0.75, 0.0), waves, |clay| {
        clay.put(arm(1.0), HERE, paint.bark);
    });
    draft.answering(Answer::Ring)
}
