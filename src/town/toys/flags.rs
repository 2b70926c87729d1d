//! Flags and pennants: a pole, a knob and a cloth that flutters.

use glam::{Vec2, Vec3};

use super::{Draft, Make};
use crate::clay::{Place, at};
use crate::form::{Form, ball, cylinder, plate, rounded};
use crate::motion::{Answer, Motion};
use crate::paint::Colour;

/// A pointed cloth, its staff edge at x = 0, `w` long and `h` high, softly waved.
fn cloth(w: f32, h: f32) -> Form {
    let mut form = Form::default();
    let steps = 5;
    let mut before = None;
    for i in 0..=steps {
        let u = i as f32 / steps as f32;
        let wave = (u * 5.5).sin() * 0.055 * u;
        let slope = Vec3::new(-(u * 5.5).cos() * 0.5, 0.15, 1.0);
        let half = h * 0.5 * (1.0 - u * 0.92);
        let top = form.point(Vec3::new(u * w, half - u * 0.03, wave), slope, 0.0);
        let foot = form.point(Vec3::new(u * w, -half - u * 0.03, wave), slope, 0.0);
        if let Some((a, b)) = before {
            form.quad(a, b, foot, top);
        }
        before = Some((top, foot));
    }
    form
}

/// A pennant on its pole, `height` to the knob, the cloth `w` long.
pub(super) fn pennant(make: &Make, height: f32, w: f32, colour: Colour) -> Draft {
    let mut draft = Draft::default();
    draft.still.put(
        cylinder(0.028, height, 0.0, 5),
        at(0., 0., 0.),
        make.paint.wood,
    );
    draft.still.put(
        make.bead(0.055),
        at(0., height + 0.02, 0.),
        make.paint.yellow,
    );
    let top = Vec3::new(0.02, height - 0.16, 0.0);
    draft.part(
        top,
        Motion::Wave {
            seconds: 3.1,
            phase: height.fract(),
        },
        |clay| {
            clay.flat(cloth(w, 0.3), at(top.x, top.y, 0.), colour);
        },
    );
    draft
}

/// A pennant added to another toy.
pub(super) fn fly(
    draft: &mut Draft,
    make: &Make,
    place: Place,
    height: f32,
    w: f32,
    colour: Colour,
) {
    draft.add(pennant(make, height, w, colour), place);
}

/// A flagpole with a broad flag in the toy's colour.
pub(super) fn flag(make: &Make) -> Draft {
    let paint = make.paint;
    let mut draft = Draft::default();
    draft.still.put(
        cylinder(0.22, 0.12, 0.05, make.sides(14)),
        at(0., 0., 0.),
        paint.wood_light,
    );
    draft
        .still
        .put(cylinder(0.045, 2.3, 0.01, 8), at(0., 0.1, 0.), paint.paper);
    draft
        .still
        .put(ball(0.09, 8, 5), at(0., 2.45, 0.), paint.yellow);
    let top = Vec3::new(0.04, 2.0, 0.0);
    let swallowtail = [
        (0.0, 0.3),
        (0.0, -0.3),
        (1.1, -0.26),
        (0.9, 0.0),
        (1.1, 0.26),
    ]
    .map(Vec2::from);
    draft.part(
        top,
        Motion::Wave {
            seconds: 3.6,
            phase: 0.3,
        },
        |clay| {
            clay.put(
                plate(&swallowtail, 0.05, 0.015),
                at(top.x, top.y, 0.),
                make.or(paint.red),
            );
            let sun = rounded(0.3, 0.3, 0.15, 3);
            clay.put(
                plate(&sun, 0.07, 0.01),
                at(top.x + 0.36, top.y, 0.),
                paint.yellow,
            );
        },
    );
    draft.answering(Answer::Ring)
}
