//! A small landscape of toys: what a stop shows.

use serde::{Deserialize, Serialize};

use crate::check::{At, Check};
use crate::limits::{COORDINATE, TOYS};
use crate::toy::ToyKind;

/// One toy on the ground. The documents have it as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Toy {
    /// What it is.
    pub kind: ToyKind,
    /// Where it stands: `x` to the right and `z` toward the viewer, in units of the board.
    pub at: (f32, f32),
    /// How far it is turned about its own axis, in radians.
    #[serde(default)]
    pub turn: f32,
    /// Its size, 1 being its own.
    #[serde(default = "one")]
    pub scale: f32,
    /// Its colour by name, if not its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<String>,
}

fn one() -> f32 {
    1.0
}

/// What the ground is covered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Ground {
    /// Grass and flowers.
    Meadow,
    /// Heather.
    Heath,
    /// Sand and dunes.
    Sand,
    /// A forest's floor.
    Forest,
    /// A table top.
    Table,
}

/// What a stop shows. The documents have it as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scene {
    /// What the ground is covered with.
    pub ground: Ground,
    /// Where the trees and flowers behind are strewn; the same number, the same trees.
    pub seed: u32,
    /// The hero and its helpers.
    pub toys: Vec<Toy>,
}

impl Toy {
    pub(crate) fn check(&self, at: &At, check: &mut Check) {
        check.point(&at.field("at"), self.at);
        check.within(&at.field("turn"), "turn", self.turn, -10.0, 10.0);
        check.within(&at.field("scale"), "scale", self.scale, 0.05, 20.0);
        if let Some(colour) = &self.colour {
            check.colour(&at.field("colour"), colour);
        }
    }

    pub(crate) fn check_all(toys: &[Self], at: &At, check: &mut Check) {
        check.count(at, "toys", toys.len(), 0, TOYS);
        for (index, toy) in toys.iter().enumerate().take(TOYS) {
            toy.check(&at.item(index), check);
        }
    }
}

impl Scene {
    pub(crate) fn check(&self, at: &At, check: &mut Check) {
        Toy::check_all(&self.toys, &at.field("toys"), check);
    }
}

impl Check<'_> {
    /// Checks that a point lies on the board.
    pub(crate) fn point(&mut self, at: &At, (x, z): (f32, f32)) {
        self.within(&at.item(0), "x", x, -COORDINATE, COORDINATE);
        self.within(&at.item(1), "z", z, -COORDINATE, COORDINATE);
    }

    /// Checks that a size in two directions is one.
    pub(crate) fn size(&mut self, at: &At, (x, z): (f32, f32)) {
        self.within(&at.item(0), "size", x, 0.01, COORDINATE);
        self.within(&at.item(1), "size", z, 0.01, COORDINATE);
    }
}
