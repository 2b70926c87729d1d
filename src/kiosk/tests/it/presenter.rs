//! Whoever presents a demo with a clicker's keys. On a real kiosk they do nothing. The card is in `presenter_card.rs`.

use std::time::Duration;

use bevy::input::keyboard::KeyCode;
use bevy::input::touch::TouchPhase;
use bevy::prelude::*;
use bevy::winit::{UpdateMode, WinitSettings};
use legeplads_feed::{ActivityKind, StopId};
use legeplads_kiosk::Options;
use legeplads_kiosk::demo::{Demo, Lead, Show};
use legeplads_kiosk::focus::Focus;
use legeplads_kiosk::idle::PATIENCE;
use legeplads_kiosk::journey::{Action, Screen};
use legeplads_kiosk::release::built_in;

use crate::demo::demo;
use crate::kiosk::{Kiosk, SIZES};

pub const SECOND: Duration = Duration::from_secs(1);

pub fn open() -> Kiosk {
    Kiosk::with(SIZES[0], &demo())
}

pub fn tour(kiosk: &Kiosk) -> Vec<StopId> {
    let release = kiosk.release();
    release.site().tour(&release.feed).to_vec()
}

pub fn at(stop: &StopId) -> Screen {
    Screen::Stop(stop.clone())
}

/// A key, and what is on the glass then.
pub fn key(kiosk: &mut Kiosk, code: KeyCode) -> Screen {
    kiosk.key(code);
    kiosk.journey().screen.clone()
}

pub fn says(kiosk: &mut Kiosk, text: &str) -> bool {
    let words = kiosk.words();
    words
        .iter()
        .any(|words| words.text.replace('\u{a0}', " ") == text)
}

pub fn is_laid(kiosk: &mut Kiosk) -> bool {
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
fn the_button_that_starts_and_ends_a_show_starts_anew_and_ends_only_this_stop() {
    let mut kiosk = open();
    let tour = tour(&kiosk);
    key(&mut kiosk, KeyCode::PageDown);
    assert_eq!(
        key(&mut kiosk, KeyCode::Escape),
        at(&tour[0]),
        "nothing to end"
    );
    kiosk.key(KeyCode::F1);
    kiosk.touch(&Action::Present(Lead::Only));
    kiosk.key(KeyCode::Escape);
    assert!(!kiosk.resource::<Demo>().card, "first the card goes");
    assert_eq!(kiosk.resource::<Demo>().only.as_ref(), Some(&tour[0]));
    kiosk.key(KeyCode::Escape);
    assert_eq!(kiosk.resource::<Demo>().only, None);
    assert_eq!(key(&mut kiosk, KeyCode::F5), Screen::Attract);
}

#[test]
fn a_screen_at_rest_wakes_for_the_countdowns_minute() {
    let mut kiosk = Kiosk::with(
        SIZES[0],
        &Options {
            calm: true,
            ..demo()
        },
    );
    let wait = |kiosk: &Kiosk| match kiosk.resource::<WinitSettings>().focused_mode {
        UpdateMode::Continuous => Duration::ZERO,
        UpdateMode::Reactive { wait, .. } => wait,
    };
    kiosk.key(KeyCode::F1);
    kiosk.touch(&Action::Present(Lead::Countdown(5)));
    // Somebody has it, looks at a card and touches it once in ten seconds.
    kiosk.key(KeyCode::F1);
    kiosk.key(KeyCode::ArrowDown);
    kiosk.pass(2 * SECOND);
    assert!(!kiosk.resource::<Show>().leads());
    let (mut longest, mut last) = (Duration::ZERO, Duration::ZERO);
    let mut second = 2_u64;
    while kiosk.resource::<Demo>().left == Some(5) {
        last = wait(&kiosk);
        longest = longest.max(last);
        second += 1;
        assert!(second < 70, "the minute never ends");
        if second.is_multiple_of(10) {
            kiosk.key(KeyCode::ArrowDown);
        }
        kiosk.pass(SECOND);
    }
    assert!(last <= SECOND, "{last:?} before the next minute");
    assert!(longest > SECOND, "it rests in between");
}

#[test]
fn on_a_real_kiosk_none_of_it_does_anything() {
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    kiosk.start_tour();
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
        KeyCode::F5,
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
fn a_key_that_means_nothing_leaves_the_show_to_the_presenter() {
    let mut kiosk = open();
    let tour = tour(&kiosk);
    key(&mut kiosk, KeyCode::PageDown);
    for code in [KeyCode::Escape, KeyCode::AudioVolumeUp, KeyCode::KeyQ] {
        kiosk.key(code);
        assert!(kiosk.resource::<Show>().leads(), "{code:?}");
    }
    kiosk.key(KeyCode::PageDown);
    assert_eq!(kiosk.journey().screen, at(&tour[1]));
}
