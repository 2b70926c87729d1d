//! The stops of the tour: `stops/*.ron`.

use serde::{Deserialize, Serialize};

use crate::check::{At, Check, Kind};
use crate::colour::BEADS;
use crate::id::{ActivityId, CardId, PlaceId, StopId};
use crate::language::Text;
use crate::limits::DOCUMENTS;
use crate::scene::Scene;
use crate::text::STOP_NAME;

/// A note of the pentatonic scale on C, over two octaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Note {
    C,
    D,
    E,
    G,
    A,
    C2,
    D2,
    E2,
    G2,
    A2,
}

impl Note {
    /// How many notes there are.
    pub(crate) const COUNT: usize = 10;

    /// Its letter in abc notation (standard 2.1, 4.1): small ones are an octave higher.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::C => 'C',
            Self::D => 'D',
            Self::E => 'E',
            Self::G => 'G',
            Self::A => 'A',
            Self::C2 => 'c',
            Self::D2 => 'd',
            Self::E2 => 'e',
            Self::G2 => 'g',
            Self::A2 => 'a',
        }
    }

    /// Semitones above the lower C.
    #[must_use]
    pub fn semitones(self) -> u8 {
        match self {
            Self::C => 0,
            Self::D => 2,
            Self::E => 4,
            Self::G => 7,
            Self::A => 9,
            Self::C2 => 12,
            Self::D2 => 14,
            Self::E2 => 16,
            Self::G2 => 19,
            Self::A2 => 21,
        }
    }
}

/// One spot in the town, with something to do and to read.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stop {
    /// Its id.
    pub id: StopId,
    /// What it is called.
    pub name: Text,
    /// Where it is.
    pub place: PlaceId,
    /// The note it owns.
    pub note: Note,
    /// The colour of its bead, bar and label dot, by name.
    pub colour: String,
    /// What it shows.
    pub scene: Scene,
    /// What there is to read; the first with the activity, the last after it. At least one.
    pub cards: Vec<CardId>,
    /// What there is to do.
    pub activity: ActivityId,
}

pub(crate) mod wire {
    use super::{ActivityId, CardId, Deserialize, Note, PlaceId, Scene, Serialize, StopId};
    use crate::language::wire::Words;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Stop {
        pub id: StopId,
        pub name: Words,
        pub place: PlaceId,
        pub note: Note,
        pub colour: String,
        pub scene: Scene,
        pub cards: Vec<CardId>,
        pub activity: ActivityId,
    }

    impl From<&super::Stop> for Stop {
        fn from(stop: &super::Stop) -> Self {
            Self {
                id: stop.id.clone(),
                name: (&stop.name).into(),
                place: stop.place.clone(),
                note: stop.note,
                colour: stop.colour.clone(),
                scene: stop.scene.clone(),
                cards: stop.cards.clone(),
                activity: stop.activity.clone(),
            }
        }
    }
}

impl wire::Stop {
    pub(crate) fn define(&self, at: &At, check: &mut Check) {
        check.define(Kind::Stop, at, self.id.as_str());
    }

    pub(crate) fn resolve(self, at: &At, check: &mut Check) -> Stop {
        check.refer(Kind::Place, &at.field("place"), self.place.as_str());
        check.colour_among(&at.field("colour"), &self.colour, BEADS.iter().copied());
        self.scene.check(&at.field("scene"), check);
        check.count(&at.field("cards"), "cards", self.cards.len(), 1, DOCUMENTS);
        check.refer_all(Kind::Card, &at.field("cards"), &self.cards);
        check.refer(
            Kind::Activity,
            &at.field("activity"),
            self.activity.as_str(),
        );
        Stop {
            name: check.text(&at.field("name"), self.name, STOP_NAME),
            id: self.id,
            place: self.place,
            note: self.note,
            colour: self.colour,
            scene: self.scene,
            cards: self.cards,
            activity: self.activity,
        }
    }
}
