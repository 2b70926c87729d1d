//! Robot visitors, and what is counted while they play.

use std::collections::HashSet;
use std::time::Duration;

use bevy::input::touch::TouchPhase;
use bevy::prelude::*;
use legeplads_kiosk::idle::{COUNTDOWN, PATIENCE};
use legeplads_kiosk::journey::Action;
use legeplads_kiosk::soak::{Count, Finger, Hour, Reading, Robot, growth};
use legeplads_kiosk::ui::Target;
use legeplads_kiosk::ui::target::Reach;

const HALF: Vec2 = Vec2::new(640.0, 360.0);

fn targets() -> Vec<Target> {
    let targets = [Action::Next, Action::Home, Action::Panel].into_iter();
    targets
        .enumerate()
        .map(|(number, action)| Target {
            action,
            at: Vec2::new(100.0 * number as f32, 50.0),
            reach: Reach::Disc(20.0),
            layer: 0,
        })
        .collect()
}

fn an_hour(seed: u64) -> Vec<(Duration, Finger)> {
    let mut robot = Robot::new(seed);
    let moments = (0..7200).map(|half| Duration::from_millis(500) * half);
    let moves = moments.flat_map(|now| {
        let moves = robot.moves(now, &targets(), HALF);
        moves.into_iter().map(move |finger| (now, finger))
    });
    moves.collect()
}

#[test]
fn the_same_seed_plays_the_same_and_another_does_not() {
    assert_eq!(an_hour(1), an_hour(1));
    assert_ne!(an_hour(1), an_hour(2));
}

#[test]
fn robots_touch_what_there_is_and_what_there_is_not_and_lift_their_fingers() {
    let moves = an_hour(3);
    let places: Vec<Vec2> = targets().iter().map(|target| target.at).collect();
    let (mut down, mut most) = (HashSet::new(), 0);
    let (mut hits, mut misses) = (0, 0);
    for (_, Finger { id, at, phase }) in &moves {
        if *phase == TouchPhase::Started {
            assert!(down.insert(*id), "a finger of its own each time");
            assert!(at.abs().cmple(HALF).all(), "{at}");
            *if places.contains(at) {
                &mut hits
            } else {
                &mut misses
            } += 1;
        } else {
            assert!(down.remove(id), "what was put down is lifted");
        }
        most = most.max(down.len());
    }
    assert!(hits > 500 && misses > 100, "{hits} and {misses}");
    assert!((5..60).contains(&most), "many at once: {most}");
    assert!(down.len() < 20, "{}", down.len());
}

#[test]
fn visitors_go_and_mostly_the_glass_is_reset_before_the_next() {
    let moves = an_hour(4);
    let touched: Vec<Duration> = moves.iter().map(|(now, _)| *now).collect();
    let pauses = touched
        .windows(2)
        .map(|pair| pair[1].saturating_sub(pair[0]));
    let resets = pauses
        .filter(|pause| *pause >= PATIENCE + COUNTDOWN)
        .count();
    assert!((10..40).contains(&resets), "{resets}");
}

fn hour(pss_mb: f64, entities: f64, atlases: f64) -> Hour {
    Hour {
        readings: 1,
        pss_mb,
        entities,
        atlases,
        ..Hour::default()
    }
}

#[test]
fn what_grows_is_named_and_what_wavers_is_not() {
    let first = hour(200.0, 500.0, 8.0);
    assert!(growth(&first, &hour(209.0, 510.0, 9.0)).is_empty());
    let grown = growth(&first, &hour(211.0, 540.0, 20.0)).join("; ");
    for name in ["pss_mb: 200 to 211, 210 at most", "entities", "atlases"] {
        assert!(grown.contains(name), "{grown}");
    }
    assert!(growth(&hour(200.0, 500.0, 8.0), &Hour::default())[0].contains("unknown"));
}

#[test]
fn the_lower_quarter_of_an_hours_readings_counts_and_the_next_begins_empty() {
    let mut count = Count::default();
    for entities in [12, 900, 10, 11] {
        let reading = Reading {
            entities,
            ..Reading::default()
        };
        count.read(reading);
    }
    count.frame(Duration::from_millis(40));
    count.frame(Duration::from_millis(70));
    let closed = count.close(1.0);
    assert_eq!((closed.entities, closed.worst_ms), (11.0, 70.0));
    assert_eq!((closed.frames, closed.readings), (2, 4));
    let next = count.close(2.0);
    assert_eq!((next.from, next.frames, next.readings), (1.0, 0, 0));
}
