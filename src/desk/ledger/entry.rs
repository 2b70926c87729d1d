//! A batch that may go into the ledger.

use legeplads_store::outbox::{Batch, Sealed, is_name};
use legeplads_trust::is_id;

/// A batch whose names are names and whose numbers are numbers that a kiosk can have counted.
/// Whoever reaches the desk can make up a batch; what is in the ledger is at least none that breaks
/// sums or pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    id: String,
    batch: Batch,
}

/// It is no such batch, and never will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no batch of counts, or it was changed on the way")]
pub struct NoEntry;

/// In one row, at most: a sum of so many rows as fit on any disk is still a number.
const MOST: u64 = 1_000_000_000;

impl Entry {
    /// Reads the body of `POST /outbox`.
    ///
    /// # Errors
    ///
    /// When it is no batch.
    pub fn read(body: &[u8]) -> Result<Self, NoEntry> {
        let Sealed { mut batch, id, .. } = Sealed::read(body).ok_or(NoEntry)?;
        let counts = batch.counts.iter().all(|count| {
            let names = [&count.item, &count.site, &count.language];
            count.count <= MOST
                && is_period(count.period.as_str())
                && names.iter().all(|name| is_name(name))
        });
        let answers = batch.answers.iter().all(|answers| {
            let names = [&answers.instrument, &answers.site, &answers.language].into_iter();
            let given = answers.given.iter().flat_map(|(asked, told)| [asked, told]);
            answers.count <= MOST
                && is_part(answers.part.as_str())
                && names.chain(given).all(|name| is_name(name))
        });
        let numbers = [batch.number, batch.flushes].map(i64::try_from);
        if !is_id(&batch.kiosk) || !counts || !answers || numbers.iter().any(Result::is_err) {
            return Err(NoEntry);
        }
        // These say only that something is missing; a kiosk is not stopped for how much.
        batch.unkept = batch.unkept.min(MOST);
        batch.damaged = batch.damaged.min(MOST);
        let id = id.to_string();
        Ok(Self { id, batch })
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What it says.
    #[must_use]
    pub const fn batch(&self) -> &Batch {
        &self.batch
    }
}

/// `2026`, `2026-11`, `2026-11-22` or `2026-11-22T05`.
fn is_period(text: &str) -> bool {
    let (date, hour) = match text.split_once('T') {
        Some((date, hour)) => (date, Some(hour)),
        None => (text, None),
    };
    let whole = match (date.len(), hour) {
        (4, None) => format!("{date}-01-01"),
        (7, None) => format!("{date}-01"),
        (10, _) => date.to_owned(),
        _ => return false,
    };
    let is_hour = |hour: &str| hour.len() == 2 && hour.parse::<u8>().is_ok_and(|hour| hour < 24);
    is_date(&whole) && hour.is_none_or(is_hour)
}

/// `2026-11-22-morning`.
fn is_part(text: &str) -> bool {
    let name = text.get(10..).unwrap_or_default();
    let names = ["-night", "-morning", "-day", "-evening"];
    names.contains(&name) && text.get(..10).is_some_and(is_date)
}

fn is_date(text: &str) -> bool {
    let digits = text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    digits && text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}
