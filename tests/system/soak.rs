//! `--soak`: robots play while releases come, and nothing grows. At length by
//! `LEGEPLADS_SOAK_HOURS`; so many hours take two minutes each.

use legeplads_tests::{Display, Kiosk};
use serde::Deserialize;

/// Of so many hours a run is that is for every day.
const HOURS: &str = "0.3";

#[derive(Debug, Deserialize)]
struct Soak {
    played_hours: f64,
    visits: u32,
    releases: u32,
    first: Hour,
    last: Hour,
    grew: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Hour {
    fingers: u32,
    readings: usize,
    worst_ms: f64,
    pss_mb: f64,
    entities: f64,
    meshes: f64,
    images: f64,
    atlases: f64,
}

#[test]
fn robots_play_for_hours_and_nothing_grows() {
    let hours = std::env::var("LEGEPLADS_SOAK_HOURS").unwrap_or_else(|_| HOURS.to_owned());
    let display = Display::start(1280, 720);
    let ended = Kiosk::run(
        &display,
        &["--windowed", "1280x720", "--soak", &hours, "--seed", "7"],
    );
    println!("{}", ended.stdout);
    let it: Soak = ron::from_str(&ended.stdout)
        .unwrap_or_else(|error| panic!("{error} in {:?}: {}", ended.stdout, ended.stderr));
    assert_eq!(ended.code(), Some(0), "{it:?}");
    assert!(it.grew.is_empty(), "{it:?}");
    let asked: f64 = hours.parse().expect("hours are a number");
    assert!(it.played_hours >= asked - 0.05, "{it:?}");
    assert!(it.visits >= 2 && it.releases >= 5, "{it:?}");
    for hour in [&it.first, &it.last] {
        assert!(hour.fingers > 10 && hour.readings > 0, "{it:?}");
        let there = [
            hour.pss_mb,
            hour.entities,
            hour.meshes,
            hour.images,
            hour.atlases,
        ];
        assert!(there.iter().all(|figure| *figure > 0.0), "{it:?}");
        assert!(hour.worst_ms > 0.0, "{it:?}");
    }
}
