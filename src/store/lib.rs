//! A kiosk's releases on disk, safe through any crash.
//!
//! ```text
//! DIR/
//!   blobs/sha256/ab/abcd…            documents, pictures and manifests by their SHA-256; never change
//!   slots/{pending,current,previous} small checksummed pointers to manifests
//!   incoming/                        what is being written, and blobs that were cut on their way
//!   trust/{a,b}                      what the courier trusts, in two checksummed generations
//!   scratch/                         what one look at what is published needs, and no longer
//!   outbox/                          counts on their way to the desk
//!   refused.ron                      releases that were not taken, and why
//!   screen.ron                       what is on the glass, written by the kiosk
//!   towers.ron                       what visitors have built since opening, written by the kiosk
//!   lock                             held by the one courier
//! ```
//!
//! Every file comes into being by a temporary file, fsync, rename and fsync of its folder, so at
//! any instant it is there whole, as before or as after. [`disk`] is the disk below, which tests
//! exchange for one that loses whatever was not fsynced.
//!
//! The courier (`legeplads-sync`) opens a [`Store`], which writes. The kiosk and the desk open a
//! [`View`], which only reads. Both see [`Release`]s. [`folder`] reads a feed's own folder, as
//! staff edit it, into the same [`legeplads_feed::Documents`].
//!
//! # Who moves the slots
//!
//! Only the courier does. The kiosk answers in `screen.ron` ([`Screen`]):
//!
//! 1. The courier has fetched, checked and decoded all of release 12: [`Store::stage`] makes it
//!    `pending`.
//! 2. The kiosk sees another release in `pending` than on its glass ([`View::slots`]). It opens it
//!    ([`Release::open`]), writes `screen.ron` with `release: 12, frames: 0`, swaps at a frame
//!    boundary, and asks for redraws until it has presented [`Screen::GOOD_FRAMES`] frames. Then
//!    it writes `screen.ron` again, with the frames counted.
//! 3. The courier reads that ([`Screen::verdict`]) and calls [`Store::confirm`]: `pending` becomes
//!    `current`, what was `current` becomes `previous`. What no slot needs any more is swept.
//!
//! If the kiosk cannot show it, it keeps or takes up what it had, and writes
//! `refused: Some((12, "why"))`. The courier calls [`Store::reject`]: `pending` is emptied, the
//! reason stands in `refused.ron`, and this very release is not tried again.
//!
//! If the kiosk dies while it shows 12 for the first time, `screen.ron` still says
//! `release: 12` with fewer frames than are needed. The kiosk that starts next counts that
//! ([`Screen::stops`]) and tries once more, since it may have been a power cut. At the second time it
//! leaves the release alone ([`Screen::gives_up_on`]), and refuses it as above.
//!
//! A kiosk that starts shows `pending` if there is one, else [`View::start`]: `current`, else
//! `previous`, else nothing, and then it plays what is built into it.
//!
//! # A release that withdraws
//!
//! A manifest may say `withdrawn: true`: it has no files, and the kiosk is to show what is built
//! into it. It has a number like any other release, and its slots move like any other's, so that
//! staff see it on the glass like any other. Only [`Release::open`] gives
//! [`Unusable::Withdrawn`], and that is no failure:
//!
//! 1. The courier stages it; there is nothing to fetch or to decode.
//! 2. The kiosk finds it in `pending`, takes up what is built in instead of a release's documents,
//!    and from then on writes the withdrawing release's number and feed into `screen.ron`. One
//!    that starts with it as `current` does the same ([`Start::Withdrawn`]).
//! 3. The courier confirms it. `previous` is emptied, so that what was withdrawn does not come
//!    back when `current` is damaged, and the sweep removes its files.
//!
//! # Reading while a courier writes
//!
//! A [`Release`] holds its documents in memory but its pictures as paths. They stay while a slot
//! names the release, and until the next release after it is confirmed. A picture that cannot be
//! read means that the slots have moved on: look at them again.

mod blob;
pub mod config;
mod demo;
pub mod disk;
mod error;
pub mod folder;
pub mod font;
mod memory;
pub mod outbox;
pub mod pack;
pub mod picture;
pub mod prove;
mod record;
mod refused;
mod release;
mod screen;
mod slot;
mod source;
mod store;
mod towers;
mod view;

pub use blob::{BlobError, BlobWriter};
pub use config::Config;
pub use demo::{DEMO_MARK, refuse_a_demo};
pub use error::StoreError;
pub use memory::MEMORY_BYTES;
pub use outbox::Outbox;
pub use refused::Refusal;
pub use release::{Release, Unusable};
pub use screen::{Launched, Screen, Verdict};
pub use slot::{Admission, Pointer, Slot, Slots};
pub use source::{Source, Stretch};
pub use store::{RESERVE_BYTES, Store};
pub use towers::{Tower, Towers};
pub use view::{Start, View, Wanted};
