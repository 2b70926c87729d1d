//! The presenter's card, a held corner, what stays at one stop, and the mark of a demo.

use std::time::Duration;

use bevy::input::keyboard::KeyCode;
use bevy::input::touch::TouchPhase;
use bevy::prelude::*;
use legeplads_kiosk::clock::WallClock;
use legeplads_kiosk::demo::{Demo, Lead, Show};
use legeplads_kiosk::focus::Focus;
use legeplads_kiosk::idle::{COUNTDOWN, PATIENCE};
use legeplads_kiosk::journey::{Action, Screen};
use legeplads_kiosk::release::built_in;
use legeplads_kiosk::{At, Options};
use legeplads_store::outbox::unsent;

use crate::demo::demo;
use crate::keypad::reached;
use crate::kiosk::{Kiosk, SIZES};
use crate::presenter::{SECOND, at, is_laid, key, open, says, tour};
use crate::towers::Folder;

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

/// Whoever presents is no visitor: the show goes on, nobody is counted, and what was asked for comes.
#[test]
fn a_held_corner_is_no_visitor_s_touch() {
    let folder = Folder::new("corner");
    let options = Options {
        collect: true,
        ..demo()
    };
    let clock = WallClock::Stopped("2026-06-23T10:20:30Z".parse().expect("a moment"));
    let mut kiosk = Kiosk::keeping(Some(folder.path()), clock, SIZES[0], &options);
    let corner = kiosk.view().half() - 4.0;
    kiosk.one_finger(corner, TouchPhase::Started);
    kiosk.one_finger(corner - 1.0, TouchPhase::Moved);
    kiosk.pass(Duration::from_millis(3200));
    kiosk.one_finger(corner, TouchPhase::Ended);
    assert!(kiosk.resource::<Demo>().card);
    assert!(kiosk.resource::<Show>().leads());
    assert_eq!(kiosk.journey().screen, Screen::Attract, "nobody was woken");
    kiosk.key(KeyCode::F1);
    drop(kiosk);
    let counted = unsent(folder.path()).expect("an outbox");
    let counts = counted.map_or_else(Vec::new, |batch| batch.counts);
    assert!(counts.is_empty(), "{counts:?}");
}

#[test]
fn a_corner_lights_a_blank_glass_up_again() {
    let mut kiosk = open();
    kiosk.key(KeyCode::Period);
    assert!(kiosk.resource::<Demo>().blank);
    kiosk.press(kiosk.view().half() - 4.0);
    assert!(!kiosk.resource::<Demo>().blank);
    assert!(kiosk.resource::<Show>().leads());
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

/// Two languages would otherwise be one.
#[test]
fn only_this_stop_counts_a_round_once() {
    let mut kiosk = open();
    let release = kiosk.release().clone();
    let languages = release.site().languages(&release.feed).to_vec();
    kiosk.key(KeyCode::Digit2);
    let only = kiosk.journey().screen.clone();
    kiosk.key(KeyCode::F1);
    kiosk.touch(&Action::Present(Lead::Only));
    kiosk.key(KeyCode::F1);
    // A presenter lets the next one begin, then a visitor leaves.
    kiosk.key(KeyCode::F1);
    kiosk.touch(&Action::Present(Lead::Reset));
    assert_eq!(kiosk.journey().screen, only);
    assert_eq!(kiosk.journey().language, languages[1]);
    kiosk.press(kiosk.view().half() * Vec2::new(0.0, -0.97));
    assert!(!kiosk.resource::<Show>().leads());
    kiosk.pass(PATIENCE + COUNTDOWN + SECOND);
    assert!(kiosk.resource::<Show>().leads());
    assert_eq!(kiosk.journey().screen, only);
    assert_eq!(kiosk.journey().language, languages[2 % languages.len()]);
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
