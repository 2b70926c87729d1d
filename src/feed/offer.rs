//! What there is to use: `offers.ron`.

use serde::{Deserialize, Serialize};

use crate::activity::{Activity, ActivityKind};
use crate::card::{Audience, Basis, Theme};
use crate::check::{At, Check, Kind};
use crate::id::{OfferId, PlaceId, is_well_formed};
use crate::language::{Language, Text};
use crate::link::Link;
use crate::schedule::Hours;
use crate::suggest::{did_you_mean, shorten};
use crate::text::{BODY, TITLE};
use crate::years::Years;

/// Something that is there to be used.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Offer {
    /// Its id.
    pub id: OfferId,
    /// Its heading.
    pub title: Text,
    /// One or two sentences.
    pub body: Text,
    /// What it is.
    pub kind: OfferKind,
    /// Where it is.
    pub place: PlaceId,
    /// Whom it is for; none means everybody.
    pub audiences: Vec<Audience>,
    /// The themes it belongs to.
    pub themes: Vec<Theme>,
    /// What one must like to like it, by ids of a finder.
    pub interests: Vec<String>,
    /// Which ages it is for; none means all.
    pub ages: Option<Years>,
    /// In which languages somebody is met; none means those of the feed.
    pub languages: Vec<Language>,
    /// What would be missing without it, by the names of a needs' board.
    pub serves: Vec<String>,
    /// When it is open; none means always for a place, and not known for what else there is.
    pub hours: Vec<Hours>,
    /// Why it may be said.
    pub basis: Basis,
    /// Where it leads further.
    pub link: Option<Link>,
}

/// What an offer is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum OfferKind {
    /// A place to go to.
    #[default]
    Place,
    /// People who do something together.
    Association,
    /// Something that is done for people: care, transport, advice.
    Service,
}

pub(crate) mod wire {
    use super::{Audience, Deserialize, OfferId, OfferKind, PlaceId, Serialize, Theme};
    use crate::card::wire::Basis;
    use crate::language::wire::Words;
    use crate::schedule::wire::Hours;
    use crate::years::Years;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Offer {
        pub id: OfferId,
        pub title: Words,
        pub body: Words,
        #[serde(default)]
        pub kind: OfferKind,
        pub place: PlaceId,
        #[serde(default)]
        pub audiences: Vec<Audience>,
        #[serde(default)]
        pub themes: Vec<Theme>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub interests: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub ages: Option<Years>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub languages: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub serves: Vec<String>,
        #[serde(default)]
        pub hours: Vec<Hours>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub basis: Option<Basis>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub link: Option<String>,
    }

    impl From<&super::Offer> for Offer {
        fn from(offer: &super::Offer) -> Self {
            Self {
                id: offer.id.clone(),
                title: (&offer.title).into(),
                body: (&offer.body).into(),
                kind: offer.kind,
                place: offer.place.clone(),
                audiences: offer.audiences.clone(),
                themes: offer.themes.clone(),
                interests: offer.interests.clone(),
                ages: offer.ages,
                languages: offer.languages.iter().map(ToString::to_string).collect(),
                serves: offer.serves.clone(),
                hours: offer.hours.iter().map(Hours::from).collect(),
                basis: (&offer.basis).into(),
                link: offer.link.as_ref().map(ToString::to_string),
            }
        }
    }
}

impl wire::Offer {
    pub(crate) fn define(&self, at: &At, check: &mut Check) {
        check.define(Kind::Offer, at, self.id.as_str());
    }

    pub(crate) fn resolve(self, at: &At, check: &mut Check) -> Offer {
        check.refer(Kind::Place, &at.field("place"), self.place.as_str());
        if let Some(ages) = self.ages {
            ages.check(&at.field("ages"), check);
        }
        Offer {
            title: check.text(&at.field("title"), self.title, TITLE),
            body: check.text(&at.field("body"), self.body, BODY),
            hours: crate::schedule::wire::Hours::resolve_all(self.hours, &at.field("hours"), check),
            basis: crate::card::wire::Basis::resolve(self.basis, at, check),
            link: check.link(&at.field("link"), self.link),
            interests: names(self.interests, &at.field("interests"), check),
            languages: check.languages(&at.field("languages"), &self.languages),
            id: self.id,
            kind: self.kind,
            place: self.place,
            audiences: self.audiences,
            themes: self.themes,
            ages: self.ages,
            serves: self.serves,
        }
    }
}

/// Checks that names are such as an activity can give.
fn names(names: Vec<String>, at: &At, check: &mut Check) -> Vec<String> {
    for (index, name) in names.iter().enumerate() {
        if !is_well_formed(name) {
            let expected = "1 to 40 of the characters a–z, 0–9 and -";
            check.invalid(&at.item(index), "invalid-id", expected, name);
        }
    }
    names
}

impl Offer {
    /// Checks that what it serves is something that a needs' board of the feed names.
    pub(crate) fn serves(&self, at: &At, activities: &[Activity], check: &mut Check) {
        let boards = activities.iter().filter_map(|one| match &one.kind {
            ActivityKind::Needs(board) => Some(board),
            _ => None,
        });
        let known: Vec<&str> = boards
            .flat_map(|board| board.needs.iter().map(|need| need.id.as_str()))
            .collect();
        for (index, id) in self.serves.iter().enumerate() {
            if known.contains(&id.as_str()) {
                continue;
            }
            let at = at.field("serves");
            let help = match check.suggester.nearest(id, known.iter().copied()) {
                Some(near) => did_you_mean(near),
                None => "a needs' board must name it in its `needs`".to_owned(),
            };
            let message = format!("unknown need `{}`", shorten(id));
            check.error(&at.item(index), "unknown-need", message, Some(help));
        }
    }
}
