//! The windmill and the wind turbine.

use std::f32::consts::{FRAC_PI_2, TAU};

use glam::{Vec2, Vec3};

use super::{Draft, Make};
use crate::clay::{HERE, at};
use crate::form::{arch, ball, block, inlay, lathe, plate, rod, rounded, slab};
use crate::light::Surface;
use crate::motion::{Answer, Motion};

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
