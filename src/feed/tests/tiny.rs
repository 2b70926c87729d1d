//! The small feed, which others use as well, is without fault.

mod support;

use support::{shown, tiny};

#[test]
fn the_tiny_feed_is_without_fault() {
    let reading = legeplads_feed::read(&tiny());
    assert_eq!(shown(&reading), "");
    let feed = reading.feed.expect("a feed");
    assert_eq!(feed.tour.len(), 5);
    assert_eq!(feed.stops.len(), 5);
    assert_eq!(feed.activities.len(), 9);
}

#[test]
fn a_printed_feed_reads_as_the_same() {
    let feed = legeplads_feed::read(&tiny()).feed.expect("a feed");
    let again = legeplads_feed::read(&legeplads_feed::print(&feed));
    assert_eq!(shown(&again), "");
    assert_eq!(again.feed, Some(feed));
}
