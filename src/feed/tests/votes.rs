//! What a reading says of a vote's road: when it is open, what was decided, and how it went.

mod support;

use insta::assert_snapshot;
use support::{edited, pointed_at, shown};

/// A road that leads onward, in the place of the tiny vote's date.
const ROAD: &str = "opens: \"2027-01-10\", closes: \"2027-02-28\", decided: \"2027-03-01\", \
    decision: Decision(on: \"2027-03-04\", text: {\"da\": \"Der kommer både.\", \"en\": \"Boats it is.\"}), \
    result: Result(taps: [41, 12], until: \"2027-02-28\")";

const VOTE: &str = "activities/choose.ron";
const DATE: &str = "decided: \"2027-03-01\"";

fn road(old: &str, new: &str) -> &'static str {
    assert_eq!(ROAD.matches(old).count(), 1, "{old}");
    ROAD.replace(old, new).leak()
}

#[test]
fn a_road_that_leads_onward_is_without_fault() {
    let reading = legeplads_feed::read(&edited((VOTE, DATE, ROAD)));
    assert_eq!(shown(&reading), "");
}

#[test]
fn a_road_with_one_fault() {
    assert_snapshot!(pointed_at(&[
        (VOTE, DATE, road("2027-01-10", "2027-03-10")),
        (
            VOTE,
            DATE,
            road("decided: \"2027-03-01", "decided: \"2027-02-28")
        ),
        (VOTE, DATE, road("on: \"2027-03-04", "on: \"2027-02-01")),
        (
            VOTE,
            DATE,
            road("until: \"2027-02-28", "until: \"2027-02-01")
        ),
        (VOTE, DATE, road("[41, 12]", "[41, 12, 3]")),
        (VOTE, DATE, road("[41, 12]", "[41]")),
        (VOTE, DATE, road("[41, 12]", "[41, -12]")),
        (VOTE, DATE, road("on: \"2027-03-04\"", "on: \"in March\"")),
        (VOTE, DATE, road(", \"en\": \"Boats it is.\"", "")),
        (VOTE, DATE, road("closes", "closed")),
        (VOTE, DATE, "opens: \"2027-03-01\", decided: \"2027-03-01\""),
        (
            "activities/dots.ron",
            "decided: \"2027-04-01\"",
            "result: Result(taps: [4, 1, 3], until: \"2027-02-28\")"
        ),
    ]));
}
