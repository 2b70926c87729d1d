//! Where things are: `places.ron`.

use serde::{Deserialize, Serialize};

use crate::check::{At, Check, Kind};
use crate::id::{PlaceId, StopId};
use crate::language::Text;
use crate::text::NAME;

/// A spot of the municipality.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Place {
    /// Its id.
    pub id: PlaceId,
    /// What it is called.
    pub name: Text,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// The stop that a touch on it opens.
    pub stop: Option<StopId>,
}

pub(crate) mod wire {
    use super::{Deserialize, PlaceId, Serialize, StopId};
    use crate::language::wire::Words;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Place {
        pub id: PlaceId,
        pub name: Words,
        pub latitude: f64,
        pub longitude: f64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub stop: Option<StopId>,
    }

    impl From<&super::Place> for Place {
        fn from(place: &super::Place) -> Self {
            Self {
                id: place.id.clone(),
                name: (&place.name).into(),
                latitude: place.latitude,
                longitude: place.longitude,
                stop: place.stop.clone(),
            }
        }
    }
}

impl wire::Place {
    pub(crate) fn define(&self, at: &At, check: &mut Check) {
        check.define(Kind::Place, at, self.id.as_str());
    }

    pub(crate) fn resolve(self, at: &At, check: &mut Check) -> Place {
        check.within(
            &at.field("latitude"),
            "latitude",
            self.latitude,
            -90.0,
            90.0,
        );
        check.within(
            &at.field("longitude"),
            "longitude",
            self.longitude,
            -180.0,
            180.0,
        );
        if let Some(stop) = &self.stop {
            check.refer(Kind::Stop, &at.field("stop"), stop.as_str());
        }
        Place {
            name: check.text(&at.field("name"), self.name, NAME),
            id: self.id,
            latitude: self.latitude,
            longitude: self.longitude,
            stop: self.stop,
        }
    }
}
