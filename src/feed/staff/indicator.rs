//! What success is told by: `indicators.ron`, and the rule of its traffic lights.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::check::{At, Check};
use crate::feed::Feed;
use crate::progress::{Light, Reading, Unit, Way};

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
    /// From where to where, and by when.
    pub way: Way,
    /// Which way is better.
    pub direction: Direction,
    /// The role that answers for it; a role and no person.
    pub owner: String,
    /// Where its value comes from.
    pub measured: Value,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Direction {
    /// More.
    Up,
    /// Less.
    Down,
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

impl Indicator {
    /// How it stands on a day, by its newest value.
    #[must_use]
    pub fn light(&self, newest: Option<Reading>, today: Date) -> Light {
        self.way.light(newest, today)
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
    use crate::progress::wire::Reading;

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
    pub(crate) enum Value {
        ByHand(Vec<Reading>),
        TourFinished,
        KnowsBefore(usize),
        KnowsAfter(usize),
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
        let way = Way::resolve([&self.baseline, &self.target], unit, at, check);
        let measured = self
            .measured
            .resolve(&at.field("measured"), unit, feed, check);
        let way = way?;
        let (baseline, target) = (way.baseline, way.target);
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
        Some(Indicator {
            id: self.id,
            what: self.what,
            unit,
            source: self.source,
            way,
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
