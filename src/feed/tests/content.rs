//! The feeds that ship with the program are without fault.

mod support;

use std::path::Path;

use legeplads_feed::ActivityKind;
use support::{folder, shown};

fn without_fault(name: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../content")
        .join(name);
    let reading = legeplads_feed::read(&folder(&root));
    assert_eq!(shown(&reading), "");
    let feed = reading.feed.expect("a feed");
    assert_eq!(feed.id, name, "a feed's folder has its name");
    let again = legeplads_feed::read(&legeplads_feed::print(&feed));
    assert_eq!(again.feed, Some(feed), "it reads as the same when printed");
}

#[test]
fn billund_is_without_fault() {
    without_fault("billund");
}

#[test]
fn aalborg_is_without_fault() {
    without_fault("aalborg");
}

/// What a tour worth a stop has at least.
#[test]
fn billund_has_enough_to_play() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/billund");
    let feed = legeplads_feed::read(&folder(&root)).feed.expect("a feed");
    let kinds = |kind: fn(&ActivityKind) -> bool| {
        let played = feed.stops.values();
        let played = played.filter_map(|stop| feed.activity(&stop.activity));
        played.filter(|activity| kind(&activity.kind)).count()
    };
    assert!(feed.tour.len() >= 9 && feed.cards.len() >= 40);
    assert!(kinds(|kind| matches!(kind, ActivityKind::Quiz(_))) >= 3);
    let choices =
        |kind: &ActivityKind| matches!(kind, ActivityKind::ThisOrThat(_) | ActivityKind::Dots(_));
    assert!(kinds(choices) >= 3);
}
