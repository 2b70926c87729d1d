//! The staff's side of the way from a feed's folder to the glass.
//!
//! One module a command. [`check`] says what is wrong with a feed; [`bake`] casts its light ahead of time; [`publish`] makes it the newest
//! release on a channel; [`pack`] makes one file of it; [`releases`], [`diff`], [`rollback`] and [`takedown`] deal with what was
//! published; [`serve`] serves a published folder for a place that has no web server.
//!
//! [`status`] says which kiosk has what on its glass; [`ledger`] keeps what they counted, and
//! [`report`](mod@report) makes a page of it; [`gaps`] lays what visitors miss against what there is.
//!
//! [`claim`] gives kiosks keys for a gift's codes, and says at the counter whether a code is good.
//!
//! [`beside`] is what staff keep beside a feed, for themselves, and [`indicators`] makes a page of a part of it.
//!
//! Beside them: [`place`] is where releases lie, a folder or a bucket, and how two desks share it;
//! [`history`] is the chain of releases; [`picture`] makes pictures fit for kiosks.

pub mod bake;
pub mod beside;
pub mod booth;
pub mod check;
pub mod claim;
mod content;
pub mod coverage;
pub mod diff;
pub mod disclosure;
pub mod gaps;
mod heads;
pub mod history;
pub mod indicators;
pub mod keepsake;
pub mod keys;
pub mod kiosks;
pub mod ledger;
pub mod moves;
pub mod pack;
pub mod picture;
pub mod place;
pub mod publish;
pub mod releases;
pub mod report;
pub mod rollback;
pub mod serve;
pub mod status;
pub mod takedown;
