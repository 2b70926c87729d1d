//! What offers there are for what is needed, as far as a feed knows: pure.

use legeplads_feed::{Feed, Hours, Language, Offer, PlaceId, Slot, Weekday, Years};
use serde::Serialize;

const DAY: usize = 24 * 60;
const WEEK: usize = 7 * DAY;

/// How long something must be open in a part of a day to be there then, in minutes: whoever comes
/// home at five is not served by a counter that closes at a quarter past. What is shorter itself, and
/// lies wholly in that part, is there too.
pub const LEAST: usize = 60;

/// What somebody asks for, as far as they said.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// The need's id.
    pub need: &'a str,
    /// When.
    pub slot: Option<Slot>,
    /// For whom, by years of age.
    pub age: Option<Years>,
    /// Where.
    pub place: Option<&'a PlaceId>,
    /// In which language.
    pub language: Option<&'a Language>,
}

/// How far what there is covers what is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Cover {
    /// A content gap: no offer is for this, at that age and in that language.
    Nothing,
    /// Weaker: there are offers, at other places alone.
    Elsewhere,
    /// A time gap: there are offers, and none is open then.
    Closed,
    /// It is there.
    There,
}

/// What there is, and the offers that are nearest to it: those that cover it; those that would, were
/// they open; those at other places.
pub fn judge<'a>(feed: &'a Feed, asked: &Asked<'_>) -> (Cover, Vec<&'a Offer>) {
    let is_for = |offer: &&Offer| {
        offer.serves.iter().any(|need| need == asked.need)
            && asked.age.is_none_or(|age| is_for_age(offer, age))
            && (asked.language).is_none_or(|language| is_in(feed, offer, language))
    };
    let offers: Vec<_> = feed.offers.iter().filter(is_for).collect();
    if offers.is_empty() {
        return (Cover::Nothing, offers);
    }
    let is_here = |offer: &&&Offer| asked.place.is_none_or(|place| offer.place == *place);
    let here: Vec<_> = offers.iter().filter(is_here).copied().collect();
    if here.is_empty() {
        return (Cover::Elsewhere, offers);
    }
    let Some(slot) = asked.slot else {
        return (Cover::There, here);
    };
    let is_there = |offer: &&&Offer| offer.hours.is_empty() || is_open_in(&offer.hours, slot);
    let open: Vec<_> = here.iter().filter(is_there).copied().collect();
    match open.is_empty() {
        true => (Cover::Closed, here),
        false => (Cover::There, open),
    }
}

/// An offer that names no ages is for all of them; one that is for some of those who ask is for them.
fn is_for_age(offer: &Offer, age: Years) -> bool {
    offer.ages.is_none_or(|ages| ages.meet(age))
}

/// An offer that names no language is in all of the feed's: that is what leaving them out means.
fn is_in(feed: &Feed, offer: &Offer, language: &Language) -> bool {
    match offer.languages.is_empty() {
        true => feed.languages.contains(language),
        false => offer.languages.contains(language),
    }
}

/// Whether hours are long enough in a part of a day.
pub fn is_open_in(hours: &[Hours], slot: Slot) -> bool {
    let (from, length) = slot.part.minutes();
    let (start, length) = (day(slot.day) * DAY + usize::from(from), usize::from(length));
    let mut open = vec![false; length];
    for hours in hours {
        let (from, to) = (hours.from.minutes(), hours.to.minutes());
        let (from, to) = (usize::from(from), usize::from(to));
        let lasts = if from < to {
            to - from
        } else {
            to + DAY - from
        };
        for weekday in &hours.days {
            // From the slot's first minute, once round the week.
            let begins = (day(*weekday) * DAY + from + WEEK - start) % WEEK;
            if begins + lasts <= length {
                return true;
            }
            for minute in begins..begins + lasts {
                if let Some(open) = open.get_mut(minute % WEEK) {
                    *open = true;
                }
            }
        }
    }
    open.iter().filter(|open| **open).count() >= LEAST
}

fn day(weekday: Weekday) -> usize {
    Slot::DAYS
        .iter()
        .position(|day| *day == weekday)
        .unwrap_or_default()
}
