//! Match: names and the toys that they belong to.

use serde::Serialize;

use super::choice::Choice;
use crate::check::{At, Check};
use crate::language::Text;
use crate::text::QUESTION;

/// Bring each name to its toy.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Match {
    /// What belongs to what.
    pub question: Text,
    /// Three or four toys, each with its name.
    pub pairs: Vec<Choice>,
}

pub(super) mod wire {
    use serde::{Deserialize, Serialize};

    use crate::activity::choice::wire::Choice;
    use crate::language::wire::Words;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Match {
        pub question: Words,
        pub pairs: Vec<Choice>,
    }

    impl From<&super::Match> for Match {
        fn from(pairs: &super::Match) -> Self {
            Self {
                question: (&pairs.question).into(),
                pairs: pairs.pairs.iter().map(Choice::from).collect(),
            }
        }
    }
}

impl wire::Match {
    pub(super) fn resolve(self, at: &At, check: &mut Check) -> Match {
        use super::choice::wire::Choice;
        Match {
            question: check.text(&at.field("question"), self.question, QUESTION),
            pairs: Choice::resolve_all(self.pairs, &at.field("pairs"), "pairs", (3, 4), check),
        }
    }
}
