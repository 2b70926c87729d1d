//! The towers that visitors build stay in the town for those who come after them, who may build
//! them higher, until the site opens next.
//!
//! A tower that has no room for another visitor's pieces is finished: the island keeps showing
//! it, and at its stop a new one begins. Which pieces lie on each other is all that is kept.

use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

use bevy::prelude::*;
use jiff::{Span, Timestamp, Zoned};
use legeplads_feed as feed;
use legeplads_feed::{ActivityId, ActivityKind, Feed, Site};
use legeplads_store::{Tower, Towers as Kept};

use crate::activities::Play;
use crate::clock::WallClock;
use crate::contact_sheet::Walk;
use crate::demo::Show;
use crate::journey::{Journey, Screen};
use crate::release::Release;

/// So many floors a tower has at most, with those that nobody has built.
pub const MOST: usize = 14;

/// No site stays closed for longer by its hours; what says so was written by a clock that was wrong.
const DAYS: i32 = 8;

/// What stands, and what the present visitor is building.
#[derive(Resource, Debug, Default)]
pub struct Towers {
    kept: Kept,
    visit: Option<Visit>,
    /// So many pieces of what is just being built a demo's hand has put up: they count for nobody.
    shown: usize,
    writer: Option<Writer>,
    written: Option<Kept>,
}

/// What a visitor has put up so far.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Visit {
    activity: ActivityId,
    placed: Vec<usize>,
}

impl Towers {
    /// What stood in this store when the kiosk ended; from now on it is kept there. Without one it
    /// is kept in memory.
    pub fn open(store: Option<PathBuf>) -> Self {
        let Some(store) = store else {
            return Self::default();
        };
        let read = Kept::read(&store);
        let kept = read.inspect_err(|error| tracing::warn!(%error, "no towers stand"));
        let kept = kept.unwrap_or_default();
        Self {
            written: Some(kept.clone()),
            kept,
            visit: None,
            shown: 0,
            writer: Writer::start(store),
        }
    }

    /// A new day begins if the site has opened since these were built.
    pub fn look_at_the_clock(&mut self, site: &Site, now: &Zoned) {
        if is_over(self.kept.until, now.timestamp()) {
            self.kept.towers.clear();
            self.kept.until = until(site, now);
        }
    }

    /// The pieces that earlier visitors have put on a tower, lowest first. None that this visitor
    /// is putting up is among them.
    pub fn standing(&self, activity: &ActivityId, data: &feed::Build) -> Vec<usize> {
        let tower = self.kept.towers.get(activity.as_str());
        tower.map_or_else(Vec::new, |tower| standing(tower, data))
    }

    /// How many pieces lay on each other at the most.
    pub fn tallest(&self, activity: &ActivityId) -> usize {
        let tower = self.kept.towers.get(activity.as_str());
        tower.map_or(0, |tower| usize::from(tower.tallest))
    }

    /// The visitor has left what was being built. Whether it is higher now.
    fn leave(&mut self, feed: &Feed) -> bool {
        let visit = self.visit.take();
        visit.is_some_and(|visit| add(&mut self.kept, &visit, feed))
    }

    /// Keeps what stands, with what is just being built: nobody knows when the power goes.
    fn keep(&mut self, feed: &Feed) {
        let Some(writer) = &self.writer else { return };
        let mut kept = self.kept.clone();
        if let Some(visit) = &self.visit {
            add(&mut kept, visit, feed);
        }
        let before = self.written.as_ref();
        let said = |kept: &Kept| !kept.towers.is_empty();
        if before != Some(&kept) && (said(&kept) || before.is_some_and(said)) {
            // A writer that is gone has said why.
            let _ = writer.words.as_ref().map(|words| words.send(kept.clone()));
            self.written = Some(kept);
        }
    }
}

/// The floors of a tower that another visitor can build on.
fn standing(tower: &Tower, data: &feed::Build) -> Vec<usize> {
    let floors: Vec<usize> = tower.floors.iter().copied().map(usize::from).collect();
    // Pieces of an older release may be gone.
    let is_known = floors.iter().all(|piece| *piece < data.pieces.len());
    if is_known && has_room(floors.len(), data) {
        floors
    } else {
        Vec::new()
    }
}

/// Whether all pieces fit on so many that stand already.
fn has_room(standing: usize, data: &feed::Build) -> bool {
    usize::from(data.start) + standing + data.pieces.len() <= MOST
}

/// Adds what a visitor has put up. Whether that is anything.
fn add(kept: &mut Kept, visit: &Visit, feed: &Feed) -> bool {
    let kind = feed.activity(&visit.activity).map(|known| &known.kind);
    let Some(ActivityKind::Build(data)) = kind else {
        return false;
    };
    if visit.placed.is_empty() {
        return false;
    }
    let id = visit.activity.as_str().to_owned();
    let tower = kept.towers.entry(id).or_default();
    let mut floors = standing(tower, data);
    floors.extend(&visit.placed);
    let count = u8::try_from(floors.len()).unwrap_or(u8::MAX);
    tower.tallest = tower.tallest.max(count);
    if !has_room(floors.len(), data) {
        floors.clear();
    }
    let floors = floors
        .into_iter()
        .filter_map(|piece| u8::try_from(piece).ok());
    tower.floors = floors.collect();
    true
}

fn is_over(until: Timestamp, now: Timestamp) -> bool {
    let latest = now.checked_add(Span::new().hours(DAYS * 24));
    until <= now || latest.is_ok_and(|latest| until > latest)
}

/// When a site opens next; one that never closes has its morning at midnight.
fn until(site: &Site, now: &Zoned) -> Timestamp {
    let midnight = || {
        let tomorrow = now.tomorrow().and_then(|day| day.start_of_day());
        tomorrow.map_or(now.timestamp(), |midnight| midnight.timestamp())
    };
    let opening = site.next_opening(now);
    opening.map_or_else(midnight, |opening| opening.timestamp())
}

/// The disk is waited for on a thread of its own.
#[derive(Debug)]
struct Writer {
    words: Option<Sender<Kept>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    fn start(store: PathBuf) -> Option<Self> {
        let (sender, words) = channel::<Kept>();
        let work = move || {
            while let Ok(first) = words.recv() {
                let newest = words.try_iter().last().unwrap_or(first);
                if let Err(error) = newest.write(&store) {
                    tracing::warn!(%error, "towers.ron cannot be written");
                }
            }
        };
        match thread::Builder::new().name("towers".to_owned()).spawn(work) {
            Ok(thread) => Some(Self {
                words: Some(sender),
                thread: Some(thread),
            }),
            Err(error) => {
                tracing::error!(%error, "towers.ron will not be written");
                None
            }
        }
    }
}

impl Drop for Writer {
    /// What was said last is written before the kiosk ends.
    fn drop(&mut self) {
        self.words = None;
        if let Some(thread) = self.thread.take() {
            // One that ended early has said why.
            let _ = thread.join();
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Towers>().add_systems(
        PreUpdate,
        follow
            .after(crate::acting::Acted)
            // Each of its pictures is of a town that nobody has built on yet.
            .run_if(not(resource_exists::<Walk>)),
    );
}

fn follow(
    journey: Res<Journey>,
    release: Res<Release>,
    clock: Res<WallClock>,
    show: Option<Res<Show>>,
    mut towers: ResMut<Towers>,
) {
    let feed = &release.feed;
    if journey.rests() {
        let now = clock.now(&feed.time_zone);
        if is_over(towers.kept.until, now.timestamp()) {
            towers.look_at_the_clock(release.site(), &now);
            towers.keep(feed);
        }
    }
    let mut visit = visit(&journey, feed);
    let is_show = show.is_some_and(|show| show.leads());
    let present = towers.bypass_change_detection();
    let placed = visit.as_ref().map_or(0, |visit| visit.placed.len());
    present.shown = if is_show {
        placed
    } else {
        // Fewer stand there when somebody has begun anew.
        present.shown.min(placed)
    };
    if let Some(visit) = &mut visit {
        visit.placed.drain(..present.shown);
    }
    if present.visit == visit {
        return;
    }
    let goes_on = match (&present.visit, &visit) {
        (Some(before), Some(now)) => {
            before.activity == now.activity && now.placed.starts_with(&before.placed)
        }
        _ => false,
    };
    let is_higher = !goes_on && present.leave(feed);
    present.visit = visit;
    present.keep(feed);
    if is_higher {
        towers.set_changed();
    }
}

/// What is being built just now.
fn visit(journey: &Journey, feed: &Feed) -> Option<Visit> {
    let Screen::Stop(stop) = &journey.screen else {
        return None;
    };
    let Some(Play::Build(build)) = &journey.play else {
        return None;
    };
    Some(Visit {
        activity: feed.stop(stop)?.activity.clone(),
        placed: build.placed().to_vec(),
    })
}
