//! What is no longer needed, and what a crash left behind.

use std::collections::BTreeSet;
use std::path::Path;

use legeplads_trust::{Digest, Manifest};

use crate::blob::part_of;
use crate::disk::{Durable, parent};
use crate::release::{self, Unusable};
use crate::{Slot, Store, StoreError};

/// Bytes of half-fetched blobs that are kept when a store is opened.
const PART_BYTES: u64 = 128 * 1024 * 1024;

impl Store {
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
        for folder in self.disk().entries(&self.blobs())? {
            for blob in self.disk().entries(&folder)? {
                let name = blob.file_name().and_then(|name| name.to_str());
                let digest = name.and_then(|name| name.parse::<Digest>().ok());
                if digest.is_none_or(|digest| !kept.contains(&digest)) {
                    self.drop_file(&blob)?;
                    removed += 1;
                }
            }
        }
        for part in self.disk().entries(&self.incoming())? {
            self.drop_file(&part)?;
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
                    kept.extend(verified.manifest().files().map(|(_, digest, _)| digest));
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
    pub(super) fn tidy(&self) -> Result<(), StoreError> {
        self.tidy_incoming()?;
        self.outbox().tidy()?;
        self.settle_slots()?;
        let slots = self.view.slots()?;
        for slot in &slots.damaged {
            tracing::warn!("the slot {slot} is damaged and counts as empty");
        }
        let Some(pending) = &slots.pending else {
            return Ok(());
        };
        if slots.current.as_ref() == Some(pending) {
            return self.finish_confirming(pending);
        }
        let mut refusals = self.view.refusals()?.into_iter();
        if refusals.any(|refusal| refusal.for_good && refusal.manifest == pending.manifest) {
            self.empty(Slot::Pending)?;
        }
        Ok(())
    }

    /// Keeps the beginnings of blobs that are still to come, within bounds.
    fn tidy_incoming(&self) -> Result<(), StoreError> {
        let mut kept = 0_u64;
        for part in self.disk().entries(&self.incoming())? {
            let wanted = part_of(&part)
                .filter(|digest| self.disk().length(&self.view.blob(*digest)).is_err());
            let length = wanted.and_then(|_| self.disk().length(&part).ok());
            match length.and_then(|length| kept.checked_add(length)) {
                Some(sum) if sum <= PART_BYTES => kept = sum,
                _ => self.drop_file(&part)?,
            }
        }
        Ok(())
    }

    /// Sees to it that the names of a release's blobs survive a crash, whoever put them there.
    pub(super) fn settle_blobs(&self, manifest: &Manifest) -> Result<(), StoreError> {
        let blobs = self.blobs();
        let folders = manifest.files().map(|(_, digest, _)| {
            let blob = self.view.blob(digest);
            parent(&blob).to_owned()
        });
        for folder in folders.collect::<BTreeSet<_>>() {
            self.disk().settle(&folder)?;
        }
        for folder in [blobs.as_path(), parent(&blobs), self.view.dir()] {
            self.disk().settle(folder)?;
        }
        Ok(())
    }

    /// The same for the slots.
    pub(super) fn settle_slots(&self) -> Result<(), StoreError> {
        self.disk().settle(&self.view.dir().join("slots"))
    }

    /// No fsync: what comes back after a crash is removed again.
    fn drop_file(&self, path: &Path) -> Result<(), StoreError> {
        self.disk()
            .remove(path)
            .map_err(StoreError::disk("remove", path))
    }

    fn blobs(&self) -> std::path::PathBuf {
        self.view.dir().join("blobs/sha256")
    }
}
