//! A gift on the glass: options to look at, and once it is decided a parcel to unwrap.

use bevy::prelude::*;
use jiff::civil::{Date, date};
use legeplads_feed::{ActivityKind, Feed, Given, StopId, Text};
use legeplads_kiosk::Options;
use legeplads_kiosk::activities::form::ON;
use legeplads_kiosk::activities::gift::UNWRAP;
use legeplads_kiosk::clock::WallClock;
use legeplads_kiosk::journey::{Action, Cue, Screen};
use legeplads_kiosk::release::built_in;

use crate::glass::{targets_are_apart, targets_are_large, words_are_whole};
use crate::keypad::{everything_is_reached, press};
use crate::kiosk::{Kiosk, SIZES};
use crate::surveys::release;

const FETCH: &str = "Ask for it at the desk in the town hall, and bring whoever came with you.";

/// A feed whose first place leads to the gift, decided on the first of May or not at all.
fn feed(is_decided: bool) -> (Feed, StopId) {
    let mut feed = (*built_in()).clone();
    let stop = feed.stops.values().find_map(|stop| {
        let activity = feed.activity(&stop.activity)?;
        let is_gift = matches!(activity.kind, ActivityKind::Gift(_));
        is_gift.then(|| (stop.id.clone(), activity.id.clone()))
    });
    let (stop, id) = stop.expect("a stop with a gift");
    feed.places[0].stop = Some(stop.clone());
    let languages = feed.languages.clone();
    let activity = feed.activities.get_mut(&id).expect("the activity");
    if let ActivityKind::Gift(data) = &mut activity.kind {
        assert_eq!(data.decided, None, "nobody has promised anything");
        data.decided = is_decided.then(|| Given {
            option: data.options[1].id.clone(),
            on: date(2026, 5, 1),
            text: Text::new(languages.into_iter().map(|tag| (tag, FETCH.to_owned()))),
            until: Some(date(2026, 9, 30)),
        });
    }
    (feed, stop)
}

fn noon(day: Date) -> WallClock {
    let noon = day.at(10, 0, 0, 0).in_tz("UTC").expect("a moment");
    WallClock::Stopped(noon.timestamp())
}

fn at(is_decided: bool, day: Date, size: UVec2, language: &str) -> Kiosk {
    let options = Options {
        language: Some(language.to_owned()),
        ..default()
    };
    let (feed, stop) = feed(is_decided);
    let place = feed.places[0].id.clone();
    let mut kiosk = Kiosk::at(noon(day), size, &options);
    kiosk.hear(release(feed, 7));
    kiosk.touch(&Action::Place(place));
    assert_eq!(kiosk.journey().screen, Screen::Stop(stop));
    kiosk
}

/// How many texts on the glass have this in them, however their lines are broken.
fn says(kiosk: &mut Kiosk, part: &str) -> usize {
    let words = kiosk.words().into_iter();
    let words = words.filter(|words| words.text.replace('\n', " ").contains(part));
    words.count()
}

const BEFORE: Date = date(2026, 4, 30);
const AFTER: Date = date(2026, 5, 1);

#[test]
fn every_step_is_large_apart_and_reachable_and_no_word_is_cut() {
    for size in SIZES {
        for language in ["da", "en", "de"] {
            for (day, moves) in [(BEFORE, &[0, 1, 2, 3, ON][..]), (AFTER, &[UNWRAP, ON])] {
                let mut kiosk = at(true, day, size, language);
                let look = |kiosk: &mut Kiosk, step: usize| {
                    let place = format!("{size} {language} {day} step {step}");
                    targets_are_large(kiosk, &place);
                    targets_are_apart(kiosk, &place);
                    words_are_whole(kiosk, &place);
                    everything_is_reached(kiosk, &place);
                };
                look(&mut kiosk, 0);
                for (step, made) in moves.iter().enumerate() {
                    kiosk.touch(&Action::Play(*made));
                    look(&mut kiosk, step + 1);
                }
                assert!(kiosk.is_done());
            }
        }
    }
}

#[test]
fn an_option_says_what_it_is_when_it_is_touched() {
    let mut kiosk = at(false, AFTER, SIZES[0], "en");
    assert_eq!(says(&mut kiosk, "What is a good welcome?"), 1);
    press(&mut kiosk, &Action::Play(1));
    assert_eq!(
        says(
            &mut kiosk,
            "A bag of books in Danish and in your own language."
        ),
        1
    );
    press(&mut kiosk, &Action::Play(0));
    assert_eq!(says(&mut kiosk, "A bag of books"), 0);
    press(&mut kiosk, &Action::Play(ON));
    assert!(kiosk.is_done());
    assert_eq!(
        says(&mut kiosk, "What would you choose?"),
        1,
        "the card comes"
    );
}

#[test]
fn what_is_decided_is_wrapped_up_until_somebody_unwraps_it() {
    let mut kiosk = at(true, AFTER, SIZES[0], "en");
    assert_eq!(says(&mut kiosk, "The gift is chosen!"), 1);
    assert_eq!(says(&mut kiosk, "Books"), 0, "nothing shows through");
    let parcel = kiosk.place_of(&Action::Play(UNWRAP));
    kiosk.press(parcel);
    assert_eq!(kiosk.cues(), [Cue::Good(1)]);
    kiosk.settle();
    assert_eq!(says(&mut kiosk, FETCH), 1);
    assert_eq!(says(&mut kiosk, "Until 30 September 2026."), 1);
    kiosk.touch(&Action::Play(ON));
    assert!(kiosk.is_done());
}

#[test]
fn it_is_decided_at_midnight_and_over_after_its_last_day() {
    let mut kiosk = at(true, BEFORE, SIZES[0], "en");
    kiosk.touch(&Action::Play(0));
    assert_eq!(says(&mut kiosk, "The gift is chosen!"), 0);
    kiosk.set_clock(noon(AFTER));
    kiosk.settle();
    assert_eq!(says(&mut kiosk, "The gift is chosen!"), 1);
    let mut kiosk = at(true, date(2026, 10, 1), SIZES[0], "en");
    assert_eq!(says(&mut kiosk, "The gift is chosen!"), 0);
}
