//! Find: things that hide in the scene.

use serde::{Deserialize, Serialize};

use crate::check::{At, Check};
use crate::limits::COORDINATE;
use crate::toy::ToyKind;

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
        let (x, height, z) = self.at;
        let at = at.field("at");
        for (index, (what, value)) in [("x", x), ("height", height), ("z", z)]
            .into_iter()
            .enumerate()
        {
            check.within(&at.item(index), what, value, -COORDINATE, COORDINATE);
        }
    }
}
