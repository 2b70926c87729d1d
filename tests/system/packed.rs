//! One signed file for a booth: from `legeplads-desk pack` to the glass, and no further if anything of it
//! was changed.

use std::fs;
use std::path::Path;

use legeplads_tests::{Desk, Display, Kiosk, WallClock, believing};

fn plain(path: &Path) -> &str {
    path.to_str().expect("a temporary folder has a plain name")
}

#[test]
fn what_is_packed_is_played() {
    let desk = Desk::new();
    let stick = tempfile::tempdir().expect("a temporary folder can be made");
    let file = stick.path().join("booth.legeplads");
    let packed = desk.pack(&file);
    assert!(packed.contains("release 1"), "{packed}");
    // Neither keys nor sources are needed where it is played.
    let root = stick.path().join("root.json");
    fs::copy(desk.keys().join("root.json"), &root).expect("copied");
    drop(desk);

    let display = Display::start(1280, 720);
    let arguments = ["--demo", plain(&file), "--root", plain(&root)];
    let kiosk = Kiosk::start(&display, &arguments);
    let screen = kiosk.says_eventually("it is on the glass", |screen| screen.frames >= 3);
    assert_eq!((screen.release, screen.feed.as_str()), (1, "billund"));
    assert!(screen.demo, "{screen:?}");
    kiosk.says_eventually("the show goes on", |screen| screen.screen == "island");
    let words = kiosk.words();
    assert!(!words.contains("nobody said whose signature"), "{words}");
    drop(kiosk);

    // By its own word, which is told.
    let kiosk = Kiosk::start(&display, &["--demo", plain(&file)]);
    kiosk.says_eventually("it is on the glass", |screen| screen.release == 1);
    let words = kiosk.words();
    assert!(
        words.contains("nobody said whose signature to believe"),
        "{words}"
    );
    let fingerprint = packed.split("the root ").nth(1).expect("it is named");
    let fingerprint = fingerprint.get(..64).expect("64 digits");
    assert!(words.contains(fingerprint), "{fingerprint}: {words}");
}

#[test]
fn what_was_tampered_with_is_refused_and_nothing_is_shown() {
    let (desk, others) = (Desk::new(), Desk::new());
    let stick = tempfile::tempdir().expect("a temporary folder can be made");
    let file = stick.path().join("booth.legeplads");
    desk.pack(&file);
    let (root, other) = (
        desk.keys().join("root.json"),
        others.keys().join("root.json"),
    );
    let whole = fs::read(&file).expect("it was packed");
    let display = Display::start(640, 360);
    let refused = |arguments: &[&str], words: &[&str]| {
        let store = tempfile::tempdir().expect("a temporary folder can be made");
        let sealed = ["--demo", plain(&file), "--store", plain(store.path())];
        let ended = Kiosk::run(&display, &[&sealed, arguments].concat());
        assert_eq!(ended.code(), Some(1), "{}", ended.stderr);
        for word in words.iter().chain(&[plain(&file)]) {
            assert!(ended.stderr.contains(word), "{word}: {}", ended.stderr);
        }
        assert!(
            !store.path().join("screen.ron").exists(),
            "nothing was shown"
        );
    };

    let mut changed = whole.clone();
    let last = changed.last_mut().expect("it has bytes");
    *last ^= 1;
    fs::write(&file, &changed).expect("written");
    refused(
        &["--root", plain(&root)],
        &["is not what was signed for", "copy it again"],
    );
    refused(&[], &["is not what was signed for"]);
    fs::write(&file, &whole[..whole.len() / 2]).expect("written");
    refused(&["--root", plain(&root)], &["cut off"]);
    fs::write(&file, &whole).expect("written");
    refused(
        &["--root", plain(&other)],
        &["packed with other keys", "--root"],
    );
}

#[test]
fn what_has_expired_is_played_only_where_nobody_vouches_for_the_clock() {
    let desk = Desk::new();
    let stick = tempfile::tempdir().expect("a temporary folder can be made");
    let file = stick.path().join("booth.legeplads");
    desk.pack(&file);
    let root = desk.keys().join("root.json");
    let display = Display::start(640, 360);
    let arguments = ["--demo", plain(&file), "--root", plain(&root)];
    let clock = WallClock::at("2099-12-31 12:00:00");
    let ended = Kiosk::run_in(|command| clock.on(command, true), &display, &arguments);
    assert_eq!(ended.code(), Some(1), "{}", ended.stderr);
    for word in [plain(&file), "was good until", "pack it again"] {
        assert!(ended.stderr.contains(word), "{word}: {}", ended.stderr);
    }

    let kiosk = Kiosk::start_under(&clock, &display, &arguments);
    kiosk.says_eventually("it is on the glass", |screen| screen.release == 1);
    let words = kiosk.words();
    assert!(words.contains("it is played all the same"), "{words}");
}

#[test]
fn an_installed_kiosk_believes_a_stick_by_its_own_root() {
    let (desk, others) = (Desk::new(), Desk::new());
    let stick = tempfile::tempdir().expect("a temporary folder can be made");
    let file = stick.path().join("booth.legeplads");
    desk.pack(&file);
    let display = Display::start(640, 360);
    let arguments = ["--demo", plain(&file)];
    let root = others.keys().join("root.json");
    let ended = Kiosk::run_in(|command| believing(&root, command), &display, &arguments);
    assert_eq!(ended.code(), Some(1), "{}", ended.stderr);
    let told = ended.stderr.contains("packed with other keys");
    assert!(told, "{}", ended.stderr);

    let root = desk.keys().join("root.json");
    let kiosk = Kiosk::start_in(|command| believing(&root, command), &display, &arguments);
    kiosk.says_eventually("it is on the glass", |screen| screen.release == 1);
    let words = kiosk.words();
    assert!(!words.contains("nobody said whose signature"), "{words}");
}
