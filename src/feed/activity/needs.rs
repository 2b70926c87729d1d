//! Needs: what is missing, when, for whom and where.

use serde::Serialize;

use crate::check::{At, Check, Kind};
use crate::id::{DrawingId, PlaceId};
use crate::language::Text;
use crate::schedule::{DayPart, Weekday};
use crate::text::LABEL;
use crate::years::Years;

/// Pick what is missing, and put pegs on a week's board where it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Needs {
    /// Two to eight things that may be missing.
    pub needs: Vec<Need>,
    /// For whom: none, or two to six bands of age.
    pub ages: Vec<Age>,
    /// Where: none, or two to eight places.
    pub places: Vec<PlaceId>,
}

/// Something that may be missing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Need {
    /// What it is called in what is kept.
    pub id: String,
    /// What it is called on the glass.
    pub label: Text,
    /// The picture of it.
    pub drawing: DrawingId,
}

/// A band of age.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Age {
    /// What it is called in what is kept.
    pub id: String,
    /// What it is called on the glass.
    pub label: Text,
    /// Which years these are, to compare with offers; none means any.
    pub years: Option<Years>,
}

/// A cell of the week's board. Its day and its part are those of [`When`](crate::When), so that
/// needs and opening hours can be laid on each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    /// The day.
    pub day: Weekday,
    /// The part of it.
    pub part: DayPart,
}

impl Slot {
    /// The columns of the board.
    pub const DAYS: [Weekday; 7] = [
        Weekday::Mon,
        Weekday::Tue,
        Weekday::Wed,
        Weekday::Thu,
        Weekday::Fri,
        Weekday::Sat,
        Weekday::Sun,
    ];
    /// The rows of the board.
    pub const PARTS: [DayPart; 4] = [
        DayPart::Morning,
        DayPart::Day,
        DayPart::Evening,
        DayPart::Night,
    ];

    /// All cells, row by row.
    pub fn all() -> impl Iterator<Item = Self> {
        let days = |part| Self::DAYS.into_iter().map(move |day| Self { day, part });
        Self::PARTS.into_iter().flat_map(days)
    }

    /// What it is called in what is kept: `sat-evening`.
    #[must_use]
    pub fn id(self) -> String {
        format!("{:?}-{:?}", self.day, self.part).to_lowercase()
    }
}

pub(super) mod wire {
    use serde::{Deserialize, Serialize};

    use crate::id::{DrawingId, PlaceId};
    use crate::language::wire::Words;
    use crate::years::Years;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Needs {
        pub needs: Vec<Need>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub ages: Vec<Age>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub places: Vec<PlaceId>,
    }

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Need {
        pub id: String,
        pub label: Words,
        pub drawing: DrawingId,
    }

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Age {
        pub id: String,
        pub label: Words,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub years: Option<Years>,
    }

    impl From<&super::Needs> for Needs {
        fn from(needs: &super::Needs) -> Self {
            let need = |need: &super::Need| Need {
                id: need.id.clone(),
                label: (&need.label).into(),
                drawing: need.drawing.clone(),
            };
            let age = |age: &super::Age| Age {
                id: age.id.clone(),
                label: (&age.label).into(),
                years: age.years,
            };
            Self {
                needs: needs.needs.iter().map(need).collect(),
                ages: needs.ages.iter().map(age).collect(),
                places: needs.places.clone(),
            }
        }
    }
}

impl wire::Needs {
    pub(super) fn resolve(self, at: &At, check: &mut Check) -> Needs {
        let (at_needs, at_ages) = (at.field("needs"), at.field("ages"));
        let at_places = at.field("places");
        check.count(&at_needs, "needs", self.needs.len(), 2, 8);
        let ids: Vec<&str> = self.needs.iter().map(|need| need.id.as_str()).collect();
        check.own_ids(&at_needs, ("a need", "need"), &ids);
        if !self.ages.is_empty() {
            check.count(&at_ages, "ages", self.ages.len(), 2, 6);
        }
        let ids: Vec<&str> = self.ages.iter().map(|age| age.id.as_str()).collect();
        check.own_ids(&at_ages, ("an age", "age"), &ids);
        if !self.places.is_empty() {
            check.count(&at_places, "places", self.places.len(), 2, 8);
        }
        check.refer_all(Kind::Place, &at_places, &self.places);
        let needs = self.needs.into_iter().enumerate();
        let needs = needs.map(|(number, need)| {
            let at = at_needs.item(number);
            let drawing = need.drawing.as_str();
            check.refer(Kind::Drawing, &at.field("drawing"), drawing);
            Need {
                label: check.text(&at.field("label"), need.label, LABEL),
                id: need.id,
                drawing: need.drawing,
            }
        });
        let needs = needs.collect();
        let ages = self.ages.into_iter().enumerate();
        let ages = ages.map(|(number, age)| {
            let at = at_ages.item(number);
            if let Some(years) = age.years {
                years.check(&at.field("years"), check);
            }
            Age {
                label: check.text(&at.field("label"), age.label, LABEL),
                id: age.id,
                years: age.years,
            }
        });
        Needs {
            needs,
            ages: ages.collect(),
            places: self.places,
        }
    }
}
