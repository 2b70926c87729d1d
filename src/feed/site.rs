//! Where kiosks stand: `sites.ron`.

use jiff::Zoned;
use serde::{Deserialize, Serialize};

use crate::check::{At, Check, Kind};
use crate::feed::Feed;
use crate::id::{SiteId, StopId};
use crate::language::{Language, Text};
use crate::schedule::{Hours, TimeOfDay, between};
use crate::suggest::{did_you_mean, shorten};
use crate::text::NAME;

/// A spot where a kiosk stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Site {
    /// Its id.
    pub id: SiteId,
    /// What it is called.
    pub name: Text,
    /// The part of the building or the town, in a word of the staff's own.
    pub zone: String,
    /// What is shown when nobody is there.
    pub start: Start,
    /// Its own choice and order of languages; none means the feed's. See [`Site::languages`].
    pub own_languages: Vec<Language>,
    /// Its own order of stops; none means the feed's. See [`Site::tour`].
    pub own_tour: Vec<StopId>,
    /// When it is open; none means always. See [`Site::is_open`].
    pub hours: Vec<Hours>,
    /// How loud it is. See [`Site::volume`].
    pub volume: Volume,
    /// What its screen measures.
    pub screen: Screen,
}

/// What a kiosk shows when nobody is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Start {
    /// The screen that calls people over.
    Attract,
    /// The island.
    Island,
    /// One stop.
    Stop(StopId),
}

/// How loud a site is, in percent of full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Volume {
    /// At most times.
    pub default: u8,
    /// At some times; the first that fits counts.
    pub at: Vec<VolumeAt>,
}

/// How loud a site is at a time of any day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VolumeAt {
    /// The first minute.
    pub from: TimeOfDay,
    /// The minute after the last; before `from` means on the next day.
    pub to: TimeOfDay,
    /// From 0 to 100.
    pub percent: u8,
}

/// What a screen measures, in millimetres. The documents have it as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Screen {
    /// From left to right.
    pub width_mm: f32,
    /// From top to bottom.
    pub height_mm: f32,
    /// From the floor to its lower edge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bottom_mm: Option<f32>,
}

impl Default for Volume {
    fn default() -> Self {
        Self {
            default: 60,
            at: Vec::new(),
        }
    }
}

impl Site {
    /// The ids of its tour's stops, in order.
    #[must_use]
    pub fn tour<'a>(&'a self, feed: &'a Feed) -> &'a [StopId] {
        if self.own_tour.is_empty() {
            &feed.tour
        } else {
            &self.own_tour
        }
    }

    /// The languages it offers, in order; at least one.
    #[must_use]
    pub fn languages<'a>(&'a self, feed: &'a Feed) -> &'a [Language] {
        if self.own_languages.is_empty() {
            &feed.languages
        } else {
            &self.own_languages
        }
    }

    /// Whether it is open at `now`, in the feed's time zone.
    #[must_use]
    pub fn is_open(&self, now: &Zoned) -> bool {
        self.hours.is_empty() || self.hours.iter().any(|hours| hours.contains(now))
    }

    /// How loud it is at `now`, in the feed's time zone: percent of full.
    #[must_use]
    pub fn volume(&self, now: &Zoned) -> u8 {
        let at = self
            .volume
            .at
            .iter()
            .find(|at| between(at.from, at.to, now));
        at.map_or(self.volume.default, |at| at.percent)
    }
}

pub(crate) mod wire {
    use super::{Deserialize, Screen, Serialize, SiteId, Start, StopId};
    use crate::language::wire::Words;
    use crate::schedule::wire::Hours;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Site {
        pub id: SiteId,
        pub name: Words,
        pub zone: String,
        pub start: Start,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub languages: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub tour: Vec<StopId>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub hours: Vec<Hours>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub volume: Option<Volume>,
        pub screen: Screen,
    }

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Volume {
        pub default: u32,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub at: Vec<VolumeAt>,
    }

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct VolumeAt {
        pub from: String,
        pub to: String,
        pub percent: u32,
    }

    impl From<&super::Site> for Site {
        fn from(site: &super::Site) -> Self {
            Self {
                id: site.id.clone(),
                name: (&site.name).into(),
                zone: site.zone.clone(),
                start: site.start.clone(),
                languages: site.own_languages.iter().map(ToString::to_string).collect(),
                tour: site.own_tour.clone(),
                hours: site.hours.iter().map(Hours::from).collect(),
                volume: Some((&site.volume).into()),
                screen: site.screen.clone(),
            }
        }
    }

    impl From<&super::Volume> for Volume {
        fn from(volume: &super::Volume) -> Self {
            let at = volume.at.iter().map(|at| VolumeAt {
                from: at.from.to_string(),
                to: at.to.to_string(),
                percent: at.percent.into(),
            });
            Self {
                default: volume.default.into(),
                at: at.collect(),
            }
        }
    }
}

impl wire::Site {
    pub(crate) fn define(&self, at: &At, check: &mut Check) {
        check.define(Kind::Site, at, self.id.as_str());
    }

    pub(crate) fn resolve(self, at: &At, check: &mut Check) -> Site {
        check.not_blank(&at.field("zone"), "a site's zone", &self.zone);
        if let Start::Stop(stop) = &self.start {
            check.refer(Kind::Stop, &at.field("start").item(0), stop.as_str());
        }
        check.tour(&at.field("tour"), &self.tour);
        let volume = self
            .volume
            .map(|volume| volume.resolve(&at.field("volume"), check));
        self.screen.check(&at.field("screen"), check);
        Site {
            name: check.text(&at.field("name"), self.name, NAME),
            own_languages: check.own_languages(&at.field("languages"), &self.languages),
            hours: crate::schedule::wire::Hours::resolve_all(self.hours, &at.field("hours"), check),
            volume: volume.unwrap_or_default(),
            id: self.id,
            zone: self.zone,
            start: self.start,
            own_tour: self.tour,
            screen: self.screen,
        }
    }
}

impl wire::Volume {
    fn resolve(self, at: &At, check: &mut Check) -> Volume {
        let default = check.percent(&at.field("default"), self.default);
        let at = at.field("at");
        let times = self.at.into_iter().enumerate().map(|(index, volume)| {
            let at = at.item(index);
            let from = check.time(&at.field("from"), &volume.from);
            let to = check.time(&at.field("to"), &volume.to);
            check.not_empty(&at, from, to);
            let percent = check.percent(&at.field("percent"), volume.percent);
            VolumeAt { from, to, percent }
        });
        Volume {
            default,
            at: times.collect(),
        }
    }
}

impl Screen {
    fn check(&self, at: &At, check: &mut Check) {
        check.within(
            &at.field("width_mm"),
            "width_mm",
            self.width_mm,
            100.0,
            5_000.0,
        );
        check.within(
            &at.field("height_mm"),
            "height_mm",
            self.height_mm,
            100.0,
            5_000.0,
        );
        if let Some(bottom) = self.bottom_mm {
            check.within(&at.field("bottom_mm"), "bottom_mm", bottom, 0.0, 5_000.0);
        }
    }
}

impl Check<'_> {
    fn percent(&mut self, at: &At, percent: u32) -> u8 {
        self.within(at, "the volume", percent, 0, 100);
        u8::try_from(percent).unwrap_or(100)
    }

    /// Resolves a site's languages, which are some of the feed's.
    fn own_languages(&mut self, at: &At, tags: &[String]) -> Vec<Language> {
        let mut languages = Vec::new();
        for (index, tag) in tags.iter().enumerate() {
            let at = at.item(index);
            match self
                .languages
                .iter()
                .find(|language| *language == tag.as_str())
                .cloned()
            {
                Some(language) if languages.contains(&language) => {
                    self.error(
                        &at,
                        "listed-twice",
                        format!("`{tag}` stands here twice"),
                        None,
                    );
                }
                Some(language) => languages.push(language),
                None => {
                    let message = format!("`{}` is no language of this feed", shorten(tag));
                    let known = self.languages.iter().map(Language::as_str);
                    let help = self.suggester.nearest(tag, known).map(did_you_mean);
                    self.error(&at, "unknown-language", message, help);
                }
            }
        }
        languages
    }
}
