//! What staff keep beside a feed: for `content/billund` the folder `content/billund.staff`.
//!
//! It lies beside the feed's folder and not in it, since that folder is published whole, copied on
//! sticks for a demo, and built into kiosks.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use legeplads_feed::staff::{self, Staff};
use legeplads_feed::{Diagnostic, Documents, Feed, Severity};
use legeplads_store::folder;

use crate::check::{count, counted, problems};

/// What a feed's folder has behind its name where staff's is meant.
const ENDING: &str = ".staff";

/// What was read there, and all that there is to say of it.
#[derive(Debug)]
pub struct Beside {
    /// The folder.
    pub dir: PathBuf,
    /// What was read.
    pub documents: Documents,
    /// What it says, if there is no error in it.
    pub staff: Option<Staff>,
    /// What was found.
    pub diagnostics: Vec<Diagnostic>,
}

impl Beside {
    /// Reads and checks what is kept beside a feed's folder. None if there is no such folder.
    #[must_use]
    pub fn of(feed_dir: &Path, feed: &Feed) -> Option<Self> {
        let dir = folder_of(feed_dir).filter(|dir| dir.exists())?;
        let beside = match folder::read(&dir) {
            Ok(documents) => {
                let staff::Found { staff, diagnostics } = staff::read(&documents, feed);
                Self {
                    dir,
                    documents,
                    staff,
                    diagnostics,
                }
            }
            Err(unreadable) => Self {
                dir,
                documents: Documents::default(),
                staff: None,
                diagnostics: problems(&unreadable.problems),
            },
        };
        Some(beside)
    }

    /// One line on the whole.
    #[must_use]
    pub fn summary(&self) -> String {
        let dir = self.dir.display();
        let errors = counted(count(&self.diagnostics, Severity::Error), "error");
        let warnings = counted(count(&self.diagnostics, Severity::Warning), "warning");
        match &self.staff {
            Some(staff) => format!(
                "{dir} is for staff alone: {}, {}, {}; {errors}, {warnings}",
                counted(staff.measures.len(), "measure"),
                counted(staff.leads.len(), "lead"),
                counted(staff.indicators.len(), "indicator"),
            ),
            None => format!("{dir} is for staff alone: {errors}, {warnings}"),
        }
    }
}

/// What staff keep beside a feed; nothing where they keep nothing.
///
/// # Errors
///
/// When there is something in it that must be mended first.
pub fn read(feed_dir: &Path, feed: &Feed) -> io::Result<Staff> {
    let Some(beside) = Beside::of(feed_dir, feed) else {
        return Ok(Staff::default());
    };
    let (dir, diagnostics) = (beside.dir.display(), beside.diagnostics.iter());
    beside.staff.ok_or_else(|| {
        let mut errors = diagnostics.filter(|found| found.severity == Severity::Error);
        let first = errors.next().map(ToString::to_string).unwrap_or_default();
        let feed_dir = feed_dir.display();
        io::Error::other(format!(
            "{dir}/{first}\nsee: legeplads-desk check {feed_dir}"
        ))
    })
}

/// A diagnostic of what lies in a folder beside a feed's, with its file as seen from the feed's.
pub(crate) fn named(dir: &Path, diagnostic: &Diagnostic) -> Diagnostic {
    let name = dir.file_name().unwrap_or_default();
    let file = Path::new("..").join(name).join(&diagnostic.file);
    Diagnostic {
        file: file.display().to_string(),
        ..diagnostic.clone()
    }
}

/// Where staff keep what belongs to a feed's folder.
fn folder_of(feed_dir: &Path) -> Option<PathBuf> {
    let ending = |dir: &Path| {
        let mut name = OsString::from(dir.file_name()?);
        name.push(ENDING);
        Some(dir.with_file_name(name))
    };
    // `.` and `..` have no name of their own.
    ending(feed_dir).or_else(|| ending(&fs::canonicalize(feed_dir).ok()?))
}
