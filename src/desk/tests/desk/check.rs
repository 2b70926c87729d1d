//! `legeplads-desk check`.

use std::fs;
use std::os::unix::fs::symlink;

use serde_json::Value;

use crate::support::{Town, desk};

#[test]
fn a_feed_in_order() {
    let said = Town::new().check(&[]);
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
    assert!(
        said.out
            .starts_with("tiny is fit to be published: 5 stops, "),
        "{}",
        said.out
    );
    assert!(
        said.out.ends_with("2 languages; 0 errors, 0 warnings\n"),
        "{}",
        said.out
    );
}

#[test]
fn what_is_wrong_is_shown_in_its_place() {
    let town = broken();
    let said = town.check(&[]);
    assert_eq!(said.code, Some(1));
    assert_eq!(said.err, "");
    assert!(!said.out.contains('\x1b'), "no colour where nobody sees it");
    insta::assert_snapshot!(said.out);
}

#[test]
fn json_has_an_object_a_line() {
    let said = broken().check(&["--format", "json"]);
    assert_eq!(said.code, Some(1));
    let lines: Vec<Value> = said
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect("an object"))
        .collect();
    assert_eq!(lines.len(), 2, "{}", said.out);
    let stop = &lines[0];
    assert_eq!(stop["file"], "feed.ron");
    assert_eq!(stop["severity"], "error");
    assert_eq!(stop["line"], 13);
    assert!(stop["code"].as_str().is_some_and(|code| !code.is_empty()));
    assert!(
        stop["message"]
            .as_str()
            .is_some_and(|words| words.contains("gardn"))
    );
    assert!(stop["span"]["start"].as_u64() < stop["span"]["end"].as_u64());

    let none = Town::new().check(&["--format", "json"]);
    assert_eq!((none.code, none.out.as_str()), (Some(0), ""));
}

/// An unknown stop, and a number that is none.
fn broken() -> Town {
    let town = Town::new();
    town.edit("feed.ron", "\"garden\", ", "\"gardn\", ");
    town.edit("places.ron", "latitude: ", "latitude: north ");
    town
}

#[test]
fn files_that_do_not_belong_are_named() {
    let town = Town::new();
    fs::write(town.feed().join("media/photo.heic"), b"not for kiosks").expect("written");
    symlink("/etc/passwd", town.feed().join("cards/secret.ron")).expect("linked");
    let said = town.check(&[]);
    assert_eq!(said.code, Some(1));
    insta::assert_snapshot!(said.out);
}

#[test]
fn another_folder_than_the_feeds() {
    let town = Town::new();
    let feed = town.feed();
    let root = feed.parent().expect("a folder");
    for named in [root.to_owned(), root.join("tinny"), feed.join("feed.ron")] {
        let said = desk(&["check", crate::support::text(&named)]);
        assert_eq!(said.code, Some(1));
        assert!(said.out.contains("no feed lies here"), "{}", said.out);
        let words = format!("help: there is one in `{}`", feed.display());
        let flat = said.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(&words), "{}", said.out);
        assert!(said.out.lines().count() < 9, "{}", said.out);
    }
}

#[test]
fn a_folder_that_is_not_there() {
    let said = desk(&["check", "no/such/folder"]);
    assert_eq!(said.code, Some(1));
    assert!(said.out.contains("no/such/folder"), "{}", said.out);
    assert!(said.out.contains("cannot be read"), "{}", said.out);
}
