//! `--demo`: a show for a booth that plays itself. The friendly hand plays what a visitor would
//! play, through the same door, until somebody touches; when they have left it goes on. Whoever
//! presents has keys and a card to lead it.
//!
//! What the hand does counts nowhere, and nothing of a demo leaves it.

mod keys;
mod moving;
mod presenter;
mod script;
mod sealed;
mod show;

use bevy::prelude::*;
use legeplads_feed::{Language, StopId};

use crate::theme::space;
use crate::view::View;

pub use keys::Lead;
pub use presenter::Watch;
pub use script::{Next, What, next};
pub use sealed::{MARK, Unsealed, seal};
pub use show::{HAND, Show};

/// It is a demo, and so the presenter has it. On a real kiosk there is no such thing.
#[derive(Resource, Debug, Default, Clone, PartialEq, Eq)]
pub struct Demo {
    /// Nothing is on the glass.
    pub blank: bool,
    /// The presenter's card lies on it.
    pub card: bool,
    /// The only stop that show and visitors may be at, if the presenter wants it so.
    pub only: Option<StopId>,
    /// The only language that the show speaks, likewise.
    pub language: Option<Language>,
    /// The volume in per cent, once the presenter has changed the site's.
    pub volume: Option<u8>,
    /// Whole minutes since the start, or since the presenter began anew.
    pub minutes: u32,
    /// How many minutes are counted down, while they are.
    pub set: Option<u32>,
    /// How many of them are left, counting the one that has begun.
    pub left: Option<u32>,
}

impl Demo {
    /// Whether nothing of the town is to be played: the glass is blank, or the card lies there.
    pub fn covers(&self) -> bool {
        self.blank || self.card
    }

    /// Whether a place in overlay coordinates is in a corner of the glass. Nothing is to be touched there
    /// but by who presents, so a finger in a corner is no visitor's.
    pub(crate) fn is_corner(at: Vec2, view: &View) -> bool {
        (view.half() - at.abs()).max_element() <= space::EDGE * view.mm
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_plugins((show::plugin, presenter::plugin));
}
