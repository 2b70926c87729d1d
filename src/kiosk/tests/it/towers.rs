//! The tower that visitors build stands for those who come after them, until the site opens next.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bevy::prelude::*;
use jiff::{Span, Zoned};
use legeplads_feed::{ActivityId, ActivityKind, Build, PlaceId, Site};
use legeplads_kiosk::Options;
use legeplads_kiosk::camera::Shot;
use legeplads_kiosk::clock::WallClock;
use legeplads_kiosk::idle::{COUNTDOWN, PATIENCE};
use legeplads_kiosk::journey::{Action, Screen};
use legeplads_kiosk::release::built_in;
use legeplads_kiosk::stage::{Scene, Stage};
use legeplads_kiosk::towers::{MOST, Towers};

use crate::kiosk::{Kiosk, SIZES};

const SECOND: Duration = Duration::from_secs(1);

/// Where a tower is built.
fn site() -> (PlaceId, ActivityId, Build) {
    let feed = built_in();
    let found = feed.places.iter().find_map(|place| {
        let stop = feed.stop(place.stop.as_ref()?)?;
        match &feed.activity(&stop.activity)?.kind {
            ActivityKind::Build(build) => {
                Some((place.id.clone(), stop.activity.clone(), build.clone()))
            }
            _ => None,
        }
    });
    found.expect("a place to build at")
}

/// A site that opens in the morning, and a moment at which it is open.
fn library() -> (Site, Zoned) {
    let feed = built_in();
    let site = feed.sites.iter().find(|site| !site.hours.is_empty());
    let site = site.expect("a site with hours").clone();
    let noon: jiff::civil::DateTime = "2026-06-23T12:00".parse().expect("a moment");
    let noon = noon.to_zoned(feed.time_zone.clone()).expect("a moment");
    assert!(site.is_open(&noon));
    (site, noon)
}

fn stopped(moment: &Zoned) -> WallClock {
    WallClock::Stopped(moment.timestamp())
}

fn open(store: Option<&Path>, site: &Site, size: UVec2, moment: &Zoned) -> Kiosk {
    let options = Options {
        site: Some(site.id.to_string()),
        ..default()
    };
    Kiosk::keeping(store, stopped(moment), size, &options)
}

fn standing(kiosk: &Kiosk) -> usize {
    let (_, activity, build) = site();
    kiosk.resource::<Towers>().standing(&activity, &build).len()
}

fn shot(kiosk: &Kiosk) -> Shot {
    kiosk.resource::<Stage>().shot()
}

/// Everybody has gone.
fn leave(kiosk: &mut Kiosk) {
    kiosk.pass(PATIENCE + COUNTDOWN + SECOND);
    kiosk.settle();
    assert_eq!(kiosk.journey().screen, Screen::Attract);
}

#[test]
fn the_next_visitor_finds_the_tower_and_builds_it_higher_and_next_day_it_is_back() {
    let (place, activity, build) = site();
    let (library, noon) = library();
    let count = build.pieces.len();
    assert!(
        usize::from(build.start) + 2 * count <= MOST,
        "two may build"
    );
    for size in SIZES {
        let mut kiosk = open(None, &library, size, &noon);
        let portrait = size.y > size.x;
        kiosk.touch(&Action::Place(place.clone()));
        assert_eq!(shot(&kiosk), Shot::stop(portrait));
        kiosk.play();
        assert_eq!(standing(&kiosk), 0, "the visitor is still building");
        assert_eq!(
            usize::try_from(kiosk.journey().floors).ok(),
            Some(usize::from(build.start) + count)
        );
        leave(&mut kiosk);
        assert_eq!(standing(&kiosk), count);

        // The eye steps back from a tower that is higher; what is to be touched stays in reach.
        kiosk.touch(&Action::Place(place.clone()));
        assert!(shot(&kiosk).height > Shot::stop(portrait).height);
        kiosk.play();
        assert!(kiosk.is_done());
        // What this visitor built is what the finish tells: not what others have.
        assert_eq!(
            usize::try_from(kiosk.journey().floors).ok(),
            Some(usize::from(build.start) + count)
        );
        leave(&mut kiosk);
        assert_eq!(kiosk.resource::<Towers>().tallest(&activity), 2 * count);

        // There is no room for more: the island keeps it, and a new one begins.
        assert_eq!(standing(&kiosk), 0);
        kiosk.touch(&Action::Place(place.clone()));
        assert_eq!(shot(&kiosk), Shot::stop(portrait));
        kiosk.touch(&Action::Play(0));
        leave(&mut kiosk);
        assert_eq!(standing(&kiosk), 1);
        assert_eq!(kiosk.resource::<Towers>().tallest(&activity), 2 * count);

        let opening = library.next_opening(&noon).expect("it opens again");
        kiosk.set_clock(stopped(&(&opening - Span::new().minutes(1))));
        assert_eq!(kiosk.journey().screen, Screen::Closed);
        assert_eq!(standing(&kiosk), 1, "at night it still stands");
        kiosk.set_clock(stopped(&opening));
        assert_eq!(kiosk.journey().screen, Screen::Attract);
        assert_eq!(standing(&kiosk), 0);
        assert_eq!(kiosk.resource::<Towers>().tallest(&activity), 0);
    }
}

#[test]
fn who_leaves_half_way_leaves_what_was_built() {
    let (place, _, _) = site();
    let (library, noon) = library();
    let mut kiosk = open(None, &library, SIZES[0], &noon);
    for built in 1..=3 {
        kiosk.touch(&Action::Place(place.clone()));
        kiosk.touch(&Action::Play(built));
        kiosk.touch(&Action::Home);
        assert_eq!(standing(&kiosk), built);
    }
    // Looking is not building.
    kiosk.touch(&Action::Place(place.clone()));
    kiosk.touch(&Action::Home);
    assert_eq!(standing(&kiosk), 3);
}

#[test]
fn on_the_island_a_tower_changes_in_parts_and_nothing_is_hidden() {
    let (place, _, _) = site();
    let (_, noon) = library();
    let feed = built_in();
    let always = feed.sites.iter().find(|site| site.hours.is_empty());
    let always = always.expect("a site that never closes");
    let mut kiosk = open(None, always, SIZES[0], &noon);
    let whole = kiosk.town().len();
    kiosk.touch(&Action::Place(place));
    kiosk.play();
    leave(&mut kiosk);
    kiosk.pass(2 * SECOND);
    let tall = kiosk.town();
    assert_eq!(tall.len(), whole, "as many pieces as before");
    kiosk.pass(3 * SECOND);
    assert_eq!(kiosk.town(), tall, "nothing more to do");

    // It never closes: at noon of the next day last night's tower is gone.
    kiosk.set_clock(stopped(&(&noon + Span::new().days(1))));
    for _ in 0..90 {
        kiosk.pass(SECOND / 30);
        assert!(kiosk.resource::<Stage>().shows(&Scene::Island));
    }
    let low = kiosk.town();
    let changed = tall.difference(&low).count();
    assert!((1..=4).contains(&changed), "{changed} pieces of {whole}");
}

/// A folder that goes when it is no longer needed.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("{name}-{}", std::process::id()));
        // What a run that was killed has left.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        Self(folder)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_pulled_plug_costs_nobody_their_tower_and_the_next_day_begins_anew() {
    let (place, _, _) = site();
    let (library, noon) = library();
    let store = Folder::new("towers");
    let mut kiosk = open(Some(store.path()), &library, SIZES[0], &noon);
    kiosk.touch(&Action::Place(place.clone()));
    kiosk.touch(&Action::Play(0));
    kiosk.touch(&Action::Play(2));
    drop(kiosk);

    let later = &noon + Span::new().hours(1);
    let mut kiosk = open(Some(store.path()), &library, SIZES[0], &later);
    assert_eq!(standing(&kiosk), 2, "half built, and there");
    kiosk.touch(&Action::Place(place));
    kiosk.touch(&Action::Play(1));
    drop(kiosk);

    let text = fs::read_to_string(store.path().join("towers.ron")).expect("a file");
    assert!(
        text.contains("[0, 2, 1]") || text.contains("[0,2,1]"),
        "{text}"
    );
    let tomorrow = &noon + Span::new().days(1);
    let kiosk = open(Some(store.path()), &library, SIZES[0], &tomorrow);
    assert_eq!(standing(&kiosk), 0);
}
