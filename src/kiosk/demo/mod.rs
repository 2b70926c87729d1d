//! `--demo`: a show for a booth that plays itself. The friendly hand plays what a visitor would
//! play, through the same door, until somebody touches; when they have left it goes on.
//!
//! What the hand does counts nowhere.

mod script;
mod show;

use bevy::prelude::*;

pub use script::{Next, What, next};
pub use show::{HAND, Show};

/// It is a demo. On a real kiosk there is no such thing.
#[derive(Resource, Debug, Default, Clone, PartialEq, Eq)]
pub struct Demo;

pub(super) fn plugin(app: &mut App) {
    app.add_plugins(show::plugin);
}
