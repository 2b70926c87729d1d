//! How far votes, ideas and gifts have come, as pictures of them are asked for.

use jiff::ToSpan;
use jiff::civil::Date;
use legeplads_feed::{Decision, Road, Tally, Text};

/// Taps of a result, more than any choice has.
const TAPS: u32 = 2_468;

/// How far a vote has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnRoad {
    /// It opens on another day.
    Asked,
    /// It is over, and nobody has said how it went.
    Counting,
    /// It is over, with its result.
    Counted,
    /// It is decided.
    Decided,
}

impl OnRoad {
    pub(super) const ALL: [Self; 4] = [Self::Asked, Self::Counting, Self::Counted, Self::Decided];

    /// As it is told after the name of the stop.
    pub(super) fn suffix(self) -> &'static str {
        match self {
            Self::Asked => ":asked",
            Self::Counting => ":counting",
            Self::Counted => ":counted",
            Self::Decided => ":decided",
        }
    }

    /// The road of a vote that has come so far today, with so many choices and what was decided.
    pub(super) fn road(self, today: Date, choices: usize, text: &Text) -> Road {
        let day = |days: i32| today.saturating_add(days.days());
        let taps = (0..choices).map(|choice| TAPS / (u32::try_from(choice).unwrap_or(0) + 2));
        let result = Tally {
            taps: taps.collect(),
            until: day(-2),
        };
        let over = Road {
            opens: Some(day(-40)),
            closes: Some(day(-2)),
            decided: Some(day(20)),
            ..Road::default()
        };
        match self {
            Self::Asked => Road {
                opens: Some(day(7)),
                closes: Some(day(40)),
                ..Road::default()
            },
            Self::Counting => over,
            Self::Counted => Road {
                result: Some(result),
                ..over
            },
            Self::Decided => Road {
                result: Some(result),
                decision: Some(Decision {
                    on: day(-1),
                    text: text.clone(),
                }),
                ..over
            },
        }
    }
}
