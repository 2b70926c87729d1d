//! When the next strategy is due: `strategy.ron`.

use jiff::civil::Date;
use serde::Serialize;

use crate::check::{At, Check};
use crate::date::{NotADate, PartialDate};

/// A strategy that a council adopts anew every few years.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Strategy {
    /// What it is called.
    pub title: String,
    /// When the one that holds was adopted.
    pub adopted: PartialDate,
    /// For how many years.
    pub years: u8,
}

impl Strategy {
    /// The last day by which the next one is due.
    #[must_use]
    pub fn due(&self) -> Date {
        let years = jiff::Span::new().years(i16::from(self.years));
        self.adopted.last_day().saturating_add(years)
    }
}

pub(super) mod wire {
    use serde::Deserialize;

    #[derive(Clone, Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Strategy {
        pub title: String,
        pub adopted: String,
        pub years: u8,
    }
}

impl wire::Strategy {
    pub(super) fn resolve(self, at: &At, check: &mut Check) -> Option<Strategy> {
        check.note_of_staff(&at.field("title"), &self.title);
        check.within(&at.field("years"), "a strategy's time", self.years, 1, 30);
        let adopted = self.adopted.parse();
        if let Err(NotADate) = adopted {
            let expected = "a date such as \"2026\", \"2026-11\" or \"2026-11-21\"";
            check.invalid(
                &at.field("adopted"),
                "invalid-date",
                expected,
                &self.adopted,
            );
        }
        Some(Strategy {
            title: self.title,
            adopted: adopted.ok()?,
            years: self.years,
        })
    }
}
