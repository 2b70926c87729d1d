//! A machine that cannot keep up.

use std::time::Duration;

use legeplads_kiosk::journey::{Action, Cue};
use legeplads_kiosk::quality::{Level, MovingShadow, Passing, Quality, WITHOUT_GPU};
use legeplads_kiosk::still::Gpu;
use legeplads_kiosk::{At, Options};

use crate::kiosk::{Kiosk, SIZES};

const SECOND: Duration = Duration::from_secs(1);
const SLOW: Duration = Duration::from_millis(70);
const QUICK: Duration = Duration::from_millis(25);

fn on_the_island() -> Kiosk {
    let options = Options {
        at: Some(At::Island),
        ..Options::default()
    };
    Kiosk::with(SIZES[0], &options)
}

fn level(kiosk: &Kiosk) -> Level {
    kiosk.resource::<Quality>().level()
}

#[test]
fn lives_shadows_and_edges_go_and_touches_are_answered_all_the_same() {
    let mut kiosk = on_the_island();
    assert_eq!(level(&kiosk), Level::Full);
    assert!(kiosk.shown::<Passing>().into_iter().all(|shown| shown));
    kiosk.pass_slowly(8 * SECOND, SLOW);
    assert_eq!(level(&kiosk), Level::FewerLives);
    let passing = kiosk.shown::<Passing>();
    assert!(!passing.is_empty() && !passing.contains(&true));
    assert!(kiosk.shown::<MovingShadow>().contains(&true));
    kiosk.pass_slowly(8 * SECOND, SLOW);
    assert_eq!(level(&kiosk), Level::FewerShadows);
    let shadows = kiosk.shown::<MovingShadow>();
    assert!(!shadows.is_empty() && !shadows.contains(&true));

    kiosk.pass_slowly(8 * SECOND, SLOW);
    assert_eq!(level(&kiosk), Level::PlainEdges);

    let before = kiosk.places();
    let mut targets = kiosk.targets().into_iter();
    let place = targets.find(|target| matches!(target.action, Action::Place(_)));
    kiosk.press(place.expect("a place can be touched").at);
    assert!(kiosk.cues().contains(&Cue::Tap));
    kiosk.pass(Duration::from_millis(66));
    assert_ne!(kiosk.places(), before, "its toy answers");

    kiosk.touch(&Action::Home);
    assert!(
        !kiosk.shown::<Passing>().contains(&true),
        "what comes anew stays away, too"
    );
    kiosk.pass_slowly(180 * SECOND, QUICK);
    assert_eq!(level(&kiosk), Level::Full);
    assert!(!kiosk.shown::<Passing>().contains(&false));
}

#[test]
fn a_machine_that_draws_thirty_frames_a_second_without_a_gpu_loses_nothing() {
    let mut kiosk = on_the_island();
    kiosk.pass_slowly(60 * SECOND, Duration::from_millis(35));
    assert_eq!(level(&kiosk), Level::Full);
}

#[test]
fn a_screen_of_few_pictures_a_second_is_no_reason_to_leave_anything_out() {
    // A little later than a screen of 24 pictures a second would have them.
    let frame = Duration::from_millis(45);
    let levels = [24_000, 60_000].map(|beat| {
        let mut kiosk = on_the_island();
        kiosk.suppose(Gpu(true));
        kiosk.beats(beat);
        kiosk.pass_slowly(30 * SECOND, frame);
        level(&kiosk)
    });
    assert_eq!(levels[0], Level::Full);
    assert!(levels[1] > Level::Full, "more would have been seen");
}

fn run(quality: &mut Quality, seconds: f32, frame_ms: f32) -> Vec<Level> {
    let frame = Duration::from_secs_f32(frame_ms / 1000.0);
    let frames = (seconds * 1000.0 / frame_ms).ceil() as usize;
    let changes = (0..frames).filter_map(|_| {
        let has_changed = quality.frame(frame, WITHOUT_GPU);
        has_changed.then(|| quality.level())
    });
    changes.collect()
}

#[test]
fn a_machine_that_keeps_up_is_left_alone() {
    let mut quality = Quality::default();
    assert!(run(&mut quality, 600.0, 16.7).is_empty());
    assert!(run(&mut quality, 600.0, 33.3).is_empty());
    assert!(
        run(&mut quality, 600.0, 40.0).is_empty(),
        "a little late is no reason"
    );
}

#[test]
fn lives_go_first_and_then_shadows_and_then_edges_and_never_at_once() {
    let mut quality = Quality::default();
    assert!(run(&mut quality, 5.0, 60.0).is_empty());
    let changes = run(&mut quality, 30.0, 60.0);
    let less = [Level::FewerLives, Level::FewerShadows, Level::PlainEdges];
    assert_eq!(changes, less);
    assert!(
        run(&mut quality, 600.0, 60.0).is_empty(),
        "there is no less"
    );
}

#[test]
fn a_weak_gpu_first_draws_what_stands_only_once_and_for_good() {
    let mut quality = Quality::default();
    quality.has_gpu();
    assert!(run(&mut quality, 60.0, 16.7).is_empty());
    assert!(!quality.keeps_what_stands());
    let changes = run(&mut quality, 7.0, 60.0);
    assert_eq!(changes, [Level::Full], "nothing is left out yet");
    assert!(quality.keeps_what_stands());
    assert_eq!(quality.left_out(), Some("kept-picture"));
    let changes = run(&mut quality, 7.0, 60.0);
    assert_eq!(changes, [Level::FewerLives]);
    assert_eq!(quality.left_out(), Some("fewer-lives"));
    run(&mut quality, 600.0, 16.7);
    assert_eq!(quality.left_out(), Some("kept-picture"));
}

#[test]
fn what_is_slow_now_and_then_changes_nothing() {
    let mut quality = Quality::default();
    for _ in 0..100 {
        assert!(run(&mut quality, 1.3, 25.0).is_empty());
        assert!(run(&mut quality, 1.0, 90.0).is_empty());
        assert!(run(&mut quality, 1.3, 25.0).is_empty());
    }
    for _ in 0..1000 {
        assert!(
            !quality.frame(Duration::from_secs(30), WITHOUT_GPU),
            "a screen at rest"
        );
    }
}

#[test]
fn all_comes_back_when_it_can() {
    let mut quality = Quality::default();
    run(&mut quality, 60.0, 60.0);
    assert_eq!(quality.level(), Level::PlainEdges);
    let changes = run(&mut quality, 180.0, 25.0);
    let more = [Level::FewerShadows, Level::FewerLives, Level::Full];
    assert_eq!(changes, more);
}

/// Everything is too much, and with fewer lives it is just right: what could flap for ever.
#[test]
fn what_was_too_much_is_tried_ever_more_seldom() {
    let mut quality = Quality::default();
    let mut changes = Vec::new();
    let mut now = 0.0;
    while now < 3600.0 {
        let frame_ms = if quality.level() == Level::Full {
            60.0
        } else {
            30.0
        };
        if quality.frame(Duration::from_secs_f32(frame_ms / 1000.0), WITHOUT_GPU) {
            changes.push(now);
        }
        now += frame_ms / 1000.0;
    }
    let in_the_last_half = changes.iter().filter(|at| **at > 1800.0).count();
    assert!(changes.len() < 16, "{changes:?}");
    assert!(in_the_last_half <= 4, "{changes:?}");
}
