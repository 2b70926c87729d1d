//! `legeplads-desk bake`.

use std::fs;

use crate::support::Town;

/// The numbers in what was said: scenes, baked, known, triangles.
fn numbers(out: &str) -> Vec<usize> {
    let digits = |c: char| !c.is_ascii_digit();
    let numbers = out.split(digits).filter_map(|text| text.parse().ok());
    numbers.take(4).collect()
}

#[test]
fn light_is_baked_ahead_of_publishing() {
    let town = Town::new();
    let first = town.bake();
    assert_eq!(first.code, Some(0), "{}{}", first.out, first.err);
    let [scenes, baked, known, triangles] = numbers(&first.out)[..] else {
        panic!("{}", first.out);
    };
    assert_eq!((baked, known), (scenes, 0), "{}", first.out);
    assert!(scenes > 2 && triangles > 1000, "{}", first.out);
    assert!(!town.out().join("blobs").exists(), "nothing is published");

    let again = town.bake();
    let told = numbers(&again.out);
    assert_eq!(told, [scenes, 0, scenes, triangles], "{}", again.out);

    let published = town.publish(&["--lit"]);
    assert!(
        published.out.contains("The light of all "),
        "{}",
        published.out
    );
}

#[test]
fn a_feed_with_errors_is_not_baked() {
    let town = Town::new();
    fs::write(town.feed().join("feed.ron"), "Feed(").expect("written");
    let said = town.bake();
    assert_eq!(said.code, Some(1));
    assert!(said.out.contains("feed.ron:1:"), "{}", said.out);
    assert!(said.err.contains("nothing was baked"), "{}", said.err);
}
