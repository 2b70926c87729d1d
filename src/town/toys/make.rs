//! What a toy is made with, and the small forms that are simpler far away.

use glam::Vec3;

use crate::form::{Form, ball, block, rod, slab, stick, wheel};
use crate::motion::Motion;
use crate::paint::{Colour, Paint};

/// How finely a toy is turned: far on the island, near at a stop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// A few millimetres high: fewer sides, no cheeks.
    Far,
    /// The hero of a stop.
    #[default]
    Near,
}

/// What a toy is made with.
#[derive(Clone, Debug)]
pub struct Make<'a> {
    /// The paint box.
    pub paint: &'a Paint,
    /// The toy's own colour, if its scene names one.
    pub colour: Option<Colour>,
    /// How finely it is turned.
    pub detail: Detail,
    /// Chooses among a kind's variants: hair, goods, cargo.
    pub seed: u32,
    /// A tower's floors.
    pub floors: usize,
    /// Whether a tower has its roof on.
    pub roof: bool,
}

impl<'a> Make<'a> {
    /// A near toy in its kind's own colours.
    pub fn new(paint: &'a Paint) -> Self {
        Self {
            paint,
            colour: None,
            detail: Detail::Near,
            seed: 0,
            floors: 6,
            roof: true,
        }
    }

    /// The scene's colour or the kind's own.
    pub(super) fn or(&self, colour: Colour) -> Colour {
        self.colour.unwrap_or(colour)
    }

    /// Where in its movement it starts, 0..1: two of a kind do not move as one.
    pub(super) fn phase(&self) -> f32 {
        (self.seed % 11) as f32 / 11.0
    }

    /// To and fro about an axis, by so many degrees, there and back in so many seconds.
    pub(super) fn sways(&self, axis: Vec3, degrees: f32, seconds: f32) -> Motion {
        Motion::Sway {
            axis,
            degrees,
            seconds,
            phase: self.phase(),
        }
    }

    /// `sides` for a near toy, two thirds of them for a far one.
    pub(super) fn sides(&self, sides: usize) -> usize {
        match self.detail {
            Detail::Near => sides,
            Detail::Far => (sides * 2).div_ceil(3).max(5),
        }
    }

    /// A small block: with chamfers only if it is seen close up.
    pub(super) fn bit(&self, w: f32, h: f32, d: f32, chamfer: f32) -> Form {
        match self.detail {
            Detail::Near => block(w, h, d, chamfer),
            Detail::Far => slab(w, h, d),
        }
    }

    /// A thin stick: three-sided far away.
    pub(super) fn twig(&self, a: Vec3, b: Vec3, radius: f32) -> Form {
        match self.detail {
            Detail::Near => rod(a, b, radius, 6),
            Detail::Far => stick(a, b, radius * 1.1),
        }
    }

    /// A small ball, for eyes and apples.
    pub(super) fn bead(&self, radius: f32) -> Form {
        match self.detail {
            Detail::Near => ball(radius, 8, 5),
            Detail::Far => ball(radius * 1.08, 4, 2),
        }
    }

    /// A wheel with its axis along z; far away it has no back.
    pub(super) fn disc_wheel(&self, radius: f32, width: f32) -> Form {
        match self.detail {
            Detail::Near => wheel(radius, width, 0.02, 14),
            Detail::Far => wheel(radius, width, 0.0, 9),
        }
    }

    /// The cut of a turned corner: fine ones are sharp far away.
    pub(super) fn soft(&self, round: f32) -> f32 {
        if self.near() || round > 0.055 {
            round
        } else {
            0.0
        }
    }

    /// True for the hero of a stop.
    pub(super) fn near(&self) -> bool {
        self.detail == Detail::Near
    }
}
