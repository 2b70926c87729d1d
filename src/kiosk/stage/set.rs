//! A built scene.

use bevy::math::Vec3;
use serde::Serialize;

use super::Marks;
use super::turn::Turntable;
use crate::camera::Shot;
use legeplads_town::crowd::Figure;
use legeplads_town::light::low_sun;
use legeplads_town::shape::Shape;
use legeplads_town::stage::SceneShapes;

/// A floor that waits on the ground.
#[derive(Debug, Clone)]
pub struct WaitingPiece {
    /// Its shape, its foot at the origin.
    pub shape: Shape,
    /// How high it is.
    pub height: f32,
    /// Where it waits.
    pub ground: Vec3,
    /// Where the first floor to be put up will stand.
    pub top: Vec3,
}

/// A built scene.
#[derive(Debug)]
pub struct Set {
    /// What is drawn.
    pub shapes: SceneShapes,
    /// Where it is seen from.
    pub shot: Shot,
    /// What the glass needs to know.
    pub marks: Marks,
    /// Floors that wait.
    pub waiting: Vec<WaitingPiece>,
    /// What turns with its toys.
    pub turntable: Option<Turntable>,
    /// Who can be sent on their way.
    pub travellers: Vec<Figure>,
}

/// How much a scene is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Amount {
    /// Toys and parts of toys that move by themselves or when they are touched.
    pub alive: usize,
    /// Triangles of these.
    pub alive_triangles: usize,
    /// Triangles of what stands.
    pub still_triangles: usize,
}

/// The numbers of a set's shapes in [`Set::shapes_mut`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbers {
    toys: usize,
    parts: usize,
    waiting: usize,
    travellers: usize,
}

impl Numbers {
    pub const BACKDROP: usize = 0;
    pub const STILL: usize = 1;
    pub const SHADE: usize = 2;

    pub fn of(set: &Set) -> Self {
        Self {
            toys: set.shapes.toys.len(),
            parts: set.shapes.moving.len(),
            waiting: set.waiting.len(),
            travellers: set.travellers.len(),
        }
    }

    pub fn body(self, toy: usize) -> usize {
        3 + toy
    }

    /// A part's; its shadow has the next.
    pub fn part(self, part: usize) -> usize {
        self.body(self.toys) + 2 * part
    }

    pub fn waiting(self, floor: usize) -> usize {
        self.part(self.parts) + floor
    }

    /// A traveller's; the shadow has the next.
    pub fn traveller(self, number: usize) -> usize {
        self.waiting(self.waiting) + 2 * number
    }

    /// The turntable's; its shadow has the next.
    pub fn table(self) -> usize {
        self.traveller(self.travellers)
    }
}

impl Set {
    /// How much it is.
    pub fn amount(&self) -> Amount {
        let (still_triangles, alive_triangles) = self.shapes.triangles();
        Amount {
            alive: self.shapes.toys.len() + self.shapes.moving.len(),
            alive_triangles,
            still_triangles,
        }
    }

    /// Every shape of it, always in the same order. See [`Numbers`].
    pub(super) fn shapes_mut(&mut self) -> Vec<&mut Shape> {
        let SceneShapes {
            backdrop,
            still,
            shade,
            moving,
            toys,
            ..
        } = &mut self.shapes;
        let parts = moving.iter_mut().map(|placed| &mut placed.part);
        let table = self.turntable.iter_mut();
        let travellers = self.travellers.iter_mut();
        [backdrop, still, shade]
            .into_iter()
            .chain(toys.iter_mut().map(|toy| &mut toy.body))
            .chain(parts.flat_map(|part| [&mut part.shape, &mut part.shade]))
            .chain(self.waiting.iter_mut().map(|floor| &mut floor.shape))
            .chain(travellers.flat_map(|one| [&mut one.shape, &mut one.shade]))
            .chain(table.flat_map(|table| [&mut table.shape, &mut table.shade]))
            .collect()
    }

    /// Gives each point a share of the colour that it has at dusk. A set of other shapes leaves this
    /// one as it is.
    pub(super) fn mix(&mut self, mut other: Self, share: f32) {
        for (shape, other) in self.shapes_mut().into_iter().zip(other.shapes_mut()) {
            mix(shape, other, share);
        }
    }
}

/// The same for one shape.
pub(super) fn mix(shape: &mut Shape, other: &Shape, share: f32) {
    if shape.colours.len() != other.colours.len() {
        return;
    }
    let Vec3 { x, y, z } = low_sun(share);
    let sun = [x, y, z, 1.0];
    for (colour, other) in shape.colours.iter_mut().zip(&other.colours) {
        for ((channel, other), sun) in colour.iter_mut().zip(other).zip(sun) {
            *channel = (*channel + (other - *channel) * share) * sun;
        }
    }
}
