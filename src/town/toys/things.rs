//! Things from a child's table and bag: workbench, blocks, pencil, book, ball, suitcase, umbrella.

use std::f32::consts::{FRAC_PI_2, PI, TAU};

use glam::{Vec2, Vec3};

use super::{Draft, Make};
use crate::clay::{Clay, HERE, at};
use crate::form::{Form, ball, block, cone, cylinder, lathe, plate, ring, rod, sector, slab};
use crate::motion::{Answer, Motion};
use crate::paint::{Colour, lighter};

/// A pencil along +x, `length` without its tip, lying on y = 0.
fn pencil_body(clay: &mut Clay, make: &Make, colour: Colour, length: f32) {
    let paint = make.paint;
    clay.within(at(0., 0.1, 0.).roll(-FRAC_PI_2), |clay| {
        let sides = if make.near() { 8 } else { 6 };
        clay.put(
            lathe(&[(0.0, 0.0), (0.1, 0.0), (0.1, length)], 0.0, sides),
            HERE,
            colour,
        );
        clay.flat(
            lathe(&[(0.1, length), (0.035, length + 0.2)], 0.0, sides),
            HERE,
            paint.birch,
        );
        clay.flat(
            lathe(&[(0.035, length + 0.2), (0.0, length + 0.29)], 0.0, sides),
            HERE,
            colour,
        );
        clay.put(
            lathe(&[(0.0, -0.1), (0.104, -0.1), (0.104, 0.06)], 0.02, sides),
            HERE,
            paint.red,
        );
        clay.flat(
            lathe(&[(0.107, 0.04), (0.107, 0.12)], 0.0, sides),
            HERE,
            paint.birch,
        );
    });
}

/// A pencil lying along +x.
pub(super) fn pencil(make: &Make) -> Draft {
    let mut clay = Clay::new();
    clay.within(at(-0.9, 0., 0.), |clay| {
        pencil_body(clay, make, make.or(make.paint.yellow), 1.6)
    });
    Draft::of(clay).answering(Answer::Hop)
}

/// A sheet with one lifted corner, `w` by `d`, on y = 0.
fn sheet(w: f32, d: f32) -> Form {
    let mut form = Form::default();
    let steps = 8;
    let mut before: Option<u32> = None;
    for i in 0..=steps {
        let u = i as f32 / steps as f32 * 2.0 - 1.0;
        let lift = ((u - 0.6) / 0.4).max(0.0);
        let normal = Vec3::new(-lift, 1.0, 0.0);
        let y = 0.012 + lift * lift * 0.22;
        let a = form.point(Vec3::new(u * w / 2.0, y, -d / 2.0), normal, 0.0);
        form.point(Vec3::new(u * w / 2.0, y, d / 2.0), normal, 0.0);
        if let Some(start) = before {
            form.quad(start, a, a + 1, start + 1);
        }
        before = Some(a);
    }
    form
}

/// A drawing of the tower, about the origin.
fn drawing(clay: &mut Clay, make: &Make) {
    let paint = make.paint;
    clay.flat(sheet(1.5, 1.15), HERE, paint.paper);
    let mut line = |x: f32, z: f32, w: f32, d: f32| {
        clay.flat(slab(w, 0.012, d), at(x, 0.014, z), paint.blue);
    };
    for (z, w) in [(0.4, 0.62), (0.2, 0.54), (0.0, 0.46), (-0.2, 0.36)] {
        line(-0.2, z, w, 0.022);
        line(-0.2 - w / 2.0, z - 0.095, 0.022, 0.19);
        line(-0.2 + w / 2.0, z - 0.095, 0.022, 0.19);
    }
    line(-0.2, -0.39, 0.36, 0.022);
    for z in [0.3, 0.1, -0.1, -0.3] {
        clay.flat(
            cylinder(0.05, 0.02, 0.0, make.sides(8)),
            at(-0.2, 0.012, z),
            paint.red,
        );
    }
    let gable = [(-0.19, 0.0), (0.19, 0.0), (0.0, 0.15)].map(Vec2::from);
    clay.flat(
        plate(&gable, 0.02, 0.0),
        at(-0.2, 0.018, -0.41).tilt(-FRAC_PI_2),
        paint.yellow,
    );
}

/// A workbench with the drawing of a tower on it, and the first one of blocks.
pub(super) fn workbench(make: &Make) -> Draft {
    let paint = make.paint;
    let (w, d, h) = (2.9, 1.5, 0.9);
    let mut draft = Draft::default();
    let clay = &mut draft.still;
    for (x, z) in [(-1.0, -1.0), (-1.0, 1.0), (1.0, -1.0), (1.0, 1.0)] {
        clay.put(
            block(0.24, h, 0.24, 0.05),
            at(x * (w / 2.0 - 0.26), 0., z * (d / 2.0 - 0.24)),
            paint.wood,
        );
    }
    clay.inside(0.85, |clay| {
        clay.put(
            block(w - 0.5, 0.12, 0.1, 0.03),
            at(0., 0.28, 0.5),
            paint.wood,
        )
    });
    for i in 0..4 {
        let colour = if i % 2 == 1 {
            paint.wood_light
        } else {
            paint.birch
        };
        let z = -d / 2.0 + d / 8.0 + i as f32 * d / 4.0;
        clay.put(block(w, 0.17, d / 4.0 - 0.01, 0.045), at(0., h, z), colour);
    }
    clay.put(
        block(0.3, 0.3, 0.6, 0.06),
        at(-w / 2.0 - 0.12, h - 0.1, 0.25),
        make.or(paint.red),
    );
    let screw = |x: f32, y: f32| Vec3::new(-w / 2.0 - x, h + y, 0.25);
    clay.put(
        rod(screw(0.3, 0.05), screw(0.55, 0.05), 0.05, 6),
        HERE,
        paint.wood,
    );
    clay.put(
        rod(screw(0.55, -0.13), screw(0.55, 0.22), 0.038, 6),
        HERE,
        paint.birch,
    );
    let top = h + 0.18;
    clay.within(at(-0.85, top, 0.3).turn(0.7).scale(0.8), |clay| {
        pencil_body(clay, make, paint.blue, 0.8)
    });
    clay.within(at(-1.05, top, -0.35), |clay| {
        clay.put(cylinder(0.2, 0.36, 0.03, make.sides(14)), HERE, paint.green);
        for (x, z, colour) in [
            (0.06, 0.03, paint.red),
            (-0.07, 0.05, paint.yellow),
            (0.0, -0.07, paint.plum),
        ] {
            let (low, high) = (Vec3::new(x, 0.2, z), Vec3::new(x * 2.4, 0.72, z * 2.0));
            clay.put(rod(low, high, 0.038, 5), HERE, colour);
        }
    });
    clay.within(at(-0.25, top, -0.5).turn(0.2), |clay| {
        let mut y = 0.0;
        for (w, colour) in [
            (0.42, paint.wood),
            (0.36, paint.red),
            (0.3, paint.yellow),
            (0.24, paint.blue),
        ] {
            clay.put(block(w, 0.2, w, 0.03), at(0., y, 0.).turn(y), colour);
            y += 0.2;
        }
        clay.put(
            cone(0.16, 0.26, 0.0, make.sides(12)),
            at(0., y, 0.),
            paint.red,
        );
    });
    let paper = Vec3::new(0.25, top, 0.08);
    let motion = Motion::Sway {
        axis: Vec3::Y,
        degrees: 2.5,
        seconds: 5.2,
        phase: 0.0,
    };
    draft.part(paper, motion, |clay| {
        clay.within(at(paper.x, paper.y, paper.z).turn(0.12), |clay| {
            drawing(clay, make)
        });
    });
    draft.answering(Answer::Hop)
}

/// Three building blocks.
pub(super) fn blocks(make: &Make) -> Draft {
    let p = make.paint;
    let mut clay = Clay::new();
    for (x, y, z, colour, turn) in [
        (-0.3, 0.0, 0.1, p.red, 0.2),
        (0.35, 0.0, 0.0, p.blue, -0.3),
        (0.0, 0.5, 0.05, make.or(p.yellow), 0.5),
    ] {
        clay.put(
            crate::form::fine_block(0.52, 0.5, 0.52, 0.07),
            at(x, y, z).turn(turn),
            colour,
        );
    }
    Draft::of(clay).answering(Answer::Hop)
}

/// A ball with a pale band.
pub(super) fn ball_toy(make: &Make) -> Draft {
    let p = make.paint;
    let colour = make.or(p.red);
    let mut clay = Clay::new();
    let (r, sides) = (0.5, make.sides(22));
    clay.within(at(0., r, 0.).roll(0.5), |clay| {
        let mut zone = |from: f32, to: f32, rows: usize, colour: Colour| {
            clay.graded(
                crate::form::cap(r, from, to, sides, rows),
                HERE,
                lighter(colour, 0.1),
                colour,
            );
        };
        zone(0.0, PI * 0.42, 5, colour);
        zone(PI * 0.42, PI * 0.58, 2, p.paper);
        zone(PI * 0.58, PI, 5, colour);
    });
    Draft::of(clay).answering(Answer::Hop)
}

/// An open book on its back.
pub(super) fn book(make: &Make) -> Draft {
    let p = make.paint;
    let mut clay = Clay::new();
    for side in [-1.0, 1.0] {
        clay.within(HERE.roll(side * 0.16), |clay| {
            clay.put(
                block(0.9, 0.05, 1.15, 0.02),
                at(side * 0.45, 0.06, 0.),
                make.or(p.blue),
            );
            clay.put(
                block(0.82, 0.12, 1.05, 0.04),
                at(side * 0.42, 0.1, 0.),
                p.paper,
            );
            for i in 0..4 {
                let w = if i == 3 { 0.32 } else { 0.56 };
                clay.flat(
                    slab(w, 0.01, 0.05),
                    at(side * 0.42, 0.22, 0.1 + i as f32 * 0.12),
                    p.pane,
                );
            }
        });
    }
    clay.put(
        crate::form::plate(&crate::form::rounded(0.4, 0.3, 0.06, 3), 0.02, 0.0),
        at(-0.42, 0.31, -0.25).tilt(-FRAC_PI_2),
        p.yellow,
    );
    clay.flat(slab(0.09, 0.02, 0.5), at(0.1, 0.2, 0.5), p.red);
    let mut draft = Draft::of(clay);
    // A page that the wind would like to turn.
    let lifts = make.sways(Vec3::Z, 9.0, 4.4);
    draft.part(Vec3::new(0.0, 0.21, 0.0), lifts, |clay| {
        let page = at(0., 0.21, 0.).roll(0.46);
        clay.within(page, |clay| {
            clay.put(block(0.76, 0.015, 1.0, 0.0), at(0.4, 0., 0.), p.paper);
        });
    });
    draft.answering(Answer::Hop)
}

/// A suitcase with stickers.
pub(super) fn suitcase(make: &Make) -> Draft {
    let p = make.paint;
    let colours = [p.plum, p.blue, p.green, p.red];
    let colour = make.or(colours[(make.seed % 4) as usize]);
    let mut clay = Clay::new();
    clay.put(
        crate::form::fine_block(1.3, 0.86, 0.46, 0.1),
        at(0., 0.06, 0.),
        colour,
    );
    for x in [-0.36, 0.36] {
        clay.put(block(0.1, 0.88, 0.48, 0.02), at(x, 0.05, 0.), p.wood);
        clay.put(ball(0.07, 7, 4), at(x, 0.04, 0.12), p.ink);
        clay.put(ball(0.07, 7, 4), at(x, 0.04, -0.12), p.ink);
        clay.put(block(0.14, 0.1, 0.04, 0.015), at(x, 0.6, 0.235), p.yellow);
    }
    let grip =
        [(-0.2, 0.9), (-0.18, 1.08), (0.18, 1.08), (0.2, 0.9)].map(|(x, y)| Vec3::new(x, y, 0.0));
    clay.put(crate::form::tube(&grip, 0.04, 6, false), HERE, p.wood);
    clay.put(
        crate::form::inlay(&crate::form::rounded(0.26, 0.26, 0.13, 4), 0.02, 0.01),
        at(-0.02, 0.35, 0.23),
        p.yellow,
    );
    clay.put(
        crate::form::inlay(&crate::form::rounded(0.24, 0.16, 0.03, 2), 0.02, 0.01),
        at(0.06, 0.66, 0.23).roll(0.2),
        p.paper,
    );
    let mut draft = Draft::of(clay);
    // Where it goes, on a string.
    let knot = Vec3::new(0.16, 1.06, 0.05);
    let swings = make.sways(Vec3::Z, 11.0, 2.9);
    draft.part(knot, swings, |clay| {
        let string = rod(knot, knot - Vec3::Y * 0.1, 0.012, 4);
        clay.flat(string, HERE, p.ink);
        let label = crate::form::plate(&crate::form::rounded(0.15, 0.22, 0.03, 2), 0.02, 0.0);
        clay.put(label, at(knot.x, knot.y - 0.21, knot.z + 0.2), p.paper);
    });
    draft.answering(Answer::Hop)
}

/// An open umbrella on its stick.
pub(super) fn umbrella(make: &Make) -> Draft {
    let p = make.paint;
    let colour = make.or(p.blue);
    let mut clay = Clay::new();
    clay.put(cylinder(0.2, 0.1, 0.03, make.sides(14)), HERE, p.wood_light);
    clay.put(rod(Vec3::Y * 0.05, Vec3::Y * 1.85, 0.04, 6), HERE, p.wood);
    let shade = [
        (1.05, 0.0),
        (1.03, 0.05),
        (0.85, 0.3),
        (0.5, 0.52),
        (0.0, 0.62),
    ];
    let mut draft = Draft::of(clay);
    let leans = make.sways(Vec3::new(0.4, 0.0, 1.0), 2.6, 5.4);
    draft.part(Vec3::Y * 1.25, leans, |clay| {
        for i in 0..8 {
            let from = i as f32 / 8.0 * TAU;
            let gore = sector(&shade, 0.0, from, from + TAU / 8.0, make.sides(3).min(3));
            clay.put(
                gore,
                at(0., 1.25, 0.),
                if i % 2 == 0 { colour } else { p.paper },
            );
        }
        clay.put(ball(0.07, 7, 5), at(0., 1.9, 0.), p.yellow);
        clay.flat(ring(1.04, 0.025, 24, 4), at(0., 1.25, 0.), p.wood);
    });
    draft.answering(Answer::Spin)
}
