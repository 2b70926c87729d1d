//! What hangs on the notice board at a site and a moment. Pure: the clock comes in.
//!
//! What is over is not there any more, what is not due not yet. What has a date comes first, in
//! the order of time; then what lies open to be used today; then the campaigns' cards; then what
//! opens some other day; and last what happens without anybody knowing when.

use std::collections::BTreeSet;

use bevy::prelude::Component;
use jiff::Zoned;
use jiff::civil::Date;
use legeplads_feed::{
    Campaign, CampaignId, Card, CardId, Drawing, Event, Feed, Link, Occasion, Offer, Opening,
    Place, PlaceId, Site, Text, TimeOfDay,
};

/// One piece of paper on the board.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice<'a> {
    /// Its heading.
    pub title: &'a Text,
    /// One or two sentences.
    pub body: &'a Text,
    /// Where it is, if it is somewhere.
    pub place: Option<&'a Place>,
    /// When it is, if that is known.
    pub when: Option<Timing>,
    /// What is drawn for it, if it has a drawing of its own.
    pub drawing: Option<&'a Drawing>,
    /// Where it leads further.
    pub link: Option<&'a Link>,
    /// The campaigns that put it there.
    pub campaigns: Vec<CampaignId>,
}

/// A note that campaigns have put on the board, on the glass.
#[derive(Component, Debug, Clone, PartialEq, Eq)]
pub struct Hung(pub Vec<CampaignId>);

/// When something on the board is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timing {
    /// It happens.
    Happens(Occasion),
    /// It is open.
    Open(Opening),
}

impl Timing {
    /// Whether one can go there today.
    pub fn is_today(self, today: Date) -> bool {
        match self {
            Self::Happens(next) => next.has_begun || next.date <= today,
            Self::Open(opening) => !matches!(opening, Opening::From(date, _) if date > today),
        }
    }
}

/// All notices, `now` in the feed's time zone.
pub fn notices<'a>(feed: &'a Feed, site: &Site, now: &Zoned) -> Vec<Notice<'a>> {
    let (open, later): (Vec<_>, Vec<_>) = offers(feed, now)
        .into_iter()
        .partition(|offer| offer.when.is_some_and(|when| when.is_today(now.date())));
    let mut notices = happenings(feed, now);
    notices.extend(open);
    notices.extend(due_cards(feed, site, now));
    notices.extend(later);
    let undated = feed.events.iter().filter(|event| is_undated(event));
    notices.extend(undated.map(|event| of_event(feed, event, None)));
    notices
}

/// The first event that is at a place today and not over yet.
pub fn today<'a>(feed: &'a Feed, place: &PlaceId, now: &Zoned) -> Option<(&'a Event, Occasion)> {
    feed.events
        .iter()
        .filter(|event| event.place == *place && !is_undated(event))
        .filter_map(|event| Some((event, event.next(now)?)))
        .find(|(_, next)| Timing::Happens(*next).is_today(now.date()))
}

/// Offers: what is open, what always is, and what opens soonest. What nobody knows the hours of is left
/// to those who look for it.
fn offers<'a>(feed: &'a Feed, now: &Zoned) -> Vec<Notice<'a>> {
    let mut offers: Vec<(Opening, &Offer)> = feed
        .offers
        .iter()
        .filter_map(|offer| Some((offer.opening(now)?, offer)))
        .collect();
    offers.sort_by_key(|(opening, _)| match opening {
        Opening::Until(_) => None,
        Opening::Always => Some((Date::MIN, TimeOfDay::default())),
        Opening::From(date, time) => Some((*date, *time)),
    });
    let notice = |(opening, offer): (Opening, &'a Offer)| Notice {
        title: &offer.title,
        body: &offer.body,
        place: feed.place(offer.place.as_str()),
        when: Some(Timing::Open(opening)),
        drawing: None,
        link: offer.link.as_ref(),
        campaigns: Vec::new(),
    };
    offers.into_iter().map(notice).collect()
}

/// Events with a date, soonest first.
fn happenings<'a>(feed: &'a Feed, now: &Zoned) -> Vec<Notice<'a>> {
    let mut dated: Vec<(Occasion, &Event)> = feed
        .events
        .iter()
        .filter(|event| !is_undated(event))
        .filter_map(|event| Some((event.next(now)?, event)))
        .collect();
    dated.sort_by_key(|(next, _)| (next.date, next.starts, next.part));
    let notice = |(next, event)| of_event(feed, event, Some(Timing::Happens(next)));
    dated.into_iter().map(notice).collect()
}

/// Nobody has said when: staff add the date as soon as they know it.
fn is_undated(event: &Event) -> bool {
    event.when.is_always() && event.starts.is_none() && event.ends.is_none()
}

fn of_event<'a>(feed: &'a Feed, event: &'a Event, when: Option<Timing>) -> Notice<'a> {
    Notice {
        title: &event.title,
        body: &event.body,
        place: feed.place(event.place.as_str()),
        when,
        drawing: None,
        link: event.link.as_ref(),
        campaigns: Vec::new(),
    }
}

/// The cards of the campaigns that run here and now, each once.
fn due_cards<'a>(
    feed: &'a Feed,
    site: &Site,
    now: &Zoned,
) -> impl Iterator<Item = Notice<'a>> + use<'a> {
    let mut seen = BTreeSet::new();
    let campaigns: Vec<&Campaign> = (feed.campaigns.iter())
        .filter(|campaign| campaign.is_at(site) && campaign.runs(now))
        .collect();
    let cards: Vec<&Card> = (campaigns.iter())
        .flat_map(|campaign| &campaign.cards)
        .filter_map(|id| feed.card(id))
        .filter(|card| card.valid.holds(now) && seen.insert(&card.id))
        .collect();
    let of = move |card: &CardId| {
        let shows = |campaign: &&&Campaign| campaign.cards.contains(card);
        let campaigns = campaigns.iter().filter(shows);
        campaigns.map(|campaign| campaign.id.clone()).collect()
    };
    cards.into_iter().map(move |card| Notice {
        campaigns: of(&card.id),
        title: &card.title,
        body: &card.body,
        place: place_of(feed, card),
        when: None,
        drawing: feed.drawing(card),
        link: card.link.as_ref(),
    })
}

/// Where the stop is that shows a card.
fn place_of<'a>(feed: &'a Feed, card: &Card) -> Option<&'a Place> {
    let stop = feed
        .stops
        .values()
        .find(|stop| stop.cards.contains(&card.id))?;
    feed.place(stop.place.as_str())
}
