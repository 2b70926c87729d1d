//! What a ledger needs of a database.

use std::fmt::Debug;
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Entry, Forgotten, LedgerError, Tapped, Told};

/// Why a database refused, in its own words.
pub type Refusal = Box<dyn std::error::Error + Send + Sync>;

/// One batch as it lies there.
pub(super) struct Row {
    pub kiosk: String,
    pub number: u64,
    /// A day; or a time, in a form of the ledger from before.
    pub begun: String,
    pub unkept: u64,
    pub damaged: u64,
    /// The same.
    pub taken_at: String,
}

/// A database with a ledger in its newest form. What its methods do is said at
/// [`Ledger`](super::Ledger).
pub(super) trait Database: Debug + Send {
    fn take(&mut self, entries: &[Entry]) -> Result<usize, Refusal>;
    fn taps(&self, from: &str, until: &str, each: &mut dyn FnMut(Tapped)) -> Result<(), Refusal>;
    fn told(&self, from: &str, until: &str, each: &mut dyn FnMut(Told)) -> Result<(), Refusal>;
    fn batches(&self, each: &mut dyn FnMut(Row)) -> Result<(), Refusal>;
    /// Removes what is wholly before a day, and says how much; `eve` is the night that goes on into it.
    fn forget(&mut self, before: &str, eve: &str) -> Result<Forgotten, Refusal>;
    /// Leaves nothing on the disk of what was removed.
    fn sweep(&mut self) -> Result<(), Refusal>;
    fn back_up(&self, to: &Path) -> Result<(), LedgerError>;
    fn secret(&self) -> Result<String, Refusal>;
}

/// SQL has signed numbers alone; an [`Entry`] has none that do not fit.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The day that a time is in, in UTC: `2026-11-22`. The ledger has no finer time of when a batch was
/// begun or came; it would tell when somebody left a survey.
pub(super) fn day(time: Timestamp) -> String {
    time.to_zoned(TimeZone::UTC).date().to_string()
}

/// What a survey was told, as one text.
pub(super) fn joined(given: &[(String, String)]) -> String {
    let mut given: Vec<_> = given.iter().map(|(q, a)| format!("{q}={a}")).collect();
    given.sort();
    given.join(";")
}

/// And back.
pub(super) fn parted(given: &str) -> Vec<(String, String)> {
    let pairs = given.split(';').filter_map(|one| one.split_once('='));
    pairs.map(|(q, a)| (q.to_owned(), a.to_owned())).collect()
}
