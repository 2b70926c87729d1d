//! `legeplads-desk check`: what is wrong with a feed, as a compiler would say it.

mod elsewhere;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use legeplads_feed::{Diagnostic, Documents, Feed, Severity};
use legeplads_store::folder::{self, Problem};
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, NamedSource, Report,
};

use crate::beside::{self, Beside};

/// The width of what is printed for people, in characters.
const WIDTH: usize = 100;

/// Lines longer than this are not shown beside what is wrong in them, in bytes: nobody could read
/// them, and miette ends the program above 65,535 columns.
const SHOWN: usize = 4_000;

/// A feed's folder, and all that there is to say of it.
#[derive(Debug)]
pub struct Checked {
    /// The folder.
    pub dir: PathBuf,
    /// What was read; nothing if the folder itself was not in order.
    pub documents: Documents,
    /// The feed, if there is no error in it.
    pub feed: Option<Feed>,
    /// What was found.
    pub diagnostics: Vec<Diagnostic>,
    /// What staff keep beside it, if they do and it was looked at. No fault there keeps a feed from
    /// being published.
    pub beside: Option<Beside>,
}

/// Reads and checks a feed's folder. Nothing is written.
pub fn check(dir: &Path) -> Checked {
    if let Some(diagnostic) = elsewhere::look(dir) {
        return Checked {
            dir: dir.to_owned(),
            documents: Documents::default(),
            feed: None,
            diagnostics: vec![diagnostic],
            beside: None,
        };
    }
    let (documents, feed, diagnostics) = match folder::read(dir) {
        Ok(documents) => {
            let reading = legeplads_feed::read(&documents);
            (documents, reading.feed, reading.diagnostics)
        }
        Err(unreadable) => (Documents::default(), None, problems(&unreadable.problems)),
    };
    Checked {
        dir: dir.to_owned(),
        documents,
        feed,
        diagnostics,
        beside: None,
    }
}

/// The same, all pictures are decoded as publishing them does, and what staff keep beside the feed is
/// read.
pub fn check_thoroughly(dir: &Path) -> Checked {
    let mut checked = check(dir);
    let damaged = folder::damaged(dir, &checked.documents);
    if !damaged.is_empty() {
        checked.feed = None;
        checked.diagnostics.extend(problems(&damaged));
    }
    checked.beside = checked.feed.as_ref().and_then(|feed| Beside::of(dir, feed));
    checked
}

/// What is wrong with files, in the form of what is wrong in them.
pub(crate) fn problems(problems: &[Problem]) -> Vec<Diagnostic> {
    let diagnostic = |problem: &Problem| Diagnostic {
        severity: Severity::Error,
        code: "unreadable-file",
        file: problem.path.display().to_string(),
        line: 1,
        column: 1,
        span: 0..0,
        message: format!("this {}", problem.what),
        help: None,
    };
    problems.iter().map(diagnostic).collect()
}

impl Checked {
    /// How many diagnostics of the feed have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        count(&self.diagnostics, severity)
    }

    /// Whether there is nothing that must be mended, in the feed or beside it.
    pub fn is_without_error(&self) -> bool {
        let beside = self.beside.as_ref();
        self.feed.is_some() && beside.is_none_or(|beside| beside.staff.is_some())
    }

    /// Everything that was found, with the folder and the documents that it was found in.
    fn all(&self) -> impl Iterator<Item = (&Path, &Documents, &Diagnostic)> {
        let here = self.diagnostics.iter();
        let here = here.map(|found| (&*self.dir, &self.documents, found));
        let beside = self.beside.iter().flat_map(|beside| {
            let found = beside.diagnostics.iter();
            found.map(|found| (&*beside.dir, &beside.documents, found))
        });
        here.chain(beside)
    }

    /// One JSON object a line: `severity`, `code`, `file`, `line`, `column`, `span` (bytes),
    /// `message`, `help`.
    ///
    /// # Errors
    ///
    /// When the JSON writer gives up, which it has no reason to do for this type.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        let mut text = String::new();
        for (dir, _, diagnostic) in self.all() {
            text += &match dir == self.dir {
                true => serde_json::to_string(diagnostic)?,
                false => serde_json::to_string(&beside::named(dir, diagnostic))?,
            };
            text.push('\n');
        }
        Ok(text)
    }

    /// For people: every place with the lines around it, and a count at the end.
    pub fn to_text(&self, colour: bool) -> String {
        let theme = match colour {
            true => GraphicalTheme::unicode(),
            false => GraphicalTheme::unicode_nocolor(),
        };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_width(WIDTH)
            .with_links(false);
        let mut sources = BTreeMap::new();
        let mut text = String::new();
        for (dir, documents, diagnostic) in self.all() {
            let file = diagnostic.file.as_str();
            let source = sources.entry((dir, file));
            let source = source.or_insert_with(|| source_of(documents, file));
            let report = report(diagnostic, source.clone(), dir);
            // Writing to a string cannot fail; a report that cannot be drawn is still told.
            if handler.render_report(&mut text, report.as_ref()).is_err() {
                let _ = writeln!(text, "{diagnostic}");
            }
            text.push('\n');
        }
        let beside = self.beside.as_ref().map(Beside::summary);
        let beside = beside.map_or_else(String::new, |summary| summary + "\n");
        text + &self.launches() + &beside + &self.summary() + "\n"
    }

    /// What is unveiled on all screens at once: a line each, for staff to see that it is what they mean.
    fn launches(&self) -> String {
        let campaigns = self.feed.iter().flat_map(|feed| &feed.campaigns);
        let launches = campaigns.filter_map(|one| Some((&one.id, one.reveal.as_ref()?)));
        launches
            .map(|(id, reveal)| format!("`{id}` is unveiled on all its screens on {reveal}\n"))
            .collect()
    }

    /// One line on the whole.
    pub fn summary(&self) -> String {
        let dir = self.dir.display();
        let counts = format!(
            "{}, {}",
            counted(self.count(Severity::Error), "error"),
            counted(self.count(Severity::Warning), "warning")
        );
        match &self.feed {
            Some(feed) => format!(
                "{dir} is fit to be published: {}, {}, {}; {counts}",
                counted(feed.stops.len(), "stop"),
                counted(feed.cards.len(), "card"),
                counted(feed.languages.len(), "language"),
            ),
            None => format!("{dir} cannot be published: {counts}"),
        }
    }
}

/// A document's text, if there is such a document.
fn source_of(documents: &Documents, file: &str) -> Option<Arc<str>> {
    let text = std::str::from_utf8(documents.get(file)?).ok()?;
    let is_readable = text.lines().all(|line| line.len() <= SHOWN);
    is_readable.then(|| Arc::from(text))
}

fn report(diagnostic: &Diagnostic, source: Option<Arc<str>>, dir: &Path) -> Report {
    let severity = match diagnostic.severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
    };
    let path = dir.join(&diagnostic.file).display().to_string();
    // The span must lie in the text, or nothing of the text is shown.
    let source = source.filter(|text| text.get(diagnostic.span.clone()).is_some());
    let message = match source {
        Some(_) => diagnostic.message.clone(),
        None if diagnostic.span.is_empty() => format!("{path}: {}", diagnostic.message),
        None => format!(
            "{path}:{}:{}: {}",
            diagnostic.line, diagnostic.column, diagnostic.message
        ),
    };
    let mut shown = MietteDiagnostic::new(message)
        .with_severity(severity)
        .with_code(diagnostic.code);
    if let Some(help) = &diagnostic.help {
        shown = shown.with_help(help);
    }
    match source {
        Some(text) => {
            let label = LabeledSpan::new_primary_with_span(None, diagnostic.span.clone());
            Report::new(shown.with_label(label)).with_source_code(NamedSource::new(path, text))
        }
        None => Report::new(shown),
    }
}

pub(crate) fn count(diagnostics: &[Diagnostic], severity: Severity) -> usize {
    let counted = diagnostics.iter();
    counted.filter(|found| found.severity == severity).count()
}

pub(crate) fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}
