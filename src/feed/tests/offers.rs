//! Offers: whom they are for and what they serve, and what a reading says of those that cannot be.

mod support;

use insta::assert_snapshot;
use legeplads_feed::{Documents, Feed, OfferKind, Years};
use support::{edited_in, pointed_at_in, shown, tiny};

const OFFERS: &str = "offers.ron";

/// The tiny feed with a needs' board, and an offer that says all there is to say.
fn offering() -> Documents {
    let mut documents = tiny();
    let board = include_str!("fixtures/asks/needs.ron");
    documents.insert("activities/needs.ron", board);
    edited_in(
        &documents,
        (
            OFFERS,
            "        hours: [",
            "        kind: Association,
        interests: [\"wood\"],
        ages: (from: 6, to: 17),
        languages: [\"da\", \"pl\"],
        serves: [\"care\"],
        hours: [",
        ),
    )
}

fn feed() -> Feed {
    let reading = legeplads_feed::read(&offering());
    assert_eq!(shown(&reading), "");
    reading.feed.expect("a feed")
}

#[test]
fn an_offer_says_what_it_is_whom_it_is_for_and_what_it_serves() {
    let feed = feed();
    let offer = &feed.offers[0];
    assert_eq!(offer.kind, OfferKind::Association);
    assert_eq!(offer.interests, ["wood"]);
    assert_eq!(offer.ages, Some(Years { from: 6, to: 17 }));
    assert_eq!(offer.languages[1].as_str(), "pl");
    assert_eq!(offer.serves, ["care"]);
}

#[test]
fn ages_meet_where_one_age_is_in_both() {
    let [school, old] = [Years { from: 6, to: 17 }, Years { from: 65, to: 120 }];
    assert!(school.meet(Years { from: 17, to: 99 }));
    assert!(school.meet(Years { from: 0, to: 6 }));
    assert!(!school.meet(old) && !old.meet(school));
}

#[test]
fn it_reads_as_the_same_when_printed() {
    let feed = feed();
    let again = legeplads_feed::read(&legeplads_feed::print(&feed));
    assert_eq!(shown(&again), "");
    assert_eq!(again.feed, Some(feed));
}

#[test]
fn an_offer_with_one_fault() {
    assert_snapshot!(pointed_at_in(
        &offering(),
        &[
            (OFFERS, "\"care\"", "\"cair\""),
            (OFFERS, "from: 6, to: 17", "from: 17, to: 6"),
            (OFFERS, "to: 17", "to: 170"),
            (OFFERS, "\"pl\"", "\"polski!\""),
            (OFFERS, "\"pl\"", "\"da\""),
            (OFFERS, "\"wood\"", "\"Wood!\""),
            (OFFERS, "Association", "Asociation"),
        ]
    ));
}
