//! What signed metadata says of a channel.

use crate::Digest;

/// The manifest that a channel's owners have signed for, by digest and size.
///
/// Only verified metadata makes one: having it is the proof that those who may have signed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    sha256: Digest,
    size: u64,
}

impl Target {
    /// For metadata whose signatures were verified, and for nothing else.
    pub(crate) fn signed(sha256: Digest, size: u64) -> Self {
        Self { sha256, size }
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
}
