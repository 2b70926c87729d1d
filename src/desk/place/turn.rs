//! Whose turn it is to publish to a folder.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use legeplads_store::{StoreError, disk};
use tokio::time::{Instant, sleep};

use super::{Place, PlaceError};

/// A turn takes a fraction of a second; whoever has it longer hangs.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often one looks whether it is free.
const LOOK: Duration = Duration::from_millis(20);

/// Let go of by the system when the process ends, however it ends.
pub(super) struct Turn {
    _lock: Option<File>,
}

impl Place {
    /// Waits for others who publish to this folder. Object stores need no such thing.
    pub(super) async fn turn(&self) -> Result<Turn, PlaceError> {
        let Some(folder) = &self.folder else {
            return Ok(Turn { _lock: None });
        };
        let own = folder.join(".desk");
        disk::folder(&own)?;
        let path = own.join("lock");
        let file = open(&path)?;
        let asked = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Turn { _lock: Some(file) }),
                Err(TryLockError::WouldBlock) if asked.elapsed() < PATIENCE => sleep(LOOK).await,
                Err(TryLockError::WouldBlock) => return Err(PlaceError::Busy(path)),
                Err(TryLockError::Error(source)) => return Err(fault("lock", &path, source)),
            }
        }
    }
}

fn open(path: &PathBuf) -> Result<File, PlaceError> {
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
        .map_err(|source| fault("open", path, source))
}

fn fault(doing: &'static str, path: &Path, source: std::io::Error) -> PlaceError {
    PlaceError::Disk(StoreError::Disk {
        doing,
        path: path.to_owned(),
        source,
    })
}
