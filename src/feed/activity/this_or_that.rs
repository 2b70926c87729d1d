//! This or that: two things to choose between.

use serde::Serialize;

use super::choice::Choice;
use super::road::{self, Road};
use crate::check::{At, Check};
use crate::language::Text;
use crate::text::{ASKED_BY, QUESTION};

/// Choose between two things; both are right.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ThisOrThat {
    /// The question.
    pub question: Text,
    /// What is on the left.
    pub left: Choice,
    /// What is on the right.
    pub right: Choice,
    /// Who wants to know.
    pub asked_by: Text,
    /// When it is open, and what became of it.
    pub road: Road,
}

pub(super) mod wire {
    use serde::{Deserialize, Serialize};

    use crate::activity::choice::wire::Choice;
    use crate::activity::road::wire::{Decision, Road, Tally};
    use crate::language::wire::Words;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct ThisOrThat {
        pub question: Words,
        pub left: Choice,
        pub right: Choice,
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

    impl From<&super::ThisOrThat> for ThisOrThat {
        fn from(choice: &super::ThisOrThat) -> Self {
            let road = Road::from(&choice.road);
            Self {
                question: (&choice.question).into(),
                left: (&choice.left).into(),
                right: (&choice.right).into(),
                asked_by: (&choice.asked_by).into(),
                opens: road.opens,
                closes: road.closes,
                decided: road.decided,
                decision: road.decision,
                result: road.result,
            }
        }
    }
}

impl wire::ThisOrThat {
    pub(super) fn resolve(self, at: &At, check: &mut Check) -> ThisOrThat {
        let road = road::wire::Road {
            opens: self.opens,
            closes: self.closes,
            decided: self.decided,
            decision: self.decision,
            result: self.result,
        };
        ThisOrThat {
            question: check.text(&at.field("question"), self.question, QUESTION),
            left: self.left.resolve(&at.field("left"), check),
            right: self.right.resolve(&at.field("right"), check),
            asked_by: check.text(&at.field("asked_by"), self.asked_by, ASKED_BY),
            road: road.resolve(at, 2, check),
        }
    }
}
