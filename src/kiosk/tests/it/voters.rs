//! Votes of several who came together: each has a voice of their own, at a place of their own or as
//! dots of their own, and none before the others have theirs is told what they chose.

use std::time::Duration;

use bevy::prelude::*;
use legeplads_feed::{Activity, ActivityKind};
use legeplads_kiosk::activities::Play;
use legeplads_kiosk::activities::round::{MOST_PLAYERS, Round};
use legeplads_kiosk::activities::this_or_that::{CHOICES, LEFT, RIGHT};
use legeplads_kiosk::journey::{Action, Cue, Screen};
use legeplads_kiosk::motion::WAITS;
use legeplads_kiosk::release::built_in;
use legeplads_kiosk::taps::Taps;
use legeplads_kiosk::{At, Options};

use crate::activities::{at, says};
use crate::glass::{targets_are_apart, targets_are_large, words_are_whole};
use crate::keypad::{everything_is_reached, press};
use crate::kiosk::{Kiosk, SIZES};
use crate::players::answers_are_large;

fn is_choice(kind: &ActivityKind) -> bool {
    matches!(kind, ActivityKind::ThisOrThat(_))
}

fn is_dots(kind: &ActivityKind) -> bool {
    matches!(kind, ActivityKind::Dots(dots) if dots.dots == 3)
}

fn chooses(player: usize, thing: usize) -> Action {
    Action::Play(Round::made(player, thing, CHOICES))
}

/// The vote that the kiosk is at.
fn vote(kiosk: &Kiosk) -> Activity {
    let Screen::Stop(stop) = &kiosk.journey().screen else {
        panic!("a stop")
    };
    let feed = &kiosk.release().feed;
    let activity = &feed.stop(stop).expect("the stop").activity;
    feed.activity(activity).expect("its activity").clone()
}

/// How often each of the first things was touched on this screen.
fn taps<const THINGS: usize>(kiosk: &Kiosk) -> [u32; THINGS] {
    let vote = vote(kiosk);
    std::array::from_fn(|thing| kiosk.resource::<Taps>().of(&vote, thing))
}

fn votes(cues: &[Cue]) -> usize {
    let votes = cues.iter().filter(|cue| matches!(cue, Cue::Vote { .. }));
    votes.count()
}

#[test]
fn four_choose_at_once_and_each_voice_counts() {
    let (mut kiosk, _) = at(is_choice);
    kiosk.touch(&Action::Players(4));
    let things = [LEFT, RIGHT, RIGHT, RIGHT];
    let places: Vec<Vec2> = (0..4)
        .map(|player| kiosk.place_of(&chooses(player, things[player])))
        .collect();
    kiosk.press_at_once(&places);
    let cues = kiosk.cues();
    assert_eq!(votes(&cues), 4, "{cues:?}");
    let notes = cues.iter().filter(|cue| matches!(cue, Cue::Done(_)));
    assert_eq!(notes.count(), 1);
    assert!(kiosk.is_done());
    kiosk.settle();
    assert_eq!(taps(&kiosk), [1, 3]);
    assert_eq!(says(&mut kiosk, "3 taps"), 1);

    // It is over: whoever goes on touching is answered, and counts no more.
    kiosk.touch(&chooses(0, RIGHT));
    kiosk.touch(&Action::Play(LEFT));
    assert_eq!(taps(&kiosk), [1, 3]);
}

#[test]
fn who_thinks_better_of_it_has_one_voice_and_nothing_is_told_before_the_last() {
    let (mut kiosk, _) = at(is_choice);
    kiosk.touch(&Action::Players(2));
    for thing in [LEFT, RIGHT, LEFT] {
        kiosk.touch(&chooses(0, thing));
        assert!(!kiosk.is_done());
        assert_eq!(says(&mut kiosk, " tap"), 0);
    }
    assert_eq!(taps(&kiosk), [0, 0]);
    kiosk.touch(&chooses(1, LEFT));
    assert!(kiosk.is_done());
    assert_eq!(taps(&kiosk), [2, 0]);
}

#[test]
fn a_voice_is_not_lost_with_those_who_walk_away() {
    let (mut kiosk, _) = at(is_choice);
    kiosk.touch(&Action::Players(3));
    kiosk.touch(&chooses(1, RIGHT));
    kiosk.pass(WAITS + Duration::from_secs(1));
    assert!(kiosk.is_done());
    assert_eq!(taps(&kiosk), [0, 1]);
}

#[test]
fn dots_are_enough_for_all_and_are_one_vote() {
    let (mut kiosk, _) = at(is_dots);
    kiosk.touch(&Action::Play(0));
    kiosk.touch(&Action::Players(2));
    for thing in [0, 1, 1, 2] {
        kiosk.touch(&Action::Play(thing));
        assert!(!kiosk.is_done());
    }
    kiosk.touch(&Action::Play(2));
    assert!(kiosk.is_done());
    assert_eq!(taps(&kiosk), [2, 2, 2]);
    // One goes, and no dot is taken back.
    assert!(matches!(&kiosk.journey().play, Some(Play::Dots(dots)) if !dots.is_untouched()));
    let again = |kind: &ActivityKind| match kind {
        ActivityKind::Dots(dots) => dots.choices.len(),
        _ => panic!("dots"),
    };
    let next = again(&vote(&kiosk).kind);
    kiosk.touch(&Action::Play(next));
    assert!(!kiosk.is_done(), "dots for those who come next");
}

#[test]
fn votes_for_all_are_large_apart_and_reachable_and_no_word_is_cut() {
    let feed = built_in();
    let stops = feed.stops.iter().filter(|(_, stop)| {
        let activity = feed.activity(&stop.activity);
        activity.is_some_and(|activity| is_choice(&activity.kind) || is_dots(&activity.kind))
    });
    for (stop, _) in stops {
        for size in SIZES {
            for language in ["da", "en", "de"] {
                let options = Options {
                    at: Some(At::Stop(stop.to_string())),
                    language: Some(language.to_owned()),
                    ..default()
                };
                let mut kiosk = Kiosk::with(size, &options);
                kiosk.touch(&Action::Players(MOST_PLAYERS));
                let place = format!("{stop} {language} {size}");
                let look = |kiosk: &mut Kiosk, when: &str| {
                    let place = format!("{place} {when}");
                    targets_are_large(kiosk, &place);
                    targets_are_apart(kiosk, &place);
                    words_are_whole(kiosk, &place);
                    if is_choice(&vote(kiosk).kind) {
                        answers_are_large(kiosk, CHOICES, &place);
                    }
                };
                look(&mut kiosk, "asked");
                everything_is_reached(&mut kiosk, &place);
                if is_choice(&vote(&kiosk).kind) {
                    for player in 0..MOST_PLAYERS {
                        press(&mut kiosk, &chooses(player, player % CHOICES));
                    }
                } else {
                    for dot in 0..3 * MOST_PLAYERS {
                        press(&mut kiosk, &Action::Play(dot % 2));
                    }
                }
                assert!(kiosk.is_done(), "{place}");
                look(&mut kiosk, "told");
            }
        }
    }
}
