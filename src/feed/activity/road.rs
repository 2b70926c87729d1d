//! A vote's road: asked, open, closed, decided. [`ThisOrThat`](super::ThisOrThat) and
//! [`Dots`](super::Dots) go along it.

use jiff::civil::Date;
use serde::Serialize;

use crate::check::{At, Check};
use crate::language::Text;
use crate::text::DECISION;

/// When a vote is open, and what became of it. All dates are days at the place.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Road {
    /// The first day on which votes count; none means from the beginning.
    pub opens: Option<Date>,
    /// The last day on which votes count; none means until the day before it is decided.
    pub closes: Option<Date>,
    /// When it is decided; none if nobody will, as on a question for practice.
    pub decided: Option<Date>,
    /// What was decided.
    pub decision: Option<Decision>,
    /// How all kiosks' votes were given.
    pub result: Option<Tally>,
}

/// What those who asked did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// The day on which it was decided; nothing of it is shown before.
    pub on: Date,
    /// What they did.
    pub text: Text,
}

/// How a vote went on all kiosks, as staff publish it. Taps, not people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Taps for each choice, in their order.
    pub taps: Vec<u32>,
    /// The last day that was counted.
    pub until: Date,
}

/// A vote of any kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vote<'a> {
    /// Who wants to know.
    pub asked_by: &'a Text,
    /// When it is open, and what became of it.
    pub road: &'a Road,
    /// How many things there are to choose from.
    pub choices: usize,
}

/// How far a vote has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VoteState {
    /// It is asked, and votes do not count yet.
    Asked,
    /// Votes count.
    #[default]
    Open,
    /// Votes do not count any more, and nothing is decided.
    Closed,
    /// It is decided.
    Decided,
}

impl Road {
    /// How far it has come on a day at the place.
    #[must_use]
    pub fn state(&self, today: Date) -> VoteState {
        let has_closed = match (self.closes, self.decided) {
            (Some(closes), _) => closes < today,
            // A tap on the day itself would come too late.
            (None, Some(decided)) => decided <= today,
            (None, None) => false,
        };
        if self.decision_on(today).is_some() {
            VoteState::Decided
        } else if has_closed {
            VoteState::Closed
        } else if self.opens.is_some_and(|opens| today < opens) {
            VoteState::Asked
        } else {
            VoteState::Open
        }
    }

    /// What was decided, once it is to be told.
    #[must_use]
    pub fn decision_on(&self, today: Date) -> Option<&Decision> {
        self.decision
            .as_ref()
            .filter(|decision| decision.on <= today)
    }

    /// The result, once it cannot sway anybody any more.
    #[must_use]
    pub fn published(&self, today: Date) -> Option<&Tally> {
        let is_over = matches!(self.state(today), VoteState::Closed | VoteState::Decided);
        self.result.as_ref().filter(|_| is_over)
    }
}

pub(super) mod wire {
    use serde::{Deserialize, Serialize};

    use crate::language::wire::Words;

    /// The fields that an activity has of its road, among its own.
    pub(crate) struct Road {
        pub opens: Option<String>,
        pub closes: Option<String>,
        pub decided: Option<String>,
        pub decision: Option<Decision>,
        pub result: Option<Tally>,
    }

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Decision {
        pub on: String,
        pub text: Words,
    }

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields, rename = "Result")]
    pub(crate) struct Tally {
        pub taps: Vec<u32>,
        pub until: String,
    }

    impl From<&super::Road> for Road {
        fn from(road: &super::Road) -> Self {
            let day = |date: Option<super::Date>| date.map(|date| date.to_string());
            Self {
                opens: day(road.opens),
                closes: day(road.closes),
                decided: day(road.decided),
                decision: road.decision.as_ref().map(|decision| Decision {
                    on: decision.on.to_string(),
                    text: (&decision.text).into(),
                }),
                result: road.result.as_ref().map(|result| Tally {
                    taps: result.taps.clone(),
                    until: result.until.to_string(),
                }),
            }
        }
    }
}

impl wire::Road {
    /// Resolves the road of a vote with so many choices.
    pub(super) fn resolve(self, at: &At, choices: usize, check: &mut Check) -> Road {
        let decision = self.decision.and_then(|decision| {
            let at = at.field("decision");
            let text = check.text(&at.field("text"), decision.text, DECISION);
            let on = check.day(&at.field("on"), &decision.on)?;
            Some(Decision { on, text })
        });
        let result = self.result.and_then(|result| {
            let at = at.field("result");
            let taps = result.taps;
            if taps.len() != choices {
                let (found, numbers) = (
                    taps.len(),
                    if taps.len() == 1 { "number" } else { "numbers" },
                );
                let message = format!("there are {choices} choices, and {found} {numbers} of taps");
                let help = "give one number for each choice, in the same order".to_owned();
                check.error(&at.field("taps"), "wrong-count", message, Some(help));
            }
            let until = check.day(&at.field("until"), &result.until)?;
            Some(Tally { taps, until })
        });
        let mut day =
            |name, text: Option<String>| text.and_then(|text| check.day(&at.field(name), &text));
        let road = Road {
            opens: day("opens", self.opens),
            closes: day("closes", self.closes),
            decided: day("decided", self.decided),
            decision,
            result,
        };
        road.check(at, check);
        road
    }
}

impl Road {
    /// Checks that it leads onward.
    fn check(&self, at: &At, check: &mut Check) {
        let mut follows = |name: &str, at: &At, date: Option<Date>, code, help: &str| {
            let earlier = [("opens", self.opens), ("closes", self.closes)];
            let earlier = earlier.into_iter().filter(|(other, _)| *other != name);
            for (other, day) in earlier {
                if let (Some(date), Some(day)) = (date, day)
                    && (date < day || (date == day && name != "closes"))
                {
                    let message = format!("`{name}` is {date}, and `{other}` is {day}");
                    check.error(at, code, message, Some(help.to_owned()));
                    return;
                }
            }
        };
        let help =
            "`closes` is the last day on which votes count; let it be `opens` or a later day";
        let at_closes = at.field("closes");
        follows(
            "closes",
            &at_closes,
            self.closes,
            "closes-before-opens",
            help,
        );
        let help = "decide after the last day on which votes count";
        let at_decided = at.field("decided");
        follows(
            "decided",
            &at_decided,
            self.decided,
            "decided-while-open",
            help,
        );
        let on = self.decision.as_ref().map(|decision| decision.on);
        let at_decision = at.field("decision");
        follows(
            "on",
            &at_decision.field("on"),
            on,
            "decided-while-open",
            help,
        );
        self.check_result(at, check);
    }

    /// Checks that a result is of the whole vote, and will be seen.
    fn check_result(&self, at: &At, check: &mut Check) {
        let Some(result) = &self.result else { return };
        let at = at.field("result");
        let until = result.until;
        if let Some(closes) = self.closes.filter(|closes| until < *closes) {
            let message = format!("this was counted until {until}, and votes count until {closes}");
            let help = "publish a result once the vote has closed, with all that was counted";
            check.error(
                &at.field("until"),
                "result-too-early",
                message,
                Some(help.to_owned()),
            );
        } else if self.closes.is_none() && self.decided.is_none() && self.decision.is_none() {
            let message = "this vote never closes, so its result is never shown".to_owned();
            let help = "say with `closes` on which day votes count for the last time";
            check.warn(&at, "result-unseen", message, Some(help.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn road() -> Road {
        Road {
            opens: Some(date(2026, 3, 1)),
            closes: Some(date(2026, 4, 30)),
            decided: Some(date(2026, 5, 1)),
            decision: None,
            result: Some(Tally {
                taps: vec![3, 4],
                until: date(2026, 4, 30),
            }),
        }
    }

    #[test]
    fn a_vote_goes_along_its_road_day_by_day() {
        use VoteState::{Asked, Closed, Decided, Open};
        let decision = Decision {
            on: date(2026, 5, 4),
            text: Text::default(),
        };
        let road = Road {
            decision: Some(decision),
            ..road()
        };
        for (month, day, expected) in [
            (2, 28, Asked),
            (3, 1, Open),
            (4, 30, Open),
            (5, 1, Closed),
            (5, 3, Closed),
            (5, 4, Decided),
            (12, 31, Decided),
        ] {
            let today = date(2026, month, day);
            assert_eq!(road.state(today), expected, "{today}");
            assert_eq!(road.published(today).is_some(), expected > Open, "{today}");
        }
    }

    #[test]
    fn a_vote_that_says_little_is_open_as_long_as_a_tap_may_matter() {
        let always = Road::default();
        assert_eq!(always.state(Date::MIN), VoteState::Open);
        assert_eq!(always.state(Date::MAX), VoteState::Open);
        let decided = Road {
            decided: Some(date(2026, 5, 1)),
            ..Road::default()
        };
        assert_eq!(decided.state(date(2026, 4, 30)), VoteState::Open);
        assert_eq!(decided.state(date(2026, 5, 1)), VoteState::Closed);
    }
}
