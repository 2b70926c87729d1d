//! The light of a scene: the sky that it is seen under, by the sun's height at the place, and the
//! file of its release that holds it.

use jiff::Zoned;
use legeplads_feed::Feed;
use legeplads_store::Source;
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
    // The month of the longest night.
    let is_south = feed.middle().is_some_and(|at| at.north < 0.0);
    let winter = if is_south { 6 } else { 12 };
    Sky {
        dusk,
        snow: if now.month() == winter { 1.0 } else { 0.0 },
    }
}

/// Where a scene's baked light is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Light(Source);

impl Light {
    /// A scene's light; `None` if the release has none for it.
    pub fn of(scene: &Scene, portrait: bool, pictures: &Pictures) -> Option<Self> {
        let stop = match scene {
            Scene::Island | Scene::Asleep => None,
            Scene::Stop(id) => Some(id),
            // What they show depends on the visitor, and on the hour.
            Scene::Finish | Scene::Board => return None,
        };
        let source = pictures.source(&setting::path(stop, portrait))?;
        Some(Self(source.clone()))
    }

    /// The scene under a sky; `None` if its file cannot be read, which is told.
    pub fn load(&self, sky: Sky) -> Option<Built> {
        let told = |error: &dyn std::fmt::Display| {
            let source = &self.0;
            tracing::warn!("{source}: {error}; the scene is lit here instead, plainer");
        };
        let bytes = self.0.read().map_err(|error| told(&error)).ok()?;
        let baked = Baked::read(&bytes).map_err(|error| told(&error)).ok()?;
        Some(baked.lit(sky))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::built_in;

    #[test]
    fn snow_lies_in_the_month_of_the_longest_night() {
        let mut feed = (*built_in()).clone();
        let snow = |feed: &Feed, month: i8| {
            let noon = jiff::civil::date(2026, month, 15).at(12, 0, 0, 0);
            let now = noon.to_zoned(feed.time_zone.clone()).expect("a moment");
            sky(&Scene::Island, feed, &now).snow
        };
        let months = |feed: &Feed| {
            (1..=12)
                .filter(|month| snow(feed, *month) > 0.0)
                .collect::<Vec<_>>()
        };
        assert_eq!(months(&feed), [12]);
        for place in &mut feed.places {
            place.latitude = -place.latitude;
        }
        assert_eq!(months(&feed), [6]);
    }
}
