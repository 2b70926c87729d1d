//! The courier's end of the outbox: it seals, and takes away what the desk has.

use legeplads_trust::Digest;

use super::{Files, NEW, Read, SENDING, SENT, Sealed};
use crate::disk::Durable;
use crate::{Store, StoreError};

impl Store {
    /// The batch to send: the one that is on its way already, else everything that was counted
    /// since, sealed under this `kiosk`'s id. `None` when there is nothing, or when the kiosk is
    /// writing at this very moment. Until it is acknowledged the same batch comes every time,
    /// also after a crash.
    ///
    /// # Errors
    ///
    /// When the disk refuses; ask again later.
    pub fn next_batch(&self, kiosk: &str) -> Result<Option<Sealed>, StoreError> {
        let files = self.outbox();
        files.make()?;
        let Some(_held) = files.lock(false)? else {
            return Ok(None);
        };
        match files.read(SENDING)? {
            Read::Whole(sealed) => {
                // Nothing is sent that a crash could still take back, or that could be sealed again.
                files.settle()?;
                files.retire(&sealed)?;
                return Ok(Some(*sealed));
            }
            Read::Damaged => files.set_damaged_aside()?,
            Read::Nothing => {}
        }
        let mut batch = files.unsealed()?;
        batch.leave();
        if batch.is_empty() {
            return Ok(None);
        }
        kiosk.clone_into(&mut batch.kiosk);
        let sealed = batch.seal()?;
        // What it was sealed from says what stays, so a crash may not bring back what was before that.
        files.settle()?;
        files.write(SENDING, &sealed)?;
        files.retire(&sealed)?;
        Ok(Some(sealed))
    }

    /// The desk has the batch with this id. Of one that is not on its way nothing is done.
    ///
    /// # Errors
    ///
    /// When the disk refuses; call it again, or send the batch again.
    pub fn acknowledge(&self, id: Digest) -> Result<(), StoreError> {
        self.outbox().finish(id, Kept::Number).map(|_| ())
    }

    /// The desk will never have the batch with this id: it goes out of the way, stays in
    /// `outbox/sent.ron` until the next one is through, and what was in it is counted as not kept.
    ///
    /// # Errors
    ///
    /// When the disk refuses; call it again, or send the batch again.
    pub fn set_aside(&self, id: Digest) -> Result<(), StoreError> {
        let files = self.outbox();
        let Some(batch) = files.finish(id, Kept::Whole)? else {
            return Ok(());
        };
        let _held = files.lock(true)?;
        let mut new = files.unsealed()?;
        new.unkept = new.unkept.saturating_add(batch.sum());
        files.write(NEW, &new.seal()?)
    }

    pub(crate) fn outbox(&self) -> Files {
        Files::of(self.view().disk().clone(), self.view().dir())
    }
}

/// What stays of a batch that is out of the way.
enum Kept {
    /// Nothing that was counted or told: the desk has it.
    Number,
    /// All of it, for whoever wants to know why the desk would not have it.
    Whole,
}

impl Files {
    /// Takes what was sealed out of what is not sealed yet; nothing if that was done before. Until it is
    /// done a batch does not leave: what lies in [`NEW`] then is in no batch that anybody has seen,
    /// whatever the disk does to the other files.
    fn retire(&self, sealed: &Sealed) -> Result<(), StoreError> {
        let is_told = sealed.batch.damaged > 0;
        match self.read(NEW)? {
            Read::Whole(file) if file.batch.number > sealed.batch.number => return Ok(()),
            // It goes into the next one that it is damaged.
            Read::Damaged if !is_told => return Ok(()),
            _ => {}
        }
        let mut rest = self.unsealed()?;
        rest.damaged = 0;
        self.write(NEW, &rest.seal()?)
    }

    /// Takes the batch with this id out of the way, and gives it.
    fn finish(&self, id: Digest, kept: Kept) -> Result<Option<super::Batch>, StoreError> {
        self.make()?;
        let _held = self.lock(true)?;
        match self.read(SENDING)? {
            Read::Whole(sealed) if sealed.id == id => {
                match kept {
                    Kept::Whole => self.rename(SENDING, SENT)?,
                    // After a crash between the two it is sent again, and the desk knows its id.
                    Kept::Number => {
                        self.write(SENT, &sealed.batch.emptied().seal()?)?;
                        self.disk.erase(&self.path(SENDING))?;
                    }
                }
                Ok(Some(sealed.batch))
            }
            _ => Ok(None),
        }
    }

    fn set_damaged_aside(&self) -> Result<(), StoreError> {
        tracing::warn!(
            "{} is damaged; counts are lost",
            self.path(SENDING).display()
        );
        let mut new = self.unsealed()?;
        new.damaged = new.damaged.saturating_add(1);
        self.write(NEW, &new.seal()?)?;
        self.disk.erase(&self.path(SENDING))
    }
}
