//! What signed metadata says of a channel.

use tough::schema::Target as Listed;

use crate::{DeltaTarget, Digest, limits};

/// The manifest that a channel's owners have signed for, by digest and size.
///
/// Only verified metadata makes one: having it is the proof that those who may have signed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    sha256: Digest,
    size: u64,
    delta: Option<DeltaTarget>,
}

impl Target {
    /// For metadata whose signatures were verified, and for nothing else.
    pub(crate) fn signed(sha256: Digest, listed: &Listed) -> Self {
        let size = listed.length;
        let delta = listed.custom.get(DeltaTarget::KEY).cloned();
        let delta = delta.and_then(|delta| serde_json::from_value(delta).ok());
        Self {
            sha256,
            size,
            delta: delta.filter(|delta: &DeltaTarget| delta.length <= limits::DELTA_BYTES),
        }
    }

    /// The manifest's digest. It is fetched from [`Digest::blob_path`].
    pub fn sha256(&self) -> Digest {
        self.sha256
    }

    /// The manifest's length in bytes; never more than
    /// [`MANIFEST_BYTES`](crate::limits::MANIFEST_BYTES).
    pub fn size(&self) -> u64 {
        self.size
    }

    /// A shorter way to it for those who have the manifest before it; never more than
    /// [`DELTA_BYTES`](crate::limits::DELTA_BYTES).
    pub fn delta(&self) -> Option<DeltaTarget> {
        self.delta
    }
}

/// A manifest to be signed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToSign {
    /// Its digest.
    pub sha256: Digest,
    /// Its length in bytes.
    pub size: u64,
    /// What leads to it from the one before it.
    pub delta: Option<DeltaTarget>,
}

impl From<(Digest, u64)> for ToSign {
    fn from((sha256, size): (Digest, u64)) -> Self {
        Self {
            sha256,
            size,
            delta: None,
        }
    }
}
