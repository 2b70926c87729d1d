//! The staff's side of the way from a feed's folder to the glass.
//!
//! One module a command: [`check`] says what is wrong with a feed, [`release`] publishes it as a
//! folder that any web server can serve, [`serve`] serves such a folder for a place that has no
//! web server. [`picture`] makes pictures fit for kiosks.

pub mod check;
pub mod picture;
pub mod release;
pub mod serve;
