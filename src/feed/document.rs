//! One document: its bytes become a value, or a finding.

use serde::de::DeserializeOwned;

use crate::check::{At, Check, Kind};
use crate::limits;
use crate::parse::{self, parse};
use crate::suggest::{did_you_mean, shorten};

/// The documents that have a name of their own.
const NAMES: [&str; 8] = [
    "feed.ron",
    "sites.ron",
    "places.ron",
    "island.ron",
    "sources.ron",
    "events.ron",
    "offers.ron",
    "campaigns.ron",
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
        if self.bytes.len() > limits::DOCUMENT_BYTES {
            let most = limits::DOCUMENT_BYTES >> 20;
            let message = format!("{} bytes; {most} MiB fit in a document", self.bytes.len());
            let help = Some("cards may be spread over several files".to_owned());
            check.error_in_bytes(self.document, 0..0, "document-too-large", message, help);
            return None;
        }
        let text = match std::str::from_utf8(self.bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.valid_up_to();
                let message = "this is not UTF-8 text".to_owned();
                let help = Some("save the file in the encoding UTF-8".to_owned());
                check.error_in_bytes(self.document, at..at, "not-text", message, help);
                return None;
            }
        };
        match parse(text) {
            Ok(value) => Some(value),
            Err(parse::Fault {
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
    pub(crate) fn is_stranger(&self, check: &mut Check) {
        let help = match check.suggester.nearest(self.path, NAMES) {
            Some(near) => did_you_mean(near),
            None => "cards lie in `cards`, stops in `stops`, activities in `activities`".to_owned(),
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
