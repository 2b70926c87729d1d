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

/// A spot on the globe, in degrees of WGS 84.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Degrees {
    /// North of the equator, -90 to 90.
    pub north: f64,
    /// East of Greenwich, -180 to 180.
    pub east: f64,
}

/// The middle of places; `None` without any, or if they lie all round the globe.
pub(crate) fn middle(places: &[Place]) -> Option<Degrees> {
    // As points of a sphere: the mean of 179° and -179° is 180°.
    let [x, y, z] = places.iter().fold([0.0; 3], |[x, y, z], place| {
        let (north_sine, north_cosine) = place.latitude.to_radians().sin_cos();
        let (east_sine, east_cosine) = place.longitude.to_radians().sin_cos();
        [
            x + north_cosine * east_cosine,
            y + north_cosine * east_sine,
            z + north_sine,
        ]
    });
    let flat = x.hypot(y);
    (flat.hypot(z) > 1e-6).then(|| Degrees {
        north: z.atan2(flat).to_degrees(),
        east: y.atan2(x).to_degrees(),
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn place(latitude: f64, longitude: f64) -> Place {
        Place {
            id: "pond".into(),
            name: Text::default(),
            latitude,
            longitude,
            stop: None,
        }
    }

    #[test]
    fn the_middle_lies_between_places_even_across_the_date_line() {
        let near = |places: &[Place], north: f64, east: f64| {
            let middle = middle(places).expect("a middle");
            assert!((middle.north - north).abs() < 0.01, "{middle:?}");
            assert!((middle.east - east).abs() < 0.01, "{middle:?}");
        };
        near(&[place(55.73, 9.12)], 55.73, 9.12);
        near(&[place(57.04, 9.90), place(57.06, 9.94)], 57.05, 9.92);
        near(&[place(-17.0, 179.0), place(-17.0, -177.0)], -17.01, -179.0);
        assert_eq!(middle(&[]), None);
        assert_eq!(middle(&[place(0.0, 0.0), place(0.0, 180.0)]), None);
    }
}
