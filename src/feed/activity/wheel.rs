//! Wheel: a year, or anything else that comes round again.

use serde::{Deserialize, Serialize};

use crate::check::{At, Check, Kind};
use crate::id::{CardId, EventId};
use crate::language::Text;
use crate::text::LABEL;
use crate::toy::ToyKind;

/// Turn a wheel, and see what happens when.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Wheel {
    /// Three to twelve segments, in the order in which they come round.
    pub segments: Vec<Segment>,
}

impl Wheel {
    /// The cards that its segments tell.
    pub(super) fn cards(&self) -> impl Iterator<Item = &CardId> {
        self.segments
            .iter()
            .filter_map(|segment| match &segment.tells {
                Tells::Card(card) => Some(card),
                Tells::Event(_) => None,
            })
    }
}

/// A part of a wheel: a month, or a season.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Segment {
    /// What it is called.
    pub name: Text,
    /// The toy that stands on it.
    pub toy: ToyKind,
    /// Its colour by name.
    pub colour: String,
    /// What is told of it.
    pub tells: Tells,
}

/// What is told of a segment. The documents have it as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tells {
    /// A card.
    Card(CardId),
    /// Something that happens then.
    Event(EventId),
}

pub(super) mod wire {
    use serde::{Deserialize, Serialize};

    use super::Tells;
    use crate::language::wire::Words;
    use crate::toy::ToyKind;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Wheel {
        pub segments: Vec<Segment>,
    }

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Segment {
        pub name: Words,
        pub toy: ToyKind,
        pub colour: String,
        pub tells: Tells,
    }

    impl From<&super::Wheel> for Wheel {
        fn from(wheel: &super::Wheel) -> Self {
            Self {
                segments: wheel.segments.iter().map(Segment::from).collect(),
            }
        }
    }

    impl From<&super::Segment> for Segment {
        fn from(segment: &super::Segment) -> Self {
            Self {
                name: (&segment.name).into(),
                toy: segment.toy,
                colour: segment.colour.clone(),
                tells: segment.tells.clone(),
            }
        }
    }
}

impl wire::Wheel {
    pub(super) fn resolve(self, at: &At, check: &mut Check) -> Wheel {
        let at = at.field("segments");
        check.count(&at, "segments", self.segments.len(), 3, 12);
        let segments = self.segments.into_iter().enumerate();
        Wheel {
            segments: segments
                .map(|(index, segment)| segment.resolve(&at.item(index), check))
                .collect(),
        }
    }
}

impl wire::Segment {
    fn resolve(self, at: &At, check: &mut Check) -> Segment {
        check.colour(&at.field("colour"), &self.colour);
        let at_tells = at.field("tells");
        let (kind, id) = match &self.tells {
            Tells::Card(id) => (Kind::Card, id.as_str()),
            Tells::Event(id) => (Kind::Event, id.as_str()),
        };
        check.refer(kind, &at_tells, id);
        Segment {
            name: check.text(&at.field("name"), self.name, LABEL),
            toy: self.toy,
            colour: self.colour,
            tells: self.tells,
        }
    }
}
