//! The notice board: what hangs on it, when, and how one gets there.

use std::sync::Arc;

use bevy::input::keyboard::KeyCode;
use bevy::prelude::*;
use jiff::civil::{DateTime, date};
use legeplads_feed::{Feed, Grade, Hours, TimeOfDay, Weekday, When};
use legeplads_kiosk::clock::WallClock;
use legeplads_kiosk::focus::Focus;
use legeplads_kiosk::fonts::Fonts;
use legeplads_kiosk::journey::{Action, Screen};
use legeplads_kiosk::photos::Pictures;
use legeplads_kiosk::release::{News, built_in};
use legeplads_kiosk::{At, Options};

use crate::keypad::reached;
use crate::kiosk::{Kiosk, SIZES};

/// A moment at the place: `2026-12-05T14:30`. The fifth of December 2026 is a Saturday.
fn clock(text: &str) -> WallClock {
    let moment: DateTime = text.parse().expect("a date and a time");
    let zoned = moment.to_zoned(built_in().time_zone.clone());
    WallClock::Stopped(zoned.expect("a moment").timestamp())
}

fn time(text: &str) -> TimeOfDay {
    text.parse().expect("a time")
}

/// At a site, on the board.
fn at_board(site: &str, size: UVec2, language: &str, moment: &str) -> Kiosk {
    let options = Options {
        at: Some(At::Board),
        site: Some(site.to_owned()),
        language: Some(language.to_owned()),
        ..default()
    };
    Kiosk::at(clock(moment), size, &options)
}

fn show(kiosk: &mut Kiosk, feed: Feed) {
    let number = kiosk.release().number + 1;
    kiosk.hear(News::Release {
        feed: Arc::new(feed),
        pictures: Pictures::default(),
        fonts: Fonts::default(),
        number,
    });
}

/// The built-in feed with one event, on the fifth of December from two to four, and nothing else
/// to pin up.
fn with_one_event() -> Feed {
    let mut feed = (*built_in()).clone();
    let day = Some(date(2026, 12, 5));
    feed.events.truncate(1);
    let event = feed.events.first_mut().expect("an event");
    event.when = When {
        from: day,
        until: day,
        ..When::default()
    };
    (event.starts, event.ends) = (Some(time("14:00")), Some(time("16:00")));
    feed.offers.clear();
    feed.campaigns.clear();
    feed
}

fn said(kiosk: &mut Kiosk) -> Vec<String> {
    let words = kiosk.words().into_iter();
    words.map(|words| words.text.replace('\n', " ")).collect()
}

fn says(kiosk: &mut Kiosk, wanted: &str) -> bool {
    said(kiosk).iter().any(|text| text == wanted)
}

/// The page buttons on the glass.
fn pages(kiosk: &mut Kiosk) -> Vec<usize> {
    let targets = kiosk.targets().into_iter();
    targets
        .filter_map(|target| match target.action {
            Action::Board(page) => Some(page),
            _ => None,
        })
        .collect()
}

#[test]
fn it_is_one_touch_away_and_every_page_can_be_turned_to() {
    for size in SIZES {
        for language in ["da", "en", "de"] {
            let mut kiosk = Kiosk::open(size, language);
            kiosk.touch(&Action::Home);
            kiosk.touch(&Action::Board(0));
            assert_eq!(kiosk.journey().screen, Screen::Board(0));
            let mut page = 0;
            while pages(&mut kiosk).contains(&(page + 1)) {
                page += 1;
                kiosk.touch(&Action::Board(page));
                assert_eq!(kiosk.journey().screen, Screen::Board(page));
            }
            assert!(page > 0, "the small print is on a page of its own");
            kiosk.touch(&Action::Board(page - 1));
            kiosk.touch(&Action::Home);
            assert_eq!(kiosk.journey().screen, Screen::Island);
        }
    }
}

#[test]
fn it_is_one_touch_away_at_the_end_of_the_tour() {
    let options = Options {
        at: Some(At::Finish),
        ..default()
    };
    for size in SIZES {
        let mut kiosk = Kiosk::with(size, &options);
        kiosk.touch(&Action::Board(0));
        assert_eq!(kiosk.journey().screen, Screen::Board(0));
    }
}

#[test]
fn a_keypad_opens_it_and_reaches_all_that_hangs_there() {
    for size in SIZES {
        for language in ["da", "en", "de"] {
            let mut kiosk = Kiosk::open(size, language);
            kiosk.touch(&Action::Home);
            assert!(
                reached(&mut kiosk)
                    .values()
                    .any(|to| *to == Action::Board(0))
            );
            kiosk.focus(&Action::Board(0));
            kiosk.key(KeyCode::Enter);
            kiosk.settle();
            assert_eq!(kiosk.journey().screen, Screen::Board(0));
            let seen = reached(&mut kiosk);
            for target in kiosk.targets() {
                let name = format!("{:?}", target.action);
                assert!(seen.contains_key(&name), "{size} {language}: {name}");
            }
            kiosk.focus(&Action::Board(1));
            kiosk.key(KeyCode::Enter);
            assert_eq!(kiosk.journey().screen, Screen::Board(1));
            assert!(kiosk.resource::<Focus>().action.is_some());
        }
    }
}

#[test]
fn an_event_says_when_it_is_and_goes_when_it_is_over() {
    let mut kiosk = at_board("airport", SIZES[0], "da", "2026-12-03T09:00");
    let feed = with_one_event();
    let title = feed.events[0]
        .title
        .get(&kiosk.journey().language)
        .to_owned();
    show(&mut kiosk, feed);
    for (moment, when) in [
        ("2026-12-03T09:00", "Lørdag 5. december kl. 14"),
        ("2026-12-04T09:00", "I morgen kl. 14"),
        ("2026-12-05T15:59", "I dag kl. 14"),
    ] {
        kiosk.set_clock(clock(moment));
        assert!(says(&mut kiosk, &title), "{moment}");
        assert!(says(&mut kiosk, when), "{moment}: {:?}", said(&mut kiosk));
    }
    kiosk.set_clock(clock("2026-12-05T16:00"));
    assert!(!says(&mut kiosk, &title), "it is over");
    assert!(says(&mut kiosk, "Her er plads"), "{:?}", said(&mut kiosk));
}

#[test]
fn days_are_said_as_each_language_says_them() {
    for (language, today, later) in [
        ("en", "Today at 14:00", "Saturday 5 December at 14:00"),
        ("de", "Heute um 14 Uhr", "Samstag, 5. Dezember um 14 Uhr"),
    ] {
        let mut kiosk = at_board("airport", SIZES[1], language, "2026-12-05T08:00");
        show(&mut kiosk, with_one_event());
        assert!(says(&mut kiosk, today), "{:?}", said(&mut kiosk));
        kiosk.set_clock(clock("2026-11-28T08:00"));
        assert!(says(&mut kiosk, later), "{:?}", said(&mut kiosk));
    }
}

#[test]
fn offers_say_when_they_are_open() {
    let mut feed = with_one_event();
    feed.events.clear();
    feed.offers = built_in().offers.clone();
    feed.offers.truncate(1);
    feed.offers[0].hours = vec![Hours {
        days: vec![Weekday::Sat],
        from: time("10:00"),
        to: time("14:30"),
    }];
    let mut kiosk = at_board("airport", SIZES[0], "en", "2026-12-05T10:00");
    show(&mut kiosk, feed.clone());
    for (moment, when) in [
        ("2026-12-05T09:59", "Opens today at 10:00"),
        ("2026-12-05T10:00", "Open until 14:30"),
        ("2026-12-05T14:30", "Opens on Saturday at 10:00"),
        ("2026-12-04T23:00", "Opens tomorrow at 10:00"),
    ] {
        kiosk.set_clock(clock(moment));
        assert!(says(&mut kiosk, when), "{moment}: {:?}", said(&mut kiosk));
    }
    feed.offers[0].hours.clear();
    show(&mut kiosk, feed);
    assert!(says(&mut kiosk, "Always open"));
}

#[test]
fn campaigns_hang_at_their_sites_on_their_days() {
    let mut feed = with_one_event();
    feed.events.clear();
    feed.campaigns = built_in().campaigns.clone();
    feed.campaigns.truncate(1);
    feed.campaigns[0].sites = vec!["library".into()];
    feed.campaigns[0].when = When {
        weekdays: vec![Weekday::Sat],
        ..When::default()
    };
    let card = feed.card(&feed.campaigns[0].cards[0]).expect("its card");
    let title = card.title.get(&built_in().languages[0]).to_owned();
    for (site, moment, hangs) in [
        ("library", "2026-12-05T12:00", true),
        ("library", "2026-12-06T12:00", false),
        ("airport", "2026-12-05T12:00", false),
    ] {
        let mut kiosk = at_board(site, SIZES[0], "da", moment);
        show(&mut kiosk, feed.clone());
        assert_eq!(says(&mut kiosk, &title), hangs, "{site} {moment}");
    }
}

#[test]
fn a_note_leads_to_its_place() {
    let mut kiosk = at_board("airport", SIZES[0], "de", "2026-12-05T12:00");
    show(&mut kiosk, with_one_event());
    let place = kiosk.release().feed.events[0].place.clone();
    let stop = kiosk
        .release()
        .feed
        .place(place.as_str())
        .expect("its place");
    let stop = stop.stop.clone().expect("its stop");
    kiosk.touch(&Action::Place(place));
    assert_eq!(kiosk.journey().screen, Screen::Stop(stop));
}

#[test]
fn a_stop_says_what_is_on_there_today_and_leads_to_the_board() {
    let mut feed = with_one_event();
    // A stop whose card lies open from the beginning.
    feed.events[0].place = "grindsted".into();
    for size in SIZES {
        let options = Options {
            at: Some(At::Stop("grindsted".to_owned())),
            language: Some("en".to_owned()),
            ..default()
        };
        let mut kiosk = Kiosk::at(clock("2026-12-05T12:00"), size, &options);
        assert!(pages(&mut kiosk).is_empty(), "nothing is on");
        show(&mut kiosk, feed.clone());
        assert!(
            said(&mut kiosk)
                .iter()
                .any(|text| text.starts_with("Today at 14:00: "))
        );
        kiosk.set_clock(clock("2026-12-05T16:00"));
        assert!(pages(&mut kiosk).is_empty(), "it is over");
        kiosk.set_clock(clock("2026-12-05T15:00"));
        kiosk.touch(&Action::Board(0));
        assert_eq!(kiosk.journey().screen, Screen::Board(0));
    }
}

#[test]
fn the_last_page_says_whose_screen_this_is_and_how_it_knows() {
    let mut kiosk = at_board("airport", SIZES[1], "da", "2026-12-05T12:00");
    let mut all = said(&mut kiosk);
    let mut page = 0;
    while pages(&mut kiosk).contains(&(page + 1)) {
        page += 1;
        kiosk.touch(&Action::Board(page));
        all.extend(said(&mut kiosk));
    }
    let feed = kiosk.release().feed.clone();
    // Lines may be broken within an address.
    let close = |text: &str| text.split_whitespace().collect::<String>();
    let all: Vec<String> = all.iter().map(|text| close(text)).collect();
    let legal = feed.legal.as_ref().expect("the small print");
    assert!(all.contains(&close(legal.get(&feed.languages[0]))));
    for source in &feed.sources {
        let (who, what) = match source.title.split_once(": ") {
            Some((who, what)) => (who, format!("{what}, {}", source.address)),
            None => (source.title.as_str(), source.address.clone()),
        };
        assert!(all.contains(&close(who)), "{who}");
        assert!(all.contains(&close(&what)), "{what}");
    }
    let other = feed.sources.iter().find(|source| source.grade != Grade::A);
    assert!(other.is_some() && all.contains(&close("Jo flere nåle, jo bedre sidder det fast")));
}

/// The papers of a page that words stand on, each once.
fn papers(kiosk: &mut Kiosk) -> Vec<Rect> {
    let mut papers: Vec<Rect> = Vec::new();
    for words in kiosk.words() {
        if !papers.contains(&words.paper) {
            papers.push(words.paper);
        }
    }
    papers
}

#[test]
fn notes_fill_each_page_from_top_to_foot_and_cover_none() {
    for size in SIZES {
        for language in ["da", "en", "de"] {
            let mut kiosk = at_board("airport", size, language, "2026-11-23T11:00");
            let mut page = 0;
            loop {
                let place = format!("{size} {language} page {page}");
                let papers = papers(&mut kiosk);
                // The board itself carries its heading; what lies in its frame are notes.
                let frame = papers.iter().copied();
                let frame = frame.max_by(|one, other| one.height().total_cmp(&other.height()));
                let frame = frame.expect("a board");
                let notes = papers
                    .iter()
                    .filter(|paper| **paper != frame && frame.union(**paper) == frame);
                let notes: Vec<Rect> = notes.copied().collect();
                for (number, note) in notes.iter().enumerate() {
                    for other in &notes[number + 1..] {
                        assert!(note.intersect(*other).is_empty(), "{place}");
                    }
                }
                let area = |rect: &Rect| rect.width() * rect.height();
                let covered: f32 = notes.iter().map(area).sum();
                let share = covered / area(&frame);
                assert!(share > 0.5, "{place}: notes cover {share} of the board");
                if !pages(&mut kiosk).contains(&(page + 1)) {
                    break;
                }
                page += 1;
                kiosk.touch(&Action::Board(page));
            }
        }
    }
}
