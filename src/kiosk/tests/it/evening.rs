//! The light goes by the sun at the place.

use std::sync::Arc;
use std::time::Duration;

use bevy::prelude::*;
use legeplads_feed::Feed;
use legeplads_kiosk::Options;
use legeplads_kiosk::clock::WallClock;
use legeplads_kiosk::photos::Pictures;
use legeplads_kiosk::release::{News, built_in};
use legeplads_kiosk::stage::Stage;

use crate::kiosk::{Kiosk, SIZES};

/// A moment by the place's clocks.
fn clock(text: &str) -> WallClock {
    let moment: jiff::civil::DateTime = text.parse().expect("a moment");
    let zoned = moment.to_zoned(built_in().time_zone.clone());
    WallClock::Stopped(zoned.expect("a moment").timestamp())
}

fn open(moment: &str) -> Kiosk {
    Kiosk::at(clock(moment), SIZES[0], &Options::default())
}

fn dusk(kiosk: &Kiosk) -> f32 {
    kiosk.resource::<Stage>().dusk()
}

#[test]
fn noon_dusk_and_night_come_with_the_season() {
    for (moment, wanted) in [
        ("2026-06-21T12:00", 0.0..=0.0),
        // Midsummer's sun sets after ten, and at nine it still stands well up.
        ("2026-06-21T20:30", 0.0..=0.1),
        ("2026-06-21T22:15", 0.4..=0.9),
        ("2026-12-21T12:00", 0.0..=0.05),
        // In December it is gone before four.
        ("2026-12-21T15:45", 0.3..=0.8),
        ("2026-12-21T17:30", 1.0..=1.0),
        ("2026-12-21T23:59", 1.0..=1.0),
    ] {
        let dusk = dusk(&open(moment));
        assert!(wanted.contains(&dusk), "{moment}: {dusk}, not {wanted:?}");
    }
}

#[test]
fn what_stands_is_painted_anew_as_the_hour_goes_on_and_only_then() {
    let mut kiosk = open("2026-11-21T15:30");
    let first = dusk(&kiosk);
    let before = kiosk.town();
    kiosk.pass(Duration::from_secs(5));
    assert_eq!(kiosk.town(), before, "nothing changed");
    kiosk.set_clock(clock("2026-11-21T15:31"));
    kiosk.pass(Duration::from_secs(2));
    assert_eq!(kiosk.town(), before, "the sun hardly moved");
    kiosk.set_clock(clock("2026-11-21T16:30"));
    kiosk.pass(Duration::from_secs(2));
    assert!(dusk(&kiosk) > first);
    let after = kiosk.town();
    assert_eq!(after.len(), before.len());
    let kept = after.iter().filter(|mesh| before.contains(mesh)).count();
    assert_eq!(kept, 0, "all of it in another light");
}

#[test]
fn stops_lie_in_the_same_light_and_sleep_is_night() {
    let mut kiosk = open("2026-11-21T23:00");
    kiosk.start_tour();
    assert_eq!(dusk(&kiosk), 1.0);
    kiosk.set_clock(clock("2026-11-22T12:00"));
    kiosk.pass(Duration::from_secs(2));
    assert_eq!(dusk(&kiosk), 0.0);
    let options = Options {
        at: Some(legeplads_kiosk::At::Closed),
        ..default()
    };
    let asleep = Kiosk::at(clock("2026-06-21T12:00"), SIZES[0], &options);
    assert_eq!(dusk(&asleep), 1.0);
}

fn moved(to: impl Fn(&mut Feed)) -> Kiosk {
    let mut kiosk = open("2026-12-21T17:30");
    let mut feed = (*kiosk.release().feed).clone();
    to(&mut feed);
    kiosk.hear(News::Release {
        feed: Arc::new(feed),
        pictures: Pictures::default(),
        number: 3,
        fonts: legeplads_kiosk::fonts::Fonts::default(),
    });
    kiosk.pass(Duration::from_secs(2));
    kiosk
}

#[test]
fn where_the_sun_tells_no_hours_it_is_day() {
    let polar = moved(|feed| {
        for place in &mut feed.places {
            place.latitude = 78.2;
        }
    });
    assert_eq!(dusk(&polar), 0.0);
    let nowhere = moved(|feed| feed.places.clear());
    assert_eq!(dusk(&nowhere), 0.0);
    let elsewhere = moved(|feed| {
        // Where it is noon while Denmark has its evening.
        for place in &mut feed.places {
            (place.latitude, place.longitude) = (40.0, -70.0);
        }
    });
    assert_eq!(dusk(&elsewhere), 0.0);
}

#[test]
fn flags_fly_on_flag_days_and_on_no_others() {
    let alive = |moment| open(moment).resource::<Stage>().amount().alive;
    let plain = alive("2026-06-04T12:00");
    let flags = built_in().island.landscape.festive.len();
    assert!(flags > 0);
    // A flag is a pole with a cloth that moves.
    assert!(alive("2026-06-05T12:00") >= plain + 2 * flags);
    assert_eq!(alive("2026-06-06T12:00"), plain);
    assert!(alive("2027-03-28T12:00") > plain, "Easter");
    assert_eq!(alive("2026-03-28T12:00"), plain, "Easter of another year");
}
