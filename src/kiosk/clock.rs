//! What time it is at the place. Whatever goes by the hour or the date asks here, so that a test
//! can say what time it is.

use bevy::prelude::*;
use jiff::civil::time;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::acting::Acted;
use crate::journey::Journey;
use crate::options::Options;
use crate::release::Release;

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
    /// The one that the options ask for, in a time zone. All pictures of a contact sheet are of
    /// today's noon.
    pub fn asked_for(options: &Options, zone: &TimeZone) -> Option<Self> {
        let noon = || {
            Timestamp::now()
                .to_zoned(zone.clone())
                .date()
                .to_datetime(time(12, 0, 0, 0))
        };
        let pictured = options.contact_sheet.as_ref().map(|_| noon());
        let moment = options.clock.or(pictured)?;
        // Only the very first and last days of all calendars are in no zone.
        let zoned = moment.to_zoned(zone.clone()).ok()?;
        Some(Self::Stopped(zoned.timestamp()))
    }

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
    app.init_resource::<WallClock>()
        .add_systems(PreUpdate, keep_the_day.before(Acted));
}

/// What a visitor finds may go by the date, and midnight comes by itself.
fn keep_the_day(clock: Res<WallClock>, release: Res<Release>, mut journey: ResMut<Journey>) {
    let today = clock.now(&release.feed.time_zone).date();
    if journey.today() != today {
        journey.come_to(today, &release.feed);
    }
}
