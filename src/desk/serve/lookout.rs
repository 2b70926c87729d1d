//! Sees when something new is published in the folder.
//!
//! Whoever publishes replaces `metadata/timestamp.json`, by whatever program, perhaps from another
//! machine that has the folder mounted. So the file is looked at, often: one question to the file
//! system, which has the answer in memory. Only when the file is another one is anything read.

use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::Duration;

use legeplads_trust::layout::TIMESTAMP;
use legeplads_trust::{Channel, Target};
use tokio::sync::watch;
use tokio::time::{Instant, sleep};

use crate::heads::Heads;
use crate::place::Place;

/// What could not be understood is looked at again after this time, even if it has not changed.
const AGAIN: Duration = Duration::from_secs(5);

/// What listeners are told.
#[derive(Debug, Default)]
pub(super) struct Board {
    pub(super) channels: BTreeMap<Channel, Posted>,
    last: u64,
}

/// The newest on one channel.
#[derive(Debug)]
pub(super) struct Posted {
    target: Target,
    /// The timestamp's version with which it was first seen here.
    pub(super) version: u64,
    /// Counts what was posted; a higher one is news to whoever was told a lower one.
    pub(super) order: u64,
}

impl Board {
    /// Says whether there is anything new. A timestamp that was merely renewed is not: kiosks will
    /// come for it in their own time.
    fn post(&mut self, heads: &Heads) -> bool {
        let version = heads.version();
        let before = self.last;
        for (channel, target) in &heads.channels {
            let posted = self.channels.get(channel);
            if posted.is_some_and(|posted| posted.target == *target) {
                continue;
            }
            self.last += 1;
            let posted = Posted {
                target: *target,
                version,
                order: self.last,
            };
            self.channels.insert(channel.clone(), posted);
        }
        self.last > before
    }
}

/// What tells one file from another of the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    inode: u64,
    length: u64,
    modified: (i64, i64),
}

/// Looks `every` so often, for ever.
pub(super) async fn look_out(
    place: &Place,
    dir: &Path,
    every: Duration,
    board: watch::Sender<Board>,
) {
    let path = dir.join(TIMESTAMP);
    let mut known = None;
    let mut unclear: Option<(Mark, Instant)> = None;
    loop {
        let mark = mark(&path).await.filter(|mark| Some(*mark) != known);
        let waits = |mark: &Mark| {
            unclear.is_some_and(|(other, since)| other == *mark && since.elapsed() < AGAIN)
        };
        if let Some(mark) = mark.filter(|mark| !waits(mark)) {
            match Heads::read(place).await {
                Ok(heads) => {
                    if let Some(heads) = heads {
                        board.send_if_modified(|board| board.post(&heads));
                    }
                    (known, unclear) = (Some(mark), None);
                }
                Err(error) => {
                    if unclear.is_none_or(|(other, _)| other != mark) {
                        eprintln!(
                            "legeplads-desk: kiosks are not told of what is new in {}: {error}",
                            dir.display()
                        );
                    }
                    unclear = Some((mark, Instant::now()));
                }
            }
        }
        sleep(every).await;
    }
}

async fn mark(path: &Path) -> Option<Mark> {
    let file = tokio::fs::symlink_metadata(path).await.ok()?;
    Some(Mark {
        inode: file.ino(),
        length: file.len(),
        modified: (file.mtime(), file.mtime_nsec()),
    })
}
