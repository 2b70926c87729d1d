//! What there is to do: `activities/*.ron`.
//!
//! A new kind is a variant of [`ActivityKind`] and of its twin in `wire`, and
//! an arm in `resolve` and in `From`: all in this file.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::check::{At, Check, Kind};
use crate::id::{ActivityId, CardId};
use crate::language::Text;
use crate::limits::COORDINATE;
use crate::text::{ASK, ASKED_BY, LABEL, PRAISE, QUESTION, REPLY};
use crate::toy::ToyKind;

/// Something to do at a stop.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Activity {
    /// Its id.
    pub id: ActivityId,
    /// What to do.
    pub ask: Text,
    /// What is said when it is done.
    pub praise: Text,
    /// What it is.
    pub kind: ActivityKind,
}

/// The kinds of activities.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum ActivityKind {
    /// Turn cards, one by one.
    Story {
        /// Two to six cards.
        cards: Vec<CardId>,
    },
    /// Find all the things that hide in the scene.
    Find {
        /// Three to six things.
        things: Vec<Thing>,
    },
    /// Put pieces on top of each other.
    Build {
        /// Floors that are there already.
        start: u8,
        /// Three to five pieces.
        pieces: Vec<Piece>,
    },
    /// Answer a question that has right answers.
    Quiz {
        /// The question.
        question: Text,
        /// Three to five answers, at least one of them right.
        answers: Vec<Answer>,
    },
    /// Choose between two things; both are right.
    ThisOrThat {
        /// The question.
        question: Text,
        /// What is on the left.
        left: Choice,
        /// What is on the right.
        right: Choice,
        /// Who wants to know.
        asked_by: Text,
        /// When it is decided; none if nobody will, as on a question for practice.
        decided: Option<Date>,
    },
}

/// A thing that hides. The documents have it as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thing {
    /// What it is.
    pub toy: ToyKind,
    /// Where it is: `x` to the right, height, `z` toward the viewer.
    pub at: (f32, f32, f32),
}

/// The shape of a [`Piece`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Shape {
    /// A block.
    Box,
    /// A round block.
    Drum,
    /// A floor with a balcony around.
    Gallery,
}

/// A piece to build with. The documents have it as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Piece {
    /// Its shape.
    pub shape: Shape,
    /// Its colour by name.
    pub colour: String,
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

/// One of two things to choose from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Choice {
    /// The toy that stands for it.
    pub toy: ToyKind,
    /// What it says.
    pub label: Text,
}

pub(crate) mod wire {
    use super::{ActivityId, CardId, Deserialize, Piece, Serialize, Thing, ToyKind};
    use crate::language::wire::Words;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Activity {
        pub id: ActivityId,
        pub ask: Words,
        pub praise: Words,
        pub kind: ActivityKind,
    }

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) enum ActivityKind {
        Story {
            cards: Vec<CardId>,
        },
        Find {
            things: Vec<Thing>,
        },
        Build {
            start: u8,
            pieces: Vec<Piece>,
        },
        Quiz {
            question: Words,
            answers: Vec<Answer>,
        },
        ThisOrThat {
            question: Words,
            left: Choice,
            right: Choice,
            asked_by: Words,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            decided: Option<String>,
        },
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

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Choice {
        pub toy: ToyKind,
        pub label: Words,
    }

    impl From<&super::Activity> for Activity {
        fn from(activity: &super::Activity) -> Self {
            Self {
                id: activity.id.clone(),
                ask: (&activity.ask).into(),
                praise: (&activity.praise).into(),
                kind: (&activity.kind).into(),
            }
        }
    }

    impl From<&super::ActivityKind> for ActivityKind {
        fn from(kind: &super::ActivityKind) -> Self {
            use super::ActivityKind as Resolved;
            match kind {
                Resolved::Story { cards } => Self::Story {
                    cards: cards.clone(),
                },
                Resolved::Find { things } => Self::Find {
                    things: things.clone(),
                },
                Resolved::Build { start, pieces } => Self::Build {
                    start: *start,
                    pieces: pieces.clone(),
                },
                Resolved::Quiz { question, answers } => Self::Quiz {
                    question: question.into(),
                    answers: answers.iter().map(Answer::from).collect(),
                },
                Resolved::ThisOrThat {
                    question,
                    left,
                    right,
                    asked_by,
                    decided,
                } => Self::ThisOrThat {
                    question: question.into(),
                    left: left.into(),
                    right: right.into(),
                    asked_by: asked_by.into(),
                    decided: decided.map(|date| date.to_string()),
                },
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

    impl From<&super::Choice> for Choice {
        fn from(choice: &super::Choice) -> Self {
            Self {
                toy: choice.toy,
                label: (&choice.label).into(),
            }
        }
    }
}

impl wire::Activity {
    pub(crate) fn define(&self, at: &At, check: &mut Check) {
        check.define(Kind::Activity, at, self.id.as_str());
    }

    pub(crate) fn resolve(self, at: &At, check: &mut Check) -> Activity {
        Activity {
            ask: check.text(&at.field("ask"), self.ask, ASK),
            praise: check.text(&at.field("praise"), self.praise, PRAISE),
            kind: self.kind.resolve(&at.field("kind"), check),
            id: self.id,
        }
    }
}

impl wire::ActivityKind {
    fn resolve(self, at: &At, check: &mut Check) -> ActivityKind {
        match self {
            Self::Story { cards } => {
                let at = at.field("cards");
                check.count(&at, "cards", cards.len(), 2, 6);
                check.refer_all(Kind::Card, &at, &cards);
                ActivityKind::Story { cards }
            }
            Self::Find { things } => {
                let at = at.field("things");
                check.count(&at, "things", things.len(), 3, 6);
                for (index, thing) in things.iter().enumerate() {
                    thing.check(&at.item(index), check);
                }
                ActivityKind::Find { things }
            }
            Self::Build { start, pieces } => {
                check.within(&at.field("start"), "start", start, 0, 12);
                let at = at.field("pieces");
                check.count(&at, "pieces", pieces.len(), 3, 5);
                for (index, piece) in pieces.iter().enumerate() {
                    check.colour(&at.item(index).field("colour"), &piece.colour);
                }
                ActivityKind::Build { start, pieces }
            }
            Self::Quiz { question, answers } => {
                let at_answers = at.field("answers");
                check.count(&at_answers, "answers", answers.len(), 3, 5);
                if !answers.iter().any(|answer| answer.right) {
                    let message = "none of these answers is right".to_owned();
                    let help = Some("mark at least one with `right: true`".to_owned());
                    check.error(&at_answers, "no-right-answer", message, help);
                }
                let answers = answers.into_iter().enumerate();
                ActivityKind::Quiz {
                    question: check.text(&at.field("question"), question, QUESTION),
                    answers: answers
                        .map(|(index, answer)| answer.resolve(&at_answers.item(index), check))
                        .collect(),
                }
            }
            Self::ThisOrThat {
                question,
                left,
                right,
                asked_by,
                decided,
            } => ActivityKind::ThisOrThat {
                question: check.text(&at.field("question"), question, QUESTION),
                left: left.resolve(&at.field("left"), check),
                right: right.resolve(&at.field("right"), check),
                asked_by: check.text(&at.field("asked_by"), asked_by, ASKED_BY),
                decided: decided.and_then(|date| check.day(&at.field("decided"), &date)),
            },
        }
    }
}

impl Thing {
    fn check(&self, at: &At, check: &mut Check) {
        let (x, height, z) = self.at;
        let at = at.field("at");
        for (index, (what, value)) in [("x", x), ("height", height), ("z", z)]
            .into_iter()
            .enumerate()
        {
            check.within(&at.item(index), what, value, -COORDINATE, COORDINATE);
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

impl wire::Choice {
    fn resolve(self, at: &At, check: &mut Check) -> Choice {
        Choice {
            toy: self.toy,
            label: check.text(&at.field("label"), self.label, LABEL),
        }
    }
}
