//! `--contact-sheet`: a picture of everything a visitor can see.

use std::collections::{BTreeSet, HashSet};
use std::fs;

use image::RgbImage;
use legeplads_tests::{Display, Kiosk, repository};

/// Wide enough and high enough for both orientations.
const SIDE: u32 = 640;

#[test]
fn every_state_of_a_feed_is_on_the_sheet_and_none_is_blank() {
    let content = repository().join("content/aalborg");
    let documents = legeplads_store::folder::read(&content).expect("the feed can be read");
    let feed = legeplads_feed::read(&documents).feed.expect("it is right");
    let mut states: BTreeSet<String> = [
        "attract",
        "attract-calm",
        "closed",
        "island",
        "island-panel",
        "island-countdown",
        "board",
        "finish",
        "presenter",
        "launch-parcel",
        "launch-slip",
        "launch-countdown",
        "launch-opening",
        "launch-unveiled",
        "launch-unveiled-calm",
    ]
    .map(str::to_owned)
    .into();
    for stop in feed.stops.keys() {
        states.insert(format!("stop-{stop}"));
        states.insert(format!("stop-{stop}-done"));
    }

    let first = feed.tour.first().expect("a tour");
    states.insert(format!("stop-{first}-demo"));

    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let display = Display::start(SIDE, SIDE);
    let path = |path: &std::path::Path| path.to_str().expect("a plain name").to_owned();
    let (content, sheet) = (path(&content), path(folder.path()));
    let arguments = ["--content", &content, "--contact-sheet", &sheet];
    let one_language = ["--language", "da", "--windowed", "640x360"];
    let ended = Kiosk::run(&display, &[&arguments[..], &one_language].concat());
    assert_eq!(ended.code(), Some(0), "{}", ended.stderr);

    for (orientation, size) in [("landscape", (640, 360)), ("portrait", (360, 640))] {
        for state in &states {
            let name = format!("{state}-{orientation}-da.png");
            let picture = image::open(folder.path().join(&name));
            let picture = picture
                .unwrap_or_else(|error| panic!("{name}: {error}"))
                .to_rgb8();
            assert_eq!(picture.dimensions(), size, "{name}");
        }
    }
    let mut count = 0;
    for file in fs::read_dir(folder.path()).expect("the folder can be read") {
        let file = file.expect("an entry can be read").path();
        let picture = image::open(&file).expect("it is a picture").to_rgb8();
        assert!(!is_blank(&picture), "{} is blank", file.display());
        count += 1;
    }
    assert!(count > 2 * states.len(), "and all of them on one sheet");
}

/// Nearly one colour, or the town without what lies on the glass: the lower third would be empty.
fn is_blank(picture: &RgbImage) -> bool {
    let third = picture.height() / 3;
    let colours = |from: u32| -> usize {
        let rows = (from..from + third).flat_map(|y| (0..picture.width()).map(move |x| (x, y)));
        let colours: HashSet<_> = rows.map(|(x, y)| *picture.get_pixel(x, y)).collect();
        colours.len()
    };
    colours(third) < 200 || colours(2 * third) < 100
}
