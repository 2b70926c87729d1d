//! The moment at which a campaign is unveiled, on all screens at once.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use jiff::civil::DateTime;
use jiff::tz::AmbiguousOffset;
use jiff::{SignedDuration, Timestamp, Zoned};
use serde::Serialize;

use crate::activity::Activity;
use crate::campaign::Campaign;
use crate::card::Card;
use crate::check::{At, Check};
use crate::feed::Feed;
use crate::id::CardId;
use crate::limits::REVEALS;
use crate::site::Site;
use crate::stop::Stop;

/// When a campaign is unveiled, and how long before that screens count down.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reveal {
    /// The second, in the feed's time zone.
    pub at: Zoned,
    /// Seconds that are counted down before it, from [`Reveal::COUNTDOWN_LEAST`] to
    /// [`Reveal::COUNTDOWN_MOST`].
    pub countdown: u16,
}

impl Reveal {
    /// How long the show takes that begins at the moment.
    pub const SHOW: SignedDuration = SignedDuration::from_secs(20);
    /// Seconds that are counted down where nothing else is said.
    pub const COUNTDOWN: u16 = 60;
    /// The shortest countdown, in seconds.
    pub const COUNTDOWN_LEAST: u16 = 10;
    /// The longest one, in seconds.
    pub const COUNTDOWN_MOST: u16 = 600;

    /// How long ago the moment was; negative before it.
    #[must_use]
    pub fn since(&self, now: &Zoned) -> SignedDuration {
        now.timestamp().duration_since(self.at.timestamp())
    }

    /// From when on the countdown is shown.
    #[must_use]
    pub fn counts_from(&self) -> Timestamp {
        let countdown = SignedDuration::from_secs(self.countdown.into());
        let from = self.at.timestamp().checked_sub(countdown);
        from.unwrap_or(Timestamp::MIN)
    }
}

impl fmt::Display for Reveal {
    /// `2026-12-01 at 10:00:00 (Europe/Copenhagen), after a countdown of 60 seconds`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (date, time, countdown) = (self.at.date(), self.at.time(), self.countdown);
        let zone = self.at.time_zone().iana_name().unwrap_or("UTC");
        write!(
            f,
            "{date} at {time} ({zone}), after a countdown of {countdown} seconds"
        )
    }
}

impl Campaign {
    /// Whether it runs at `now`, in the feed's time zone. One with a reveal does not before that.
    #[must_use]
    pub fn runs(&self, now: &Zoned) -> bool {
        let is_unveiled = |reveal: &Reveal| reveal.at.timestamp() <= now.timestamp();
        self.reveal.as_ref().is_none_or(is_unveiled) && self.when.holds(now)
    }

    /// Whether it is shown at a site.
    #[must_use]
    pub fn is_at(&self, site: &Site) -> bool {
        self.sites.is_empty() || self.sites.contains(&site.id)
    }

    /// The card that is unveiled: the first that holds at the moment.
    #[must_use]
    pub fn unveils<'a>(&self, feed: &'a Feed) -> Option<&'a Card> {
        let at = &self.reveal.as_ref()?.at;
        let mut cards = self.cards.iter().filter_map(|id| feed.card(id));
        cards.find(|card| card.valid.holds(at))
    }
}

/// Resolves what a campaign says of its reveal.
pub(crate) fn resolve(
    reveal_at: Option<&str>,
    countdown: Option<u32>,
    at: &At,
    check: &mut Check,
) -> Option<Reveal> {
    let seconds = countdown.unwrap_or(Reveal::COUNTDOWN.into());
    let (least, most) = (Reveal::COUNTDOWN_LEAST, Reveal::COUNTDOWN_MOST);
    let what = "the countdown in seconds";
    let at_countdown = at.field("countdown");
    check.within(&at_countdown, what, seconds, least.into(), most.into());
    let Some(text) = reveal_at else {
        if countdown.is_some() {
            let message = "a countdown with nothing to count down to".to_owned();
            let help = Some("say with `reveal_at` when it is unveiled".to_owned());
            check.error(&at_countdown, "countdown-to-nothing", message, help);
        }
        return None;
    };
    let at = at.field("reveal_at");
    let Some(civil) = second(text) else {
        let expected = "a date and a time such as \"2026-12-01T10:00:00\"";
        check.invalid(&at, "invalid-reveal", expected, text);
        return None;
    };
    let ambiguous = check.time_zone.to_ambiguous_zoned(civil);
    let (date, time) = (civil.date(), civil.time());
    match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { .. } => {}
        AmbiguousOffset::Gap { .. } => {
            let message = format!("there is no {time} on {date}: clocks go forward past it");
            let help = Some("name a time before or after the hour that is left out".to_owned());
            check.error(&at, "no-such-hour", message, help);
            return None;
        }
        AmbiguousOffset::Fold { .. } => {
            let message = format!(
                "{time} comes twice on {date}, since clocks go back; the first of the two is taken"
            );
            let help = Some("name a time that comes once if that is not what you mean".to_owned());
            check.warn(&at, "hour-twice", message, help);
        }
    }
    let Ok(moment) = ambiguous.earlier() else {
        let expected = "a date and a time that a calendar has";
        check.invalid(&at, "invalid-reveal", expected, text);
        return None;
    };
    Some(Reveal {
        at: moment,
        countdown: u16::try_from(seconds).unwrap_or(most).clamp(least, most),
    })
}

/// `2026-12-01T10:00` or `2026-12-01T10:00:30`, and nothing looser.
fn second(text: &str) -> Option<DateTime> {
    let is_shaped = |shape: &str| {
        text.len() == shape.len()
            && text.bytes().zip(shape.bytes()).all(|pair| match pair {
                (found, b'0') => found.is_ascii_digit(),
                (found, wanted) => found == wanted,
            })
    };
    let is_fine = is_shaped("0000-00-00T00:00") || is_shaped("0000-00-00T00:00:00");
    // What has no more than sixty seconds a minute: clocks of kiosks know no leap second.
    let moment: DateTime = is_fine.then(|| text.parse().ok())??;
    (!text.ends_with(":60")).then_some(moment)
}

/// Checks a campaign's reveal against its own dates.
pub(crate) fn against_dates(campaign: &Campaign, at: &At, check: &mut Check) {
    let Some(reveal) = &campaign.reveal else {
        return;
    };
    let at = at.field("reveal_at");
    let (date, when) = (reveal.at.date(), &campaign.when);
    let moment = reveal.at.datetime();
    if let Some(from) = when.from.filter(|from| date < *from) {
        let message = format!("it is unveiled on {date}, before the campaign begins on {from}");
        let help = Some("let `from` be the day of the reveal, or leave it out".to_owned());
        check.error(&at, "reveal-before-from", message, help);
    } else if let Some(until) = when.until.filter(|until| *until < date) {
        let message = format!("it is unveiled on {date}, after the campaign ends on {until}");
        let help = Some("`until` is the last date on which it is shown".to_owned());
        check.error(&at, "reveal-after-until", message, help);
    } else if !when.holds(&reveal.at) {
        let message = format!("the campaign is not shown at {moment}, when it is unveiled");
        let help = Some("look at the weekdays and the parts of the day in its `when`".to_owned());
        check.error(&at, "reveal-outside-when", message, help);
    }
}

/// Cards that visitors see at a stop or in what there is to do, and where that is.
pub(crate) fn seen_at<'a>(
    stops: impl Iterator<Item = &'a Stop>,
    activities: &'a [Activity],
) -> HashMap<&'a CardId, String> {
    let mut seen = HashMap::new();
    for stop in stops {
        let cards = stop.cards.iter();
        seen.extend(cards.map(|card| (card, format!("the stop `{}`", stop.id))));
    }
    for activity in activities {
        let cards = activity.kind.cards().into_iter();
        seen.extend(cards.map(|card| (card, format!("the activity `{}`", activity.id))));
    }
    seen
}

/// Checks reveals against sites and cards, and against each other. `documents` says of each campaign
/// in which document it stands, and as which item; `seen` of cards where else everybody sees them.
pub(crate) fn together(
    campaigns: &[Campaign],
    documents: &[(usize, Option<usize>)],
    sites: &[Site],
    cards: &BTreeMap<CardId, Card>,
    seen: &HashMap<&CardId, String>,
    check: &mut Check,
) {
    let mut before: Vec<(&Campaign, &Reveal)> = Vec::new();
    for (campaign, (document, item)) in campaigns.iter().zip(documents) {
        let Some(reveal) = &campaign.reveal else {
            continue;
        };
        let at = At::Document(*document);
        let at = at.item(item.unwrap_or_default());
        if before.len() >= REVEALS {
            let message = format!("more than {REVEALS} campaigns of the feed have a reveal");
            let help = Some("take out those that are over".to_owned());
            check.error(&at.field("reveal_at"), "feed-too-large", message, help);
            return;
        }
        let holds = |id: &CardId| {
            cards
                .get(id)
                .is_none_or(|card| card.valid.holds(&reveal.at))
        };
        if !campaign.cards.is_empty() && !campaign.cards.iter().any(holds) {
            let message = format!("none of these cards is valid at {}", reveal.at.datetime());
            let help = Some("the first card that is valid then is what is unveiled".to_owned());
            check.error(&at.field("cards"), "nothing-to-reveal", message, help);
        }
        for (index, id) in campaign.cards.iter().enumerate() {
            if let Some(place) = seen.get(id) {
                let message = format!("`{id}` is seen at {place} before it is unveiled");
                let help = "give what is unveiled a card of its own, which nothing else shows";
                let at = at.field("cards");
                check.warn(
                    &at.item(index),
                    "seen-before-reveal",
                    message,
                    Some(help.to_owned()),
                );
            }
        }
        let at = at.field("reveal_at");
        for site in sites.iter().filter(|site| campaign.is_at(site)) {
            asleep(site, reveal, &at, check);
        }
        let is_near = |other: &Reveal| other.since(&reveal.at).abs() < Reveal::SHOW;
        let overlaps = |(other, when): &&(&Campaign, &Reveal)| {
            let is_here = |site: &Site| campaign.is_at(site) && other.is_at(site);
            is_near(when) && sites.iter().any(is_here)
        };
        if let Some((other, _)) = before.iter().find(overlaps) {
            let message = format!(
                "`{}` is unveiled less than {} seconds apart from this, on the same screens",
                other.id,
                Reveal::SHOW.as_secs()
            );
            let help = Some("let one show end before the next one begins".to_owned());
            check.error(&at, "reveals-overlap", message, help);
        }
        before.push((campaign, reveal));
    }
}

/// Warns of a site that is closed when something is unveiled, or wakes for it only then.
fn asleep(site: &Site, reveal: &Reveal, at: &At, check: &mut Check) {
    if !site.is_open(&reveal.at) {
        let (id, moment) = (&site.id, reveal.at.datetime());
        let message =
            format!("`{id}` is closed at {moment}: its screen sleeps through this launch");
        let help = "choose a time at which all sites are open, or name only those that are";
        check.warn(at, "reveal-while-closed", message, Some(help.to_owned()));
    } else if !site.is_open(&reveal.counts_from().to_zoned(reveal.at.time_zone().clone())) {
        let (id, moment) = (&site.id, reveal.at.datetime());
        let message =
            format!("`{id}` has just opened at {moment}: its screen may unveil this a second late");
        let help = "choose a time at which the countdown, too, is within all opening hours";
        check.warn(at, "reveal-while-closed", message, Some(help.to_owned()));
    }
}
