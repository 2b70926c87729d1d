//! Wrong input: it is said what is wrong and what is right, and the exit code tells.

use legeplads_tests::{Display, Kiosk};

#[test]
fn a_size_that_is_none() {
    let display = Display::start(640, 360);
    let ended = Kiosk::run(&display, &["--windowed", "large"]);
    assert_eq!(ended.code(), Some(2), "{}", ended.stderr);
    assert!(ended.stderr.contains("1280x720"), "{}", ended.stderr);
}

#[test]
fn a_screen_that_is_none() {
    let display = Display::start(640, 360);
    let ended = Kiosk::run(&display, &["--at", "moon"]);
    assert_eq!(ended.code(), Some(2), "{}", ended.stderr);
    assert!(
        ended.stderr.contains("attract, closed, island"),
        "{}",
        ended.stderr
    );
}

#[test]
fn a_folder_that_is_not_there() {
    let display = Display::start(640, 360);
    let ended = Kiosk::run(&display, &["--content", "/nowhere/at/all"]);
    assert_eq!(ended.code(), Some(1), "{}", ended.stderr);
    assert!(ended.stderr.contains("/nowhere/at/all"), "{}", ended.stderr);
}

#[test]
fn a_folder_without_a_feed() {
    let display = Display::start(640, 360);
    let empty = tempfile::tempdir().expect("a temporary folder can be made");
    let path = empty
        .path()
        .to_str()
        .expect("a temporary folder has a plain name");
    let ended = Kiosk::run(&display, &["--content", path]);
    assert_eq!(ended.code(), Some(1), "{}", ended.stderr);
    assert!(ended.stderr.contains("feed.ron"), "{}", ended.stderr);
}

/// The stick is not in.
#[test]
fn a_packed_file_that_is_not_there() {
    let display = Display::start(640, 360);
    let file = "/nowhere/booth.legeplads";
    for more in [&[][..], &["--root", "root.json"]] {
        let ended = Kiosk::run(&display, &[&["--demo", file], more].concat());
        assert_eq!(ended.code(), Some(2), "{}", ended.stderr);
        for word in [file, "no such folder or file", "the stick"] {
            assert!(ended.stderr.contains(word), "{}", ended.stderr);
        }
    }
}

#[test]
fn a_demo_s_folder_as_a_store() {
    let display = Display::start(640, 360);
    let store = tempfile::tempdir().expect("a temporary folder can be made");
    std::fs::write(store.path().join("demo"), "a demo's").expect("it can be marked");
    let path = store.path().to_str().expect("a plain name");
    let ended = Kiosk::run(&display, &["--store", path, "--measure", "0.5"]);
    assert_eq!(ended.code(), Some(1), "{}", ended.stderr);
    for word in [path, "is a demo's folder", "--store"] {
        assert!(ended.stderr.contains(word), "{}", ended.stderr);
    }
}

/// A kiosk in public never stays dark for a typing mistake: it says so and stands at the first.
#[test]
fn a_site_that_nobody_knows() {
    let display = Display::start(1280, 720);
    let arguments = [
        "--windowed",
        "1280x720",
        "--site",
        "moon",
        "--measure",
        "0.5",
    ];
    let ended = Kiosk::run(&display, &arguments);
    assert_eq!(ended.code(), Some(0), "{}", ended.stderr);
    assert!(ended.stderr.contains("no site `moon`"), "{}", ended.stderr);
    assert!(ended.stderr.contains("airport"), "{}", ended.stderr);
}
