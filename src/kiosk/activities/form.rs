//! Forms: what is asked one thing after the other, with a way on, a way back and an end at any
//! time. What was given until then counts.

use super::Move;

/// The move that leads on. Moves below it touch what the present step shows, by its place there.
pub const ON: Move = 40;
/// The move that leads back by one.
pub const BACK: Move = 41;
/// The move that ends it here.
pub const STOP: Move = 42;

/// What one visitor has given: questions with their answers, both by their ids, in alphabetical
/// order. In which order they were answered is nowhere.
pub type Given = Vec<(String, String)>;
