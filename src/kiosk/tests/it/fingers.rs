//! Several children at one screen: what four fingers do in the same frame all counts and is all
//! answered, whatever is played, while a fifth finger rests on the glass.

use std::sync::Arc;
use std::time::Duration;

use bevy::prelude::*;
use legeplads_feed::{ActivityKind, End, Map};
use legeplads_kiosk::activities::{Move, Play, this_or_that};
use legeplads_kiosk::fingers::Fingers;
use legeplads_kiosk::fonts::Fonts;
use legeplads_kiosk::journey::{Action, Cue, Screen};
use legeplads_kiosk::photos::Pictures;
use legeplads_kiosk::release::News;
use legeplads_kiosk::stage::Stage;
use legeplads_kiosk::taps::Taps;

use crate::activities::{ARRIVED, at, figures, says};
use crate::kiosk::{Kiosk, SIZES};

/// A palm in the corner, and then fingers that do all this in one frame; what followed.
fn at_once(kiosk: &mut Kiosk, actions: &[Action]) -> Vec<Cue> {
    if kiosk.resource::<Fingers>().down() == 0 {
        let corner = kiosk.view().half() - 3.0;
        kiosk.hold(corner);
    }
    let places: Vec<Vec2> = actions
        .iter()
        .map(|action| kiosk.place_of(action))
        .collect();
    kiosk.press_at_once(&places);
    let cues = kiosk.cues();
    assert_eq!(kiosk.resource::<Fingers>().down(), 1, "the palm");
    cues
}

fn moves(made: impl IntoIterator<Item = Move>) -> Vec<Action> {
    made.into_iter().map(Action::Play).collect()
}

fn good(counts: impl IntoIterator<Item = usize>) -> Vec<Cue> {
    counts.into_iter().map(Cue::Good).collect()
}

/// How many notes of stops were given.
fn notes(cues: &[Cue]) -> usize {
    let is_note = |cue: &&Cue| matches!(cue, Cue::Done(_));
    cues.iter().filter(is_note).count()
}

/// Toys that have moved since they stood like this.
fn moved(kiosk: &mut Kiosk, before: &[Transform]) -> usize {
    let places = kiosk.places();
    places.iter().filter(|at| !before.contains(at)).count()
}

#[test]
fn four_find_four_things() {
    let many =
        |kind: &ActivityKind| matches!(kind, ActivityKind::Find(find) if find.things.len() >= 4);
    let (mut kiosk, _) = at(many);
    let before = kiosk.places();
    let cues = at_once(&mut kiosk, &moves([0, 1, 2, 3, 3]));
    assert_eq!(cues[..4], good(1..=4));
    assert_eq!(
        cues.last(),
        Some(&Cue::Giggle),
        "two on one thing find it once"
    );
    let Some(Play::Find(find)) = &kiosk.journey().play else {
        panic!("things to find")
    };
    assert_eq!(find.count(), 4);
    kiosk.pass(Duration::from_millis(200));
    assert!(moved(&mut kiosk, &before) >= 4, "each toy answers");
}

#[test]
fn four_build_four_floors_and_two_fingers_on_one_build_one() {
    let many =
        |kind: &ActivityKind| matches!(kind, ActivityKind::Build(build) if build.pieces.len() >= 4);
    let (mut kiosk, _) = at(many);
    let cues = at_once(&mut kiosk, &moves([2, 0, 0, 3, 1]));
    let heard = [
        Cue::Good(1),
        Cue::Good(2),
        Cue::Giggle,
        Cue::Good(3),
        Cue::Good(4),
    ];
    assert_eq!(cues[..5], heard);
    let Some(Play::Build(build)) = &kiosk.journey().play else {
        panic!("floors to build")
    };
    assert_eq!(build.placed(), [2, 0, 3, 1], "in the order of touching");
}

#[test]
fn two_bring_a_name_while_two_others_bring_another() {
    let (mut kiosk, kind) = at(|kind| matches!(kind, ActivityKind::Match(_)));
    let ActivityKind::Match(pairs) = kind else {
        panic!("a match")
    };
    let count = pairs.pairs.len();
    let cues = at_once(&mut kiosk, &moves([0, 1, count + 1, count]));
    assert_eq!(cues[..4], [Cue::Tap, Cue::Tap, Cue::Good(1), Cue::Good(2)]);
    kiosk.settle();
    for pair in &pairs.pairs[..2] {
        let name = pair.label.get(&kiosk.journey().language.clone()).to_owned();
        assert_eq!(says(&mut kiosk, &name), 1, "{name} is at its toy");
    }
}

#[test]
fn four_turn_a_wheel_and_all_of_it_was_seen() {
    let (mut kiosk, _) = at(|kind| matches!(kind, ActivityKind::Wheel(_)));
    let before = kiosk.places();
    let cues = at_once(&mut kiosk, &moves([3, 1, 2, 0]));
    assert_eq!(cues[..4], good(1..=4));
    assert_eq!(notes(&cues), 1);
    let Some(Play::Wheel(wheel)) = &kiosk.journey().play else {
        panic!("a wheel")
    };
    assert_eq!(wheel.front(), Some(0), "the last one is in front");
    assert!((0..4).all(|segment| wheel.has(segment)));
    kiosk.pass(Duration::from_millis(200));
    assert!(moved(&mut kiosk, &before) >= 4, "each toy answers");
}

#[test]
fn players_of_a_theatre_hop_while_two_fingers_turn_one_page() {
    let (mut kiosk, kind) = at(
        |kind| matches!(kind, ActivityKind::Story(story) if story.acts.iter().any(|act| act.players.len() > 2)),
    );
    let ActivityKind::Story(story) = kind else {
        panic!("a story")
    };
    let mut page = 0;
    while page + 1 < story.cards.len() {
        let (_, act) = story.act(page).expect("an act is always on the stage");
        let mut actions: Vec<Action> = (0..act.players.len()).map(Action::Hop).collect();
        actions.extend(moves([0, 0]));
        let cues = at_once(&mut kiosk, &actions);
        let bars = cues.iter().filter(|cue| matches!(cue, Cue::Bar(_)));
        assert_eq!(bars.count(), act.players.len());
        let pages = cues.iter().filter(|cue| **cue == Cue::Page);
        assert_eq!(pages.count(), 1, "{cues:?}");
        page += 1;
        let Some(Play::Story(state)) = &kiosk.journey().play else {
            panic!("a story")
        };
        assert_eq!(state.page(), page, "no page is skipped");
        kiosk.settle();
    }
    assert!(kiosk.is_done());
}

/// A map with flows enough for four children: from four places to the whole island.
fn at_a_map_of_four() -> (Kiosk, Map) {
    let (mut kiosk, _) = at(|kind| matches!(kind, ActivityKind::Map(_)));
    let mut feed = (*kiosk.release().feed).clone();
    let Screen::Stop(stop) = kiosk.journey().screen.clone() else {
        panic!("a stop")
    };
    let id = feed.stop(&stop).expect("the stop").activity.clone();
    let spots = feed.island.landscape.spots.iter();
    let places: Vec<_> = spots.map(|spot| spot.place.clone()).step_by(2).collect();
    let activity = feed.activities.get_mut(&id).expect("its activity");
    let ActivityKind::Map(map) = &mut activity.kind else {
        panic!("a map")
    };
    let flow = map.flows[0].clone();
    let from = places.into_iter().take(4).map(End::Place);
    map.flows = from
        .zip(1..)
        .map(|(from, many)| legeplads_feed::Flow {
            from,
            to: End::Island,
            count: many * map.each,
            ..flow.clone()
        })
        .collect();
    let map = map.clone();
    kiosk.hear(News::Release {
        feed: Arc::new(feed),
        pictures: Pictures::default(),
        fonts: Fonts::default(),
        number: 5,
    });
    (kiosk, map)
}

#[test]
fn four_send_people_from_four_ends_and_nobody_is_called_back() {
    let (mut kiosk, map) = at_a_map_of_four();
    let ends = map.ends();
    let touched: Vec<Move> = map
        .flows
        .iter()
        .map(|flow| ends.iter().position(|end| **end == flow.from))
        .map(|end| end.expect("an end"))
        .collect();
    let cues = at_once(&mut kiosk, &moves(touched));
    // Three are enough for the stop's note; the fourth counts all the same.
    assert_eq!(cues[..3], good(1..=3));
    assert_eq!(cues.last(), Some(&Cue::Good(4)));
    assert_eq!(notes(&cues), 1);
    kiosk.pass(ARRIVED);
    let all: usize = (0..4).map(|flow| figures(&map, flow)).sum();
    assert_eq!(kiosk.travellers().len(), all);
}

#[test]
fn four_choose_between_two_and_each_is_thanked() {
    let (mut kiosk, _) = at(|kind| matches!(kind, ActivityKind::ThisOrThat(_)));
    let (left, right) = (this_or_that::LEFT, this_or_that::RIGHT);
    let cues = at_once(&mut kiosk, &moves([left, right, right, left]));
    let thanks = cues.iter().filter(|cue| matches!(cue, Cue::Good(_)));
    assert_eq!(thanks.count(), 4, "{cues:?}");
    assert_eq!(notes(&cues), 1);
    let Some(Play::ThisOrThat(state)) = &kiosk.journey().play else {
        panic!("a choice")
    };
    assert_eq!(state.chosen(), Some(left), "the last one stands");
}

#[test]
fn the_screens_three_dots_all_count_and_a_fourth_finger_is_answered() {
    let (mut kiosk, _) = at(|kind| matches!(kind, ActivityKind::Dots(dots) if dots.dots == 3));
    let cues = at_once(&mut kiosk, &moves([1, 0, 1, 2]));
    let dots: Vec<Cue> = cues
        .iter()
        .filter(|cue| matches!(cue, Cue::Good(_) | Cue::Giggle))
        .cloned()
        .collect();
    assert_eq!(dots, [good(1..=3), vec![Cue::Giggle]].concat());
    assert_eq!(notes(&cues), 1);
    kiosk.settle();
    let Screen::Stop(stop) = kiosk.journey().screen.clone() else {
        panic!("a stop")
    };
    let feed = kiosk.release().feed.clone();
    let activity = &feed.stop(&stop).expect("the stop").activity;
    let activity = feed.activity(activity).expect("its activity");
    let taps = kiosk.resource::<Taps>();
    assert_eq!([0, 1, 2].map(|thing| taps.of(activity, thing)), [1, 2, 0]);
}

#[test]
fn one_who_plays_a_quiz_alone_may_press_with_all_fingers() {
    let (mut kiosk, kind) = at(|kind| matches!(kind, ActivityKind::Quiz(_)));
    let ActivityKind::Quiz(quiz) = kind else {
        panic!("a quiz")
    };
    let cues = at_once(&mut kiosk, &moves(0..quiz.answers.len()));
    let right = quiz.answers.iter().filter(|answer| answer.right).count();
    assert_eq!(
        cues.iter().filter(|cue| **cue == Cue::Not).count(),
        quiz.answers.len() - right
    );
    assert!(cues.contains(&Cue::Good(right)));
    assert_eq!(notes(&cues), 1);
}

#[test]
fn two_fingers_on_one_button_lead_on_by_one_stop() {
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    kiosk.start_tour();
    let tour = kiosk.journey().tour.clone().expect("on the tour");
    assert!(tour.stops.len() > 2);
    let on = Action::Next;
    at_once(&mut kiosk, &[on.clone(), on]);
    assert_eq!(kiosk.journey().screen, Screen::Stop(tour.stops[1].clone()));
}

#[test]
fn a_second_finger_a_moment_later_does_not_lead_on_again() {
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    kiosk.start_tour();
    let tour = kiosk.journey().tour.clone().expect("on the tour");
    let at = kiosk.place_of(&Action::Next);
    kiosk.press(at);
    for _ in 0..3 {
        kiosk.pass(Duration::from_millis(50));
        kiosk.press(at);
    }
    assert_eq!(kiosk.journey().screen, Screen::Stop(tour.stops[1].clone()));
    kiosk.pass(Duration::from_millis(500));
    kiosk.press(at);
    assert_eq!(kiosk.journey().screen, Screen::Stop(tour.stops[2].clone()));
}

#[test]
fn four_fingers_on_the_sleeping_visit_open_one_place_and_none_is_lost_in_between() {
    let mut kiosk = Kiosk::open(SIZES[0], "da");
    let targets = kiosk.targets().into_iter();
    let places: Vec<Action> = targets
        .map(|target| target.action)
        .filter(|action| matches!(action, Action::Place(_)))
        .take(4)
        .collect();
    let cues = at_once(&mut kiosk, &places);
    let opened = cues.iter().filter(|cue| matches!(cue, Cue::Place(_)));
    assert_eq!(opened.count(), 1, "{cues:?}");
    assert!(cues.len() >= 5, "each finger was heard: {cues:?}");
    let Action::Place(first) = &places[0] else {
        panic!("a place")
    };
    assert!(cues.contains(&Cue::Place(first.clone())), "the first one");
}

#[test]
fn what_nobody_owns_is_squashed_where_a_finger_meets_it() {
    let mut kiosk = Kiosk::open(SIZES[0], "en");
    for action in [Action::Panel, Action::Calm, Action::Panel] {
        kiosk.touch(&action);
    }
    kiosk.pass(Duration::from_secs(4));
    let view = kiosk.view();
    let feed = kiosk.release().feed.clone();
    let loose = feed.island.landscape.toys.iter();
    let places: Vec<Vec2> = loose
        .map(|toy| kiosk.resource::<Stage>().seen(toy.at.into(), 0.5, &view))
        .collect();
    let mut squashed = 0;
    for at in places {
        let before = kiosk.places();
        kiosk.press(at);
        // Others are parts of a place, or lie behind the card.
        if kiosk.journey().screen != Screen::Island {
            kiosk.touch(&Action::Home);
            kiosk.pass(Duration::from_secs(4));
            continue;
        }
        if kiosk.cues() == [Cue::Giggle] {
            kiosk.pass(Duration::from_millis(100));
            squashed += usize::from(moved(&mut kiosk, &before) > 0);
            kiosk.pass(Duration::from_secs(4));
        }
    }
    assert!(squashed > 2, "{squashed}");
}
