//! The light of a scene: the sky that it is seen under, by the sun's height at the place, and the
//! file of its release that holds it.

use std::fs;
use std::path::PathBuf;

use jiff::Zoned;
use legeplads_feed::Feed;
use legeplads_town::bake::{Baked, Sky};
use legeplads_town::setting::{self, Built};
use legeplads_town::sun;

use super::Scene;
use crate::photos::Pictures;

/// Beyond this many degrees north or south the sun stays up or away for weeks.
const POLAR: f64 = 66.0;

/// The sky over a scene at a moment in the feed's time zone.
///
/// Where nobody knows where the place is, and where the sun says nothing of day and night, it is day.
pub(super) fn sky(scene: &Scene, feed: &Feed, now: &Zoned) -> Sky {
    let middle = feed.middle().filter(|at| at.north.abs() < POLAR);
    let dusk = match (scene, middle) {
        (Scene::Asleep, _) => 1.0,
        (_, Some(at)) => {
            let seconds = now.timestamp().as_second();
            sun::dusk(sun::height(seconds, at.north, at.east))
        }
        (_, None) => 0.0,
    };
    Sky {
        dusk,
        snow: if now.month() == 12 { 1.0 } else { 0.0 },
    }
}

/// Where a scene's baked light is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Light(PathBuf);

impl Light {
    /// A scene's light; `None` if the release has none for it.
    pub fn of(scene: &Scene, portrait: bool, pictures: &Pictures) -> Option<Self> {
        let stop = match scene {
            Scene::Island | Scene::Asleep => None,
            Scene::Stop(id) => Some(id),
            // What they show depends on the visitor, and on the hour.
            Scene::Finish | Scene::Board => return None,
        };
        let file = pictures.file(&setting::path(stop, portrait))?;
        Some(Self(file.to_owned()))
    }

    /// The scene under a sky; `None` if its file cannot be read, which is told.
    pub fn load(&self, sky: Sky) -> Option<Built> {
        let told = |error: &dyn std::fmt::Display| {
            let file = self.0.display();
            tracing::warn!("{file}: {error}; the scene is lit here instead, plainer");
        };
        let bytes = fs::read(&self.0).map_err(|error| told(&error)).ok()?;
        let baked = Baked::read(&bytes).map_err(|error| told(&error)).ok()?;
        Some(baked.lit(sky))
    }
}
