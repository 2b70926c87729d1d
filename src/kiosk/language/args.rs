//! What a string is filled in with.

use jiff::civil::{Date, Time};
use legeplads_feed::PartialDate;

/// What a string is filled in with: names, and values that each language writes in its own way.
#[derive(Debug, Clone, Default)]
pub struct Args {
    values: Vec<(&'static str, Arg)>,
}

/// One value.
#[derive(Debug, Clone)]
pub(super) enum Arg {
    /// As it is.
    Text(String),
    /// Words may depend on it.
    Count(i64),
    /// To a tenth.
    Number(f64),
    /// A day, or only its month or year.
    Date(PartialDate),
    /// A day of this year.
    Day(Date),
    /// A time of day.
    Time(Time),
}

impl Args {
    /// None.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A number; the words around it follow it, and thousands are set apart.
    #[must_use]
    pub fn count(self, name: &'static str, value: i64) -> Self {
        self.with(name, Arg::Count(value))
    }

    /// A number to a tenth, or whole if it is.
    #[must_use]
    pub fn number(self, name: &'static str, value: f64) -> Self {
        self.with(name, Arg::Number(value))
    }

    /// A text, put in as it is.
    #[must_use]
    pub fn text(self, name: &'static str, value: &str) -> Self {
        self.with(name, Arg::Text(value.to_owned()))
    }

    /// A day, written out: `21 November 2026`.
    #[must_use]
    pub fn date(self, name: &'static str, value: Date) -> Self {
        self.with(name, Arg::Date(PartialDate::Day(value)))
    }

    /// A day without its year, for what is near: `21 November`.
    #[must_use]
    pub fn near_date(self, name: &'static str, value: Date) -> Self {
        self.with(name, Arg::Day(value))
    }

    /// A day, a month or a year, as far as it is known: `November 2026`.
    #[must_use]
    pub fn partial_date(self, name: &'static str, value: PartialDate) -> Self {
        self.with(name, Arg::Date(value))
    }

    /// A time of day to the minute, of 24 hours: `6:00`.
    #[must_use]
    pub fn time(self, name: &'static str, value: Time) -> Self {
        self.with(name, Arg::Time(value))
    }

    /// Each value with its name.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static str, &Arg)> {
        self.values.iter().map(|(name, value)| (*name, value))
    }

    fn with(mut self, name: &'static str, value: Arg) -> Self {
        self.values.push((name, value));
        self
    }
}
