//! Counts on their way to the desk: how often a stop was visited, an answer given.
//!
//! No personal data: a count says what, where, in which language and in which hour (UTC), and how
//! often. What a survey was told is a record of its own ([`Answers`]), with no time finer than a part
//! of a day, and a batch says of when it was begun the day alone. No visitor, no session, no free text; a name is at most 120 of `a-z A-Z 0-9 - _ . /`.
//!
//! The kiosk counts in memory and writes now and then ([`Outbox::flush`]); the courier seals what
//! was written into a [`Batch`], sends it until the desk has it ([`Store::next_batch`]), and then
//! [`Store::acknowledge`]s it. The two are two processes and may stop at any moment.
//!
//! ```text
//! outbox/new.ron      written by the kiosk: everything that is not sealed yet
//! outbox/sending.ron  sealed by the courier, perhaps sent; it never changes
//! outbox/sent.ron     the number of the last that the desk has; or the whole of one that was set aside
//! outbox/parts/       what is being written
//! outbox/lock         held by whichever of the two is at it, for an instant
//! ```
//!
//! # What the desk gets
//!
//! The body of `POST /outbox` is the text of `sending.ron`, byte for byte ([`Sealed::text`]): a
//! record in RON, and below it the SHA-256 of the record without its last line break.
//!
//! ```text
//! Batch(
//!     kiosk: "airport-1",
//!     number: 12,
//!     flushes: 3456,
//!     begun: "2026-11-22T00:00:00Z",
//!     nonce: "0123456789abcdef0123456789abcdef",
//!     counts: [
//!         Count(period: "2026-11-22T05", item: "stop/travbyen", site: "airport", language: "da", count: 7),
//!     ],
//!     unkept: 0,
//!     damaged: 0,
//! )
//! sha256:0123…
//! ```
//!
//! That digest is the batch's id ([`Sealed::id`]). It covers the kiosk, a number that grows, and random
//! digits for a kiosk that begins anew, so no two batches share one, and the same batch sent again has the same: a desk that keeps the
//! ids counts each batch once, however often it comes. [`Sealed::read`] checks and reads a body.
//!
//! # Bounds
//!
//! The answers in each file have [`ANSWERS_BYTES`] at most; more are not kept, and counted as that. The
//! counts in each file have [`OUTBOX_BYTES`] at most. When there are more, the oldest hours are
//! added up to days and then to months; when all are months, the oldest are added up to years.
//! After that the rarest counts are let go, and `unkept` says how many there were. The same goes
//! for the kiosk's memory.
//!
//! # Exactly once
//!
//! Every batch has a higher `number` than the one before. Once a batch lies sealed, `new.ron` is written
//! anew with the next number and without what was sealed: only the answers of the part of the day that
//! it names go over. Before that nothing is sent. So after a crash between the two a `new.ron`
//! whose number is not above those of `sending.ron` and `sent.ron` was sealed and counts as gone; and
//! whatever damages those two later, nothing that was sent lies in `new.ron` to be sent again.
//! `flushes` grows with every flush, and the kiosk finds out by it whether a write went in of which the
//! disk did not say that it went well.

mod answers;
mod batch;
mod courier;
mod tally;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use crate::StoreError;
use crate::disk::{Disk, Durable, Lock, RealDisk, parent};
use answers::Records;
use batch::today;
use tally::Tally;

pub use answers::{ANSWERS_BYTES, Answers, DayPart, MOST_ANSWERS};
pub use batch::{Batch, Sealed};
pub use tally::{Count, Period, is_name};

/// Bytes of counts in one of the outbox's files at most.
pub const OUTBOX_BYTES: usize = 256 * 1024;

const NEW: &str = "new.ron";
const SENDING: &str = "sending.ron";
const SENT: &str = "sent.ron";

/// The kiosk's end: it counts. There is one for each store.
#[derive(Debug)]
pub struct Outbox {
    files: Files,
    /// Counted, and not written.
    counted: Counted,
    /// Written as this flush, perhaps: the disk did not say that it went well.
    unsure: Option<(u64, Counted)>,
    /// Which part of the day it is, if anybody said so.
    now: Option<DayPart>,
    /// Which one the disk says it is, for all that is known.
    written: Option<DayPart>,
}

/// What was counted and told since the last time it was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Counted {
    tally: Tally,
    records: Records,
}

impl Counted {
    fn is_empty(&self) -> bool {
        self.tally.is_empty() && self.records.is_empty()
    }

    fn add(&mut self, other: Self) {
        self.tally.add(other.tally);
        self.records.add(other.records);
    }
}

impl Outbox {
    /// The outbox of the store in a folder. Nothing is read or written yet.
    pub fn open(store: impl Into<PathBuf>) -> Self {
        Self::on(Arc::new(RealDisk), store)
    }

    /// The same, on another disk.
    pub fn on(disk: Arc<dyn Disk>, store: impl Into<PathBuf>) -> Self {
        Self {
            files: Files::of(disk, &store.into()),
            counted: Counted::default(),
            unsure: None,
            now: None,
            written: None,
        }
    }

    /// Counts `count` times `item` at a `site` in a `language` in the hour of `time`. In memory
    /// only, so it may be called on the frame loop. What has no proper name is counted as not
    /// kept.
    pub fn count(&mut self, item: &str, site: &str, language: &str, time: Timestamp, count: u64) {
        let names = [item, site, language];
        self.counted.tally.count(Period::hour(time), names, count);
    }

    /// Takes what a survey, an `instrument`, was told in a part of a day: questions and answers in
    /// the feed's words. In memory only, as [`Outbox::count`]. What has no proper names, and more
    /// than [`MOST_ANSWERS`], is counted as not kept.
    pub fn answer(
        &mut self,
        instrument: &str,
        site: &str,
        language: &str,
        part: &DayPart,
        given: &[(&str, &str)],
    ) {
        self.turn(part);
        let owned = |(asked, told): &(&str, &str)| ((*asked).to_owned(), (*told).to_owned());
        self.counted.records.put(Answers {
            part: part.clone(),
            instrument: instrument.to_owned(),
            site: site.to_owned(),
            language: language.to_owned(),
            given: given.iter().map(owned).collect(),
            count: 1,
        });
    }

    /// Says which part of the day it is, as a kiosk does before it writes: answers of every other one
    /// may leave. As long as nobody says anything, all of them may.
    pub fn turn(&mut self, part: &DayPart) {
        self.now = Some(part.clone());
    }

    /// Writes what was counted since the last time. When this returns it survives any crash.
    /// Call it off the frame loop, every few minutes and before the kiosk ends: it waits for the
    /// disk and, for an instant, for the courier.
    ///
    /// # Errors
    ///
    /// When the disk refuses. What was counted stays in memory; call it again later.
    pub fn flush(&mut self) -> Result<(), StoreError> {
        let outcome = self.try_flush();
        // Also when the disk refuses for days.
        self.counted.tally.fit(OUTBOX_BYTES);
        outcome
    }

    fn try_flush(&mut self) -> Result<(), StoreError> {
        let has_turned = self.now.is_some() && self.now != self.written;
        if self.counted.is_empty() && self.unsure.is_none() && !has_turned {
            return Ok(());
        }
        self.files.make()?;
        let _held = self.files.lock(true)?;
        let mut new = self.files.unsealed()?;
        if let Some((flush, counted)) = self.unsure.take()
            && new.flushes < flush
        {
            self.counted.add(counted);
        }
        if self.counted.is_empty() && (new.answers.is_empty() || new.now == self.now) {
            // It was written after all, but perhaps not for good.
            self.written.clone_from(&self.now);
            return self.files.settle();
        }
        if new.is_empty() {
            new.begun = today();
        }
        new.flushes = new.flushes.saturating_add(1);
        new.now = self.now.clone().or(new.now);
        new.add(self.counted.clone());
        let sealed = new.seal()?;
        self.written.clone_from(&self.now);
        self.unsure = Some((sealed.batch.flushes, std::mem::take(&mut self.counted)));
        self.files.write(NEW, &sealed)?;
        self.unsure = None;
        Ok(())
    }
}

/// What the outbox in a folder holds that was not sealed yet, without changing it; nothing where
/// nothing was counted. For a booth's, which no courier ever empties.
///
/// # Errors
///
/// When the disk refuses.
pub fn unsent(store: &Path) -> Result<Option<Batch>, StoreError> {
    let files = Files::of(Arc::new(RealDisk), store);
    if files.disk.length(&files.path(NEW)).is_err() {
        return Ok(None);
    }
    let _held = files.lock(true)?;
    files.unsealed().map(Some)
}

/// The outbox's folder.
#[derive(Debug)]
pub(crate) struct Files {
    disk: Arc<dyn Disk>,
    dir: PathBuf,
}

/// What one of the files says.
enum Read {
    Nothing,
    /// It is there, and not as it was written.
    Damaged,
    Whole(Box<Sealed>),
}

impl Files {
    pub(crate) fn of(disk: Arc<dyn Disk>, store: &Path) -> Self {
        Self {
            disk,
            dir: store.join("outbox"),
        }
    }

    fn make(&self) -> Result<(), StoreError> {
        self.disk.make_folders(&self.parts())
    }

    fn lock(&self, wait: bool) -> Result<Option<Lock>, StoreError> {
        let path = self.path("lock");
        self.disk
            .lock(&path, wait)
            .map_err(StoreError::disk("lock", &path))
    }

    /// What is not sealed yet; a batch without anything if there is nothing.
    fn unsealed(&self) -> Result<Batch, StoreError> {
        let mut fresh = Batch::begin();
        for name in [SENDING, SENT] {
            if let Read::Whole(file) = self.read(name)? {
                fresh.number = fresh.number.max(file.batch.number);
                fresh.flushes = fresh.flushes.max(file.batch.flushes);
            }
        }
        fresh.number = fresh.number.saturating_add(1);
        match self.read(NEW)? {
            Read::Whole(file) if file.batch.number >= fresh.number => {
                return Ok(file.batch.renewed());
            }
            Read::Whole(file) => {
                fresh.answers = file.batch.held();
                fresh.now = file.batch.now;
            }
            Read::Nothing => {}
            Read::Damaged => {
                tracing::warn!("{} is damaged; counts are lost", self.path(NEW).display());
                fresh.damaged = 1;
            }
        }
        Ok(fresh)
    }

    /// Removes what a crash left half written, unless the kiosk is at it.
    pub(crate) fn tidy(&self) -> Result<(), StoreError> {
        let parts = self.disk.entries(&self.parts())?;
        if parts.is_empty() {
            return Ok(());
        }
        let Some(_held) = self.lock(false)? else {
            return Ok(());
        };
        for part in parts {
            self.disk
                .remove(&part)
                .map_err(StoreError::disk("remove", &part))?;
        }
        Ok(())
    }

    fn read(&self, name: &str) -> Result<Read, StoreError> {
        let bytes = match self.disk.read_whole(&self.path(name), Sealed::BYTES) {
            Err(error) if error.is_too_large() => return Ok(Read::Damaged),
            read => read?,
        };
        Ok(match bytes.map(|bytes| Sealed::read(&bytes)) {
            None => Read::Nothing,
            Some(None) => Read::Damaged,
            Some(Some(sealed)) => Read::Whole(Box::new(sealed)),
        })
    }

    fn write(&self, name: &str, sealed: &Sealed) -> Result<(), StoreError> {
        self.disk
            .replace(&self.parts(), &self.path(name), sealed.text.as_bytes())?;
        // Whoever made the folder may have been killed just before it did.
        self.disk.settle(parent(&self.dir))
    }

    fn rename(&self, from: &str, to: &str) -> Result<(), StoreError> {
        let from = self.path(from);
        self.disk
            .rename(&from, &self.path(to))
            .map_err(StoreError::disk("rename", &from))?;
        self.settle()
    }

    fn settle(&self) -> Result<(), StoreError> {
        self.disk.settle(&self.dir)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    fn parts(&self) -> PathBuf {
        self.dir.join("parts")
    }
}
