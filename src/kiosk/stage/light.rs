//! The baked light of a release: which file a scene has, and the sky that it is seen under.

use std::fs;
use std::path::PathBuf;

use jiff::Zoned;
use legeplads_town::bake::{Baked, Sky};
use legeplads_town::setting::{self, Built};

use super::Scene;
use crate::photos::Pictures;

/// Where a scene's light is, and how much of which is wanted.
#[derive(Debug, PartialEq)]
pub(super) struct Light {
    file: PathBuf,
    sky: Sky,
}

impl Light {
    /// A scene's light at a moment in the feed's time zone; `None` if the release has none for it.
    pub fn of(scene: &Scene, portrait: bool, pictures: &Pictures, now: &Zoned) -> Option<Self> {
        let stop = match scene {
            Scene::Island | Scene::Asleep => None,
            Scene::Stop(id) => Some(id),
            // What they show depends on the visitor, and on the hour.
            Scene::Finish | Scene::Board => return None,
        };
        let file = pictures.file(&setting::path(stop, portrait))?.to_owned();
        let sky = Sky {
            dusk: if *scene == Scene::Asleep { 1.0 } else { 0.0 },
            snow: if now.month() == 12 { 1.0 } else { 0.0 },
        };
        Some(Self { file, sky })
    }

    /// The scene; `None` if its file cannot be read, which is told.
    pub fn load(&self) -> Option<Built> {
        let told = |error: &dyn std::fmt::Display| {
            let file = self.file.display();
            tracing::warn!("{file}: {error}; the scene is lit here instead, plainer");
        };
        let bytes = fs::read(&self.file).map_err(|error| told(&error)).ok()?;
        let baked = Baked::read(&bytes).map_err(|error| told(&error)).ok()?;
        Some(baked.lit(self.sky))
    }
}
