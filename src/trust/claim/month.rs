//! A month of the calendar.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;

/// A month, written like 2026-11.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(Date);

impl Month {
    /// The month that a day is in.
    pub fn of(day: Date) -> Self {
        Self(day.first_of_month())
    }

    /// So many months later, or earlier.
    pub fn plus(self, months: i32) -> Self {
        Self(self.0.saturating_add(months.months()))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}
