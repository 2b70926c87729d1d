//! The activities: one file a kind, each with its state and its moves.
//!
//! A kind's data is in `legeplads_feed`; how it is laid out on the glass is in the same file as
//! its state, so that adding a kind touches one file here.

pub mod build;
pub mod find;
pub mod quiz;
pub mod story;
pub mod this_or_that;

use legeplads_feed::ActivityKind;

use crate::journey::Cue;

/// A move in an activity: the index of what was touched, in the feed's order.
pub type Move = usize;

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
}

impl Play {
    /// Untouched.
    pub fn new(kind: &ActivityKind) -> Self {
        match kind {
            ActivityKind::Story { .. } => Self::Story(story::Story::default()),
            ActivityKind::Find { .. } => Self::Find(find::Find::default()),
            ActivityKind::Build { .. } => Self::Build(build::Build::default()),
            ActivityKind::Quiz { .. } => Self::Quiz(quiz::Quiz::default()),
            ActivityKind::ThisOrThat { .. } => {
                Self::ThisOrThat(this_or_that::ThisOrThat::default())
            }
        }
    }

    /// Makes a move.
    pub fn act(&mut self, made: Move, kind: &ActivityKind) -> Cue {
        match (self, kind) {
            (Self::Story(play), ActivityKind::Story { cards }) => play.act(cards.len()),
            (Self::Find(play), ActivityKind::Find { things }) => play.act(made, things.len()),
            (Self::Build(play), ActivityKind::Build { pieces, .. }) => play.act(made, pieces.len()),
            (Self::Quiz(play), ActivityKind::Quiz { answers, .. }) => play.act(made, answers),
            (Self::ThisOrThat(play), ActivityKind::ThisOrThat { .. }) => play.act(made),
            _ => Cue::Giggle,
        }
    }

    /// Whether there is nothing left to do.
    pub fn is_done(&self, kind: &ActivityKind) -> bool {
        match (self, kind) {
            (Self::Story(play), ActivityKind::Story { cards }) => play.is_done(cards.len()),
            (Self::Find(play), ActivityKind::Find { things }) => play.is_done(things.len()),
            (Self::Build(play), ActivityKind::Build { pieces, .. }) => play.is_done(pieces.len()),
            (Self::Quiz(play), ActivityKind::Quiz { answers, .. }) => play.is_done(answers),
            (Self::ThisOrThat(play), ActivityKind::ThisOrThat { .. }) => play.is_done(),
            _ => false,
        }
    }

    /// Whether nobody has made a move.
    pub fn is_untouched(&self) -> bool {
        match self {
            Self::Story(play) => *play == story::Story::default(),
            Self::Find(play) => *play == find::Find::default(),
            Self::Build(play) => *play == build::Build::default(),
            Self::Quiz(play) => *play == quiz::Quiz::default(),
            Self::ThisOrThat(play) => *play == this_or_that::ThisOrThat::default(),
        }
    }

    /// Whether it still makes sense for an activity that may have changed.
    pub fn fits(&self, kind: &ActivityKind) -> bool {
        match (self, kind) {
            (Self::Story(play), ActivityKind::Story { cards }) => play.page() < cards.len(),
            (Self::Find(play), ActivityKind::Find { things }) => play.fits(things.len()),
            (Self::Build(play), ActivityKind::Build { pieces, .. }) => play.fits(pieces.len()),
            (Self::Quiz(play), ActivityKind::Quiz { answers, .. }) => play.fits(answers.len()),
            (Self::ThisOrThat(_), ActivityKind::ThisOrThat { .. }) => true,
            _ => false,
        }
    }

    /// The tower's floors, where there is a tower.
    pub fn floors(&self, kind: &ActivityKind) -> Option<u32> {
        match (self, kind) {
            (Self::Build(play), ActivityKind::Build { start, .. }) => Some(play.floors(*start)),
            _ => None,
        }
    }
}
