//! The airport: a slide that is a runway, and the plane.

use std::f32::consts::{FRAC_PI_2, PI, TAU};

use glam::{Vec2, Vec3};

use super::garden::rungs;
use super::{Draft, Make};
use crate::clay::{Clay, HERE, at};
use crate::form::{Form, ball, block, curve, cylinder, lathe, plate, rod, slab};
use crate::motion::{Answer, Motion};

/// A plane over the place where it stands; it looks along +x and loops when it is touched.
pub(super) fn plane(make: &Make) -> Draft {
    let paint = make.paint;
    let mut clay = Clay::new();
    let profile = [
        (0.0, -0.95),
        (0.12, -0.88),
        (0.26, -0.3),
        (0.3, 0.25),
        (0.26, 0.62),
        (0.13, 0.8),
        (0.0, 0.84),
    ];
    let (colour, belly) = (make.or(paint.red), paint.paper);
    let body = lathe(&profile, 0.06, make.sides(20));
    clay.coated(body, HERE.roll(-FRAC_PI_2), |p, _| {
        if p.x < -0.02 { colour } else { belly }
    });
    let wing = [(-0.25, 0.0), (0.25, 0.0), (0.05, 1.15), (-0.17, 1.15)].map(Vec2::from);
    clay.put(
        plate(&wing, 0.08, 0.03),
        at(0.08, -0.06, 0.12).tilt(FRAC_PI_2),
        paint.yellow,
    );
    clay.put(
        plate(&wing, 0.08, 0.03),
        at(0.08, -0.06, -0.12).tilt(-FRAC_PI_2),
        paint.yellow,
    );
    let fin = [(-0.18, 0.0), (0.14, 0.0), (-0.06, 0.48), (-0.22, 0.48)].map(Vec2::from);
    clay.put(plate(&fin, 0.06, 0.02), at(-0.74, 0.1, 0.), paint.yellow);
    for side in [-1.0, 1.0] {
        clay.put(
            plate(&fin, 0.05, 0.02),
            at(-0.76, 0.04, 0.).tilt(side * FRAC_PI_2),
            paint.yellow,
        );
        for i in 0..4 {
            let place = at(0.32 - i as f32 * 0.2, 0.1, side * 0.258).stretch(1.0, 1.0, 0.4);
            clay.pane(make.bead(0.055), place, paint);
        }
        clay.put(
            cylinder(0.1, 0.28, make.soft(0.04), make.sides(12)),
            at(0.0, -0.16, side * 0.55).roll(-FRAC_PI_2),
            paint.blue,
        );
    }
    clay.pane(
        ball(0.17, make.sides(10), make.sides(6)),
        at(0.58, 0.13, 0.).stretch(1.0, 0.6, 0.95),
        paint,
    );
    let mut draft = Draft::default();
    let mut body = Clay::new();
    body.append(&clay, at(0., 0.55, 0.));
    draft.moving.push(super::DraftPart {
        clay: body,
        pivot: Vec3::Y * 0.55,
        motion: Motion::Drift {
            by: Vec3::Y * 0.12,
            seconds: 4.2,
            phase: 0.1,
        },
    });
    draft.answering(Answer::Spin)
}

/// The middle line of the slide, from its head to its end.
fn chute() -> Vec<Vec3> {
    [
        (-2.5, 2.35),
        (-2.1, 2.3),
        (-1.6, 1.85),
        (-1.0, 1.15),
        (-0.3, 0.55),
        (0.5, 0.26),
        (1.5, 0.2),
        (2.6, 0.2),
        (3.15, 0.28),
        (3.5, 0.46),
    ]
    .map(|(x, y)| Vec3::new(x, y, 0.0))
    .to_vec()
}

/// Across the chute from left to right: z, height above the line, normal's z and normal's height.
const ACROSS: [(f32, f32, f32, f32); 10] = [
    (-0.62, -0.08, -1.0, 0.0),
    (-0.62, 0.22, -1.0, 0.2),
    (-0.59, 0.27, -0.3, 1.0),
    (-0.54, 0.26, 0.4, 1.0),
    (-0.50, 0.03, 0.9, 0.5),
    (0.50, 0.03, -0.9, 0.5),
    (0.54, 0.26, -0.4, 1.0),
    (0.59, 0.27, 0.3, 1.0),
    (0.62, 0.22, 1.0, 0.2),
    (0.62, -0.08, 1.0, 0.0),
];

fn trough(line: &[Vec3], from: usize, to: usize, floor: bool) -> Form {
    let mut form = Form::default();
    let mut before: Option<u32> = None;
    for i in 0..line.len() {
        let way =
            (line[(i + 1).min(line.len() - 1)] - line[i.saturating_sub(1)]).normalize_or(Vec3::X);
        let up = Vec3::new(-way.y, way.x, 0.0);
        let first = form.points.len() as u32;
        for &(z, y, nz, ny) in &ACROSS[from..=to] {
            let normal = if floor { up } else { up * ny + Vec3::Z * nz };
            form.point(
                line[i] + up * y + Vec3::Z * z,
                normal,
                if ny == 1.0 { 0.8 } else { 0.0 },
            );
        }
        if let Some(start) = before {
            for j in 0..(to - from) as u32 {
                form.quad(start + j, start + j + 1, first + j + 1, first + j);
            }
        }
        before = Some(first);
    }
    form
}

/// A slide that is a runway, along +x, with its control tower for a ladder house.
pub(super) fn slide_runway(make: &Make) -> Draft {
    let paint = make.paint;
    let mut draft = Draft::default();
    let clay = &mut draft.still;
    let line = curve(&chute(), make.sides(30), false);
    clay.flat(trough(&line, 0, 4, false), HERE, paint.yellow);
    clay.flat(trough(&line, 5, 9, false), HERE, paint.yellow);
    clay.inside(0.94, |clay| {
        clay.flat(trough(&line, 4, 5, true), HERE, make.or(paint.blue))
    });
    let fine = curve(&chute(), 60, false);
    for i in (6..57).step_by(5) {
        let (p, q) = (fine[i], fine[i + 1]);
        let way = (q - p).normalize_or(Vec3::X);
        let place = at(p.x - way.y * 0.03, p.y + way.x * 0.03, 0.).roll(way.y.atan2(way.x));
        clay.flat(slab(0.24, 0.02, 0.09), place, paint.paper);
    }
    for (x, z) in [(-1.0, -1.0), (-1.0, 1.0), (1.0, -1.0), (1.0, 1.0)] {
        let foot = Vec3::new(-3.0 + x * 0.48, 0.0, z * 0.48);
        clay.put(
            rod(
                foot,
                Vec3::new(-3.0 + x * 0.42, 2.3, z * 0.42),
                0.08,
                make.sides(8),
            ),
            HERE,
            paint.wood_light,
        );
    }
    clay.put(block(1.3, 0.14, 1.35, 0.05), at(-3., 2.2, 0.), paint.wood);
    for (x, z) in [(-0.9_f32, 0.4_f32), (1.5, 0.35), (2.6, 0.35)] {
        for side in [-1.0, 1.0] {
            let y = if x < 0.0 { 0.95 } else { 0.15 };
            clay.put(
                make.twig(Vec3::new(x, 0.0, side * z), Vec3::new(x, y, side * z), 0.06),
                HERE,
                paint.wood_light,
            );
        }
    }
    cabin(clay, make);
    clay.within(at(-3.66, 0., 0.).turn(-FRAC_PI_2), |clay| {
        rungs(clay, make, 2.4, 0.55)
    });
    let top = Vec3::new(-3.0, 3.55, 0.0);
    draft.part(
        top,
        Motion::Turn {
            axis: Vec3::Y,
            seconds: 5.0,
        },
        |clay| {
            clay.put(
                block(0.44, 0.1, 0.08, 0.03),
                at(top.x, top.y, 0.),
                paint.yellow,
            );
            clay.put(
                block(0.12, 0.14, 0.1, 0.03),
                at(top.x + 0.2, top.y - 0.02, 0.),
                paint.red,
            );
        },
    );
    draft.answering(Answer::Squash)
}

fn cabin(clay: &mut Clay, make: &Make) {
    let paint = make.paint;
    clay.within(at(-3., 2.33, 0.), |clay| {
        let eighth = |profile: &[(f32, f32)]| {
            // A flat side forward, not an edge.
            let mut form = lathe(profile, 0.03, 8);
            let (sin, cos) = (TAU / 16.0).sin_cos();
            for v in form.points.iter_mut().chain(form.normals.iter_mut()) {
                *v = Vec3::new(v.x * cos + v.z * sin, v.y, v.z * cos - v.x * sin);
            }
            form
        };
        clay.put(eighth(&[(0.42, 0.0), (0.42, 0.2)]), HERE, paint.paper);
        clay.pane(
            eighth(&[(0.44, 0.0), (0.58, 0.42)]),
            at(0., 0.19, 0.),
            paint,
        );
        clay.put(
            eighth(&[
                (0.4, 0.0),
                (0.7, 0.0),
                (0.64, 0.13),
                (0.1, 0.26),
                (0.0, 0.26),
            ]),
            at(0., 0.6, 0.),
            paint.red,
        );
        clay.put(
            rod(Vec3::Y * 0.8, Vec3::Y * 1.2, 0.025, 5),
            HERE,
            paint.wood,
        );
        for k in 0..8 {
            let turn = (k as f32 + 0.5) * PI / 4.0;
            let (sin, cos) = turn.sin_cos();
            let (low, high) = (
                Vec3::new(cos * 0.45, 0.19, sin * 0.45),
                Vec3::new(cos * 0.59, 0.61, sin * 0.59),
            );
            clay.flat(make.twig(low, high, 0.022), HERE, paint.paper);
        }
    });
}
