//! Whoever presents a demo: a clicker's keys, the card, a held corner. On a real kiosk none of them.

use std::time::Duration;

use bevy::input::keyboard::KeyCode;
use bevy::input::touch::TouchPhase;
use bevy::prelude::*;
use legeplads_feed::{ActivityKind, StopId};
use legeplads_kiosk::demo::{Demo, Lead, Show};
use legeplads_kiosk::focus::Focus;
use legeplads_kiosk::idle::{COUNTDOWN, PATIENCE};
use legeplads_kiosk::journey::{Action, Screen};
use legeplads_kiosk::release::built_in;
use legeplads_kiosk::{At, Options};

use crate::demo::demo;
use crate::keypad::reached;
use crate::kiosk::{Kiosk, SIZES};

const SECOND: Duration = Duration::from_secs(1);

fn open() -> Kiosk {
    Kiosk::with(SIZES[0], &demo())
}

fn tour(kiosk: &Kiosk) -> Vec<StopId> {
    let release = kiosk.release();
    release.site().tour(&release.feed).to_vec()
}

fn at(stop: &StopId) -> Screen {
    Screen::Stop(stop.clone())
}

/// A key, and what is on the glass then.
fn key(kiosk: &mut Kiosk, code: KeyCode) -> Screen {
    kiosk.key(code);
    kiosk.journey().screen.clone()
}

fn says(kiosk: &mut Kiosk, text: &str) -> bool {
    let words = kiosk.words();
    words
        .iter()
        .any(|words| words.text.replace('\u{a0}', " ") == text)
}

fn is_laid(kiosk: &mut Kiosk) -> bool {
    let words = kiosk.words();
    words.len() > 1 || !kiosk.targets().is_empty()
}

#[test]
fn a_clicker_leads_along_the_tour_and_to_its_ends() {
    let mut kiosk = open();
    let tour = tour(&kiosk);
    let last = tour.len() - 1;
    assert_eq!(key(&mut kiosk, KeyCode::PageDown), at(&tour[0]));
    assert_eq!(key(&mut kiosk, KeyCode::PageDown), at(&tour[1]));
    assert_eq!(key(&mut kiosk, KeyCode::ArrowRight), at(&tour[2]));
    assert_eq!(key(&mut kiosk, KeyCode::ArrowLeft), at(&tour[1]));
    assert_eq!(key(&mut kiosk, KeyCode::PageUp), at(&tour[0]));
    assert_eq!(key(&mut kiosk, KeyCode::PageUp), Screen::Island);
    assert_eq!(key(&mut kiosk, KeyCode::PageUp), Screen::Attract);
    assert_eq!(key(&mut kiosk, KeyCode::Digit3), at(&tour[2]));
    assert_eq!(key(&mut kiosk, KeyCode::Numpad1), at(&tour[0]));
    for stop in &tour[1..] {
        assert_eq!(key(&mut kiosk, KeyCode::PageDown), at(stop));
    }
    assert_eq!(key(&mut kiosk, KeyCode::PageDown), Screen::Finish);
    assert_eq!(key(&mut kiosk, KeyCode::PageUp), at(&tour[last]));
    key(&mut kiosk, KeyCode::PageDown);
    assert_eq!(key(&mut kiosk, KeyCode::PageDown), Screen::Attract);
    key(&mut kiosk, KeyCode::Digit2);
    assert_eq!(key(&mut kiosk, KeyCode::Home), Screen::Attract);
    key(&mut kiosk, KeyCode::Digit2);
    assert_eq!(key(&mut kiosk, KeyCode::Digit0), Screen::Attract);
    // There are not so many stops, so nothing happens.
    if tour.len() < 9 {
        assert_eq!(key(&mut kiosk, KeyCode::Digit9), Screen::Attract);
    }
}

#[test]
fn who_presents_sets_the_pace() {
    let mut kiosk = open();
    let tour = tour(&kiosk);
    kiosk.key(KeyCode::PageDown);
    kiosk.pass(PATIENCE - 2 * SECOND);
    assert_eq!(kiosk.journey().screen, at(&tour[0]), "the talk goes on");
    assert!(kiosk.is_done(), "meanwhile the hand plays");
    kiosk.pass(14 * SECOND);
    assert_eq!(kiosk.journey().screen, at(&tour[1]), "the show goes on");
}

#[test]
fn a_blank_glass_holds_nothing_and_any_key_or_touch_brings_it_back() {
    for (blank, back) in [
        (KeyCode::Period, KeyCode::Period),
        (KeyCode::KeyB, KeyCode::PageDown),
        (KeyCode::NumpadDecimal, KeyCode::ArrowUp),
    ] {
        let mut kiosk = open();
        let tour = tour(&kiosk);
        kiosk.key(KeyCode::PageDown);
        kiosk.settle();
        assert!(is_laid(&mut kiosk));
        kiosk.key(blank);
        assert!(kiosk.words().is_empty() && kiosk.targets().is_empty());
        kiosk.pass(2 * PATIENCE);
        assert!(!kiosk.resource::<Show>().has_hand(), "not even the hand");
        assert!(kiosk.words().is_empty(), "no countdown, either");
        assert_eq!(key(&mut kiosk, back), at(&tour[0]), "back, and no more");
        assert!(is_laid(&mut kiosk));
        assert_eq!(kiosk.resource::<Focus>().action, None);
    }
    let mut kiosk = open();
    kiosk.key(KeyCode::KeyB);
    kiosk.press(Vec2::ZERO);
    kiosk.pass(SECOND);
    assert!(is_laid(&mut kiosk), "a touch is answered");
}

#[test]
fn arrows_are_the_keypad_s_as_soon_as_something_has_the_focus() {
    let mut kiosk = open();
    let tour = tour(&kiosk);
    let focus = |kiosk: &Kiosk| kiosk.resource::<Focus>().action.clone();
    kiosk.key(KeyCode::PageDown);
    kiosk.settle();
    kiosk.key(KeyCode::ArrowDown);
    let first = focus(&kiosk);
    assert!(
        first.is_some() && !kiosk.resource::<Show>().leads(),
        "a visitor"
    );
    for arrow in [KeyCode::ArrowLeft, KeyCode::ArrowRight, KeyCode::ArrowDown] {
        assert_eq!(key(&mut kiosk, arrow), at(&tour[0]), "no clicker");
    }
    assert!(focus(&kiosk).is_some());
    kiosk.key(KeyCode::PageDown);
    assert_eq!(
        (&kiosk.journey().screen, focus(&kiosk)),
        (&at(&tour[1]), None)
    );
    assert_eq!(key(&mut kiosk, KeyCode::ArrowRight), at(&tour[2]));
}

#[test]
fn somebody_with_a_keypad_can_begin_at_attract() {
    let mut kiosk = open();
    kiosk.key(KeyCode::ArrowDown);
    kiosk.pass(3 * SECOND);
    let focus = kiosk.resource::<Focus>().action.clone();
    assert!(focus.is_some() && !kiosk.resource::<Show>().leads());
    kiosk.key(KeyCode::Enter);
    kiosk.settle();
    assert_ne!(kiosk.journey().screen, Screen::Attract);
    // Home of the keypad is the island, as on any kiosk.
    kiosk.key(KeyCode::ArrowDown);
    assert_eq!(key(&mut kiosk, KeyCode::Home), Screen::Island);
}

#[test]
fn a_card_that_goes_leaves_the_arrows_to_the_clicker() {
    for ends_it in [KeyCode::F1, KeyCode::PageDown] {
        let mut kiosk = open();
        kiosk.key(KeyCode::F1);
        assert!(kiosk.resource::<Focus>().action.is_some());
        kiosk.key(ends_it);
        if ends_it == KeyCode::PageDown {
            // Forgotten.
            kiosk.pass(2 * PATIENCE);
        }
        assert_eq!(kiosk.resource::<Focus>().action, None);
        let before = kiosk.journey().screen.clone();
        assert_ne!(key(&mut kiosk, KeyCode::ArrowRight), before);
    }
}

#[test]
fn what_a_visitor_plays_goes_on_beside_the_card_and_ends_where_somebody_leads() {
    let mut kiosk = open();
    kiosk.press(Vec2::ZERO);
    kiosk.settle();
    for code in [KeyCode::F1, KeyCode::F1] {
        kiosk.key(code);
        assert!(!kiosk.resource::<Show>().leads(), "the visitor has it");
    }
    let feed = built_in();
    let quiz = tour(&kiosk).into_iter().position(|stop| {
        let kind = feed
            .stop(&stop)
            .and_then(|stop| feed.activity(&stop.activity));
        kind.is_some_and(|activity| matches!(activity.kind, ActivityKind::Quiz(_)))
    });
    let keys = [
        KeyCode::Digit1,
        KeyCode::Digit2,
        KeyCode::Digit3,
        KeyCode::Digit4,
        KeyCode::Digit5,
        KeyCode::Digit6,
        KeyCode::Digit7,
        KeyCode::Digit8,
        KeyCode::Digit9,
    ];
    kiosk.key(keys[quiz.expect("a quiz on the tour")]);
    kiosk.settle();
    kiosk.touch(&Action::Players(4));
    assert_eq!(kiosk.journey().players, 4);
    kiosk.key(KeyCode::PageDown);
    assert!(kiosk.resource::<Show>().leads());
    assert_eq!(kiosk.journey().players, 1, "the hand plays for one");
}

#[test]
fn the_last_stop_leads_to_the_end_from_wherever_somebody_came() {
    let mut kiosk = open();
    let last = tour(&kiosk).last().cloned().expect("a tour");
    let feed = built_in();
    let place = feed
        .places
        .iter()
        .find(|place| place.stop.as_ref() == Some(&last));
    let place = place.expect("a place on the island").id.clone();
    kiosk.press(Vec2::ZERO);
    kiosk.settle();
    kiosk.touch(&Action::Place(place));
    assert_eq!(
        (&kiosk.journey().screen, kiosk.journey().tour.is_none()),
        (&at(&last), true)
    );
    assert_eq!(key(&mut kiosk, KeyCode::PageDown), Screen::Finish);
}

#[test]
fn on_a_real_kiosk_none_of_it_does_anything() {
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    kiosk.touch(&Action::StartTour);
    let before = kiosk.journey().clone();
    let words = kiosk.words().len();
    for code in [
        KeyCode::PageDown,
        KeyCode::PageUp,
        KeyCode::Period,
        KeyCode::KeyB,
        KeyCode::Digit0,
        KeyCode::Digit2,
        KeyCode::Numpad3,
        KeyCode::F1,
        KeyCode::Escape,
    ] {
        kiosk.key(code);
        assert_eq!(*kiosk.journey(), before, "{code:?}");
        assert_eq!(kiosk.resource::<Focus>().action, None, "{code:?}");
    }
    // The arrows are the keypad's.
    kiosk.key(KeyCode::ArrowRight);
    assert!(kiosk.resource::<Focus>().action.is_some());
    let corner = kiosk.view().half() - 4.0;
    kiosk.one_finger(corner, TouchPhase::Started);
    kiosk.pass(5 * SECOND);
    assert_eq!(kiosk.words().len(), words);
    assert_eq!(*kiosk.journey(), before);
    let mut targets = kiosk.targets().into_iter();
    assert!(!targets.any(|target| matches!(target.action, Action::Present(_))));
    assert_eq!(key(&mut kiosk, KeyCode::Home), Screen::Island);
}

#[test]
fn a_held_corner_brings_the_card_and_a_finger_that_goes_on_does_not() {
    let mut kiosk = open();
    let half = kiosk.view().half() - 4.0;
    let card = |kiosk: &Kiosk| kiosk.resource::<Demo>().card;
    for corner in [
        half,
        -half,
        half * Vec2::new(1.0, -1.0),
        half * Vec2::new(-1.0, 1.0),
    ] {
        kiosk.one_finger(corner, TouchPhase::Started);
        kiosk.pass(Duration::from_millis(2800));
        assert!(!card(&kiosk), "too early");
        kiosk.pass(Duration::from_millis(400));
        assert!(card(&kiosk), "{corner}");
        kiosk.one_finger(corner, TouchPhase::Ended);
        kiosk.key(KeyCode::F1);
        assert!(!card(&kiosk));
    }
    kiosk.one_finger(half, TouchPhase::Started);
    kiosk.pass(SECOND);
    kiosk.one_finger(Vec2::ZERO, TouchPhase::Moved);
    kiosk.pass(4 * SECOND);
    assert!(!card(&kiosk));
}

#[test]
fn the_card_is_whole_large_and_reached_by_keys_in_every_language() {
    for size in SIZES {
        for language in ["da", "en", "de"] {
            let options = Options {
                language: Some(language.to_owned()),
                at: Some(At::Stop(built_in().tour[0].to_string())),
                ..demo()
            };
            let mut kiosk = Kiosk::with(size, &options);
            kiosk.key(KeyCode::F1);
            kiosk.settle();
            let place = format!("{language} {size}");
            let (view, targets) = (kiosk.view(), kiosk.targets());
            let glass = Rect::from_center_half_size(Vec2::ZERO, view.half());
            assert_eq!(targets.len(), 2 + 3 + 3 + 2 + 3 + 2, "{place}");
            for (index, target) in targets.iter().enumerate() {
                let rect = target.rect();
                let side = rect.size().min_element() / view.mm;
                assert!(side >= 20.0, "{place}: {:?} is {side} mm", target.action);
                assert_eq!(glass.union(rect), glass, "{place}: {:?}", target.action);
                for other in &targets[index + 1..] {
                    let shared = rect.inflate(1.0).intersect(other.rect());
                    assert!(
                        shared.is_empty(),
                        "{place}: {:?} {:?}",
                        target.action,
                        other.action
                    );
                }
            }
            let words = kiosk.words();
            for (index, words_) in words.iter().enumerate() {
                let paper = words_.paper.inflate(1.0);
                assert_eq!(paper.union(words_.rect), paper, "{place}: {}", words_.text);
                assert!(!words_.text.contains('\n'), "{place}: {}", words_.text);
                for other in &words[index + 1..] {
                    let shared = words_.rect.intersect(other.rect);
                    assert!(shared.is_empty(), "{place}: {} {}", words_.text, other.text);
                }
            }
            // Whoever opened it with a key is on it already.
            assert!(kiosk.resource::<Focus>().action.is_some());
            let reached = reached(&mut kiosk);
            for target in kiosk.targets() {
                let name = format!("{:?}", target.action);
                assert!(
                    reached.contains_key(&name),
                    "{place}: no arrows lead to {name}"
                );
            }
        }
    }
}

#[test]
fn the_card_does_what_it_says() {
    let mut kiosk = open();
    let tour = tour(&kiosk);
    let german = kiosk.release().feed.languages[2].clone();
    let press = |kiosk: &mut Kiosk, lead: Lead| kiosk.touch(&Action::Present(lead));
    kiosk.key(KeyCode::F1);
    press(&mut kiosk, Lead::Next);
    press(&mut kiosk, Lead::Next);
    assert_eq!(kiosk.journey().screen, at(&tour[1]));
    press(&mut kiosk, Lead::Previous);
    assert_eq!(kiosk.journey().screen, at(&tour[0]));
    press(&mut kiosk, Lead::Speak(german.clone()));
    assert_eq!(kiosk.journey().language, german);
    assert!(says(&mut kiosk, "Für dich beim Vorführen") && says(&mut kiosk, "Vorführung"));
    let volume = |kiosk: &Kiosk| kiosk.resource::<Demo>().volume;
    press(&mut kiosk, Lead::Quieter);
    let before = volume(&kiosk).expect("it was set");
    press(&mut kiosk, Lead::Louder);
    assert_eq!(volume(&kiosk), Some(before + 10));
    for _ in 0..12 {
        press(&mut kiosk, Lead::Louder);
    }
    assert_eq!(volume(&kiosk), Some(100));
    assert!(says(&mut kiosk, "Ton: 100 %"));
    press(&mut kiosk, Lead::Countdown(5));
    assert!(says(&mut kiosk, "Vorführung · 5 Min."));
    kiosk.pass(68 * SECOND);
    assert!(
        says(&mut kiosk, "Vorführung · 4 Min."),
        "{:?}",
        kiosk.words()
    );
    assert!(
        !kiosk.resource::<Demo>().card,
        "a card that was forgotten goes"
    );
    let minutes = kiosk.resource::<Demo>().minutes;
    assert!(minutes >= 1);
    kiosk.key(KeyCode::F1);
    press(&mut kiosk, Lead::Countdown(5));
    assert!(says(&mut kiosk, "Vorführung"), "no longer");
    // For the next visitor; the language that was asked for is the show's.
    press(&mut kiosk, Lead::Reset);
    assert_eq!(kiosk.journey().screen, Screen::Attract);
    assert!(!kiosk.resource::<Demo>().card);
    assert_eq!(kiosk.resource::<Demo>().minutes, minutes);
    kiosk.pass(7 * SECOND);
    assert_eq!(
        (&kiosk.journey().screen, &kiosk.journey().language),
        (&Screen::Island, &german)
    );
    kiosk.key(KeyCode::F1);
    press(&mut kiosk, Lead::Blank);
    assert!(!is_laid(&mut kiosk));
    kiosk.key(KeyCode::Period);
    kiosk.key(KeyCode::F1);
    press(&mut kiosk, Lead::Restart);
    assert_eq!(kiosk.journey().screen, Screen::Attract);
    let begun = Demo {
        volume: Some(100),
        ..Demo::default()
    };
    assert_eq!(*kiosk.resource::<Demo>(), begun);
    kiosk.key(KeyCode::F1);
    press(&mut kiosk, Lead::Card);
    assert!(!kiosk.resource::<Demo>().card);
}

#[test]
fn beside_the_card_nothing_is_touched() {
    let mut kiosk = open();
    kiosk.key(KeyCode::F1);
    kiosk.press(kiosk.view().half() * Vec2::new(-0.9, 0.1));
    kiosk.pass(20 * SECOND);
    assert_eq!(kiosk.journey().screen, Screen::Attract);
    assert!(kiosk.resource::<Show>().leads());
}

#[test]
fn only_this_stop_holds_show_and_visitors() {
    let mut kiosk = open();
    let tour = tour(&kiosk);
    kiosk.key(KeyCode::Digit2);
    kiosk.key(KeyCode::F1);
    kiosk.touch(&Action::Present(Lead::Only));
    kiosk.key(KeyCode::F1);
    let mut languages = Vec::new();
    let mut rounds = 0;
    let mut was_done = false;
    while rounds < 2 {
        kiosk.pass(SECOND / 4);
        assert_eq!(kiosk.journey().screen, at(&tour[1]));
        let is_done = kiosk.is_done();
        if was_done && !is_done {
            rounds += 1;
            languages.push(kiosk.journey().language.clone());
        }
        was_done = is_done;
    }
    assert_ne!(languages[0], languages[1], "each round speaks another one");
    kiosk.settle();
    kiosk.touch(&Action::Home);
    assert_eq!(kiosk.journey().screen, at(&tour[1]), "visitors, too");
    assert!(!kiosk.resource::<Show>().leads());
    kiosk.pass(PATIENCE + COUNTDOWN + SECOND);
    assert!(kiosk.resource::<Show>().leads(), "they have left");
    assert_eq!(kiosk.journey().screen, at(&tour[1]));
    // A presenter who goes elsewhere takes that along.
    assert_eq!(key(&mut kiosk, KeyCode::PageDown), at(&tour[2]));
    kiosk.settle();
    kiosk.touch(&Action::Home);
    assert_eq!(kiosk.journey().screen, at(&tour[2]));
    kiosk.key(KeyCode::F1);
    kiosk.touch(&Action::Present(Lead::Only));
    kiosk.key(KeyCode::F1);
    kiosk.touch(&Action::Home);
    assert_eq!(kiosk.journey().screen, Screen::Island);
}

#[test]
fn the_mark_is_on_every_screen_and_over_nothing() {
    let feed = built_in();
    let stops = feed.stops.keys().map(|id| At::Stop(id.to_string()));
    let states = [At::Attract, At::Island, At::Finish, At::Board].into_iter();
    for state in states.chain(stops) {
        for size in SIZES {
            let options = Options {
                language: Some("de".to_owned()),
                at: Some(state.clone()),
                ..demo()
            };
            let mut kiosk = Kiosk::with(size, &options);
            let set = Demo {
                set: Some(15),
                left: Some(15),
                ..Demo::default()
            };
            kiosk.suppose(set);
            is_clear(&mut kiosk, "Vorführung", &format!("{state:?} {size}"));
            if matches!(state, At::Stop(_)) {
                kiosk.play();
                is_clear(&mut kiosk, "Vorführung", &format!("{state:?} done {size}"));
            }
        }
    }
}

fn is_clear(kiosk: &mut Kiosk, says: &str, place: &str) {
    kiosk.pass(SECOND / 10);
    let mm = kiosk.view().mm;
    let words = kiosk.words();
    let is_mark = |text: &str| text.starts_with(says) && text.len() < 30;
    let mark = words.iter().find(|words| is_mark(&words.text));
    let mark = mark.unwrap_or_else(|| panic!("{place}: no mark")).clone();
    assert!(mark.rect.size().y / mm >= 9.0, "{place}: it can be read");
    for other in words.iter().filter(|words| !is_mark(&words.text)) {
        let shared = other.rect.intersect(mark.paper);
        assert!(shared.is_empty(), "{place}: it covers {:?}", other.text);
    }
    for target in kiosk.targets() {
        let shared = target.rect().intersect(mark.paper);
        assert!(shared.is_empty(), "{place}: it covers {:?}", target.action);
    }
}
