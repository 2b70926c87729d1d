//! What staff keep beside a feed, for themselves, in a folder of its own. It is no part of the feed, so
//! no release has it and no kiosk ever sees it; among a feed's documents it is an error.
//!
//! Measures against what is missing, companies to talk to, indicators, and the strategy's dates. All
//! of it is in one language, staff's own. People are named by what they do: a record has roles,
//! departments and companies in it, and what looks like somebody's address or number is an error.

mod indicator;
mod lead;
mod measure;
mod strategy;

pub use indicator::{Direction, Indicator, Value};
pub use lead::{Lead, State};
pub use measure::{Kind, Lack, Level, Measure};
pub use strategy::Strategy;

use jiff::civil::Date;

use crate::activity::ActivityKind;
use crate::check::{At, Check, Kind as Thing};
use crate::diagnostic::Diagnostic;
use crate::document::{Located, Source as Document};
use crate::documents::Documents;
use crate::feed::Feed;
use crate::report::diagnostics;
use crate::suggest::{did_you_mean, one_of, shorten};

/// The documents that may lie there.
const NAMES: [&str; 4] = [
    "measures.ron",
    "leads.ron",
    "indicators.ron",
    "strategy.ron",
];

/// Characters of a text here, at most.
const CHARACTERS: usize = 400;

/// Digits in a row that make a number of a telephone or a person; blanks and signs between them are
/// passed over, and dates are shorter or have their own fields.
const NUMBER: usize = 8;

/// Everything that staff keep.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Staff {
    /// What is done about what is missing.
    pub measures: Vec<Measure>,
    /// Companies that could help.
    pub leads: Vec<Lead>,
    /// What success is told by.
    pub indicators: Vec<Indicator>,
    /// The strategy's dates.
    pub strategy: Option<Strategy>,
}

/// What came of reading the folder.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What staff keep; none if and only if there is an error among the diagnostics.
    pub staff: Option<Staff>,
    /// What was found, by file and position.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads what staff keep beside a feed. Paths are relative to its folder: `measures.ron`.
///
/// It never panics, whatever the bytes.
#[must_use]
pub fn read(documents: &Documents, feed: &Feed) -> Found {
    let paths: Vec<&str> = documents.iter().map(|(path, _)| path).collect();
    let mut check = Check::new(documents);
    know(feed, &mut check);
    let staff = resolve(feed, &mut check);
    let staff = (check.errors() == 0).then_some(staff);
    Found {
        staff,
        diagnostics: diagnostics(check, &paths),
    }
}

/// Makes the feed's ids known.
fn know(feed: &Feed, check: &mut Check) {
    // Ids of a feed are well-formed and there once, so that nothing is ever said of this place.
    let at = At::Document(0);
    for place in &feed.places {
        check.define(Thing::Place, &at, place.id.as_str());
    }
    for source in &feed.sources {
        check.define(Thing::Source, &at, source.id.as_str());
    }
}

fn resolve(feed: &Feed, check: &mut Check) -> Staff {
    let (mut measures, mut leads, mut indicators) = (Vec::new(), Vec::new(), Vec::new());
    let mut strategy: Option<Located<strategy::wire::Strategy>> = None;
    let documents = check.documents;
    for (document, (path, bytes)) in documents.iter().enumerate() {
        let source = Document {
            document,
            path,
            bytes,
        };
        match path {
            "measures.ron" => source.list(&mut measures, Thing::Measure, check),
            "leads.ron" => source.list(&mut leads, Thing::Lead, check),
            "indicators.ron" => source.list(&mut indicators, Thing::Indicator, check),
            "strategy.ron" => strategy = source.one(None, check),
            _ => is_stranger(document, path, check),
        }
    }
    let measures: Vec<Located<measure::wire::Measure>> = measures;
    let leads: Vec<Located<lead::wire::Lead>> = leads;
    let indicators: Vec<Located<indicator::wire::Indicator>> = indicators;
    for one in &measures {
        one.at(|measure, at| check.define(Thing::Measure, at, &measure.id));
    }
    for one in &leads {
        one.at(|lead, at| check.define(Thing::Lead, at, &lead.id));
    }
    for one in &indicators {
        one.at(|indicator, at| check.define(Thing::Indicator, at, &indicator.id));
    }
    let needs = needs(feed);
    let measures = measures.into_iter();
    let leads = leads.into_iter();
    let indicators = indicators.into_iter();
    Staff {
        measures: measures
            .map(|one| one.into(|measure, at| measure.resolve(at, &needs, check)))
            .collect(),
        leads: leads
            .map(|one| one.into(|lead, at| lead.resolve(at, check)))
            .collect(),
        indicators: indicators
            .filter_map(|one| one.into(|indicator, at| indicator.resolve(at, feed, check)))
            .collect(),
        strategy: strategy.and_then(|one| one.into(|strategy, at| strategy.resolve(at, check))),
    }
}

/// What the boards of a feed ask for.
fn needs(feed: &Feed) -> Vec<&str> {
    let boards = feed.activities.values().filter_map(|one| match &one.kind {
        ActivityKind::Needs(needs) => Some(needs),
        _ => None,
    });
    let needs = boards.flat_map(|board| board.needs.iter().map(|need| need.id.as_str()));
    needs.collect()
}

/// Whether a path among a feed's documents has the name of one of staff's.
pub(crate) fn is_theirs(path: &str) -> bool {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    NAMES.contains(&name)
}

fn is_stranger(document: usize, path: &str, check: &mut Check) {
    let help = match check.suggester.nearest(path, NAMES) {
        Some(near) => did_you_mean(near),
        None => format!("staff's documents are {}", one_of(NAMES.into_iter())),
    };
    let message = format!("`{}` is no document of staff's", shorten(path));
    let at = At::Document(document);
    check.warn(&at, "unknown-document", message, Some(help));
}

impl Check<'_> {
    /// Checks a text of staff's: there, short, and nobody's address or number.
    fn note_of_staff(&mut self, at: &At, text: &str) {
        let characters = text.chars().count();
        if text.trim().is_empty() {
            self.error(at, "empty-text", "there is no text here".to_owned(), None);
        }
        if characters > CHARACTERS {
            let message = format!("{characters} characters; {CHARACTERS} fit here");
            self.error(at, "text-too-long", message, None);
        }
        if is_somebodys(text) {
            let message = "this looks like somebody's address or number".to_owned();
            let help = "write the company and the department, or the role; keep how to reach a \
                        person where your rules for that apply"
                .to_owned();
            self.error(at, "private-data", message, Some(help));
        }
    }

    /// Checks a list of such texts.
    fn notes_of_staff(&mut self, at: &At, texts: &[String]) {
        for (index, text) in texts.iter().enumerate() {
            self.note_of_staff(&at.item(index), text);
        }
    }

    /// Reads a date that must be there.
    fn must_be_a_day(&mut self, at: &At, text: &str) -> Date {
        self.day(at, text).unwrap_or_default()
    }
}

/// Whether a text has an e-mail address in it, or as many digits in a row as a telephone number has.
fn is_somebodys(text: &str) -> bool {
    let is_between = |letter: char| " -+()/\u{a0}".contains(letter);
    let is_other = |letter: char| !letter.is_ascii_digit() && !is_between(letter);
    let is_number = |run: &str| {
        let groups = run.split(is_between).filter(|group| !group.is_empty());
        // A year begins anew: "2024-2026" and "2026-12-01" are nobody's.
        let is_year = |group: &str| group.len() == 4 && ["19", "20"].contains(&&group[..2]);
        let mut digits = 0;
        groups.into_iter().any(|group| {
            digits = if is_year(group) {
                0
            } else {
                digits + group.len()
            };
            digits >= NUMBER
        })
    };
    text.contains('@') || text.split(is_other).any(is_number)
}
