//! A store as the courier sees it: the one who writes.

mod room;
mod sweep;

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use legeplads_trust::{Digest, Verified};

use crate::blob::{BlobError, BlobWriter};
use crate::demo::keep_off_demos;
use crate::disk::{Disk, Durable, Lock, RealDisk, parent};
use crate::refused::{self, Refusal};
use crate::{Admission, Pointer, Slot, StoreError, View};

pub use room::RESERVE_BYTES;

/// A store that is open for writing. There is one at a time for each folder, in all processes.
#[derive(Debug)]
pub struct Store {
    view: View,
    /// Held for as long as the store is open.
    _lock: Lock,
}

impl Store {
    /// Opens the store in `dir`, which is made if need be, and tidies up after a crash.
    ///
    /// # Errors
    ///
    /// [`StoreError::Busy`] when another courier has it open, or when the disk refuses.
    pub fn open(dir: impl Into<PathBuf>) -> Result<Self, StoreError> {
        Self::on(Arc::new(RealDisk), dir)
    }

    /// The same, on another disk.
    ///
    /// # Errors
    ///
    /// As [`Store::open`].
    pub fn on(disk: Arc<dyn Disk>, dir: impl Into<PathBuf>) -> Result<Self, StoreError> {
        let dir = dir.into();
        keep_off_demos(&*disk, &dir)?;
        disk.make_folders(&dir)?;
        let lock = lock(&*disk, &dir)?;
        for name in ["blobs/sha256", "slots", "incoming", "trust"] {
            disk.make_folders(&dir.join(name))?;
        }
        // A process before this one may have been killed just before it did.
        disk.settle(&dir)?;
        match disk.settle(parent(&dir)) {
            // Whoever set the machine up made the folder then.
            Err(StoreError::Disk { source, .. })
                if source.kind() == io::ErrorKind::PermissionDenied => {}
            settled => settled?,
        }
        let store = Self {
            view: View::on(disk, dir),
            _lock: lock,
        };
        store.tidy()?;
        Ok(store)
    }

    /// The store as readers see it.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// Begins to take in a blob of this content and length, or goes on where an earlier writer
    /// stopped: see [`BlobWriter::written`]. One writer at a time for each content.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn begin_blob(&self, digest: Digest, size: u64) -> Result<BlobWriter, StoreError> {
        let disk = self.disk().clone();
        BlobWriter::begin(disk, &self.incoming(), self.view.blob(digest), digest, size)
    }

    /// Takes in a whole blob from a reader.
    ///
    /// # Errors
    ///
    /// [`BlobError`] when the content is another, or the disk refuses.
    pub fn add_blob(
        &self,
        digest: Digest,
        size: u64,
        mut from: impl Read,
    ) -> Result<(), BlobError> {
        let mut blob = self.begin_blob(digest, size)?;
        blob.restart()?;
        let mut buffer = vec![0; 64 * 1024];
        loop {
            match from.read(&mut buffer) {
                Ok(0) => return blob.finish(),
                Ok(count) => blob.write(&buffer[..count])?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    return Err(
                        StoreError::disk("read", Path::new("the blob's source"))(error).into(),
                    );
                }
            }
        }
    }

    /// Makes a release `pending`, once all its blobs are here. One that is `pending` or `current`
    /// already stays as it is.
    ///
    /// # Errors
    ///
    /// [`StoreError::Incomplete`], [`StoreError::NotAdmitted`], or when the disk refuses.
    pub fn stage(&self, release: &Verified) -> Result<(), StoreError> {
        let manifest = release.manifest();
        match self.view.slots()?.admit(manifest, release.digest()) {
            Admission::New => {}
            Admission::Pending | Admission::Current => return self.settle_slots(),
            Admission::Refused(why) => return Err(StoreError::NotAdmitted(why)),
        }
        if let Some(wanted) = self.view.lacking(manifest).into_iter().next() {
            return Err(StoreError::Incomplete {
                release: manifest.version,
                path: wanted.path,
            });
        }
        let blob = self.view.blob(release.digest());
        self.disk().make_folders(parent(&blob))?;
        self.replace(&blob, release.bytes())?;
        self.settle_blobs(manifest)?;
        self.point(Slot::Pending, &Pointer::to(release))
    }

    /// `pending` was seen on the glass: it becomes `current`, and `current` becomes `previous`.
    /// If it is a release that withdraws, `previous` is emptied instead: what was withdrawn must
    /// not come back when the disk loses `current`.
    ///
    /// # Errors
    ///
    /// [`StoreError::NothingPending`], or when the disk refuses; then it may be called again.
    pub fn confirm(&self) -> Result<(), StoreError> {
        let slots = self.view.slots()?;
        let pending = self.needed(slots.pending)?;
        // After a crash between the second and the third step both are the same, and `previous`
        // must not be lost to a second turn.
        if slots.current.as_ref() != Some(&pending) {
            if let Some(current) = &slots.current {
                self.point(Slot::Previous, current)?;
            }
            self.point(Slot::Current, &pending)?;
        }
        self.finish_confirming(&pending)
    }

    /// `current` is what `pending` was. Done again when a store is opened after a crash.
    fn finish_confirming(&self, current: &Pointer) -> Result<(), StoreError> {
        self.settle_slots()?;
        if crate::release::withdraws(&self.view, current)? {
            self.empty(Slot::Previous)?;
        }
        self.empty(Slot::Pending)
    }

    /// `pending` cannot be shown: it is remembered as refused for good, and the slot is emptied.
    ///
    /// # Errors
    ///
    /// [`StoreError::NothingPending`], or when the disk refuses; then it may be called again.
    pub fn reject(&self, why: &str) -> Result<(), StoreError> {
        let pending = self.needed(self.view.slots()?.pending)?;
        // Written before the slot is emptied: after a crash between the two, `tidy` finishes.
        self.refuse(Refusal {
            release: Some(pending.release),
            manifest: pending.manifest,
            why: why.to_owned(),
            at: jiff::Timestamp::now(),
            for_good: true,
            program: Refusal::PROGRAM.to_owned(),
        })?;
        self.empty(Slot::Pending)
    }

    /// Writes down that a release was not taken.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn refuse(&self, refusal: Refusal) -> Result<(), StoreError> {
        let mut refusals = self.view.refusals()?;
        refused::add(&mut refusals, refusal);
        self.write_refusals(&refusals)
    }

    /// Strikes out what went wrong on the way here, now that it came well.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn forgive(&self) -> Result<(), StoreError> {
        let mut refusals = self.view.refusals()?;
        let before = refusals.len();
        refusals.retain(|refusal| refusal.for_good);
        match refusals.len() == before {
            true => Ok(()),
            false => self.write_refusals(&refusals),
        }
    }

    fn needed(&self, pending: Option<Pointer>) -> Result<Pointer, StoreError> {
        if pending.is_none() {
            // It may have been emptied a moment ago by a call that failed at its last step.
            self.settle_slots()?;
        }
        pending.ok_or(StoreError::NothingPending)
    }

    fn point(&self, slot: Slot, pointer: &Pointer) -> Result<(), StoreError> {
        let text = pointer.to_text().map_err(|source| StoreError::Format {
            what: slot.name(),
            source,
        })?;
        self.replace(&self.view.slot_path(slot), text.as_bytes())
    }

    fn empty(&self, slot: Slot) -> Result<(), StoreError> {
        self.disk().erase(&self.view.slot_path(slot))
    }

    fn write_refusals(&self, refusals: &[Refusal]) -> Result<(), StoreError> {
        let form = ron::ser::PrettyConfig::new()
            .struct_names(true)
            .depth_limit(1);
        let text =
            ron::ser::to_string_pretty(refusals, form).map_err(|source| StoreError::Format {
                what: "refused.ron",
                source,
            })?;
        self.replace(&self.view.refused_path(), (text + "\n").as_bytes())
    }

    /// Writes a whole file into the store.
    pub(crate) fn replace(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        self.disk().replace(&self.incoming(), path, bytes)
    }

    fn disk(&self) -> &Arc<dyn Disk> {
        self.view.disk()
    }

    fn incoming(&self) -> PathBuf {
        self.view.dir().join("incoming")
    }
}

/// Takes the lock, and writes into it who has it.
fn lock(disk: &dyn Disk, dir: &Path) -> Result<Lock, StoreError> {
    let path = dir.join("lock");
    let held = disk
        .lock(&path, false)
        .map_err(StoreError::disk("lock", &path))?;
    let Some(held) = held else {
        let holder = disk.read(&path, 20).unwrap_or_default();
        let holder = String::from_utf8_lossy(&holder).trim().parse::<u32>();
        return Err(StoreError::Busy {
            dir: dir.to_owned(),
            holder: holder.map_or_else(|_| String::new(), |id| format!(" (process {id})")),
        });
    };
    if let Err(error) = held.sign() {
        // For people only: a courier can wait on a full disk for room.
        tracing::warn!("cannot write {}: {error}", path.display());
    }
    Ok(held)
}
