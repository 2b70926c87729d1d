//! What a survey is told: one record of it when whoever told it leaves, however they leave. Which
//! fields it has, says `deploy/data.md`.
//!
//! A record has a part of a day and no other time, and nothing that a count of the same visit has but
//! the site and the language.

use bevy::prelude::*;
use jiff::tz::TimeZone;
use legeplads_store::outbox::DayPart;

use crate::acting::Acted;
use crate::activities::Play;
use crate::activities::form::Given;
use crate::clock::WallClock;
use crate::counts::Counts;
use crate::demo::Show;
use crate::journey::{Journey, Screen};
use crate::release::Release;

/// What one visitor told one survey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Which survey: its id in the feed.
    pub survey: String,
    /// Where the screen stands.
    pub site: String,
    /// Which language was on the glass.
    pub language: String,
    /// What was told.
    pub given: Given,
}

impl Record {
    /// What the visitor who is there has told so far.
    fn of(journey: &Journey, release: &Release) -> Vec<Self> {
        let (feed, Screen::Stop(stop)) = (&release.feed, &journey.screen) else {
            return Vec::new();
        };
        let activity = feed
            .stop(stop)
            .and_then(|stop| feed.activity(&stop.activity));
        let (Some(activity), Some(play)) = (activity, &journey.play) else {
            return Vec::new();
        };
        let record = |given| Self {
            survey: activity.id.to_string(),
            site: release.site().id.to_string(),
            language: journey.language.to_string(),
            given,
        };
        Play::records(play, &activity.kind)
            .into_iter()
            .map(record)
            .collect()
    }
}

pub(super) fn plugin(app: &mut App) {
    // Before it is said that everybody has left.
    let systems = (look_at_the_clock, take).chain();
    app.add_systems(
        PreUpdate,
        systems.after(Acted).before(crate::counts::Counting),
    );
}

/// Says which part of the day it is, at first and whenever it is another.
fn look_at_the_clock(
    mut counts: ResMut<Counts>,
    release: Res<Release>,
    clock: Res<WallClock>,
    mut looked: Local<Option<i64>>,
) {
    let minute = clock.now(&TimeZone::UTC).timestamp().as_second() / 60;
    if looked.replace(minute) != Some(minute) {
        let now = clock.now(&release.feed.time_zone);
        counts.turn(DayPart::of(&now));
    }
}

/// Remembers what is told, and hands it over as soon as something else is on the glass.
fn take(
    mut counts: ResMut<Counts>,
    journey: Res<Journey>,
    release: Res<Release>,
    show: Option<Res<Show>>,
    mut turns: Local<u32>,
) {
    if !journey.is_changed() {
        return;
    }
    if *turns != journey.turns {
        *turns = journey.turns;
        counts.hand_over();
    }
    let is_shown = show.is_some_and(|show| show.leads());
    counts.told = match is_shown {
        true => Vec::new(),
        false => Record::of(&journey, &release),
    };
}
