//! Quiz: a question that has right answers.

use serde::Serialize;

use crate::check::{At, Check};
use crate::language::Text;
use crate::text::{LABEL, QUESTION, REPLY};
use crate::toy::ToyKind;

/// Answer a question that has right answers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quiz {
    /// The question.
    pub question: Text,
    /// Three to five answers, at least one of them right.
    pub answers: Vec<Answer>,
}

/// An answer in a quiz.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// The toy that stands for it.
    pub toy: ToyKind,
    /// What it says.
    pub label: Text,
    /// Whether it is right.
    pub right: bool,
    /// What is said when it is chosen.
    pub reply: Text,
}

pub(super) mod wire {
    use serde::{Deserialize, Serialize};

    use crate::language::wire::Words;
    use crate::toy::ToyKind;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Quiz {
        pub question: Words,
        pub answers: Vec<Answer>,
    }

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Answer {
        pub toy: ToyKind,
        pub label: Words,
        #[serde(default)]
        pub right: bool,
        pub reply: Words,
    }

    impl From<&super::Quiz> for Quiz {
        fn from(quiz: &super::Quiz) -> Self {
            Self {
                question: (&quiz.question).into(),
                answers: quiz.answers.iter().map(Answer::from).collect(),
            }
        }
    }

    impl From<&super::Answer> for Answer {
        fn from(answer: &super::Answer) -> Self {
            Self {
                toy: answer.toy,
                label: (&answer.label).into(),
                right: answer.right,
                reply: (&answer.reply).into(),
            }
        }
    }
}

impl wire::Quiz {
    pub(super) fn resolve(self, at: &At, check: &mut Check) -> Quiz {
        let at_answers = at.field("answers");
        check.count(&at_answers, "answers", self.answers.len(), 3, 5);
        if !self.answers.iter().any(|answer| answer.right) {
            let message = "none of these answers is right".to_owned();
            let help = Some("mark at least one with `right: true`".to_owned());
            check.error(&at_answers, "no-right-answer", message, help);
        }
        let answers = self.answers.into_iter().enumerate();
        Quiz {
            question: check.text(&at.field("question"), self.question, QUESTION),
            answers: answers
                .map(|(index, answer)| answer.resolve(&at_answers.item(index), check))
                .collect(),
        }
    }
}

impl wire::Answer {
    fn resolve(self, at: &At, check: &mut Check) -> Answer {
        Answer {
            toy: self.toy,
            label: check.text(&at.field("label"), self.label, LABEL),
            right: self.right,
            reply: check.text(&at.field("reply"), self.reply, REPLY),
        }
    }
}
