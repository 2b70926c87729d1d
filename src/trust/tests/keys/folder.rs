//! The keys' folder on disk.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use legeplads_trust::keys::{KeyError, KeyRing};

use crate::support::{Folder, channel, keys, now, wait};

const PRIVATE: [&str; 6] = [
    "offline/root-1.pem",
    "offline/root-2.pem",
    "offline/root-3.pem",
    "offline/targets.pem",
    "online/online.pem",
    "desks/desk.pem",
];

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("there").permissions().mode() & 0o777
}

#[test]
fn what_was_saved_is_read_again() {
    let keys = keys();
    let folder = Folder::of(&keys);
    let again = folder.open().expect("it holds");
    assert_eq!(again.root(), keys.root());
    assert_eq!(again.roles(), keys.roles());
    for (name, role) in keys.roles().all() {
        assert!(role.keys.values().all(|key| again.has(key)), "{name}");
    }
    assert_eq!(
        fs::read(folder.path().join("root.json")).expect("read"),
        keys.root()
    );
}

#[test]
fn only_the_owner_can_read_private_keys() {
    let folder = Folder::of(&keys());
    assert_eq!(mode(&folder.path()), 0o700);
    for file in PRIVATE {
        assert_eq!(mode(&folder.path().join(file)), 0o600, "{file}");
    }
}

#[test]
fn the_page_names_every_private_key_and_every_desk() {
    let mut keys = keys();
    wait(keys.add_desk("library", &[channel("booth"), channel("test")], now())).expect("added");
    let folder = Folder::of(&keys);
    let page = fs::read_to_string(folder.path().join("READ-ME-FIRST.md")).expect("a page");
    for file in PRIVATE {
        assert!(page.contains(file), "{file} is not in:\n{page}");
    }
    let desk =
        "| desks/library.pem | on the computer of the desk `library` | publish on: booth, test |";
    assert!(page.contains(desk), "{page}");
    assert!(page.lines().count() < 70, "one page");
}

#[test]
fn a_folder_that_is_there_is_left_alone() {
    let folder = Folder::of(&keys());
    let before = fs::read(folder.path().join(PRIVATE[0])).expect("read");
    let error = keys().save_new(&folder.path()).expect_err("it is there");
    assert!(
        matches!(&error, KeyError::Exists(path) if *path == folder.path()),
        "{error}"
    );
    assert_eq!(
        fs::read(folder.path().join(PRIVATE[0])).expect("read"),
        before
    );
}

#[test]
fn a_folder_without_roles_is_no_keys_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let error = KeyRing::open(folder.path()).expect_err("empty");
    assert!(matches!(error, KeyError::NotKeys(_)), "{error}");
    let error = KeyRing::open(&folder.path().join("nowhere")).expect_err("not there");
    assert!(matches!(error, KeyError::NotKeys(_)), "{error}");
}

#[test]
fn private_keys_may_be_elsewhere_and_come_on_sticks() {
    let folder = Folder::of(&keys());
    let stick = tempfile::tempdir().expect("a stick");
    fs::rename(folder.path().join("offline"), stick.path().join("offline")).expect("moved");
    fs::write(stick.path().join("holiday.pem"), "somebody else's").expect("written");
    let mut keys = folder.open().expect("without its offline keys");
    wait(keys.rotate("online", now())).expect_err("no root keys");
    assert_eq!(keys.plug_in(stick.path()).expect("read"), 4);
    wait(keys.rotate("online", now())).expect("two root keys");
    keys.save(&folder.path()).expect("saved");

    assert!(
        !folder.path().join("offline/root-1.pem").exists(),
        "sticks are not copied"
    );
    assert!(folder.path().join("online/online-2.pem").exists());
    assert!(
        folder.path().join("online/online.pem").exists(),
        "nothing is deleted"
    );
    let again = folder.open().expect("it holds");
    assert_eq!(again.root(), keys.root());
    assert_eq!(again.first_root(), keys.first_root());
    assert_eq!(
        fs::read(folder.path().join("root.json")).expect("read"),
        keys.root()
    );
}

#[test]
fn a_stick_of_strangers_has_none_of_our_keys() {
    let mut ours = keys();
    let theirs = Folder::of(&keys());
    assert_eq!(ours.plug_in(&theirs.path()).expect("read"), 0);
    let error = ours
        .plug_in(&theirs.path().join("nowhere"))
        .expect_err("not there");
    assert!(matches!(error, KeyError::Disk { .. }), "{error}");
}

#[test]
fn a_change_that_breaks_off_before_roles_ron_has_not_happened() {
    let folder = Folder::of(&keys());
    let roles = fs::read(folder.path().join("roles.ron")).expect("read");
    let mut keys = folder.open().expect("it holds");
    let root = keys.root().to_vec();
    wait(keys.rotate("online", now())).expect("rotated");
    keys.save(&folder.path()).expect("saved");
    fs::write(folder.path().join("roles.ron"), roles).expect("the last file but two");

    let mut keys = folder.open().expect("it holds");
    assert_eq!(keys.root(), root);
    wait(keys.rotate("online", now())).expect("rotated");
    let error = keys
        .save(&folder.path())
        .expect_err("a key lies in the way");
    assert!(
        matches!(&error, KeyError::Stray(path) if path.ends_with("online-2.pem")),
        "{error}"
    );
    fs::remove_file(folder.path().join("online/online-2.pem")).expect("moved away");
    keys.save(&folder.path()).expect("saved");
    assert_eq!(folder.open().expect("it holds").root(), keys.root());
}

#[test]
fn a_damaged_file_is_named() {
    let file = |file: &str, change: &dyn Fn(&str) -> String| {
        let folder = Folder::of(&keys());
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).expect("read");
        let changed = change(&text);
        assert_ne!(text, changed, "{file}");
        fs::write(&path, changed).expect("written");
        folder.open().expect_err(file).to_string()
    };
    let garbage = |_: &str| "garbage".to_owned();
    for name in [
        "roles.ron",
        "roots/1.root.json",
        "metadata/1.targets.json",
        "online/online.pem",
    ] {
        let said = file(name, &garbage);
        assert!(said.contains(name), "{said}");
    }
    let later = |text: &str| text.replacen("\"expires\": \"20", "\"expires\": \"21", 1);
    assert!(file("roots/1.root.json", &later).starts_with("roots/1.root.json: "));
    assert!(file("metadata/1.targets.json", &later).starts_with("metadata/1.targets.json: "));
    let said = file("roles.ron", &|text| {
        text.replace("threshold: 2", "threshold: 4")
    });
    assert!(
        said.contains("root needs 4 signatures and has 3 keys"),
        "{said}"
    );
    let said = file("roles.ron", &|text| {
        text.replace("threshold: 2", "threshold: 1")
    });
    assert!(
        said.contains("it has other keys than roots/1.root.json"),
        "{said}"
    );
    let said = file("roles.ron", &|text| text.replace("\"live\"", "\"booth\""));
    assert!(
        said.contains("it has other desks than metadata/1.targets.json"),
        "{said}"
    );
    let said = file("roles.ron", &|text| text.replace("format: 1", "format: 2"));
    assert!(said.contains("update the program"), "{said}");
}

#[test]
fn a_missing_file_is_named() {
    let folder = Folder::of(&keys());
    fs::remove_file(folder.path().join("metadata/1.targets.json")).expect("removed");
    assert_eq!(
        folder.open().expect_err("missing").to_string(),
        "metadata/1.targets.json: it is missing. Put back the file from a copy of the keys' folder"
    );
}

#[test]
fn days_may_be_changed_by_hand() {
    let folder = Folder::of(&keys());
    let path = folder.path().join("roles.ron");
    let text = fs::read_to_string(&path).expect("read");
    fs::write(&path, text.replace("days: 730", "days: 365")).expect("written");
    assert_eq!(folder.open().expect("it holds").roles().root.days, 365);
}
