//! What calls people over while nobody is there.

use std::time::Duration;

use bevy::math::Vec3;
use legeplads_feed::Language;
use legeplads_kiosk::Options;
use legeplads_kiosk::attract::{EACH, Tapped};
use legeplads_kiosk::camera::Lens;
use legeplads_kiosk::idle::{COUNTDOWN, PATIENCE};
use legeplads_kiosk::journey::{Action, Screen};
use legeplads_kiosk::stage::Stage;
use legeplads_kiosk::still::Gpu;

use crate::kiosk::{Kiosk, SIZES};

const SECOND: Duration = Duration::from_secs(1);

fn open(calm: bool) -> Kiosk {
    Kiosk::with(
        SIZES[0],
        &Options {
            calm,
            ..Options::default()
        },
    )
}

fn languages(kiosk: &Kiosk) -> Vec<Language> {
    let release = kiosk.release();
    release.site().languages(&release.feed).to_vec()
}

/// Whether the headline hangs there in this language.
fn hangs(kiosk: &mut Kiosk, language: &Language) -> bool {
    let headline = kiosk.release().feed.headline.get(language).to_owned();
    let words = kiosk.words();
    words
        .iter()
        .any(|words| words.text.replace('\n', " ").contains(&headline))
}

#[test]
fn the_headline_speaks_the_site_s_languages_in_turn() {
    let mut kiosk = open(false);
    let languages = languages(&kiosk);
    assert!(languages.len() >= 2);
    for language in languages.iter().cycle().take(languages.len() + 1) {
        assert_eq!(kiosk.journey().language, *language);
        assert!(hangs(&mut kiosk, language), "{language}");
        assert_eq!(kiosk.journey().screen, Screen::Attract);
        kiosk.pass(EACH);
    }
}

#[test]
fn a_touch_begins_in_the_language_that_was_shown_and_a_reset_in_the_first() {
    let mut kiosk = open(false);
    let languages = languages(&kiosk);
    kiosk.pass(EACH);
    let place = kiosk
        .targets()
        .into_iter()
        .find(|target| matches!(target.action, Action::Place(_)))
        .expect("a toy");
    kiosk.touch(&place.action);
    assert!(matches!(kiosk.journey().screen, Screen::Stop(_)));
    assert_eq!(kiosk.journey().language, languages[1]);
    kiosk.pass(2 * EACH);
    assert_eq!(kiosk.journey().language, languages[1], "it stays");
    kiosk.pass(PATIENCE + COUNTDOWN - 2 * EACH);
    assert_eq!(kiosk.journey().screen, Screen::Attract);
    assert_eq!(kiosk.journey().language, languages[0]);
}

#[test]
fn the_hand_taps_at_one_toy_after_the_other_and_opens_nothing() {
    let mut kiosk = open(false);
    let mut tapped = Vec::new();
    for frame in 0..600 {
        kiosk.pass(Duration::from_millis(33));
        tapped.extend(kiosk.said::<Tapped>().into_iter().map(|tapped| tapped.0));
        assert!(frame < 150 || !tapped.is_empty(), "within five seconds");
    }
    assert!(tapped.len() >= 2, "{tapped:?}");
    assert_ne!(tapped[0], tapped[1]);
    assert_eq!(kiosk.journey().screen, Screen::Attract);
}

#[test]
fn calm_says_it_in_all_languages_at_once_and_nothing_moves() {
    let mut kiosk = open(true);
    let languages = languages(&kiosk);
    for language in &languages {
        assert!(hangs(&mut kiosk, language), "{language}");
    }
    let before = kiosk.places();
    for _ in 0..400 {
        kiosk.pass(Duration::from_millis(33));
        assert!(kiosk.said::<Tapped>().is_empty());
    }
    assert_eq!(kiosk.places(), before);
    assert_eq!(kiosk.journey().language, languages[0]);
    kiosk.pass(SECOND);
}

#[test]
fn with_a_gpu_the_camera_drifts_until_somebody_comes() {
    let mut kiosk = open(false);
    let rests = |kiosk: &Kiosk| kiosk.resource::<Lens>().shot == kiosk.resource::<Stage>().shot();
    kiosk.pass(10 * SECOND);
    assert!(rests(&kiosk), "without a GPU it costs too much");
    kiosk.suppose(Gpu(true));
    // Where a toy in a corner of the island is seen, in pixels.
    let corner = Vec3::new(12.0, 0.5, 6.0);
    let seen = |kiosk: &Kiosk| {
        let shot = kiosk.resource::<Lens>().shot;
        shot.project(corner, &kiosk.view())
    };
    let (rest, mut before) = (seen(&kiosk), seen(&kiosk));
    let mut farthest = 0.0_f32;
    let frame = Duration::from_millis(16);
    for _ in 0..2500 {
        kiosk.pass_slowly(frame, frame);
        let now = seen(&kiosk);
        assert!(now.distance(before) < 0.4, "it never jumps");
        farthest = farthest.max(now.distance(rest));
        before = now;
    }
    assert!((4.0..20.0).contains(&farthest), "{farthest} pixels");
    assert!(!rests(&kiosk));
    let corner = kiosk.view().half() - 3.0;
    kiosk.press(corner);
    kiosk.pass(2 * SECOND);
    assert_eq!(kiosk.journey().screen, Screen::Island);
    assert!(rests(&kiosk), "what is touched stands still");

    let mut calm = open(true);
    calm.suppose(Gpu(true));
    calm.pass(10 * SECOND);
    assert!(rests(&calm));
}
