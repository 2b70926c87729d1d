//! The tour, by touches alone.

use bevy::prelude::*;
use legeplads_kiosk::journey::{Action, Screen};

use crate::kiosk::{Kiosk, SIZES};

#[test]
fn the_tour_is_completed_by_touches_in_every_language_and_orientation() {
    for size in SIZES {
        for language in ["da", "en", "de"] {
            let mut kiosk = Kiosk::open(size, language);
            assert_eq!(kiosk.journey().screen, Screen::Attract);
            let tour = kiosk.release().site().tour(&kiosk.release().feed).to_vec();
            kiosk.start_tour();
            for stop in &tour {
                assert_eq!(kiosk.journey().screen, Screen::Stop(stop.clone()));
                kiosk.play();
                assert!(kiosk.is_done(), "{stop}");
                kiosk.touch(&Action::Next);
            }
            assert_eq!(kiosk.journey().screen, Screen::Finish);
            assert_eq!(kiosk.journey().found, tour, "every stop gave its note");
            kiosk.touch(&Action::Again);
            assert_eq!(kiosk.journey().screen, Screen::Stop(tour[0].clone()));
        }
    }
}

#[test]
fn every_place_of_the_island_opens_at_the_first_touch_and_home_leads_back() {
    for size in SIZES {
        let mut kiosk = Kiosk::open(size, "en");
        let places: Vec<Action> = kiosk
            .targets()
            .into_iter()
            .map(|target| target.action)
            .filter(|action| matches!(action, Action::Place(_)))
            .collect();
        assert!(places.len() >= 10);
        for place in places {
            kiosk.touch(&place);
            assert!(
                matches!(kiosk.journey().screen, Screen::Stop(_)),
                "{place:?}"
            );
            kiosk.touch(&Action::Home);
            assert_eq!(kiosk.journey().screen, Screen::Island);
        }
    }
}

#[test]
fn a_touch_beside_everything_wakes_and_does_no_harm() {
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    let corner = kiosk.view().half() - 3.0;
    kiosk.press(corner);
    assert_eq!(kiosk.journey().screen, Screen::Island);
    for _ in 0..60 {
        kiosk.press(corner);
    }
    assert_eq!(kiosk.journey().screen, Screen::Island);
}

#[test]
fn many_fingers_at_once_are_all_heard() {
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    kiosk.start_tour();
    let pieces: Vec<_> = kiosk
        .targets()
        .into_iter()
        .filter(|target| matches!(target.action, Action::Play(_)))
        .collect();
    assert!(pieces.len() >= 2);
    for piece in &pieces {
        kiosk.press(piece.at);
    }
    assert!(kiosk.is_done(), "all of them were touched");
}

#[test]
fn a_resize_lays_everything_anew_where_one_is() {
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    kiosk.start_tour();
    let before = kiosk.journey().screen.clone();
    for size in [
        SIZES[1],
        UVec2::new(1280, 720),
        UVec2::new(1000, 1000),
        SIZES[0],
    ] {
        kiosk.resize(size);
        assert_eq!(kiosk.view().size, size.as_vec2());
        assert_eq!(kiosk.journey().screen, before);
        let glass = Rect::from_center_half_size(Vec2::ZERO, kiosk.view().half());
        assert!(
            kiosk
                .targets()
                .iter()
                .all(|target| glass.contains(target.at)),
            "{size}"
        );
    }
}
