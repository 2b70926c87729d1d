//! A copy of a ledger's file, made while it is written to.

use std::fs::{self, File as OnDisk};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::super::database::Refusal;
use super::private;

/// Copies a ledger into one file. What stood there is replaced when the copy is whole, and never
/// otherwise.
pub(super) fn copy(ledger: &Connection, to: &Path) -> io::Result<()> {
    let mut part = to.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    match fs::remove_file(&part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    private(&part)?;
    fill(&part, ledger).map_err(io::Error::other)?;
    OnDisk::open(&part)?.sync_all()?;
    fs::rename(&part, to)?;
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    OnDisk::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

fn fill(part: &Path, ledger: &Connection) -> Result<(), Refusal> {
    let mut copy = Connection::open(part)?;
    // In one step: a writer in between would make it begin anew. SQLite waits in it for whoever holds
    // the ledger, as long as the connection has patience; that it was in vain is no error of its own
    // but another outcome, and leaves an empty copy.
    if Backup::new(ledger, &mut copy)?.step(-1)? != StepResult::Done {
        return Err(
            "another program holds the ledger: nothing was copied, and what stood here is as it was. \
             Try again when that program is done"
                .into(),
        );
    }
    // One file, and no log beside it.
    copy.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?;
    Ok(())
}
