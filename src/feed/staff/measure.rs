//! What is done about what is missing: `measures.ron`.
//!
//! Its fields are those of the measure cards of the TempALand toolbox (Landkreis Diepholz): kind,
//! carrier, level, target group, partners, expected effect.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::activity::Slot;
use crate::check::{At, Check, Kind as Thing};
use crate::id::PlaceId;
use crate::suggest::{did_you_mean, shorten};

/// Something that is done about a gap.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measure {
    /// Its id.
    pub id: String,
    /// What is done.
    pub title: String,
    /// How it works.
    pub kind: Kind,
    /// Which department or body does it.
    pub carrier: String,
    /// How far it reaches.
    pub level: Level,
    /// For whom.
    pub target_group: String,
    /// With whom: bodies and companies.
    pub partners: Vec<String>,
    /// What is to become better by it.
    pub effect: String,
    /// What it is to put an end to.
    pub answers: Lack,
    /// Since when it works; none while it is only planned.
    pub since: Option<Date>,
}

/// How a measure works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// It finds out.
    Analytical,
    /// It changes what there is.
    Organisational,
    /// It advises, and brings people together.
    Advising,
}

/// How far a measure reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Level {
    /// One town or village.
    Village,
    /// The whole municipality.
    Municipality,
    /// Several municipalities.
    Region,
    /// The whole country.
    Country,
}

/// What is missing: a need, and perhaps where, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lack {
    /// The need's id on a board of the feed.
    pub need: String,
    /// Where.
    pub place: Option<PlaceId>,
    /// When.
    #[serde(serialize_with = "as_text")]
    pub slot: Option<Slot>,
}

fn as_text<S: serde::Serializer>(slot: &Option<Slot>, to: S) -> Result<S::Ok, S::Error> {
    slot.map(Slot::id).serialize(to)
}

pub(super) mod wire {
    use serde::Deserialize;

    use super::{Kind, Level, PlaceId};

    #[derive(Clone, Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Measure {
        pub id: String,
        pub title: String,
        pub kind: Kind,
        pub carrier: String,
        pub level: Level,
        pub target_group: String,
        #[serde(default)]
        pub partners: Vec<String>,
        pub effect: String,
        pub answers: Lack,
        #[serde(default)]
        pub since: Option<String>,
    }

    #[derive(Clone, Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Lack {
        pub need: String,
        #[serde(default)]
        pub place: Option<PlaceId>,
        #[serde(default)]
        pub slot: Option<String>,
    }
}

impl wire::Measure {
    pub(super) fn resolve(self, at: &At, needs: &[&str], check: &mut Check) -> Measure {
        for (name, text) in [
            ("title", &self.title),
            ("carrier", &self.carrier),
            ("target_group", &self.target_group),
            ("effect", &self.effect),
        ] {
            check.note_of_staff(&at.field(name), text);
        }
        check.notes_of_staff(&at.field("partners"), &self.partners);
        let answers = self.answers.resolve(&at.field("answers"), needs, check);
        let since = (self.since).and_then(|since| check.day(&at.field("since"), &since));
        Measure {
            id: self.id,
            title: self.title,
            kind: self.kind,
            carrier: self.carrier,
            level: self.level,
            target_group: self.target_group,
            partners: self.partners,
            effect: self.effect,
            answers,
            since,
        }
    }
}

impl wire::Lack {
    fn resolve(self, at: &At, needs: &[&str], check: &mut Check) -> Lack {
        if !needs.contains(&self.need.as_str()) {
            let help = match check.suggester.nearest(&self.need, needs.iter().copied()) {
                Some(near) => did_you_mean(near),
                None => "a needs' board of the feed must name it in its `needs`".to_owned(),
            };
            let message = format!("unknown need `{}`", shorten(&self.need));
            check.error(&at.field("need"), "unknown-need", message, Some(help));
        }
        if let Some(place) = &self.place {
            check.refer(Thing::Place, &at.field("place"), place.as_str());
        }
        let slot = self.slot.and_then(|text| {
            let slot = Slot::all().find(|slot| slot.id() == text);
            if slot.is_none() {
                let expected = "a day and a part of it such as \"sat-evening\"";
                check.invalid(&at.field("slot"), "invalid-slot", expected, &text);
            }
            slot
        });
        Lack {
            need: self.need,
            place: self.place,
            slot,
        }
    }
}
