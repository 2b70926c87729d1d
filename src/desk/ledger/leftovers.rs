//! Batches that lie as files, from desks before there was a ledger.

use std::fs;
use std::io;
use std::path::Path;

use legeplads_store::outbox::Sealed;

use super::{Entry, Ledger, LedgerError};

/// Takes in what lies in `DIR/.desk/outbox`, file by file: each is removed when it is in the ledger
/// for good. A crash in between takes nothing in twice. What is no batch stays, and is named.
///
/// # Errors
///
/// When the ledger or the disk refuses.
pub fn take_in(published: &Path, ledger: &mut Ledger) -> Result<usize, LedgerError> {
    let dir = published.join(".desk").join("outbox");
    let disk = |source| LedgerError::Disk {
        path: dir.clone(),
        source,
    };
    let mut taken = 0;
    for folder in folders(&dir).map_err(disk)? {
        for file in fs::read_dir(&folder).map_err(disk)? {
            let path = file.map_err(disk)?.path();
            let is_one = path.extension().is_some_and(|extension| extension == "ron");
            let size = fs::metadata(&path).map_err(disk)?.len();
            if !is_one || size > Sealed::BYTES {
                continue;
            }
            match Entry::read(&fs::read(&path).map_err(disk)?) {
                Ok(entry) => {
                    taken += ledger.take(&[entry])?;
                    fs::remove_file(&path).map_err(disk)?;
                }
                Err(error) => eprintln!("legeplads-desk: {}: {error}", path.display()),
            }
        }
        // Whatever is left in it stays.
        let _ = fs::remove_dir(&folder);
    }
    let _ = fs::remove_dir(&dir);
    Ok(taken)
}

fn folders(dir: &Path) -> io::Result<Vec<std::path::PathBuf>> {
    let entries = match fs::read_dir(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut folders = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            folders.push(entry.path());
        }
    }
    Ok(folders)
}
