//! A feed as things with ids, whatever they are.

use std::collections::BTreeMap;

use legeplads_feed::{Feed, Language, Text};
use serde::Serialize;
use serde_json::{Value, json};

/// Everything in a feed that staff name by an id.
pub(super) struct Items {
    /// The sorts in the order of telling, each with its things by id.
    pub(super) sorts: Vec<(&'static str, BTreeMap<String, Item>)>,
}

/// One thing.
pub(super) struct Item {
    /// What it is called in the place's own language; may be empty.
    pub(super) title: String,
    /// All of it.
    pub(super) value: Value,
}

impl Items {
    pub(super) fn of(feed: &Feed) -> Self {
        let own = feed.languages.first();
        let item = |id: &dyn ToString, title: Option<&Text>, value: Value| {
            let title = own.zip(title).map(|(own, title)| title.get(own).to_owned());
            let title = title.unwrap_or_default();
            (id.to_string(), Item { title, value })
        };
        let cards = feed.cards.values();
        let stops = feed.stops.values();
        let activities = feed.activities.values();
        let places = feed.places.iter();
        let events = feed.events.iter();
        let offers = feed.offers.iter();
        let campaigns = feed.campaigns.iter();
        let sites = feed.sites.iter();
        let sources = feed.sources.iter();
        let goals = feed.goals.iter();
        let drawings = feed.drawings.values();
        let island = &feed.island;
        Self {
            sorts: vec![
                ("the feed", [item(&"feed.ron", None, cover(feed))].into()),
                (
                    "cards",
                    cards
                        .map(|x| item(&x.id, Some(&x.title), json(x)))
                        .collect(),
                ),
                (
                    "stops",
                    stops.map(|x| item(&x.id, Some(&x.name), json(x))).collect(),
                ),
                (
                    "activities",
                    activities
                        .map(|x| item(&x.id, Some(&x.ask), json(x)))
                        .collect(),
                ),
                (
                    "places",
                    places
                        .map(|x| item(&x.id, Some(&x.name), json(x)))
                        .collect(),
                ),
                (
                    "events",
                    events
                        .map(|x| item(&x.id, Some(&x.title), json(x)))
                        .collect(),
                ),
                (
                    "offers",
                    offers
                        .map(|x| item(&x.id, Some(&x.title), json(x)))
                        .collect(),
                ),
                (
                    "campaigns",
                    campaigns.map(|x| item(&x.id, None, json(x))).collect(),
                ),
                (
                    "sites",
                    sites.map(|x| item(&x.id, Some(&x.name), json(x))).collect(),
                ),
                (
                    "goals",
                    goals
                        .map(|x| item(&x.id, Some(&x.title), json(x)))
                        .collect(),
                ),
                (
                    "sources",
                    sources.map(|x| item(&x.id, None, json(x))).collect(),
                ),
                (
                    "drawings",
                    drawings.map(|x| item(&x.id, None, json(x))).collect(),
                ),
                (
                    "the island",
                    [
                        item(&"landscape", None, json(&island.landscape)),
                        item(&"portrait", None, json(&island.portrait)),
                    ]
                    .into(),
                ),
            ],
        }
    }

    /// The cards that show a picture.
    pub(super) fn cards_with(&self, picture: &str) -> Vec<&str> {
        let cards = self.sorts.iter().filter(|(name, _)| *name == "cards");
        let shows = |item: &Item| item.value["picture"]["path"] == picture;
        cards
            .flat_map(|(_, cards)| cards)
            .filter(|(_, card)| shows(card))
            .map(|(id, _)| id.as_str())
            .collect()
    }
}

/// What belongs to the feed as a whole. Its languages are told apart.
fn cover(feed: &Feed) -> Value {
    json!({
        "id": feed.id,
        "name": feed.name,
        "time_zone": feed.time_zone.iana_name(),
        "palette": feed.palette,
        "headline": feed.headline,
        "invitation": feed.invitation,
        "tour": feed.tour,
        "finish": feed.finish,
        "awareness": feed.awareness,
        "keepsake": feed.keepsake,
        "legal": feed.legal,
    })
}

/// Feeds have nothing that JSON could not say.
fn json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// Whether a value is a text: words by language.
pub(super) fn is_text(value: &Value, languages: &[&Language]) -> bool {
    let known = |tag: &str| languages.iter().any(|language| language.as_str() == tag);
    value.as_object().is_some_and(|map| {
        !map.is_empty()
            && map
                .iter()
                .all(|(tag, words)| known(tag) && words.is_string())
    })
}
