//! What staff are told when something is wrong.

use std::fs;

use crate::support::{Town, text};

fn told(said: &crate::support::Said) -> String {
    format!("exit {:?}\n{}{}", said.code, said.out, said.err)
}

#[test]
fn wrong_input_is_named_with_the_way_out() {
    let town = Town::new();
    let mut words = String::new();
    let mut tell = |what: &str, said: &crate::support::Said| {
        words += &format!("== {what}\n{}\n", told(said));
    };
    fs::create_dir(town.out()).expect("made");
    let nowhere = text(&town.out()).replace("/out", "/nowhere");
    let no_keys = text(&town.out()).replace("/out", "/no-keys");
    let in_keys = format!("{}/public", text(&town.keys()));

    tell("no keys", &town.publish(&["--keys", &no_keys]));
    tell(
        "an address of kiosks",
        &town.publish(&["--to", "https://example.org/billund"]),
    );
    tell(
        "an address with a slash too few",
        &town.publish(&["--to", "http:/127.0.0.1:8080"]),
    );
    tell("no bucket", &town.publish(&["--to", "s3:///billund"]));
    tell(
        "an unknown kind",
        &town.publish(&["--to", "ftp://example.org/billund"]),
    );
    tell(
        "the keys in what is published",
        &town.publish(&["--to", &in_keys]),
    );
    tell(
        "what is published in the feed",
        &town.publish(&["--to", text(&town.feed().join("public"))]),
    );
    tell("no such channel", &town.publish(&["--channel", "harbour"]));
    tell("nothing there", &town.tell("releases", &[]));
    tell("nothing to take down", &town.tell("takedown", &[]));
    tell("no folder", &town.tell("releases", &["--to", &nowhere]));

    assert_eq!(town.publish(&[]).code, Some(0));
    tell(
        "nothing on the channel",
        &town.tell("releases", &["--channel", "booth"]),
    );
    tell(
        "a folder of what is published",
        &town.publish(&["--to", text(&town.out().join("metadata"))]),
    );
    tell("no such release", &town.tell("diff", &["1", "9"]));
    tell("no number", &town.tell("rollback", &["yesterday"]));
    tell("no way back", &town.tell("rollback", &["9"]));
    tell("what stands", &town.tell("rollback", &["1"]));
    let long = "x".repeat(5000);
    town.edit("feed.ron", "Hele byen er", "Byen er");
    tell("a long note", &town.publish(&["--note", &long]));
    let other = Town::new();
    tell(
        "other keys",
        &town.publish(&["--keys", text(&other.keys())]),
    );
    tell(
        "other keys, to read",
        &town.tell("releases", &["--keys", text(&other.keys())]),
    );
    fs::remove_dir_all(town.keys().join("desks")).expect("removed");
    tell("a key that is not plugged in", &town.publish(&[]));
    let root = text(&town.out()).trim_end_matches("out").to_owned();
    let clean = words
        .replace(&root, "")
        .replace(&text(&other.keys()).replace("keys", ""), "");
    insta::assert_snapshot!(clean);
    assert_eq!(town.newest().version, 1);
}

#[test]
fn not_a_channel() {
    let said = Town::new().publish(&["--channel", "Live!"]);
    assert_eq!(said.code, Some(2));
    assert!(
        said.err.contains("\"Live!\" is not a channel's id"),
        "{}",
        said.err
    );
}
