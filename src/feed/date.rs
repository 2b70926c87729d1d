//! Dates of which only the year or the month may be known.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// When something was seen or held true: a year, a month of it, or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialDate {
    /// `2023`.
    Year(i16),
    /// `2023-10`: the year, and the month from 1.
    Month(i16, i8),
    /// `2023-10-05`.
    Day(Date),
}

/// The text is not a date such as `2023`, `2023-10` or `2023-10-05`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate;

impl PartialDate {
    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        match self {
            Self::Year(year) | Self::Month(year, _) => year,
            Self::Day(date) => date.year(),
        }
    }

    /// The last day that it may mean: nothing is called old before it is.
    #[must_use]
    pub fn last_day(self) -> Date {
        match self {
            Self::Year(year) => jiff::civil::date(year, 12, 31),
            Self::Month(year, month) => jiff::civil::date(year, month, 1).last_of_month(),
            Self::Day(day) => day,
        }
    }
}

/// A whole date, `2026-11-21`, and nothing looser.
pub(crate) fn day(text: &str) -> Result<Date, NotADate> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return Err(NotADate);
    }
    text.parse().map_err(|_| NotADate)
}

fn digits<T: FromStr>(text: &str, length: usize) -> Result<T, NotADate> {
    if text.len() != length || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NotADate);
    }
    text.parse().map_err(|_| NotADate)
}

impl FromStr for PartialDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let mut parts = text.splitn(3, '-');
        let year = digits::<i16>(parts.next().unwrap_or_default(), 4)?;
        match (parts.next(), parts.next()) {
            (None, _) => Ok(Self::Year(year)),
            (Some(month), None) => match digits(month, 2)? {
                month @ 1..=12 => Ok(Self::Month(year, month)),
                _ => Err(NotADate),
            },
            (Some(_), Some(_)) => day(text).map(Self::Day),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(date) => write!(f, "{date}"),
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_a_month_or_a_day_is_enough() {
        for good in ["2023", "2023-10", "2023-10-05", "2024-02-29"] {
            let date = good.parse::<PartialDate>().expect(good);
            assert_eq!(date.to_string(), good);
        }
        for bad in [
            "",
            "23",
            "2023-13",
            "2023-1",
            "2023-02-29",
            "2023-10-5",
            "5.10.2023",
            "2023-10-05T12:00",
            "20231005",
            "+023",
        ] {
            assert_eq!(bad.parse::<PartialDate>(), Err(NotADate), "{bad}");
        }
    }
}
