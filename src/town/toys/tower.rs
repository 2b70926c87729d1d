//! The tower that children made taller: floors of boxes, drums and galleries.

use std::f32::consts::{PI, TAU};

use glam::Vec3;

use super::flags::fly;
use super::people::{Arms, Person, figure, person};
use super::{Detail, Draft, Make};
use crate::clay::{Clay, HERE, at};
use crate::form::{arch, block, decal, fine_block, inlay, lathe, rounded, stick};
use crate::light::Mood;
use crate::motion::Answer;
use crate::paint::{Colour, lighter};
use crate::rng::Rng;
use crate::shape::Shape;

pub use legeplads_feed::Shape as FloorKind;

/// One floor of a tower, lit, its foot at the origin.
#[derive(Clone, Debug, PartialEq)]
pub struct Floor {
    /// Its shape.
    pub shape: Shape,
    /// What the next floor stands on.
    pub height: f32,
}

const WIDTHS: [f32; 9] = [1.9, 1.75, 1.8, 1.55, 1.35, 1.35, 1.1, 0.98, 0.9];
const TURNS: [f32; 8] = [0.0, 0.16, -0.1, 0.3, -0.16, 0.12, 0.4, -0.1];
/// The plinth a tower stands on.
const BASE: f32 = 0.17;

fn width(index: usize) -> f32 {
    WIDTHS[index.min(WIDTHS.len() - 1)]
}

fn height(kind: FloorKind, w: f32) -> f32 {
    match kind {
        FloorKind::Box => 0.52 + 0.27 * w,
        FloorKind::Drum => 0.43 + 0.33 * w,
        FloorKind::Gallery => 0.75 + 0.22 * w,
    }
}

/// Kind and colour of floor `index` of a tower nobody chose the floors of.
pub fn standard_floor(index: usize, make: &Make) -> (FloorKind, Colour) {
    let p = make.paint;
    match index % 9 {
        0 => (FloorKind::Box, p.wood_light),
        1 => (FloorKind::Box, make.or(p.red)),
        2 | 5 => (FloorKind::Gallery, p.birch),
        3 => (FloorKind::Drum, p.yellow),
        4 => (FloorKind::Box, p.blue),
        6 => (FloorKind::Drum, p.plum),
        7 => (FloorKind::Box, p.green),
        _ => (FloorKind::Drum, p.red),
    }
}

/// One floor at its place in the stack: higher ones are narrower and turned a little differently.
/// It is turned by `turn` on top of that, and scaled.
pub fn tower_floor(
    kind: FloorKind,
    colour: Colour,
    index: usize,
    make: &Make,
    (turn, scale): (f32, f32),
    mood: Mood,
) -> Floor {
    let mut clay = Clay::new();
    let height = clay.within(HERE.turn(TURNS[index % 8]), |clay| {
        floor(clay, make, kind, colour, index)
    });
    let mut draft = Draft::of(clay);
    crate::openness::darken_crannies(&mut draft, false, make.detail);
    Floor {
        shape: draft.set(turn, scale, mood).still,
        height: height * scale,
    }
}

/// The plinth under a tower; its height is where the first floor stands.
pub fn tower_base(make: &Make, mood: Mood) -> Floor {
    let mut clay = Clay::new();
    base(&mut clay, make);
    Floor {
        shape: Draft::of(clay).set(0.0, 1.0, mood).still,
        height: BASE,
    }
}

/// The roof over floor `index`, with its pennant standing.
pub fn tower_roof(colour: Colour, index: usize, make: &Make, mood: Mood) -> Floor {
    let w = width(index) * 0.98;
    let mut draft = Draft::default();
    roof(&mut draft, make, w, colour, 0.0);
    let model = draft.set(0.0, 1.0, mood);
    let mut shape = model.still;
    for part in &model.moving {
        shape.append(&part.shape, part.pivot);
    }
    Floor {
        shape,
        height: w * 1.02,
    }
}

/// The whole tower: `make.floors` floors and, if `make.roof`, a roof.
pub(super) fn tower(make: &Make) -> Draft {
    let mut draft = Draft::default();
    base(&mut draft.still, make);
    let mut y = BASE;
    let floors = make.floors.clamp(1, 24);
    for index in 0..floors {
        let (kind, colour) = standard_floor(index, make);
        let shift = if index == 0 {
            0.0
        } else if index % 2 == 1 {
            0.03
        } else {
            -0.03
        };
        let place = at(shift, y, 0.).turn(0.1 + TURNS[index % 8]);
        y += 0.005
            + draft
                .still
                .within(place, |clay| floor(clay, make, kind, colour, index));
    }
    if make.roof {
        let w = width(floors - 1) * 0.98;
        roof(&mut draft, make, w, make.paint.red, y);
    }
    draft.answering(Answer::Squash)
}

fn base(clay: &mut Clay, make: &Make) {
    let profile = [(1.55, 0.0), (1.52, 0.16), (0.0, 0.18)];
    clay.put(
        lathe(&profile, 0.05, make.sides(26)),
        HERE,
        make.paint.wood_light,
    );
}

fn roof(draft: &mut Draft, make: &Make, w: f32, colour: Colour, y: f32) {
    let profile = [
        (w * 0.3, 0.0),
        (w * 0.68, 0.0),
        (w * 0.66, 0.06),
        (w * 0.3, w * 0.55),
        (0.03, w * 1.02),
        (0.0, w * 1.03),
    ];
    draft
        .still
        .put(lathe(&profile, 0.05, make.sides(24)), at(0., y, 0.), colour);
    fly(draft, make, at(0., y + w, 0.), 0.75, 0.6, make.paint.yellow);
}

/// Builds a floor at the clay's place and returns its height.
fn floor(clay: &mut Clay, make: &Make, kind: FloorKind, colour: Colour, index: usize) -> f32 {
    let w = width(index);
    let h = height(kind, w);
    match kind {
        FloorKind::Box => box_floor(clay, make, w, h, colour, index % 3 != 1),
        FloorKind::Drum => drum(clay, make, w, h, colour),
        FloorKind::Gallery => gallery(clay, make, w, h, index),
    }
    h
}

fn box_floor(clay: &mut Clay, make: &Make, w: f32, h: f32, colour: Colour, arched: bool) {
    let body = if make.near() {
        fine_block(w, h, w, 0.09)
    } else {
        block(w, h, w, 0.09)
    };
    clay.put(body, HERE, colour);
    let steps = make.sides(8);
    // Nobody ever sees the back.
    for side in [0, 1, 3] {
        let turn = side as f32 * PI / 2.0;
        let place = at(turn.sin() * w / 2.0, 0.015, turn.cos() * w / 2.0).turn(turn);
        clay.within(place, |clay| {
            if arched {
                clay.put(
                    inlay(&arch(w * 0.46, h * 0.76, steps), 0.035, 0.02),
                    HERE,
                    lighter(colour, 0.42),
                );
                clay.pane(
                    decal(&arch(w * 0.33, h * 0.66, steps), 0.02),
                    at(0., 0.0, 0.03),
                    make.paint,
                );
            } else {
                for x in [-0.24, 0.24] {
                    let size = (w * 0.24).min(0.42);
                    porthole(
                        clay,
                        make,
                        at(x * w, h * 0.52, 0.),
                        size,
                        lighter(colour, 0.45),
                    );
                }
            }
        });
    }
}

/// A round window `size` wide with a pale frame, in the wall z = 0.
fn porthole(clay: &mut Clay, make: &Make, place: crate::clay::Place, size: f32, frame: Colour) {
    let steps = if make.near() { 4 } else { 2 };
    clay.within(place, |clay| {
        clay.put(
            inlay(&rounded(size, size, size * 0.48, steps), 0.04, 0.04),
            HERE,
            frame,
        );
        let glass = size * 0.67;
        clay.pane(
            decal(&rounded(glass, glass, glass * 0.48, steps), 0.012),
            at(0., 0., 0.035),
            make.paint,
        );
    });
}

fn drum(clay: &mut Clay, make: &Make, w: f32, h: f32, colour: Colour) {
    let (r, sides) = (w / 2.0, make.sides(27));
    clay.put(
        lathe(&[(r, 0.0), (r, h), (0.0, h)], 0.09, sides),
        HERE,
        colour,
    );
    for (low, high) in [(0.1, 0.18), (0.80, 0.88)] {
        let hoop = [
            (r - 0.01, h * low),
            (r + 0.025, h * low),
            (r + 0.025, h * high),
            (r - 0.01, h * high),
        ];
        clay.put(lathe(&hoop, 0.0, sides), HERE, lighter(colour, 0.5));
    }
    for k in 0..6 {
        let turn = k as f32 * TAU / 6.0 + 0.2;
        if turn.cos() < -0.6 {
            continue;
        }
        let place = at(turn.sin() * (r - 0.02), h * 0.5, turn.cos() * (r - 0.02)).turn(turn);
        porthole(
            clay,
            make,
            place,
            0.34 * (w / 1.55).max(0.75),
            make.paint.paper,
        );
    }
}

fn gallery(clay: &mut Clay, make: &Make, w: f32, h: f32, index: usize) {
    let paint = make.paint;
    let far = Make {
        detail: Detail::Far,
        ..make.clone()
    };
    clay.put(block(w + 0.12, 0.14, w + 0.12, 0.05), HERE, paint.wood);
    clay.put(
        block(w + 0.06, 0.13, w + 0.06, 0.05),
        at(0., h - 0.13, 0.),
        paint.wood,
    );
    let corner = w / 2.0 - 0.13;
    clay.inside(0.86, |clay| {
        for (x, z) in [(-1.0, -1.0), (-1.0, 1.0), (1.0, -1.0), (1.0, 1.0)] {
            let top = h - 0.25;
            let post = [(0.1, 0.0), (0.07, 0.2), (0.07, top - 0.15), (0.1, top)];
            clay.put(
                lathe(&post, 0.0, make.sides(10)),
                at(x * corner, 0.13, z * corner),
                paint.wood_light,
            );
        }
        for side in 0..4 {
            let turn = side as f32 * PI / 2.0;
            let place = at(turn.sin() * corner, 0.13, turn.cos() * corner).turn(turn);
            clay.within(place, |clay| {
                let rail = [Vec3::new(-corner, 0.36, 0.0), Vec3::new(corner, 0.36, 0.0)];
                clay.put(make.twig(rail[0], rail[1], 0.036), HERE, paint.red);
                for i in 1..if side == 2 { 1 } else { 5 } {
                    let x = -corner + i as f32 * corner * 2.0 / 5.0;
                    let foot = Vec3::new(x, 0.02, 0.0);
                    clay.flat(stick(foot, foot + Vec3::Y * 0.32, 0.024), HERE, paint.cream);
                }
            });
        }
        let mut rng = Rng::new(make.seed.wrapping_add(31 * index as u32 + 5));
        let waving = Person::any(make, &mut rng, Arms::Wave);
        let place = at(w * 0.12, 0.13, w * 0.16).turn(0.2).scale(0.82);
        let other = Person::any(make, &mut rng, Arms::Down);
        let behind = at(-w * 0.2, 0.13, -w * 0.05).turn(-0.3).scale(0.72);
        if make.near() {
            person(clay, &far, &waving, place);
            person(clay, &far, &other, behind);
        } else {
            figure(clay, make, &waving, place);
            figure(clay, make, &other, behind);
        }
    });
}
