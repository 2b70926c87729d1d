//! One signed file for a stick.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::Timestamp;
use legeplads_trust::keys::KeyRing;
use legeplads_trust::pack::{Pack, read};
use legeplads_trust::{Clock, Digest};

use crate::support::{Town, program, text};

/// 2026-11-22.
const NOW: i64 = 1_795_305_600;

fn packing(town: &Town, to: &Path, more: &[&str]) -> Command {
    let mut program = program();
    program
        .args(["pack", text(&town.feed()), "--unlit"])
        .args(["--keys", text(&town.keys()), "--to", text(to)])
        .args(more)
        .env("XDG_CACHE_HOME", town.cache())
        .env("SOURCE_DATE_EPOCH", NOW.to_string());
    program
}

fn file(town: &Town) -> PathBuf {
    town.out().with_file_name("booth.legeplads")
}

fn opened(town: &Town, bytes: &[u8]) -> Pack {
    let root = fs::read(town.keys().join("root.json")).expect("there");
    let clock = Clock::Synced(Timestamp::from_second(NOW).expect("a moment"));
    read(bytes, Some(&root), clock).expect("it holds")
}

#[test]
fn the_same_input_gives_the_same_file_and_what_is_published() {
    let town = Town::new();
    let (one, other) = (file(&town), town.out().with_file_name("again.legeplads"));
    let said = town.said(&mut packing(&town, &one, &["--note", " For  the fair\n"]));
    assert_eq!(said.code, Some(0), "{}", said.err);
    let root = fs::read(town.keys().join("root.json")).expect("there");
    for word in [
        "is packed into booth.legeplads: release 1, ",
        " files, ",
        &format!("with the root {}", Digest::of(&root)),
        "legeplads-kiosk --demo booth.legeplads --root root.json",
    ] {
        assert!(said.out.contains(word), "{word}: {}", said.out);
    }
    let said = town.said(&mut packing(&town, &other, &["--note", "For the fair"]));
    assert_eq!(said.code, Some(0), "{}", said.err);
    let bytes = fs::read(&one).expect("written");
    assert!(bytes == fs::read(&other).expect("written"), "byte for byte");

    let pack = opened(&town, &bytes);
    let manifest = pack.manifest.manifest();
    assert_eq!(manifest.note, "For the fair");
    assert_eq!(manifest.created.as_second(), NOW);
    assert_eq!(town.publish(&[]).code, Some(0));
    let published = town.newest();
    assert!(
        manifest.files().eq(published.files()),
        "as it would be published"
    );
    for (path, digest, size) in manifest.files() {
        let extent = pack.contents[&digest];
        let at = usize::try_from(extent.at).expect("a place in memory");
        let length = usize::try_from(size).expect("a length");
        assert_eq!(Digest::of(&bytes[at..at + length]), digest, "{path}");
    }
}

#[test]
fn what_cannot_be_packed_leaves_what_was_there() {
    let town = Town::new();
    let to = file(&town);
    fs::write(&to, "the pack before").expect("written");
    let nowhere = to.with_file_name("no/such/folder/booth.legeplads");
    let said = town.said(&mut packing(&town, &nowhere, &[]));
    assert_eq!(said.code, Some(1));
    assert!(
        said.err.contains("cannot write no/such/folder"),
        "{}",
        said.err
    );
    let said = town.said(&mut packing(&town, &to, &["--channel", "nowhere"]));
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("there are: booth, live"), "{}", said.err);
    let said = town.said(packing(&town, &to, &[]).env("SOURCE_DATE_EPOCH", "yesterday"));
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("seconds since 1970"), "{}", said.err);
    town.edit("feed.ron", "Feed(", "Food(");
    let said = town.said(&mut packing(&town, &to, &[]));
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("nothing was packed"), "{}", said.err);
    assert_eq!(fs::read(&to).expect("there"), b"the pack before");
    // Nothing half-written lies beside it.
    let beside = fs::read_dir(to.parent().expect("a folder")).expect("a folder");
    let names = beside.map(|entry| entry.expect("an entry").file_name());
    let left: Vec<_> = names
        .filter(|name| name.to_string_lossy().starts_with(".tmp"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

/// The offline and the online keys are not where it is packed.
#[test]
fn the_desk_s_key_alone_will_do() {
    let town = Town::new();
    for folder in ["offline", "online"] {
        fs::remove_dir_all(town.keys().join(folder)).expect("removed");
    }
    let to = file(&town);
    let said = town.said(&mut packing(&town, &to, &["--channel", "booth"]));
    assert_eq!(said.code, Some(0), "{}", said.err);
    let pack = opened(&town, &fs::read(&to).expect("written"));
    assert_eq!(pack.channel.as_str(), "booth");
}

/// The release's number, as its file says it.
fn packed(town: &Town, to: &Path, more: &[&str]) -> (u64, String) {
    let said = town.said(&mut packing(town, to, more));
    assert_eq!(said.code, Some(0), "{}", said.err);
    let pack = opened(town, &fs::read(to).expect("written"));
    let number = pack.manifest.manifest().version;
    assert!(
        said.out.contains(&format!(": release {number}, ")),
        "{}",
        said.out
    );
    (number, said.out)
}

#[test]
fn a_pack_counts_on_from_the_one_that_it_replaces() {
    let town = Town::new();
    let to = file(&town);
    let (number, said) = packed(&town, &to, &[]);
    assert_eq!(number, 1);
    assert!(said.contains("Release 1: no release before it"), "{said}");
    let first = fs::read(&to).expect("written");
    let (number, said) = packed(&town, &to, &[]);
    assert_eq!(number, 1, "{said}");
    assert!(said.contains("nothing has changed since"), "{said}");
    assert!(first == fs::read(&to).expect("written"), "byte for byte");
    town.edit("feed.ron", "Feed(", "Feed( ");
    let (number, said) = packed(&town, &to, &[]);
    assert_eq!(number, 2);
    assert!(said.contains("Release 2: it follows release 1."), "{said}");

    // Another channel's, and what is no pack, say nothing of this one's.
    assert_eq!(packed(&town, &to, &["--channel", "booth"]).0, 1);
    fs::write(&to, "no pack").expect("written");
    assert_eq!(packed(&town, &to, &[]).0, 1);
    assert_eq!(packed(&town, &to, &["--release", "40"]).0, 40);
    town.edit("feed.ron", "Feed( ", "Feed(  ");
    assert_eq!(packed(&town, &to, &[]).0, 41);
    let said = town.said(&mut packing(&town, &to, &["--release", "0"]));
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("from 1 on"), "{}", said.err);
}

/// So that a stick's number is one that staff find in `releases`.
#[test]
fn a_pack_has_the_number_of_what_is_published_if_that_is_the_same() {
    let town = Town::new();
    let (to, out) = (file(&town), town.out());
    assert_eq!(town.publish(&[]).code, Some(0));
    town.edit("feed.ron", "Feed(", "Feed( ");
    assert_eq!(town.publish(&[]).code, Some(0));
    let after = ["--after", text(&out)];
    assert_eq!(packed(&town, &to, &after).0, 2, "as published");
    town.edit("feed.ron", "Feed( ", "Feed(  ");
    assert_eq!(packed(&town, &to, &after).0, 3);
    let said = town.said(&mut packing(&town, &to, &["--after", "no/such/place"]));
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("no/such/place"), "{}", said.err);
}

const DAY: i64 = 24 * 60 * 60;

#[test]
fn what_it_rests_on_must_not_have_expired() {
    let town = Town::new();
    let to = file(&town);
    let targets = KeyRing::open(&town.keys()).expect("keys").targets_expires();
    let on = |days: i64| {
        let then = targets.as_second() + days * DAY;
        let mut packing = packing(&town, &to, &[]);
        town.said(packing.env("SOURCE_DATE_EPOCH", then.to_string()))
    };
    let renew = "sign it again with: legeplads-desk keys renew --also STICK";
    let said = on(-31);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(!said.out.contains("! "), "{}", said.out);
    let said = on(-10);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let warning = format!("\n! targets ends in 10 days: {renew}");
    assert!(said.out.contains(&warning), "{}", said.out);
    let before = fs::read(&to).expect("packed");
    for days in [0, 3] {
        let said = on(days);
        assert_eq!(said.code, Some(1), "{}", said.out);
        for word in ["targets ended ", renew, "nothing was packed"] {
            assert!(said.err.contains(word), "{word}: {}", said.err);
        }
    }
    assert!(before == fs::read(&to).expect("there"), "it stands");
}

/// A folder in which one may write, and which one may not read: only the last step of all fails there.
#[test]
fn a_file_that_is_written_is_not_said_to_be_missing() {
    let town = Town::new();
    let stick = town.out().with_file_name("stick");
    fs::create_dir(&stick).expect("a folder");
    fs::set_permissions(&stick, Permissions::from_mode(0o300)).expect("set");
    let to = stick.join("booth.legeplads");
    // To root no folder is closed.
    let plain = packing(&town, &to, &[]);
    let mut limited = Command::new("setpriv");
    limited
        .args(["--bounding-set", "-dac_override,-dac_read_search", "--"])
        .arg(plain.get_program())
        .args(plain.get_args());
    for (name, value) in plain.get_envs() {
        if let Some(value) = value {
            limited.env(name, value);
        }
    }
    let is_root = fs::read_dir(&stick).is_ok();
    let said = town.said(&mut if is_root { limited } else { plain });
    fs::set_permissions(&stick, Permissions::from_mode(0o700)).expect("set");
    assert_eq!(said.code, Some(1), "{}", said.out);
    for word in ["stick/booth.legeplads is written", "run sync"] {
        assert!(said.err.contains(word), "{word}: {}", said.err);
    }
    assert!(!said.err.contains("othing was packed"), "{}", said.err);
    opened(&town, &fs::read(&to).expect("it is there, and whole"));
}
