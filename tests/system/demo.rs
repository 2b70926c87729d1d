//! `--demo`: the real program plays by itself, and nothing of it goes anywhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use legeplads_store::Screen;
use legeplads_tests::{Display, Kiosk, repository};

/// Where nothing lies, on a display of 1280×720.
const SEA: (u32, u32) = (640, 710);

/// The budget is three seconds on two cores that have nothing else to do; this holds on a machine
/// that has.
const START: Duration = Duration::from_secs(12);

#[test]
fn a_demo_plays_itself_gives_way_and_stays_sealed() {
    let display = Display::start(1280, 720);
    let begun = Instant::now();
    let kiosk = Kiosk::start(&display, &["--demo"]);
    kiosk.eventually("the town is seen", || {
        shows_something(&display).then_some(())
    });
    let start = begun.elapsed();
    let screen = kiosk.says_eventually("it shows itself", |screen| screen.frames >= 3);
    println!("from start to show: {start:?}");
    assert!(start < START, "{start:?}");
    assert!(screen.demo && screen.release == 0, "{screen:?}");
    assert_eq!(
        (screen.feed.as_str(), screen.screen.as_str()),
        ("billund", "attract")
    );

    // Nobody touches anything.
    kiosk.says_eventually("the hand begins", |screen| screen.screen == "island");
    let there = kiosk.says_eventually("the tour", |screen| screen.screen.starts_with("tour/"));
    is_sealed(&kiosk);

    // A clicker, and a visitor.
    display.press_keys(&["Next"]);
    let next = kiosk.says_eventually("the next stop", |screen| {
        screen.screen.starts_with("tour/") && screen.screen != there.screen
    });
    display.press_keys(&["Home"]);
    kiosk.says_eventually("restart", |screen| screen.screen == "attract");
    display.click(&[SEA]);
    kiosk.says_eventually("the visitor's touch", |screen| screen.screen == "island");
    assert!(next.demo);
    is_sealed(&kiosk);
}

/// An empty display has one colour.
fn shows_something(display: &Display) -> bool {
    let picture = display.picture();
    let seen: BTreeSet<[u8; 3]> = picture.pixels().step_by(97).map(|pixel| pixel.0).collect();
    seen.len() > 200
}

/// Nothing but `screen.ron` and the mark is written, no socket of a network is open, and no other
/// program was started.
fn is_sealed(kiosk: &Kiosk) {
    let files: BTreeSet<String> = fs::read_dir(kiosk.store())
        .expect("the folder can be read")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        // What is just being written.
        .filter(|name| *name != format!(".{}.part", Screen::FILE))
        .collect();
    let ours = ["demo", Screen::FILE].map(str::to_owned);
    assert_eq!(files, BTreeSet::from(ours));

    let process = format!("/proc/{}", kiosk.id());
    let open = fs::read_dir(format!("{process}/fd")).expect("its files can be listed");
    let sockets: BTreeSet<String> = open
        .filter_map(|entry| fs::read_link(entry.ok()?.path()).ok())
        .filter_map(|to| {
            let to = to.to_string_lossy().into_owned();
            Some(
                to.strip_prefix("socket:[")?
                    .trim_end_matches(']')
                    .to_owned(),
            )
        })
        .collect();
    // The display's, which is no network's.
    assert!(!sockets.is_empty(), "the display's socket is found");
    for kind in ["tcp", "tcp6", "udp", "udp6", "raw", "raw6", "packet"] {
        let table = fs::read_to_string(format!("{process}/net/{kind}")).unwrap_or_default();
        let words: BTreeSet<&str> = table.split_whitespace().collect();
        let found = sockets
            .iter()
            .find(|socket| words.contains(socket.as_str()));
        assert_eq!(found, None, "a socket of {kind} is open");
    }

    let parent = |stat: &str| {
        let (_, fields) = stat.rsplit_once(')')?;
        fields.split_whitespace().nth(1)?.parse::<u32>().ok()
    };
    let processes = fs::read_dir("/proc").expect("processes can be listed");
    let children = processes
        .filter_map(|entry| fs::read_to_string(entry.ok()?.path().join("stat")).ok())
        .filter(|stat| parent(stat) == Some(kiosk.id()));
    assert_eq!(children.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn a_demo_refuses_a_feed_and_a_real_kiosk_s_store_and_says_what_to_do() {
    let display = Display::start(640, 360);
    let store = tempfile::tempdir().expect("a temporary folder can be made");
    fs::create_dir(store.path().join("slots")).expect("a folder can be made");
    let text = |path: &Path| path.to_str().expect("a plain name").to_owned();
    let refuses = |arguments: &[&str], words: &[&str]| {
        let ended = Kiosk::run(&display, arguments);
        assert_ne!(ended.code(), Some(0), "{arguments:?}");
        for word in words {
            assert!(
                ended.stderr.contains(word),
                "{arguments:?}: {}",
                ended.stderr
            );
        }
    };
    refuses(
        &["--demo", "--store", &text(store.path())],
        &["no demo's folder", "slots", "new or empty"],
    );
    let left: Vec<_> = fs::read_dir(store.path()).expect("readable").collect();
    assert_eq!(left.len(), 1, "it is left as it was");
    let contradictory = ["--demo", "--feed", "http://127.0.0.1:1", "--root", "r"];
    for arguments in [&contradictory[..], &contradictory[..3]] {
        refuses(
            arguments,
            &[
                "--feed does not go with --demo",
                "never uses a network",
                "--demo content/",
            ],
        );
    }
    let missing = text(&repository().join("content/nowhere"));
    refuses(&["--demo", &missing], &["nowhere"]);
}

#[test]
fn a_demo_plays_a_feed_s_folder() {
    let content = repository().join("content/aalborg");
    let content = content.to_str().expect("a plain name");
    let display = Display::start(1280, 720);
    let kiosk = Kiosk::start(&display, &["--demo", content]);
    let screen = kiosk.says_eventually("it shows itself", |screen| screen.frames >= 3);
    assert_eq!(screen.feed, "aalborg");
    kiosk.says_eventually("the tour", |screen| screen.screen.starts_with("tour/"));
}
