//! Where one file of a release lies: a file of its own, or a stretch of a pack.

use std::fmt;
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::PathBuf;
use std::sync::Arc;

use image::DynamicImage;
use legeplads_trust::Digest;
use legeplads_trust::pack::Extent;

use crate::picture::{self, Bounds, PictureError};

/// One file of a release. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file of its own.
    File(PathBuf),
    /// A content of a pack.
    Packed(Stretch),
}

/// A content of a pack that is kept open: a stick that is pulled out, or a file that is changed, is an
/// error where it is read next.
#[derive(Clone)]
pub struct Stretch {
    pub(crate) pack: Arc<OpenPack>,
    pub(crate) digest: Digest,
    pub(crate) extent: Extent,
}

/// A pack's file.
#[derive(Debug)]
pub(crate) struct OpenPack {
    pub(crate) file: File,
    /// As it was named.
    pub(crate) path: PathBuf,
}

impl Source {
    /// All of its bytes. Those of a pack are hashed again: they are what was signed for, or an error.
    ///
    /// # Errors
    ///
    /// When the disk refuses, and `InvalidData` when a pack was changed since it was opened.
    pub fn read(&self) -> io::Result<Vec<u8>> {
        match self {
            Self::File(path) => fs::read(path),
            Self::Packed(stretch) => stretch.read(),
        }
    }

    /// The pixels of a picture, as [`picture::decode`] has them; of a pack within what desks publish.
    ///
    /// # Errors
    ///
    /// [`PictureError`] when it is no picture, or one beyond its bounds.
    pub fn picture(&self) -> Result<DynamicImage, PictureError> {
        match self {
            Self::File(path) => picture::decode(path),
            Self::Packed(stretch) => picture::decode_bytes(&stretch.read()?, Bounds::PUBLISHED),
        }
    }
}

impl Stretch {
    fn read(&self) -> io::Result<Vec<u8>> {
        // The extent was read through to its end, so there are so many bytes.
        let size = usize::try_from(self.extent.size).map_err(io::Error::other)?;
        let mut bytes = vec![0; size];
        self.pack.file.read_exact_at(&mut bytes, self.extent.at)?;
        match Digest::of(&bytes) == self.digest {
            true => Ok(bytes),
            false => Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "the file was changed since it was opened",
            )),
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Packed(Stretch { pack, digest, .. }) => {
                write!(f, "{digest} in {}", pack.path.display())
            }
        }
    }
}

impl fmt::Debug for Stretch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stretch")
            .field("pack", &self.pack.path)
            .field("digest", &self.digest)
            .field("extent", &self.extent)
            .finish()
    }
}

impl PartialEq for Stretch {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.pack, &other.pack)
            && self.digest == other.digest
            && self.extent == other.extent
    }
}

impl Eq for Stretch {}
