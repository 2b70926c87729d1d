//! The finder on the glass: four touches, and what there is.

use bevy::prelude::*;
use legeplads_feed::{ActivityId, ActivityKind, Feed, OfferKind, StopId, Weekday};
use legeplads_kiosk::Options;
use legeplads_kiosk::activities::Play;
use legeplads_kiosk::activities::finder::Step;
use legeplads_kiosk::activities::form::{BACK, ON, STOP};
use legeplads_kiosk::clock::WallClock;
use legeplads_kiosk::journey::{Action, Cue, Screen};
use legeplads_kiosk::release::built_in;

use crate::activities;
use crate::glass::{targets_are_apart, targets_are_large, words_are_whole};
use crate::keypad::everything_is_reached;
use crate::kiosk::{Kiosk, SIZES};
use crate::surveys::release;

/// A Monday.
const DAY: &str = "2026-06-22T10:00:00Z";

/// The stops of the content where one finds what there is.
fn stops() -> Vec<(StopId, ActivityId)> {
    let feed = built_in();
    let stops = feed.stops.values().filter_map(|stop| {
        let activity = feed.activity(&stop.activity)?;
        matches!(activity.kind, ActivityKind::Finder(_))
            .then(|| (stop.id.clone(), activity.id.clone()))
    });
    stops.collect()
}

/// The one that asks all there is to ask.
fn first() -> StopId {
    let feed = built_in();
    let asks_all = |activity: &ActivityId| match feed.activity(activity).map(|one| &one.kind) {
        Some(ActivityKind::Finder(data)) => !data.ages.is_empty() && !data.places.is_empty(),
        _ => false,
    };
    let mut stops = stops().into_iter();
    let found = stops.find(|(_, activity)| asks_all(activity));
    found.expect("a stop").0
}

/// At such a stop, with a feed changed a little.
fn at(size: UVec2, language: &str, change: impl FnOnce(&mut Feed)) -> Kiosk {
    at_stop(first(), size, language, change)
}

fn at_stop(stop: StopId, size: UVec2, language: &str, change: impl FnOnce(&mut Feed)) -> Kiosk {
    let mut feed = (*built_in()).clone();
    feed.places[0].stop = Some(stop.clone());
    change(&mut feed);
    let options = Options {
        language: Some(language.to_owned()),
        ..default()
    };
    let clock = WallClock::Stopped(DAY.parse().expect("a moment"));
    let mut kiosk = Kiosk::keeping(None, clock, size, &options);
    let place = feed.places[0].id.clone();
    kiosk.hear(release(feed, 7));
    kiosk.touch(&Action::Home);
    kiosk.touch(&Action::Place(place));
    assert_eq!(kiosk.journey().screen, Screen::Stop(stop));
    kiosk
}

fn says(kiosk: &mut Kiosk, words: &str) -> bool {
    activities::says(kiosk, words) > 0
}

fn play(kiosk: &mut Kiosk, moves: &[usize]) {
    for made in moves {
        kiosk.touch(&Action::Play(*made));
    }
}

fn step(kiosk: &Kiosk) -> Step {
    match &kiosk.journey().play {
        Some(Play::Finder(state)) => state.step(),
        _ => panic!("a finder"),
    }
}

fn has(kiosk: &mut Kiosk, made: usize) -> bool {
    let targets = kiosk.targets();
    targets
        .iter()
        .any(|target| target.action == Action::Play(made))
}

/// The heath, the dunes and the forest say that they are nature; two of them are no town.
#[test]
fn four_touches_lead_to_what_there_is_and_where_it_is() {
    let mut kiosk = at(SIZES[0], "en", |_| {});
    assert!(says(&mut kiosk, "What do you feel like?"));
    play(&mut kiosk, &[0]);
    assert!(says(&mut kiosk, "How old is whoever comes along?"));
    play(&mut kiosk, &[1]);
    assert!(says(&mut kiosk, "Where should it be?"));
    // Sdr. Omme.
    play(&mut kiosk, &[2]);
    assert!(says(&mut kiosk, "Which day suits you?"));
    play(&mut kiosk, &[5]);
    assert_eq!(step(&kiosk), Step::Found);
    for words in [
        "Here is something for you",
        "The forest at Sdr. Omme",
        "The planted",
        "Sdr. Omme · Always open",
    ] {
        assert!(says(&mut kiosk, words), "{words}");
    }
    assert!(!has(&mut kiosk, 1), "there is one");
}

#[test]
fn where_nothing_fits_it_says_so_and_shows_what_comes_closest() {
    let mut kiosk = at(SIZES[0], "en", |_| {});
    // Books in Vorbasse: the libraries are elsewhere.
    play(&mut kiosk, &[2, ON, 3, ON]);
    for words in [
        "Not quite that. But look here:",
        "These are in other towns.",
        "The library in Billund",
        "The library in Grindsted",
        "Billund · Ask them when",
    ] {
        assert!(says(&mut kiosk, words), "{words}");
    }
    // The second one is told of when it is touched.
    play(&mut kiosk, &[1]);
    assert!(says(&mut kiosk, "It is in Magion"));

    // On another day.
    let mut kiosk = at(SIZES[0], "en", |feed| {
        let offers = feed.offers.iter_mut();
        for offer in offers.filter(|offer| offer.kind == OfferKind::Service) {
            offer.hours = vec![legeplads_feed::Hours {
                days: vec![Weekday::Tue],
                from: "10:00".parse().expect("a time"),
                to: "17:00".parse().expect("a time"),
            }];
        }
    });
    play(&mut kiosk, &[2, ON, 0, 2]);
    assert!(says(&mut kiosk, "These are on other days."));
    assert!(says(&mut kiosk, "Billund · Opens tomorrow at 10:00"));
}

#[test]
fn one_goes_back_begins_again_and_turns_pages() {
    let mut kiosk = at(SIZES[0], "en", |feed| {
        for nth in 0..12 {
            let mut more = feed.offers[0].clone();
            more.id = format!("more-{nth:02}").as_str().into();
            feed.offers.push(more);
        }
    });
    assert!(!has(&mut kiosk, BACK), "it is the first board");
    play(&mut kiosk, &[0, ON]);
    assert_eq!(step(&kiosk), Step::Place);
    play(&mut kiosk, &[BACK]);
    assert_eq!(step(&kiosk), Step::Age);
    play(&mut kiosk, &[ON, ON, ON]);
    assert!(says(&mut kiosk, "15 things for you"));
    assert!(has(&mut kiosk, 4) && !has(&mut kiosk, 5), "five a page");
    play(&mut kiosk, &[ON, ON]);
    assert!(!has(&mut kiosk, ON), "the last page");
    assert!(has(&mut kiosk, 4));
    play(&mut kiosk, &[STOP]);
    assert_eq!(step(&kiosk), Step::Interest);
}

/// What is looked for is counted by interest alone, and whether there is just that.
#[test]
fn what_was_looked_for_is_heard_of_once() {
    let mut kiosk = at(SIZES[0], "en", |_| {});
    // What is heard of with one touch more.
    let looked = |kiosk: &mut Kiosk, made| -> Vec<(String, bool)> {
        let at = kiosk.place_of(&Action::Play(made));
        kiosk.press(at);
        let cues = kiosk.cues();
        let looked = cues.iter().filter_map(|cue| match cue {
            Cue::Looked(_, interest, found) => Some((interest.clone(), *found)),
            _ => None,
        });
        let looked = looked.collect();
        kiosk.settle();
        looked
    };
    play(&mut kiosk, &[0, ON]);
    assert!(looked(&mut kiosk, ON).is_empty());
    let found = looked(&mut kiosk, ON);
    assert_eq!(found, [("nature".to_owned(), true)]);
    let other = looked(&mut kiosk, 1);
    assert!(other.is_empty(), "another one is only looked at");
    play(&mut kiosk, &[STOP, 2, ON, 3]);
    let nothing = looked(&mut kiosk, ON);
    assert_eq!(nothing, [("books".to_owned(), false)]);
    play(&mut kiosk, &[STOP, ON, ON, ON]);
    let any = looked(&mut kiosk, ON);
    assert!(any.is_empty(), "nothing was asked for");
}

#[test]
fn every_step_fits_on_the_glass_whichever_way_it_hangs() {
    for (stop, activity) in stops() {
        let feed = built_in();
        let Some(ActivityKind::Finder(data)) = feed.activity(&activity).map(|one| &one.kind) else {
            panic!("a finder")
        };
        let boards = 2 + usize::from(!data.ages.is_empty()) + usize::from(!data.places.is_empty());
        for size in SIZES {
            for language in ["da", "en", "de"] {
                let mut kiosk = at_stop(stop.clone(), size, language, |_| {});
                for board in 0..=boards {
                    let where_ = format!("{stop} {size} {language} board {board}");
                    targets_are_large(&mut kiosk, &where_);
                    targets_are_apart(&mut kiosk, &where_);
                    words_are_whole(&mut kiosk, &where_);
                    everything_is_reached(&mut kiosk, &where_);
                    if board < boards {
                        play(&mut kiosk, &[0]);
                    }
                }
                assert_eq!(step(&kiosk), Step::Found);
            }
        }
    }
}

/// One is looked for and found, and one not, whatever else was done before.
pub fn one_is_found_and_one_not(kiosk: &mut Kiosk) {
    let stop = first();
    let mut feed = (*built_in()).clone();
    feed.places[0].stop = Some(stop.clone());
    let place = feed.places[0].id.clone();
    kiosk.hear(release(feed, 8));
    kiosk.touch(&Action::Home);
    kiosk.touch(&Action::Place(place));
    play(kiosk, &[0, ON, ON, ON, STOP, 2, ON, 3, ON]);
}
