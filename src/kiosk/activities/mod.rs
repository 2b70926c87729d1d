//! The activities: one file a kind, each with its state and its moves.
//!
//! A kind's data is in `legeplads_feed`, and how it lies on the glass in `screens::play`, in files
//! of the same name. Here stands which kinds there are; everybody else asks [`Play`].

pub mod build;
pub mod dots;
pub mod find;
pub mod finder;
pub mod form;
pub mod gift;
pub mod ideas;
pub mod map;
pub mod needs;
pub mod pairs;
pub mod quiz;
pub mod round;
mod staging;
pub mod story;
pub mod survey;
pub mod this_or_that;
pub mod wheel;

use jiff::civil::Date;
use legeplads_feed::{
    ActivityKind, But, CardId, EventId, Feed, Finder, Flow, Idea, Map, VoteState, Wanted,
};

pub use staging::Staging;

use crate::journey::Cue;

/// A move in an activity: the index of what was touched, in the feed's order.
pub type Move = usize;

/// What the state of every kind can do. `data` is the activity as the feed has it.
pub trait Rules: Default + PartialEq {
    /// The kind's data.
    type Data;

    /// Makes a move.
    fn act(&mut self, made: Move, data: &Self::Data) -> Cue;

    /// Whether there is nothing left to do.
    fn is_done(&self, data: &Self::Data) -> bool;

    /// Whether it still makes sense for data that may have changed.
    fn fits(&self, data: &Self::Data) -> bool;

    /// The scene that it is played in.
    fn staging(&self, _data: &Self::Data) -> Staging {
        Staging::BARE
    }

    /// What it tells itself, instead of the stop's cards.
    fn told<'a>(&self, _data: &'a Self::Data) -> Option<Told<'a>> {
        None
    }

    /// Whether it shows pictures itself, so that the card beside it needs none.
    fn pictures(&self, _data: &Self::Data) -> bool {
        false
    }

    /// Whether all the glass is its own until it is done, so that the card waits.
    fn fills(&self, _data: &Self::Data) -> bool {
        false
    }

    /// The move that the card's button makes before it leads on.
    fn turn(&self, _data: &Self::Data) -> Option<Move> {
        None
    }
}

/// What an activity tells on the card beside it.
#[derive(Debug, Clone, PartialEq)]
pub enum Told<'a> {
    /// A card of the feed.
    Card(&'a CardId),
    /// Something that happens.
    Event(&'a EventId),
    /// A flow of a table.
    Flow(&'a Map, &'a Flow),
    /// One of the offers that fit what is wanted, by its place among them.
    Found(&'a Finder, Wanted, usize),
}

/// How an activity stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Play {
    /// Cards turned one by one.
    Story(story::Story),
    /// Things to find.
    Find(find::Find),
    /// Floors to put on a tower.
    Build(build::Build),
    /// A question with several answers.
    Quiz(quiz::Quiz),
    /// Two things to choose between.
    ThisOrThat(this_or_that::ThisOrThat),
    /// Dots to spend.
    Dots(dots::Dots),
    /// Names to bring to their toys.
    Match(pairs::Match),
    /// A wheel to turn.
    Wheel(wheel::Wheel),
    /// People on their way.
    Map(map::Map),
    /// One question after the other.
    Survey(survey::Survey),
    /// What is missing, and when.
    Needs(needs::Needs),
    /// Pictures that make an idea.
    Ideas(ideas::Ideas),
    /// What there is for somebody.
    Finder(finder::Finder),
    /// What may be given, or is.
    Gift(gift::Gift),
}

/// Does the same with a state and its data, whatever the kind; `else` if they do not belong together.
macro_rules! of_kind {
    ($play:expr, $kind:expr, |$state:ident, $data:ident| $body:expr, else $other:expr) => {{
        use legeplads_feed::ActivityKind as Kind;
        use $crate::activities::Play;
        match ($play, $kind) {
            (Play::Story($state), Kind::Story($data)) => $body,
            (Play::Find($state), Kind::Find($data)) => $body,
            (Play::Build($state), Kind::Build($data)) => $body,
            (Play::Quiz($state), Kind::Quiz($data)) => $body,
            (Play::ThisOrThat($state), Kind::ThisOrThat($data)) => $body,
            (Play::Dots($state), Kind::Dots($data)) => $body,
            (Play::Match($state), Kind::Match($data)) => $body,
            (Play::Wheel($state), Kind::Wheel($data)) => $body,
            (Play::Map($state), Kind::Map($data)) => $body,
            (Play::Survey($state), Kind::Survey($data)) => $body,
            (Play::Needs($state), Kind::Needs($data)) => $body,
            (Play::Ideas($state), Kind::Ideas($data)) => $body,
            (Play::Finder($state), Kind::Finder($data)) => $body,
            (Play::Gift($state), Kind::Gift($data)) => $body,
            _ => $other,
        }
    }};
}
pub(crate) use of_kind;

impl Play {
    /// Untouched.
    pub fn new(kind: &ActivityKind) -> Self {
        match kind {
            ActivityKind::Story(_) => Self::Story(Default::default()),
            ActivityKind::Find(_) => Self::Find(Default::default()),
            ActivityKind::Build(_) => Self::Build(Default::default()),
            ActivityKind::Quiz(_) => Self::Quiz(Default::default()),
            ActivityKind::ThisOrThat(_) => Self::ThisOrThat(Default::default()),
            ActivityKind::Dots(_) => Self::Dots(Default::default()),
            ActivityKind::Match(_) => Self::Match(Default::default()),
            ActivityKind::Wheel(_) => Self::Wheel(Default::default()),
            ActivityKind::Map(_) => Self::Map(Default::default()),
            ActivityKind::Survey(_) => Self::Survey(Default::default()),
            ActivityKind::Needs(_) => Self::Needs(Default::default()),
            ActivityKind::Ideas(_) => Self::Ideas(Default::default()),
            ActivityKind::Finder(_) => Self::Finder(Default::default()),
            ActivityKind::Gift(_) => Self::Gift(Default::default()),
        }
    }

    /// Whether nobody has made a move.
    pub fn is_untouched(&self) -> bool {
        fn is_new<R: Rules>(state: &R) -> bool {
            *state == R::default()
        }
        match self {
            Self::Story(state) => is_new(state),
            Self::Find(state) => is_new(state),
            Self::Build(state) => is_new(state),
            Self::Quiz(state) => is_new(state),
            Self::ThisOrThat(state) => state.is_untouched(),
            Self::Dots(state) => state.is_untouched(),
            Self::Match(state) => is_new(state),
            Self::Wheel(state) => is_new(state),
            Self::Map(state) => is_new(state),
            Self::Survey(state) => is_new(state),
            Self::Needs(state) => is_new(state),
            Self::Ideas(state) => is_new(state),
            Self::Finder(state) => is_new(state),
            Self::Gift(state) => state.is_untouched(),
        }
    }

    /// Makes a move.
    pub fn act(&mut self, made: Move, kind: &ActivityKind) -> Cue {
        of_kind!(self, kind, |state, data| state.act(made, data), else Cue::Giggle)
    }

    /// Whether there is nothing left to do.
    pub fn is_done(&self, kind: &ActivityKind) -> bool {
        of_kind!(self, kind, |state, data| state.is_done(data), else false)
    }

    /// Whether it still makes sense for an activity that may have changed.
    pub fn fits(&self, kind: &ActivityKind) -> bool {
        of_kind!(self, kind, |state, data| state.fits(data), else false)
    }

    /// The scene that it is played in.
    pub fn staging(&self, kind: &ActivityKind) -> Staging {
        of_kind!(self, kind, |state, data| state.staging(data), else Staging::BARE)
    }

    /// What it tells itself, instead of the stop's cards.
    pub fn told<'a>(&self, kind: &'a ActivityKind) -> Option<Told<'a>> {
        of_kind!(self, kind, |state, data| state.told(data), else None)
    }

    /// Whether it shows pictures itself, so that the card beside it needs none.
    pub fn pictures(&self, kind: &ActivityKind) -> bool {
        of_kind!(self, kind, |state, data| state.pictures(data), else false)
    }

    /// Whether all the glass is its own until it is done, so that the card waits.
    pub fn fills(&self, kind: &ActivityKind) -> bool {
        of_kind!(self, kind, |state, data| state.fills(data), else false)
    }

    /// The move that the card's button makes before it leads on.
    pub fn turn(&self, kind: &ActivityKind) -> Option<Move> {
        of_kind!(self, kind, |state, data| state.turn(data), else None)
    }

    /// The tower's floors, where there is a tower.
    pub fn floors(&self, kind: &ActivityKind) -> Option<u32> {
        match (self, kind) {
            (Self::Build(state), ActivityKind::Build(data)) => Some(state.floors(data.start)),
            _ => None,
        }
    }

    /// Makes room for so many players, where each answers or votes for themselves. False where it
    /// makes no difference how many they are: they play together, with as many fingers as they have.
    pub fn seat(&mut self, players: usize) -> bool {
        match self {
            Self::Quiz(state) => state.seat(players),
            Self::ThisOrThat(state) => state.seat(players),
            Self::Dots(state) => state.seat(players),
            _ => return false,
        }
        true
    }

    /// The round, where several players have places of their own.
    pub fn round(&self) -> Option<&round::Round> {
        match self {
            Self::Quiz(state) => state.round(),
            Self::ThisOrThat(state) => state.round(),
            _ => None,
        }
    }

    /// Ends a round for those who have not answered, too.
    pub fn end_round(&mut self, kind: &ActivityKind) -> Option<Cue> {
        match (self, kind) {
            (Self::Quiz(state), ActivityKind::Quiz(data)) => state.end_round(data),
            (Self::ThisOrThat(state), ActivityKind::ThisOrThat(_)) => state.end_round(),
            _ => None,
        }
    }

    /// What the players of a round have voted for that has ended since `before`.
    pub fn voted(&self, before: &Self) -> Vec<Move> {
        match (self, before) {
            (Self::ThisOrThat(now), Self::ThisOrThat(before)) => now.voted(before),
            _ => Vec::new(),
        }
    }

    /// The answers to a question that were not given before.
    pub fn given(&self, before: &Self) -> Vec<Move> {
        match (self, before) {
            (Self::Quiz(now), Self::Quiz(before)) => now.given(before),
            _ => Vec::new(),
        }
    }

    /// The ideas that were sent since `before`, and those that were supported.
    pub fn told_since(&self, before: &Self) -> (Vec<Idea>, Vec<Idea>) {
        let (Self::Ideas(now), Self::Ideas(before)) = (self, before) else {
            return Default::default();
        };
        let sent = now.sent().iter().skip(before.sent().len());
        let supported = now.supported().difference(before.supported());
        (sent.cloned().collect(), supported.cloned().collect())
    }

    /// What was looked for to the end since `before`: which interest, and whether there is just that.
    pub fn looked_since(
        &self,
        before: &Self,
        kind: &ActivityKind,
        feed: &Feed,
    ) -> Option<(String, bool)> {
        let (Self::Finder(now), Self::Finder(before)) = (self, before) else {
            return None;
        };
        let ActivityKind::Finder(data) = kind else {
            return None;
        };
        let has_come = now.step() == finder::Step::Found && before.step() != finder::Step::Found;
        let interest = now.wanted().interest.filter(|_| has_come)?;
        let language = feed.languages.first()?;
        let found = data.find(&feed.offers, &now.wanted(), language);
        Some((interest, found.but == But::Nothing))
    }

    /// How far the vote has come, if it is one.
    pub fn vote(&self) -> Option<VoteState> {
        match self {
            Self::ThisOrThat(state) => Some(state.state()),
            Self::Dots(state) => Some(state.state()),
            _ => None,
        }
    }

    /// It is this day at the place: a vote goes along its road, and a gift is decided.
    pub fn come_to(&mut self, today: Date, kind: &ActivityKind) {
        let come = kind.vote().map(|vote| vote.road.state(today));
        let come = come.unwrap_or_default();
        match self {
            Self::ThisOrThat(state) => state.come_to(come),
            Self::Dots(state) => state.come_to(come),
            Self::Gift(state) => {
                if let ActivityKind::Gift(data) = kind {
                    state.come_to(data.given(today).is_some());
                }
            }
            _ => {}
        }
    }

    /// Whether the next tap begins a vote. One of several dots goes on until they are spent.
    pub fn begins_vote(&self) -> bool {
        match self {
            Self::Dots(state) => state.is_untouched(),
            _ => true,
        }
    }

    /// What a visitor has given who leaves now: nothing if none of it is to be kept as given
    /// together.
    pub fn records(&self, kind: &ActivityKind) -> Vec<form::Given> {
        match (self, kind) {
            (Self::Survey(state), ActivityKind::Survey(data)) => {
                let given = state.given(data);
                (!given.is_empty()).then_some(given).into_iter().collect()
            }
            (Self::Needs(state), ActivityKind::Needs(_)) => state.given(),
            _ => Vec::new(),
        }
    }
}
