//! A whole release in one signed file, for a USB stick: it needs no server, no store and no network.
//!
//! ```text
//! "legeplads pack\r\n"   16 bytes: not text, so whatever rewrites line ends breaks the first line
//! format                 4 bytes: 1
//! channel                a part: whose desk has signed, `live`
//! how many roots         4 bytes, then so many parts: the roots from the first to the newest
//! targets                a part: which desks there are, signed by the targets key
//! the desk               a part: its metadata, which names the manifest
//! the manifest           a part
//! the contents           one after the other, each once, in the order of the manifest
//! ```
//!
//! A part is its length in 4 bytes, and so many bytes. All numbers have their highest byte first. The
//! contents have neither names nor lengths here: those stand in the signed manifest, so there is nothing
//! in the file that could name a path, point somewhere or overlap. After the last content the file
//! ends.
//!
//! # What it proves, and what it cannot
//!
//! It is signed as what is published is: the root names the targets key, that names the desk and its
//! channels, and the desk signs for the manifest by digest and length. There is no snapshot and no
//! timestamp in it. Those say what is the newest, within a week and with a key that signs every hour; on a
//! stick nobody can renew them, and nobody could ask for what is newer. So a stick is never fresh: whoever
//! has an older pack can show that one instead, until what the desk, the targets key or the root signed has
//! expired, and a desk's stolen key is enough to make one.
//!
//! A desk signs for a pack under a name of its own, `live/pack.ron`, beside the channel's
//! `live/manifest.ron`. Neither passes for the other: what lies on a server cannot be made into a pack by
//! whoever reads it, and what was packed for a booth cannot be put on a channel.

mod error;
mod read;
mod write;

use std::collections::BTreeMap;

use crate::{Channel, Digest, Freshness, Manifest, Verified};

pub use error::Unpackable;
pub use read::read;
pub use write::seal;

/// What every pack begins with.
pub const MAGIC: &[u8; 16] = b"legeplads pack\r\n";

/// The form of pack that this program reads and writes.
pub const FORMAT: u32 = 1;

/// A pack that was read from its first byte to its last: all of it is signed for, by those who may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// The channel whose desk has signed it.
    pub channel: Channel,
    /// The release.
    pub manifest: Verified,
    /// The SHA-256 of the root that it was checked by, as of the file `root.json`: of the root that was
    /// believed and those that the pack brings along the newest.
    pub root: Digest,
    /// Whether anything in it has expired, as far as the clock can tell.
    pub freshness: Freshness,
    /// Where each content lies.
    pub contents: BTreeMap<Digest, Extent>,
}

/// Where in a file something lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// The first byte's place.
    pub at: u64,
    /// How many bytes.
    pub size: u64,
}

/// The contents of a release in the order in which they lie in a pack, each once, with a path that
/// names it.
pub fn contents(manifest: &Manifest) -> Vec<(&str, Digest, u64)> {
    let mut seen = std::collections::BTreeSet::new();
    let files = manifest.files();
    files
        .filter(|(_, digest, _)| seen.insert(*digest))
        .collect()
}
