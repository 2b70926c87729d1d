//! Opening hours.

use std::time::Duration;

use bevy::input::keyboard::KeyCode;
use bevy::prelude::*;
use bevy::winit::{UpdateMode, WinitSettings};
use jiff::{Span, Zoned};
use legeplads_feed::{Site, Start};
use legeplads_kiosk::Options;
use legeplads_kiosk::clock::WallClock;
use legeplads_kiosk::idle::{COUNTDOWN, PATIENCE};
use legeplads_kiosk::journey::{Action, Cue, Screen};
use legeplads_kiosk::language::{Args, Strings};
use legeplads_kiosk::release::built_in;

use crate::kiosk::{Kiosk, SIZES};

const SECOND: Duration = Duration::from_secs(1);

/// A site that closes, and that rests like this.
fn site(rests: impl Fn(&Start) -> bool) -> Site {
    let feed = built_in();
    let site = feed
        .sites
        .iter()
        .find(|site| !site.hours.is_empty() && rests(&site.start));
    site.expect("such a site").clone()
}

fn library() -> Site {
    site(|start| *start == Start::Attract)
}

/// The first full hour of a Saturday in November, or after it, at which it is open or closed.
fn moment(site: &Site, is_open: bool) -> Zoned {
    let saturday: jiff::civil::DateTime = "2026-11-21T00:00".parse().expect("a moment");
    let midnight = saturday
        .to_zoned(built_in().time_zone.clone())
        .expect("a moment");
    (0..7 * 24)
        .map(|hours| &midnight + Span::new().hours(hours))
        .find(|moment| site.is_open(moment) == is_open)
        .expect("such an hour")
}

fn stopped(moment: &Zoned) -> WallClock {
    WallClock::Stopped(moment.timestamp())
}

fn open(site: &Site, size: UVec2, moment: &Zoned) -> Kiosk {
    let options = Options {
        site: Some(site.id.to_string()),
        ..default()
    };
    Kiosk::at(stopped(moment), size, &options)
}

#[test]
fn a_closed_town_says_in_every_language_when_it_wakes() {
    let site = library();
    let closed = moment(&site, false);
    let opening = site.next_opening(&closed).expect("it opens");
    let strings = Strings::load();
    for size in SIZES {
        let mut kiosk = open(&site, size, &closed);
        assert_eq!(kiosk.journey().screen, Screen::Closed);
        assert_eq!(kiosk.journey().name(), "closed");
        let words: Vec<String> = kiosk.words().into_iter().map(|words| words.text).collect();
        let languages = site.languages(&kiosk.release().feed).to_vec();
        for language in &languages {
            let asleep = strings.text(language, "closed", &Args::new());
            assert!(words.contains(&asleep), "{asleep}: {words:?}");
        }
        let hour = opening.hour().to_string();
        let told = words.iter().filter(|text| text.contains(&hour)).count();
        assert_eq!(told, languages.len(), "{hour}: {words:?}");
    }
}

#[test]
fn a_touch_makes_it_giggle_and_opens_nothing() {
    let site = library();
    for size in SIZES {
        let mut kiosk = open(&site, size, &moment(&site, false));
        let targets = kiosk.targets();
        assert!(targets.len() > 10, "the toys and the note");
        for target in targets {
            kiosk.press(target.at);
            let cues = kiosk.cues();
            assert!(
                cues == [Cue::Giggle] || cues == [Cue::Breath],
                "{:?}: {cues:?}",
                target.action
            );
            kiosk.settle();
            assert_eq!(kiosk.journey().screen, Screen::Closed);
        }
        kiosk.press(kiosk.view().half() - 3.0);
        assert_eq!(kiosk.cues(), [Cue::Giggle]);
        kiosk.key(KeyCode::Home);
        kiosk.key(KeyCode::ArrowRight);
        kiosk.key(KeyCode::Enter);
        assert_eq!(kiosk.journey().screen, Screen::Closed);
    }
}

#[test]
fn nothing_moves_until_it_is_touched_and_hardly_a_frame_is_drawn() {
    let site = library();
    let mut kiosk = open(&site, SIZES[0], &moment(&site, false));
    kiosk.pass(3 * SECOND);
    let before = kiosk.places();
    kiosk.pass(2 * SECOND);
    assert_eq!(kiosk.places(), before, "asleep");
    let is_slow = |kiosk: &Kiosk| {
        let mode = kiosk.resource::<WinitSettings>().focused_mode;
        matches!(mode, UpdateMode::Reactive { wait, .. } if wait >= 30 * SECOND)
    };
    assert!(is_slow(&kiosk));
    let toy = kiosk
        .targets()
        .into_iter()
        .find(|target| matches!(target.action, Action::Place(_)))
        .expect("a toy");
    kiosk.press(toy.at);
    kiosk.pass(SECOND / 5);
    assert_ne!(kiosk.places(), before, "it stirs");
    kiosk.pass(5 * SECOND);
    assert!(is_slow(&kiosk), "and sleeps again");
}

#[test]
fn it_opens_by_itself_at_the_hour_and_closes_by_itself() {
    let site = library();
    let closed = moment(&site, false);
    let opening = site.next_opening(&closed).expect("it opens");
    let mut kiosk = open(&site, SIZES[1], &closed);
    kiosk.set_clock(stopped(&(&opening - Span::new().seconds(1))));
    assert_eq!(kiosk.journey().screen, Screen::Closed);
    kiosk.set_clock(stopped(&opening));
    assert_eq!(kiosk.journey().screen, Screen::Attract);
    kiosk.set_clock(stopped(&closed));
    assert_eq!(kiosk.journey().screen, Screen::Closed);
}

#[test]
fn who_plays_at_closing_time_is_not_thrown_out() {
    let site = library();
    let mut kiosk = open(&site, SIZES[0], &moment(&site, true));
    kiosk.start_tour();
    let stop = kiosk.journey().screen.clone();
    kiosk.set_clock(stopped(&moment(&site, false)));
    assert_eq!(kiosk.journey().screen, stop);
    kiosk.play();
    kiosk.touch(&Action::Home);
    assert_eq!(kiosk.journey().screen, Screen::Island);
    kiosk.pass(PATIENCE);
    assert_eq!(kiosk.journey().screen, Screen::Island, "the countdown runs");
    kiosk.pass(COUNTDOWN);
    assert_eq!(kiosk.journey().screen, Screen::Closed);
}

#[test]
fn a_site_that_rests_at_a_stop_closes_when_nobody_looks_at_it() {
    let site = site(|start| matches!(start, Start::Stop(_)));
    let mut kiosk = open(&site, SIZES[0], &moment(&site, true));
    let stop = kiosk.journey().screen.clone();
    assert!(matches!(stop, Screen::Stop(_)));
    kiosk.press(kiosk.view().half() - 3.0);
    kiosk.set_clock(stopped(&moment(&site, false)));
    assert_eq!(kiosk.journey().screen, stop, "somebody was just there");
    kiosk.pass(PATIENCE);
    assert_eq!(kiosk.journey().screen, Screen::Closed);
    kiosk.set_clock(stopped(&moment(&site, true)));
    assert_eq!(kiosk.journey().screen, stop);
}

#[test]
fn a_site_without_hours_never_closes() {
    let feed = built_in();
    let always = feed.sites.iter().find(|site| site.hours.is_empty());
    let always = always.expect("a site that never closes");
    let mut kiosk = open(always, SIZES[0], &moment(&library(), false));
    kiosk.pass(2 * SECOND);
    assert_ne!(kiosk.journey().screen, Screen::Closed);
}
