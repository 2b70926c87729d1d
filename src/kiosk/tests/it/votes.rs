//! A vote goes along its road: asked, open, closed, decided. And whoever hammers is counted once.

use std::sync::Arc;

use jiff::civil::date;
use legeplads_feed::{ActivityKind, Decision, Feed, PlaceId, Road, StopId, Tally, Text};
use legeplads_kiosk::Options;
use legeplads_kiosk::clock::WallClock;
use legeplads_kiosk::fonts::Fonts;
use legeplads_kiosk::journey::{Action, Cue, Screen};
use legeplads_kiosk::motion::COOLS;
use legeplads_kiosk::photos::Pictures;
use legeplads_kiosk::release::{News, built_in};
use legeplads_kiosk::taps::Taps;

use crate::activities::says;
use crate::glass::{targets_are_apart, targets_are_large, words_are_whole};
use crate::keypad::everything_is_reached;
use crate::kiosk::{Kiosk, SIZES};

const DECIDED: &str = "We will build it in the summer.";

fn is_choice(kind: &ActivityKind) -> bool {
    matches!(kind, ActivityKind::ThisOrThat(_))
}

fn is_dots(kind: &ActivityKind) -> bool {
    matches!(kind, ActivityKind::Dots(_))
}

/// The built-in feed with a vote on this road, and where it is.
fn on(road: &Road, is_it: fn(&ActivityKind) -> bool) -> (Arc<Feed>, PlaceId, StopId) {
    let mut feed = Feed::clone(&built_in());
    let found = feed.places.iter().find_map(|place| {
        let stop = feed.stop(place.stop.as_ref()?)?;
        let activity = feed.activity(&stop.activity)?;
        is_it(&activity.kind).then(|| (place.id.clone(), stop.id.clone(), activity.id.clone()))
    });
    let (place, stop, id) = found.expect("such a vote");
    let activity = feed.activities.get_mut(&id).expect("the vote");
    let choices = activity.kind.vote().expect("a vote").choices;
    let mut road = road.clone();
    if let Some(result) = &mut road.result {
        result.taps.resize(choices, 7);
    }
    match &mut activity.kind {
        ActivityKind::ThisOrThat(vote) => vote.road = road,
        ActivityKind::Dots(vote) => vote.road = road,
        _ => panic!("a vote"),
    }
    (Arc::new(feed), place, stop)
}

fn road() -> Road {
    let languages = built_in().languages.clone();
    let text = Text::new(languages.into_iter().map(|tag| (tag, DECIDED.to_owned())));
    Road {
        opens: Some(date(2026, 3, 1)),
        closes: Some(date(2026, 4, 30)),
        decided: Some(date(2026, 5, 20)),
        decision: Some(Decision {
            on: date(2026, 6, 1),
            text,
        }),
        result: Some(Tally {
            taps: vec![1_234],
            until: date(2026, 4, 30),
        }),
    }
}

fn noon(month: i8, day: i8) -> WallClock {
    let noon = date(2026, month, day).at(10, 0, 0, 0);
    WallClock::Stopped(noon.in_tz("UTC").expect("a moment").timestamp())
}

/// At a vote on a day of its road.
fn at(
    road: &Road,
    is_it: fn(&ActivityKind) -> bool,
    day: (i8, i8),
    size: bevy::math::UVec2,
) -> Kiosk {
    let (feed, place, stop) = on(road, is_it);
    let options = Options {
        language: Some("en".to_owned()),
        ..Default::default()
    };
    let mut kiosk = Kiosk::at(noon(day.0, day.1), size, &options);
    kiosk.hear(News::Release {
        feed,
        pictures: Pictures::default(),
        fonts: Fonts::default(),
        number: 7,
    });
    kiosk.touch(&Action::Place(place));
    assert_eq!(kiosk.journey().screen, Screen::Stop(stop));
    kiosk
}

/// Touches a thing, and says what followed.
fn touched(kiosk: &mut Kiosk, thing: usize) -> Vec<Cue> {
    let at = kiosk.place_of(&Action::Play(thing));
    kiosk.press(at);
    let cues = kiosk.cues();
    kiosk.settle();
    cues
}

fn votes(cues: &[Cue]) -> usize {
    let votes = cues.iter().filter(|cue| matches!(cue, Cue::Vote { .. }));
    votes.count()
}

#[test]
fn a_vote_that_is_asked_says_from_when_and_only_answers() {
    for is_it in [is_choice, is_dots] {
        let mut kiosk = at(&road(), is_it, (2, 28), SIZES[0]);
        assert_eq!(says(&mut kiosk, "You can vote from 1 March 2026."), 1);
        assert_eq!(says(&mut kiosk, "Who is asking?"), 1);
        let cues = touched(&mut kiosk, 0);
        assert!(matches!(cues[0], Cue::Good(_)), "{cues:?}");
        assert_eq!(votes(&cues), 0, "{cues:?}");
        // A tour's note is found all the same.
        assert!(cues.iter().any(|cue| matches!(cue, Cue::Done(_))));
        assert_eq!(says(&mut kiosk, " tap"), 0, "no numbers");
    }
}

#[test]
fn an_open_vote_tells_its_taps_to_those_who_have_voted() {
    let mut kiosk = at(&road(), is_choice, (3, 1), SIZES[0]);
    assert_eq!(says(&mut kiosk, " tap"), 0);
    let cues = touched(&mut kiosk, 1);
    assert_eq!(votes(&cues), 1);
    assert_eq!(says(&mut kiosk, "1 tap"), 1);
    assert_eq!(says(&mut kiosk, "No taps yet"), 1);
    assert_eq!(says(&mut kiosk, "It will be decided on 20 May 2026."), 1);
    // Not what staff have at their desk.
    assert_eq!(says(&mut kiosk, "1,234"), 0);
}

#[test]
fn a_closed_vote_tells_what_was_published_or_that_it_is_counted() {
    for is_it in [is_choice, is_dots] {
        let mut kiosk = at(&road(), is_it, (5, 1), SIZES[0]);
        assert_eq!(says(&mut kiosk, "1,234 taps"), 1);
        assert_eq!(says(&mut kiosk, "up to 30 April 2026"), 1);
        assert_eq!(says(&mut kiosk, "It will be decided on 20 May 2026."), 1);
        assert_eq!(votes(&touched(&mut kiosk, 0)), 0);

        let secret = Road {
            result: None,
            ..road()
        };
        let mut kiosk = at(&secret, is_it, (5, 21), SIZES[0]);
        assert_eq!(says(&mut kiosk, "The votes are being counted."), 1);
        // The day has come and gone: nobody is told that it lies ahead.
        assert_eq!(says(&mut kiosk, "It will be decided"), 0);
        assert_eq!(says(&mut kiosk, "The answer will stand here."), 1);
        assert_eq!(says(&mut kiosk, " tap"), 0);
    }
}

#[test]
fn a_decided_vote_tells_at_once_what_was_done_and_when() {
    for is_it in [is_choice, is_dots] {
        let mut kiosk = at(&road(), is_it, (6, 1), SIZES[0]);
        assert_eq!(says(&mut kiosk, "This was decided on 1 June 2026."), 1);
        assert_eq!(says(&mut kiosk, "What came of it"), 1);
        let words = kiosk.words().into_iter();
        let told = words.filter(|words| words.text.replace('\n', " ") == DECIDED);
        assert_eq!(told.count(), 1);
        assert_eq!(says(&mut kiosk, "1,234 taps"), 1);
        let cues = touched(&mut kiosk, 1);
        assert_eq!(votes(&cues), 0, "{cues:?}");
        let words = kiosk.words().into_iter();
        let told = words.filter(|words| words.text.replace('\n', " ") == DECIDED);
        assert_eq!(told.count(), 1, "it stays");
    }
}

#[test]
fn a_vote_goes_on_by_itself_at_midnight() {
    let mut kiosk = at(&road(), is_choice, (4, 30), SIZES[0]);
    assert_eq!(votes(&touched(&mut kiosk, 0)), 1);
    kiosk.set_clock(noon(5, 1));
    assert_eq!(votes(&touched(&mut kiosk, 0)), 0);
    assert_eq!(says(&mut kiosk, "1,234 taps"), 1);
}

#[test]
fn every_state_of_a_vote_can_be_read_and_reached_either_way_up() {
    for size in SIZES {
        for is_it in [is_choice, is_dots] {
            for day in [(2, 1), (4, 1), (5, 1), (6, 1)] {
                let mut kiosk = at(&road(), is_it, day, size);
                let place = format!("{size} {day:?}");
                for touch in [false, true] {
                    if touch {
                        touched(&mut kiosk, 0);
                    }
                    words_are_whole(&mut kiosk, &place);
                    targets_are_large(&mut kiosk, &place);
                    targets_are_apart(&mut kiosk, &place);
                    everything_is_reached(&mut kiosk, &place);
                }
            }
        }
    }
}

fn taps_of(kiosk: &Kiosk, thing: usize) -> u32 {
    let Screen::Stop(stop) = &kiosk.journey().screen else {
        panic!("a stop")
    };
    let feed = &kiosk.release().feed;
    let activity = &feed.stop(stop).expect("the stop").activity;
    let activity = feed.activity(activity).expect("the vote");
    kiosk.resource::<Taps>().of(activity, thing)
}

#[test]
fn whoever_hammers_is_counted_once_and_told_so_and_the_next_one_is_counted() {
    let mut kiosk = at(&road(), is_choice, (3, 1), SIZES[0]);
    for _ in 0..5 {
        let at = kiosk.place_of(&Action::Play(0));
        kiosk.press(at);
        assert!(kiosk.cues().contains(&Cue::Good(1)), "each is answered");
        kiosk.settle();
    }
    assert_eq!(taps_of(&kiosk, 0), 1);
    assert_eq!(says(&mut kiosk, "That was too quick to count."), 1);
    assert_eq!(says(&mut kiosk, "1 tap"), 1, "nothing grows");
    for size in SIZES {
        kiosk.resize(size);
        for language in ["da", "en", "de"] {
            kiosk.touch(&Action::Speak(language.parse().expect("a language")));
            words_are_whole(&mut kiosk, &format!("{size} {language}"));
        }
    }
    kiosk.resize(SIZES[0]);
    kiosk.touch(&Action::Speak("en".parse().expect("a language")));
    kiosk.pass(COOLS);
    touched(&mut kiosk, 0);
    assert_eq!(taps_of(&kiosk, 0), 2);
    assert_eq!(says(&mut kiosk, "too quick"), 0);
}
