//! What is in a ledger, for those who keep it.

use std::fmt::Write;

use super::{Ledger, LedgerError, Row};

/// What is in a ledger.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overview {
    /// Each kiosk that handed something over, by id.
    pub kiosks: Vec<KioskEntry>,
}

/// What came from one kiosk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KioskEntry {
    /// Its id.
    pub kiosk: String,
    /// How many batches.
    pub batches: u64,
    /// The day (UTC) on which the first of them was begun, by the kiosk's clock: `2026-11-22`.
    pub begun: String,
    /// The day on which the last of them came, by the desk's.
    pub taken_at: String,
    /// Numbers from – to (both in it) that never came, though later ones did.
    pub gaps: Vec<(u64, u64)>,
    /// How many numbers came more than once, in batches that are not the same: the kiosk has begun
    /// anew, or two have one name.
    pub again: u64,
    /// How often something was counted and not kept.
    pub unkept: u64,
    /// How often a disk damaged counts.
    pub damaged: u64,
    /// The number that came last, in their order.
    last: u64,
}

/// A form from before has times: `2026-11-22T05:17:09Z`.
fn day(time: &str) -> String {
    time.get(.."2026-11-22".len()).unwrap_or(time).to_owned()
}

impl Overview {
    /// Looks into a ledger.
    ///
    /// # Errors
    ///
    /// When the ledger refuses.
    pub fn of(ledger: &Ledger) -> Result<Self, LedgerError> {
        let mut kiosks: Vec<KioskEntry> = Vec::new();
        ledger.batches(|row| {
            let row = Row {
                begun: day(&row.begun),
                taken_at: day(&row.taken_at),
                ..row
            };
            if kiosks.last().is_none_or(|entry| entry.kiosk != row.kiosk) {
                kiosks.push(KioskEntry {
                    kiosk: row.kiosk,
                    batches: 0,
                    begun: row.begun.clone(),
                    taken_at: String::new(),
                    gaps: Vec::new(),
                    again: 0,
                    unkept: 0,
                    damaged: 0,
                    last: 0,
                });
            }
            let Some(entry) = kiosks.last_mut() else {
                return;
            };
            if entry.batches > 0 && row.number == entry.last {
                entry.again += 1;
            } else if row.number > entry.last + 1 {
                entry.gaps.push((entry.last + 1, row.number - 1));
            }
            entry.last = row.number;
            entry.batches += 1;
            entry.unkept = entry.unkept.saturating_add(row.unkept);
            entry.damaged = entry.damaged.saturating_add(row.damaged);
            entry.begun = row.begun.min(std::mem::take(&mut entry.begun));
            entry.taken_at = row.taken_at.max(std::mem::take(&mut entry.taken_at));
        })?;
        Ok(Self { kiosks })
    }

    /// For people.
    #[must_use]
    pub fn to_text(&self) -> String {
        if self.kiosks.is_empty() {
            return "No kiosk has handed anything over yet.\n".to_owned();
        }
        let mut text = String::new();
        for entry in &self.kiosks {
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "{}: {} batches, begun {}, last taken {}",
                entry.kiosk, entry.batches, entry.begun, entry.taken_at
            );
            if !entry.gaps.is_empty() {
                let gaps = entry.gaps.iter().map(|(from, to)| match from == to {
                    true => from.to_string(),
                    false => format!("{from}–{to}"),
                });
                let gaps: Vec<_> = gaps.collect();
                let _ = writeln!(text, "  never came: {}", gaps.join(", "));
            }
            if entry.again > 0 {
                let _ = writeln!(
                    text,
                    "  {} numbers came again with other counts: it began anew, or two kiosks have \
                     this name",
                    entry.again
                );
            }
            if entry.unkept > 0 {
                let _ = writeln!(text, "  counted and not kept: {}", entry.unkept);
            }
            if entry.damaged > 0 {
                let _ = writeln!(text, "  lost by a damaged disk: {} times", entry.damaged);
            }
        }
        text
    }
}
