//! Room on the disk.

use crate::{Store, StoreError, View};

/// Bytes that fetching leaves free, for slots, trust, counts and whatever else the machine needs.
pub const RESERVE_BYTES: u64 = 16 * 1024 * 1024;

impl View {
    /// Bytes that may still be written to the store's disk.
    ///
    /// # Errors
    ///
    /// When the system gives no figure, also because the store's folder is not there.
    pub fn free_bytes(&self) -> Result<u64, StoreError> {
        self.disk()
            .free(self.dir())
            .map_err(StoreError::disk("ask for the free space of", self.dir()))
    }
}

impl Store {
    /// Whether so many bytes can be fetched, with [`RESERVE_BYTES`] left. To be asked before any
    /// are. When the system gives no figure it is tried: a full disk harms nothing that is here.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoRoom`] names the folder and the bytes.
    pub fn room_for(&self, bytes: u64) -> Result<(), StoreError> {
        let free = match self.view().free_bytes() {
            Ok(free) => free,
            Err(error) => {
                tracing::warn!("fetching {bytes} bytes without knowing whether they fit: {error}");
                return Ok(());
            }
        };
        match free >= bytes.saturating_add(RESERVE_BYTES) {
            true => Ok(()),
            false => Err(StoreError::NoRoom {
                dir: self.view().dir().to_owned(),
                needed: bytes,
                free,
                reserve: RESERVE_BYTES,
            }),
        }
    }
}
