//! From a feed back to documents.

use std::fmt::Write as _;

use serde::Serialize;

use crate::documents::Documents;
use crate::feed::Feed;
use crate::parse::options;
use crate::{activity, campaign, card, event, feed, goal, offer, place, site, source, stop};

/// Cards in one document, so that none grows beyond its limit.
const CARDS_IN_ONE: usize = 250;

/// Writes a feed as documents, from which [`read`](crate::read) makes the same feed again.
///
/// What a feed does not keep, such as comments and which file a card was in,
/// is not there.
#[must_use]
pub fn print(feed: &Feed) -> Documents {
    let mut documents = Documents::default();
    let mut add = |path: String, text: String| documents.insert(path, text);
    add("feed.ron".into(), ron(&feed::wire::Feed::from(feed)));
    add("island.ron".into(), ron(&feed.island));
    add("sites.ron".into(), list::<site::wire::Site, _>(&feed.sites));
    add(
        "places.ron".into(),
        list::<place::wire::Place, _>(&feed.places),
    );
    add(
        "sources.ron".into(),
        list::<source::wire::Source, _>(&feed.sources),
    );
    add(
        "events.ron".into(),
        list::<event::wire::Event, _>(&feed.events),
    );
    add(
        "offers.ron".into(),
        list::<offer::wire::Offer, _>(&feed.offers),
    );
    add(
        "campaigns.ron".into(),
        list::<campaign::wire::Campaign, _>(&feed.campaigns),
    );
    add("goals.ron".into(), list::<goal::wire::Goal, _>(&feed.goals));
    let cards: Vec<_> = feed.cards.values().collect();
    for (index, cards) in cards.chunks(CARDS_IN_ONE).enumerate() {
        let cards: Vec<_> = cards
            .iter()
            .map(|card| card::wire::Card::from(*card))
            .collect();
        add(format!("cards/{:04}.ron", index + 1), ron(&cards));
    }
    for (id, stop) in &feed.stops {
        add(
            format!("stops/{id}.ron"),
            ron(&stop::wire::Stop::from(stop)),
        );
    }
    for (id, activity) in &feed.activities {
        add(
            format!("activities/{id}.ron"),
            ron(&activity::wire::Activity::from(activity)),
        );
    }
    for (id, drawing) in &feed.drawings {
        add(format!("drawings/{id}.ron"), ron(drawing));
    }
    for picture in feed.cards.values().filter_map(|card| card.picture.as_ref()) {
        documents.insert_media(picture.path.clone(), picture.info);
    }
    documents
}

fn list<'a, W: From<&'a T> + Serialize, T>(items: &'a [T]) -> String {
    ron(&items.iter().map(W::from).collect::<Vec<W>>())
}

fn ron<T: Serialize>(value: &T) -> String {
    let config = ron::ser::PrettyConfig::new()
        .struct_names(true)
        .escape_strings(false);
    let mut text = options()
        .to_string_pretty(value, config)
        .unwrap_or_default();
    // A text file ends in a line break; writing to a string cannot fail.
    let _ = writeln!(text);
    text
}
