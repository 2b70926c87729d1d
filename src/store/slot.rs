//! Slots: small checksummed files, each of which points to one release.

use std::fmt;

use legeplads_trust::{Digest, Manifest, Verified};
use serde::{Deserialize, Serialize};

use crate::record;

/// The places in which a store holds releases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// Whole and checked, but not yet seen on the glass.
    Pending,
    /// The newest that was seen on the glass.
    Current,
    /// The one before it.
    Previous,
}

impl Slot {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Pending, Self::Current, Self::Previous];

    /// The file's name in `slots/`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Current => "current",
            Self::Previous => "previous",
        }
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a slot points to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Slot")]
pub struct Pointer {
    /// The release's number.
    pub release: u64,
    /// The feed's id.
    pub feed: String,
    /// The manifest's blob; the release's identity.
    pub manifest: Digest,
    /// The manifest's length in bytes.
    pub size: u64,
}

impl Pointer {
    /// A pointer to a release.
    pub fn to(verified: &Verified) -> Self {
        Self {
            release: verified.manifest().version,
            feed: verified.manifest().feed.clone(),
            manifest: verified.digest(),
            size: verified.bytes().len() as u64,
        }
    }

    /// The slot file's text: the record, and below it the record's digest.
    pub(crate) fn to_text(&self) -> Result<String, ron::Error> {
        Ok(record::seal(&record::one_line(self)?).0)
    }

    /// Reads a slot file; `None` when it is torn, or anything else than what was written.
    pub(crate) fn from_text(bytes: &[u8]) -> Option<Self> {
        Some(record::unseal(bytes)?.0)
    }
}

/// How the slots stand at one instant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slots {
    /// Whole and checked, but not yet seen on the glass.
    pub pending: Option<Pointer>,
    /// The newest that was seen on the glass.
    pub current: Option<Pointer>,
    /// The one before it.
    pub previous: Option<Pointer>,
    /// Slot files that are there but cannot be trusted; each counts as empty.
    pub damaged: Vec<Slot>,
}

/// What a store says to a release that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Admission {
    /// It is the current one.
    Current,
    /// It is the pending one.
    Pending,
    /// It is newer than what is here.
    New,
    /// It may not come in, and why, in words for staff.
    Refused(String),
}

impl Slots {
    /// The pointer in one slot.
    pub fn get(&self, slot: Slot) -> Option<&Pointer> {
        match slot {
            Slot::Pending => self.pending.as_ref(),
            Slot::Current => self.current.as_ref(),
            Slot::Previous => self.previous.as_ref(),
        }
    }

    /// Whether a release may come in: never an older one than is here, never another under the
    /// same number, never another feed's.
    pub fn admit(&self, manifest: &Manifest, digest: Digest) -> Admission {
        let is = |slot: &Option<Pointer>| slot.as_ref().is_some_and(|held| held.manifest == digest);
        if is(&self.current) {
            return Admission::Current;
        }
        if is(&self.pending) {
            return Admission::Pending;
        }
        // `previous` counts too: it is all that is left when `current` is damaged.
        let held = Slot::ALL.iter().filter_map(|slot| self.get(*slot));
        let Some(newest) = held.max_by_key(|pointer| pointer.release) else {
            return Admission::New;
        };
        if newest.feed != manifest.feed {
            return Admission::Refused(format!(
                "this store holds the feed {:?}, and {:?} is offered; give each feed its own \
                 folder with --store",
                newest.feed, manifest.feed
            ));
        }
        if manifest.version < newest.release {
            return Admission::Refused(format!(
                "release {} is offered, and release {} is here already; publish the old content \
                 again under a new number",
                manifest.version, newest.release
            ));
        }
        if manifest.version == newest.release && newest.manifest != digest {
            return Admission::Refused(format!(
                "another release {} is here already; publish this one under a new number",
                manifest.version
            ));
        }
        Admission::New
    }
}
