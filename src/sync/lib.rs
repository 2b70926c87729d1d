//! The courier: brings a kiosk's store to the newest release of its feed.
//!
//! [`courier`] decides and [`schedule`] says when; both know neither network, nor disk, nor clock:
//! events go in, actions come out, time is passed in. [`driver`] does what they say: [`http`] asks
//! the server, [`trusted`] finds what is published and believed (by [`legeplads_trust`]),
//! [`download`] brings blobs, [`legeplads_store`] keeps them, and [`prove`] reads and decodes all of
//! a release before the kiosk may see it.
//!
//! Beside the rounds, and never in their way: [`push`] listens for hints, [`heartbeat`] says how
//! the kiosk is, [`mail`] delivers its counts.
//!
//! The server is any that serves a folder; the paths are in [`legeplads_trust::layout`]. A server
//! that has `events`, `heartbeat` and `outbox` below the feed's address besides
//! (`legeplads-desk serve`) makes releases come in a second instead of a minute, and tells staff
//! where they are on the glass.

pub mod clock;
pub mod courier;
pub mod download;
pub mod driver;
pub mod event;
pub mod events;
pub mod heartbeat;
pub mod http;
pub mod mail;
pub mod metadata;
pub mod options;
pub mod pace;
pub mod prove;
pub mod push;
pub mod schedule;
pub mod throttle;
pub mod tls;
pub mod trusted;
mod watchdog;
mod words;

pub use driver::run;
pub use event::Outcome;
pub use options::{CannotBegin, Options};
