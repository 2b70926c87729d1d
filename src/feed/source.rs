//! Where the facts come from: `sources.ron`.

use serde::{Deserialize, Serialize};

use crate::check::{At, Check, Kind};
use crate::date::{NotADate, PartialDate};
use crate::id::SourceId;

/// How far a source can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Grade {
    /// The body that answers for the fact, or a work of reference.
    A,
    /// A known publisher that names its own source.
    B,
    /// Anything else.
    C,
}

/// Something that facts are taken from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// Its title in its own language.
    pub title: String,
    /// Where to find it; often a web address without its scheme.
    pub address: String,
    /// When somebody last looked it up.
    pub seen: PartialDate,
    /// How far it can be trusted.
    pub grade: Grade,
}

pub(crate) mod wire {
    use super::{Deserialize, Grade, Serialize, SourceId};

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Source {
        pub id: SourceId,
        pub title: String,
        pub address: String,
        pub seen: String,
        pub grade: Grade,
    }

    impl From<&super::Source> for Source {
        fn from(source: &super::Source) -> Self {
            Self {
                id: source.id.clone(),
                title: source.title.clone(),
                address: source.address.clone(),
                seen: source.seen.to_string(),
                grade: source.grade,
            }
        }
    }
}

impl wire::Source {
    pub(crate) fn define(&self, at: &At, check: &mut Check) {
        check.define(Kind::Source, at, self.id.as_str());
    }

    pub(crate) fn resolve(self, at: &At, check: &mut Check) -> Source {
        check.not_blank(&at.field("title"), "a source's title", &self.title);
        check.not_blank(&at.field("address"), "a source's address", &self.address);
        Source {
            seen: check.partial_date(&at.field("seen"), &self.seen),
            id: self.id,
            title: self.title,
            address: self.address,
            grade: self.grade,
        }
    }
}

impl Check<'_> {
    /// Reads a date that may be only a year or a month, or says that it is none.
    pub(crate) fn partial_date(&mut self, at: &At, text: &str) -> PartialDate {
        text.parse().unwrap_or_else(|NotADate| {
            let expected = "a date such as \"2023\", \"2023-10\" or \"2023-10-05\"";
            self.invalid(at, "invalid-date", expected, text);
            PartialDate::Year(0)
        })
    }

    /// Checks that a plain text is not empty.
    pub(crate) fn not_blank(&mut self, at: &At, what: &str, text: &str) {
        if text.trim().is_empty() {
            self.error(at, "empty-text", format!("{what} has no words"), None);
        }
    }
}
