//! Hostile files in a feed's folder: refused in good time, by name, and with little memory.

#[path = "../../../store/tests/hostile/mod.rs"]
mod files;

use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use self::files::{File, documents, fonts, pictures};
use crate::support::{Said, Town, program};

/// Far more than any of these takes, and far less than a hang.
const SOON: Duration = Duration::from_secs(30);

/// Kilobytes that the program may have at any time.
const MEMORY: u64 = 300 * 1024;

/// Runs to the end, within time and memory.
fn run(town: &Town, name: &str, command: &mut Command) -> Said {
    let began = Instant::now();
    let out = fs::File::create(town.out().with_extension("words")).expect("a file");
    let err = out.try_clone().expect("a file");
    let command = command.stdout(out).stderr(err).stdin(Stdio::null());
    let mut child = command.spawn().expect("started");
    let mut most = 0;
    let code = loop {
        most = most.max(peak(&child).unwrap_or(most));
        if let Some(status) = child.try_wait().expect("it can be asked") {
            break status.code();
        }
        assert!(began.elapsed() < SOON, "{name} takes for ever");
        std::thread::yield_now();
    };
    assert!(most < MEMORY, "{name} takes {most} kB");
    let words = fs::read_to_string(town.out().with_extension("words")).expect("text");
    Said {
        code,
        out: words,
        err: String::new(),
    }
}

/// The most that a living process ever had in memory, in kilobytes.
fn peak(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

fn check(town: &Town, name: &str) -> Said {
    run(town, name, program().arg("check").arg(town.feed()))
}

/// Both doors refuse the folder as it is, and name the file.
fn is_refused(town: &Town, name: &str, path: &str) {
    let doors = [
        check(town, name),
        run(town, name, &mut town.publishing(&[])),
    ];
    for said in doors {
        assert_eq!(said.code, Some(1), "{name}: {}", said.out);
        assert!(said.out.contains(path), "{name}: {}", said.out);
        assert!(!said.out.contains("panicked"), "{name}: {}", said.out);
    }
}

/// With each of the files at a path, alone.
fn are_refused(at: impl Fn(&File) -> String, files: Vec<File>) {
    let town = Town::new();
    fs::create_dir_all(town.feed().join("fonts")).expect("made");
    assert_eq!(town.publish(&[]).code, Some(0));
    let before = town.newest();
    for file in files {
        let path = at(&file);
        let there = town.feed().join(&path);
        let good = fs::read(&there).ok();
        fs::write(&there, &file.bytes).expect("written");
        is_refused(&town, &file.name, &path);
        match good {
            Some(good) => fs::write(&there, good).expect("written"),
            None => fs::remove_file(&there).expect("removed"),
        }
    }
    assert_eq!(town.newest(), before, "what was published stands");
    assert_eq!(check(&town, "the good feed").code, Some(0));
}

#[test]
fn pictures_are_refused_by_name() {
    are_refused(|file| format!("media/{}", file.name), pictures::hostile());
}

#[test]
fn fonts_are_refused_by_name() {
    are_refused(|file| format!("fonts/{}", file.name), fonts::hostile());
}

#[test]
fn documents_are_refused_by_name() {
    are_refused(|_| "events.ron".to_owned(), documents::hostile());
}

#[test]
fn what_looks_odd_and_is_fine_is_published() {
    let town = Town::new();
    fs::create_dir_all(town.feed().join("fonts")).expect("made");
    let events = fs::read_to_string(town.feed().join("events.ron")).expect("text");
    for File { name, bytes } in pictures::odd() {
        fs::write(town.feed().join("media").join(name), bytes).expect("written");
    }
    for File { name, bytes } in fonts::odd() {
        fs::write(town.feed().join("fonts").join(name), bytes).expect("written");
    }
    for File { name, bytes } in documents::odd(&events) {
        fs::write(town.feed().join("events.ron"), bytes).expect("written");
        let said = check(&town, &name);
        assert_eq!(said.code, Some(0), "{name}: {}", said.out);
    }
    let said = town.publish(&[]);
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
}

#[test]
fn a_feed_brings_its_own_font() {
    let town = Town::new();
    fs::create_dir_all(town.feed().join("fonts")).expect("made");
    let font = town.feed().join("fonts/town.ttf");
    // Everything that its texts need but `ø`.
    let letters: String = ('!'..='~').chain("æåÆØÅäöüß’–…“”„".chars()).collect();
    fs::write(&font, fonts::good(&letters)).expect("written");
    town.edit(
        "feed.ron",
        "headline:",
        "fonts: (reading: \"fonts/town.ttf\"),\n    headline:",
    );
    let said = town.check(&[]);
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
    assert!(said.out.contains("`ø` (U+00F8)"), "{}", said.out);
    let said = town.publish(&[]);
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
    assert!(said.out.contains("1 font"), "{}", said.out);
    let published = town.newest();
    assert_eq!(published.fonts[0].path, "fonts/town.ttf");

    fs::write(&font, fonts::good(&(letters + "ø"))).expect("written");
    let said = town.publish(&[]);
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
    assert!(said.out.contains("changed: fonts/town.ttf"), "{}", said.out);
    let said = town.tell("diff", &["1", "2"]);
    assert!(
        said.out.contains("fonts\n  changed  fonts/town.ttf"),
        "{}",
        said.out
    );
}
