//! What the place wants to reach hangs on the board, with a light that says how far it has come.

use std::sync::Arc;

use bevy::prelude::*;
use legeplads_feed::progress::{Light, Reading};
use legeplads_feed::{Feed, Goal};
use legeplads_kiosk::fonts::Fonts;
use legeplads_kiosk::journey::Action;
use legeplads_kiosk::photos::Pictures;
use legeplads_kiosk::release::{News, built_in};
use legeplads_kiosk::{At, Options};

use crate::kiosk::{Kiosk, SIZES};

/// On the board, by a feed with these goals, on a day in June 2026.
fn board(size: UVec2, language: &str, goals: Vec<Goal>) -> Kiosk {
    let options = Options {
        at: Some(At::Board),
        language: Some(language.to_owned()),
        ..default()
    };
    let mut kiosk = Kiosk::with(size, &options);
    let feed = Feed {
        goals,
        ..(*built_in()).clone()
    };
    let number = kiosk.release().number + 1;
    kiosk.hear(News::Release {
        feed: Arc::new(feed),
        pictures: Pictures::default(),
        fonts: Fonts::default(),
        number,
    });
    kiosk
}

/// What stands on each page of the board, one after the other.
fn pages(kiosk: &mut Kiosk) -> Vec<Vec<String>> {
    let mut pages = Vec::new();
    loop {
        let words = kiosk.words().into_iter();
        pages.push(
            words
                .map(|words| words.text.replace(['\n', '\u{a0}'], " "))
                .collect(),
        );
        let next = Action::Board(pages.len());
        if kiosk.targets().iter().all(|target| target.action != next) {
            return pages;
        }
        kiosk.touch(&next);
    }
}

/// From 10 at the end of 2024 to 50 four years later; by the end of 2025 it should be 20.
fn goal(newest: Option<(f64, &str)>) -> Goal {
    let reading = |value, date: &str| Reading {
        value,
        date: date.parse().expect("a date"),
    };
    let mut goal = built_in().goals.first().cloned().expect("a goal");
    goal.way.baseline = reading(10.0, "2024");
    goal.way.target = reading(50.0, "2028");
    goal.newest = newest.map(|(value, date)| reading(value, date));
    goal
}

#[test]
fn a_goal_hangs_between_notices_and_sources_and_its_light_is_said_in_a_word() {
    let cases = [
        (
            goal(None),
            ["Intet nyt tal", "No new figure", "Keine neue Zahl"],
        ),
        (
            goal(Some((50.5, "2025-12"))),
            ["Nået!", "Reached!", "Erreicht!"],
        ),
        (
            goal(Some((20.0, "2025"))),
            ["På vej", "On the way", "Auf dem Weg"],
        ),
        (
            goal(Some((15.0, "2025"))),
            ["Lidt bagefter", "A little behind", "Etwas zurück"],
        ),
        (
            goal(Some((14.0, "2025"))),
            ["Langt bagefter", "Far behind", "Weit zurück"],
        ),
        (
            goal(Some((50.0, "2025-05"))),
            ["Intet nyt tal", "No new figure", "Keine neue Zahl"],
        ),
    ];
    for size in SIZES {
        for (number, (language, head)) in [
            ("da", "Så langt er vi"),
            ("en", "How far we are"),
            ("de", "So weit sind wir"),
        ]
        .into_iter()
        .enumerate()
        {
            for (goal, words) in &cases {
                let mut kiosk = board(size, language, vec![goal.clone()]);
                let pages = pages(&mut kiosk);
                let own: Vec<_> = (pages.iter())
                    .filter(|page| page.iter().any(|text| text == head))
                    .collect();
                let [own] = own[..] else {
                    panic!("{language}: {} pages of goals", own.len());
                };
                let is_last = pages.last() == Some(own);
                assert!(pages.first() != Some(own) && !is_last, "{language}");
                let word = words[number];
                assert!(own.iter().any(|text| text == word), "{word}: {own:?}");
            }
        }
    }
}

#[test]
fn numbers_are_written_as_in_the_language() {
    for (language, wanted) in [
        ("da", ["10 % · 2024", "Målt december 2025: 50,5 %."]),
        ("en", ["10% · 2024", "Measured December 2025: 50.5%."]),
        ("de", ["10 % · 2024", "Gemessen Dezember 2025: 50,5 %."]),
    ] {
        let mut kiosk = board(SIZES[0], language, vec![goal(Some((50.5, "2025-12")))]);
        let all: Vec<String> = pages(&mut kiosk).concat();
        for wanted in wanted {
            assert!(all.iter().any(|text| text == wanted), "{wanted}: {all:?}");
        }
    }
}

#[test]
fn where_nothing_is_wanted_no_page_says_so() {
    let mut kiosk = board(SIZES[0], "en", Vec::new());
    let without = pages(&mut kiosk);
    let all = without.concat();
    assert!(!all.iter().any(|text| text == "How far we are"));
    let mut kiosk = board(SIZES[0], "en", vec![goal(None)]);
    assert_eq!(pages(&mut kiosk).len(), without.len() + 1);
}

#[test]
fn all_goals_hang_there_however_many() {
    let one = goal(Some((20.0, "2025")));
    assert_eq!(
        one.light("2026-06-22".parse().expect("a date")),
        Light::Green
    );
    for size in SIZES {
        let mut kiosk = board(size, "de", vec![one.clone(); 24]);
        let all = pages(&mut kiosk).concat();
        let lights = all.iter().filter(|text| *text == "Auf dem Weg");
        assert_eq!(lights.count(), 24);
    }
}
