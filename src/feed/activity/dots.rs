//! Dots: a vote with three dots to spend.

use jiff::civil::Date;
use serde::Serialize;

use super::choice::Choice;
use crate::check::{At, Check};
use crate::language::Text;
use crate::text::{ASKED_BY, QUESTION};

/// Spend [`Dots::COUNT`] dots among some things, in any way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dots {
    /// The question.
    pub question: Text,
    /// Three to five things.
    pub choices: Vec<Choice>,
    /// Who wants to know.
    pub asked_by: Text,
    /// When it is decided; none if nobody will, as on a question for practice.
    pub decided: Option<Date>,
}

impl Dots {
    /// How many dots there are to spend.
    pub const COUNT: usize = 3;
}

pub(super) mod wire {
    use serde::{Deserialize, Serialize};

    use crate::activity::choice::wire::Choice;
    use crate::language::wire::Words;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Dots {
        pub question: Words,
        pub choices: Vec<Choice>,
        pub asked_by: Words,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub decided: Option<String>,
    }

    impl From<&super::Dots> for Dots {
        fn from(dots: &super::Dots) -> Self {
            Self {
                question: (&dots.question).into(),
                choices: dots.choices.iter().map(Choice::from).collect(),
                asked_by: (&dots.asked_by).into(),
                decided: dots.decided.map(|date| date.to_string()),
            }
        }
    }
}

impl wire::Dots {
    pub(super) fn resolve(self, at: &At, check: &mut Check) -> Dots {
        use super::choice::wire::Choice;
        let at_choices = at.field("choices");
        Dots {
            question: check.text(&at.field("question"), self.question, QUESTION),
            choices: Choice::resolve_all(self.choices, &at_choices, "choices", (3, 5), check),
            asked_by: check.text(&at.field("asked_by"), self.asked_by, ASKED_BY),
            decided: self
                .decided
                .and_then(|date| check.day(&at.field("decided"), &date)),
        }
    }
}
