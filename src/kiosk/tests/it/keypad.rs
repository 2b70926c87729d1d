//! A tactile keypad reaches everything: arrows, Enter, Home.

use std::collections::BTreeMap;

use bevy::input::keyboard::KeyCode;
use legeplads_kiosk::focus::Focus;
use legeplads_kiosk::journey::{Action, Screen};

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
    kiosk.key(KeyCode::ArrowRight);
    let mut ahead: Vec<Action> = kiosk
        .resource::<Focus>()
        .action
        .clone()
        .into_iter()
        .collect();
    while let Some(from) = ahead.pop() {
        if seen.insert(format!("{from:?}"), from.clone()).is_some() {
            continue;
        }
        for arrow in ARROWS {
            kiosk.focus(&from);
            kiosk.key(arrow);
            ahead.extend(kiosk.resource::<Focus>().action.clone());
        }
    }
    seen
}

#[test]
fn arrows_reach_everything_on_the_island() {
    for size in SIZES {
        let mut kiosk = Kiosk::open(size, "da");
        let seen = reached(&mut kiosk);
        let lacking: Vec<Action> = kiosk
            .targets()
            .into_iter()
            .map(|target| target.action)
            .filter(|action| !seen.contains_key(&format!("{action:?}")))
            .collect();
        assert!(lacking.is_empty(), "{size}: never reached {lacking:?}");
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
    assert!(matches!(kiosk.journey().screen, Screen::Stop(_)));
    kiosk.key(KeyCode::Home);
    assert_eq!(kiosk.journey().screen, Screen::Island);
}
