//! What the outbox's files hold.

use std::hash::{BuildHasher, Hasher, RandomState};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use legeplads_trust::Digest;
use serde::{Deserialize, Serialize};

use super::answers::Records;
use super::{Answers, Count, Counted, DayPart, OUTBOX_BYTES, Tally};
use crate::{StoreError, record};

/// Counts that go to the desk together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// The kiosk that counted. Empty as long as the batch is not sealed.
    pub kiosk: String,
    /// Grows from batch to batch.
    pub number: u64,
    /// How often the kiosk has written counts, in this batch and all before it.
    pub flushes: u64,
    /// The day on which the first of these counts was written, by this machine's clock: its midnight in
    /// UTC. Programs from before wrote the very moment.
    pub begun: Timestamp,
    /// Random, and of this batch alone: a kiosk that was installed anew and counts the same makes another
    /// batch. Empty in batches of programs from before.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub nonce: String,
    /// The counts, oldest first; one for each period, item, site and language.
    pub counts: Vec<Count>,
    /// How many more there were that could not be kept: there was no room for so many different
    /// ones, they had no proper name, or a desk would not have them.
    pub unkept: u64,
    /// How often counts were lost, nobody knows how many, because the disk damaged a file.
    #[serde(default)]
    pub damaged: u64,
    /// What surveys were told, sorted by what it says; one for each part of a day, survey, site,
    /// language and set of answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answers>,
    /// The part of the day that it is, as long as the batch is not sealed: answers of this one stay
    /// when it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) now: Option<DayPart>,
}

/// The day that it is, as a time: its midnight in UTC. A batch says no more of when it was begun: what
/// leaves a kiosk has no minute and no second.
pub(super) fn today() -> Timestamp {
    day(Timestamp::now())
}

fn day(time: Timestamp) -> Timestamp {
    let day = time.to_zoned(TimeZone::UTC).start_of_day();
    // There is one for every time that a clock can show.
    day.map_or(Timestamp::UNIX_EPOCH, |day| day.timestamp())
}

/// Of no use to anybody but for being another one each time: hashers are seeded by the system's
/// random numbers.
fn nonce() -> String {
    let number = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", number(), number())
}

impl Batch {
    /// An empty one that begins today.
    pub(super) fn begin() -> Self {
        Self {
            begun: today(),
            nonce: nonce(),
            ..Self::default()
        }
    }

    /// Makes one of a program from before like those of this one, as long as it is not sealed.
    pub(super) fn renewed(mut self) -> Self {
        self.begun = day(self.begun);
        if self.nonce.is_empty() {
            self.nonce = nonce();
        }
        self
    }

    /// Adds counts, within [`OUTBOX_BYTES`], and answers, within [`ANSWERS_BYTES`](super::ANSWERS_BYTES).
    pub(super) fn add(&mut self, counted: Counted) {
        let mut tally = Tally::of(std::mem::take(&mut self.counts), self.unkept);
        tally.add(counted.tally);
        tally.fit(OUTBOX_BYTES);
        let mut records = Records::from_iter(std::mem::take(&mut self.answers));
        records.add(counted.records);
        self.unkept = tally.unkept.saturating_add(records.unkept);
        self.counts = tally.counts();
        self.answers = records.list();
    }

    /// The answers that stay on the kiosk when the rest leaves: those of the present part of the day.
    pub(super) fn held(&self) -> Vec<Answers> {
        let answers = self.answers.iter();
        let held = answers.filter(|answers| self.now.as_ref() == Some(&answers.part));
        held.cloned().collect()
    }

    /// Leaves out what [stays](Self::held).
    pub(super) fn leave(&mut self) {
        let now = self.now.take();
        self.answers
            .retain(|answers| now.as_ref() != Some(&answers.part));
    }

    /// Its number, and nothing that was counted or told.
    pub(super) fn emptied(&self) -> Self {
        Self {
            number: self.number,
            flushes: self.flushes,
            begun: self.begun,
            ..Self::default()
        }
    }

    /// Everything that was counted and told, kept or not.
    pub(super) fn sum(&self) -> u64 {
        let counts = self.counts.iter().map(|count| count.count);
        let answers = self.answers.iter().map(|answers| answers.count);
        counts.chain(answers).fold(self.unkept, u64::saturating_add)
    }

    pub(super) fn is_empty(&self) -> bool {
        let Self {
            counts,
            answers,
            unkept,
            damaged,
            ..
        } = self;
        counts.is_empty() && answers.is_empty() && *unkept == 0 && *damaged == 0
    }

    /// The file that holds it.
    pub(super) fn seal(self) -> Result<Sealed, StoreError> {
        let text = record::one_line_each(&self).map_err(|source| StoreError::Format {
            what: "a batch of counts",
            source,
        })?;
        let (text, id) = record::seal(&text);
        Ok(Sealed {
            batch: self,
            id,
            text,
        })
    }
}

/// A batch as it goes to the desk, and comes there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// What it says.
    pub batch: Batch,
    /// Its id: the same batch has the same, however often it is sent, and no other has it.
    pub id: Digest,
    /// The body of `POST /outbox`.
    pub text: String,
}

impl Sealed {
    /// Bytes of [`Sealed::text`] at most.
    pub const BYTES: u64 = 2 * OUTBOX_BYTES as u64;

    /// Reads what came as the body of `POST /outbox`. `None` when it is no batch, or was changed
    /// on the way: answer 422 then. A desk that had this [`Sealed::id`] before does not count it
    /// again, and answers 204 as the first time.
    pub fn read(body: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(body).ok()?;
        let (batch, id) = record::unseal(body)?;
        Some(Self {
            batch,
            id,
            text: text.to_owned(),
        })
    }
}
