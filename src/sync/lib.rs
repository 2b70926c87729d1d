//! The courier: brings a kiosk's store to the newest release of its feed.
//!
//! [`courier`] decides and knows neither network, nor disk, nor clock: events go in, actions come
//! out, time is passed in. [`driver`] does what it says: [`http`] asks the server,
//! [`legeplads_store`] keeps, [`prove`] reads and decodes all of a release before the kiosk may
//! see it.
//!
//! The server is any that serves a folder: `manifest.ron`, and `blobs/sha256/…` as the manifest
//! names them.

pub mod courier;
pub mod driver;
pub mod event;
pub mod http;
pub mod prove;

pub use driver::{Options, run};
pub use event::Outcome;
