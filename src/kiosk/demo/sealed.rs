//! A demo's own folder: it holds `screen.ron`, a mark by which it is known again, and with
//! `--collect` an outbox that no courier empties. What a real kiosk keeps is never opened.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

pub use legeplads_store::DEMO_MARK as MARK;
use legeplads_store::Screen;

/// What the mark says to somebody who finds it.
const SAYS: &str = "This folder is a demo's: `legeplads-kiosk --demo --store` writes its screen.ron here, \
                    and with --collect what visitors touch, in outbox/, which `legeplads-desk booth` \
                    makes a table of. Nothing else is here, and it can be removed.\n";

/// Where it counts with `--collect`.
const OUTBOX: &str = "outbox";

/// Why a demo may not use a folder.
#[derive(Debug, thiserror::Error)]
pub enum Unsealed {
    /// Somebody else's things lie there.
    #[error(
        "--store {}: this is no demo's folder, since `{found}` lies there. A demo keeps away from what a \
         real kiosk keeps. Name a folder that is new or empty, or leave --store out: then nothing is \
         written",
        folder.display()
    )]
    Taken {
        /// The folder.
        folder: PathBuf,
        /// Something in it that no demo has made.
        found: String,
    },
    /// The disk refuses.
    #[error("--store {}: a demo's folder cannot be made here: {source}", folder.display())]
    Disk {
        /// The folder.
        folder: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Makes a folder a demo's, if it is new or empty, or one already.
///
/// # Errors
///
/// When anything else lies there, or when the disk refuses. Then it is left as it was.
pub fn seal(folder: &Path) -> Result<(), Unsealed> {
    let disk = |source| Unsealed::Disk {
        folder: folder.to_owned(),
        source,
    };
    let names = names(folder).map_err(disk)?;
    let is_marked = names.iter().any(|name| name == MARK);
    // What a power cut left of a writing, too.
    let part = format!(".{}.part", Screen::FILE);
    let ours = [MARK, Screen::FILE, OUTBOX, &part];
    let mut others = names.iter();
    let other = others.find(|name| !is_marked || !ours.contains(&name.as_str()));
    if let Some(found) = other {
        return Err(Unsealed::Taken {
            folder: folder.to_owned(),
            found: found.clone(),
        });
    }
    fs::create_dir_all(folder).map_err(disk)?;
    fs::write(folder.join(MARK), SAYS).map_err(disk)
}

/// What lies in a folder; nothing in one that is not there yet.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    entries
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect()
}
