//! What visitors know before the tour and after it: one question, asked twice.

use serde::Serialize;

use crate::check::{At, Check};
use crate::language::Text;
use crate::text::{ANSWER, AWARENESS};

/// A question that is asked before the tour and after it, the same both times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Awareness {
    /// The question. It names what it asks for: awareness is aided.
    pub question: Text,
    /// Two to four answers.
    pub answers: Vec<Text>,
    /// Which of the answers, from 0, say that somebody knows.
    pub knows: Vec<usize>,
}

pub(crate) mod wire {
    use serde::{Deserialize, Serialize};

    use crate::language::wire::Words;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Awareness {
        pub question: Words,
        pub answers: Vec<Words>,
        pub knows: Vec<usize>,
    }

    impl From<&super::Awareness> for Awareness {
        fn from(awareness: &super::Awareness) -> Self {
            Self {
                question: (&awareness.question).into(),
                answers: awareness.answers.iter().map(Words::from).collect(),
                knows: awareness.knows.clone(),
            }
        }
    }
}

impl wire::Awareness {
    pub(crate) fn resolve(self, at: &At, check: &mut Check) -> Awareness {
        let (at_answers, at_knows) = (at.field("answers"), at.field("knows"));
        let count = self.answers.len();
        check.count(&at_answers, "answers", count, 2, 4);
        for (place, index) in self.knows.iter().enumerate() {
            let at = at_knows.item(place);
            if *index >= count {
                let message = format!("there is no answer {index}; the first one is 0");
                check.error(&at, "out-of-range", message, None);
            } else if self.knows.iter().take(place).any(|known| known == index) {
                let message = format!("the answer {index} stands here twice");
                check.error(&at, "listed-twice", message, None);
            }
        }
        let known = (0..count)
            .filter(|index| self.knows.contains(index))
            .count();
        if count > 0 && (known == 0 || known == count) {
            let all = if known == 0 { "none" } else { "each" };
            let message = format!("{all} of these answers says that somebody knows");
            let help = "name those that do, and not all: `knows: [0]`".to_owned();
            check.error(&at_knows, "knows-nothing", message, Some(help));
        }
        let answers = self.answers.into_iter().enumerate();
        Awareness {
            question: check.text(&at.field("question"), self.question, AWARENESS),
            answers: answers
                .map(|(index, answer)| check.text(&at_answers.item(index), answer, ANSWER))
                .collect(),
            knows: self.knows,
        }
    }
}
