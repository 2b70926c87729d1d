//! What a touch can do, and what picture and sound follow.

use legeplads_feed::{ActivityId, Idea, Language, Note, PlaceId};

use crate::activities::Move;
use crate::demo::Lead;

/// What a touch can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// A place on the island.
    Place(PlaceId),
    /// Begin the tour.
    StartTour,
    /// On: to the next stop, or to the end.
    Next,
    /// Back to the island.
    Home,
    /// Once more from the first stop.
    Again,
    /// Speak this language.
    Speak(Language),
    /// Show or hide the accessibility panel.
    Panel,
    /// Calm mode on or off.
    Calm,
    /// Sound on or off.
    Mute,
    /// So many players are at the screen, from 1.
    Players(usize),
    /// An answer to what is asked before the tour and after it.
    Know(usize),
    /// A move in the present activity.
    Play(Move),
    /// A player of the paper theatre, by its place in the act.
    Hop(usize),
    /// A bar of the xylophone.
    Strike(Note),
    /// A page of the notice board, from 0.
    Board(usize),
    /// What a demo's presenter asks for. It is not the visitor's way.
    Present(Lead),
    /// The wrapping of a launch, before and after it has opened. It is not the visitor's way.
    Unwrap,
    /// Nothing but a giggle.
    Giggle,
}

impl Action {
    /// Whether it brings a visitor on.
    pub fn leads_on(&self) -> bool {
        matches!(
            self,
            Self::StartTour
                | Self::Next
                | Self::Again
                | Self::Know(_)
                | Self::Play(_)
                | Self::Board(_)
        )
    }
}

/// What picture and sound follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cue {
    /// Something wooden was pressed.
    Tap,
    /// Paper moved.
    Paper,
    /// A page was turned.
    Page,
    /// Somebody breathes out: nothing moves any more.
    Breath,
    /// A place opens, in its toy's own voice.
    Place(PlaceId),
    /// A move was good; how many so far.
    Good(usize),
    /// A move was no good, kindly.
    Not,
    /// A tap for one thing of a vote.
    Vote {
        /// The vote.
        activity: ActivityId,
        /// The thing.
        thing: Move,
        /// Whether it is the first tap of a vote of several.
        begins: bool,
    },
    /// An idea was sent.
    Idea(ActivityId, Idea),
    /// An idea of somebody else was supported.
    Support(ActivityId, Idea),
    /// Something that visitors like was looked for; whether there is just what was wanted.
    Looked(ActivityId, String, bool),
    /// An answer to what is asked before the tour, or after it.
    Know {
        /// After the tour.
        after: bool,
        /// Which answer.
        answer: usize,
    },
    /// An answer to a question that this visitor had not given before.
    Answer(ActivityId, Move),
    /// The stop's activity is done: its note.
    Done(Note),
    /// The whole tune.
    Tune(Vec<Note>),
    /// One bar.
    Bar(Note),
    /// Laughter.
    Giggle,
}
