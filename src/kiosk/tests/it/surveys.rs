//! Surveys and needs on the glass: every step of them, in every language and either way up, by touch
//! and by keypad.

use std::sync::Arc;

use bevy::prelude::*;
use legeplads_feed::{ActivityKind, Feed, Slot, StopId, Survey};
use legeplads_kiosk::activities::form::{BACK, ON, STOP};
use legeplads_kiosk::fonts::Fonts;
use legeplads_kiosk::journey::{Action, Cue, Screen};
use legeplads_kiosk::photos::Pictures;
use legeplads_kiosk::release::{News, built_in};
use legeplads_kiosk::{At, Options};

use crate::activities::says;
use crate::glass::{targets_are_apart, targets_are_large, words_are_whole};
use crate::keypad::{everything_is_reached, press};
use crate::kiosk::{Kiosk, SIZES};

/// The stops of the content where something is told.
fn stops() -> Vec<(StopId, ActivityKind)> {
    let feed = built_in();
    let stops = feed.stops.values().filter_map(|stop| {
        let kind = &feed.activity(&stop.activity)?.kind;
        kind.is_survey().then(|| (stop.id.clone(), kind.clone()))
    });
    stops.collect()
}

fn open(stop: &StopId, size: UVec2, language: &str) -> Kiosk {
    let options = Options {
        at: Some(At::Stop(stop.to_string())),
        language: Some(language.to_owned()),
        ..default()
    };
    Kiosk::with(size, &options)
}

fn at_a_survey() -> (Kiosk, Survey) {
    let found = stops().into_iter().find_map(|(stop, kind)| match kind {
        ActivityKind::Survey(data) => Some((stop, data)),
        _ => None,
    });
    let (stop, data) = found.expect("a survey");
    (open(&stop, SIZES[0], "en"), data)
}

fn at_needs() -> (Kiosk, legeplads_feed::Needs) {
    let found = stops().into_iter().find_map(|(stop, kind)| match kind {
        ActivityKind::Needs(data) => Some((stop, data)),
        _ => None,
    });
    let (stop, data) = found.expect("needs");
    (open(&stop, SIZES[0], "en"), data)
}

fn has(kiosk: &mut Kiosk, made: usize) -> bool {
    let targets = kiosk.targets();
    targets
        .iter()
        .any(|target| target.action == Action::Play(made))
}

fn play(kiosk: &mut Kiosk, moves: &[usize]) {
    for made in moves {
        kiosk.touch(&Action::Play(*made));
    }
}

/// Goes through all there is to be seen of a form, something chosen at every step.
fn through(kiosk: &mut Kiosk, kind: &ActivityKind, mut look: impl FnMut(&mut Kiosk, usize)) {
    look(kiosk, 0);
    let steps = match kind {
        ActivityKind::Survey(data) => vec![vec![1, ON]; data.questions.len()],
        // A full board, all ages, the last place; and then that there is more, and no more.
        ActivityKind::Needs(data) => vec![
            vec![0],
            (0..Slot::all().count()).collect(),
            vec![ON],
            (0..data.ages.len()).collect(),
            vec![ON],
            vec![data.places.len() - 1],
            vec![ON],
            vec![1, BACK],
            vec![ON],
        ],
        _ => panic!("a form"),
    };
    for (step, moves) in steps.into_iter().enumerate() {
        if kiosk.is_done() {
            break;
        }
        for made in moves {
            kiosk.touch(&Action::Play(made));
            look(kiosk, step + 1);
        }
    }
    assert!(kiosk.is_done());
}

#[test]
fn every_step_is_large_apart_and_reachable_and_no_word_is_cut() {
    for (stop, kind) in stops() {
        for size in SIZES {
            for language in ["da", "en", "de"] {
                let mut kiosk = open(&stop, size, language);
                through(&mut kiosk, &kind, |kiosk, step| {
                    let place = format!("{stop} {size} {language} step {step}");
                    targets_are_large(kiosk, &place);
                    targets_are_apart(kiosk, &place);
                    words_are_whole(kiosk, &place);
                });
            }
        }
    }
}

#[test]
fn a_keypad_reaches_every_step() {
    for (stop, kind) in stops() {
        for size in SIZES {
            let mut kiosk = open(&stop, size, "de");
            let mut seen = None;
            through(&mut kiosk, &kind, |kiosk, step| {
                if seen.replace(step) != Some(step) {
                    everything_is_reached(kiosk, &format!("{stop} {size} step {step}"));
                }
            });
        }
    }
}

#[test]
fn they_are_answered_with_keys_to_the_end() {
    for (stop, _) in stops() {
        let mut kiosk = open(&stop, SIZES[0], "da");
        press(&mut kiosk, &Action::Play(0));
        for _ in 0..24 {
            if !kiosk.is_done() {
                press(&mut kiosk, &Action::Play(ON));
            }
        }
        assert!(kiosk.is_done(), "{stop}");
        press(&mut kiosk, &Action::Home);
        assert_eq!(kiosk.journey().screen, Screen::Island);
    }
}

#[test]
fn what_is_chosen_leads_on_and_back_and_the_thanks_lead_further() {
    let (mut kiosk, data) = at_a_survey();
    let language = kiosk.journey().language.clone();
    let ask = |place: usize| data.questions[place].ask.get(&language).to_owned();
    assert_eq!(says(&mut kiosk, &ask(0)), 1);
    assert!(!has(&mut kiosk, BACK), "nothing is behind");
    assert!(!has(&mut kiosk, STOP), "nothing was given");
    assert_eq!(says(&mut kiosk, "Next"), 0, "it would be passed over");
    play(&mut kiosk, &[0]);
    assert_eq!(says(&mut kiosk, "Next"), 1);
    play(&mut kiosk, &[ON]);
    assert_eq!(says(&mut kiosk, &ask(0)), 0);
    play(&mut kiosk, &[BACK]);
    assert_eq!(says(&mut kiosk, &ask(0)), 1);
    assert_eq!(says(&mut kiosk, "Next"), 1, "the answer is still chosen");
    assert!(kiosk.codes().is_empty());

    let stop = kiosk.place_of(&Action::Play(STOP));
    kiosk.press(stop);
    assert!(kiosk.cues().iter().any(|cue| matches!(cue, Cue::Done(_))));
    kiosk.settle();
    assert!(kiosk.is_done());
    assert_eq!(says(&mut kiosk, "added up with those of others"), 1);
    assert_eq!(kiosk.codes().len(), 1, "the long one");
    let link = data.link.expect("a link");
    assert_eq!(says(&mut kiosk, link.shown()), 1);
    kiosk.touch(&Action::Home);
    assert_eq!(kiosk.journey().screen, Screen::Island);
}

#[test]
fn two_fingers_on_the_way_on_pass_over_nothing() {
    let (mut kiosk, data) = at_a_survey();
    let language = kiosk.journey().language.clone();
    let on = kiosk.place_of(&Action::Play(ON));
    kiosk.press_at_once(&[on, on]);
    kiosk.settle();
    let second = data.questions[1].ask.get(&language).to_owned();
    assert_eq!(says(&mut kiosk, &second), 1);
}

#[test]
fn needs_are_told_one_after_the_other() {
    let (mut kiosk, data) = at_needs();
    assert!(!has(&mut kiosk, ON), "nothing was said");
    play(&mut kiosk, &[0]);
    assert_eq!(says(&mut kiosk, "When do you miss it?"), 1);
    // Picked by mistake.
    play(&mut kiosk, &[BACK]);
    assert!(!has(&mut kiosk, ON));
    play(&mut kiosk, &[0, 5, ON]);
    assert_eq!(says(&mut kiosk, "Who is it for?"), 1);
    play(&mut kiosk, &[1, ON]);
    assert_eq!(says(&mut kiosk, "Where do you miss it?"), 1);
    play(&mut kiosk, &[data.places.len() - 1, ON]);
    assert_eq!(says(&mut kiosk, "Anything else?"), 1);
    play(&mut kiosk, &[1, 0, ON, ON, ON]);
    play(&mut kiosk, &[ON]);
    assert!(kiosk.is_done());
}

/// A feed whose tour leads to all that is asked.
fn with_a_tour() -> Feed {
    let mut feed = (*built_in()).clone();
    feed.awareness = None;
    feed.tour = stops().into_iter().map(|(stop, _)| stop).collect();
    for site in &mut feed.sites {
        site.own_tour.clear();
    }
    feed
}

pub fn release(feed: Feed, number: u64) -> News {
    News::Release {
        feed: Arc::new(feed),
        pictures: Pictures::default(),
        fonts: Fonts::default(),
        number,
    }
}

#[test]
fn a_tour_leads_through_and_every_stop_gives_its_note() {
    let feed = with_a_tour();
    let tour = feed.tour.clone();
    for size in SIZES {
        let mut kiosk = Kiosk::open(size, "da");
        kiosk.hear(release(feed.clone(), 1));
        kiosk.touch(&Action::StartTour);
        for stop in &tour {
            assert_eq!(kiosk.journey().screen, Screen::Stop(stop.clone()));
            kiosk.play();
            assert!(kiosk.is_done(), "{stop}");
            kiosk.touch(&Action::Next);
        }
        assert_eq!(kiosk.journey().found, tour);
    }
}
