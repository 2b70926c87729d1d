//! What all documents are checked with: where a value stands, which ids there
//! are, and the list of what was found.

use std::collections::{HashMap, HashSet};
use std::fmt::Display;
use std::ops::Range;

use jiff::tz::TimeZone;

use crate::colour::COLOURS;
use crate::diagnostic::Severity;
use crate::documents::Documents;
use crate::fonts::Face;
use crate::id::is_well_formed;
use crate::language::Language;
use crate::limits::{self, LANGUAGES};
use crate::suggest::{Suggester, did_you_mean, one_of, shorten};

/// One step from a value into one of its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// A field of a struct or a key of a map.
    Name(String),
    /// An item of a list or a tuple, counted from 0.
    Item(usize),
}

/// Where a value stands: a chain of steps back to its document.
///
/// It costs nothing while all is well; [`Check`] writes the steps down when
/// there is something to report.
#[derive(Clone, Copy)]
pub(crate) enum At<'a> {
    Document(usize),
    Name(&'a At<'a>, &'a str),
    Item(&'a At<'a>, usize),
}

impl<'a> At<'a> {
    pub(crate) fn field(&'a self, name: &'a str) -> At<'a> {
        At::Name(self, name)
    }

    pub(crate) fn item(&'a self, index: usize) -> At<'a> {
        At::Item(self, index)
    }

    fn spot(&self, part: Part) -> Spot {
        let mut steps = Vec::new();
        let mut at = self;
        let document = loop {
            at = match at {
                At::Document(document) => break *document,
                At::Name(parent, name) => {
                    steps.push(Step::Name((*name).to_owned()));
                    parent
                }
                At::Item(parent, index) => {
                    steps.push(Step::Item(*index));
                    parent
                }
            };
        };
        steps.reverse();
        Spot {
            document,
            place: InDocument::Steps(steps, part),
        }
    }
}

/// Whether a finding is about a value or about the name it stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Value,
    Key,
}

/// A place in a document, written down.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    pub document: usize,
    pub place: InDocument,
}

#[derive(Clone, Debug)]
pub(crate) enum InDocument {
    Bytes(Range<usize>),
    Steps(Vec<Step>, Part),
}

/// One finding before its line and column are known.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub severity: Severity,
    pub code: &'static str,
    pub spot: Spot,
    pub message: String,
    pub help: Option<String>,
    /// Another place to name, such as where an id stood first.
    pub also: Option<Spot>,
}

/// The kinds of things that others refer to by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Site,
    Place,
    Source,
    Card,
    Stop,
    Activity,
    Event,
    Offer,
    Campaign,
    Drawing,
    Goal,
    Measure,
    Lead,
    Indicator,
}

impl Kind {
    /// Its name, and the codes for one that is unknown and one that is there twice.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Site => ("site", "unknown-site", "duplicate-site"),
            Self::Place => ("place", "unknown-place", "duplicate-place"),
            Self::Source => ("source", "unknown-source", "duplicate-source"),
            Self::Card => ("card", "unknown-card", "duplicate-card"),
            Self::Stop => ("stop", "unknown-stop", "duplicate-stop"),
            Self::Activity => ("activity", "unknown-activity", "duplicate-activity"),
            Self::Event => ("event", "unknown-event", "duplicate-event"),
            Self::Offer => ("offer", "unknown-offer", "duplicate-offer"),
            Self::Campaign => ("campaign", "unknown-campaign", "duplicate-campaign"),
            Self::Drawing => ("drawing", "unknown-drawing", "duplicate-drawing"),
            Self::Goal => ("goal", "unknown-goal", "duplicate-goal"),
            Self::Measure => ("measure", "unknown-measure", "duplicate-measure"),
            Self::Lead => ("lead", "unknown-lead", "duplicate-lead"),
            Self::Indicator => ("indicator", "unknown-indicator", "duplicate-indicator"),
        }
    }
}

/// The ids of one kind.
#[derive(Default)]
struct Ids {
    /// Each id with where it stands.
    known: HashMap<String, Spot>,
    /// A document of this kind could not be read, so that not all ids are known.
    incomplete: bool,
}

/// The state of a check.
pub(crate) struct Check<'a> {
    pub documents: &'a Documents,
    pub languages: Vec<Language>,
    /// The zone that the feed's clocks go by.
    pub time_zone: TimeZone,
    /// The fonts that the feed brings along.
    pub faces: Vec<Face<'a>>,
    pub findings: Vec<Finding>,
    ids: HashMap<Kind, Ids>,
    counts: [usize; 2],
    pub suggester: Suggester,
}

impl<'a> Check<'a> {
    pub(crate) fn new(documents: &'a Documents) -> Self {
        Self {
            documents,
            languages: Vec::new(),
            time_zone: TimeZone::UTC,
            faces: Vec::new(),
            findings: Vec::new(),
            ids: HashMap::new(),
            counts: [0; 2],
            suggester: Suggester::default(),
        }
    }

    /// How many errors there were, listed or not.
    pub(crate) fn errors(&self) -> usize {
        self.counts[Severity::Error as usize]
    }

    /// How many findings of a severity were not listed.
    pub(crate) fn left_out(&self, severity: Severity) -> usize {
        self.counts[severity as usize].saturating_sub(limits::DIAGNOSTICS)
    }

    fn add(&mut self, finding: impl FnOnce() -> Finding, severity: Severity) {
        let count = &mut self.counts[severity as usize];
        *count += 1;
        if *count <= limits::DIAGNOSTICS {
            self.findings.push(finding());
        }
    }

    /// Notes something about a value.
    pub(crate) fn note(
        &mut self,
        severity: Severity,
        (at, part): (&At, Part),
        code: &'static str,
        message: String,
        help: Option<String>,
    ) {
        let finding = || Finding {
            severity,
            code,
            spot: at.spot(part),
            message,
            help,
            also: None,
        };
        self.add(finding, severity);
    }

    /// Notes an error in a value.
    pub(crate) fn error(
        &mut self,
        at: &At,
        code: &'static str,
        message: String,
        help: Option<String>,
    ) {
        self.note(Severity::Error, (at, Part::Value), code, message, help);
    }

    /// Notes a warning about a value.
    pub(crate) fn warn(
        &mut self,
        at: &At,
        code: &'static str,
        message: String,
        help: Option<String>,
    ) {
        self.note(Severity::Warning, (at, Part::Value), code, message, help);
    }

    /// Notes an error in bytes of a document that could not be read.
    pub(crate) fn error_in_bytes(
        &mut self,
        document: usize,
        span: Range<usize>,
        code: &'static str,
        message: String,
        help: Option<String>,
    ) {
        let finding = || Finding {
            severity: Severity::Error,
            code,
            spot: Spot {
                document,
                place: InDocument::Bytes(span),
            },
            message,
            help,
            also: None,
        };
        self.add(finding, Severity::Error);
    }

    /// Notes that not all ids of a kind are known.
    pub(crate) fn incomplete(&mut self, kind: Kind) {
        self.ids.entry(kind).or_default().incomplete = true;
    }

    pub(crate) fn is_incomplete(&self, kind: Kind) -> bool {
        self.ids.get(&kind).is_some_and(|ids| ids.incomplete)
    }

    /// Makes an id known, or says that it is malformed or there already.
    pub(crate) fn define(&mut self, kind: Kind, at: &At, id: &str) {
        let (name, _, duplicate) = kind.words();
        let at = at.field("id");
        if !is_well_formed(id) {
            let message = format!("`{}` cannot be the id of a {name}", shorten(id));
            let help = "an id has 1 to 40 of the characters a–z, 0–9 and -".to_owned();
            self.error(&at, "invalid-id", message, Some(help));
        }
        let ids = self.ids.entry(kind).or_default();
        let Some(first) = ids.known.get(id).cloned() else {
            ids.known.insert(id.to_owned(), at.spot(Part::Value));
            return;
        };
        let finding = || Finding {
            severity: Severity::Error,
            code: duplicate,
            spot: at.spot(Part::Value),
            message: format!("the {name} `{}` is there already", shorten(id)),
            help: Some("give one of them another id; the first is in".to_owned()),
            also: Some(first),
        };
        self.add(finding, Severity::Error);
    }

    /// Checks the ids of a list that only its own document refers to. `what` is one of its things,
    /// with and without an article.
    pub(crate) fn own_ids<T: AsRef<str>>(&mut self, at: &At, what: (&str, &str), ids: &[T]) {
        let (one, what) = what;
        let mut seen = HashSet::new();
        for (index, id) in ids.iter().enumerate() {
            let at = at.item(index);
            let at = at.field("id");
            let id = id.as_ref();
            let shown = shorten(id);
            if !is_well_formed(id) {
                let message = format!("`{shown}` cannot be the id of {one}");
                let help = "an id has 1 to 40 of the characters a–z, 0–9 and -".to_owned();
                self.error(&at, "invalid-id", message, Some(help));
            }
            if !seen.insert(id) {
                let message = format!("the {what} `{shown}` is there already");
                self.error(&at, "listed-twice", message, None);
            }
        }
    }

    /// Checks that an id leads somewhere.
    pub(crate) fn refer(&mut self, kind: Kind, at: &At, id: &str) -> bool {
        let (name, unknown, _) = kind.words();
        let ids = self.ids.entry(kind).or_default();
        if ids.known.contains_key(id) {
            return true;
        }
        if ids.incomplete {
            // The document that was not read may well have it.
            return false;
        }
        let near = self
            .suggester
            .nearest(id, ids.known.keys().map(String::as_str));
        let help = near.map(did_you_mean);
        let message = format!("unknown {name} `{}`", shorten(id));
        self.error(at, unknown, message, help);
        false
    }

    /// Checks a list of ids, and that none stands in it twice.
    pub(crate) fn refer_all<T: AsRef<str>>(&mut self, kind: Kind, at: &At, ids: &[T]) {
        let mut seen = HashSet::new();
        for (index, id) in ids.iter().enumerate() {
            let at = at.item(index);
            if !seen.insert(id.as_ref()) {
                let message = format!("`{}` stands here twice", shorten(id.as_ref()));
                self.error(&at, "listed-twice", message, None);
            }
            self.refer(kind, &at, id.as_ref());
        }
    }

    /// Reads language tags; none stands there twice.
    pub(crate) fn languages(&mut self, at: &At, tags: &[String]) -> Vec<Language> {
        let mut languages = Vec::new();
        for (index, tag) in tags.iter().enumerate().take(LANGUAGES) {
            let at = at.item(index);
            match tag.parse::<Language>() {
                Ok(language) if languages.contains(&language) => {
                    self.error(
                        &at,
                        "listed-twice",
                        format!("`{tag}` stands here twice"),
                        None,
                    );
                }
                Ok(language) => languages.push(language),
                Err(_) => {
                    let expected = "a language tag such as \"da\" or \"pt-BR\"";
                    self.invalid(&at, "invalid-language", expected, tag);
                }
            }
        }
        languages
    }

    /// Checks that a colour has a name the theme knows.
    pub(crate) fn colour(&mut self, at: &At, name: &str) {
        self.colour_among(at, name, COLOURS.iter().map(|(name, _)| *name));
    }

    /// Checks that a colour is one of some names.
    pub(crate) fn colour_among<'b>(
        &mut self,
        at: &At,
        name: &str,
        known: impl Iterator<Item = &'b str> + Clone,
    ) {
        if known.clone().any(|known| known == name) {
            return;
        }
        let message = format!("unknown colour `{}`", shorten(name));
        let help = match self.suggester.nearest(name, known.clone()) {
            Some(near) => did_you_mean(near),
            None => format!("the colours here are {}", one_of(known)),
        };
        self.error(at, "unknown-colour", message, Some(help));
    }

    /// Says that a text is not what it should be.
    pub(crate) fn invalid(&mut self, at: &At, code: &'static str, expected: &str, found: &str) {
        let message = format!("expected {expected}, found \"{}\"", shorten(found));
        self.error(at, code, message, None);
    }

    /// Checks that a number lies between two others, which it may equal.
    pub(crate) fn within<T: PartialOrd + Display>(
        &mut self,
        at: &At,
        what: &str,
        value: T,
        least: T,
        most: T,
    ) {
        // Written so that what is not a number is not within.
        if !(value >= least && value <= most) {
            let message = format!("{what} is {value}; it goes from {least} to {most}");
            self.error(at, "out-of-range", message, None);
        }
    }

    /// Checks how many there are of something.
    pub(crate) fn count(&mut self, at: &At, what: &str, count: usize, least: usize, most: usize) {
        if count < least || count > most {
            let message = if count == 0 {
                format!("there are no {what} here")
            } else {
                format!("expected {least} to {most} {what}, found {count}")
            };
            self.error(at, "wrong-count", message, None);
        }
    }
}
