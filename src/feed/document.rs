//! One document: its bytes become a value, or a finding.

use serde::de::DeserializeOwned;

use crate::check::{At, Check, Kind};
use crate::diagnostic::{Diagnostic, Severity};
use crate::limits;
use crate::parse::{Fault, parse};
use crate::position::line_and_column;
use crate::staff;
use crate::suggest::{did_you_mean, shorten};

/// The documents that have a name of their own.
const NAMES: [&str; 9] = [
    "feed.ron",
    "sites.ron",
    "places.ron",
    "island.ron",
    "sources.ron",
    "events.ron",
    "offers.ron",
    "campaigns.ron",
    "goals.ron",
];

/// A value of a document, with where it stands.
pub(crate) struct Located<T> {
    pub document: usize,
    /// Its index in the document, if that is a list.
    pub item: Option<usize>,
    pub value: T,
}

impl<T> Located<T> {
    /// Visits it with the place it stands at.
    pub(crate) fn at<R>(&self, visit: impl FnOnce(&T, &At) -> R) -> R {
        let document = At::Document(self.document);
        match self.item {
            Some(item) => visit(&self.value, &document.item(item)),
            None => visit(&self.value, &document),
        }
    }

    /// Gives it away with the place it stands at.
    pub(crate) fn into<R>(self, visit: impl FnOnce(T, &At) -> R) -> R {
        let document = At::Document(self.document);
        match self.item {
            Some(item) => visit(self.value, &document.item(item)),
            None => visit(self.value, &document),
        }
    }
}

/// Reads one RON document that is no part of a feed, with the diagnostics of those that are.
///
/// # Errors
///
/// What is wrong, and where: the first thing that keeps it from being read.
pub fn parse_document<T: DeserializeOwned>(file: &str, bytes: &[u8]) -> Result<T, Box<Diagnostic>> {
    value(bytes).map_err(|fault| Box::new(faulty(file, bytes, fault)))
}

/// A fault with its place in a document's lines.
pub(crate) fn faulty(file: &str, bytes: &[u8], fault: Fault) -> Diagnostic {
    let known = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    };
    let (line, column) = line_and_column(known, fault.span.start);
    Diagnostic {
        severity: Severity::Error,
        code: fault.code,
        file: file.to_owned(),
        line,
        column,
        span: fault.span,
        message: fault.message,
        help: fault.help,
    }
}

/// A document's bytes as a value.
fn value<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Fault> {
    parse(text_of(bytes)?)
}

/// A document's bytes as text.
pub(crate) fn text_of(bytes: &[u8]) -> Result<&str, Fault> {
    if bytes.len() > limits::DOCUMENT_BYTES {
        let most = limits::DOCUMENT_BYTES >> 20;
        return Err(Fault {
            code: "document-too-large",
            span: 0..0,
            message: format!("{} bytes; {most} MiB fit in a document", bytes.len()),
            help: Some("cards may be spread over several files".to_owned()),
        });
    }
    std::str::from_utf8(bytes).map_err(|error| Fault {
        code: "not-text",
        span: error.valid_up_to()..error.valid_up_to(),
        message: "this is not UTF-8 text".to_owned(),
        help: Some("save the file in the encoding UTF-8".to_owned()),
    })
}

/// One document before it is parsed.
pub(crate) struct Source<'a> {
    pub document: usize,
    pub path: &'a str,
    pub bytes: &'a [u8],
}

impl Source<'_> {
    /// Parses a document that is one value.
    pub(crate) fn one<T: DeserializeOwned>(
        &self,
        kind: Option<Kind>,
        check: &mut Check,
    ) -> Option<Located<T>> {
        let value = self.parse(check);
        if let (None, Some(kind)) = (&value, kind) {
            check.incomplete(kind);
        }
        Some(Located {
            document: self.document,
            item: None,
            value: value?,
        })
    }

    /// Parses a document that is a list, and adds its items to others.
    pub(crate) fn list<T: DeserializeOwned>(
        &self,
        list: &mut Vec<Located<T>>,
        kind: Kind,
        check: &mut Check,
    ) {
        let Some(values) = self.parse::<Vec<T>>(check) else {
            check.incomplete(kind);
            return;
        };
        list.extend(
            values
                .into_iter()
                .enumerate()
                .map(|(index, value)| Located {
                    document: self.document,
                    item: Some(index),
                    value,
                }),
        );
    }

    fn parse<T: DeserializeOwned>(&self, check: &mut Check) -> Option<T> {
        match value(self.bytes) {
            Ok(value) => Some(value),
            Err(Fault {
                code,
                span,
                message,
                help,
            }) => {
                check.error_in_bytes(self.document, span, code, message, help);
                None
            }
        }
    }

    /// Warns of a document whose path means nothing.
    ///
    /// One of staff's own is an error: all that lies here would be published.
    pub(crate) fn is_stranger(&self, check: &mut Check) {
        if staff::is_theirs(self.path) {
            let message = format!("`{}` is staff's own, and no kiosk's", shorten(self.path));
            let help = "it belongs beside the feed's folder, in one of the same name with `.staff` behind it";
            let (at, help) = (At::Document(self.document), Some(help.to_owned()));
            return check.error(&at, "not-for-kiosks", message, help);
        }
        let help = match check.suggester.nearest(self.path, NAMES) {
            Some(near) => did_you_mean(near),
            None => "cards lie in `cards`, stops in `stops`, activities in `activities`, drawings in `drawings`".to_owned(),
        };
        let message = format!("`{}` is no document of a feed", shorten(self.path));
        check.warn(
            &At::Document(self.document),
            "unknown-document",
            message,
            Some(help),
        );
    }
}
