//! What visitors know is asked before the tour and after it. It never stands in anybody's way.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use bevy::input::keyboard::KeyCode;
use bevy::prelude::*;
use legeplads_feed::Feed;
use legeplads_kiosk::Options;
use legeplads_kiosk::clock::WallClock;
use legeplads_kiosk::fonts::Fonts;
use legeplads_kiosk::idle::{COUNTDOWN, PATIENCE};
use legeplads_kiosk::journey::{Action, Aware, Cue, Screen};
use legeplads_kiosk::photos::Pictures;
use legeplads_kiosk::release::{News, built_in};
use legeplads_kiosk::ui::Target;
use legeplads_store::Store;

use crate::glass::{targets_are_apart, targets_are_large, words_are_whole};
use crate::keypad::{everything_is_reached, press};
use crate::kiosk::{Kiosk, SIZES};
use crate::towers::Folder;

const BEFORE: Screen = Screen::Aware(Aware::Before);

fn is_after(screen: &Screen) -> bool {
    matches!(screen, Screen::Aware(Aware::After(_)))
}

/// Where the way on is: a story is read to its end first.
fn onward(kiosk: &mut Kiosk) -> Vec2 {
    let is_on = |target: &Target| target.action == Action::Next;
    if !kiosk.targets().iter().any(is_on) {
        kiosk.play();
    }
    kiosk.place_of(&Action::Next)
}

/// From the tour's first stop past its last.
fn walk(kiosk: &mut Kiosk) {
    while matches!(kiosk.journey().screen, Screen::Stop(_)) {
        let next = onward(kiosk);
        kiosk.press(next);
        kiosk.settle();
    }
}

fn hear(kiosk: &mut Kiosk, change: impl Fn(&mut Feed)) {
    let mut feed = Feed::clone(&built_in());
    change(&mut feed);
    kiosk.hear(News::Release {
        feed: Arc::new(feed),
        pictures: Pictures::default(),
        fonts: Fonts::default(),
        number: 7,
    });
}

#[test]
fn it_is_asked_before_the_first_stop_and_after_the_last_and_once_only() {
    let mut kiosk = Kiosk::open(SIZES[0], "en");
    kiosk.touch(&Action::StartTour);
    assert_eq!(kiosk.journey().screen, BEFORE);
    let language = kiosk.journey().language.clone();
    let asked = built_in().awareness.clone().expect("a question");
    let words: Vec<String> = kiosk.words().into_iter().map(|words| words.text).collect();
    for text in asked.answers.iter().chain([&asked.question]) {
        let text = text.get(&language);
        assert!(
            words.iter().any(|word| word.replace('\n', " ") == text),
            "{text}"
        );
    }
    let at = kiosk.place_of(&Action::Know(2));
    kiosk.press(at);
    let said = Cue::Know {
        after: false,
        answer: 2,
    };
    assert!(kiosk.cues().contains(&said));
    kiosk.settle();
    assert!(matches!(kiosk.journey().screen, Screen::Stop(_)));
    walk(&mut kiosk);
    assert!(is_after(&kiosk.journey().screen));
    let at = kiosk.place_of(&Action::Know(0));
    kiosk.press(at);
    let cues = kiosk.cues();
    assert!(cues.contains(&Cue::Know {
        after: true,
        answer: 0
    }));
    assert!(
        cues.iter().any(|cue| matches!(cue, Cue::Tune(_))),
        "{cues:?}"
    );
    kiosk.settle();
    assert_eq!(kiosk.journey().screen, Screen::Finish);
    // Once more is for fun.
    kiosk.touch(&Action::Again);
    assert!(matches!(kiosk.journey().screen, Screen::Stop(_)));
    walk(&mut kiosk);
    assert_eq!(kiosk.journey().screen, Screen::Finish);
}

#[test]
fn whoever_passes_it_over_is_not_asked_again() {
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    kiosk.touch(&Action::StartTour);
    kiosk.touch(&Action::Next);
    walk(&mut kiosk);
    assert_eq!(kiosk.journey().screen, Screen::Finish);
    // The next visitor is.
    kiosk.pass(2 * (PATIENCE + COUNTDOWN));
    assert_eq!(kiosk.journey().screen, Screen::Attract);
    kiosk.touch(&Action::StartTour);
    assert_eq!(kiosk.journey().screen, BEFORE);
}

#[test]
fn whoever_answers_after_the_tour_may_pass_that_over_too() {
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    kiosk.touch(&Action::StartTour);
    kiosk.touch(&Action::Know(0));
    walk(&mut kiosk);
    assert!(is_after(&kiosk.journey().screen));
    kiosk.touch(&Action::Next);
    assert_eq!(kiosk.journey().screen, Screen::Finish);
}

#[test]
fn two_fingers_on_one_button_do_not_lead_past_it() {
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    let begin = kiosk.place_of(&Action::StartTour);
    kiosk.press_at_once(&[begin, begin]);
    assert_eq!(kiosk.journey().screen, BEFORE);
    kiosk.settle();
    let answers = [0, 1].map(|answer| kiosk.place_of(&Action::Know(answer)));
    kiosk.press_at_once(&answers);
    let cues = kiosk.cues().into_iter();
    assert_eq!(
        cues.filter(|cue| matches!(cue, Cue::Know { .. })).count(),
        1
    );
    kiosk.settle();
    while !is_after(&kiosk.journey().screen) {
        let next = onward(&mut kiosk);
        kiosk.press_at_once(&[next, next]);
        assert_ne!(kiosk.journey().screen, Screen::Finish);
        kiosk.settle();
    }
}

#[test]
fn home_and_idleness_lead_away_from_it() {
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    kiosk.touch(&Action::StartTour);
    kiosk.touch(&Action::Home);
    assert_eq!(kiosk.journey().screen, Screen::Island);
    assert!(!kiosk.journey().rests(), "the visitor is still there");
    kiosk.pass(2 * (PATIENCE + COUNTDOWN));
    assert_eq!(kiosk.journey().screen, Screen::Attract);
    kiosk.touch(&Action::StartTour);
    assert_eq!(kiosk.journey().screen, BEFORE);
    kiosk.pass(2 * (PATIENCE + COUNTDOWN));
    assert_eq!(kiosk.journey().screen, Screen::Attract);
}

#[test]
fn a_place_that_asks_nothing_begins_at_once() {
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    hear(&mut kiosk, |feed| feed.awareness = None);
    kiosk.touch(&Action::StartTour);
    assert!(matches!(kiosk.journey().screen, Screen::Stop(_)));
    walk(&mut kiosk);
    assert_eq!(kiosk.journey().screen, Screen::Finish);
}

#[test]
fn a_release_without_the_question_leads_on() {
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    kiosk.touch(&Action::StartTour);
    hear(&mut kiosk, |feed| feed.tour.truncate(5));
    assert_eq!(kiosk.journey().screen, BEFORE, "it is asked on");
    hear(&mut kiosk, |feed| feed.awareness = None);
    assert!(matches!(kiosk.journey().screen, Screen::Stop(_)));
    hear(&mut kiosk, |_| {});
    kiosk.touch(&Action::Home);
    kiosk.pass(2 * (PATIENCE + COUNTDOWN));
    kiosk.touch(&Action::StartTour);
    kiosk.touch(&Action::Know(1));
    walk(&mut kiosk);
    assert!(is_after(&kiosk.journey().screen));
    hear(&mut kiosk, |feed| feed.awareness = None);
    assert_eq!(kiosk.journey().screen, Screen::Finish);
}

#[test]
fn it_can_be_read_and_answered_with_keys_either_way_up_in_every_language() {
    for size in SIZES {
        for language in ["da", "en", "de"] {
            let mut kiosk = Kiosk::open(size, language);
            let place = format!("{size} {language}");
            kiosk.touch(&Action::StartTour);
            for after in [false, true] {
                words_are_whole(&mut kiosk, &place);
                targets_are_large(&mut kiosk, &place);
                targets_are_apart(&mut kiosk, &place);
                if language == "da" {
                    everything_is_reached(&mut kiosk, &place);
                    press(&mut kiosk, &Action::Know(1));
                } else {
                    kiosk.touch(&Action::Know(1));
                }
                if !after {
                    walk(&mut kiosk);
                }
            }
            assert_eq!(kiosk.journey().screen, Screen::Finish, "{place}");
        }
    }
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    kiosk.touch(&Action::StartTour);
    kiosk.key(KeyCode::Home);
    assert_eq!(kiosk.journey().screen, Screen::Island);
}

/// What the courier would take to the desk.
fn sent(store: &Path) -> BTreeMap<String, u64> {
    let store = Store::open(store).expect("a store");
    let sealed = store.next_batch("library-1").expect("an outbox");
    let counts = sealed.into_iter().flat_map(|sealed| sealed.batch.counts);
    counts.map(|count| (count.item, count.count)).collect()
}

#[test]
fn answers_are_counted_before_and_after_and_nothing_ties_them() {
    let folder = Folder::new("aware-counted");
    let moment = "2026-06-23T10:20:30Z".parse().expect("a moment");
    let clock = WallClock::Stopped(moment);
    let mut kiosk = Kiosk::keeping(Some(folder.path()), clock, SIZES[0], &Options::default());
    kiosk.touch(&Action::StartTour);
    kiosk.touch(&Action::Know(2));
    walk(&mut kiosk);
    // The tour is over, whether or not this is answered.
    kiosk.touch(&Action::Home);
    kiosk.pass(2 * (PATIENCE + COUNTDOWN));
    kiosk.touch(&Action::StartTour);
    kiosk.touch(&Action::Home);
    drop(kiosk);
    let counts = sent(folder.path());
    assert_eq!(counts.get("knows/before/3"), Some(&1), "{counts:?}");
    assert_eq!(counts.get("tour/begun"), Some(&1), "{counts:?}");
    assert_eq!(counts.get("tour/finished"), Some(&1), "{counts:?}");
    let other = |item: &&String| item.starts_with("knows/after") || item.starts_with("tour/left");
    assert_eq!(counts.keys().filter(other).count(), 0, "{counts:?}");
}
