//! Who may say what.
//!
//! A **release** is one published, immutable version of a feed. Its [`Manifest`] lists every
//! document and picture by SHA-256 and size, so whoever believes the manifest can check all the
//! rest. What makes a manifest believable is signed metadata in the form of The Update Framework
//! (TUF 1.0): it names, for every [`Channel`], the digest and size of the one manifest that is
//! published there now.
//!
//! - A kiosk has a [`Client`]: from a root that it was given and a [`Memory`] of what it accepted
//!   before, it finds the channel's [`Target`]. [`verify`] then lets in that manifest and no other.
//!   Beside the digest stands where to find what is other than before, so that a kiosk which has
//!   the manifest before this one fetches a [`Delta`] and [`rebuild`]s the rest.
//! - A desk has [`keys`] and [`publish`]es.
//!
//! # What signatures do not protect from
//!
//! Whoever holds a desk's key may put anything on that desk's channels. Whoever holds the online key
//! may withhold what is new, or show an older release to a kiosk that has not seen a newer one; never
//! content that no desk has signed. A kiosk whose clock nobody vouches for cannot tell whether
//! something newer is being withheld, and says so ([`Freshness::Unproven`]).
//!
//! There is no network here. The only disk is a desk's own folder of keys, and a temporary folder that
//! is gone when a refresh is over. Published files come in through [`Fetch`], the time as an argument,
//! and what a kiosk is to remember goes out
//! as bytes.

mod channel;
pub mod claim;
mod client;
mod delta;
mod digest;
mod fetch;
pub mod keys;
pub mod layout;
pub mod limits;
mod manifest;
pub mod pack;
pub mod publish;
mod target;
mod verify;

// For whoever implements [`Fetch`].
pub use async_trait::async_trait;
pub use channel::{Channel, NotAChannel, is_id};
pub use client::{
    Client, Clock, ClockState, Distrust, Freshness, MADE, Memory, NotAMemory, Refreshed, Refusal,
};
pub use delta::{Delta, DeltaTarget, Rebuilt, rebuild};
pub use digest::{Digest, Digester, NotADigest};
pub use fetch::{Fetch, FetchFault};
pub use manifest::{Document, Font, Manifest, Media};
pub use target::{Target, ToSign};
pub use verify::{Untrusted, Verified, is_path, reread, verify};
