//! A desk's computer is stolen, with the desk's key and the online key on it: the way that
//! READ-ME-FIRST.md shows.

use std::fs;
use std::path::Path;

use crate::support::{Said, Town, desk, text};

fn keys(arguments: &[&str], folder: &Path) -> Said {
    let said = desk(&[&["keys"], arguments, &["--keys", text(folder)]].concat());
    assert_eq!(said.code, Some(0), "{}", said.err);
    said
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).expect("made");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let to = to.join(path.file_name().expect("a name"));
        match path.is_dir() {
            true => copy(&path, &to),
            false => drop(fs::copy(&path, &to).expect("copied")),
        }
    }
}

#[test]
fn a_stolen_computer_publishes_no_more() {
    let town = Town::new();
    let (office, out) = (town.keys(), town.out());
    let beside = |name: &str| office.with_file_name(name);
    let (stick, stolen) = (beside("stick"), beside("stolen"));
    fs::rename(office.join("offline"), &stick).expect("on a stick");
    assert_eq!(town.publish(&["--note", "ours"]).code, Some(0));
    copy(&office, &stolen);
    town.edit("feed.ron", "Hele byen er", "Tyven var her: byen er");
    let thief = ["--keys", text(&stolen)];
    assert_eq!(town.publish(&thief).code, Some(0), "nobody knows yet");

    let also = ["--also", text(&stick)];
    keys(&[&["rotate", "desk"], &also[..]].concat(), &office);
    keys(&[&["rotate", "online"], &also[..]].concat(), &office);
    keys(&["renew", "--to", text(&out)], &office);
    town.edit("feed.ron", "Tyven var her", "Tyven kom igen");
    for said in [
        town.publish(&thief),
        town.tell("takedown", &thief),
        town.tell("rollback", &[&["1"], &thief[..]].concat()),
    ] {
        assert_eq!(said.code, Some(1), "{}", said.out);
        let words = "made since this folder was copied";
        assert!(said.err.contains(words), "{}", said.err);
    }
    assert_eq!(town.newest().version, 2);

    // What the thief put up is found and taken back.
    let said = town.tell("diff", &["1", "2"]);
    assert!(said.out.contains("headline (da)"), "{}", said.out);
    let said = town.tell("rollback", &["1"]);
    assert!(said.out.starts_with("Release 3 "), "{}", said.err);
}
