//! What visitors touch is counted in the store's outbox, and nothing else is.

use std::collections::BTreeMap;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use bevy::prelude::*;
use legeplads_feed::{ActivityKind, PlaceId, Start, StopId};
use legeplads_kiosk::Options;
use legeplads_kiosk::clock::WallClock;
use legeplads_kiosk::idle::{COUNTDOWN, PATIENCE};
use legeplads_kiosk::journey::{Action, Screen};
use legeplads_kiosk::release::built_in;
use legeplads_store::Store;
use legeplads_store::outbox::{Batch, Count, unsent};

use crate::kiosk::{Kiosk, SIZES};
use crate::towers::Folder;

/// A place whose stop asks so, and what the stop plays.
fn place(asks: impl Fn(&ActivityKind) -> bool) -> (PlaceId, StopId, String) {
    let feed = built_in();
    let found = feed.places.iter().find_map(|place| {
        let stop = feed.stop(place.stop.as_ref()?)?;
        let activity = feed.activity(&stop.activity)?;
        asks(&activity.kind).then(|| {
            let activity = activity.id.to_string();
            (place.id.clone(), stop.id.clone(), activity)
        })
    });
    found.expect("such a place")
}

fn open(store: &Path) -> Kiosk {
    let options = Options {
        language: Some("de".to_owned()),
        ..default()
    };
    let moment = "2026-06-23T10:20:30Z".parse().expect("a moment");
    Kiosk::keeping(Some(store), WallClock::Stopped(moment), SIZES[0], &options)
}

/// What the courier would take to the desk.
fn sent(store: &Path) -> Option<Batch> {
    let store = Store::open(store).expect("a store");
    let sealed = store.next_batch("library-1").expect("an outbox")?;
    Some(sealed.batch)
}

/// Another thread writes.
fn eventually<T>(look: impl Fn() -> Option<T>) -> T {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(30) {
        if let Some(found) = look() {
            return found;
        }
        thread::yield_now();
    }
    panic!("in vain");
}

fn by_item(counts: &[Count]) -> BTreeMap<&str, u64> {
    let counts = counts.iter();
    counts
        .map(|count| (count.item.as_str(), count.count))
        .collect()
}

#[test]
fn what_is_touched_is_counted_by_hour_site_and_language() {
    let folder = Folder::new("counts-counted");
    let (place, stop, quiz) = place(|kind| matches!(kind, ActivityKind::Quiz(_)));
    let mut kiosk = open(folder.path());
    kiosk.touch(&Action::Place(place));
    assert_eq!(kiosk.journey().screen, Screen::Stop(stop.clone()));
    // The same answer counts once.
    kiosk.touch(&Action::Play(0));
    kiosk.touch(&Action::Play(0));
    kiosk.touch(&Action::Play(1));
    drop(kiosk);

    let batch = sent(folder.path()).expect("a batch");
    let counts = by_item(&batch.counts);
    let stop = format!("stop/{stop}");
    let answers = [1, 2].map(|number| format!("answer/{quiz}/{number}"));
    for item in ["woken", &stop, &answers[0], &answers[1]] {
        assert_eq!(counts.get(item), Some(&1), "{item} in {counts:?}");
    }
    let site = built_in().sites.first().map(|site| site.id.to_string());
    for count in &batch.counts {
        assert_eq!(count.period.as_str(), "2026-06-23T10");
        assert_eq!(Some(&count.site), site.as_ref());
        assert_eq!(count.language, "de");
    }
}

#[test]
fn a_tour_says_where_it_was_left() {
    let folder = Folder::new("counts-left");
    let mut kiosk = open(folder.path());
    kiosk.touch(&Action::StartTour);
    kiosk.touch(&Action::Next);
    let Screen::Stop(second) = kiosk.journey().screen.clone() else {
        panic!("the tour has a second stop");
    };
    kiosk.touch(&Action::Home);
    drop(kiosk);
    let batch = sent(folder.path()).expect("a batch");
    let counts = by_item(&batch.counts);
    let left = format!("tour/left/{second}");
    assert_eq!(counts.get("tour/begun"), Some(&1), "{counts:?}");
    assert_eq!(counts.get(left.as_str()), Some(&1), "{counts:?}");
    assert_eq!(counts.get("tour/finished"), None, "{counts:?}");
}

#[test]
fn who_walks_away_leaves_the_tour_in_their_own_language() {
    let folder = Folder::new("counts-away");
    let mut kiosk = open(folder.path());
    kiosk.touch(&Action::Speak("da".parse().expect("a language")));
    kiosk.touch(&Action::StartTour);
    kiosk.pass(2 * (PATIENCE + COUNTDOWN));
    assert_eq!(kiosk.journey().screen, Screen::Attract);
    // What was counted is written when everybody has left: nobody waits for the end of the kiosk.
    let left = || {
        let batch = sent(folder.path())?;
        let mut counts = batch.counts.into_iter();
        counts.find(|count| count.item.starts_with("tour/left/"))
    };
    assert_eq!(eventually(left).language, "da");
    drop(kiosk);
}

#[test]
fn a_screen_that_rests_at_a_stop_counts_visitors_alone() {
    let folder = Folder::new("counts-rests");
    let (place, stop, _) = place(|kind| matches!(kind, ActivityKind::Quiz(_)));
    let feed = built_in();
    let site = feed
        .sites
        .iter()
        .find(|site| matches!(&site.start, Start::Stop(start) if *start != stop));
    let options = Options {
        site: site.map(|site| site.id.to_string()),
        ..default()
    };
    let noon = "2026-06-23T10:20:30Z".parse().expect("a moment");
    let clock = WallClock::Stopped(noon);
    let mut kiosk = Kiosk::keeping(Some(folder.path()), clock, SIZES[0], &options);
    kiosk.touch(&Action::Home);
    kiosk.touch(&Action::Place(place));
    kiosk.pass(2 * (PATIENCE + COUNTDOWN));
    // It closes, and opens again.
    for moment in ["2026-06-23T23:00:00Z", "2026-06-24T10:20:30Z"] {
        kiosk.set_clock(WallClock::Stopped(moment.parse().expect("a moment")));
        kiosk.pass(PATIENCE);
    }
    assert!(matches!(kiosk.journey().screen, Screen::Stop(_)));
    drop(kiosk);
    let batch = sent(folder.path()).expect("a batch");
    let counts = by_item(&batch.counts);
    let stop = format!("stop/{stop}");
    let expected = BTreeMap::from([("woken", 1), (stop.as_str(), 1)]);
    assert_eq!(counts, expected);
}

#[test]
fn a_dot_is_a_tap() {
    let folder = Folder::new("counts-dot");
    let (place, _, dots) = place(|kind| matches!(kind, ActivityKind::Dots(_)));
    let mut kiosk = open(folder.path());
    kiosk.touch(&Action::Place(place));
    for thing in [0, 0, 1] {
        kiosk.touch(&Action::Play(thing));
    }
    drop(kiosk);
    let batch = sent(folder.path()).expect("a batch");
    let counts = by_item(&batch.counts);
    let votes = [1, 2].map(|number| format!("vote/{dots}/{number}"));
    assert_eq!(counts.get(votes[0].as_str()), Some(&2), "{counts:?}");
    assert_eq!(counts.get(votes[1].as_str()), Some(&1), "{counts:?}");
}

#[test]
fn a_screen_that_nobody_touches_counts_nothing() {
    let folder = Folder::new("counts-untouched");
    drop(open(folder.path()));
    assert!(sent(folder.path()).is_none());
}

/// Each kind of thing that can leave a kiosk is in the page that says what leaves it, and that page
/// names nothing else.
#[test]
fn a_booth_counts_its_visitors_and_not_its_hand() {
    let folder = Folder::new("counts-booth");
    let options = Options {
        demo: Some(None),
        collect: true,
        ..default()
    };
    let moment = "2026-06-23T10:20:30Z".parse().expect("a moment");
    let clock = WallClock::Stopped(moment);
    let mut kiosk = Kiosk::keeping(Some(folder.path()), clock, SIZES[0], &options);
    // The hand is at the second stop or further.
    while kiosk.journey().tour.as_ref().is_none_or(|tour| tour.at < 1) {
        kiosk.pass(Duration::from_millis(33));
    }
    kiosk.touch(&Action::Home);
    let (place, stop, quiz) = place(|kind| matches!(kind, ActivityKind::Quiz(_)));
    kiosk.touch(&Action::Place(place));
    kiosk.touch(&Action::Play(0));
    drop(kiosk);

    let batch = unsent(folder.path()).expect("an outbox").expect("counted");
    let counts = by_item(&batch.counts);
    let (stop, answer) = (format!("stop/{stop}"), format!("answer/{quiz}/1"));
    assert_eq!(counts.get(stop.as_str()), Some(&1), "{counts:?}");
    assert_eq!(counts.get(answer.as_str()), Some(&1), "{counts:?}");
    let stops = counts.keys().filter(|item| item.starts_with("stop/"));
    assert_eq!(stops.count(), 1, "the hand was at others: {counts:?}");
}

#[test]
fn the_page_about_data_lists_what_is_counted() {
    let folder = Folder::new("counts-listed");
    let mut kiosk = open(folder.path());
    kiosk.touch(&Action::StartTour);
    while matches!(kiosk.journey().screen, Screen::Stop(_)) {
        kiosk.play();
        kiosk.touch(&Action::Next);
    }
    assert_eq!(kiosk.journey().screen, Screen::Finish);
    kiosk.touch(&Action::Again);
    kiosk.touch(&Action::Home);
    let asks: [fn(&ActivityKind) -> bool; 3] = [
        |kind| matches!(kind, ActivityKind::Quiz(_)),
        |kind| matches!(kind, ActivityKind::Dots(_)),
        |kind| matches!(kind, ActivityKind::ThisOrThat(_)),
    ];
    for asks in asks {
        kiosk.touch(&Action::Place(place(asks).0));
        kiosk.touch(&Action::Play(0));
        kiosk.touch(&Action::Home);
    }
    kiosk.touch(&Action::Board(0));
    drop(kiosk);
    let batch = sent(folder.path()).expect("a batch");
    let kinds = batch.counts.iter().map(|count| {
        let words: Vec<&str> = count.item.split('/').collect();
        match words[..] {
            ["stop" | "done", _] => format!("{}/STOP", words[0]),
            ["tour", "left", _] => "tour/left/STOP".to_owned(),
            ["answer" | "vote", _, _] => format!("{}/ACTIVITY/NUMBER", words[0]),
            _ => count.item.clone(),
        }
    });
    let mut kinds: Vec<String> = kinds.collect();
    kinds.sort();
    kinds.dedup();
    let page = include_str!("../../../../deploy/data.md");
    let table = page
        .split("<!-- items -->")
        .nth(1)
        .expect("a table of items");
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    let mut listed: Vec<String> = rows
        .filter_map(|row| row.split('`').nth(1).map(str::to_owned))
        .collect();
    listed.sort();
    assert_eq!(kinds, listed);
}
