//! What time it is at the place. Whatever goes by the hour or the date asks here, so that a test
//! can say what time it is.

use bevy::prelude::*;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// The clock on the wall.
#[derive(Resource, Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum WallClock {
    /// The machine's.
    #[default]
    Running,
    /// One that stands, for tests.
    Stopped(Timestamp),
}

impl WallClock {
    /// The moment in a time zone.
    pub fn now(self, zone: &TimeZone) -> Zoned {
        let now = match self {
            Self::Running => Timestamp::now(),
            Self::Stopped(at) => at,
        };
        now.to_zoned(zone.clone())
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<WallClock>();
}
