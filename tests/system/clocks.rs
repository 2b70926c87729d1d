//! Kiosk and courier on a machine whose clock is wrong: there is something sensible on the glass,
//! and what is published comes there.

use legeplads_tests::{Desk, Display, Kiosk, WallClock};

use crate::publish::headline;

/// A working day at noon, in Denmark.
const NOON: &str = "2026-12-01 11:00:00";

/// A night at the library, which sleeps then, by clocks without a battery, on both sides of the last
/// second that 31 bits can count, and far ahead.
const NIGHTS: [&str; 4] = [
    "1970-01-01 00:00:05",
    "2038-01-19 03:14:06",
    "2038-01-19 03:14:09",
    "2099-12-31 23:30:00",
];

/// A town has more colours than a window that shows nothing.
fn is_drawn(display: &Display) -> bool {
    let picture = display.picture();
    let mut colours: Vec<_> = picture.pixels().map(|pixel| pixel.0).collect();
    colours.sort_unstable();
    colours.dedup();
    colours.len() > 50
}

#[test]
fn whatever_the_clock_says_the_town_is_on_the_glass() {
    let desk = Desk::new();
    let mut release = desk.release();
    let published = desk.serve();
    let display = Display::start(1280, 720);
    let clock = WallClock::at(NIGHTS[0]);
    let library = ["--site", "library", "--poll", "1"];
    let arguments = [&published.followed()[..], &library].concat();
    let kiosk = Kiosk::start_under(&clock, &display, &arguments);
    // It begins in 1970, goes to and fro, and ends at the right time.
    let times = NIGHTS.into_iter().chain([NOON, NIGHTS[3], NIGHTS[0], NOON]);
    for (number, time) in times.enumerate() {
        clock.set(time);
        if number > 0 {
            desk.replace(
                "feed.ron",
                &headline(&desk),
                &format!("Hej nummer {number}"),
            );
            release = desk.release();
        }
        let screen = if time == NOON { "attract" } else { "closed" };
        let says = kiosk.says_eventually("the release, by the hour", |says| {
            says.release == release && says.frames >= 3 && says.screen == screen
        });
        let since = says.on_glass_since.to_string();
        assert!(since.starts_with(&clock.day()), "{since} at {time}");
        assert_eq!(says.refused, None);
        assert!(is_drawn(&display), "at {time}");
    }
    let words = kiosk.words();
    assert!(!words.contains("panicked"), "{words}");
}
