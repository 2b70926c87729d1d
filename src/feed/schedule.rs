//! When something is open or shown: dates, weekdays, times and parts of the day.
//!
//! Everything here goes by the clock on the wall of the place: a moment is
//! taken as the [`Zoned`] in the feed's time zone, and only its date and its
//! time of day count. So an hour that a clock change leaves out is simply
//! never met, and one that comes twice counts twice.

use std::fmt;
use std::str::FromStr;

use jiff::Zoned;
use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};

use crate::check::{At, Check};
use crate::date;

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

/// A part of the day by the clock on the wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DayPart {
    /// From 06:00 until 10:00.
    Morning,
    /// From 10:00 until 17:00.
    Day,
    /// From 17:00 until 22:00.
    Evening,
    /// From 22:00 until 06:00; it belongs to the date on which it begins.
    Night,
}

/// A minute of the day, from `00:00` to `24:00`, which is the end of the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(u16);

/// The text is not a time such as `06:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotATime;

/// Hours that return on days of the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hours {
    /// The days on which they begin.
    pub days: Vec<Weekday>,
    /// The first minute.
    pub from: TimeOfDay,
    /// The minute after the last; before `from` means on the next day.
    pub to: TimeOfDay,
}

/// A condition on dates, days of the week and parts of the day.
///
/// What is left out does not restrict: the default always holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct When {
    /// The first date.
    pub from: Option<Date>,
    /// The last date.
    pub until: Option<Date>,
    /// The days of the week; none means any.
    pub weekdays: Vec<Weekday>,
    /// The parts of the day; none means any.
    pub parts: Vec<DayPart>,
}

impl Weekday {
    /// The day of the week of a date.
    #[must_use]
    pub fn of(date: Date) -> Self {
        use jiff::civil::Weekday as Day;
        match date.weekday() {
            Day::Monday => Self::Mon,
            Day::Tuesday => Self::Tue,
            Day::Wednesday => Self::Wed,
            Day::Thursday => Self::Thu,
            Day::Friday => Self::Fri,
            Day::Saturday => Self::Sat,
            Day::Sunday => Self::Sun,
        }
    }
}

impl DayPart {
    /// The part of the day at an hour from 0 to 23.
    #[must_use]
    pub fn at_hour(hour: i8) -> Self {
        match hour {
            6..10 => Self::Morning,
            10..17 => Self::Day,
            17..22 => Self::Evening,
            _ => Self::Night,
        }
    }

    /// Its first minute, from midnight, and how many it has. The night ends on the next day.
    #[must_use]
    pub const fn minutes(self) -> (u16, u16) {
        let (from, to) = match self {
            Self::Morning => (6, 10),
            Self::Day => (10, 17),
            Self::Evening => (17, 22),
            Self::Night => (22, 30),
        };
        (from * 60, (to - from) * 60)
    }
}

impl TimeOfDay {
    /// The end of the day.
    pub const END: Self = Self(24 * 60);

    /// The time at `hour` and `minute`; none beyond `24:00`.
    #[must_use]
    pub fn new(hour: u8, minute: u8) -> Option<Self> {
        let time = Self(u16::from(hour) * 60 + u16::from(minute));
        (minute < 60 && time <= Self::END).then_some(time)
    }

    /// The minute of the day in which a moment falls.
    #[must_use]
    pub fn of(now: &Zoned) -> Self {
        // Neither is ever negative.
        let [hour, minute] = [now.hour(), now.minute()].map(|part| u16::from(part.unsigned_abs()));
        Self(hour * 60 + minute)
    }

    /// Minutes since midnight.
    #[must_use]
    pub fn minutes(self) -> u16 {
        self.0
    }
}

impl FromStr for TimeOfDay {
    type Err = NotATime;

    /// Reads `06:00`, up to `24:00`.
    fn from_str(text: &str) -> Result<Self, NotATime> {
        let &[h1, h2, b':', m1, m2] = text.as_bytes() else {
            return Err(NotATime);
        };
        if ![h1, h2, m1, m2].iter().all(u8::is_ascii_digit) {
            return Err(NotATime);
        }
        let number = |tens: u8, ones: u8| (tens - b'0') * 10 + (ones - b'0');
        Self::new(number(h1, h2), number(m1, m2)).ok_or(NotATime)
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Hours {
    /// Whether `now`, in the place's time zone, falls in them.
    #[must_use]
    pub fn contains(&self, now: &Zoned) -> bool {
        let on = |date: Date| self.days.contains(&Weekday::of(date));
        let today = now.date();
        let time = TimeOfDay::of(now);
        if self.from < self.to {
            return on(today) && (self.from..self.to).contains(&time);
        }
        let begun_yesterday = || today.yesterday().is_ok_and(on);
        (time >= self.from && on(today)) || (time < self.to && begun_yesterday())
    }
}

/// Whether `now` falls between two times of any day, across midnight if `to` is the earlier.
pub(crate) fn between(from: TimeOfDay, to: TimeOfDay, now: &Zoned) -> bool {
    let time = TimeOfDay::of(now);
    if from < to {
        (from..to).contains(&time)
    } else {
        time >= from || time < to
    }
}

impl When {
    /// Whether it holds at `now`, in the place's time zone.
    ///
    /// With parts of the day among the conditions, the hours from midnight to
    /// six count to the date before, as the night does that they belong to.
    #[must_use]
    pub fn holds(&self, now: &Zoned) -> bool {
        let mut date = now.date();
        if !self.parts.is_empty() {
            if !self.parts.contains(&DayPart::at_hour(now.hour())) {
                return false;
            }
            if now.hour() < 6 {
                match date.yesterday() {
                    Ok(yesterday) => date = yesterday,
                    Err(_) => return false,
                }
            }
        }
        self.from.is_none_or(|from| from <= date)
            && self.until.is_none_or(|until| date <= until)
            && (self.weekdays.is_empty() || self.weekdays.contains(&Weekday::of(date)))
    }
}

pub(crate) mod wire {
    //! Schedules as the documents have them: times and dates are text.

    use serde::{Deserialize, Serialize};

    use super::{DayPart, Weekday};

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Hours {
        pub days: Vec<Weekday>,
        pub from: String,
        pub to: String,
    }

    #[derive(Clone, Debug, Default, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct When {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub from: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub until: Option<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub weekdays: Vec<Weekday>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub parts: Vec<DayPart>,
    }

    impl From<&super::Hours> for Hours {
        fn from(hours: &super::Hours) -> Self {
            Self {
                days: hours.days.clone(),
                from: hours.from.to_string(),
                to: hours.to.to_string(),
            }
        }
    }

    impl From<&super::When> for When {
        fn from(when: &super::When) -> Self {
            Self {
                from: when.from.map(|date| date.to_string()),
                until: when.until.map(|date| date.to_string()),
                weekdays: when.weekdays.clone(),
                parts: when.parts.clone(),
            }
        }
    }
}

impl wire::Hours {
    pub(crate) fn resolve(self, at: &At, check: &mut Check) -> Hours {
        if self.days.is_empty() {
            let message = "these hours are on no day".to_owned();
            check.error(&at.field("days"), "empty-hours", message, None);
        }
        let from = check.time(&at.field("from"), &self.from);
        let to = check.time(&at.field("to"), &self.to);
        check.not_empty(at, from, to);
        Hours {
            days: self.days,
            from,
            to,
        }
    }

    /// Resolves a list of hours.
    pub(crate) fn resolve_all(list: Vec<Self>, at: &At, check: &mut Check) -> Vec<Hours> {
        list.into_iter()
            .enumerate()
            .map(|(index, hours)| hours.resolve(&at.item(index), check))
            .collect()
    }
}

impl wire::When {
    /// Resolves a condition that may be left out, which then always holds.
    pub(crate) fn resolve(when: Option<Self>, at: &At, check: &mut Check) -> When {
        let Some(when) = when else {
            return When::default();
        };
        let from = when.from.map(|text| check.day(&at.field("from"), &text));
        let until = when.until.map(|text| check.day(&at.field("until"), &text));
        if let (Some(Some(from)), Some(Some(until))) = (from, until)
            && until < from
        {
            let message = format!("this ends on {until}, before it begins on {from}");
            let help = Some("`until` is the last date on which it holds".to_owned());
            check.error(&at.field("until"), "until-before-from", message, help);
        }
        When {
            from: from.flatten(),
            until: until.flatten(),
            weekdays: when.weekdays,
            parts: when.parts,
        }
    }
}

impl Check<'_> {
    /// Reads a whole date, or says that it is none.
    pub(crate) fn day(&mut self, at: &At, text: &str) -> Option<Date> {
        let day = date::day(text).ok();
        if day.is_none() {
            self.invalid(at, "invalid-date", "a date such as \"2026-11-21\"", text);
        }
        day
    }

    /// Reads a time of day, or says that it is none.
    pub(crate) fn time(&mut self, at: &At, text: &str) -> TimeOfDay {
        text.parse().unwrap_or_else(|NotATime| {
            self.invalid(
                at,
                "invalid-time",
                "a time from \"00:00\" to \"24:00\"",
                text,
            );
            TimeOfDay::default()
        })
    }

    /// Checks that there is time between `from` and `to`.
    pub(crate) fn not_empty(&mut self, at: &At, from: TimeOfDay, to: TimeOfDay) {
        if from == to || from == TimeOfDay::END {
            let message = format!("there is no time from {from} to {to}");
            let help = Some("a whole day is from \"00:00\" to \"24:00\"".to_owned());
            self.error(at, "empty-hours", message, help);
        }
    }
}
