//! Finder: what there is for somebody, by what they like, how old they are, where and on which day.

use serde::Serialize;

use crate::card::Audience;
use crate::check::{At, Check, Kind};
use crate::id::{DrawingId, PlaceId};
use crate::language::{Language, Text};
use crate::offer::Offer;
use crate::schedule::Weekday;
use crate::suggest::{did_you_mean, shorten};
use crate::text::LABEL;
use crate::years::Years;

/// Say what you like, for whom, where and when, and see what there is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finder {
    /// Two to eight things that somebody may like.
    pub interests: Vec<Interest>,
    /// None, or two to six bands of age.
    pub ages: Vec<AgeBand>,
    /// None, or two to eight places.
    pub places: Vec<PlaceId>,
    /// Only offers that are for these, or for everybody; none means all offers.
    pub audiences: Vec<Audience>,
}

/// Something that somebody may like.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Interest {
    /// What offers call it.
    pub id: String,
    /// What it is called on the glass.
    pub label: Text,
    /// The picture of it.
    pub drawing: DrawingId,
}

/// A band of age.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AgeBand {
    /// What it is called on the glass.
    pub label: Text,
    /// Which years these are.
    pub years: Years,
}

/// What is looked for. What is not said does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// An id of [`Finder::interests`].
    pub interest: Option<String>,
    /// How old.
    pub years: Option<Years>,
    /// Where.
    pub place: Option<PlaceId>,
    /// On which day of the week.
    pub day: Option<Weekday>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<'a> {
    /// The offers, by their titles: nobody comes first for any other reason.
    pub offers: Vec<&'a Offer>,
    /// What was passed over to find any.
    pub but: But,
}

/// What was passed over so that something could be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum But {
    /// Nothing: they are what was looked for.
    Nothing,
    /// They are on other days.
    Day,
    /// They are at other places.
    Place,
    /// They are for other ages.
    Age,
    /// Several of these.
    Several,
    /// Even the interest: this is all there is.
    Everything,
}

/// What is passed over, one after the other, until something is found: day, place, age, interest.
const WAYS: [(But, [bool; 4]); 8] = [
    (But::Nothing, [false, false, false, false]),
    (But::Day, [true, false, false, false]),
    (But::Place, [false, true, false, false]),
    (But::Age, [false, false, true, false]),
    (But::Several, [true, true, false, false]),
    (But::Several, [true, false, true, false]),
    (But::Several, [true, true, true, false]),
    (But::Everything, [true, true, true, true]),
];

impl Finder {
    /// Finds offers, and says what had to be passed over. The same question has the same answer.
    #[must_use]
    pub fn find<'a>(&self, offers: &'a [Offer], wanted: &Wanted, language: &Language) -> Found<'a> {
        let among = offers.iter().filter(|offer| self.is_for(offer));
        let among: Vec<&Offer> = among.collect();
        for (but, [day, place, age, interest]) in WAYS {
            let fits = |offer: &&&Offer| {
                (day || wanted.day.is_none_or(|day| offer.is_on(day)))
                    && (place || wanted.place.as_ref().is_none_or(|at| offer.place == *at))
                    && (age || wanted.years.is_none_or(|years| offer.is_for(years)))
                    && (interest || wanted.interest.as_ref().is_none_or(|one| offer.has(one)))
            };
            let mut offers: Vec<&Offer> = among.iter().filter(fits).copied().collect();
            if !offers.is_empty() {
                let title = |offer: &Offer| offer.title.get(language).to_lowercase();
                offers.sort_by(|one, other| {
                    let by_title = title(one).cmp(&title(other));
                    by_title.then_with(|| one.id.cmp(&other.id))
                });
                return Found { offers, but };
            }
        }
        Found {
            offers: Vec::new(),
            but: But::Everything,
        }
    }

    fn is_for(&self, offer: &Offer) -> bool {
        let everybody = self.audiences.is_empty() || offer.audiences.is_empty();
        everybody
            || offer
                .audiences
                .iter()
                .any(|one| self.audiences.contains(one))
    }

    /// Checks that each interest leads to an offer, and that each offer can be found.
    pub(crate) fn offers(&self, at: &At, offers: &[Offer], check: &mut Check) {
        let at = at.field("kind");
        let at = at.field("interests");
        for (index, interest) in self.interests.iter().enumerate() {
            let mut found = offers.iter().filter(|offer| self.is_for(offer));
            if !found.any(|offer| offer.has(&interest.id)) {
                let message = format!("no offer has the interest `{}`", shorten(&interest.id));
                let help = "name it in `interests` of an offer, or leave it out here";
                check.warn(
                    &at.item(index),
                    "nothing-found",
                    message,
                    Some(help.to_owned()),
                );
            }
        }
    }
}

impl Offer {
    /// Whether it is there for somebody of these ages.
    #[must_use]
    pub fn is_for(&self, years: Years) -> bool {
        self.ages.is_none_or(|ages| ages.meet(years))
    }

    /// Whether it begins on a day of the week. One whose hours are not known may.
    #[must_use]
    pub fn is_on(&self, day: Weekday) -> bool {
        self.hours.is_empty() || self.hours.iter().any(|hours| hours.days.contains(&day))
    }

    fn has(&self, interest: &str) -> bool {
        self.interests.iter().any(|one| one == interest)
    }

    /// Checks that its interests are those of a finder, if there is one.
    pub(crate) fn liked(&self, at: &At, finders: &[&Finder], check: &mut Check) {
        let known: Vec<&str> = finders
            .iter()
            .flat_map(|finder| finder.interests.iter().map(|one| one.id.as_str()))
            .collect();
        if known.is_empty() {
            return;
        }
        let at = at.field("interests");
        for (index, id) in self.interests.iter().enumerate() {
            if known.contains(&id.as_str()) {
                continue;
            }
            let help = match check.suggester.nearest(id, known.iter().copied()) {
                Some(near) => did_you_mean(near),
                None => "a finder must name it in its `interests`".to_owned(),
            };
            let message = format!("unknown interest `{}`", shorten(id));
            check.error(&at.item(index), "unknown-interest", message, Some(help));
        }
    }
}

pub(super) mod wire {
    use serde::{Deserialize, Serialize};

    use crate::card::Audience;
    use crate::id::{DrawingId, PlaceId};
    use crate::language::wire::Words;
    use crate::years::Years;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Finder {
        pub interests: Vec<Interest>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub ages: Vec<AgeBand>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub places: Vec<PlaceId>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub audiences: Vec<Audience>,
    }

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Interest {
        pub id: String,
        pub label: Words,
        pub drawing: DrawingId,
    }

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields, rename = "Age")]
    pub(crate) struct AgeBand {
        pub label: Words,
        pub years: Years,
    }

    impl From<&super::Finder> for Finder {
        fn from(finder: &super::Finder) -> Self {
            let interest = |one: &super::Interest| Interest {
                id: one.id.clone(),
                label: (&one.label).into(),
                drawing: one.drawing.clone(),
            };
            let age = |one: &super::AgeBand| AgeBand {
                label: (&one.label).into(),
                years: one.years,
            };
            Self {
                interests: finder.interests.iter().map(interest).collect(),
                ages: finder.ages.iter().map(age).collect(),
                places: finder.places.clone(),
                audiences: finder.audiences.clone(),
            }
        }
    }
}

impl wire::Finder {
    pub(super) fn resolve(self, at: &At, check: &mut Check) -> Finder {
        let (at_interests, at_ages) = (at.field("interests"), at.field("ages"));
        let at_places = at.field("places");
        check.count(&at_interests, "interests", self.interests.len(), 2, 8);
        let ids: Vec<&str> = self.interests.iter().map(|one| one.id.as_str()).collect();
        check.own_ids(&at_interests, ("an interest", "interest"), &ids);
        if !self.ages.is_empty() {
            check.count(&at_ages, "ages", self.ages.len(), 2, 6);
        }
        if !self.places.is_empty() {
            check.count(&at_places, "places", self.places.len(), 2, 8);
        }
        check.refer_all(Kind::Place, &at_places, &self.places);
        let interests = self.interests.into_iter().enumerate();
        let interests = interests.map(|(number, one)| {
            let at = at_interests.item(number);
            let drawing = one.drawing.as_str();
            check.refer(Kind::Drawing, &at.field("drawing"), drawing);
            Interest {
                label: check.text(&at.field("label"), one.label, LABEL),
                id: one.id,
                drawing: one.drawing,
            }
        });
        let interests = interests.collect();
        let ages = self.ages.into_iter().enumerate();
        let ages = ages.map(|(number, one)| {
            let at = at_ages.item(number);
            one.years.check(&at.field("years"), check);
            AgeBand {
                label: check.text(&at.field("label"), one.label, LABEL),
                years: one.years,
            }
        });
        Finder {
            interests,
            ages: ages.collect(),
            places: self.places,
            audiences: self.audiences,
        }
    }
}
