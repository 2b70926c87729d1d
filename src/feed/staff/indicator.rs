//! What success is told by: `indicators.ron`, and the rule of its traffic lights.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::check::{At, Check};
use crate::date::{NotADate, PartialDate};
use crate::feed::Feed;

/// A value of an indicator that is older than this says nothing of today, in months.
pub const OLD: i32 = 12;

/// Something that is measured again and again, on the way from a baseline to a target.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Indicator {
    /// Its id.
    pub id: String,
    /// What is measured.
    pub what: String,
    /// In what.
    pub unit: Unit,
    /// Where baseline and target come from.
    pub source: String,
    /// Where it began.
    pub baseline: Reading,
    /// Where it is to be, and when.
    pub target: Reading,
    /// Which way is better.
    pub direction: Direction,
    /// The role that answers for it; a role and no person.
    pub owner: String,
    /// Where its value comes from.
    pub measured: Value,
}

/// What a value is a number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// Of a hundred.
    Percent,
    /// Of things.
    Count,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Direction {
    /// More.
    Up,
    /// Less.
    Down,
}

/// A value on a day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Reading {
    /// How much.
    pub value: f64,
    /// When it was so, or is to be.
    pub date: PartialDate,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Value {
    /// Somebody writes it down, each time anew.
    ByHand(Vec<Reading>),
    /// Of all tours begun on the screens, how many came to their end.
    TourFinished,
    /// Of all answers to the question before the tour, how many were the one with this number.
    KnowsBefore(usize),
    /// The same after the tour.
    KnowsAfter(usize),
}

/// How an indicator stands.
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

impl Indicator {
    /// How it stands on a day, by its newest value.
    #[must_use]
    pub fn light(&self, newest: Option<Reading>, today: Date) -> Light {
        let old = today.saturating_sub(jiff::Span::new().months(OLD));
        let Some(Reading { value, date }) = newest.filter(|one| one.date.last_day() >= old) else {
            return Light::Unknown;
        };
        let (from, to) = (self.baseline, self.target);
        let way = (value - from.value) / (to.value - from.value);
        let [start, end, now] = [from.date, to.date, date].map(PartialDate::last_day);
        let days = |from: Date, to: Date| f64::from((to - from).get_days());
        let due = (days(start, now) / days(start, end)).clamp(0.0, 1.0);
        if way >= due {
            Light::Green
        } else if way >= due / 2.0 {
            Light::Amber
        } else {
            Light::Red
        }
    }
}

impl Value {
    /// The newest that was written down.
    #[must_use]
    pub fn by_hand(&self) -> Option<Reading> {
        match self {
            Self::ByHand(readings) => {
                let readings = readings.iter().copied();
                readings.max_by_key(|reading| reading.date.last_day())
            }
            Self::TourFinished | Self::KnowsBefore(_) | Self::KnowsAfter(_) => None,
        }
    }
}

pub(super) mod wire {
    use serde::Deserialize;

    use super::{Direction, Unit};

    #[derive(Clone, Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Indicator {
        pub id: String,
        pub what: String,
        pub unit: Unit,
        pub source: String,
        pub baseline: Reading,
        pub target: Reading,
        pub direction: Direction,
        pub owner: String,
        pub measured: Value,
    }

    #[derive(Clone, Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Reading {
        pub value: f64,
        pub date: String,
    }

    #[derive(Clone, Debug, Deserialize)]
    pub(crate) enum Value {
        ByHand(Vec<Reading>),
        TourFinished,
        KnowsBefore(usize),
        KnowsAfter(usize),
    }
}

impl wire::Reading {
    fn resolve(&self, at: &At, unit: Unit, check: &mut Check) -> Option<Reading> {
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

impl wire::Indicator {
    /// None where something is wrong that nothing can be computed with.
    pub(super) fn resolve(self, at: &At, feed: &Feed, check: &mut Check) -> Option<Indicator> {
        for (name, text) in [
            ("what", &self.what),
            ("source", &self.source),
            ("owner", &self.owner),
        ] {
            check.note_of_staff(&at.field(name), text);
        }
        let unit = self.unit;
        let baseline = (self.baseline).resolve(&at.field("baseline"), unit, check);
        let target = (self.target).resolve(&at.field("target"), unit, check);
        let measured = self
            .measured
            .resolve(&at.field("measured"), unit, feed, check);
        let (baseline, target) = (baseline?, target?);
        let is_better = match self.direction {
            Direction::Up => target.value > baseline.value,
            Direction::Down => target.value < baseline.value,
        };
        if !is_better {
            let message = format!(
                "from {} to {} is not the way that `direction` says",
                baseline.value, target.value
            );
            check.error(&at.field("target"), "target-not-better", message, None);
        }
        if target.date.last_day() <= baseline.date.last_day() {
            let message = format!(
                "the target is for {}, and the baseline of {}",
                target.date, baseline.date
            );
            let at = at.field("target");
            check.error(&at, "target-before-baseline", message, None);
        }
        Some(Indicator {
            id: self.id,
            what: self.what,
            unit,
            source: self.source,
            baseline,
            target,
            direction: self.direction,
            owner: self.owner,
            measured,
        })
    }
}

impl wire::Value {
    fn resolve(self, at: &At, unit: Unit, feed: &Feed, check: &mut Check) -> Value {
        if !matches!(self, Self::ByHand(_)) && unit != Unit::Percent {
            let message = "what screens count of this is a share".to_owned();
            let help = Some("write `unit: Percent`".to_owned());
            check.error(at, "not-a-share", message, help);
        }
        let mut answer = |number: usize| {
            let answers = feed
                .awareness
                .as_ref()
                .map_or(0, |asked| asked.answers.len());
            if !(1..=answers).contains(&number) {
                let message = match answers {
                    0 => "the feed asks nothing before and after the tour".to_owned(),
                    _ => format!("there is no answer {number}; they go from 1 to {answers}"),
                };
                check.error(at, "unknown-answer", message, None);
            }
            number
        };
        match self {
            Self::TourFinished => Value::TourFinished,
            Self::KnowsBefore(number) => Value::KnowsBefore(answer(number)),
            Self::KnowsAfter(number) => Value::KnowsAfter(answer(number)),
            Self::ByHand(readings) => {
                let readings = readings.iter().enumerate();
                let readings =
                    readings.filter_map(|(index, one)| one.resolve(&at.item(index), unit, check));
                Value::ByHand(readings.collect())
            }
        }
    }
}
