//! What a visitor takes home: from the code on the glass to the page in a phone's browser.

use legeplads_tests::{Desk, Display, Kiosk, NOON, browsed, read_codes};

/// Where the kiosk's configuration says that the feed lies.
const FEED: &str = "https://kiosk.example.org/billund";

/// The code at the end of the tour, as a phone reads it.
fn code(language: &str, (width, height): (u32, u32)) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let (config, file) = (
        folder.path().join("kiosk.ron"),
        folder.path().join("it.png"),
    );
    let store = folder.path().join("store");
    let written = std::fs::write(&config, format!("(feed: {FEED:?}, store: {store:?})"));
    written.expect("the configuration can be written");
    let (config, path) = (config.to_str(), file.to_str());
    let size = format!("{width}x{height}");
    let mut arguments = vec!["--config", config.expect("a plain name")];
    arguments.extend(["--screenshot", path.expect("a plain name")]);
    arguments.extend([
        "--windowed",
        &size,
        "--at",
        "finish",
        "--language",
        language,
    ]);
    arguments.extend(NOON);
    let ended = Kiosk::run(&Display::start(width, height), &arguments);
    assert_eq!(ended.code(), Some(0), "{}", ended.stderr);
    let picture = image::open(&file).expect("a picture was saved").to_rgb8();
    let mut read = read_codes(&picture);
    assert_eq!(read.len(), 1, "{read:?}");
    read.remove(0)
}

#[test]
fn a_visitor_s_tune_and_tower_come_along() {
    let desk = Desk::new();
    desk.release();
    let feed = desk.feed();
    let notes: Vec<char> = (feed.tour.iter())
        .filter_map(|stop| feed.stop(stop).map(|stop| stop.note.letter()))
        .collect();
    let page = desk.published().join("billund.html");
    for (language, size) in [("da", (1280, 720)), ("de", (720, 1280))] {
        let code = code(language, size);
        let mark = code.strip_prefix(&format!("{FEED}/billund.html#"));
        let mark = mark.unwrap_or_else(|| panic!("{code} leads elsewhere"));

        let shown = browsed(&format!("file://{}#{mark}", page.display()));
        let language = language.parse().expect("a language");
        for words in [&feed.finish.title, &feed.finish.body, &feed.finish.button] {
            let words = words.get(&language);
            assert!(shown.contains(&format!(">{words}<")), "{words}\n{shown}");
        }
        for note in &notes {
            let bar = format!("data-note=\"{note}\"");
            assert!(shown.contains(&bar), "no bar for {note}\n{shown}");
        }
        // Eight floors, as at the end of the tour in pictures: two of them are balconies.
        let windows = shown.matches("stroke=\"#FFFDF7\"").count();
        assert_eq!(windows, 10, "two on each of five floors\n{shown}");
    }

    // Whoever types the address, or makes one up, has the page with the whole tune and a small tower.
    for mark in ["", "#", "#da.8.<script>", "#da.999.C", "#xx.3.zz"] {
        let shown = browsed(&format!("file://{}{mark}", page.display()));
        let bars = shown.matches("class=\"bar\" data-note=").count();
        assert_eq!(bars, notes.len(), "{mark}\n{shown}");
        assert_eq!(shown.matches("stroke=\"#FFFDF7\"").count(), 2, "{mark}");
    }
}
