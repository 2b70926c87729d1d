//! A store as the courier sees it: the one who writes.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process;

use legeplads_trust::{Digest, Verified};

use crate::blob::{BlobError, BlobWriter};
use crate::refused::{self, Refusal};
use crate::release::{self, Unusable};
use crate::{Admission, Pointer, Slot, StoreError, View, disk};

/// A store that is open for writing. There is one at a time for each folder, in all processes.
#[derive(Debug)]
pub struct Store {
    view: View,
    /// Held for as long as the store is open; the system lets go of it when the process ends,
    /// however it ends.
    _lock: File,
}

impl Store {
    /// Opens the store in `dir`, which is made if need be, and tidies up after a crash.
    ///
    /// # Errors
    ///
    /// [`StoreError::Busy`] when another courier has it open, or when the disk refuses.
    pub fn open(dir: impl Into<PathBuf>) -> Result<Self, StoreError> {
        let dir = dir.into();
        disk::folder(&dir)?;
        let lock = lock(&dir)?;
        for name in ["blobs", "slots", "incoming"] {
            disk::folder(&dir.join(name))?;
        }
        let store = Self {
            view: View::open(dir),
            _lock: lock,
        };
        store.tidy()?;
        Ok(store)
    }

    /// The store as readers see it.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// Begins to take in a blob of this content and length.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn begin_blob(&self, digest: Digest, size: u64) -> Result<BlobWriter, StoreError> {
        let file = disk::temporary(&self.incoming())?;
        Ok(BlobWriter::new(file, digest, size, self.view.blob(digest)))
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
            Admission::Pending | Admission::Current => return Ok(()),
            Admission::Refused(why) => return Err(StoreError::NotAdmitted(why)),
        }
        if let Some(wanted) = self.view.lacking(manifest).into_iter().next() {
            return Err(StoreError::Incomplete {
                release: manifest.version,
                path: wanted.path,
            });
        }
        let blob = self.view.blob(release.digest());
        if let Some(folder) = blob.parent() {
            disk::folder(folder)?;
        }
        disk::write(&self.incoming(), &blob, release.bytes())?;
        self.point(Slot::Pending, &Pointer::to(release))
    }

    /// `pending` was seen on the glass: it becomes `current`, and `current` becomes `previous`.
    ///
    /// # Errors
    ///
    /// [`StoreError::NothingPending`], or when the disk refuses; then it may be called again.
    pub fn confirm(&self) -> Result<(), StoreError> {
        let slots = self.view.slots()?;
        let pending = slots.pending.ok_or(StoreError::NothingPending)?;
        // After a crash between the second and the third step both are the same, and `previous`
        // must not be lost to a second turn.
        if slots.current.as_ref() != Some(&pending) {
            if let Some(current) = &slots.current {
                self.point(Slot::Previous, current)?;
            }
            self.point(Slot::Current, &pending)?;
        }
        self.empty(Slot::Pending)
    }

    /// `pending` cannot be shown: it is remembered as refused for good, and the slot is emptied.
    ///
    /// # Errors
    ///
    /// [`StoreError::NothingPending`], or when the disk refuses; then it may be called again.
    pub fn reject(&self, why: &str) -> Result<(), StoreError> {
        let pending = self
            .view
            .slots()?
            .pending
            .ok_or(StoreError::NothingPending)?;
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

    /// Removes the blobs that no slot needs, and gives their number. To be called when a release
    /// was confirmed or refused, not before: until then the kiosk may still read the pictures of
    /// the one before, and what was fetched of an interrupted release is not fetched again.
    ///
    /// # Errors
    ///
    /// When the disk refuses. Nothing is removed unless every slot could be read.
    pub fn sweep(&self) -> Result<usize, StoreError> {
        let kept = self.marked()?;
        let mut removed = 0;
        for folder in entries(&self.view.dir().join("blobs/sha256"))? {
            for blob in entries(&folder)? {
                let name = blob.file_name().and_then(|name| name.to_str());
                let digest = name.and_then(|name| name.parse::<Digest>().ok());
                if digest.is_none_or(|digest| !kept.contains(&digest)) {
                    // No fsync: a blob that comes back after a crash is swept again.
                    fs::remove_file(&blob).map_err(StoreError::disk("remove", &blob))?;
                    removed += 1;
                }
            }
        }
        Ok(removed)
    }

    /// Everything that the slots need.
    fn marked(&self) -> Result<BTreeSet<Digest>, StoreError> {
        let slots = self.view.slots()?;
        let mut kept = BTreeSet::new();
        for pointer in Slot::ALL.iter().filter_map(|slot| slots.get(*slot)) {
            kept.insert(pointer.manifest);
            match release::manifest(&self.view, pointer) {
                Ok(verified) => {
                    kept.extend(verified.manifest().files().map(|(_, digest, _)| digest))
                }
                // The disk may give it back another time: keep all until then.
                Err(Unusable::Store(error)) => return Err(error),
                // Gone for good; nobody can tell any more what it needed.
                Err(error) => {
                    tracing::warn!("release {} is lost: {error}", pointer.release);
                }
            }
        }
        Ok(kept)
    }

    /// Finishes what a crash interrupted.
    fn tidy(&self) -> Result<(), StoreError> {
        for leftover in entries(&self.incoming())? {
            fs::remove_file(&leftover).map_err(StoreError::disk("remove", &leftover))?;
        }
        let slots = self.view.slots()?;
        for slot in &slots.damaged {
            tracing::warn!("the slot {slot} is damaged and counts as empty");
        }
        let Some(pending) = &slots.pending else {
            return Ok(());
        };
        let refused = self
            .view
            .refusals()?
            .iter()
            .any(|refusal| refusal.for_good && refusal.manifest == pending.manifest);
        if refused || slots.current.as_ref() == Some(pending) {
            self.empty(Slot::Pending)?;
        }
        Ok(())
    }

    fn point(&self, slot: Slot, pointer: &Pointer) -> Result<(), StoreError> {
        let text = pointer.to_text().map_err(|source| StoreError::Format {
            what: slot.name(),
            source,
        })?;
        disk::write(
            &self.incoming(),
            &self.view.slot_path(slot),
            text.as_bytes(),
        )
    }

    fn empty(&self, slot: Slot) -> Result<(), StoreError> {
        disk::remove(&self.view.slot_path(slot))
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
        disk::write(
            &self.incoming(),
            &self.view.refused_path(),
            (text + "\n").as_bytes(),
        )
    }

    fn incoming(&self) -> PathBuf {
        self.view.dir().join("incoming")
    }
}

/// Takes the lock, and writes into it who has it.
fn lock(dir: &Path) -> Result<File, StoreError> {
    let path = dir.join("lock");
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(StoreError::disk("open", &path))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            return Err(StoreError::Busy {
                dir: dir.to_owned(),
                holder: holder(&mut file),
            });
        }
        Err(TryLockError::Error(error)) => return Err(StoreError::disk("lock", &path)(error)),
    }
    // For people only, so not made durable.
    file.set_len(0)
        .and_then(|()| writeln!(file, "{}", process::id()))
        .map_err(StoreError::disk("write", &path))?;
    Ok(file)
}

fn holder(lock: &mut File) -> String {
    let mut text = String::new();
    match lock
        .take(20)
        .read_to_string(&mut text)
        .map(|_| text.trim().parse::<u32>())
    {
        Ok(Ok(id)) => format!(" (process {id})"),
        _ => String::new(),
    }
}

/// The paths in a folder; none if it is not there.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let listed = match fs::read_dir(folder) {
        Ok(listed) => listed,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(StoreError::disk("read", folder)(error)),
    };
    listed
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(StoreError::disk("read", folder))
}
