//! What hangs in the air: balloon, kite and cloud. Each floats above the place where it stands.

use std::f32::consts::TAU;

use glam::{Vec2, Vec3};

use super::people::{Arms, Person, person};
use super::{Draft, Make};
use crate::clay::{Clay, HERE, at};
use crate::form::{ball, block, curve, plate, sector, slab, stick, tube};
use crate::light::Surface;
use crate::motion::{Answer, Motion};
use crate::paint::hex;
use crate::rng::Rng;

/// A hot-air balloon that drifts up and down, basket at the foot.
pub(super) fn balloon(make: &Make) -> Draft {
    let paint = make.paint;
    let mut draft = Draft::default();
    let colour = make.or(paint.red);
    let motion = Motion::Drift {
        by: Vec3::new(0.06, 0.22, 0.0),
        seconds: 6.4,
        phase: 0.15,
    };
    draft.part(Vec3::ZERO, motion, |clay| {
        let bag = [
            (0.0, 0.0),
            (0.25, 0.04),
            (0.62, 0.55),
            (0.92, 1.05),
            (1.0, 1.5),
            (0.86, 1.95),
            (0.5, 2.25),
            (0.0, 2.35),
        ];
        let (fields, steps) = (12, if make.near() { 2 } else { 1 });
        for i in 0..fields {
            let from = i as f32 / fields as f32 * TAU;
            let gore = sector(&bag, 0.0, from, from + TAU / fields as f32, steps);
            clay.put(
                gore,
                at(0., 1.2, 0.),
                if i % 2 == 0 { colour } else { paint.cream },
            );
        }
        for (x, z) in [(-1.0, 1.0), (1.0, 1.0), (1.0, -1.0), (-1.0, -1.0)] {
            let low = Vec3::new(x * 0.2, 0.4, z * 0.2);
            clay.flat(
                stick(low, Vec3::new(x * 0.24, 1.27, z * 0.24), 0.018),
                HERE,
                paint.wood,
            );
        }
        let mut rng = Rng::new(make.seed.wrapping_add(3));
        let rider = Person::any(make, &mut rng, Arms::Wave);
        person(clay, make, &rider, at(0., 0.15, 0.).turn(0.1).scale(0.7));
        clay.put(block(0.5, 0.4, 0.5, 0.08), HERE, paint.wood);
        clay.put(
            block(0.56, 0.09, 0.56, 0.04),
            at(0., 0.36, 0.),
            paint.wood_light,
        );
    });
    draft.answering(Answer::Ring)
}

/// A kite with a tail, its middle 1.6 above the foot.
pub(super) fn kite(make: &Make) -> Draft {
    let paint = make.paint;
    let mut draft = Draft::default();
    let middle = Vec3::Y * 1.6;
    let motion = Motion::Sway {
        axis: Vec3::Z,
        degrees: 9.0,
        seconds: 4.1,
        phase: (make.seed % 5) as f32 / 5.0,
    };
    draft.part(middle, motion, |clay| {
        clay.within(at(0., 1.6, 0.).roll(-0.12), |clay| {
            let top = make.or(paint.yellow);
            for (outline, colour) in [
                ([(0.0, 0.5), (0.0, 0.1), (0.42, 0.1)], top),
                ([(0.0, 0.5), (-0.42, 0.1), (0.0, 0.1)], paint.blue),
                ([(0.0, 0.1), (0.0, -0.6), (0.42, 0.1)], paint.red),
                ([(0.0, 0.1), (-0.42, 0.1), (0.0, -0.6)], paint.green),
            ] {
                clay.put(plate(&outline.map(Vec2::from), 0.06, 0.015), HERE, colour);
            }
            let tail = [
                (0.0, -0.6, 0.0),
                (0.15, -0.9, 0.05),
                (-0.1, -1.2, 0.0),
                (0.1, -1.5, 0.0),
            ]
            .map(Vec3::from);
            clay.flat(
                tube(&curve(&tail, 12, false), 0.018, 4, false),
                HERE,
                paint.wood,
            );
            for (y, x) in [(-0.9, 0.14), (-1.2, -0.1), (-1.45, 0.06)] {
                clay.put(slab(0.22, 0.08, 0.04), at(x, y, 0.).roll(0.4), paint.blue);
            }
        });
    });
    draft.answering(Answer::Ring)
}

/// A cloud, its middle at the foot, on a thread that leaves the picture.
pub(super) fn cloud(make: &Make) -> Draft {
    let mut draft = Draft::default();
    let phase = (make.seed % 9) as f32 / 9.0;
    let motion = Motion::Drift {
        by: Vec3::new(0.28, 0.06, 0.0),
        seconds: 11.0,
        phase,
    };
    draft.part(Vec3::ZERO, motion, |clay| {
        cloud_body(clay, make);
        let thread = stick(Vec3::Y * 0.4, Vec3::Y * 14.0, 0.02);
        clay.of(Surface::Airy, |clay| clay.flat(thread, HERE, hex(0xC9D8DC)));
    });
    draft.answering(Answer::Squash)
}

fn cloud_body(clay: &mut Clay, make: &Make) {
    let top = make.or(hex(0xFFFFFF));
    clay.of(Surface::Airy, |clay| {
        for (x, y, z, r) in [
            (0.0, 0.05, 0.0, 0.62),
            (-0.68, -0.08, 0.05, 0.42),
            (0.66, -0.05, 0.0, 0.48),
            (0.25, 0.3, -0.05, 0.42),
            (-0.3, 0.25, 0.08, 0.38),
            (1.15, -0.2, 0.03, 0.28),
            (-1.12, -0.22, 0.02, 0.27),
        ] {
            let form = if make.near() {
                ball(r, 13, 8)
            } else {
                ball(r, 8, 5)
            };
            clay.graded(
                form,
                at(x, y, z).stretch(1.0, 0.86, 0.5),
                top,
                hex(0xDCE9F0),
            );
        }
    });
}
