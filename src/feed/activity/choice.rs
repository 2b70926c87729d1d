//! A toy with a name under it, to choose or to match.

use serde::Serialize;

use crate::check::{At, Check};
use crate::language::Text;
use crate::text::LABEL;
use crate::toy::ToyKind;

/// One of several things to choose from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Choice {
    /// The toy that stands for it.
    pub toy: ToyKind,
    /// What it says.
    pub label: Text,
}

pub(super) mod wire {
    use serde::{Deserialize, Serialize};

    use crate::language::wire::Words;
    use crate::toy::ToyKind;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Choice {
        pub toy: ToyKind,
        pub label: Words,
    }

    impl From<&super::Choice> for Choice {
        fn from(choice: &super::Choice) -> Self {
            Self {
                toy: choice.toy,
                label: (&choice.label).into(),
            }
        }
    }
}

impl wire::Choice {
    pub(super) fn resolve(self, at: &At, check: &mut Check) -> Choice {
        Choice {
            toy: self.toy,
            label: check.text(&at.field("label"), self.label, LABEL),
        }
    }

    /// Resolves a list of so many.
    pub(super) fn resolve_all(
        choices: Vec<Self>,
        at: &At,
        what: &str,
        (least, most): (usize, usize),
        check: &mut Check,
    ) -> Vec<Choice> {
        check.count(at, what, choices.len(), least, most);
        let choices = choices.into_iter().enumerate();
        choices
            .map(|(index, choice)| choice.resolve(&at.item(index), check))
            .collect()
    }
}
