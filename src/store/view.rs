//! A store as seen by those who only read it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use legeplads_trust::{Digest, Manifest, Verified};

use crate::disk::{Disk, Durable, RealDisk};
use crate::{Pointer, Refusal, Release, Screen, Slot, Slots, StoreError, Unusable};

/// A store as the kiosk and the desk see it: nothing is written, nothing is locked, and nothing
/// needs to be there yet.
#[derive(Debug, Clone)]
pub struct View {
    disk: Arc<dyn Disk>,
    dir: PathBuf,
}

/// What a kiosk that starts plays.
#[derive(Debug, Clone)]
pub enum Start {
    /// This release.
    Release(Box<Release>),
    /// What is built into the kiosk, because this release says so: it withdraws what was before.
    /// `screen.ron` says its number.
    Withdrawn(Pointer),
    /// What is built into the kiosk, because no release is here, or none that can be opened.
    BuiltIn,
}

/// A file of a release that is to be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Its path in the feed's folder, for messages.
    pub path: String,
    /// Its content's name.
    pub digest: Digest,
    /// Its length in bytes.
    pub size: u64,
}

/// Bytes that are read of a slot file at most.
const SLOT_BYTES: u64 = 4096;

/// Bytes that are read of `refused.ron` at most.
const REFUSED_BYTES: u64 = 1024 * 1024;

impl View {
    /// The store in a folder.
    pub fn open(dir: impl Into<PathBuf>) -> Self {
        Self::on(Arc::new(RealDisk), dir)
    }

    /// The same, on another disk.
    pub fn on(disk: Arc<dyn Disk>, dir: impl Into<PathBuf>) -> Self {
        Self {
            disk,
            dir: dir.into(),
        }
    }

    /// The store's folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// How the slots stand. Three tiny files are read, so this may be asked often.
    ///
    /// # Errors
    ///
    /// When the disk refuses. Empty and damaged slots are no errors.
    pub fn slots(&self) -> Result<Slots, StoreError> {
        let mut slots = Slots::default();
        for slot in Slot::ALL {
            let bytes = self.disk.read_whole(&self.slot_path(slot), SLOT_BYTES)?;
            let Some(bytes) = bytes else { continue };
            let pointer = Pointer::from_text(&bytes);
            if pointer.is_none() {
                slots.damaged.push(slot);
            }
            match slot {
                Slot::Pending => slots.pending = pointer,
                Slot::Current => slots.current = pointer,
                Slot::Previous => slots.previous = pointer,
            }
        }
        Ok(slots)
    }

    /// What to fall back on: `current`, else `previous`, else what is built in. What cannot be
    /// opened is logged and passed over.
    pub fn start(&self) -> Start {
        for slot in [Slot::Current, Slot::Previous] {
            match Release::open(self, slot) {
                Ok(release) => return Start::Release(Box::new(release)),
                Err(Unusable::Withdrawn(pointer)) => return Start::Withdrawn(pointer),
                Err(Unusable::Empty(_)) => {}
                Err(error) => tracing::warn!("passing over the {slot} release: {error}"),
            }
        }
        Start::BuiltIn
    }

    /// The release of [`View::start`]; none if the kiosk is to play what is built into it.
    pub fn best(&self) -> Option<Release> {
        match self.start() {
            Start::Release(release) => Some(*release),
            Start::Withdrawn(_) | Start::BuiltIn => None,
        }
    }

    /// A manifest that a slot points to; `None` if none does, or if it cannot be read.
    pub fn manifest(&self, digest: Digest) -> Option<Verified> {
        let slots = self.slots().ok()?;
        let mut held = Slot::ALL.iter().filter_map(|slot| slots.get(*slot));
        let pointer = held.find(|pointer| pointer.manifest == digest)?;
        crate::release::manifest(self, pointer).ok()
    }

    /// What was not taken, and why; oldest first.
    ///
    /// # Errors
    ///
    /// When the disk refuses. A file that cannot be understood counts as none.
    pub fn refusals(&self) -> Result<Vec<Refusal>, StoreError> {
        let bytes = self.disk.read_whole(&self.refused_path(), REFUSED_BYTES)?;
        Ok(bytes
            .and_then(|bytes| ron::de::from_bytes(&bytes).ok())
            .unwrap_or_default())
    }

    /// What the kiosk says of itself, if it said something.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn screen(&self) -> Result<Option<Screen>, StoreError> {
        Screen::read_on(&*self.disk, &self.dir)
    }

    /// Which files of a release are not here, or not in their full length. One for each content,
    /// however many files share it.
    pub fn lacking(&self, manifest: &Manifest) -> Vec<Wanted> {
        let mut seen = BTreeSet::new();
        manifest
            .files()
            .filter(|(_, digest, size)| seen.insert(*digest) && !self.holds(*digest, *size))
            .map(|(path, digest, size)| Wanted {
                path: path.to_owned(),
                digest,
                size,
            })
            .collect()
    }

    /// Where a blob lies, or would lie.
    pub fn blob(&self, digest: Digest) -> PathBuf {
        self.dir.join(digest.blob_path())
    }

    fn holds(&self, digest: Digest, size: u64) -> bool {
        let length = self.disk.length(&self.blob(digest));
        length.is_ok_and(|length| length == size)
    }

    pub(crate) fn disk(&self) -> &Arc<dyn Disk> {
        &self.disk
    }

    pub(crate) fn slot_path(&self, slot: Slot) -> PathBuf {
        self.dir.join("slots").join(slot.name())
    }

    pub(crate) fn refused_path(&self) -> PathBuf {
        self.dir.join("refused.ron")
    }
}
