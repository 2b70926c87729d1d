//! Find: things that hide in the scene.

use serde::{Deserialize, Serialize};

use crate::check::{At, Check};
use crate::limits::COORDINATE;
use crate::toy::ToyKind;

/// The most that a thing turns, in radians: a whole round.
const TURN: f32 = std::f32::consts::TAU;

/// Find all the things that hide in the scene. The documents have it as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Find {
    /// Three to six things.
    pub things: Vec<Thing>,
}

/// A thing that hides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thing {
    /// What it is.
    pub toy: ToyKind,
    /// Where it is: `x` to the right, height, `z` toward the viewer.
    pub at: (f32, f32, f32),
    /// Where it goes when it is found; it stays where it is if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goes: Option<Goes>,
}

/// Where a thing goes that was found: a wagon onto its rails, a suitcase into its plane.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goes {
    /// To the right, height, toward the viewer; measured as where it hides is.
    pub to: (f32, f32, f32),
    /// How far it is turned there about the upright axis, in radians.
    #[serde(default)]
    pub turn: f32,
    /// How large it is there, 1 being as large as before; at 0 it is gone.
    #[serde(default = "one")]
    pub size: f32,
}

fn one() -> f32 {
    1.0
}

impl Find {
    pub(super) fn check(&self, at: &At, check: &mut Check) {
        let at = at.field("things");
        check.count(&at, "things", self.things.len(), 3, 6);
        for (index, thing) in self.things.iter().enumerate() {
            thing.check(&at.item(index), check);
        }
    }
}

impl Thing {
    fn check(&self, at: &At, check: &mut Check) {
        position(self.at, &at.field("at"), check);
        if let Some(goes) = self.goes {
            let at = at.field("goes");
            position(goes.to, &at.field("to"), check);
            check.within(&at.field("turn"), "turn", goes.turn, -TURN, TURN);
            check.within(&at.field("size"), "size", goes.size, 0.0, 2.0);
        }
    }
}

fn position((x, height, z): (f32, f32, f32), at: &At, check: &mut Check) {
    let axes = [("x", x), ("height", height), ("z", z)];
    for (index, (what, value)) in axes.into_iter().enumerate() {
        check.within(&at.item(index), what, value, -COORDINATE, COORDINATE);
    }
}
