//! One release, opened.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use legeplads_feed::{Documents, MediaInfo};
use legeplads_trust::{Digest, Manifest, Untrusted, Verified, limits, reread};

use crate::font::{self, FontError};
use crate::{Pointer, Slot, StoreError, View};

/// A release with its documents in memory and its pictures and fonts as paths.
#[derive(Debug, Clone)]
pub struct Release {
    /// What identifies it.
    pub pointer: Pointer,
    /// What it consists of.
    pub manifest: Manifest,
    /// Its documents, the sizes of its pictures and the letters of its fonts, as
    /// [`legeplads_feed::read`] takes them.
    pub documents: Documents,
    /// For each picture's, font's and baked scene's path in the feed, the file that holds it. That
    /// file's name says nothing of a picture's format: tell it by the content, as
    /// [`crate::picture`] does.
    pub blobs: BTreeMap<String, PathBuf>,
}

/// Why a release could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// The slot points to nothing.
    #[error("the slot {0} is empty")]
    Empty(Slot),
    /// It can be opened, and says that nothing of the feed is to be shown: show what is built in,
    /// as if that were the release, with its number in `screen.ron`. Nothing is to be refused.
    #[error("release {} withdraws what was before it; what is built in is shown", .0.release)]
    Withdrawn(Pointer),
    /// The slot's file is torn or was changed.
    #[error("the slot {0} is damaged")]
    Slot(Slot),
    /// A file of the release is not there.
    #[error("{0} is missing")]
    Missing(String),
    /// A file of the release is not as the manifest says.
    #[error("{0} is not as it was when it came")]
    Changed(String),
    /// A font is as it was published, and none for a kiosk.
    #[error("{path} cannot be used: {why}")]
    Font {
        /// The font.
        path: String,
        /// What is wrong with it.
        why: FontError,
    },
    /// The manifest is not believed any more.
    #[error(transparent)]
    Manifest(#[from] Untrusted),
    /// The disk refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Release {
    /// Opens what a slot points to. Manifest and documents are hashed again; pictures and scenes
    /// must be there in their full length (they were hashed and read before the slot moved).
    ///
    /// # Errors
    ///
    /// [`Unusable`] says which file is not as it must be.
    pub fn open(view: &View, slot: Slot) -> Result<Self, Unusable> {
        let mut slots = view.slots()?;
        if slots.damaged.contains(&slot) {
            return Err(Unusable::Slot(slot));
        }
        let pointer = match slot {
            Slot::Pending => slots.pending.take(),
            Slot::Current => slots.current.take(),
            Slot::Previous => slots.previous.take(),
        };
        let pointer = pointer.ok_or(Unusable::Empty(slot))?;
        let verified = manifest(view, &pointer)?;
        Self::assemble(view, &verified)
    }

    /// Opens a release that no slot points to yet, once all its blobs are there.
    ///
    /// # Errors
    ///
    /// [`Unusable`] says which file is not as it must be.
    pub fn assemble(view: &View, verified: &Verified) -> Result<Self, Unusable> {
        let manifest = verified.manifest();
        if manifest.withdrawn {
            return Err(Unusable::Withdrawn(Pointer::to(verified)));
        }
        let (documents, blobs) = gather(manifest, view)?;
        Ok(Self {
            pointer: Pointer::to(verified),
            manifest: manifest.clone(),
            documents,
            blobs,
        })
    }
}

/// Where the files of a release are kept.
pub(crate) trait Shelf {
    /// What says where one of them lies.
    type Place;

    /// A file's bytes, hashed again.
    fn content(&self, path: &str, digest: Digest, size: u64) -> Result<Vec<u8>, Unusable>;

    /// Where a file lies that must be there in its full length.
    fn whole(&self, path: &str, digest: Digest, size: u64) -> Result<Self::Place, Unusable>;
}

/// A release's documents, with the sizes of its pictures and the letters of its fonts, and where each
/// picture, baked scene and font lies.
pub(crate) fn gather<S: Shelf>(
    manifest: &Manifest,
    shelf: &S,
) -> Result<(Documents, BTreeMap<String, S::Place>), Unusable> {
    let mut documents = Documents::default();
    for document in &manifest.documents {
        let bytes = shelf.content(&document.path, document.sha256, document.size)?;
        documents.insert(document.path.as_str(), bytes);
    }
    let mut places = BTreeMap::new();
    for media in &manifest.media {
        let place = shelf.whole(&media.path, media.sha256, media.size)?;
        let info = MediaInfo {
            width: media.width,
            height: media.height,
            bytes: media.size,
        };
        documents.insert_media(media.path.as_str(), info);
        places.insert(media.path.clone(), place);
    }
    for scene in &manifest.scenes {
        let place = shelf.whole(&scene.path, scene.sha256, scene.size)?;
        places.insert(scene.path.clone(), place);
    }
    for font in &manifest.fonts {
        let bytes = shelf.content(&font.path, font.sha256, font.size)?;
        let read = font::read(&bytes).map_err(|why| Unusable::Font {
            path: font.path.clone(),
            why,
        })?;
        documents.insert_font(font.path.as_str(), read.letters);
        let place = shelf.whole(&font.path, font.sha256, font.size)?;
        places.insert(font.path.clone(), place);
    }
    Ok((documents, places))
}

impl Shelf for View {
    type Place = PathBuf;

    fn content(&self, path: &str, digest: Digest, size: u64) -> Result<Vec<u8>, Unusable> {
        content(self, path, digest, size)
    }

    fn whole(&self, path: &str, digest: Digest, size: u64) -> Result<PathBuf, Unusable> {
        let blob = self.blob(digest);
        match self.disk().length(&blob) {
            Ok(length) if length == size => Ok(blob),
            Ok(_) => Err(Unusable::Changed(path.to_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(Unusable::Missing(path.to_owned()))
            }
            Err(error) => Err(StoreError::disk("read", &blob)(error).into()),
        }
    }
}

/// The manifest that a pointer names.
pub(crate) fn manifest(view: &View, pointer: &Pointer) -> Result<Verified, Unusable> {
    let size = pointer.size.min(limits::MANIFEST_BYTES);
    let bytes = content(view, Manifest::FILE, pointer.manifest, size)?;
    Ok(reread(&bytes, pointer.manifest)?)
}

/// Whether a release shows what is built in. One that is lost shows nothing at all.
pub(crate) fn withdraws(view: &View, pointer: &Pointer) -> Result<bool, StoreError> {
    match manifest(view, pointer) {
        Ok(verified) => Ok(verified.manifest().withdrawn),
        Err(Unusable::Store(error)) => Err(error),
        Err(_) => Ok(false),
    }
}

/// A blob's bytes, hashed again.
fn content(view: &View, path: &str, digest: Digest, size: u64) -> Result<Vec<u8>, Unusable> {
    // A file that has grown is read one byte too far and then found to be another content.
    let blob = view.blob(digest);
    let bytes = match view.disk().read(&blob, size.saturating_add(1)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(Unusable::Missing(path.to_owned()));
        }
        Err(error) => return Err(StoreError::disk("read", &blob)(error).into()),
    };
    match Digest::of(&bytes) == digest {
        true => Ok(bytes),
        false => Err(Unusable::Changed(path.to_owned())),
    }
}
