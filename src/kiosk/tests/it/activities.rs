//! What is particular about a kind of activity. That each can be completed, in every language and
//! either way up, is in `glass` and `tour`.

use std::time::Duration;

use bevy::input::keyboard::KeyCode;
use bevy::prelude::*;
use legeplads_feed::{ActivityKind, End, Map, StopId, Story};
use legeplads_kiosk::journey::{Action, Cue, Screen};
use legeplads_kiosk::motion::COOLS;
use legeplads_kiosk::release::built_in;
use legeplads_kiosk::still::{GLASS, OVER};
use legeplads_kiosk::{At, Options};

use crate::kiosk::{Kiosk, SIZES};

/// At the first stop with an activity of a kind.
pub fn at(kind: impl Fn(&ActivityKind) -> bool) -> (Kiosk, ActivityKind) {
    let feed = built_in();
    let found = feed.stops.iter().find_map(|(id, stop)| {
        let activity = feed.activity(&stop.activity)?;
        kind(&activity.kind).then(|| (id.clone(), activity.kind.clone()))
    });
    let (id, kind): (StopId, ActivityKind) = found.expect("a stop with such an activity");
    let options = Options {
        at: Some(At::Stop(id.to_string())),
        language: Some("en".to_owned()),
        ..default()
    };
    (Kiosk::with(SIZES[0], &options), kind)
}

pub fn says(kiosk: &mut Kiosk, part: &str) -> usize {
    let words = kiosk.words();
    words.iter().filter(|word| word.text.contains(part)).count()
}

#[test]
fn a_vote_tells_its_taps_only_after_three_dots() {
    let (mut kiosk, kind) = at(|kind| matches!(kind, ActivityKind::Dots(dots) if dots.dots == 3));
    let ActivityKind::Dots(dots) = kind else {
        panic!("dots")
    };
    let count = dots.choices.len();
    assert_eq!(
        says(&mut kiosk, "Only this screen – it is just practice"),
        1,
        "who asks"
    );
    for choice in [0, 0, 1] {
        assert_eq!(says(&mut kiosk, " tap"), 0);
        kiosk.touch(&Action::Play(choice));
    }
    assert!(kiosk.is_done());
    assert_eq!(says(&mut kiosk, "2 taps"), 1);
    assert_eq!(says(&mut kiosk, "1 tap"), 1);
    assert_eq!(says(&mut kiosk, "No taps yet"), count - 2);

    // The dots are gone: a touch more is fun, but counts for nothing.
    kiosk.touch(&Action::Play(0));
    assert_eq!(says(&mut kiosk, "2 taps"), 1);

    // The next child has three dots, and the taps add up.
    kiosk.pass(COOLS);
    kiosk.touch(&Action::Play(count));
    assert!(!kiosk.is_done());
    assert_eq!(says(&mut kiosk, " taps"), 0);
    for _ in 0..3 {
        kiosk.touch(&Action::Play(0));
    }
    assert_eq!(says(&mut kiosk, "5 taps"), 1);
}

#[test]
fn a_vote_with_one_dot_is_done_with_it() {
    let (mut kiosk, kind) = at(|kind| matches!(kind, ActivityKind::Dots(dots) if dots.dots == 1));
    let ActivityKind::Dots(dots) = kind else {
        panic!("dots")
    };
    kiosk.touch(&Action::Play(1));
    assert!(kiosk.is_done());
    assert_eq!(says(&mut kiosk, "1 tap"), 1);
    assert_eq!(says(&mut kiosk, "No taps yet"), dots.choices.len() - 1);
    kiosk.pass(COOLS);
    kiosk.touch(&Action::Play(dots.choices.len()));
    assert!(!kiosk.is_done());
    kiosk.touch(&Action::Play(1));
    assert_eq!(says(&mut kiosk, "2 taps"), 1);
}

#[test]
fn names_and_toys_come_together_in_any_order_and_nothing_is_wrong() {
    let (mut kiosk, kind) = at(|kind| matches!(kind, ActivityKind::Match(_)));
    let ActivityKind::Match(pairs) = kind else {
        panic!("a match")
    };
    let count = pairs.pairs.len();
    let mut heard = Vec::new();
    // All toys by one child, all names by another.
    let moves = (0..count).zip((count..2 * count).rev());
    for made in moves.flat_map(|(toy, name)| [toy, name]) {
        let target = kiosk
            .targets()
            .into_iter()
            .find(|target| target.action == Action::Play(made));
        kiosk.press(target.expect("something to touch").at);
        heard.extend(kiosk.cues());
        kiosk.settle();
    }
    assert!(kiosk.is_done());
    assert!(!heard.contains(&Cue::Not), "{heard:?}");
    for (joined, pair) in pairs.pairs.iter().enumerate() {
        assert!(heard.contains(&Cue::Good(joined + 1)));
        let name = pair.label.get(&kiosk.journey().language.clone()).to_owned();
        assert_eq!(says(&mut kiosk, &name), 1, "{name} is at its toy");
    }
}

#[test]
fn what_is_touched_on_a_wheel_comes_to_the_front_and_is_told_of() {
    let (mut kiosk, kind) = at(|kind| matches!(kind, ActivityKind::Wheel(_)));
    let ActivityKind::Wheel(wheel) = kind else {
        panic!("a wheel")
    };
    for (segment, data) in wheel.segments.iter().enumerate().rev() {
        kiosk.touch(&Action::Play(segment));
        let foremost = kiosk
            .targets()
            .into_iter()
            .filter(|target| matches!(target.action, Action::Play(_)))
            .min_by(|one, other| one.at.y.total_cmp(&other.at.y));
        let foremost = foremost.map(|target| target.action);
        assert_eq!(foremost, Some(Action::Play(segment)));
        let language = kiosk.journey().language.clone();
        assert_eq!(says(&mut kiosk, data.name.get(&language)), 1);
    }
    assert!(kiosk.is_done());
}

#[test]
fn a_thing_that_is_found_goes_where_the_feed_says_and_can_be_touched_there() {
    let (mut kiosk, kind) = at(|kind| match kind {
        ActivityKind::Find(find) => find.things.iter().any(|thing| {
            let goes = thing.goes.as_ref();
            goes.is_some_and(|goes| goes.size >= 1.0)
        }),
        _ => false,
    });
    let ActivityKind::Find(find) = kind else {
        panic!("things to find")
    };
    let spot = |kiosk: &mut Kiosk, thing: usize| {
        let mut targets = kiosk.targets().into_iter();
        let target = targets.find(|target| target.action == Action::Play(thing));
        target.expect("it can be touched").at
    };
    let homes: Vec<Vec2> = (0..find.things.len())
        .map(|thing| spot(&mut kiosk, thing))
        .collect();
    let before = kiosk.places();
    kiosk.touch(&Action::Play(0));
    let there = spot(&mut kiosk, 0);
    assert!(there.distance(homes[0]) > 50.0, "{there} {}", homes[0]);
    let moved = |kiosk: &mut Kiosk| {
        let places = kiosk.places();
        let same = |at: &&Transform| before.iter().any(|old| old.translation == at.translation);
        places
            .iter()
            .filter(|at| !same(at))
            .copied()
            .collect::<Vec<_>>()
    };
    kiosk.pass(Duration::from_secs(3));
    let goes = find.things[0].goes.expect("it goes somewhere");
    let far = Vec3::from(goes.to) - Vec3::from(find.things[0].at);
    let came = moved(&mut kiosk).into_iter().any(|at| {
        let from = at.translation - far;
        before
            .iter()
            .any(|old| old.translation.distance(from) < 0.05)
    });
    assert!(came, "its toy has gone that way");
    for (thing, home) in homes.iter().enumerate().skip(1) {
        assert_eq!(spot(&mut kiosk, thing), *home, "the others stay");
    }

    // It giggles there.
    kiosk.press(there);
    assert!(kiosk.cues().contains(&Cue::Giggle));
}

fn at_a_theatre() -> (Kiosk, Story) {
    let (kiosk, kind) =
        at(|kind| matches!(kind, ActivityKind::Story(story) if !story.acts.is_empty()));
    match kind {
        ActivityKind::Story(story) => (kiosk, story),
        _ => panic!("a story"),
    }
}

fn hops(kiosk: &mut Kiosk) -> Vec<Vec2> {
    let targets = kiosk.targets().into_iter();
    let players = targets.filter(|target| matches!(target.action, Action::Hop(_)));
    players.map(|target| target.at).collect()
}

#[test]
fn players_of_a_story_answer_a_touch_and_go_on_with_its_acts() {
    let (mut kiosk, story) = at_a_theatre();
    for card in 0..story.cards.len() {
        let (_, act) = story.act(card).expect("an act is always on the stage");
        let players = hops(&mut kiosk);
        assert_eq!(players.len(), act.players.len(), "card {card}");
        let play = kiosk.journey().play.clone();
        for at in players {
            kiosk.press(at);
            let cues = kiosk.cues();
            assert!(matches!(cues[..], [Cue::Bar(_)]), "{cues:?}");
            let before = kiosk.players();
            kiosk.pass(Duration::from_millis(200));
            let highest = kiosk.players().into_iter().zip(before);
            let rise = highest.map(|((now, _), (then, _))| now.translation.y - then.translation.y);
            assert!(rise.fold(0.0, f32::max) > 5.0, "it hops");
            kiosk.settle();
        }
        assert_eq!(kiosk.journey().play, play, "a hop turns no page");
        if card + 1 < story.cards.len() {
            kiosk.touch(&Action::Play(0));
        }
    }
    assert!(kiosk.is_done());
}

#[test]
fn players_are_drawn_over_all_paper_and_lie_still_where_paper_may_come_over_them() {
    let (mut kiosk, _) = at_a_theatre();
    let on = |kiosk: &mut Kiosk, layer: &bevy::camera::visibility::RenderLayers| {
        let players = kiosk.players();
        !players.is_empty() && players.iter().all(|(_, layers)| layers == layer)
    };
    assert!(on(&mut kiosk, &OVER));
    kiosk.touch(&Action::Panel);
    assert!(on(&mut kiosk, &GLASS));
    let still = kiosk.players();
    kiosk.pass(Duration::from_secs(2));
    assert_eq!(kiosk.players(), still);
    kiosk.touch(&Action::Calm);
    kiosk.touch(&Action::Panel);
    assert!(on(&mut kiosk, &GLASS), "calm");
    let still = kiosk.players();
    kiosk.pass(Duration::from_secs(2));
    assert_eq!(kiosk.players(), still);
    kiosk.touch(&Action::Panel);
    kiosk.touch(&Action::Calm);
    kiosk.touch(&Action::Panel);
    assert!(on(&mut kiosk, &OVER));
    let before = kiosk.players();
    kiosk.pass(Duration::from_secs(2));
    assert_ne!(kiosk.players(), before, "they live");
}

fn at_a_map() -> (Kiosk, Map) {
    match at(|kind| matches!(kind, ActivityKind::Map(_))) {
        (kiosk, ActivityKind::Map(map)) => (kiosk, map),
        _ => panic!("a map"),
    }
}

/// How many figures a flow of a map has.
pub fn figures(map: &Map, flow: usize) -> usize {
    map.figures(map.flows[flow].count) as usize
}

/// The move that touches where a flow begins, and no other flow does before it.
pub fn begins(map: &Map, flow: usize) -> usize {
    let own = [&map.flows[flow].from, &map.flows[flow].to];
    let ends = map.ends();
    let alone = |end: &&End| {
        let touching = map
            .flows
            .iter()
            .filter(|flow| [&flow.from, &flow.to].contains(end));
        touching.count() == 1
    };
    let end = own.into_iter().find(alone).expect("an end of its own");
    ends.iter().position(|other| *other == end).expect("an end")
}

pub const ARRIVED: Duration = Duration::from_secs(6);

#[test]
fn a_touched_end_sends_as_many_figures_as_the_table_says_and_tells_them() {
    let (mut kiosk, map) = at_a_map();
    let flow = &map.flows[0];
    let each = format!("One figure stands for {} people", map.each);
    assert_eq!(says(&mut kiosk, &each), 1, "what a figure means");
    assert_eq!(kiosk.travellers().len(), 0);
    kiosk.touch(&Action::Play(begins(&map, 0)));
    kiosk.pass(ARRIVED);
    assert_eq!(kiosk.travellers().len(), figures(&map, 0));
    assert_eq!(says(&mut kiosk, &format!("{} people", flow.count)), 1);
    assert_eq!(says(&mut kiosk, &flow.year.to_string()), 1, "of which year");
    assert!(!kiosk.is_done());

    // Another child sends others; the first ones stay to be counted, and nobody is there twice.
    for _ in 0..3 {
        kiosk.touch(&Action::Play(begins(&map, 1)));
        kiosk.pass(ARRIVED);
        let all = figures(&map, 0) + figures(&map, 1);
        assert_eq!(kiosk.travellers().len(), all);
        let told = format!("{} people", map.flows[1].count);
        assert_eq!(says(&mut kiosk, &told), 1);
    }
    kiosk.play();
    assert!(kiosk.is_done());
    kiosk.touch(&Action::Home);
    assert_eq!(kiosk.travellers().len(), 0);
}

#[test]
fn figures_fly_for_the_next_visitor_too() {
    let (mut kiosk, map) = at_a_map();
    let Screen::Stop(stop) = kiosk.journey().screen.clone() else {
        panic!("a stop")
    };
    let place = kiosk.release().feed.stops[&stop].place.clone();
    for visitor in 0..2 {
        let begins = Action::Play(begins(&map, 0));
        let mut targets = kiosk.targets().into_iter();
        let end = targets.find(|target| target.action == begins);
        kiosk.press(end.expect("an end").at);
        kiosk.pass(Duration::from_millis(300));
        let (under_way, all) = (kiosk.travellers().len(), figures(&map, 0));
        assert!(under_way < all, "visitor {visitor}: {under_way} of {all}");
        kiosk.pass(ARRIVED);
        assert_eq!(kiosk.travellers().len(), all);
        kiosk.touch(&Action::Home);
        kiosk.touch(&Action::Place(place.clone()));
    }
}

#[test]
fn two_fingers_send_people_from_two_ends_at_once() {
    let (mut kiosk, map) = at_a_map();
    let ends: Vec<Vec2> = [0, 1]
        .map(|flow| Action::Play(begins(&map, flow)))
        .into_iter()
        .filter_map(|made| {
            let targets = kiosk.targets();
            let target = targets.into_iter().find(|target| target.action == made);
            target.map(|target| target.at)
        })
        .collect();
    assert_eq!(ends.len(), 2);
    for at in ends {
        kiosk.press(at);
    }
    kiosk.pass(Duration::from_millis(400));
    let under_way = kiosk.travellers();
    assert!(under_way.len() > 2, "{}", under_way.len());
    assert!(
        under_way.len() < figures(&map, 0) + figures(&map, 1),
        "one by one"
    );
    kiosk.pass(ARRIVED);
    assert_eq!(
        kiosk.travellers().len(),
        figures(&map, 0) + figures(&map, 1)
    );
}

#[test]
fn in_calm_mode_figures_stand_along_the_way_at_once() {
    let (mut kiosk, map) = at_a_map();
    for action in [Action::Panel, Action::Calm, Action::Panel] {
        kiosk.touch(&action);
    }
    kiosk.touch(&Action::Play(begins(&map, 0)));
    let row = kiosk.travellers();
    assert_eq!(row.len(), figures(&map, 0));
    kiosk.pass(ARRIVED);
    assert_eq!(kiosk.travellers(), row, "nobody moves");
}

#[test]
fn a_map_is_played_with_the_keypad_and_either_way_up() {
    for size in SIZES {
        let (kiosk, map) = at_a_map();
        let stop = kiosk.journey().screen.clone();
        drop(kiosk);
        let Screen::Stop(id) = stop else {
            panic!("a stop")
        };
        let options = Options {
            at: Some(At::Stop(id.to_string())),
            ..default()
        };
        let mut kiosk = Kiosk::with(size, &options);
        for end in 0..map.ends().len() {
            kiosk.focus(&Action::Play(end));
            kiosk.key(KeyCode::Enter);
        }
        assert!(kiosk.is_done(), "{size}");
    }
}
