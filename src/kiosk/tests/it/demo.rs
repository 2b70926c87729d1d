//! The show of a demo: it plays itself, gives way, and comes back.

use std::collections::BTreeSet;
use std::fs;
use std::time::Duration;

use bevy::input::keyboard::KeyCode;
use bevy::prelude::*;
use jiff::Span;
use legeplads_feed::{ActivityKind, StopId};
use legeplads_kiosk::clock::WallClock;
use legeplads_kiosk::demo::{MARK, Show, seal};
use legeplads_kiosk::hand::Wooden;
use legeplads_kiosk::idle::{COUNTDOWN, Idle, PATIENCE};
use legeplads_kiosk::journey::{Action, Cue, Screen};
use legeplads_kiosk::release::built_in;
use legeplads_kiosk::taps::Taps;
use legeplads_kiosk::towers::Towers;
use legeplads_kiosk::{At, Options};

use crate::kiosk::{Kiosk, SIZES};
use crate::towers::Folder;

const FRAME: Duration = Duration::from_millis(33);
const SECOND: Duration = Duration::from_secs(1);

pub fn demo() -> Options {
    Options {
        demo: Some(None),
        ..default()
    }
}

fn show(kiosk: &Kiosk) -> &Show {
    kiosk.resource()
}

/// Lets frames pass until something is so.
fn until(
    kiosk: &mut Kiosk,
    what: &str,
    longest: Duration,
    is: impl Fn(&Kiosk) -> bool,
) -> Duration {
    let mut passed = Duration::ZERO;
    while !is(kiosk) {
        assert!(passed < longest, "in vain: {what}; {:?}", kiosk.journey());
        kiosk.pass(FRAME);
        passed += FRAME;
    }
    passed
}

#[test]
fn the_show_leads_through_the_whole_tour_and_begins_again_in_another_language() {
    let mut kiosk = Kiosk::with(SIZES[0], &demo());
    let release = kiosk.release().clone();
    let tour: Vec<StopId> = release.site().tour(&release.feed).to_vec();
    let languages = release.site().languages(&release.feed).to_vec();
    let town = kiosk.town().len();
    for language in &languages[..2] {
        let soon = 9 * SECOND;
        until(&mut kiosk, "the round begins", soon, |kiosk| {
            kiosk.journey().screen == Screen::Island
        });
        assert_eq!(kiosk.journey().language, *language);
        for stop in &tour {
            let there = Screen::Stop(stop.clone());
            until(&mut kiosk, "the next stop", 20 * SECOND, |kiosk| {
                kiosk.journey().screen == there
            });
            until(&mut kiosk, "it is played", 60 * SECOND, Kiosk::is_done);
            assert_eq!(kiosk.journey().screen, there);
            assert_eq!(kiosk.journey().language, *language);
        }
        until(&mut kiosk, "the finish", 20 * SECOND, |kiosk| {
            kiosk.journey().screen == Screen::Finish
        });
        assert_eq!(kiosk.journey().found.len(), tour.len(), "every note");
        until(&mut kiosk, "the end of the round", 20 * SECOND, |kiosk| {
            kiosk.journey().screen == Screen::Attract
        });
        assert_eq!(kiosk.resource::<Idle>().left, None);
    }
    // What the hand did counts nowhere.
    kiosk.settle();
    let feed = &release.feed;
    for activity in feed
        .stops
        .values()
        .filter_map(|stop| feed.activity(&stop.activity))
    {
        for choice in 0..8 {
            assert_eq!(
                kiosk.resource::<Taps>().of(activity, choice),
                0,
                "{}",
                activity.id
            );
        }
        assert_eq!(kiosk.resource::<Towers>().tallest(&activity.id), 0);
    }
    assert_eq!(kiosk.town().len(), town, "the town is as it was");
}

#[test]
fn at_the_first_touch_the_hand_is_gone_and_only_the_touch_counts() {
    for size in SIZES {
        let mut kiosk = Kiosk::with(size, &demo());
        let languages = kiosk.release().feed.languages.clone();
        until(&mut kiosk, "a stop", 20 * SECOND, |kiosk| {
            matches!(kiosk.journey().screen, Screen::Stop(_))
        });
        // The hand is on its way to something.
        until(&mut kiosk, "the hand", 10 * SECOND, |kiosk| {
            show(kiosk).has_hand()
        });
        kiosk.pass(20 * FRAME);
        let wanted = kiosk
            .targets()
            .into_iter()
            .find(|target| target.action == Action::Speak(languages[2].clone()))
            .expect("languages are always there");
        let before = kiosk.journey().clone();
        kiosk.press(wanted.at);
        assert!(!show(&kiosk).has_hand() && !show(&kiosk).leads());
        let spoken = kiosk.journey().clone();
        assert_eq!(spoken.language, languages[2]);
        assert_eq!(
            (&spoken.screen, &spoken.play),
            (&before.screen, &before.play)
        );
        kiosk.pass(PATIENCE - SECOND);
        assert_eq!(*kiosk.journey(), spoken, "nothing of the hand's follows");
        kiosk.pass(COUNTDOWN + 2 * SECOND);
        assert_eq!(
            kiosk.journey().screen,
            Screen::Attract,
            "the idle rules hold"
        );
        until(&mut kiosk, "the show goes on", 12 * SECOND, |kiosk| {
            show(kiosk).leads() && kiosk.journey().screen == Screen::Island
        });
    }
}

#[test]
fn a_touch_in_the_very_frame_in_which_the_hand_would_press_is_the_visitor_s() {
    // How long the hand takes to its first press is learnt from one show, and met in another.
    let mut kiosk = Kiosk::with(SIZES[0], &demo());
    let mut frames = 0;
    while kiosk.journey().screen == Screen::Attract {
        kiosk.pass(FRAME);
        frames += 1;
    }
    let mut kiosk = Kiosk::with(SIZES[0], &demo());
    kiosk.pass(FRAME * (frames - 1));
    assert_eq!(kiosk.journey().screen, Screen::Attract);
    let toy = kiosk
        .targets()
        .into_iter()
        .find(|target| matches!(target.action, Action::Place(_)))
        .expect("a toy");
    kiosk.press(toy.at);
    assert!(matches!(kiosk.journey().screen, Screen::Stop(_)));
    let language = kiosk.journey().language.clone();
    kiosk.pass(10 * SECOND);
    assert!(matches!(kiosk.journey().screen, Screen::Stop(_)));
    assert_eq!(kiosk.journey().language, language);
}

#[test]
fn a_visitor_s_taps_and_floors_count_and_the_hand_s_before_them_do_not() {
    let feed = built_in();
    let stop = feed.stops.values().find_map(|stop| {
        let activity = feed.activity(&stop.activity)?;
        match &activity.kind {
            ActivityKind::Build(build) => {
                Some((stop.id.clone(), activity.id.clone(), build.clone()))
            }
            _ => None,
        }
    });
    let (stop, activity, build) = stop.expect("a tower to build");
    let mut kiosk = Kiosk::with(SIZES[0], &demo());
    until(&mut kiosk, "the tower", 600 * SECOND, |kiosk| {
        kiosk.journey().screen == Screen::Stop(stop.clone())
    });
    let floors = |kiosk: &Kiosk| kiosk.journey().floors;
    until(&mut kiosk, "the hand builds", 30 * SECOND, |kiosk| {
        floors(kiosk) > u32::from(build.start) + 1
    });
    let before = floors(&kiosk);
    for piece in 0..build.pieces.len() {
        let built = Action::Play(piece);
        let is_there = kiosk.targets().iter().any(|target| target.action == built);
        if is_there && floors(&kiosk) < before + 2 {
            kiosk.touch(&built);
        }
    }
    let built = floors(&kiosk) - before;
    assert!(built > 0, "something is left to build");
    kiosk.touch(&Action::Home);
    let standing = kiosk.resource::<Towers>().standing(&activity, &build);
    assert_eq!(standing.len(), built as usize, "{standing:?}");
}

#[test]
fn a_demo_has_no_closing_time() {
    let feed = built_in();
    let site = feed.sites.iter().find(|site| !site.hours.is_empty());
    let site = site.expect("a site with hours");
    let noon: jiff::civil::DateTime = "2026-06-23T12:00".parse().expect("a moment");
    let noon = noon.to_zoned(feed.time_zone.clone()).expect("a moment");
    let opening = site.next_opening(&noon).expect("it opens again");
    let night = WallClock::Stopped((&opening - Span::new().hours(1)).timestamp());
    let at = |options: &Options| Kiosk::at(night, SIZES[0], options).journey().screen.clone();
    let here = Options {
        site: Some(site.id.to_string()),
        ..default()
    };
    assert_eq!(at(&here), Screen::Closed, "a kiosk sleeps");
    let shown = Options {
        demo: Some(None),
        ..here
    };
    assert_eq!(at(&shown), Screen::Attract);
}

#[test]
fn every_stop_is_played_by_the_hand_whatever_its_kind() {
    let feed = built_in();
    let mut kinds = BTreeSet::new();
    for stop in feed.stops.values() {
        let options = Options {
            at: Some(At::Stop(stop.id.to_string())),
            ..demo()
        };
        let mut kiosk = Kiosk::with(SIZES[1], &options);
        kiosk.suppose(Idle::default());
        let kind = feed.activity(&stop.activity).map(|activity| &activity.kind);
        if matches!(kind, Some(ActivityKind::Survey(_) | ActivityKind::Needs(_))) {
            // What only a visitor can answer it leaves as it is.
            until(&mut kiosk, stop.id.as_str(), 30 * SECOND, |kiosk| {
                kiosk.journey().screen == Screen::Island
            });
            continue;
        }
        until(&mut kiosk, stop.id.as_str(), 90 * SECOND, Kiosk::is_done);
        kinds.extend(kind.map(|kind| format!("{kind:?}")[..4].to_owned()));
    }
    assert!(kinds.len() >= 8, "{kinds:?}");
}

/// Led back while the show's hand is on its way.
#[test]
fn there_is_one_hand_at_a_time() {
    let mut kiosk = Kiosk::with(SIZES[0], &demo());
    until(&mut kiosk, "a stop", 20 * SECOND, |kiosk| {
        matches!(kiosk.journey().screen, Screen::Stop(_))
    });
    until(&mut kiosk, "the hand", 20 * SECOND, |kiosk| {
        show(kiosk).has_hand()
    });
    for key in [KeyCode::Home, KeyCode::PageUp] {
        kiosk.key(key);
        for _ in 0..300 {
            kiosk.pass(FRAME);
            let hands = kiosk.shown::<Wooden>().len();
            assert!(hands <= 1, "{hands} hands; {:?}", kiosk.journey().screen);
        }
    }
}

#[test]
fn without_a_demo_nothing_plays_itself() {
    let mut kiosk = Kiosk::with(SIZES[0], &Options::default());
    for _ in 0..900 {
        kiosk.pass(FRAME);
        assert!(kiosk.cues().is_empty() || kiosk.cues() == [Cue::Tap]);
        assert_eq!(kiosk.journey().screen, Screen::Attract);
    }
}

#[test]
fn a_real_kiosk_s_store_is_refused_and_a_demo_s_own_is_taken_again() {
    let root = Folder::new("sealed");
    let new = root.path().join("new/demo");
    seal(&new).expect("a new folder");
    fs::write(new.join("screen.ron"), "Screen()").expect("written");
    seal(&new).expect("its own");

    // A kiosk that has never had a feed has written this and nothing else.
    let real = root.path().join("store");
    fs::create_dir(&real).expect("a folder");
    seal(&real).expect("an empty folder");
    fs::remove_file(real.join(MARK)).expect("removed");
    fs::write(real.join("screen.ron"), "Screen()").expect("written");
    let why = seal(&real).expect_err("not a demo's").to_string();
    for word in ["store", "`screen.ron`", "new or empty"] {
        assert!(why.contains(word), "{why}");
    }
    assert!(!real.join(MARK).exists(), "it is left as it was");

    // A mark does not make a store a demo's.
    fs::create_dir(new.join("slots")).expect("a folder");
    let why = seal(&new).expect_err("a store").to_string();
    assert!(why.contains("`slots`"), "{why}");
}
