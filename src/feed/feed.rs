//! A place and everything about it: `feed.ron`, and all the rest by id.

use std::collections::BTreeMap;

use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde::{Deserialize, Serialize};

use crate::activity::Activity;
use crate::awareness::Awareness;
use crate::campaign::Campaign;
use crate::card::Card;
use crate::check::{At, Check, Kind, Part};
use crate::colour::{COLOURS, Rgb, TEXT_CONTRAST, TEXT_PAIRS};
use crate::diagnostic::Severity;
use crate::drawing::Drawing;
use crate::event::Event;
use crate::fonts::Fonts;
use crate::goal::Goal;
use crate::id::{ActivityId, CardId, DrawingId, StopId, is_well_formed};
use crate::island::Island;
use crate::keepsake::Keepsake;
use crate::language::{Language, Text};
use crate::limits::LANGUAGES;
use crate::offer::Offer;
use crate::place::{Degrees, Place, middle};
use crate::site::Site;
use crate::source::Source;
use crate::stop::Stop;
use crate::suggest::{did_you_mean, shorten};
use crate::text::{BODY, BUTTON, HEADLINE, LEGAL, NAME, TITLE};

/// A place and everything about it. Every id in it leads somewhere.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Feed {
    /// Its id.
    pub id: String,
    /// The municipality.
    pub name: Text,
    /// The zone by which its clocks go.
    #[serde(serialize_with = "jiff::fmt::serde::tz::required::serialize")]
    pub time_zone: TimeZone,
    /// Every text is there in each of these; the place's own is first. At least one.
    pub languages: Vec<Language>,
    /// The colours that are not the theme's own, by name. See [`Feed::colour`].
    pub palette: BTreeMap<String, Rgb>,
    /// The fonts that it brings along.
    pub fonts: Fonts,
    /// What hangs over the island.
    pub headline: Text,
    /// The paper that invites to the tour.
    pub invitation: Prompt,
    /// The stops of the tour, in order. At least one.
    pub tour: Vec<StopId>,
    /// The paper at the tour's end.
    pub finish: Prompt,
    /// What visitors are asked before the tour and after it.
    pub awareness: Option<Awareness>,
    /// What visitors take home from the end of the tour.
    pub keepsake: Option<Keepsake>,
    /// The small print.
    pub legal: Option<Text>,
    /// Where kiosks stand. At least one.
    pub sites: Vec<Site>,
    /// Where things are.
    pub places: Vec<Place>,
    /// The municipality as a map to play on.
    pub island: Island,
    /// The stops, in the tour or not.
    pub stops: BTreeMap<StopId, Stop>,
    /// What there is to do.
    pub activities: BTreeMap<ActivityId, Activity>,
    /// What there is to read.
    pub cards: BTreeMap<CardId, Card>,
    /// What happens.
    pub events: Vec<Event>,
    /// What there is to use.
    pub offers: Vec<Offer>,
    /// What is shown to some people for some time.
    pub campaigns: Vec<Campaign>,
    /// What the place wants to reach.
    pub goals: Vec<Goal>,
    /// Where the facts come from.
    pub sources: Vec<Source>,
    /// What cards show that have no picture.
    pub drawings: BTreeMap<DrawingId, Drawing>,
}

/// A piece of paper with a button.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Prompt {
    /// Its heading.
    pub title: Text,
    /// One or two sentences.
    pub body: Text,
    /// What the button says.
    pub button: Text,
}

impl Feed {
    /// The stop with an id; all ids within the feed are known.
    #[must_use]
    pub fn stop(&self, id: &StopId) -> Option<&Stop> {
        self.stops.get(id)
    }

    /// The card with an id; all ids within the feed are known.
    #[must_use]
    pub fn card(&self, id: &CardId) -> Option<&Card> {
        self.cards.get(id)
    }

    /// The activity with an id; all ids within the feed are known.
    #[must_use]
    pub fn activity(&self, id: &ActivityId) -> Option<&Activity> {
        self.activities.get(id)
    }

    /// The site with an id.
    #[must_use]
    pub fn site(&self, id: &str) -> Option<&Site> {
        self.sites.iter().find(|site| site.id == id)
    }

    /// The place with an id.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.id == id)
    }

    /// Where on the globe it all is: the middle of its places, if it has any.
    #[must_use]
    pub fn middle(&self) -> Option<Degrees> {
        middle(&self.places)
    }

    /// The source with an id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// What is drawn on a card.
    #[must_use]
    pub fn drawing(&self, card: &Card) -> Option<&Drawing> {
        self.drawings.get(card.drawing.as_ref()?)
    }

    /// A colour by name: the feed's own value, or else the theme's.
    #[must_use]
    pub fn colour(&self, name: &str) -> Option<Rgb> {
        self.palette.get(name).copied().or_else(|| Rgb::named(name))
    }
}

pub(crate) mod wire {
    use super::{Deserialize, Fonts, Serialize, StopId};
    use crate::awareness::wire::Awareness;
    use crate::keepsake::wire::Keepsake;
    use crate::language::wire::Words;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Feed {
        pub id: String,
        pub name: Words,
        pub time_zone: String,
        pub languages: Vec<String>,
        #[serde(default)]
        pub palette: Words,
        #[serde(default, skip_serializing_if = "Fonts::is_empty")]
        pub fonts: Fonts,
        pub headline: Words,
        pub invitation: Invitation,
        pub tour: Vec<StopId>,
        pub finish: Finish,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub awareness: Option<Awareness>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub keepsake: Option<Keepsake>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub legal: Option<Words>,
    }

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Invitation {
        pub title: Words,
        pub body: Words,
        pub button: Words,
    }

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Finish {
        pub title: Words,
        pub body: Words,
        pub button: Words,
    }

    impl From<&super::Feed> for Feed {
        fn from(feed: &super::Feed) -> Self {
            let palette = feed.palette.iter();
            Self {
                id: feed.id.clone(),
                name: (&feed.name).into(),
                time_zone: feed.time_zone.iana_name().unwrap_or("UTC").to_owned(),
                languages: feed.languages.iter().map(ToString::to_string).collect(),
                palette: Words(
                    palette
                        .map(|(name, rgb)| (name.clone(), rgb.to_string()))
                        .collect(),
                ),
                fonts: feed.fonts.clone(),
                headline: (&feed.headline).into(),
                invitation: Invitation {
                    title: (&feed.invitation.title).into(),
                    body: (&feed.invitation.body).into(),
                    button: (&feed.invitation.button).into(),
                },
                tour: feed.tour.clone(),
                finish: Finish {
                    title: (&feed.finish.title).into(),
                    body: (&feed.finish.body).into(),
                    button: (&feed.finish.button).into(),
                },
                awareness: feed.awareness.as_ref().map(Awareness::from),
                keepsake: feed.keepsake.as_ref().map(Keepsake::from),
                legal: feed.legal.as_ref().map(Words::from),
            }
        }
    }
}

/// What `feed.ron` itself says, resolved.
pub(crate) struct Cover {
    pub id: String,
    pub name: Text,
    pub time_zone: TimeZone,
    pub palette: BTreeMap<String, Rgb>,
    pub fonts: Fonts,
    pub headline: Text,
    pub invitation: Prompt,
    pub tour: Vec<StopId>,
    pub finish: Prompt,
    pub awareness: Option<Awareness>,
    pub keepsake: Option<Keepsake>,
    pub legal: Option<Text>,
}

impl wire::Feed {
    /// The feed's languages, which must be known before any text is resolved.
    pub(crate) fn languages(&self, at: &At, check: &mut Check) -> Vec<Language> {
        let at = at.field("languages");
        check.count(&at, "languages", self.languages.len(), 1, LANGUAGES);
        check.languages(&at, &self.languages)
    }

    pub(crate) fn resolve(self, at: &At, check: &mut Check) -> Cover {
        if !is_well_formed(&self.id) {
            let message = format!("`{}` cannot be the id of a feed", shorten(&self.id));
            let help = "an id has 1 to 40 of the characters a–z, 0–9 and -".to_owned();
            check.error(&at.field("id"), "invalid-id", message, Some(help));
        }
        let at_tour = at.field("tour");
        if self.tour.is_empty() {
            check.error(
                &at_tour,
                "wrong-count",
                "the tour has no stops".to_owned(),
                None,
            );
        }
        check.tour(&at_tour, &self.tour);
        // Before any text, since texts are checked against them.
        self.fonts.check(&at.field("fonts"), check);
        let (invitation, finish) = (self.invitation, self.finish);
        let at_finish = at.field("finish");
        for (language, body) in &finish.body.0 {
            if body.contains('{') {
                let message =
                    "the text at the end has a placeholder, and nothing to fill it".to_owned();
                let at_body = at_finish.field("body");
                check.error(&at_body.field(language), "placeholder", message, None);
            }
        }
        Cover {
            name: check.text(&at.field("name"), self.name, NAME),
            time_zone: check.time_zone(&at.field("time_zone"), &self.time_zone),
            palette: check.palette(&at.field("palette"), &self.palette.0),
            headline: check.text(&at.field("headline"), self.headline, HEADLINE),
            invitation: check.prompt(
                &at.field("invitation"),
                [invitation.title, invitation.body, invitation.button],
            ),
            finish: check.prompt(&at_finish, [finish.title, finish.body, finish.button]),
            awareness: self
                .awareness
                .map(|awareness| awareness.resolve(&at.field("awareness"), check)),
            keepsake: self
                .keepsake
                .map(|keepsake| keepsake.resolve(&at.field("keepsake"), check)),
            legal: self
                .legal
                .map(|legal| check.text(&at.field("legal"), legal, LEGAL)),
            id: self.id,
            fonts: self.fonts,
            tour: self.tour,
        }
    }
}

impl Check<'_> {
    fn prompt(&mut self, at: &At, words: [crate::language::wire::Words; 3]) -> Prompt {
        let [title, body, button] = words;
        Prompt {
            title: self.text(&at.field("title"), title, TITLE),
            body: self.text(&at.field("body"), body, BODY),
            button: self.text(&at.field("button"), button, BUTTON),
        }
    }

    /// Checks the stops of a tour. One without any is the feed's own.
    pub(crate) fn tour(&mut self, at: &At, tour: &[StopId]) {
        self.refer_all(Kind::Stop, at, tour);
        if !tour.is_empty() && !(3..=12).contains(&tour.len()) {
            let message = format!("the tour has {} stops; 3 to 12 make a good one", tour.len());
            self.warn(at, "tour-length", message, None);
        }
    }

    fn time_zone(&mut self, at: &At, name: &str) -> TimeZone {
        let database = TimeZoneDatabase::bundled();
        match database.get(name) {
            Ok(zone) if zone.iana_name().is_some() => zone,
            _ => {
                let known: Vec<_> = database.available().map(|name| name.to_string()).collect();
                let near = self
                    .suggester
                    .nearest(name, known.iter().map(String::as_str));
                let help = near.map_or_else(
                    || "a time zone is written as in \"Europe/Copenhagen\"".to_owned(),
                    did_you_mean,
                );
                let message = format!("unknown time zone `{}`", shorten(name));
                self.error(at, "unknown-time-zone", message, Some(help));
                TimeZone::UTC
            }
        }
    }

    fn palette(&mut self, at: &At, words: &BTreeMap<String, String>) -> BTreeMap<String, Rgb> {
        let mut palette = BTreeMap::new();
        for (name, value) in words {
            let at = at.field(name);
            if Rgb::named(name).is_none() {
                let message = format!("unknown colour `{}`", shorten(name));
                let known = COLOURS.iter().map(|(name, _)| *name);
                let help = self.suggester.nearest(name, known).map(did_you_mean);
                let key = (&at, Part::Key);
                self.note(Severity::Error, key, "unknown-colour", message, help);
            }
            match value.parse() {
                Ok(rgb) => {
                    palette.insert(name.clone(), rgb);
                }
                Err(_) => {
                    self.invalid(&at, "invalid-colour", "a colour such as \"#E4572E\"", value)
                }
            }
        }
        self.contrasts(at, &palette);
        palette
    }

    /// Checks that text can be read in a feed's own colours.
    fn contrasts(&mut self, at: &At, palette: &BTreeMap<String, Rgb>) {
        for (text, ground) in TEXT_PAIRS {
            // The theme's own colours are fine together, so one of the two is at fault.
            let Some(own) = [ground, text]
                .into_iter()
                .find(|name| palette.contains_key(**name))
            else {
                continue;
            };
            let value = |name: &str| palette.get(name).copied().or_else(|| Rgb::named(name));
            let (text_rgb, ground_rgb) = (
                value(text).unwrap_or(Rgb::WHITE),
                value(ground).unwrap_or(Rgb::WHITE),
            );
            let contrast = text_rgb.contrast(ground_rgb);
            if contrast < TEXT_CONTRAST {
                // Rounded down, so that it never reads as enough.
                let contrast = (contrast * 10.0).floor() / 10.0;
                let message = format!(
                    "{text} ({text_rgb}) on {ground} ({ground_rgb}) has a contrast of {contrast:.1}:1; \
                     text needs {TEXT_CONTRAST}:1"
                );
                let help =
                    "make the darker of the two darker, or the lighter one lighter".to_owned();
                self.error(&at.field(own), "low-contrast", message, Some(help));
            }
        }
    }
}
