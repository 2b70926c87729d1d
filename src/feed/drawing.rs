//! Pictures cut from coloured paper: `drawings/*.ron`.
//!
//! The documents have all of it as it is. A drawing is [`WIDTH`] wide; `x` goes to the right and
//! `y` up from its lower left corner. What reaches beyond its edges is cut off there. Later pieces
//! lie on earlier ones.

use serde::{Deserialize, Serialize};

use crate::check::{At, Check, Kind};
use crate::id::DrawingId;
use crate::limits::{CUTS, POINTS};

/// How wide every drawing is, in its own units.
pub const WIDTH: f32 = 100.0;

/// A picture cut from coloured paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drawing {
    /// Its id.
    pub id: DrawingId,
    /// Its height in units of its own.
    pub height: f32,
    /// The colour of the sheet that everything lies on, by name. Figures of a theatre need none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    /// What lies on it, from the back to the front.
    pub pieces: Vec<Cutout>,
}

/// One piece of paper, or several that belong together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Cutout {
    /// A piece.
    Cut {
        /// Its outline.
        form: Form,
        /// Its colour, by name.
        colour: String,
        /// From -1, in the deepest shade, to 1, white.
        #[serde(default)]
        tone: f32,
        /// How far it stands off what is below: the length of its shadow, 1 being usual.
        #[serde(default = "one")]
        lift: f32,
    },
    /// Pieces that are placed as one, perhaps several times.
    Group {
        /// Where their origin comes to lie.
        #[serde(default)]
        at: (f32, f32),
        /// How far they are turned, in degrees, counter-clockwise.
        #[serde(default)]
        turn: f32,
        /// Their size, 1 being their own. Negative mirrors them.
        #[serde(default = "same")]
        scale: (f32, f32),
        /// How often they are there.
        #[serde(default = "once")]
        times: u32,
        /// What each has on the one before it: moved in its own direction, turned, larger.
        #[serde(default)]
        step: Step,
        /// The pieces, from the back to the front.
        pieces: Vec<Self>,
    },
}

/// From one repetition to the next.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// How far it is moved.
    #[serde(default)]
    pub by: (f32, f32),
    /// How far it is turned about the group's origin, in degrees, counter-clockwise.
    #[serde(default)]
    pub turn: f32,
    /// How much larger it is.
    #[serde(default = "one")]
    pub scale: f32,
}

impl Default for Step {
    fn default() -> Self {
        Self {
            by: (0.0, 0.0),
            turn: 0.0,
            scale: 1.0,
        }
    }
}

/// The outline of a piece. Angles are in degrees, counter-clockwise from the right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Form {
    /// A circle about `at`.
    Circle { at: (f32, f32), radius: f32 },
    /// An upright ellipse about `at`; `radii` is half its width and half its height.
    Ellipse { at: (f32, f32), radii: (f32, f32) },
    /// An upright rectangle about `at`, its corners rounded.
    Block {
        at: (f32, f32),
        size: (f32, f32),
        #[serde(default)]
        round: f32,
    },
    /// Straight edges between points.
    Polygon { points: Vec<(f32, f32)> },
    /// A smooth edge through points.
    Blob { points: Vec<(f32, f32)> },
    /// A strip with straight parts and round ends.
    Line { points: Vec<(f32, f32)>, width: f32 },
    /// A smooth strip through points, with round ends.
    Curve { points: Vec<(f32, f32)>, width: f32 },
    /// A strip along a circle about `at`, with round ends.
    Arc {
        at: (f32, f32),
        radius: f32,
        from: f32,
        to: f32,
        width: f32,
    },
}

fn one() -> f32 {
    1.0
}

fn same() -> (f32, f32) {
    (1.0, 1.0)
}

fn once() -> u32 {
    1
}

impl Drawing {
    pub(crate) fn define(&self, at: &At, check: &mut Check) {
        check.define(Kind::Drawing, at, self.id.as_str());
    }

    pub(crate) fn check(&self, at: &At, check: &mut Check) {
        check.within(&at.field("height"), "height", self.height, 20.0, 200.0);
        if let Some(ground) = &self.ground {
            check.colour(&at.field("ground"), ground);
        }
        let at = at.field("pieces");
        let count = count(&self.pieces);
        check.count(&at, "pieces", count, 1, CUTS);
        if count <= CUTS {
            Cutout::check_all(&self.pieces, &at, check);
        }
    }
}

/// How many pieces there are, those of groups as often as they are there.
fn count(pieces: &[Cutout]) -> usize {
    let counts = pieces.iter().map(|piece| match piece {
        Cutout::Cut { .. } => 1,
        Cutout::Group { times, pieces, .. } => {
            // An empty group costs a step of its own.
            count(pieces).max(1).saturating_mul(*times as usize)
        }
    });
    counts.fold(0, usize::saturating_add)
}

impl Cutout {
    fn check_all(pieces: &[Self], at: &At, check: &mut Check) {
        for (index, piece) in pieces.iter().enumerate() {
            piece.check(&at.item(index), check);
        }
    }

    fn check(&self, at: &At, check: &mut Check) {
        match self {
            Self::Cut {
                form,
                colour,
                tone,
                lift,
            } => {
                form.check(&at.field("form"), check);
                check.colour(&at.field("colour"), colour);
                check.within(&at.field("tone"), "tone", *tone, -1.0, 1.0);
                check.within(&at.field("lift"), "lift", *lift, 0.0, 4.0);
            }
            Self::Group {
                at: origin,
                turn,
                scale: (x, y),
                step,
                pieces,
                ..
            } => {
                check.on_paper(&at.field("at"), *origin);
                check.within(&at.field("turn"), "turn", *turn, -360.0, 360.0);
                for (index, part) in [x, y].into_iter().enumerate() {
                    let at = at.field("scale");
                    check.within(&at.item(index), "scale", part.abs(), 0.05, 20.0);
                }
                let at_step = at.field("step");
                check.on_paper(&at_step.field("by"), step.by);
                check.within(&at_step.field("turn"), "turn", step.turn, -360.0, 360.0);
                check.within(&at_step.field("scale"), "scale", step.scale, 0.5, 2.0);
                Self::check_all(pieces, &at.field("pieces"), check);
            }
        }
    }
}

impl Form {
    fn check(&self, at: &At, check: &mut Check) {
        match self {
            Self::Circle { at: middle, radius } => {
                check.on_paper(&at.field("at"), *middle);
                check.length(&at.field("radius"), *radius);
            }
            Self::Ellipse { at: middle, radii } => {
                check.on_paper(&at.field("at"), *middle);
                check.length(&at.field("radii").item(0), radii.0);
                check.length(&at.field("radii").item(1), radii.1);
            }
            Self::Block {
                at: middle,
                size,
                round,
            } => {
                check.on_paper(&at.field("at"), *middle);
                check.length(&at.field("size").item(0), size.0);
                check.length(&at.field("size").item(1), size.1);
                check.within(&at.field("round"), "round", *round, 0.0, WIDTH);
            }
            Self::Polygon { points } | Self::Blob { points } => {
                check.points(&at.field("points"), points, 3);
            }
            Self::Line { points, width } | Self::Curve { points, width } => {
                check.points(&at.field("points"), points, 2);
                check.length(&at.field("width"), *width);
            }
            Self::Arc {
                at: middle,
                radius,
                from,
                to,
                width,
            } => {
                check.on_paper(&at.field("at"), *middle);
                check.length(&at.field("radius"), *radius);
                check.length(&at.field("width"), *width);
                for (name, angle) in [("from", from), ("to", to)] {
                    check.within(&at.field(name), name, *angle, -720.0, 720.0);
                }
            }
        }
    }
}

impl Check<'_> {
    /// Checks that a point lies on a drawing or not far from it.
    fn on_paper(&mut self, at: &At, (x, y): (f32, f32)) {
        self.within(&at.item(0), "x", x, -2.0 * WIDTH, 3.0 * WIDTH);
        self.within(&at.item(1), "y", y, -2.0 * WIDTH, 3.0 * WIDTH);
    }

    /// Checks that a length on a drawing is one.
    fn length(&mut self, at: &At, length: f32) {
        self.within(at, "a length", length, 0.1, 3.0 * WIDTH);
    }

    fn points(&mut self, at: &At, points: &[(f32, f32)], least: usize) {
        self.count(at, "points", points.len(), least, POINTS);
        for (index, point) in points.iter().enumerate().take(POINTS) {
            self.on_paper(&at.item(index), *point);
        }
    }
}
