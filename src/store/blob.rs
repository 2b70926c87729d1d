//! One blob on its way in.

use std::io::Write;
use std::path::PathBuf;

use legeplads_trust::{Digest, Digester};
use tempfile::NamedTempFile;

use crate::{StoreError, disk};

/// Takes a blob's bytes as they come. Nothing is seen of them until [`BlobWriter::finish`]; a
/// writer that is dropped leaves nothing.
#[derive(Debug)]
pub struct BlobWriter {
    file: NamedTempFile,
    digester: Digester,
    written: u64,
    digest: Digest,
    size: u64,
    path: PathBuf,
}

/// Why a blob did not come in.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// More bytes came than the manifest says. Told at the first byte too many.
    #[error("it is longer than the {0} bytes of the manifest")]
    TooLong(u64),
    /// Fewer bytes came than the manifest says.
    #[error("it has {found} bytes, and the manifest says {expected}")]
    TooShort {
        /// Bytes by the manifest.
        expected: u64,
        /// Bytes that came.
        found: u64,
    },
    /// Other bytes came than the manifest says.
    #[error("its SHA-256 is {found}, and the manifest says {expected}")]
    OtherContent {
        /// The digest by the manifest.
        expected: Digest,
        /// The digest of what came.
        found: Digest,
    },
    /// The disk refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl BlobWriter {
    pub(crate) fn new(file: NamedTempFile, digest: Digest, size: u64, path: PathBuf) -> Self {
        Self {
            file,
            digester: Digester::new(),
            written: 0,
            digest,
            size,
            path,
        }
    }

    /// Adds the next bytes.
    ///
    /// # Errors
    ///
    /// [`BlobError::TooLong`] or [`BlobError::Store`]. The blob is lost then; drop the writer.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), BlobError> {
        self.written += bytes.len() as u64;
        if self.written > self.size {
            return Err(BlobError::TooLong(self.size));
        }
        self.digester.update(bytes);
        self.file
            .write_all(bytes)
            .map_err(StoreError::disk("write", &self.path))?;
        Ok(())
    }

    /// Checks length and digest of the whole, and puts the blob in its place for good.
    ///
    /// # Errors
    ///
    /// [`BlobError`]; nothing is left of the blob then.
    pub fn finish(self) -> Result<(), BlobError> {
        if self.written < self.size {
            return Err(BlobError::TooShort {
                expected: self.size,
                found: self.written,
            });
        }
        let found = self.digester.finish();
        if found != self.digest {
            return Err(BlobError::OtherContent {
                expected: self.digest,
                found,
            });
        }
        if let Some(folder) = self.path.parent() {
            disk::folder(folder)?;
        }
        disk::place(self.file, &self.path)?;
        Ok(())
    }
}
