//! The simultaneous launch: something is unveiled on all screens in the same second.
//!
//! What is shown follows from the wall clock and the feed alone ([`moment`]): a screen that starts
//! late, wakes or gets its release late lands in the right second. Who plays is not thrown out: a slip
//! counts in a corner, the last seconds and the show lie over everything, and then all is as it was.

mod confetti;
mod moment;
mod wrapping;

use std::time::Duration;

use bevy::prelude::*;
use jiff::{SignedDuration, Timestamp};
use legeplads_feed::{CampaignId, Card, CardId, Feed, Language};
use legeplads_store::Launched;

pub use confetti::{COLOURS, Flake, SIZE as FLAKE, cut};
pub use moment::{Key, Now, Stage, WRAPPED};
pub use wrapping::{Fades, Flap, Numeral, Seal};

use crate::acting::Cued;
use crate::clock::WallClock;
use crate::demo::Demo;
use crate::fingers::Fingers;
use crate::hours::is_deserted;
use crate::journey::{Action, Cue, Journey, Screen};
use crate::release::Release;
use crate::ui::Touched;

use moment::Begun;

/// A screen at rest looks at the clock at least so often.
const SOON: SignedDuration = SignedDuration::from_secs(35);
/// Whoever comes later than this after the moment has missed the tune.
const IN_TIME: SignedDuration = SignedDuration::from_millis(1500);
/// Frames after the one that shows it first until that one has been presented for certain: while one
/// is computed the one before is drawn.
const PRESENTED: u32 = 2;

/// The launch that is on, if one is. It counts as changed when something is to be laid anew.
#[derive(Resource, Debug, Default)]
pub struct Launch {
    now: Option<Now>,
    begun: Begun,
    is_near: bool,
    touched: Option<Duration>,
    frames: u32,
    launched: Option<Launched>,
    posed: Option<(Now, CardId)>,
}

impl Launch {
    /// As if a card were unveiled and the clock stood so many seconds after the moment, for pictures.
    pub fn posed(card: CardId, since: SignedDuration, stage: Stage) -> Self {
        let now = Now {
            key: (CampaignId::from(card.as_str()), Timestamp::UNIX_EPOCH),
            since,
            stage,
            is_alone: false,
        };
        Self {
            now: Some(now.clone()),
            posed: Some((now, card)),
            ..Self::default()
        }
    }

    /// What is on.
    pub fn now(&self) -> Option<&Now> {
        self.now.as_ref()
    }

    /// Whether it lies over all that can be played.
    pub fn covers(&self) -> bool {
        self.now.as_ref().is_some_and(Now::covers)
    }

    /// Whether a countdown is on or begins soon.
    pub fn is_near(&self) -> bool {
        self.is_near || self.now.is_some()
    }

    /// Whether every frame counts: about the moment, and while paper flies.
    pub fn hurries(&self, calm: bool) -> bool {
        let lasts = if calm { 3.0 } else { f32::INFINITY };
        let near = |now: &Now| now.left() <= 2 && now.seconds() < lasts;
        self.now.as_ref().is_some_and(near)
    }

    /// When the wrapping was last touched, on the app's clock.
    pub(crate) fn touched(&self) -> Option<Duration> {
        self.touched
    }

    /// The last launch that this screen has shown, and when its first frame was on the glass.
    pub fn launched(&self) -> Option<&Launched> {
        self.launched.as_ref()
    }

    /// What is unveiled.
    pub fn card<'a>(&self, feed: &'a Feed) -> Option<&'a Card> {
        if let Some((_, card)) = &self.posed {
            return feed.card(card);
        }
        let (id, _) = &self.now.as_ref()?.key;
        let campaign = feed.campaigns.iter().find(|campaign| campaign.id == *id)?;
        campaign.unveils(feed)
    }

    /// The language that it speaks.
    pub fn language<'a>(&self, release: &'a Release, spoken: &'a Language) -> &'a Language {
        let languages = release.site().languages(&release.feed);
        let now = self.now.as_ref();
        now.map_or(spoken, |now| now.language(languages, spoken))
    }
}

/// When it is known what is on.
#[derive(SystemSet, Debug, Clone, PartialEq, Eq, Hash)]
pub struct Told;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Launch>()
        .add_plugins((wrapping::plugin, confetti::plugin))
        .add_systems(First, note)
        .add_systems(
            Update,
            (keep, hear)
                .chain()
                .in_set(Told)
                .before(crate::idle::Counted),
        );
}

/// Looks at the clock.
fn keep(
    time: Res<Time<Real>>,
    (clock, release, fingers): (Res<WallClock>, Res<Release>, Res<Fingers>),
    (journey, demo): (Res<Journey>, Option<Res<Demo>>),
    mut launch: ResMut<Launch>,
    mut cues: MessageWriter<Cued>,
) {
    let told = launch.bypass_change_detection();
    let (feed, site) = (&release.feed, release.site());
    let wall = clock.now(&feed.time_zone);
    told.is_near = moment::is_near(feed, site, &wall, SOON);
    let on = told.begun.now(feed, site, &wall, demo.is_some());
    let on = on.filter(|_| journey.screen != Screen::Closed);
    let is_rested = is_deserted(&journey, &fingers, &time);
    let now = on.map(|(key, since)| {
        let mut now = Now {
            key,
            since,
            stage: Stage::Open,
            is_alone: journey.screen == Screen::Attract,
        };
        now.stage = match now.left() {
            0 => Stage::Open,
            1..=WRAPPED => Stage::Wrapped,
            _ if is_rested => Stage::Parcel,
            _ => Stage::Slip,
        };
        now
    });
    let now = (told.posed.as_ref()).map_or(now, |(now, _)| Some(now.clone()));
    let before = std::mem::replace(&mut told.now, now);
    let now = told.now.as_ref();
    if told.posed.is_none() {
        let cued = cues_of(before.as_ref(), now, feed, site.tour(feed));
        cues.write_batch(cued.into_iter().map(Cued));
    }
    let is_open = |now: Option<&Now>| now.is_some_and(|now| now.stage == Stage::Open);
    let goes_on = is_open(before.as_ref()) && is_open(now);
    told.frames = match (is_open(now), goes_on) {
        (false, _) => 0,
        (true, true) => told.frames.saturating_add(1),
        (true, false) => 1,
    };
    if before.as_ref().map(Now::face) != now.map(Now::face) {
        launch.set_changed();
    }
}

/// The last seconds are heard, and the moment is a tune.
fn cues_of(
    before: Option<&Now>,
    now: Option<&Now>,
    feed: &Feed,
    tour: &[legeplads_feed::StopId],
) -> Vec<Cue> {
    let Some(now) = now else {
        return Vec::new();
    };
    let was = before.map(|before| (before.stage, before.left()));
    match now.stage {
        Stage::Wrapped if was != Some((Stage::Wrapped, now.left())) => vec![Cue::Tap],
        Stage::Open if was.is_none_or(|(stage, _)| stage != Stage::Open) && now.since < IN_TIME => {
            let notes = tour.iter().filter_map(|stop| feed.stop(stop));
            vec![Cue::Paper, Cue::Tune(notes.map(|stop| stop.note).collect())]
        }
        _ => Vec::new(),
    }
}

/// Whoever touches the wrapping gets an answer.
fn hear(time: Res<Time>, mut touched: MessageReader<Touched>, mut launch: ResMut<Launch>) {
    for touch in touched.read() {
        if touch.action == Action::Unwrap {
            launch.bypass_change_detection().touched = Some(time.elapsed());
        }
    }
}

/// Notes when the first frame of a show has been presented.
fn note(mut launch: ResMut<Launch>) {
    if launch.frames != PRESENTED || launch.posed.is_some() {
        return;
    }
    let told = launch.bypass_change_detection();
    let Some(now) = &told.now else { return };
    let (campaign, at) = &now.key;
    let launched = Launched {
        campaign: campaign.to_string(),
        reveal_at: *at,
        shown: Timestamp::now(),
    };
    tracing::info!(campaign = launched.campaign, shown = %launched.shown, "unveiled");
    told.launched = Some(launched);
}
