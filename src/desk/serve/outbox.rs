//! `POST /outbox`: a kiosk hands over what it counted.
//!
//! A batch lies in `DIR/.desk/outbox/ab/abcd….ron` under its id, byte for byte as it came, and is
//! there for good before it is acknowledged. Coming again it is acknowledged again and kept once.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use legeplads_store::disk::{self, Disk, RealDisk};
use legeplads_store::outbox::Sealed;
use tokio::task::spawn_blocking;

use super::body;

/// Bytes of one batch at most.
const BATCH_BYTES: usize = Sealed::BYTES as usize;

/// Bytes of all batches together at most: a kiosk keeps its own for as long as they are not taken,
/// and a full disk would stop more than this.
const MOST: u64 = 1024 * 1024 * 1024;

/// The batches of a published folder.
#[derive(Debug)]
pub(super) struct Outbox {
    dir: PathBuf,
    bytes: AtomicU64,
}

/// Why a batch was not taken.
enum NotTaken {
    /// It is none, and never will be.
    Wrong,
    /// There is no room now.
    Full,
    /// The disk refused.
    Disk(String),
}

impl NotTaken {
    fn disk(error: impl ToString) -> Self {
        Self::Disk(error.to_string())
    }
}

impl Outbox {
    pub(super) fn open(published: &Path) -> io::Result<Self> {
        let dir = published.join(".desk").join("outbox");
        disk::folder(&dir).map_err(io::Error::other)?;
        let bytes = AtomicU64::new(bytes(&dir)?);
        Ok(Self { dir, bytes })
    }

    /// Waits for the disk.
    fn take(&self, body: &[u8]) -> Result<(), NotTaken> {
        let sealed = Sealed::read(body).ok_or(NotTaken::Wrong)?;
        let id = sealed.id.to_string();
        let folder = self.dir.join(&id[..2]);
        let path = folder.join(format!("{id}.ron"));
        if path.is_file() {
            // It may have been put there an instant ago, by a request that is still at it.
            return RealDisk.sync_folder(&folder).map_err(NotTaken::disk);
        }
        let length = body.len() as u64;
        if self.bytes.load(Ordering::Relaxed) + length > MOST {
            // Some of it may have been taken out since it was last counted.
            let held = bytes(&self.dir).map_err(NotTaken::disk)?;
            self.bytes.store(held, Ordering::Relaxed);
            if held + length > MOST {
                return Err(NotTaken::Full);
            }
        }
        disk::folder(&folder).map_err(NotTaken::disk)?;
        disk::write(&folder, &path, body).map_err(NotTaken::disk)?;
        self.bytes.fetch_add(length, Ordering::Relaxed);
        Ok(())
    }
}

/// 204: it is here, now or since before. 413 and 422: never. Anything else: later.
pub(super) async fn answer(State(outbox): State<Arc<Outbox>>, sent: Body) -> Response {
    let bytes = match body::read(sent, BATCH_BYTES).await {
        Ok(bytes) => bytes,
        Err(instead) => return instead,
    };
    let taken = spawn_blocking({
        let outbox = Arc::clone(&outbox);
        move || outbox.take(&bytes)
    });
    match taken.await {
        Ok(Ok(())) => StatusCode::NO_CONTENT.into_response(),
        Ok(Err(NotTaken::Wrong)) => {
            let words = "this is no batch of counts, or it was changed on the way\n";
            (StatusCode::UNPROCESSABLE_ENTITY, words).into_response()
        }
        Ok(Err(NotTaken::Full)) => {
            eprintln!(
                "legeplads-desk: {} holds {} MB of counts and takes no more; kiosks keep theirs. \
                 Take out what is no longer needed there",
                outbox.dir.display(),
                MOST / 1_000_000
            );
            StatusCode::INSUFFICIENT_STORAGE.into_response()
        }
        Ok(Err(NotTaken::Disk(error))) => {
            eprintln!("legeplads-desk: counts were not taken: {error}");
            StatusCode::INSUFFICIENT_STORAGE.into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Bytes of all files below a folder of folders.
fn bytes(dir: &Path) -> io::Result<u64> {
    let mut sum = 0;
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            for file in fs::read_dir(entry.path())? {
                sum += file?.metadata()?.len();
            }
        }
    }
    Ok(sum)
}
