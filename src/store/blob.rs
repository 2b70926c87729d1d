//! One blob on its way in.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use legeplads_trust::{Digest, Digester};

use crate::StoreError;
use crate::disk::{Disk, DiskFile, Durable, Open, parent};

/// Takes a blob's bytes as they come. Nothing is seen of them until [`BlobWriter::finish`].
///
/// A writer that is dropped before leaves what came, and the next one for the same content goes
/// on from there: ask for the bytes from [`BlobWriter::written`] on. Should all of it come again
/// instead, call [`BlobWriter::restart`] first. Nothing need come when all of it is there.
#[derive(Debug)]
pub struct BlobWriter {
    disk: Arc<dyn Disk>,
    file: Box<dyn DiskFile>,
    part: PathBuf,
    path: PathBuf,
    digester: Digester,
    written: u64,
    /// How much of that another writer left.
    found: u64,
    digest: Digest,
    size: u64,
}

/// Why a blob did not come in.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// More bytes came than the manifest says. Told at the first byte too many.
    #[error("it is longer than the {0} bytes of the manifest")]
    TooLong(u64),
    /// Fewer bytes came than the manifest says. They are kept, to be continued.
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
    /// The same, but part of it was left from an earlier time, and may be what is wrong. It was
    /// removed: fetch the blob anew, at once.
    #[error("what was here of it from an earlier time does not go with what came now")]
    BadBeginning,
    /// The disk refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl BlobWriter {
    pub(crate) fn begin(
        disk: Arc<dyn Disk>,
        incoming: &Path,
        path: PathBuf,
        digest: Digest,
        size: u64,
    ) -> Result<Self, StoreError> {
        let part = incoming.join(part_name(digest));
        let found = disk.read_whole(&part, size);
        // One that is too long, or cannot be read, begins anew.
        let found = found.ok().flatten().unwrap_or_default();
        let how = match found.is_empty() {
            true => Open::Anew,
            false => Open::Continued,
        };
        let file = disk
            .open(&part, how)
            .map_err(StoreError::disk("write", &part))?;
        let mut digester = Digester::new();
        digester.update(&found);
        let found = found.len() as u64;
        Ok(Self {
            disk,
            file,
            part,
            path,
            digester,
            written: found,
            found,
            digest,
            size,
        })
    }

    /// How many bytes are there: at first those that an earlier writer left.
    pub fn written(&self) -> u64 {
        self.written
    }

    /// Lets go of all that is there: the blob will come from its beginning.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn restart(&mut self) -> Result<(), StoreError> {
        self.file = self
            .disk
            .open(&self.part, Open::Anew)
            .map_err(StoreError::disk("write", &self.part))?;
        self.digester = Digester::new();
        self.written = 0;
        self.found = 0;
        Ok(())
    }

    /// Adds the next bytes.
    ///
    /// # Errors
    ///
    /// [`BlobError::TooLong`] or [`BlobError::Store`]. Drop the writer then.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), BlobError> {
        let written = self.written.saturating_add(bytes.len() as u64);
        if written > self.size {
            self.discard();
            return Err(BlobError::TooLong(self.size));
        }
        self.file
            .write_all(bytes)
            .map_err(StoreError::disk("write", &self.path))?;
        self.digester.update(bytes);
        self.written = written;
        Ok(())
    }

    /// Checks length and digest of the whole, and puts the blob in its place. Its bytes survive a
    /// crash from now on; its name does for certain when the release is staged.
    ///
    /// # Errors
    ///
    /// [`BlobError`]; the blob is not there then.
    pub fn finish(mut self) -> Result<(), BlobError> {
        if self.written < self.size {
            return Err(BlobError::TooShort {
                expected: self.size,
                found: self.written,
            });
        }
        let found = std::mem::take(&mut self.digester).finish();
        if found != self.digest {
            self.discard();
            return Err(match self.found {
                0 => BlobError::OtherContent {
                    expected: self.digest,
                    found,
                },
                _ => BlobError::BadBeginning,
            });
        }
        self.disk.make_folders(parent(&self.path))?;
        if let Err(error) = self.file.sync() {
            // What reading shows now may not be what is on the disk.
            self.discard();
            return Err(StoreError::disk("write", &self.path)(error).into());
        }
        self.disk
            .rename(&self.part, &self.path)
            .map_err(StoreError::disk("write", &self.path))?;
        Ok(())
    }

    /// What cannot be removed now is found to be wrong the next time.
    fn discard(&self) {
        let _ = self.disk.remove(&self.part);
    }
}

/// The file in `incoming` that holds the beginning of a blob.
fn part_name(digest: Digest) -> String {
    format!("{digest}.part")
}

/// The blob that a file in `incoming` is the beginning of, if it is one.
pub(crate) fn part_of(path: &Path) -> Option<Digest> {
    let name = path.file_name()?.to_str()?;
    name.strip_suffix(".part")?.parse().ok()
}
