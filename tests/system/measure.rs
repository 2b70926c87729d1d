//! What `--measure` says, and that it is possible.

use legeplads_tests::{Display, Kiosk};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Measure {
    startup_ms: f64,
    frames: u64,
    fps: f64,
    p50_ms: f64,
    p99_ms: f64,
    worst_ms: f64,
    peak_pss_mb: f64,
    cpu_percent: f64,
}

fn measure(seconds: &str, arguments: &[&str]) -> Measure {
    let display = Display::start(1280, 720);
    let always = ["--windowed", "1280x720", "--measure", seconds];
    let ended = Kiosk::run(&display, &[&always, arguments].concat());
    assert_eq!(ended.code(), Some(0), "{}", ended.stderr);
    let measure: Measure = ron::from_str(&ended.stdout)
        .unwrap_or_else(|error| panic!("{error} in {:?}", ended.stdout));
    println!("{arguments:?}: {measure:?}");
    measure
}

/// Budgets for two cores without a GPU are stricter; these bounds hold on a loaded machine, too,
/// and still fail for what is out of all proportion.
#[test]
fn a_busy_screen_is_measured() {
    let it = measure("4", &["--at", "island"]);
    assert!((10.0..5_000.0).contains(&it.startup_ms), "{it:?}");
    assert!(it.frames >= 10, "{it:?}");
    let counted = it.frames as f64 / 4.0;
    assert!((it.fps / counted - 1.0).abs() < 0.25, "{it:?}");
    assert!(
        0.0 < it.p50_ms && it.p50_ms <= it.p99_ms && it.p99_ms <= it.worst_ms,
        "{it:?}"
    );
    assert!((40.0..400.0).contains(&it.peak_pss_mb), "{it:?}");
    assert!(
        it.cpu_percent > 5.0,
        "a moving screen costs something: {it:?}"
    );
}

#[test]
fn a_still_screen_costs_next_to_nothing() {
    // The first second or two is coming into being.
    let it = measure("20", &["--at", "island", "--calm"]);
    assert!(it.cpu_percent < 10.0, "{it:?}");
}
