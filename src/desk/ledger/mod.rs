//! What kiosks counted, for good: `DIR/.desk/ledger.sqlite`, or a PostgreSQL that several desks share.
//!
//! A batch is taken in whole and once, under its id. [`Writer`] is the one thread of a desk that
//! writes: what comes while the disk is waited for goes in with the next commit. Everybody else reads.
//!
//! All SQL is in `sql/`, one statement a file. What knows of one database alone is in `sqlite` and
//! `postgres`; both pass the same tests.

mod database;
mod entry;
mod home;
mod leftovers;
mod overview;
mod postgres;
pub(crate) mod secret;
mod sqlite;
mod writer;

use std::fmt;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use database::{Database, Refusal, Row};
pub use entry::{Entry, NoEntry};
pub use home::Home;
pub use leftovers::take_in;
pub use overview::{KioskEntry, Overview};
pub use writer::Writer;

/// Why the ledger cannot do it.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// There is none.
    #[error(
        "{home} holds no ledger: no kiosk has handed anything over to `legeplads-desk serve` there"
    )]
    None {
        /// Where it was looked for.
        home: Home,
    },
    /// A newer program has made it.
    #[error(
        "{home} has form {found}, and this program knows forms up to {known}: it was written by a \
         newer legeplads-desk. Use that one; nothing was changed"
    )]
    Newer {
        /// Where it is.
        home: Home,
        /// Its form.
        found: i64,
        /// The newest that is known here.
        known: i64,
    },
    /// The database refused, or cannot be reached.
    #[error("{home}: {source}")]
    Refused {
        /// Where it is.
        home: Home,
        /// Its words.
        source: Refusal,
    },
    /// What was to be forgotten is removed, and yet on the disk.
    #[error(
        "{home}: {forgotten} were removed, but the disk may still hold them: {source}. Do it again, at a \
         time when nobody else uses the ledger"
    )]
    Unswept {
        /// Where it is.
        home: Home,
        /// How much.
        forgotten: Forgotten,
        /// The database's words.
        source: Refusal,
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
    #[error("{home} is damaged: {what}; restore it from a backup")]
    Damaged {
        /// Where it is.
        home: Home,
        /// What is wrong.
        what: &'static str,
    },
    /// It is no file that could be copied.
    #[error("{home} is copied with PostgreSQL's own tools: pg_dump")]
    NoFile {
        /// Where it is.
        home: Home,
    },
}

/// Where a published folder's ledger is.
#[must_use]
pub fn path(published: &Path) -> PathBuf {
    published.join(".desk").join("ledger.sqlite")
}

/// A ledger, open.
#[derive(Debug)]
pub struct Ledger {
    home: Home,
    database: Box<dyn Database>,
}

impl Ledger {
    /// Opens one to write into it, and makes it if need be.
    ///
    /// # Errors
    ///
    /// When there can be none, or a newer program made it.
    pub fn create(home: impl Into<Home>) -> Result<Self, LedgerError> {
        let home = home.into();
        let database: Box<dyn Database> = match &home {
            Home::Folder(published) => Box::new(sqlite::File::create(published)?),
            Home::Server(server) => Box::new(postgres::Server::create(server)?),
        };
        Ok(Self { home, database })
    }

    /// Opens one to read.
    ///
    /// # Errors
    ///
    /// When there is none, or it is none that this program knows.
    pub fn read(home: impl Into<Home>) -> Result<Self, LedgerError> {
        let home = home.into();
        let database: Box<dyn Database> = match &home {
            Home::Folder(published) => Box::new(sqlite::File::read(published)?),
            Home::Server(server) => Box::new(postgres::Server::read(server)?),
        };
        Ok(Self { home, database })
    }

    /// Takes batches in, all or none of them, each once whatever was taken in before. When this
    /// returns they survive any crash. Says how many were new.
    ///
    /// # Errors
    ///
    /// When the database refuses; nothing was taken in then, or all if it was cut off while it said
    /// so.
    pub fn take(&mut self, entries: &[Entry]) -> Result<usize, LedgerError> {
        let taken = self.database.take(entries);
        taken.map_err(|source| self.refused(source))
    }

    /// Walks over what was counted in periods from `from` (and it) to `until` (without it), as
    /// texts; oldest first.
    ///
    /// # Errors
    ///
    /// When the database refuses.
    pub fn taps(
        &self,
        from: &str,
        until: &str,
        mut each: impl FnMut(Tapped),
    ) -> Result<(), LedgerError> {
        let walked = self.database.taps(from, until, &mut each);
        walked.map_err(|source| self.refused(source))
    }

    /// The same of what surveys were told, in no order.
    ///
    /// # Errors
    ///
    /// When the database refuses.
    pub fn told(
        &self,
        from: &str,
        until: &str,
        mut each: impl FnMut(Told),
    ) -> Result<(), LedgerError> {
        let walked = self.database.told(from, until, &mut each);
        walked.map_err(|source| self.refused(source))
    }

    /// Every batch, by kiosk and number.
    fn batches(&self, mut each: impl FnMut(Row)) -> Result<(), LedgerError> {
        let walked = self.database.batches(&mut each);
        walked.map_err(|source| self.refused(source))
    }

    /// What the lots of disclosure control are drawn by.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn secret(&self) -> Result<[u8; 32], LedgerError> {
        let hex = self.database.secret();
        let hex = hex.map_err(|source| self.refused(source))?;
        secret::read(&hex).ok_or_else(|| LedgerError::Damaged {
            home: self.home.clone(),
            what: "its secret is none",
        })
    }

    /// Removes what was counted and told in periods and parts of days that were over before a day began,
    /// and leaves nothing of it on the disk: neither a copy of the ledger nor a database's own log is
    /// meant. The batches' numbers and the secret stay, so nothing that was taken in comes in again, and
    /// figures are rounded as before. What was added up to a month or a year that goes on after the day
    /// stays, and so does the night before it. Safe to do again.
    ///
    /// # Errors
    ///
    /// When the database refuses. [`LedgerError::Unswept`] when all is removed but may still be found on
    /// the disk.
    pub fn forget(&mut self, before: Date) -> Result<Forgotten, LedgerError> {
        let eve = before.yesterday().map(|eve| format!("{eve}-night"));
        let forgotten = self
            .database
            .forget(&before.to_string(), &eve.unwrap_or_default());
        let forgotten = forgotten.map_err(|source| self.refused(source))?;
        let swept = self.database.sweep();
        swept.map_err(|source| LedgerError::Unswept {
            home: self.home.clone(),
            forgotten,
            source,
        })?;
        Ok(forgotten)
    }

    /// Copies it as it is now into one file, while it is written to. What stood there is replaced
    /// when the copy is whole.
    ///
    /// # Errors
    ///
    /// When the file cannot be written, when another program holds the ledger for seconds, or when the
    /// ledger is no file itself.
    pub fn back_up(&self, to: &Path) -> Result<(), LedgerError> {
        self.database.back_up(to)
    }

    fn refused(&self, source: Refusal) -> LedgerError {
        LedgerError::Refused {
            home: self.home.clone(),
            source,
        }
    }
}

/// What was removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// How often something was counted.
    pub taps: u64,
    /// Records of surveys.
    pub records: u64,
}

impl fmt::Display for Forgotten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} counted and {} records", self.taps, self.records)
    }
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
    /// In which language.
    pub language: String,
    /// Question and answer.
    pub given: Vec<(String, String)>,
    /// How many such records there are.
    pub count: u64,
}
