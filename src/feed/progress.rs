//! How far something measured has come on its way from a baseline to a target, as a traffic light.
//!
//! Goals on the board and staff's indicators go by the same rule.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::check::{At, Check};
use crate::date::{NotADate, PartialDate};

/// A value that is older than this says nothing of today, in months.
pub const OLD: i32 = 12;

/// What a value is a number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// Of a hundred.
    Percent,
    /// Of things.
    Count,
}

/// A value on a day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Reading {
    /// How much.
    pub value: f64,
    /// When it was so, or is to be.
    pub date: PartialDate,
}

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Light {
    /// The target is reached, or it is on its way: no less far than a straight line from baseline to
    /// target is at that date.
    Green,
    /// It has come at least half as far as that line.
    Amber,
    /// It has come less far.
    Red,
    /// Nobody knows: there is no value, or it is older than a year.
    Unknown,
}

/// A way from a baseline to a target.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Way {
    /// Where it began.
    pub baseline: Reading,
    /// Where it is to be, and when. Another value than the baseline's, and later.
    pub target: Reading,
}

impl Way {
    /// How far a value has come: 0 at the baseline, 1 at the target; it may be less or more.
    #[must_use]
    pub fn part(&self, value: f64) -> f64 {
        (value - self.baseline.value) / (self.target.value - self.baseline.value)
    }

    /// How it stands on a day, by its newest value.
    #[must_use]
    pub fn light(&self, newest: Option<Reading>, today: Date) -> Light {
        let Some(Reading { value, date }) = newest.filter(|one| one.is_of_today(today)) else {
            return Light::Unknown;
        };
        let ends = [self.baseline.date, self.target.date, date];
        let [start, end, now] = ends.map(PartialDate::last_day);
        let days = |from: Date, to: Date| f64::from((to - from).get_days());
        let due = (days(start, now) / days(start, end)).clamp(0.0, 1.0);
        let way = self.part(value);
        if way >= due {
            Light::Green
        } else if way >= due / 2.0 {
            Light::Amber
        } else {
            Light::Red
        }
    }
}

impl Reading {
    /// Whether it still says something of that day.
    #[must_use]
    pub fn is_of_today(&self, today: Date) -> bool {
        self.date.last_day() >= today.saturating_sub(jiff::Span::new().months(OLD))
    }
}

pub(crate) mod wire {
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Reading {
        pub value: f64,
        pub date: String,
    }

    impl From<super::Reading> for Reading {
        fn from(reading: super::Reading) -> Self {
            Self {
                value: reading.value,
                date: reading.date.to_string(),
            }
        }
    }
}

impl wire::Reading {
    pub(crate) fn resolve(&self, at: &At, unit: Unit, check: &mut Check) -> Option<Reading> {
        let date = self.date.parse();
        if let Err(NotADate) = date {
            let expected = "a date such as \"2026\", \"2026-11\" or \"2026-11-21\"";
            check.invalid(&at.field("date"), "invalid-date", expected, &self.date);
        }
        let most = match unit {
            Unit::Percent => 100.0,
            Unit::Count => 1e9,
        };
        check.within(&at.field("value"), "the value", self.value, 0.0, most);
        Some(Reading {
            value: self.value,
            date: date.ok()?,
        })
    }
}

impl Way {
    /// Reads both ends; none where nothing can be computed with them.
    pub(crate) fn resolve(
        [baseline, target]: [&wire::Reading; 2],
        unit: Unit,
        at: &At,
        check: &mut Check,
    ) -> Option<Self> {
        let baseline = baseline.resolve(&at.field("baseline"), unit, check);
        let at = at.field("target");
        let target = target.resolve(&at, unit, check);
        let (baseline, target) = (baseline?, target?);
        if target.date.last_day() <= baseline.date.last_day() {
            let message = format!(
                "the target is for {}, and the baseline of {}",
                target.date, baseline.date
            );
            check.error(&at, "target-before-baseline", message, None);
        }
        Some(Self { baseline, target })
    }
}
