//! The finder: what is found, in which order, and what a reading says of one that finds nothing.

mod support;

use insta::assert_snapshot;
use legeplads_feed::{
    ActivityId, ActivityKind, But, Documents, Feed, Finder, Offer, OfferId, PlaceId, Wanted,
    Weekday, Years,
};
use proptest::prelude::*;
use support::{edited_in, pointed_at_in, shown, tiny};

const FINDER: &str = "activities/finder.ron";
const OFFERS: &str = "offers.ron";

fn looking() -> Documents {
    let mut documents = tiny();
    documents.insert(FINDER, include_str!("fixtures/asks/finder.ron"));
    let liked = "interests: [\"wood\", \"water\"],\n        hours: [";
    edited_in(&documents, (OFFERS, "hours: [", liked))
}

fn feed() -> Feed {
    let reading = legeplads_feed::read(&looking());
    assert_eq!(shown(&reading), "");
    reading.feed.expect("a feed")
}

fn finder(feed: &Feed) -> &Finder {
    match &feed.activities[&ActivityId::from("finder")].kind {
        ActivityKind::Finder(finder) => finder,
        _ => panic!("a finder"),
    }
}

/// Offers that differ by what they like, by place, by age and by day.
fn offers(feed: &Feed) -> Vec<Offer> {
    let interests = ["wood", "water"];
    let places = ["pond", "garden"];
    let ages = [None, Some(Years { from: 6, to: 12 })];
    let mut offers = Vec::new();
    for nth in 0..16_usize {
        let mut offer = feed.offers[0].clone();
        offer.id = OfferId::from(format!("offer-{nth:02}").as_str());
        offer.interests = vec![interests[nth & 1].to_owned()];
        offer.place = PlaceId::from(places[nth >> 1 & 1]);
        offer.ages = ages[nth >> 2 & 1];
        if nth >> 3 & 1 == 0 {
            offer.hours.clear();
        }
        offers.push(offer);
    }
    offers
}

fn wanted() -> impl Strategy<Value = Wanted> {
    let interest = proptest::option::of(prop_oneof![Just("wood"), Just("water"), Just("fire")]);
    let years = proptest::option::of((0_u8..80, 0_u8..20));
    let place = proptest::option::of(prop_oneof![Just("pond"), Just("garden"), Just("hall")]);
    let day = proptest::option::of(prop_oneof![Just(Weekday::Wed), Just(Weekday::Sun)]);
    (interest, years, place, day).prop_map(|(interest, years, place, day)| Wanted {
        interest: interest.map(str::to_owned),
        years: years.map(|(from, more)| Years {
            from,
            to: from + more,
        }),
        place: place.map(PlaceId::from),
        day,
    })
}

proptest! {
    #[test]
    fn what_is_found_fits_or_it_is_said_what_does_not(
        wanted in wanted(),
        chosen in proptest::collection::vec(any::<bool>(), 16),
    ) {
        let feed = feed();
        let offers: Vec<Offer> = offers(&feed)
            .into_iter()
            .zip(&chosen)
            .filter_map(|(offer, chosen)| chosen.then_some(offer))
            .collect();
        let language = &feed.languages[0];
        let found = finder(&feed).find(&offers, &wanted, language);
        prop_assert_eq!(found.offers.is_empty(), offers.is_empty(), "there is always something");
        let fits = |offer: &Offer| [
            wanted.day.is_none_or(|day| offer.is_on(day)),
            wanted.place.as_ref().is_none_or(|place| offer.place == *place),
            wanted.years.is_none_or(|years| offer.is_for(years)),
            wanted.interest.as_ref().is_none_or(|one| offer.interests.contains(one)),
        ];
        let all = offers.iter().filter(|offer| fits(offer) == [true; 4]).count();
        match found.but {
            But::Nothing => {
                prop_assert_eq!(found.offers.len(), all, "none of them is left out");
                prop_assert!(found.offers.iter().all(|offer| fits(offer) == [true; 4]));
            }
            But::Day => prop_assert!(found.offers.iter().all(|one| fits(one)[1..] == [true; 3])),
            But::Place => {
                let others = |one: &&Offer| fits(one)[0] && fits(one)[2] && fits(one)[3];
                prop_assert!(found.offers.iter().all(others));
            }
            But::Age => {
                let others = |one: &&Offer| fits(one)[0] && fits(one)[1] && fits(one)[3];
                prop_assert!(found.offers.iter().all(others));
            }
            But::Several => prop_assert!(found.offers.iter().all(|one| fits(one)[3])),
            But::Everything => prop_assert_eq!(found.offers.len(), offers.len()),
        }
        prop_assert!(found.but == But::Nothing || all == 0, "only where nothing fits");
        // In whichever order staff wrote them down.
        let mut turned = offers.clone();
        turned.reverse();
        let again = finder(&feed).find(&turned, &wanted, language);
        prop_assert_eq!(again, found.clone());
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
fn a_finder_only_for_some_passes_over_what_is_for_others() {
    let feed = feed();
    let only = Finder {
        audiences: vec![legeplads_feed::Audience::Newcomers],
        ..finder(&feed).clone()
    };
    let language = &feed.languages[0];
    let mut offers = feed.offers.clone();
    let none = only.find(&offers, &Wanted::default(), language);
    assert!(none.offers.is_empty(), "it is for children and residents");
    offers[0].audiences.clear();
    assert_eq!(
        only.find(&offers, &Wanted::default(), language)
            .offers
            .len(),
        1
    );
}

#[test]
fn a_finder_with_one_fault() {
    assert_snapshot!(pointed_at_in(
        &looking(),
        &[
            (OFFERS, "[\"wood\", \"water\"]", "[\"wood\", \"watr\"]"),
            (OFFERS, "[\"wood\", \"water\"]", "[\"wood\"]"),
            (FINDER, "id: \"water\"", "id: \"wood\""),
            (FINDER, "\"pond\", \"garden\"", "\"pond\", \"gaden\""),
            (FINDER, "from: 6, to: 12", "from: 12, to: 6"),
            (
                FINDER,
                "\"Water\"}, drawing: \"duck\"",
                "\"Water\"}, drawing: \"dock\""
            ),
            (
                FINDER,
                "            Age(label: {\"da\": \"6–12 år\", \"en\": \"6–12 years\"}, years: (from: 6, to: 12)),\n",
                ""
            ),
        ]
    ));
}
