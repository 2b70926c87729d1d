//! The simultaneous launch: by the clock alone, over everything, and then all is as it was.

use std::sync::Arc;
use std::time::Duration;

use bevy::input::keyboard::KeyCode;
use bevy::prelude::*;
use bevy::winit::{UpdateMode, WinitSettings};
use jiff::civil::DateTime;
use jiff::{SignedDuration, Span, Zoned};
use legeplads_feed::{Campaign, Feed, Reveal, When};
use legeplads_kiosk::Options;
use legeplads_kiosk::clock::WallClock;
use legeplads_kiosk::focus::Focus;
use legeplads_kiosk::fonts::Fonts;
use legeplads_kiosk::idle::{Idle, PATIENCE};
use legeplads_kiosk::journey::{Action, Cue, Screen};
use legeplads_kiosk::launch::{Flake, Flap, Launch, Numeral, Seal, Stage};
use legeplads_kiosk::motion::OPENS;
use legeplads_kiosk::photos::Pictures;
use legeplads_kiosk::release::{News, built_in};

use crate::kiosk::{Kiosk, SIZES};

const FRAME: Duration = Duration::from_millis(33);
const SECOND: Duration = Duration::from_secs(1);

/// The moment: a Tuesday at ten, when every site is open.
fn moment() -> Zoned {
    at("2026-12-01T10:00:00")
}

fn at(text: &str) -> Zoned {
    let civil: DateTime = text.parse().expect("a date and a time");
    let zoned = civil.to_zoned(built_in().time_zone.clone());
    zoned.expect("a moment")
}

/// The built-in feed, and a campaign that is unveiled then.
fn feed(at: &Zoned) -> Feed {
    let mut feed = (*built_in()).clone();
    let card = feed.cards.values().find(|card| card.drawing.is_some());
    let mut card = card.expect("a card with a drawing").clone();
    card.id = "prize".into();
    card.valid = When::default();
    feed.campaigns.push(Campaign {
        id: "prize".into(),
        audiences: Vec::new(),
        sites: Vec::new(),
        when: When::default(),
        cards: vec![card.id.clone()],
        reveal: Some(Reveal {
            at: at.clone(),
            countdown: 60,
        }),
    });
    feed.cards.insert(card.id.clone(), card);
    feed
}

/// So many seconds after the moment; before it they are negative.
fn clock(seconds: f64) -> WallClock {
    let since = SignedDuration::from_secs_f64(seconds);
    WallClock::Stopped(moment().timestamp() + since)
}

/// A screen that starts so many seconds after the moment.
fn start(seconds: f64, size: UVec2, options: &Options) -> Kiosk {
    let mut kiosk = Kiosk::at(clock(seconds), size, options);
    show(&mut kiosk, feed(&moment()));
    kiosk
}

fn show(kiosk: &mut Kiosk, feed: Feed) {
    let number = kiosk.release().number + 1;
    kiosk.hear(News::Release {
        feed: Arc::new(feed),
        pictures: Pictures::default(),
        fonts: Fonts::default(),
        number,
    });
}

/// It is so many seconds after the moment, and one frame is drawn.
fn frame_at(kiosk: &mut Kiosk, seconds: f64) {
    kiosk.suppose(clock(seconds));
    kiosk.pass(FRAME);
}

/// Seconds pass on the wall and in the app alike.
fn play_through(kiosk: &mut Kiosk, from: f64, to: f64) -> Vec<Cue> {
    let mut cues = Vec::new();
    let mut now = from;
    while now < to {
        frame_at(kiosk, now);
        cues.extend(kiosk.cues());
        now += FRAME.as_secs_f64();
    }
    frame_at(kiosk, to);
    cues
}

fn stage(kiosk: &Kiosk) -> Option<Stage> {
    kiosk.resource::<Launch>().now().map(|now| now.stage)
}

fn says(kiosk: &mut Kiosk, wanted: &str) -> bool {
    let words = kiosk.words();
    words
        .iter()
        .any(|words| words.text.replace('\n', " ") == wanted)
}

/// What is unveiled, in the language that is spoken.
fn title(kiosk: &Kiosk) -> String {
    let release = kiosk.release();
    let launch = kiosk.resource::<Launch>();
    let language = launch.language(release, &kiosk.journey().language);
    let card = release.feed.card(&"prize".into()).expect("the card");
    card.title.get(language).to_owned()
}

fn calm() -> Options {
    Options {
        calm: true,
        ..default()
    }
}

#[test]
fn before_its_countdown_nothing_is_seen_and_after_the_show_all_is_as_ever() {
    let mut kiosk = start(-61.0, SIZES[0], &Options::default());
    assert_eq!(stage(&kiosk), None);
    let before = kiosk.words().len();
    frame_at(&mut kiosk, -60.0);
    assert_eq!(stage(&kiosk), Some(Stage::Parcel));
    assert!(says(&mut kiosk, "60"));
    kiosk.set_clock(clock(5.0));
    assert!(kiosk.resource::<Launch>().covers());
    kiosk.set_clock(clock(20.0));
    assert_eq!(stage(&kiosk), None);
    assert_eq!(kiosk.words().len(), before);
    assert_eq!(kiosk.journey().screen, Screen::Attract);
}

#[test]
fn nobody_is_kept_from_playing_until_the_last_seconds() {
    for size in SIZES {
        let mut kiosk = start(-45.0, size, &Options::default());
        assert_eq!(stage(&kiosk), Some(Stage::Parcel));
        let parcel = kiosk.place_of(&Action::Unwrap);
        kiosk.press(parcel);
        assert_eq!(kiosk.cues(), [Cue::Paper]);
        assert_eq!(kiosk.journey().screen, Screen::Attract, "it only gives way");
        kiosk.start_tour();
        assert_eq!(stage(&kiosk), Some(Stage::Slip));
        kiosk.set_clock(clock(-42.5));
        let words = kiosk.words();
        let slip = words.iter().find(|words| words.text.contains("0:43"));
        let slip = slip.expect("the slip").clone();
        let half = kiosk.view().half();
        assert!(slip.paper.max.cmple(half).all() && slip.paper.min.cmpgt(-half).all());
        assert!(slip.paper.min.x > 0.0 && slip.paper.min.y > 0.0, "{slip:?}");
    }
}

#[test]
fn the_last_seconds_are_counted_in_figures_and_heard() {
    let mut kiosk = start(-12.0, SIZES[0], &Options::default());
    let mut seen = Vec::new();
    let mut taps = 0;
    let mut now = -12.0;
    while now < -0.01 {
        frame_at(&mut kiosk, now);
        taps += kiosk.cues().iter().filter(|cue| **cue == Cue::Tap).count();
        if stage(&kiosk) == Some(Stage::Wrapped) {
            let left = kiosk.resource::<Launch>().now().expect("on").left();
            let shown = kiosk.shown::<Numeral>();
            assert_eq!(shown.iter().filter(|shown| **shown).count(), 1, "{now}");
            seen.push(left);
        }
        now += 0.1;
    }
    seen.dedup();
    assert_eq!(seen, (1..=10).rev().collect::<Vec<u32>>());
    assert_eq!(taps, 10);
}

#[test]
fn at_the_moment_nothing_is_laid_and_the_wrapping_opens() {
    for options in [Options::default(), calm()] {
        let mut kiosk = start(-1.0, SIZES[1], &options);
        let before = kiosk.words().len();
        assert!(kiosk.shown::<Flap>().iter().all(|shown| *shown));
        let mut cues = play_through(&mut kiosk, -0.2, -0.001);
        assert_eq!(stage(&kiosk), Some(Stage::Wrapped));
        frame_at(&mut kiosk, 0.0);
        cues.extend(kiosk.cues());
        assert_eq!(stage(&kiosk), Some(Stage::Open));
        assert_eq!(kiosk.words().len(), before, "what is in it lay there");
        assert!(kiosk.shown::<Numeral>().iter().all(|shown| !shown));
        let tune = cues.iter().find_map(|cue| match cue {
            Cue::Tune(notes) => Some(notes.len()),
            _ => None,
        });
        let tour = kiosk.release().feed.tour.len();
        assert_eq!(tune, Some(tour), "{cues:?}");
        let title = title(&kiosk);
        assert!(says(&mut kiosk, &title), "{title}");
        play_through(&mut kiosk, 0.0, OPENS.as_secs_f64() + 0.1);
        assert!(kiosk.shown::<Flap>().iter().all(|shown| !shown));
        assert!(kiosk.shown::<Seal>().iter().all(|shown| !shown));
    }
}

#[test]
fn who_starts_late_lands_in_the_right_second_and_without_the_tune() {
    let mut early = start(-3.0, SIZES[0], &Options::default());
    play_through(&mut early, -3.0, 7.0);
    let mut late = start(7.0, SIZES[0], &Options::default());
    frame_at(&mut late, 7.0);
    let tunes = |kiosk: &Kiosk| kiosk.cues().iter().any(|cue| matches!(cue, Cue::Tune(_)));
    assert!(!tunes(&late));
    assert_eq!(stage(&late), Some(Stage::Open));
    let (one, other) = (flakes(&mut early), flakes(&mut late));
    assert!(one.len() > 30, "{}", one.len());
    assert_eq!(
        one, other,
        "every piece of confetti is where it is elsewhere"
    );
    assert!(
        late.shown::<Flap>().is_empty(),
        "nothing is wrapped any more"
    );
}

/// Where confetti is, to whole pixels.
fn flakes(kiosk: &mut Kiosk) -> Vec<(IVec2, usize)> {
    let places = kiosk.seen_at::<Flake>();
    let mut places: Vec<IVec2> = places
        .iter()
        .map(|at| at.translation.truncate().as_ivec2())
        .collect();
    places.sort_by_key(|at| (at.x, at.y));
    places.into_iter().zip(0..).collect()
}

#[test]
fn who_plays_is_back_where_they_were_and_is_not_asked_whether_they_are_there() {
    let mut kiosk = start(-58.0, SIZES[0], &Options::default());
    kiosk.start_tour();
    let played = kiosk
        .targets()
        .into_iter()
        .find(|target| matches!(target.action, Action::Play(_)));
    if let Some(played) = played {
        kiosk.touch(&played.action);
    }
    let before = kiosk.journey().clone();
    // Half a minute without a touch, and then the wrapping, and the show: three quarters of a minute.
    play_through(&mut kiosk, -40.0, -10.1);
    assert_eq!(stage(&kiosk), Some(Stage::Slip));
    play_through(&mut kiosk, -10.0, 19.9);
    assert!(kiosk.resource::<Launch>().covers());
    play_through(&mut kiosk, 20.0, 21.0);
    assert_eq!(stage(&kiosk), None);
    assert_eq!(*kiosk.journey(), before);
    assert_eq!(kiosk.resource::<Idle>().left, None, "the clock stood still");
    kiosk.pass(PATIENCE - 30 * SECOND);
    assert!(kiosk.resource::<Idle>().left.is_some(), "and goes on");
}

#[test]
fn a_keypad_points_afterwards_at_what_it_pointed_at() {
    let mut kiosk = start(-30.0, SIZES[0], &Options::default());
    kiosk.start_tour();
    kiosk.focus(&Action::Home);
    let stop = kiosk.journey().screen.clone();
    for seconds in [-5.0, 5.0] {
        kiosk.set_clock(clock(seconds));
        for key in [KeyCode::Home, KeyCode::ArrowLeft, KeyCode::Enter] {
            kiosk.key(key);
        }
        assert_eq!(kiosk.journey().screen, stop);
        assert_eq!(kiosk.resource::<Focus>().action, Some(Action::Home));
    }
    kiosk.set_clock(clock(21.0));
    kiosk.key(KeyCode::Enter);
    assert_eq!(kiosk.journey().screen, Screen::Island);
}

#[test]
fn every_touch_is_answered_before_and_after() {
    for options in [Options::default(), calm()] {
        let mut kiosk = start(-5.0, SIZES[0], &options);
        let before = kiosk.seen_at::<Flap>();
        kiosk.press(Vec2::new(200.0, -300.0));
        assert_eq!(kiosk.cues(), [Cue::Paper]);
        kiosk.pass(3 * FRAME);
        assert_eq!(kiosk.seen_at::<Flap>() == before, options.calm);
        kiosk.key(KeyCode::Enter);
        kiosk.set_clock(clock(8.0));
        let falling = kiosk.seen_at::<Flake>().len();
        kiosk.press(Vec2::new(200.0, -300.0));
        assert_eq!(kiosk.cues(), [Cue::Paper]);
        kiosk.pass(2 * FRAME);
        let thrown = kiosk.seen_at::<Flake>();
        assert!(thrown.len() > falling, "confetti from the finger");
        kiosk.pass(3 * SECOND);
        assert_eq!(kiosk.seen_at::<Flake>().len(), falling);
        assert_eq!(kiosk.journey().screen, Screen::Attract);
    }
}

#[test]
fn in_calm_mode_nothing_moves_but_the_fading() {
    let mut kiosk = start(-0.5, SIZES[0], &calm());
    let places = kiosk.places();
    play_through(&mut kiosk, -0.4, 0.8);
    assert_eq!(kiosk.places(), places, "it fades where it is");
    assert_eq!(kiosk.shown::<Flap>(), [true, true]);
    kiosk.set_clock(clock(9.0));
    let places = kiosk.places();
    kiosk.pass(SECOND);
    assert_eq!(kiosk.places(), places);
}

#[test]
fn a_town_that_sleeps_sleeps_on() {
    let mut kiosk = Kiosk::at(clock(-5.0), SIZES[0], &library());
    let night = at("2026-12-01T23:00:00");
    show(&mut kiosk, feed(&night));
    for seconds in [-30, -5, 5] {
        let now = &night + Span::new().seconds(seconds);
        kiosk.set_clock(WallClock::Stopped(now.timestamp()));
        assert_eq!(kiosk.journey().screen, Screen::Closed);
        assert_eq!(stage(&kiosk), None);
    }
}

fn library() -> Options {
    let feed = built_in();
    let site = feed.sites.iter().find(|site| !site.hours.is_empty());
    Options {
        site: Some(site.expect("a site that closes").id.to_string()),
        ..default()
    }
}

#[test]
fn the_closing_hour_cuts_no_show() {
    let feed_now = built_in();
    let options = library();
    let site = feed_now
        .site(options.site.as_deref().expect("named"))
        .expect("there");
    let closes = (0..24 * 60)
        .map(|minute| at("2026-12-01T00:00:00") + Span::new().minutes(minute))
        .find(|now| !site.is_open(now) && site.is_open(&(now - Span::new().seconds(1))));
    let closes = closes.expect("it closes");
    let reveal = &closes - Span::new().seconds(5);
    let mut kiosk = Kiosk::at(
        WallClock::Stopped((&reveal - Span::new().seconds(90)).timestamp()),
        SIZES[0],
        &options,
    );
    show(&mut kiosk, feed(&reveal));
    for (seconds, covers) in [(-3, true), (2, true), (6, true), (19, true)] {
        let now = &reveal + Span::new().seconds(seconds);
        kiosk.set_clock(WallClock::Stopped(now.timestamp()));
        assert_eq!(kiosk.resource::<Launch>().covers(), covers, "{seconds}");
        assert_ne!(kiosk.journey().screen, Screen::Closed, "{seconds}");
    }
    let after = &reveal + Span::new().seconds(20);
    kiosk.set_clock(WallClock::Stopped(after.timestamp()));
    assert_eq!(kiosk.journey().screen, Screen::Closed);
}

#[test]
fn a_demo_joins_by_its_own_clock_at_any_hour() {
    let night = at("2026-12-01T03:00:00");
    let options = Options {
        demo: Some(None),
        ..library()
    };
    let before = &night - Span::new().seconds(4);
    let mut kiosk = Kiosk::at(WallClock::Stopped(before.timestamp()), SIZES[0], &options);
    show(&mut kiosk, feed(&night));
    assert_eq!(stage(&kiosk), Some(Stage::Wrapped));
    let screen = kiosk.journey().screen.clone();
    kiosk.pass(20 * SECOND);
    assert_eq!(kiosk.journey().screen, screen, "the hand waits");
    kiosk.set_clock(WallClock::Stopped(night.timestamp()));
    assert_eq!(stage(&kiosk), Some(Stage::Open));
}

#[test]
fn a_clock_that_is_set_back_unveils_nothing_twice() {
    let mut kiosk = start(-2.0, SIZES[0], &Options::default());
    play_through(&mut kiosk, -0.5, 4.0);
    kiosk.suppose(clock(-30.0));
    kiosk.pass(FRAME);
    assert_eq!(stage(&kiosk), Some(Stage::Open), "the show goes on");
    let since = kiosk.resource::<Launch>().now().expect("on").seconds();
    assert!((since - 4.0).abs() < 0.1, "{since}");
    kiosk.set_clock(clock(-10.0));
    assert_eq!(stage(&kiosk), None, "and ends");
    for seconds in [-40.0, -5.0, 0.0, 3.0] {
        kiosk.set_clock(clock(seconds));
        assert_eq!(stage(&kiosk), None, "{seconds}");
    }
}

#[test]
fn it_speaks_all_languages_in_turn_or_the_visitor_s_own_and_no_word_is_cut() {
    for size in SIZES {
        let mut kiosk = start(-59.0, size, &Options::default());
        let mut titles = Vec::new();
        for seconds in [-50.0, -9.5, -5.0, 1.0, 4.0, 10.0, 16.0] {
            kiosk.set_clock(clock(seconds));
            titles.push(title(&kiosk));
            let half = kiosk.view().half() + 0.5;
            for words in kiosk.words() {
                let inside = |rect: Rect| rect.max.cmple(half).all() && rect.min.cmpge(-half).all();
                assert!(inside(words.rect), "{seconds} {size}: {words:?}");
            }
            if seconds >= 1.0 {
                let wanted = title(&kiosk);
                assert!(says(&mut kiosk, &wanted), "{wanted}");
            }
        }
        titles.sort();
        titles.dedup();
        assert_eq!(titles.len(), built_in().languages.len());
    }
    let mut kiosk = start(-59.0, SIZES[0], &Options::default());
    kiosk.start_tour();
    kiosk.touch(&Action::Speak("de".parse().expect("a language")));
    for seconds in [-5.0, 1.0, 4.0, 10.0, 16.0] {
        kiosk.set_clock(clock(seconds));
        let card = kiosk
            .release()
            .feed
            .card(&"prize".into())
            .expect("the card");
        let german = card
            .title
            .get(&"de".parse().expect("a language"))
            .to_owned();
        assert_eq!(title(&kiosk), german);
    }
}

#[test]
fn a_screen_at_rest_wakes_in_time() {
    let wait = |kiosk: &Kiosk| match kiosk.resource::<WinitSettings>().focused_mode {
        UpdateMode::Continuous => Duration::ZERO,
        UpdateMode::Reactive { wait, .. } => wait,
    };
    let mut kiosk = start(-600.0, SIZES[0], &calm());
    kiosk.pass(60 * SECOND);
    assert!(wait(&kiosk) >= 30 * SECOND, "{:?}", wait(&kiosk));
    for (seconds, longest) in [
        (-90.0, 1000),
        (-55.0, 40),
        (-5.0, 40),
        (-2.0, 0),
        (0.5, 0),
        (9.0, 40),
    ] {
        kiosk.set_clock(clock(seconds));
        kiosk.pass(2 * SECOND);
        assert!(
            wait(&kiosk) <= Duration::from_millis(longest),
            "{seconds}: {:?}",
            wait(&kiosk)
        );
    }
    let mut kiosk = start(9.0, SIZES[0], &Options::default());
    kiosk.pass(SECOND);
    assert_eq!(wait(&kiosk), Duration::ZERO, "while paper flies");
}
