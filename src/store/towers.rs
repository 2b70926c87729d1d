//! `towers.ron`: what visitors have built since the site opened. Nothing of it says who.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::disk::{Disk, Durable, RealDisk};
use crate::{StoreError, record};

/// The towers that stand, kept by the kiosk in `towers.ron` so that a power cut does not fell them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Towers {
    /// How long they stand: until the site opens next.
    pub until: Timestamp,
    /// By the ids of the activities in which they are built.
    pub towers: BTreeMap<String, Tower>,
}

/// A tower.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tower {
    /// Which of the activity's pieces stand on each other, lowest first.
    pub floors: Vec<u8>,
    /// How many there were when it was highest.
    pub tallest: u8,
}

impl Towers {
    /// The file's name in a store.
    pub const FILE: &str = "towers.ron";

    /// Bytes that are read of the file at most.
    const BYTES: u64 = 64 * 1024;

    /// Writes `towers.ron` into a store's folder, durably. Call it off the frame loop: it waits for
    /// the disk. There is one writer for each store.
    ///
    /// # Errors
    ///
    /// When the disk refuses; then the file is as before.
    pub fn write(&self, store: &Path) -> Result<(), StoreError> {
        self.write_on(&RealDisk, store)
    }

    /// The same, on another disk.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn write_on(&self, disk: &dyn Disk, store: &Path) -> Result<(), StoreError> {
        let text = record::one_line(self).map_err(|source| StoreError::Format {
            what: Self::FILE,
            source,
        })?;
        let (text, _) = record::seal(&text);
        disk.rewrite(store, Self::FILE, text.as_bytes())
    }

    /// Reads `towers.ron` from a store's folder. None stand when there is no such file, or when it
    /// cannot be understood.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn read(store: &Path) -> Result<Self, StoreError> {
        Self::read_on(&RealDisk, store)
    }

    /// The same, from another disk.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn read_on(disk: &dyn Disk, store: &Path) -> Result<Self, StoreError> {
        let bytes = disk.read_whole(&store.join(Self::FILE), Self::BYTES)?;
        let read = bytes.and_then(|bytes| record::unseal(&bytes));
        Ok(read.map(|(towers, _)| towers).unwrap_or_default())
    }
}
