//! A gift: what is told of it on which day, and what a reading says of one that cannot be given.

mod support;

use insta::assert_snapshot;
use jiff::civil::date;
use legeplads_feed::{ActivityId, ActivityKind, Documents, Feed, Gift};
use support::{pointed_at_in, shown, tiny};

const GIFT: &str = "activities/gift.ron";

fn giving() -> Documents {
    let mut documents = tiny();
    documents.insert(GIFT, include_str!("fixtures/asks/gift.ron"));
    documents
}

fn feed() -> Feed {
    let reading = legeplads_feed::read(&giving());
    assert_eq!(shown(&reading), "");
    reading.feed.expect("a feed")
}

fn gift(feed: &Feed) -> &Gift {
    match &feed.activities[&ActivityId::from("gift")].kind {
        ActivityKind::Gift(gift) => gift,
        _ => panic!("a gift"),
    }
}

#[test]
fn it_is_given_from_the_day_of_the_decision_until_it_is_over() {
    let feed = feed();
    for (day, given) in [
        (date(2026, 4, 30), None),
        (date(2026, 5, 1), Some("tree")),
        (date(2026, 9, 30), Some("tree")),
        (date(2026, 10, 1), None),
    ] {
        let told = gift(&feed).given(day).map(|(option, _)| option.id.as_str());
        assert_eq!(told, given, "{day}");
    }
}

#[test]
fn it_reads_as_the_same_when_printed() {
    let feed = feed();
    let again = legeplads_feed::read(&legeplads_feed::print(&feed));
    assert_eq!(shown(&again), "");
    assert_eq!(again.feed, Some(feed));
}

#[test]
fn a_gift_with_one_fault() {
    assert_snapshot!(pointed_at_in(
        &giving(),
        &[
            (GIFT, "option: \"tree\"", "option: \"tre\""),
            (GIFT, "option: \"tree\"", "option: \"pony\""),
            (
                GIFT,
                "id: \"duck\",\n                label",
                "id: \"tree\",\n                label"
            ),
            (GIFT, "until: \"2026-09-30\"", "until: \"2026-04-30\""),
            (GIFT, "on: \"2026-05-01\"", "on: \"in May\""),
            (GIFT, ", \"en\": \"Fetch it at the pond.\"", ""),
            (
                GIFT,
                "\"en\": \"A duck\"},\n                drawing: \"duck\"",
                "\"en\": \"A duck\"},\n                drawing: \"dukc\""
            ),
        ]
    ));
}
