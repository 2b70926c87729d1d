//! Baked light: what reaches each point is found with rays when a release is made, so that a kiosk
//! only loads and draws.
//!
//! - [`bake`], or [`Unbaked`] step by step, builds a [`Setting`] of bare clay and casts its light: day and dusk, each without and
//!   with snow
//! - [`Baked::to_bytes`] and [`Baked::read`] are the file that it travels as
//! - [`Baked::lit`] is the scene under one sky
//!
//! Nothing here depends on time, on chance or on the number of threads: the same setting gives the
//! same bytes.

mod bytes;
mod cast;
mod file;
mod fingerprint;
mod ground;
mod mesh;
mod points;
mod rays;
mod skies;

#[cfg(test)]
mod tests;

use super::light::Mood;
use super::paint::Paint;
use super::setting::{Built, Setting};
use super::shape::Shape;

pub use file::{Unreadable, VERSION};
pub use skies::{Baked, Colours, Sky};

/// A scene of bare clay, ready to be baked.
#[derive(Debug)]
pub struct Unbaked {
    bare: Built,
    behind: [Shape; 2],
    pitch: f32,
}

impl Unbaked {
    /// Builds a setting for a screen that is higher than wide or not.
    pub fn of(setting: &Setting, portrait: bool, paint: &Paint) -> Self {
        // What hangs behind has its own colours for each hour.
        let behind = |mood| setting.build(portrait, paint, mood).shapes.backdrop;
        Self {
            bare: setting.build(portrait, paint, Mood::Bare),
            behind: [behind(Mood::DAY), behind(Mood::Dusk { snow: 0.0 })],
            pitch: setting.look(portrait).pitch.to_radians(),
        }
    }

    /// Hands over, piece by piece, all bytes that the light depends on: what has the same is baked
    /// to the same.
    pub fn fingerprint(&mut self, take: impl FnMut(&[u8])) {
        fingerprint::of(self, take);
    }

    /// Casts the light.
    pub fn bake(self) -> Baked {
        let light = points::Light::of(&self.bare);
        let mut scene = self.bare;
        ground::lay_shadows(&mut scene, &light);
        scene.keep_seen(self.pitch);
        points::light(scene, &light, self.behind)
    }
}

/// Bakes a scene.
pub fn bake(setting: &Setting, portrait: bool, paint: &Paint) -> Baked {
    Unbaked::of(setting, portrait, paint).bake()
}

/// The mood of each of the four skies that are baked.
const MOODS: [(Mood, f32); 4] = [
    (Mood::DAY, 0.0),
    (Mood::Dusk { snow: 0.0 }, 0.0),
    (Mood::DAY, 1.0),
    (Mood::Dusk { snow: 0.0 }, 1.0),
];

fn shapes(scene: &Built) -> usize {
    3 + scene.shapes.toys.len() + 2 * scene.shapes.moving.len() + scene.waiting.len()
}
