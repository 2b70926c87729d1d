//! What visitors touch is counted in the store's outbox, and nothing else is.

use std::collections::BTreeMap;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use bevy::prelude::*;
use legeplads_feed::{ActivityKind, PlaceId, Start, StopId};
use legeplads_kiosk::Options;
use legeplads_kiosk::clock::WallClock;
use legeplads_kiosk::demo::Show;
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
    kiosk.start_tour();
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
    kiosk.start_tour();
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
    let stay = stop.replace("stop/", "stay/") + "/0";
    let expected = BTreeMap::from([("woken", 1), (stop.as_str(), 1), (stay.as_str(), 1)]);
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

/// When cards of a campaign for all sites hang on the board.
fn saturday() -> jiff::Timestamp {
    "2026-06-27T10:20:30Z".parse().expect("a moment")
}

/// Opens the board, and all of its pages. Which is the last one.
fn read_the_board(kiosk: &mut Kiosk) -> usize {
    let mut page = 0;
    loop {
        kiosk.touch(&Action::Board(page));
        page += 1;
        let mut targets = kiosk.targets().into_iter();
        if !targets.any(|target| target.action == Action::Board(page)) {
            return page - 1;
        }
    }
}

#[test]
fn a_campaign_is_counted_once_each_time_that_somebody_opens_its_cards() {
    let folder = Folder::new("counts-campaign");
    let mut kiosk = open(folder.path());
    kiosk.set_clock(WallClock::Stopped(saturday()));
    for _ in 0..2 {
        let mut page = read_the_board(&mut kiosk);
        // Back again is no other opening.
        while page > 0 {
            page -= 1;
            kiosk.touch(&Action::Board(page));
        }
        kiosk.touch(&Action::Home);
    }
    drop(kiosk);
    let batch = sent(folder.path()).expect("a batch");
    let counts = by_item(&batch.counts);
    assert_eq!(
        counts.get("campaign/weekend-outdoors"),
        Some(&2),
        "{counts:?}"
    );
    assert_eq!(
        counts.get("campaign/weekend-arrivals"),
        Some(&2),
        "{counts:?}"
    );
    // At other sites, or on other days.
    assert_eq!(counts.get("campaign/saturday-rights"), None, "{counts:?}");
    assert_eq!(counts.get("campaign/weekday-arrivals"), None, "{counts:?}");
}

/// How long stops were looked at.
fn stays(folder: &Folder) -> Vec<String> {
    let batch = sent(folder.path()).expect("a batch");
    let items = batch.counts.into_iter();
    let stays = items.filter(|count| count.item.starts_with("stay/"));
    stays
        .map(|count| format!("{} {}", count.item, count.language))
        .collect()
}

#[test]
fn a_stop_is_looked_at_until_it_is_left() {
    let folder = Folder::new("counts-stay");
    let (place, stop, _) = place(|kind| matches!(kind, ActivityKind::Quiz(_)));
    let mut kiosk = open(folder.path());
    kiosk.touch(&Action::Place(place));
    kiosk.pass(Duration::from_secs(21));
    kiosk.touch(&Action::Home);
    drop(kiosk);
    assert_eq!(stays(&folder), [format!("stay/{stop}/20 de")]);
}

#[test]
fn whoever_walks_away_has_left_at_the_last_touch() {
    let folder = Folder::new("counts-stay-away");
    let (place, stop, _) = place(|kind| matches!(kind, ActivityKind::Quiz(_)));
    let mut kiosk = open(folder.path());
    kiosk.touch(&Action::Speak("da".parse().expect("a language")));
    kiosk.touch(&Action::Place(place));
    kiosk.pass(Duration::from_secs(11));
    kiosk.touch(&Action::Play(0));
    kiosk.pass(2 * (PATIENCE + COUNTDOWN));
    assert_eq!(kiosk.journey().screen, Screen::Attract);
    drop(kiosk);
    assert_eq!(stays(&folder), [format!("stay/{stop}/10 da")]);
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
    // They walk away, and the hand takes over.
    kiosk.pass(PATIENCE + COUNTDOWN + Duration::from_secs(1));
    assert!(kiosk.resource::<Show>().leads());
    drop(kiosk);

    let batch = unsent(folder.path()).expect("an outbox").expect("counted");
    let counts = by_item(&batch.counts);
    let (stop, answer) = (format!("stop/{stop}"), format!("answer/{quiz}/1"));
    assert_eq!(counts.get(stop.as_str()), Some(&1), "{counts:?}");
    assert_eq!(counts.get(answer.as_str()), Some(&1), "{counts:?}");
    let stays = counts.keys().filter(|item| item.starts_with("stay/"));
    assert_eq!(stays.count(), 1, "how long they looked: {counts:?}");
    let stops = counts.keys().filter(|item| item.starts_with("stop/"));
    assert_eq!(stops.count(), 1, "the hand was at others: {counts:?}");
}

#[test]
fn the_page_about_data_lists_what_is_counted() {
    let folder = Folder::new("counts-listed");
    let mut kiosk = open(folder.path());
    kiosk.touch(&Action::StartTour);
    kiosk.touch(&Action::Know(0));
    while matches!(kiosk.journey().screen, Screen::Stop(_)) {
        kiosk.play();
        kiosk.touch(&Action::Next);
    }
    kiosk.touch(&Action::Know(0));
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
    kiosk.set_clock(WallClock::Stopped(saturday()));
    read_the_board(&mut kiosk);
    crate::ideas::one_is_sent_and_one_supported(&mut kiosk);
    crate::finder::one_is_found_and_one_not(&mut kiosk);
    drop(kiosk);
    let batch = sent(folder.path()).expect("a batch");
    let kinds = batch.counts.iter().map(|count| {
        let words: Vec<&str> = count.item.split('/').collect();
        match words[..] {
            ["stop" | "done", _] => format!("{}/STOP", words[0]),
            ["stay", _, _] => "stay/STOP/SECONDS".to_owned(),
            ["tour", "left", _] => "tour/left/STOP".to_owned(),
            ["campaign", _] => "campaign/CAMPAIGN".to_owned(),
            ["knows", when, _] => format!("knows/{when}/NUMBER"),
            ["answer" | "vote", _, _] => format!("{}/ACTIVITY/NUMBER", words[0]),
            ["found" | "nothing", _, _] => format!("{}/ACTIVITY/INTEREST", words[0]),
            ["idea" | "support", _, _, _, _, _] => {
                format!("{}/ACTIVITY/WHO/DOES/WHAT/PLACE", words[0])
            }
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
