//! A quiz for one to four players: each answers from a place of their own.

use std::time::Duration;

use bevy::input::keyboard::KeyCode;
use bevy::prelude::*;
use legeplads_feed::{ActivityKind, Quiz as Data, StopId};
use legeplads_kiosk::activities::Play;
use legeplads_kiosk::activities::round::{MOST_PLAYERS, Round};
use legeplads_kiosk::idle::{COUNTDOWN, PATIENCE};
use legeplads_kiosk::journey::{Action, Cue, Screen};
use legeplads_kiosk::motion::WAITS;
use legeplads_kiosk::release::built_in;
use legeplads_kiosk::{At, Options};

use crate::activities::{at, says};
use crate::glass::{targets_are_apart, targets_are_large, words_are_whole};
use crate::keypad::{everything_is_reached, press};
use crate::kiosk::{Kiosk, SIZES};

/// All quizzes of the content, by their stops.
fn quizzes() -> Vec<(StopId, Data)> {
    let feed = built_in();
    let stops = feed.stops.iter();
    stops
        .filter_map(|(id, stop)| match &feed.activity(&stop.activity)?.kind {
            ActivityKind::Quiz(data) => Some((id.clone(), data.clone())),
            _ => None,
        })
        .collect()
}

/// At the first quiz, with so many players.
fn with_players(players: usize) -> (Kiosk, Data) {
    let (mut kiosk, kind) = at(|kind| matches!(kind, ActivityKind::Quiz(_)));
    let ActivityKind::Quiz(data) = kind else {
        panic!("a quiz")
    };
    kiosk.touch(&Action::Players(players));
    (kiosk, data)
}

fn answer(player: usize, answer: usize, data: &Data) -> Action {
    Action::Play(Round::made(player, answer, data.answers.len()))
}

fn round(kiosk: &Kiosk) -> Option<Round> {
    let play = kiosk.journey().play.as_ref();
    play.and_then(Play::round).cloned()
}

fn given(kiosk: &Kiosk) -> Vec<Option<usize>> {
    round(kiosk).expect("a round").answers().to_vec()
}

fn right(data: &Data) -> usize {
    let right = data.answers.iter().position(|answer| answer.right);
    right.expect("a right answer")
}

fn wrong(data: &Data) -> usize {
    let wrong = data.answers.iter().position(|answer| !answer.right);
    wrong.expect("a wrong answer")
}

/// How many replies of a quiz can be read.
fn replies(kiosk: &mut Kiosk, data: &Data) -> usize {
    let language = kiosk.journey().language.clone();
    let said = |answer: &&legeplads_feed::Answer| says(kiosk, answer.reply.get(&language)) > 0;
    data.answers.iter().filter(said).count()
}

#[test]
fn whoever_is_alone_presses_nothing_first_and_may_try_everything() {
    let (mut kiosk, kind) = at(|kind| matches!(kind, ActivityKind::Quiz(_)));
    let ActivityKind::Quiz(data) = kind else {
        panic!("a quiz")
    };
    assert_eq!(round(&kiosk), None);
    kiosk.touch(&Action::Play(wrong(&data)));
    assert_eq!(replies(&mut kiosk, &data), 1);
    let before = kiosk.journey().clone();
    kiosk.touch(&Action::Players(1));
    assert_eq!(*kiosk.journey(), before, "one is what they were");
    kiosk.play();
    assert!(kiosk.is_done());
}

#[test]
fn four_answers_in_one_frame_all_count_and_end_the_round_once() {
    let (mut kiosk, data) = with_players(4);
    let (good, bad) = (right(&data), wrong(&data));
    let corner = kiosk.view().half() - 3.0;
    kiosk.hold(corner);
    let places: Vec<Vec2> = [good, bad, good, bad]
        .into_iter()
        .enumerate()
        .map(|(player, given)| kiosk.place_of(&answer(player, given, &data)))
        .collect();
    kiosk.press_at_once(&places);
    let cues = kiosk.cues();
    assert_eq!(cues[..4], [Cue::Tap, Cue::Tap, Cue::Tap, Cue::Good(2)]);
    let notes = cues.iter().filter(|cue| matches!(cue, Cue::Done(_)));
    assert_eq!(notes.count(), 1);
    assert_eq!(given(&kiosk), [good, bad, good, bad].map(Some));
    assert!(kiosk.is_done());
    assert_eq!(kiosk.journey().found.len(), 1, "one note for the stop");

    // After the round a touch is fun, and changes nothing.
    let before = kiosk.journey().clone();
    let again = kiosk.place_of(&answer(1, good, &data));
    kiosk.press(again);
    assert_eq!(kiosk.cues(), [Cue::Giggle]);
    assert_eq!(*kiosk.journey(), before);
}

#[test]
fn nothing_is_told_before_all_have_answered_and_then_all_that_is_right() {
    let (mut kiosk, data) = with_players(3);
    kiosk.touch(&answer(2, wrong(&data), &data));
    kiosk.touch(&answer(0, wrong(&data), &data));
    assert_eq!(replies(&mut kiosk, &data), 0);
    // One thinks better of it: it is still one answer.
    kiosk.touch(&answer(0, right(&data), &data));
    assert!(!kiosk.is_done());
    assert_eq!(replies(&mut kiosk, &data), 0);
    // The toys belong to nobody, and giggle.
    let toy = kiosk.place_of(&Action::Play(right(&data)));
    kiosk.press(toy);
    assert_eq!(kiosk.cues(), [Cue::Giggle]);
    kiosk.touch(&answer(1, right(&data), &data));
    assert!(kiosk.is_done());
    let told = data.answers.iter().filter(|answer| answer.right).count() + 1;
    assert_eq!(replies(&mut kiosk, &data), told);
}

#[test]
fn nobody_is_told_no_when_all_were_wrong() {
    let (mut kiosk, data) = with_players(2);
    let places = [0, 1].map(|player| kiosk.place_of(&answer(player, wrong(&data), &data)));
    kiosk.press_at_once(&places);
    assert!(!kiosk.cues().contains(&Cue::Not));
    assert!(kiosk.is_done());
}

#[test]
fn those_who_stay_away_are_waited_for_but_not_for_ever() {
    for calm in [false, true] {
        let (mut kiosk, data) = with_players(4);
        if calm {
            for action in [Action::Panel, Action::Calm, Action::Panel] {
                kiosk.touch(&action);
            }
        }
        kiosk.pass(2 * WAITS);
        assert!(!kiosk.is_done(), "nobody has answered");
        let place = kiosk.place_of(&answer(0, right(&data), &data));
        kiosk.press(place);
        kiosk.pass(WAITS / 2);
        let place = kiosk.place_of(&answer(1, wrong(&data), &data));
        kiosk.press(place);
        kiosk.pass(WAITS / 2 - Duration::from_secs(1));
        assert!(!kiosk.is_done());
        kiosk.pass(Duration::from_secs(2));
        assert!(kiosk.is_done(), "counted from the first answer on");
        assert_eq!(
            given(&kiosk),
            [Some(right(&data)), Some(wrong(&data)), None, None]
        );
        kiosk.settle();
        assert!(replies(&mut kiosk, &data) > 1);
    }
}

#[test]
fn those_who_stay_keep_their_answers_when_others_go() {
    let (mut kiosk, data) = with_players(4);
    kiosk.touch(&answer(0, right(&data), &data));
    kiosk.touch(&answer(1, wrong(&data), &data));
    kiosk.touch(&Action::Players(3));
    assert_eq!(
        given(&kiosk),
        [Some(right(&data)), Some(wrong(&data)), None]
    );
    assert!(!kiosk.is_done());
    kiosk.touch(&Action::Players(2));
    assert!(kiosk.is_done(), "both of them have answered");
    assert_eq!(kiosk.journey().found.len(), 1);
}

#[test]
fn how_many_they_are_is_kept_from_stop_to_stop_and_forgotten_with_the_visit() {
    let mut kiosk = Kiosk::open(SIZES[0], "en");
    let feed = kiosk.release().feed.clone();
    let places: Vec<Action> = quizzes()
        .iter()
        .filter_map(|(stop, _)| Some(Action::Place(feed.stop(stop)?.place.clone())))
        .filter(|place| kiosk.targets().iter().any(|target| target.action == *place))
        .collect();
    assert!(places.len() > 1, "{places:?}");
    kiosk.touch(&places[0]);
    kiosk.touch(&Action::Players(3));
    kiosk.touch(&Action::Home);
    kiosk.touch(&places[1]);
    assert_eq!(given(&kiosk), [None; 3]);
    kiosk.touch(&Action::Home);
    assert_eq!(kiosk.journey().players, 3);
    kiosk.pass(PATIENCE + COUNTDOWN + Duration::from_secs(2));
    assert_eq!(kiosk.journey().screen, Screen::Attract);
    assert_eq!(kiosk.journey().players, 1);
    kiosk.touch(&places[0]);
    assert_eq!(round(&kiosk), None);
}

#[test]
fn places_are_large_apart_and_reachable_and_no_word_is_cut() {
    for (stop, data) in quizzes() {
        for size in SIZES {
            for language in ["da", "en", "de"] {
                for players in 2..=MOST_PLAYERS {
                    let options = Options {
                        at: Some(At::Stop(stop.to_string())),
                        language: Some(language.to_owned()),
                        ..default()
                    };
                    let mut kiosk = Kiosk::with(size, &options);
                    kiosk.touch(&Action::Players(players));
                    let look = |kiosk: &mut Kiosk, when: &str| {
                        let place = format!("{stop} {language} {size} {players} {when}");
                        targets_are_large(kiosk, &place);
                        targets_are_apart(kiosk, &place);
                        words_are_whole(kiosk, &place);
                        answers_are_large(kiosk, data.answers.len(), &place);
                    };
                    look(&mut kiosk, "asked");
                    for player in 0..players {
                        kiosk.touch(&answer(player, player % data.answers.len(), &data));
                    }
                    assert!(kiosk.is_done());
                    look(&mut kiosk, "told");
                }
            }
        }
    }
}

/// At least 25 mm, as children need, and nothing hot in the lowest 20.
pub fn answers_are_large(kiosk: &mut Kiosk, answers: usize, place: &str) {
    let view = kiosk.view();
    for target in kiosk.targets() {
        let least = match target.action {
            Action::Play(made) if made >= answers => 25.0,
            Action::Players(_) => 25.0,
            _ => continue,
        };
        let rect = target.rect();
        let side = rect.size().min_element() / view.mm;
        assert!(side >= least - 0.1, "{place}: {:?} {side}", target.action);
        let low = (rect.min.y + view.half().y) / view.mm;
        assert!(low >= 20.0, "{place}: {:?} {low}", target.action);
    }
}

#[test]
fn a_round_is_played_with_the_keypad_and_either_way_up() {
    let (stop, data) = quizzes().remove(0);
    for size in SIZES {
        let options = Options {
            at: Some(At::Stop(stop.to_string())),
            ..default()
        };
        let mut kiosk = Kiosk::with(size, &options);
        press(&mut kiosk, &Action::Players(4));
        everything_is_reached(&mut kiosk, &format!("{stop} {size}"));
        for player in 0..4 {
            press(&mut kiosk, &answer(player, right(&data), &data));
        }
        assert!(kiosk.is_done(), "{size}");
        everything_is_reached(&mut kiosk, &format!("{stop} told {size}"));
        kiosk.key(KeyCode::Home);
        assert_eq!(kiosk.journey().screen, Screen::Island, "{size}");
    }
}
