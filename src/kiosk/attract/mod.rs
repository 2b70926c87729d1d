//! What calls people over while nobody is there: the headline speaks one language after the
//! other, a friendly hand taps at a toy, and the camera drifts. In calm mode nothing moves, and the sign says it in
//! all languages at once, which costs nothing.

mod drift;
mod hand;
mod turn;

use bevy::prelude::*;

pub use hand::Tapped;
pub use turn::{EACH, Turn, TurnsOver};

pub(super) fn plugin(app: &mut App) {
    app.add_plugins((drift::plugin, hand::plugin, turn::plugin));
}
