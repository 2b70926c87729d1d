//! What happens: `events.ron`.

use serde::{Deserialize, Serialize};

use crate::card::{Audience, Basis, Theme};
use crate::check::{At, Check, Kind};
use crate::id::{EventId, PlaceId};
use crate::language::Text;
use crate::link::Link;
use crate::schedule::{TimeOfDay, When};
use crate::text::{BODY, TITLE};

/// Something that happens.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// Its heading.
    pub title: Text,
    /// One or two sentences.
    pub body: Text,
    /// Where it happens.
    pub place: PlaceId,
    /// The dates on which it happens. See [`Event::next`].
    pub when: When,
    /// When it begins on each of them, if that is known.
    pub starts: Option<TimeOfDay>,
    /// When it is over; before `starts` means on the next day.
    pub ends: Option<TimeOfDay>,
    /// Why it may be said.
    pub basis: Basis,
    /// Where it leads further.
    pub link: Option<Link>,
    /// Whom it is for; none means everybody.
    pub audiences: Vec<Audience>,
    /// The themes it belongs to.
    pub themes: Vec<Theme>,
}

pub(crate) mod wire {
    use super::{Audience, Deserialize, EventId, PlaceId, Serialize, Theme};
    use crate::card::wire::Basis;
    use crate::language::wire::Words;
    use crate::schedule::wire::When;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Event {
        pub id: EventId,
        pub title: Words,
        pub body: Words,
        pub place: PlaceId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub when: Option<When>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub starts: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub ends: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub basis: Option<Basis>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub link: Option<String>,
        #[serde(default)]
        pub audiences: Vec<Audience>,
        #[serde(default)]
        pub themes: Vec<Theme>,
    }

    impl From<&super::Event> for Event {
        fn from(event: &super::Event) -> Self {
            Self {
                id: event.id.clone(),
                title: (&event.title).into(),
                body: (&event.body).into(),
                place: event.place.clone(),
                when: Some((&event.when).into()),
                starts: event.starts.map(|time| time.to_string()),
                ends: event.ends.map(|time| time.to_string()),
                basis: (&event.basis).into(),
                link: event.link.as_ref().map(ToString::to_string),
                audiences: event.audiences.clone(),
                themes: event.themes.clone(),
            }
        }
    }
}

impl wire::Event {
    pub(crate) fn define(&self, at: &At, check: &mut Check) {
        check.define(Kind::Event, at, self.id.as_str());
    }

    pub(crate) fn resolve(self, at: &At, check: &mut Check) -> Event {
        check.refer(Kind::Place, &at.field("place"), self.place.as_str());
        let mut time = |name, text: Option<String>| {
            let at = at.field(name);
            text.map(|text| check.time(&at, &text))
        };
        let (starts, ends) = (time("starts", self.starts), time("ends", self.ends));
        if let Some(starts) = starts {
            check.not_empty(&at.field("starts"), starts, ends.unwrap_or(TimeOfDay::END));
        }
        Event {
            starts,
            ends,
            title: check.text(&at.field("title"), self.title, TITLE),
            body: check.text(&at.field("body"), self.body, BODY),
            when: crate::schedule::wire::When::resolve(self.when, &at.field("when"), check),
            basis: crate::card::wire::Basis::resolve(self.basis, at, check),
            link: check.link(&at.field("link"), self.link),
            id: self.id,
            place: self.place,
            audiences: self.audiences,
            themes: self.themes,
        }
    }
}
