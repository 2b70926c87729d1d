//! What there is to read: `cards/*.ron`.

use serde::{Deserialize, Serialize};

use crate::check::{At, Check, Kind};
use crate::date::PartialDate;
use crate::documents::MediaInfo;
use crate::id::{CardId, DrawingId, SourceId};
use crate::language::Text;
use crate::limits::{PICTURE_BYTES, PICTURE_SIDE};
use crate::link::Link;
use crate::schedule::When;
use crate::suggest::{did_you_mean, shorten};
use crate::text::{ALT, BODY, TITLE};

/// A theme of a development strategy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Theme {
    /// Towns and villages in which people like to live.
    StrongTowns,
    /// Help that comes in time.
    TimelyWelfare,
    /// Firms that grow.
    GrowingBusiness,
}

/// Whom something is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Audience {
    /// Children on their own.
    Children,
    /// Children with grown-ups.
    Families,
    /// People who have just moved here.
    Newcomers,
    /// People who work here or might.
    Professionals,
    /// People who pass through.
    Visitors,
    /// People who live here.
    Residents,
    /// People who live here for a part of the year or the week.
    Sometimes,
}

/// Why something may be said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Basis {
    /// It is a fact.
    Fact {
        /// Where it is taken from.
        source: SourceId,
        /// When it held true.
        as_of: PartialDate,
    },
    /// It invites, and claims nothing.
    Invitation,
}

/// A picture with all that goes with it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Picture {
    /// Its path within the feed: `media/tower.jpg`.
    pub path: String,
    /// Its size.
    pub info: MediaInfo,
    /// Who made it.
    pub credit: String,
    /// What is to be seen, for those who cannot.
    pub alt: Text,
}

/// One idea on a piece of paper.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Card {
    /// Its id.
    pub id: CardId,
    /// Its heading.
    pub title: Text,
    /// One or two sentences.
    pub body: Text,
    /// Why it may be said.
    pub basis: Basis,
    /// The themes it belongs to.
    pub themes: Vec<Theme>,
    /// Whom it is for; none means everybody.
    pub audiences: Vec<Audience>,
    /// Its picture.
    pub picture: Option<Picture>,
    /// What is drawn on it where there is no picture.
    pub drawing: Option<DrawingId>,
    /// Where it leads further.
    pub link: Option<Link>,
    /// When it may be shown.
    pub valid: When,
}

pub(crate) mod wire {
    use super::{Audience, CardId, Deserialize, DrawingId, Serialize, SourceId, Theme};
    use crate::language::wire::Words;
    use crate::schedule::wire::When;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Card {
        pub id: CardId,
        pub title: Words,
        pub body: Words,
        /// Optional so that its absence is told in the feed's words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub basis: Option<Basis>,
        #[serde(default)]
        pub themes: Vec<Theme>,
        #[serde(default)]
        pub audiences: Vec<Audience>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub picture: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub credit: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub alt: Option<Words>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub drawing: Option<DrawingId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub link: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub valid: Option<When>,
    }

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) enum Basis {
        Fact {
            #[serde(default)]
            source: Option<SourceId>,
            #[serde(default)]
            as_of: Option<String>,
        },
        Invitation,
    }

    impl From<&super::Basis> for Option<Basis> {
        fn from(basis: &super::Basis) -> Self {
            Some(match basis {
                super::Basis::Fact { source, as_of } => Basis::Fact {
                    source: Some(source.clone()),
                    as_of: Some(as_of.to_string()),
                },
                super::Basis::Invitation => Basis::Invitation,
            })
        }
    }

    impl From<&super::Card> for Card {
        fn from(card: &super::Card) -> Self {
            let picture = card.picture.as_ref();
            Self {
                id: card.id.clone(),
                title: (&card.title).into(),
                body: (&card.body).into(),
                basis: (&card.basis).into(),
                themes: card.themes.clone(),
                audiences: card.audiences.clone(),
                picture: picture.map(|picture| picture.path.clone()),
                credit: picture.map(|picture| picture.credit.clone()),
                alt: picture.map(|picture| (&picture.alt).into()),
                drawing: card.drawing.clone(),
                link: card.link.as_ref().map(ToString::to_string),
                valid: Some((&card.valid).into()),
            }
        }
    }
}

impl wire::Card {
    pub(crate) fn define(&self, at: &At, check: &mut Check) {
        check.define(Kind::Card, at, self.id.as_str());
    }

    pub(crate) fn resolve(mut self, at: &At, check: &mut Check) -> Card {
        if let Some(drawing) = &self.drawing {
            check.refer(Kind::Drawing, &at.field("drawing"), drawing.as_str());
        }
        Card {
            picture: self.picture(at, check),
            title: check.text(&at.field("title"), self.title, TITLE),
            body: check.text(&at.field("body"), self.body, BODY),
            basis: wire::Basis::resolve(self.basis, at, check),
            link: check.link(&at.field("link"), self.link),
            valid: crate::schedule::wire::When::resolve(self.valid, &at.field("valid"), check),
            id: self.id,
            themes: self.themes,
            audiences: self.audiences,
            drawing: self.drawing,
        }
    }

    /// A picture comes with its credit and its description, or not at all.
    fn picture(&mut self, at: &At, check: &mut Check) -> Option<Picture> {
        let (path, credit, alt) = (self.picture.take(), self.credit.take(), self.alt.take());
        let Some(path) = path else {
            for (name, given) in [("credit", credit.is_some()), ("alt", alt.is_some())] {
                if given {
                    let message = format!("`{name}` without a picture");
                    check.error(&at.field(name), "picture-missing", message, None);
                }
            }
            return None;
        };
        let at_picture = at.field("picture");
        let info = check.media(&at_picture, &path);
        for (name, given) in [("credit", credit.is_some()), ("alt", alt.is_some())] {
            if !given {
                let message = format!("a picture without `{name}`");
                let help =
                    "say who made it in `credit`, and what is to be seen in `alt`".to_owned();
                check.error(&at_picture, "picture-incomplete", message, Some(help));
            }
        }
        let (credit, alt) = (credit?, alt?);
        check.not_blank(&at.field("credit"), "a picture's credit", &credit);
        Some(Picture {
            path,
            info: info?,
            credit,
            alt: check.text(&at.field("alt"), alt, ALT),
        })
    }
}

impl wire::Basis {
    /// Resolves the `basis` of the value at `at`.
    pub(crate) fn resolve(basis: Option<Self>, at: &At, check: &mut Check) -> Basis {
        let help = || {
            let help = "write `basis: Fact(source: \"…\", as_of: \"2026\")`, \
                        or `basis: Invitation` if it claims nothing";
            Some(help.to_owned())
        };
        let at_basis = at.field("basis");
        match basis {
            Some(Self::Invitation) => Basis::Invitation,
            Some(Self::Fact {
                source: Some(source),
                as_of: Some(as_of),
            }) => {
                check.refer(Kind::Source, &at_basis.field("source"), source.as_str());
                let as_of = check.partial_date(&at_basis.field("as_of"), &as_of);
                Basis::Fact { source, as_of }
            }
            Some(Self::Fact { source, as_of }) => {
                let missing = match (source, as_of) {
                    (None, None) => "a source and a date",
                    (None, _) => "a source",
                    (_, _) => "a date",
                };
                let message = format!("a fact without {missing}");
                check.error(&at_basis, "fact-without-source", message, help());
                Basis::Invitation
            }
            None => {
                let message = "this does not say what it is based on".to_owned();
                check.error(&at.field("id"), "no-basis", message, help());
                Basis::Invitation
            }
        }
    }
}

impl Check<'_> {
    /// Checks that a picture is there, and not too large.
    fn media(&mut self, at: &At, path: &str) -> Option<MediaInfo> {
        let Some(info) = self.documents.media_info(path) else {
            let message = format!("there is no file `{}`", shorten(path));
            let known = self.documents.media().map(|(path, _)| path);
            let near = self.suggester.nearest(path, known);
            let help = near.map_or_else(
                || "pictures lie in the feed's folder `media`".to_owned(),
                did_you_mean,
            );
            self.error(at, "missing-media", message, Some(help));
            return None;
        };
        let MediaInfo {
            width,
            height,
            bytes,
        } = info;
        if width == 0 || height == 0 || bytes == 0 {
            self.error(
                at,
                "empty-media",
                format!("the picture `{path}` is empty"),
                None,
            );
        }
        if width > PICTURE_SIDE || height > PICTURE_SIDE {
            let message = format!(
                "the picture is {width} by {height} pixels; {PICTURE_SIDE} by {PICTURE_SIDE} fit"
            );
            self.error(at, "media-too-large", message, None);
        }
        if bytes > PICTURE_BYTES {
            let most = PICTURE_BYTES >> 20;
            let message = format!("the picture has {} MiB; {most} fit", bytes >> 20);
            self.error(at, "media-too-large", message, None);
        }
        Some(info)
    }
}
