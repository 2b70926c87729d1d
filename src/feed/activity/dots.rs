//! Dots: a vote with one to three dots to spend.

use serde::Serialize;

use super::choice::Choice;
use super::road::{self, Road};
use crate::check::{At, Check};
use crate::language::Text;
use crate::text::{ASKED_BY, QUESTION};

/// Spend some dots among some things, in any way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dots {
    /// The question.
    pub question: Text,
    /// Three to five things.
    pub choices: Vec<Choice>,
    /// How many dots there are to spend, from one to [`Dots::MOST`].
    pub dots: usize,
    /// Who wants to know.
    pub asked_by: Text,
    /// When it is open, and what became of it.
    pub road: Road,
}

impl Dots {
    /// The most dots that there are to spend; so many if nothing else is said.
    pub const MOST: usize = 3;
}

pub(super) mod wire {
    use serde::{Deserialize, Serialize};

    use crate::activity::choice::wire::Choice;
    use crate::activity::road::wire::{Decision, Road, Tally};
    use crate::language::wire::Words;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Dots {
        pub question: Words,
        pub choices: Vec<Choice>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub dots: Option<usize>,
        pub asked_by: Words,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub opens: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub closes: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub decided: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub decision: Option<Decision>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub result: Option<Tally>,
    }

    impl From<&super::Dots> for Dots {
        fn from(dots: &super::Dots) -> Self {
            let road = Road::from(&dots.road);
            Self {
                question: (&dots.question).into(),
                choices: dots.choices.iter().map(Choice::from).collect(),
                dots: (dots.dots != super::Dots::MOST).then_some(dots.dots),
                asked_by: (&dots.asked_by).into(),
                opens: road.opens,
                closes: road.closes,
                decided: road.decided,
                decision: road.decision,
                result: road.result,
            }
        }
    }
}

impl wire::Dots {
    pub(super) fn resolve(self, at: &At, check: &mut Check) -> Dots {
        use super::choice::wire::Choice;
        let at_choices = at.field("choices");
        let count = self.choices.len();
        let dots = self.dots.unwrap_or(Dots::MOST);
        check.within(&at.field("dots"), "the number of dots", dots, 1, Dots::MOST);
        let road = road::wire::Road {
            opens: self.opens,
            closes: self.closes,
            decided: self.decided,
            decision: self.decision,
            result: self.result,
        };
        Dots {
            question: check.text(&at.field("question"), self.question, QUESTION),
            choices: Choice::resolve_all(self.choices, &at_choices, "choices", (3, 5), check),
            dots: dots.clamp(1, Dots::MOST),
            asked_by: check.text(&at.field("asked_by"), self.asked_by, ASKED_BY),
            road: road.resolve(at, count, check),
        }
    }
}
