//! `legeplads-desk coverage`: whom, what and where a feed serves, and which of its facts are due to
//! be looked at again.

use std::fmt::{self, Write};

use jiff::civil::Date;
use legeplads_feed::staff::{Staff, Strategy};
use legeplads_feed::{Audience, Basis, Feed, OfferKind, Place, Stop, Theme, When};
use serde::Serialize;

use Audience::{Children, Families, Newcomers, Professionals, Residents, Sometimes, Visitors};
use Theme::{GrowingBusiness, StrongTowns, TimelyWelfare};

/// Months after which an association is asked again.
const CONFIRMED: i32 = 12;

const THEMES: [Theme; 3] = [StrongTowns, TimelyWelfare, GrowingBusiness];

const AUDIENCES: [Audience; 7] = [
    Children,
    Families,
    Newcomers,
    Professionals,
    Visitors,
    Residents,
    Sometimes,
];

/// What a feed serves. Pieces are cards, offers, events and campaigns that are not over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// How many pieces there are.
    pub pieces: usize,
    /// Pieces by the strategy's theme.
    pub themes: Vec<Served>,
    /// Pieces that are for these people by name.
    pub audiences: Vec<Served>,
    /// Pieces that name nobody, and so are for everybody.
    pub for_everybody: usize,
    /// Pieces that belong to no theme.
    pub without_theme: Vec<String>,
    /// Offers, events and stops by place.
    pub places: Vec<Served>,
    /// The languages that every text is in.
    pub languages: Vec<String>,
    /// Facts that were last true longer ago than they may be, the oldest first.
    pub stale: Vec<Stale>,
    /// Sources that nobody has looked up for as long.
    pub unseen: Vec<Stale>,
    /// Associations that have not confirmed within a year what is said of them.
    pub unconfirmed: Vec<Stale>,
    /// When the next strategy is due, if staff keep that beside the feed.
    pub strategy: Option<Cycle>,
}

/// A strategy's time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cycle {
    /// What it is called.
    pub title: String,
    /// When the one that holds was adopted.
    pub adopted: String,
    /// By when the next one is due.
    pub due: String,
    /// How many days that still is; it is over when negative.
    pub days: i32,
}

/// How many pieces something has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Served {
    /// What: a theme, an audience, a place.
    pub what: String,
    /// How many.
    pub pieces: usize,
}

/// Something to look at again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Stale {
    /// When it held true, or was seen.
    pub as_of: String,
    /// Where it stands: `card travbyen`.
    pub what: String,
    /// Where it was taken from, or where to look.
    pub source: String,
}

/// A card, an offer, an event or a campaign.
struct Piece<'a> {
    name: String,
    themes: Vec<Theme>,
    audiences: &'a [Audience],
    basis: Option<&'a Basis>,
    place: Option<&'a str>,
}

impl Coverage {
    /// What a feed serves on a day; facts are due when they are older than so many months. What staff
    /// keep beside it has the strategy's dates.
    #[must_use]
    pub fn of(feed: &Feed, staff: &Staff, today: Date, months: i32) -> Self {
        let pieces = pieces(feed, today);
        let by_theme = |theme: Theme| Served {
            what: format!("{theme:?}"),
            pieces: count(&pieces, |piece| piece.themes.contains(&theme)),
        };
        let by_audience = |audience: Audience| Served {
            what: format!("{audience:?}"),
            pieces: count(&pieces, |piece| piece.audiences.contains(&audience)),
        };
        let by_place = |place: &Place| Served {
            what: place.id.to_string(),
            pieces: count(&pieces, |piece| piece.place == Some(place.id.as_str()))
                + feed
                    .stops
                    .values()
                    .filter(|stop| is_at(stop, place))
                    .count(),
        };
        let is_thematic = |piece: &&Piece<'_>| piece.themes.is_empty() && piece.basis.is_some();
        Self {
            pieces: pieces.len(),
            themes: THEMES.map(by_theme).to_vec(),
            audiences: AUDIENCES.map(by_audience).to_vec(),
            for_everybody: count(&pieces, |piece| piece.audiences.is_empty()),
            without_theme: (pieces.iter().filter(is_thematic))
                .map(|piece| piece.name.clone())
                .collect(),
            places: feed.places.iter().map(by_place).collect(),
            languages: feed.languages.iter().map(ToString::to_string).collect(),
            stale: stale(&pieces, due(today, months)),
            unseen: unseen(feed, due(today, months)),
            unconfirmed: unconfirmed(feed, due(today, CONFIRMED)),
            strategy: staff.strategy.as_ref().map(|one| cycle(one, today)),
        }
    }
}

fn is_over(when: &When, today: Date) -> bool {
    when.until.is_some_and(|until| until < today)
}

/// The day before which something is due.
fn due(today: Date, months: i32) -> Date {
    let span = jiff::Span::new().months(months.clamp(0, 1200));
    today.saturating_sub(span)
}

fn count(pieces: &[Piece<'_>], is: impl Fn(&Piece<'_>) -> bool) -> usize {
    pieces.iter().filter(|piece| is(piece)).count()
}

fn is_at(stop: &Stop, place: &Place) -> bool {
    stop.place == place.id
}

fn pieces(feed: &Feed, today: Date) -> Vec<Piece<'_>> {
    let cards = feed
        .cards
        .values()
        .filter(|card| !is_over(&card.valid, today));
    let cards = cards.map(|card| Piece {
        name: format!("card {}", card.id),
        themes: card.themes.clone(),
        audiences: &card.audiences,
        basis: Some(&card.basis),
        place: None,
    });
    let offers = feed.offers.iter().map(|offer| Piece {
        name: format!("offer {}", offer.id),
        themes: offer.themes.clone(),
        audiences: &offer.audiences,
        basis: Some(&offer.basis),
        place: Some(offer.place.as_str()),
    });
    let events = feed
        .events
        .iter()
        .filter(|event| !is_over(&event.when, today));
    let events = events.map(|event| Piece {
        name: format!("event {}", event.id),
        themes: event.themes.clone(),
        audiences: &event.audiences,
        basis: Some(&event.basis),
        place: Some(event.place.as_str()),
    });
    let campaigns = feed.campaigns.iter();
    let campaigns = campaigns.filter(|campaign| !is_over(&campaign.when, today));
    let campaigns = campaigns.map(|campaign| {
        let cards = campaign.cards.iter().filter_map(|card| feed.card(card));
        let mut themes: Vec<_> = cards.flat_map(|card| card.themes.clone()).collect();
        themes.sort_unstable();
        themes.dedup();
        Piece {
            name: format!("campaign {}", campaign.id),
            themes,
            audiences: &campaign.audiences,
            basis: None,
            place: None,
        }
    });
    cards.chain(offers).chain(events).chain(campaigns).collect()
}

fn stale(pieces: &[Piece<'_>], due: Date) -> Vec<Stale> {
    let facts = pieces.iter().filter_map(|piece| match piece.basis? {
        Basis::Fact { source, as_of } if as_of.last_day() < due => Some(Stale {
            as_of: as_of.to_string(),
            what: piece.name.clone(),
            source: source.to_string(),
        }),
        Basis::Fact { .. } | Basis::Invitation => None,
    });
    sorted(facts.collect())
}

fn unseen(feed: &Feed, due: Date) -> Vec<Stale> {
    let sources = feed
        .sources
        .iter()
        .filter(|source| source.seen.last_day() < due);
    sorted(
        sources
            .map(|source| Stale {
                as_of: source.seen.to_string(),
                what: format!("source {}", source.id),
                source: source.address.clone(),
            })
            .collect(),
    )
}

/// Associations change their board, their evenings and their fees every year; one that gives no date
/// was never asked.
fn unconfirmed(feed: &Feed, due: Date) -> Vec<Stale> {
    let associations = feed.offers.iter();
    let associations = associations.filter(|offer| offer.kind == OfferKind::Association);
    let stale = associations.filter_map(|offer| {
        let (as_of, source) = match &offer.basis {
            Basis::Fact { as_of, .. } if as_of.last_day() >= due => return None,
            Basis::Fact { source, as_of } => (as_of.to_string(), source.to_string()),
            Basis::Invitation => (String::new(), "no date".to_owned()),
        };
        Some(Stale {
            as_of,
            what: format!("offer {}", offer.id),
            source,
        })
    });
    sorted(stale.collect())
}

fn cycle(strategy: &Strategy, today: Date) -> Cycle {
    let due = strategy.due();
    Cycle {
        title: strategy.title.clone(),
        adopted: strategy.adopted.to_string(),
        due: due.to_string(),
        days: (due - today).get_days(),
    }
}

fn sorted(mut stale: Vec<Stale>) -> Vec<Stale> {
    stale.sort();
    stale
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} cards, offers, events and campaigns, each in {}.",
            self.pieces,
            self.languages.join(", ")
        )?;
        let mut rows = |title: &str, served: &[Served]| -> fmt::Result {
            writeln!(f, "\n{title}")?;
            let widest = served
                .iter()
                .map(|served| served.what.chars().count())
                .max();
            let width = widest.unwrap_or_default();
            for Served { what, pieces } in served {
                let mark = if *pieces == 0 { "   nothing" } else { "" };
                writeln!(f, "  {what:width$}  {pieces:>4}{mark}")?;
            }
            Ok(())
        };
        rows("By theme", &self.themes)?;
        rows("For whom, by name", &self.audiences)?;
        rows("By place: stops, offers and events", &self.places)?;
        writeln!(f, "\n{} are for everybody.", self.for_everybody)?;
        if !self.without_theme.is_empty() {
            writeln!(f, "Without a theme: {}.", self.without_theme.join(", "))?;
        }
        for (title, stale) in [
            ("Facts to look at again", &self.stale),
            ("Sources to look up again", &self.unseen),
            (
                "Associations to ask whether it still holds",
                &self.unconfirmed,
            ),
        ] {
            if stale.is_empty() {
                continue;
            }
            let mut text = format!("\n{title}\n");
            for Stale {
                as_of,
                what,
                source,
            } in stale
            {
                writeln!(text, "  {as_of:10}  {what} ({source})")?;
            }
            f.write_str(&text)?;
        }
        if let Some(cycle) = &self.strategy {
            let Cycle {
                title,
                adopted,
                due,
                days,
            } = cycle;
            let away = match days {
                0.. => format!("in {days} days"),
                _ => format!("{} days ago", days.unsigned_abs()),
            };
            writeln!(
                f,
                "\n{title}: adopted {adopted}, the next is due on {due}, {away}"
            )?;
        }
        Ok(())
    }
}
