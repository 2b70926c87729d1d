//! Weeks and quarters where the kiosks stand.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, ISOWeekDate};
use jiff::tz::TimeZone;

/// The days of a report: whole weeks, since nothing is told of less.
#[derive(Debug, Clone)]
pub struct Span {
    pub first: Date,
    pub last: Date,
    /// What is not over by this day is not told.
    today: Date,
    zone: TimeZone,
}

/// Where a period lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// Its first day.
    pub date: Date,
    /// The hour of the day, if it is no longer than one.
    pub hour: Option<i8>,
    /// The week, or the month or year that is all that is known: `2026-W47`, `2026-11`.
    pub week: String,
    /// `2026-Q4`
    pub quarter: String,
}

impl Span {
    /// The whole weeks that these days lie in, the two in any order, as far as they are over on a day.
    pub fn of(one: Date, other: Date, today: Date, zone: TimeZone) -> Self {
        let (from, until) = (one.min(other), one.max(other));
        let monday = i64::from(from.weekday().to_monday_zero_offset());
        let sunday = 6 - i64::from(until.weekday().to_monday_zero_offset());
        Self {
            first: from.saturating_sub(monday.days()),
            last: (until.saturating_add(sunday.days())).min(sunday_before(today)),
            today,
            zone,
        }
    }

    /// Whether a day lies in it.
    pub fn has(&self, date: Date) -> bool {
        (self.first..=self.last).contains(&date)
    }

    /// Whether a quarter has days in it, and is over.
    pub fn touches(&self, date: Date) -> bool {
        let (from, to) = self.quarters();
        let is_over = quarter_of(date).1 < self.today;
        is_over && from <= date && date <= to
    }

    /// The first and the last day of the quarters that it lies in.
    pub fn quarters(&self) -> (Date, Date) {
        (quarter_of(self.first).0, quarter_of(self.last).1)
    }

    /// Texts that all periods in UTC which may lie in it are between. Months and years that it
    /// begins in are among them.
    pub fn periods(&self) -> (String, String) {
        let (from, to) = self.quarters();
        let until = to.saturating_add(2.days());
        (format!("{:04}", from.year() - 1), until.to_string())
    }

    /// The same for parts of days.
    pub fn parts(&self) -> (String, String) {
        let (from, to) = self.quarters();
        (from.to_string(), to.saturating_add(1.day()).to_string())
    }

    /// Where a period of the ledger lies; none if it is no period.
    pub fn moment(&self, period: &str) -> Option<Moment> {
        let (date, hour) = match period.len() {
            4 => (format!("{period}-01-01").parse().ok()?, None),
            7 => (format!("{period}-01").parse().ok()?, None),
            10 => (period.parse().ok()?, None),
            _ => {
                let utc: DateTime = format!("{period}:00").parse().ok()?;
                let here = utc.to_zoned(TimeZone::UTC).ok()?;
                let here = here.with_time_zone(self.zone.clone());
                (here.date(), Some(here.hour()))
            }
        };
        let week = match period.len() {
            4 | 7 => period.to_owned(),
            _ => week(date),
        };
        Some(Moment {
            date,
            hour,
            week,
            quarter: quarter(date),
        })
    }
}

/// The last day of the newest week that is over.
fn sunday_before(today: Date) -> Date {
    let since_monday = i64::from(today.weekday().to_monday_zero_offset());
    today.saturating_sub((since_monday + 1).days())
}

/// The first and the last day of the quarter that a day lies in.
pub fn quarter_of(date: Date) -> (Date, Date) {
    let month = (date.month() - 1) / 3 * 3 + 1;
    let begin = Date::new(date.year(), month, 1).unwrap_or(date);
    let next = begin.saturating_add(3.months());
    (begin, next.saturating_sub(1.day()))
}

/// `2026-W47`
fn week(date: Date) -> String {
    let week = ISOWeekDate::from(date);
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// `2026-Q4`
pub fn quarter(date: Date) -> String {
    format!("{:04}-Q{}", date.year(), (date.month() - 1) / 3 + 1)
}
