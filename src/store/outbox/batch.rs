//! What the outbox's files hold.

use jiff::Timestamp;
use legeplads_trust::Digest;
use serde::{Deserialize, Serialize};

use super::{Count, OUTBOX_BYTES, Tally};
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
    /// When the first of these counts was written, by this machine's clock.
    pub begun: Timestamp,
    /// The counts, oldest first; one for each period, item, site and language.
    pub counts: Vec<Count>,
    /// How many more there were that could not be kept: there was no room for so many different
    /// ones, they had no proper name, or a desk would not have them.
    pub unkept: u64,
    /// How often counts were lost, nobody knows how many, because the disk damaged a file.
    #[serde(default)]
    pub damaged: u64,
}

impl Batch {
    /// Adds counts, within [`OUTBOX_BYTES`].
    pub(super) fn add(&mut self, counted: Tally) {
        let mut tally = Tally::of(std::mem::take(&mut self.counts), self.unkept);
        tally.add(counted);
        tally.fit(OUTBOX_BYTES);
        self.unkept = tally.unkept;
        self.counts = tally.counts();
    }

    /// Everything that was counted, kept or not.
    pub(super) fn sum(&self) -> u64 {
        let counts = self.counts.iter().map(|count| count.count);
        counts.fold(self.unkept, u64::saturating_add)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.counts.is_empty() && self.unkept == 0 && self.damaged == 0
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
