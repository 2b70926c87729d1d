//! Opening hours: nobody there and closed, and the town falls asleep; at the hour it wakes by
//! itself.
//!
//! Nobody is thrown out. Who plays at closing time plays on, and when they have left, the reset
//! ends in a sleeping town.

use bevy::prelude::*;
use jiff::civil::{Date, Time as TimeOfDay};
use legeplads_feed::Weekday;

use crate::clock::WallClock;
use crate::demo::Demo;
use crate::fingers::Fingers;
use crate::idle::{Counted, Idle, PATIENCE};
use crate::journey::{Journey, Screen};
use crate::launch::Launch;
use crate::release::Release;

/// When the town wakes, as its sign says it.
#[derive(Resource, Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// The next opening, while it is closed and if there is one.
    pub wakes: Option<Wakes>,
}

/// The next opening, at most seven days ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wakes {
    /// How near the day is.
    pub near: Near,
    /// The day.
    pub weekday: Weekday,
    /// The time on that day.
    pub time: TimeOfDay,
}

/// How near a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Near {
    Today,
    Tomorrow,
    Later,
}

impl Near {
    fn of(day: Date, today: Date) -> Self {
        if day == today {
            Self::Today
        } else if today.tomorrow().is_ok_and(|tomorrow| tomorrow == day) {
            Self::Tomorrow
        } else {
            Self::Later
        }
    }

    /// As the interface strings call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Tomorrow => "tomorrow",
            Self::Later => "later",
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    // After the countdown: a reset at night goes straight to sleep.
    app.init_resource::<Hours>()
        .add_systems(Startup, keep)
        .add_systems(Update, keep.after(Counted));
}

fn keep(
    time: Res<Time<Real>>,
    clock: Res<WallClock>,
    release: Res<Release>,
    fingers: Res<Fingers>,
    (idle, demo, launch): (Res<Idle>, Option<Res<Demo>>, Res<Launch>),
    mut journey: ResMut<Journey>,
    mut hours: ResMut<Hours>,
) {
    let now = clock.now(&release.feed.time_zone);
    let is_closed = journey.screen == Screen::Closed;
    if !idle.frozen {
        let is_open = demo.is_some() || release.site().is_open(&now);
        if is_closed && is_open {
            journey.rest(&release.feed);
        } else if !is_closed
            && !is_open
            && launch.now().is_none()
            && is_deserted(&journey, &fingers, &time)
        {
            journey.close(&release.feed);
        }
    }
    let wakes = if journey.screen == Screen::Closed {
        release.site().next_opening(&now).map(|next| Wakes {
            near: Near::of(next.date(), now.date()),
            weekday: Weekday::of(next.date()),
            time: next.time(),
        })
    } else {
        None
    };
    if hours.wakes != wakes {
        hours.wakes = wakes;
    }
}

/// Whether nobody is there. Attract is deserted by its nature. A site may rest on another screen, which somebody may just
/// be looking at.
pub fn is_deserted(journey: &Journey, fingers: &Fingers, time: &Time<Real>) -> bool {
    let since = time.elapsed().saturating_sub(fingers.last);
    let untouched = fingers.last.is_zero() || since >= PATIENCE;
    journey.rests() && (journey.screen == Screen::Attract || untouched)
}
