//! The feeds that ship with the program are without fault.

mod support;

use std::path::Path;

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
