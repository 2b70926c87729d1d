//! How long it takes from the desk to the glass, and what that costs the frames on it.
//!
//! `LEGEPLADS_PUBLISHES=50 cargo test --workspace --test system delivery -- --nocapture` prints the
//! figures of fifty publications.

use std::time::{SystemTime, UNIX_EPOCH};

use legeplads_tests::{Desk, Display, Kiosk};

use crate::publish::headline;

/// Frames after which the slowest one of a swap is known.
const FRAMES: u64 = 20;

#[test]
fn a_hint_brings_a_release_long_before_the_next_poll() {
    let count = std::env::var("LEGEPLADS_PUBLISHES").map_or(2, |count| {
        count.parse().expect("LEGEPLADS_PUBLISHES is a number")
    });
    let desk = Desk::new();
    let first = desk.release();
    let published = desk.serve();
    let display = Display::start(1280, 720);
    // An hour between two polls: what comes sooner came by a hint.
    let hour = ["--poll", "3600", "--at", "island"];
    let kiosk = Kiosk::start(&display, &[&published.followed()[..], &hour].concat());
    kiosk.says_eventually("the first release is on the glass", |screen| {
        screen.release == first && screen.frames >= FRAMES
    });
    let (mut took, mut slowest) = (Vec::new(), Vec::new());
    for number in 0..count {
        desk.replace(
            "feed.ron",
            &headline(&desk),
            &format!("Hej nummer {number}"),
        );
        let begun = SystemTime::now().duration_since(UNIX_EPOCH);
        let begun = begun.expect("it is after 1970").as_millis();
        let release = desk.release();
        let screen = kiosk.says_eventually("the release is on the glass", |screen| {
            screen.release == release && screen.frames >= FRAMES
        });
        took.push(i128::from(screen.on_glass_since.as_millisecond()) - begun as i128);
        slowest.push(screen.slowest_ms as i128);
    }
    println!(
        "DeskToGlass(publishes: {count}, p50_ms: {}, p99_ms: {}, worst_ms: {})",
        percentile(&mut took, 50),
        percentile(&mut took, 99),
        percentile(&mut took, 100),
    );
    println!(
        "SlowestFrameOfASwap(p50_ms: {}, worst_ms: {})",
        percentile(&mut slowest, 50),
        percentile(&mut slowest, 100),
    );
    assert!(
        percentile(&mut took, 100) < 60_000,
        "by a hint, not by a poll"
    );
}

fn percentile(figures: &mut [i128], percent: usize) -> i128 {
    figures.sort_unstable();
    let last = figures.len().saturating_sub(1);
    figures.get(last * percent / 100).copied().unwrap_or(0)
}
