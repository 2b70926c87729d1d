//! How often each thing of a vote was touched on this screen since it opened: taps, not people.
//!
//! Kept in memory only, and gone when the site closes.

use std::collections::BTreeMap;

use bevy::prelude::*;
use legeplads_feed::{Activity, ActivityId, ActivityKind, Feed};

use crate::acting::Cued;
use crate::demo::Show;
use crate::journey::{Cue, Journey, Screen};
use crate::release::Release;

/// The taps since opening.
#[derive(Resource, Debug, Default)]
pub struct Taps {
    votes: BTreeMap<ActivityId, Vote>,
}

/// What was asked, and the taps for each thing in the feed's order. Another question begins at none.
#[derive(Debug)]
struct Vote {
    asked: ActivityKind,
    taps: Vec<u32>,
}

impl Taps {
    /// Counts what it tells, if that is a tap.
    pub fn hear(&mut self, cue: &Cue, feed: &Feed) {
        if let Cue::Vote {
            activity, thing, ..
        } = cue
            && let Some(activity) = feed.activity(activity)
        {
            self.add(activity, *thing);
        }
    }

    /// Counts a tap for one thing.
    pub fn add(&mut self, activity: &Activity, choice: usize) {
        let vote = self
            .votes
            .entry(activity.id.clone())
            .or_insert_with(|| Vote {
                asked: activity.kind.clone(),
                taps: Vec::new(),
            });
        if vote.asked != activity.kind {
            vote.asked = activity.kind.clone();
            vote.taps.clear();
        }
        if vote.taps.len() <= choice {
            vote.taps.resize(choice + 1, 0);
        }
        if let Some(taps) = vote.taps.get_mut(choice) {
            *taps = taps.saturating_add(1);
        }
    }

    /// How many taps one thing has.
    pub fn of(&self, activity: &Activity, choice: usize) -> u32 {
        self.votes
            .get(&activity.id)
            .filter(|vote| vote.asked == activity.kind)
            .and_then(|vote| vote.taps.get(choice).copied())
            .unwrap_or(0)
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Taps>().add_systems(Update, count);
}

fn count(
    mut cues: MessageReader<Cued>,
    release: Res<Release>,
    journey: Res<Journey>,
    show: Option<Res<Show>>,
    mut taps: ResMut<Taps>,
) {
    if show.is_some_and(|show| show.leads()) {
        cues.clear();
    }
    for Cued(cue) in cues.read() {
        // Whoever looks whether it has changed is to see votes alone.
        if matches!(cue, Cue::Vote { .. }) {
            taps.hear(cue, &release.feed);
        }
    }
    if journey.screen == Screen::Closed && !taps.votes.is_empty() {
        *taps = Taps::default();
    }
}
