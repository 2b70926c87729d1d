//! From documents to a feed, or to what is wrong with them.

use std::collections::{BTreeMap, HashMap};

use crate::activity::{Activity, ActivityKind};
use crate::campaign::Campaign;
use crate::card::Card;
use crate::check::{At, Check, Kind};
use crate::diagnostic::Diagnostic;
use crate::document::{Located, Source};
use crate::documents::Documents;
use crate::drawing::Drawing;
use crate::feed::{Cover, Feed};
use crate::id::{CardId, StopId};
use crate::island::Island;
use crate::limits;
use crate::offer::Offer;
use crate::place::Place;
use crate::report::diagnostics;
use crate::site::Site;
use crate::stop::Stop;
use crate::whole::Whole;
use crate::{
    activity, campaign, card, event, feed, goal, offer, place, reveal, site, source, stop,
};

/// What came of reading documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The feed; none if and only if there is an error among the diagnostics.
    pub feed: Option<Feed>,
    /// What was found, by file and position.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a feed.
///
/// It never panics, whatever the bytes, and stays within the [`limits`].
#[must_use]
pub fn read(documents: &Documents) -> Reading {
    let paths: Vec<&str> = documents.iter().map(|(path, _)| path).collect();
    let named = [&paths[..], &REQUIRED[..]].concat();
    let mut check = Check::new(documents);
    let feed = if within_limits(&paths, &mut check) {
        let wires = Wires::read(&mut check);
        wires.resolve(&mut check)
    } else {
        None
    };
    let feed = feed.filter(|_| check.errors() == 0);
    Reading {
        feed,
        diagnostics: diagnostics(check, &named),
    }
}

/// Documents without which there is no feed.
const REQUIRED: [&str; 4] = ["feed.ron", "sites.ron", "places.ron", "island.ron"];

/// Everything that the documents say, each for itself.
#[derive(Default)]
struct Wires {
    feed: Option<Located<feed::wire::Feed>>,
    island: Option<Located<Island>>,
    sites: Vec<Located<site::wire::Site>>,
    places: Vec<Located<place::wire::Place>>,
    sources: Vec<Located<source::wire::Source>>,
    cards: Vec<Located<card::wire::Card>>,
    stops: Vec<Located<stop::wire::Stop>>,
    activities: Vec<Located<activity::wire::Activity>>,
    events: Vec<Located<event::wire::Event>>,
    offers: Vec<Located<offer::wire::Offer>>,
    campaigns: Vec<Located<campaign::wire::Campaign>>,
    goals: Vec<Located<goal::wire::Goal>>,
    drawings: Vec<Located<Drawing>>,
}

/// Checks what can be checked before anything is parsed.
fn within_limits(paths: &[&str], check: &mut Check) -> bool {
    let whole = At::Document(paths.len());
    let bytes: usize = check.documents.iter().map(|(_, bytes)| bytes.len()).sum();
    if paths.len() > limits::DOCUMENTS {
        let message = format!(
            "{} documents; {} fit in a feed",
            paths.len(),
            limits::DOCUMENTS
        );
        check.error(&whole, "feed-too-large", message, None);
    }
    if bytes > limits::FEED_BYTES {
        let most = limits::FEED_BYTES >> 20;
        let message = format!("the documents have {bytes} bytes; {most} MiB fit in a feed");
        check.error(&whole, "feed-too-large", message, None);
    }
    for (index, required) in REQUIRED.iter().enumerate() {
        if check.documents.get(required).is_none() {
            let message = format!("the document `{required}` is missing");
            check.error(
                &At::Document(paths.len() + index),
                "missing-document",
                message,
                None,
            );
        }
    }
    paths.len() <= limits::DOCUMENTS && bytes <= limits::FEED_BYTES
}

impl Wires {
    fn read(check: &mut Check) -> Self {
        let mut wires = Self::default();
        let documents = check.documents;
        for (document, (path, bytes)) in documents.iter().enumerate() {
            wires.read_one(document, path, bytes, check);
        }
        for (path, kind) in [("sites.ron", Kind::Site), ("places.ron", Kind::Place)] {
            if documents.get(path).is_none() {
                check.incomplete(kind);
            }
        }
        wires
    }

    fn read_one(&mut self, document: usize, path: &str, bytes: &[u8], check: &mut Check) {
        let folder = match path.split_once('/') {
            Some((folder, name)) if name.ends_with(".ron") && !name.contains('/') => Some(folder),
            _ => None,
        };
        let source = Source {
            document,
            path,
            bytes,
        };
        match (folder, path) {
            (None, "feed.ron") => self.feed = source.one(None, check),
            (None, "island.ron") => self.island = source.one(None, check),
            (None, "sites.ron") => source.list(&mut self.sites, Kind::Site, check),
            (None, "places.ron") => source.list(&mut self.places, Kind::Place, check),
            (None, "sources.ron") => source.list(&mut self.sources, Kind::Source, check),
            (None, "events.ron") => source.list(&mut self.events, Kind::Event, check),
            (None, "offers.ron") => source.list(&mut self.offers, Kind::Offer, check),
            (None, "goals.ron") => {
                source.list(&mut self.goals, Kind::Goal, check);
                goal::not_too_many(self.goals.len(), &At::Document(document), check);
            }
            (None, "campaigns.ron") => source.list(&mut self.campaigns, Kind::Campaign, check),
            (Some("cards"), _) => {
                source.list(&mut self.cards, Kind::Card, check);
                if self.cards.len() > limits::CARDS {
                    self.cards.truncate(limits::CARDS);
                    check.incomplete(Kind::Card);
                    let message = format!("more than {} cards in the feed", limits::CARDS);
                    check.error(&At::Document(document), "feed-too-large", message, None);
                }
            }
            (Some("stops"), _) => self.stops.extend(source.one(Some(Kind::Stop), check)),
            (Some("activities"), _) => {
                self.activities
                    .extend(source.one(Some(Kind::Activity), check));
            }
            (Some("drawings"), _) => {
                self.drawings.extend(source.one(Some(Kind::Drawing), check));
            }
            _ => source.is_stranger(check),
        }
    }

    /// Makes all ids known.
    fn define(&self, check: &mut Check) {
        self.sites
            .iter()
            .for_each(|one| one.at(|site, at| site.define(at, check)));
        self.places
            .iter()
            .for_each(|one| one.at(|place, at| place.define(at, check)));
        self.sources
            .iter()
            .for_each(|one| one.at(|source, at| source.define(at, check)));
        self.cards
            .iter()
            .for_each(|one| one.at(|card, at| card.define(at, check)));
        self.stops
            .iter()
            .for_each(|one| one.at(|stop, at| stop.define(at, check)));
        self.activities
            .iter()
            .for_each(|one| one.at(|activity, at| activity.define(at, check)));
        self.events
            .iter()
            .for_each(|one| one.at(|event, at| event.define(at, check)));
        self.offers
            .iter()
            .for_each(|one| one.at(|offer, at| offer.define(at, check)));
        self.campaigns
            .iter()
            .for_each(|one| one.at(|campaign, at| campaign.define(at, check)));
        self.goals
            .iter()
            .for_each(|one| one.at(|goal, at| goal.define(at, check)));
        self.drawings
            .iter()
            .for_each(|one| one.at(|drawing, at| drawing.define(at, check)));
    }

    fn resolve(self, check: &mut Check) -> Option<Feed> {
        self.define(check);
        // Without the languages no text can be judged.
        let cover = self.feed?;
        let before = check.errors();
        check.languages = cover.at(|feed, at| feed.languages(at, check));
        if check.errors() > before {
            return None;
        }
        let languages = check.languages.clone();
        let at_tour = cover.document;
        let Cover {
            id,
            name,
            time_zone,
            palette,
            fonts,
            headline,
            invitation,
            tour,
            finish,
            awareness,
            keepsake,
            legal,
        } = cover.into(|feed, at| feed.resolve(at, check));
        check.time_zone = time_zone.clone();

        let at_sites: Vec<_> = self
            .sites
            .iter()
            .map(|site| (site.document, site.item))
            .collect();
        let at_stops: HashMap<StopId, usize> = self
            .stops
            .iter()
            .map(|stop| (stop.value.id.clone(), stop.document))
            .collect();

        macro_rules! resolve_all {
            ($list:ident) => {
                self.$list
                    .into_iter()
                    .map(|one| one.into(|wire, at| wire.resolve(at, check)))
            };
        }
        let sites: Vec<Site> = resolve_all!(sites).collect();
        let places: Vec<Place> = resolve_all!(places).collect();
        let sources = resolve_all!(sources).collect();
        let cards: BTreeMap<CardId, Card> = resolve_all!(cards)
            .map(|card| (card.id.clone(), card))
            .collect();
        let stops: BTreeMap<StopId, Stop> = resolve_all!(stops)
            .map(|stop| (stop.id.clone(), stop))
            .collect();
        let at_activities: Vec<_> = self.activities.iter().map(|one| one.document).collect();
        let activities: Vec<Activity> = resolve_all!(activities).collect();
        let events = resolve_all!(events).collect();
        let at_offers: Vec<_> = (self.offers.iter())
            .map(|offer| (offer.document, offer.item))
            .collect();
        let offers: Vec<Offer> = resolve_all!(offers).collect();
        if !check.is_incomplete(Kind::Activity) {
            let finders = (activities.iter()).filter_map(|one| match &one.kind {
                ActivityKind::Finder(finder) => Some(finder),
                _ => None,
            });
            let finders: Vec<_> = finders.collect();
            for (offer, (document, item)) in offers.iter().zip(at_offers) {
                let at = At::Document(document);
                let at = at.item(item.unwrap_or_default());
                offer.serves(&at, &activities, check);
                offer.liked(&at, &finders, check);
            }
        }
        if !check.is_incomplete(Kind::Offer) {
            for (activity, document) in activities.iter().zip(&at_activities) {
                if let ActivityKind::Finder(finder) = &activity.kind {
                    finder.offers(&At::Document(*document), &offers, check);
                }
            }
        }
        let at_campaigns: Vec<_> = (self.campaigns.iter())
            .map(|campaign| (campaign.document, campaign.item))
            .collect();
        let campaigns: Vec<Campaign> = resolve_all!(campaigns).collect();
        let goals = resolve_all!(goals).flatten().collect();
        let seen = reveal::seen_at(stops.values(), &activities);
        reveal::together(&campaigns, &at_campaigns, &sites, &cards, &seen, check);
        for drawing in &self.drawings {
            drawing.at(|drawing, at| drawing.check(at, check));
        }
        let drawings = self.drawings.into_iter().map(|one| one.value);
        let drawings = drawings.map(|one| (one.id.clone(), one)).collect();
        if let Some(island) = &self.island {
            island.at(|island, at| island.check(at, check));
            for (activity, document) in activities.iter().zip(at_activities) {
                activity.spots(&At::Document(document), &places, &island.value, check);
            }
        }
        let activities = activities.into_iter().map(|one| (one.id.clone(), one));
        let activities = activities.collect();

        let island = self.island.map(|island| island.value);
        let whole = Whole {
            tour: &tour,
            sites: &sites,
            places: &places,
            stops: &stops,
        };
        if sites.is_empty() && !check.is_incomplete(Kind::Site) {
            let at = At::Document(document_of(check.documents, "sites.ron"));
            let message = "there is no site at which a kiosk could stand".to_owned();
            check.error(&at, "wrong-count", message, None);
        }
        if [Kind::Site, Kind::Place, Kind::Stop]
            .iter()
            .all(|kind| !check.is_incomplete(*kind))
        {
            whole.notes(&At::Document(at_tour).field("tour"), &tour, check);
            for (site, (document, item)) in sites.iter().zip(at_sites) {
                let at = At::Document(document);
                let at = at.item(item.unwrap_or_default());
                whole.notes(&at.field("tour"), &site.own_tour, check);
            }
            whole.reach(&at_stops, island.as_ref(), check);
        }
        Some(Feed {
            id,
            name,
            time_zone,
            languages,
            palette,
            fonts,
            headline,
            invitation,
            tour,
            finish,
            awareness,
            keepsake,
            legal,
            sites,
            places,
            island: island?,
            stops,
            activities,
            cards,
            events,
            offers,
            campaigns,
            goals,
            sources,
            drawings,
        })
    }
}

fn document_of(documents: &Documents, path: &str) -> usize {
    documents
        .iter()
        .position(|(known, _)| known == path)
        .unwrap_or_default()
}
