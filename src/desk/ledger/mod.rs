//! What kiosks counted, for good: `DIR/.desk/ledger.sqlite`.
//!
//! A batch is taken in whole and once, under its id. [`Writer`] is the one thread that writes: what
//! comes while the disk is waited for goes in with the next commit. Everybody else reads.
//!
//! All SQL is in `sql/`, one statement a file, and all that knows of SQLite in `sqlite`: another
//! database needs another such file and its own first migration.

mod entry;
mod leftovers;
mod overview;
mod sqlite;
mod writer;

use std::path::{Path, PathBuf};

pub use entry::{Entry, NoEntry};
pub use leftovers::take_in;
pub use overview::{KioskEntry, Overview};
pub use sqlite::Ledger;
pub use writer::Writer;

/// Why the ledger cannot do it.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// There is none.
    #[error(
        "{} holds no ledger: no kiosk has handed anything over to `legeplads-desk serve` there",
        .0.display()
    )]
    None(PathBuf),
    /// A newer program has made it.
    #[error(
        "{} has form {found}, and this program knows forms up to {known}: it was written by a newer \
         legeplads-desk. Use that one; nothing was changed",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its form.
        found: i64,
        /// The newest that is known here.
        known: i64,
    },
    /// The database refused.
    #[error("{}: {source}", path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// Its words.
        source: rusqlite::Error,
    },
    /// The disk refused.
    #[error("{}: {source}", path.display())]
    Disk {
        /// The file.
        path: PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
    /// Something in it cannot be what was written.
    #[error("{} is damaged: {what}; restore it from a backup", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: &'static str,
    },
}

/// Where a published folder's ledger is.
#[must_use]
pub fn path(published: &Path) -> PathBuf {
    published.join(".desk").join("ledger.sqlite")
}

/// How often something happened, of all kiosks at a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tapped {
    /// When, in UTC: `2026-11-22T05`, or coarser.
    pub period: String,
    /// What: `stop/travbyen`.
    pub item: String,
    /// At which site.
    pub site: String,
    /// In which language.
    pub language: String,
    /// How often.
    pub count: u64,
}

/// What a survey was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// When, where the kiosk stands: `2026-11-22-morning`.
    pub part: String,
    /// Which survey.
    pub instrument: String,
    /// At which site.
    pub site: String,
    /// Question and answer.
    pub given: Vec<(String, String)>,
    /// How many such records there are.
    pub count: u64,
}
