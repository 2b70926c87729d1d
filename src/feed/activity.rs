//! What there is to do: `activities/*.ron`.
//!
//! Each kind is a file in this folder: its data, the twin of it that documents have, and how the
//! one is made of the other. Here stands which kinds there are.

mod build;
mod choice;
mod dots;
mod find;
mod finder;
mod gift;
mod ideas;
mod map;
mod needs;
mod pairs;
mod project;
mod quiz;
mod road;
mod story;
mod survey;
mod this_or_that;
mod wheel;

use serde::{Deserialize, Serialize};

use crate::check::{At, Check, Kind};
use crate::id::{ActivityId, CardId};
use crate::island::Island;
use crate::language::Text;
use crate::place::Place;
use crate::text::{ASK, PRAISE};

pub use build::{Build, Piece, Shape};
pub use choice::Choice;
pub use dots::Dots;
pub use find::{Find, Goes, Thing};
pub use finder::{AgeBand, But, Finder, Found, Interest, Wanted};
pub use gift::{Gift, GiftOption, Given};
pub use ideas::{Gathered, Idea, Ideas, PictureWord};
pub use map::{Elsewhere, End, Flow, Map};
pub use needs::{Age, Need, Needs, Slot};
pub use pairs::Match;
pub use project::{Milestone, Project, ProjectState};
pub use quiz::{Answer, Quiz};
pub use road::{Decision, Road, Tally, Vote, VoteState};
pub use story::{Act, Moves, Player, STAGE_HEIGHT, Story};
pub use survey::{Next, Question, Survey, SurveyAnswer};
pub use this_or_that::ThisOrThat;
pub use wheel::{Segment, Tells, Wheel};

/// Something to do at a stop.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Activity {
    /// Its id.
    pub id: ActivityId,
    /// What to do.
    pub ask: Text,
    /// What is said when it is done.
    pub praise: Text,
    /// What it is.
    pub kind: ActivityKind,
}

/// The kinds of activities.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum ActivityKind {
    /// Turn cards, one by one.
    Story(Story),
    /// Find all the things that hide in the scene.
    Find(Find),
    /// Put pieces on top of each other.
    Build(Build),
    /// Answer a question that has right answers.
    Quiz(Quiz),
    /// Choose between two things; both are right.
    ThisOrThat(ThisOrThat),
    /// Spend three dots.
    Dots(Dots),
    /// Bring each name to its toy.
    Match(Match),
    /// Turn a wheel.
    Wheel(Wheel),
    /// See where people come from and where they go.
    Map(Map),
    /// Answer a few questions, one after the other.
    Survey(Survey),
    /// Say what is missing, and when.
    Needs(Needs),
    /// Find what there is for somebody.
    Finder(Finder),
    /// Put an idea together from pictures.
    Ideas(Ideas),
    /// Look at what may be given, or unwrap what is.
    Gift(Gift),
}

impl ActivityKind {
    /// What all votes have, if it is one.
    #[must_use]
    pub fn vote(&self) -> Option<Vote<'_>> {
        let (asked_by, road, choices) = match self {
            Self::ThisOrThat(vote) => (&vote.asked_by, &vote.road, 2),
            Self::Dots(vote) => (&vote.asked_by, &vote.road, vote.choices.len()),
            _ => return None,
        };
        Some(Vote {
            asked_by,
            road,
            choices,
        })
    }

    /// The cards that it shows itself, in its order.
    #[must_use]
    pub fn cards(&self) -> Vec<&CardId> {
        match self {
            Self::Story(story) => story.cards.iter().collect(),
            Self::Wheel(wheel) => wheel.cards().collect(),
            Self::Find(_)
            | Self::Build(_)
            | Self::Quiz(_)
            | Self::ThisOrThat(_)
            | Self::Dots(_)
            | Self::Match(_)
            | Self::Map(_)
            | Self::Survey(_)
            | Self::Needs(_)
            | Self::Ideas(_)
            | Self::Finder(_)
            | Self::Gift(_) => Vec::new(),
        }
    }

    /// Whether it is told something about people, which is kept as a record and not as counts.
    #[must_use]
    pub fn is_survey(&self) -> bool {
        matches!(self, Self::Survey(_) | Self::Needs(_))
    }
}

impl Activity {
    /// Checks that what it plays on is on the island.
    pub(crate) fn spots(&self, at: &At, places: &[Place], island: &Island, check: &mut Check) {
        if let ActivityKind::Map(map) = &self.kind {
            map.spots(at, places, island, check);
        }
    }
}

pub(crate) mod wire {
    use super::{ActivityId, Build, Deserialize, Find, Serialize, Story};
    use super::{
        dots::wire::Dots, finder::wire::Finder, gift::wire::Gift, ideas::wire::Ideas,
        map::wire::Map, needs::wire::Needs, pairs::wire::Match, quiz::wire::Quiz,
        survey::wire::Survey, this_or_that::wire::ThisOrThat, wheel::wire::Wheel,
    };
    use crate::language::wire::Words;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Activity {
        pub id: ActivityId,
        pub ask: Words,
        pub praise: Words,
        pub kind: ActivityKind,
    }

    #[derive(Clone, Debug, Serialize, Deserialize)]
    pub(crate) enum ActivityKind {
        Story(Story),
        Find(Find),
        Build(Build),
        Quiz(Quiz),
        ThisOrThat(ThisOrThat),
        Dots(Dots),
        Match(Match),
        Wheel(Wheel),
        Map(Map),
        Survey(Survey),
        Needs(Needs),
        Ideas(Ideas),
        Finder(Finder),
        Gift(Gift),
    }

    impl From<&super::Activity> for Activity {
        fn from(activity: &super::Activity) -> Self {
            Self {
                id: activity.id.clone(),
                ask: (&activity.ask).into(),
                praise: (&activity.praise).into(),
                kind: (&activity.kind).into(),
            }
        }
    }

    impl From<&super::ActivityKind> for ActivityKind {
        fn from(kind: &super::ActivityKind) -> Self {
            use super::ActivityKind as Resolved;
            match kind {
                Resolved::Story(kind) => Self::Story(kind.clone()),
                Resolved::Find(kind) => Self::Find(kind.clone()),
                Resolved::Build(kind) => Self::Build(kind.clone()),
                Resolved::Quiz(kind) => Self::Quiz(kind.into()),
                Resolved::ThisOrThat(kind) => Self::ThisOrThat(kind.into()),
                Resolved::Dots(kind) => Self::Dots(kind.into()),
                Resolved::Match(kind) => Self::Match(kind.into()),
                Resolved::Wheel(kind) => Self::Wheel(kind.into()),
                Resolved::Map(kind) => Self::Map(kind.into()),
                Resolved::Survey(kind) => Self::Survey(kind.into()),
                Resolved::Needs(kind) => Self::Needs(kind.into()),
                Resolved::Ideas(kind) => Self::Ideas(kind.into()),
                Resolved::Finder(kind) => Self::Finder(kind.into()),
                Resolved::Gift(kind) => Self::Gift(kind.into()),
            }
        }
    }
}

impl wire::Activity {
    pub(crate) fn define(&self, at: &At, check: &mut Check) {
        check.define(Kind::Activity, at, self.id.as_str());
    }

    pub(crate) fn resolve(self, at: &At, check: &mut Check) -> Activity {
        Activity {
            ask: check.text(&at.field("ask"), self.ask, ASK),
            praise: check.text(&at.field("praise"), self.praise, PRAISE),
            kind: self.kind.resolve(&at.field("kind"), check),
            id: self.id,
        }
    }
}

impl wire::ActivityKind {
    fn resolve(self, at: &At, check: &mut Check) -> ActivityKind {
        match self {
            Self::Story(kind) => {
                kind.check(at, check);
                ActivityKind::Story(kind)
            }
            Self::Find(kind) => {
                kind.check(at, check);
                ActivityKind::Find(kind)
            }
            Self::Build(kind) => {
                kind.check(at, check);
                ActivityKind::Build(kind)
            }
            Self::Quiz(kind) => ActivityKind::Quiz(kind.resolve(at, check)),
            Self::ThisOrThat(kind) => ActivityKind::ThisOrThat(kind.resolve(at, check)),
            Self::Dots(kind) => ActivityKind::Dots(kind.resolve(at, check)),
            Self::Match(kind) => ActivityKind::Match(kind.resolve(at, check)),
            Self::Wheel(kind) => ActivityKind::Wheel(kind.resolve(at, check)),
            Self::Map(kind) => ActivityKind::Map(kind.resolve(at, check)),
            Self::Survey(kind) => ActivityKind::Survey(kind.resolve(at, check)),
            Self::Needs(kind) => ActivityKind::Needs(kind.resolve(at, check)),
            Self::Ideas(kind) => ActivityKind::Ideas(kind.resolve(at, check)),
            Self::Finder(kind) => ActivityKind::Finder(kind.resolve(at, check)),
            Self::Gift(kind) => ActivityKind::Gift(kind.resolve(at, check)),
        }
    }
}
