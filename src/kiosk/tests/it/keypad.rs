//! A tactile keypad reaches everything: arrows, Enter, Home.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use bevy::input::keyboard::KeyCode;
use bevy::prelude::*;
use legeplads_feed::ActivityKind;
use legeplads_kiosk::focus::Focus;
use legeplads_kiosk::journey::{Action, Screen};
use legeplads_kiosk::release::built_in;
use legeplads_kiosk::{At, Options};

use crate::kiosk::{Kiosk, SIZES};

const ARROWS: [KeyCode; 4] = [
    KeyCode::ArrowRight,
    KeyCode::ArrowDown,
    KeyCode::ArrowLeft,
    KeyCode::ArrowUp,
];

/// Everything that arrows lead to, from wherever they led before.
pub fn reached(kiosk: &mut Kiosk) -> BTreeMap<String, Action> {
    let mut seen = BTreeMap::new();
    let mut stood = BTreeSet::new();
    kiosk.key(KeyCode::ArrowRight);
    let mut ahead: Vec<(Action, Vec2)> = kiosk.focused().into_iter().collect();
    while let Some(from) = ahead.pop() {
        // Several targets may do the same, and each leads elsewhere.
        if !stood.insert(format!("{from:?}")) {
            continue;
        }
        seen.insert(format!("{:?}", from.0), from.0.clone());
        for arrow in ARROWS {
            kiosk.focus_at(from.clone());
            kiosk.key(arrow);
            ahead.extend(kiosk.focused());
        }
    }
    seen
}

pub fn everything_is_reached(kiosk: &mut Kiosk, place: &str) {
    let seen = reached(kiosk);
    let lacking: Vec<Action> = kiosk
        .targets()
        .into_iter()
        .map(|target| target.action)
        .filter(|action| !seen.contains_key(&format!("{action:?}")))
        .collect();
    assert!(lacking.is_empty(), "{place}: never reached {lacking:?}");
}

#[test]
fn of_two_that_do_the_same_the_arrows_go_on_from_the_one_they_stand_on() {
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    let half = kiosk.view().half();
    let twins = [Vec2::new(-0.9, -0.9) * half, Vec2::new(0.9, -0.9) * half];
    for at in twins {
        kiosk.spawn_target(Action::Home, at);
    }
    for at in twins {
        kiosk.focus_at((Action::Home, at));
        kiosk.key(KeyCode::ArrowUp);
        let (_, next) = kiosk.focused().expect("something is above");
        assert!((next.x - at.x).abs() < half.x, "{at} leads to {next}");
    }
}

#[test]
fn arrows_reach_everything_on_the_island() {
    for size in SIZES {
        let mut kiosk = Kiosk::open(size, "da");
        everything_is_reached(&mut kiosk, &size.to_string());
    }
}

#[test]
fn enter_presses_and_home_leads_home() {
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    for _ in 0..200 {
        if kiosk.resource::<Focus>().action == Some(Action::StartTour) {
            break;
        }
        kiosk.key(KeyCode::ArrowLeft);
        if kiosk.resource::<Focus>().action == Some(Action::StartTour) {
            break;
        }
        kiosk.key(KeyCode::ArrowDown);
    }
    assert_eq!(kiosk.resource::<Focus>().action, Some(Action::StartTour));
    kiosk.key(KeyCode::Enter);
    // What is asked first is passed over with a key.
    press(&mut kiosk, &Action::Next);
    assert!(matches!(kiosk.journey().screen, Screen::Stop(_)));
    kiosk.key(KeyCode::Home);
    assert_eq!(kiosk.journey().screen, Screen::Island);
}

/// Where the arrows stand.
fn stands(kiosk: &Kiosk) -> Option<Action> {
    kiosk.resource::<Focus>().action.clone()
}

/// Walks to what does this by arrows alone, and presses it.
pub fn press(kiosk: &mut Kiosk, wanted: &Action) {
    if stands(kiosk).is_none() {
        kiosk.key(KeyCode::ArrowRight);
    }
    let begin = kiosk.focused();
    let begin = begin.expect("the first arrow leads somewhere");
    let mut ways = vec![(begin.clone(), Vec::new())];
    let mut ahead = VecDeque::from([(begin.clone(), Vec::new())]);
    while let Some((from, way)) = ahead.pop_front() {
        if from.0 == *wanted {
            break;
        }
        for arrow in ARROWS {
            kiosk.focus_at(from.clone());
            kiosk.key(arrow);
            let Some(next) = kiosk.focused() else {
                continue;
            };
            if ways.iter().all(|(known, _)| *known != next) {
                let longer = [&way[..], &[arrow]].concat();
                ways.push((next.clone(), longer.clone()));
                ahead.push_back((next, longer));
            }
        }
    }
    let way = ways.into_iter().find(|(known, _)| known.0 == *wanted);
    let (_, way) = way.unwrap_or_else(|| panic!("no arrows lead to {wanted:?}"));
    kiosk.focus_at(begin);
    for arrow in way {
        kiosk.key(arrow);
    }
    assert_eq!(stands(kiosk).as_ref(), Some(wanted));
    kiosk.key(KeyCode::Enter);
    kiosk.settle();
}

fn moves(kiosk: &mut Kiosk) -> Vec<Action> {
    let targets = kiosk.targets().into_iter();
    targets
        .map(|target| target.action)
        .filter(|action| matches!(action, Action::Play(_)))
        .collect()
}

/// Plays a stop's activity of a kind to its end, either way up, and goes on from there.
fn is_played(kind: impl Fn(&ActivityKind) -> bool) {
    let feed = built_in();
    let stop = feed.stops.values().find(|stop| {
        let activity = feed.activity(&stop.activity);
        activity.is_some_and(|activity| kind(&activity.kind))
    });
    let stop = stop.expect("a stop with such an activity").id.to_string();
    for size in SIZES {
        let options = Options {
            at: Some(At::Stop(stop.clone())),
            language: Some("da".to_owned()),
            ..default()
        };
        let mut kiosk = Kiosk::with(size, &options);
        everything_is_reached(&mut kiosk, &format!("{stop} {size}"));
        for _ in 0..4 {
            for made in moves(&mut kiosk) {
                if !kiosk.is_done() && moves(&mut kiosk).contains(&made) {
                    press(&mut kiosk, &made);
                }
            }
        }
        assert!(kiosk.is_done(), "{stop} {size}");
        everything_is_reached(&mut kiosk, &format!("{stop} done {size}"));
        let here = kiosk.journey().screen.clone();
        // On along the tour, or home from where no tour leads.
        let on = |action: &Action| matches!(action, Action::Next | Action::Home);
        let targets = kiosk.targets().into_iter().map(|target| target.action);
        let on = targets
            .filter(on)
            .min_by_key(|action| *action != Action::Next);
        press(&mut kiosk, &on.expect("a way on"));
        assert_ne!(kiosk.journey().screen, here, "{stop} {size}");
        kiosk.key(KeyCode::Home);
        assert_eq!(kiosk.journey().screen, Screen::Island, "{stop} {size}");
    }
}

#[test]
fn dots_are_spent_with_keys() {
    is_played(|kind| matches!(kind, ActivityKind::Dots(_)));
}

#[test]
fn names_come_to_their_toys_with_keys() {
    is_played(|kind| matches!(kind, ActivityKind::Match(_)));
}

#[test]
fn the_wheel_turns_with_keys() {
    is_played(|kind| matches!(kind, ActivityKind::Wheel(_)));
}

#[test]
fn a_story_is_read_with_one_key() {
    let feed = built_in();
    let mut activities = feed.activities.values();
    let story = activities
        .find(|activity| matches!(activity.kind, ActivityKind::Story(_)))
        .expect("a story");
    let ActivityKind::Story(cards) = &story.kind else {
        panic!("a story")
    };
    let at = At::Activity(story.id.as_str().to_owned());
    let options = Options {
        at: Some(at),
        ..Options::default()
    };
    let mut kiosk = Kiosk::with(SIZES[0], &options);
    kiosk.focus(&Action::Play(0));
    for _ in 1..cards.cards.len() {
        assert!(!kiosk.is_done());
        kiosk.key(KeyCode::Enter);
        kiosk.settle();
    }
    assert!(kiosk.is_done());
}
