//! What a kiosk has accepted so far.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tough::schema::{Root, Signed, Snapshot, Targets};

use super::clock::MADE;
use crate::Digest;

/// What was accepted last: the newest root, all metadata under it, and a time that is surely past.
///
/// Whoever loses it falls back to the root that the kiosk was given and to believing old metadata,
/// so it is kept whole ([`Memory::to_bytes`]) and replaced whole, never piece by piece: a file of
/// its own that were lost would be a rollback protection lost without a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// Which form this has; [`FORM`] is the one understood here.
    form: u32,
    /// The newest root.
    pub(super) root: String,
    /// The rest, once something was accepted.
    pub(super) accepted: Option<Accepted>,
    /// The time of the last acceptance under a synchronised clock.
    pub(super) floor: Option<Timestamp>,
}

/// One accepted state of a published folder, as the bytes that came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Accepted {
    pub(super) timestamp: String,
    pub(super) snapshot: String,
    pub(super) targets: String,
    /// The roles of the desks that were asked for the channel, by name.
    pub(super) desks: BTreeMap<String, String>,
}

/// Bytes that are no memory.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a record of accepted metadata: {0}")]
pub struct NotAMemory(String);

/// The form that [`Memory`] writes.
const FORM: u32 = 1;

impl Memory {
    pub(super) fn new(root: String, accepted: Option<Accepted>, floor: Option<Timestamp>) -> Self {
        Self {
            form: FORM,
            root,
            accepted,
            floor,
        }
    }

    /// To be kept, whole. Holds nothing secret.
    ///
    /// # Errors
    ///
    /// When the JSON writer gives up, which it has no reason to do for this type.
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotAMemory> {
        serde_json::to_vec(self).map_err(|error| NotAMemory(error.to_string()))
    }

    /// From what [`Memory::to_bytes`] made.
    ///
    /// # Errors
    ///
    /// [`NotAMemory`] unless every part is there and can be read: half a memory would protect from
    /// half the attacks.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotAMemory> {
        let memory: Self =
            serde_json::from_slice(bytes).map_err(|error| NotAMemory(error.to_string()))?;
        if memory.form != FORM {
            let why = format!("form {}, and this program reads {FORM}", memory.form);
            return Err(NotAMemory(why));
        }
        readable::<Root>("root", &memory.root)?;
        if let Some(accepted) = &memory.accepted {
            readable::<tough::schema::Timestamp>("timestamp", &accepted.timestamp)?;
            readable::<Snapshot>("snapshot", &accepted.snapshot)?;
            readable::<Targets>("targets", &accepted.targets)?;
        }
        Ok(memory)
    }

    /// A time that is surely past: the last acceptance under a synchronised clock, or [`MADE`].
    pub fn floor(&self) -> Timestamp {
        self.floor.map_or(MADE, |floor| floor.max(MADE))
    }
}

impl Accepted {
    /// Every file that never changes, by digest: what is held need not be fetched again.
    pub(super) fn files(&self) -> BTreeMap<Digest, Vec<u8>> {
        [&self.snapshot, &self.targets]
            .into_iter()
            .chain(self.desks.values())
            .map(|text| (Digest::of(text.as_bytes()), text.clone().into_bytes()))
            .collect()
    }
}

fn readable<T: DeserializeOwned>(role: &str, text: &str) -> Result<(), NotAMemory> {
    match serde_json::from_str::<Signed<T>>(text) {
        Ok(_) => Ok(()),
        Err(error) => Err(NotAMemory(format!("its {role}: {error}"))),
    }
}
