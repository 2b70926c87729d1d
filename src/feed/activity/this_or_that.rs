//! This or that: two things to choose between.

use jiff::civil::Date;
use serde::Serialize;

use super::choice::Choice;
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
    /// When it is decided; none if nobody will, as on a question for practice.
    pub decided: Option<Date>,
}

pub(super) mod wire {
    use serde::{Deserialize, Serialize};

    use crate::activity::choice::wire::Choice;
    use crate::language::wire::Words;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct ThisOrThat {
        pub question: Words,
        pub left: Choice,
        pub right: Choice,
        pub asked_by: Words,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub decided: Option<String>,
    }

    impl From<&super::ThisOrThat> for ThisOrThat {
        fn from(choice: &super::ThisOrThat) -> Self {
            Self {
                question: (&choice.question).into(),
                left: (&choice.left).into(),
                right: (&choice.right).into(),
                asked_by: (&choice.asked_by).into(),
                decided: choice.decided.map(|date| date.to_string()),
            }
        }
    }
}

impl wire::ThisOrThat {
    pub(super) fn resolve(self, at: &At, check: &mut Check) -> ThisOrThat {
        ThisOrThat {
            question: check.text(&at.field("question"), self.question, QUESTION),
            left: self.left.resolve(&at.field("left"), check),
            right: self.right.resolve(&at.field("right"), check),
            asked_by: check.text(&at.field("asked_by"), self.asked_by, ASKED_BY),
            decided: self
                .decided
                .and_then(|date| check.day(&at.field("decided"), &date)),
        }
    }
}
