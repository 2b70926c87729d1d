//! `legeplads-desk report`: what the ledger says, as one page to read and print, and as tables.
//!
//! Counts become figures in [`tally`] and nowhere else, by [`Door`]; everything after that adds
//! figures up. The page, the CSV files and the JSON file show the same [`Table`]s.

pub(crate) mod calendar;
mod chart;
mod export;
mod ideas;
pub(crate) mod names;
pub(crate) mod page;
pub(crate) mod sections;
mod stays;
pub(crate) mod tally;
mod voices;
pub(crate) mod words;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use legeplads_feed::Feed;
use legeplads_feed::progress::Light;
use serde::{Serialize, Serializer};

use crate::disclosure::{Audience, Door, Figure};
use crate::ledger::{Ledger, LedgerError, Overview};
use calendar::Span;
pub use export::{csv, json};
pub use page::page;
pub use words::{Tongue, Words};

/// What a report is to be about.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// The first day; the report begins with the Monday of its week.
    pub from: Date,
    /// The last day; the report ends with the Sunday of its week.
    pub until: Date,
    /// The day on which it is made: weeks and quarters that are not over by then are not told, since a
    /// figure that grows tells of who made it grow.
    pub today: Date,
    /// Whose language it is in.
    pub tongue: Tongue,
    /// Who reads it.
    pub audience: Audience,
    /// Where names and the time zone come from; without it ids are shown, and times in UTC.
    pub feed: Option<&'a Feed>,
}

/// All that there is to say.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The title.
    pub title: String,
    /// The first day and the last.
    pub days: (Date, Date),
    /// The least that is told.
    pub threshold: u64,
    /// Section by section.
    pub sections: Vec<Section>,
    /// What to know first.
    #[serde(skip)]
    pub(crate) lead: String,
    /// Who may read it, and what to do before others may.
    #[serde(skip)]
    pub(crate) reader: String,
    /// How its numbers come about.
    #[serde(skip)]
    pub(crate) about: String,
    #[serde(skip)]
    pub(crate) tongue: Tongue,
}

/// Some tables about one thing.
#[derive(Debug, Clone, Serialize)]
pub struct Section {
    /// Its name in addresses and files.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// What to know when reading it, a paragraph a line.
    pub note: String,
    /// The tables.
    pub tables: Vec<Table>,
    /// Whether its note is shown without a table, too.
    #[serde(skip)]
    pub(crate) stays: bool,
}

/// One table.
#[derive(Debug, Clone, Serialize)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The headings of its columns.
    pub columns: Vec<String>,
    /// Row by row, a cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// For each cell how far a rounded number may be from the truth, nineteen times in twenty.
    pub within: Vec<Vec<Option<u64>>>,
    /// Which drawing goes with it.
    #[serde(skip)]
    pub(crate) chart: Option<Chart>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number of something that was not counted from visitors, and is exact.
    Number(Option<u64>),
    /// A number that was counted and rounded; nothing when it is below the threshold.
    #[serde(serialize_with = "shown")]
    Figure(Figure),
    /// Of a hundred.
    Share(Option<f64>),
    /// From – to, of a hundred.
    Interval(Option<(f64, f64)>),
    /// So many in a month, on average.
    Rate(Option<f64>),
    /// A value with its unit's mark behind it, which programs do not get.
    #[serde(serialize_with = "value_alone")]
    Value(Option<f64>, &'static str),
    /// A day.
    Day(Option<Date>),
    /// A traffic light, with its word, which programs do not get.
    #[serde(serialize_with = "light_alone")]
    Light(Light, String),
}

fn value_alone<S: Serializer>(value: &Option<f64>, _: &&str, to: S) -> Result<S::Ok, S::Error> {
    value.serialize(to)
}

fn light_alone<S: Serializer>(light: &Light, _: &String, to: S) -> Result<S::Ok, S::Error> {
    light.serialize(to)
}

impl Cell {
    pub(crate) fn figure(figure: Figure) -> Self {
        Self::Figure(figure)
    }

    /// A number that would have been counted and rounded.
    pub(crate) fn nothing() -> Self {
        Self::Figure(std::iter::empty().sum())
    }

    /// The number in it. Nothing at all and too little look alike.
    fn number(&self) -> Option<u64> {
        match self {
            Self::Number(number) => *number,
            Self::Figure(figure) => figure.value().filter(|number| *number > 0),
            _ => None,
        }
    }

    /// How far that may be from the truth, nineteen times in twenty.
    fn within(&self) -> Option<u64> {
        match self {
            Self::Figure(figure) => self.number().map(|_| figure.margin()),
            _ => None,
        }
    }

    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

fn shown<S: Serializer>(figure: &Figure, serializer: S) -> Result<S::Ok, S::Error> {
    Cell::Figure(*figure).number().serialize(serializer)
}

/// How a table is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chart {
    /// A bar for each row, as long as the number in this column.
    Bars(usize),
    /// A line through the shares in this column, row by row.
    Line(usize),
    /// A line for each of so many columns after the first, through their numbers.
    Lines(usize),
}

/// Makes a report.
///
/// # Errors
///
/// When the ledger cannot be read.
pub fn report(ledger: &Ledger, request: &Request<'_>) -> Result<Report, LedgerError> {
    let words = Words::of(request.tongue);
    let zone = request.feed.map(|feed| feed.time_zone.clone());
    let span = Span::of(
        request.from,
        request.until,
        request.today,
        zone.unwrap_or(TimeZone::UTC),
    );
    let door = Door::new(request.audience, ledger.secret()?);
    let tally = tally::Tally::of(ledger, &door, &span)?;
    let names = names::Names::of(request.feed, request.tongue, &words);
    let overview = Overview::of(ledger)?;
    let view = sections::View {
        words: &words,
        names: &names,
        tally: &tally,
    };
    let mut sections = sections::all(&view);
    sections.extend(voices::all(&view));
    sections.push(ideas::ideas(&view));
    sections.push(sections::kept(&view, &overview, &door));
    sections.retain(|section| !section.tables.is_empty() || !section.note.is_empty());
    Ok(Report {
        title: match request.feed {
            Some(_) => format!("{} – {}", words.title, names.place()),
            None => words.title.clone(),
        },
        days: (span.first, span.last),
        threshold: request.audience.threshold(),
        sections,
        lead: words.taps_not_people.clone(),
        reader: words.reader(request.audience).clone(),
        about: format!(
            "{} {}",
            words.rounded_from(request.audience.threshold()),
            words.whole_weeks
        ),
        tongue: request.tongue,
    })
}
