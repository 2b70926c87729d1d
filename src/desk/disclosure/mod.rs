//! What may be told of counts, so that nobody can be found in them: statistical disclosure control.
//!
//! Every number in a report, a table or a feed goes through a [`Door`] as a cell of the finest table
//! that is made of its kind ([`tables`]), once, and comes out as a [`Figure`]: one below the door's
//! threshold `k` becomes 0 or `k`, any other one of its two neighbours among the multiples of `k`. Which of the two is drawn by lot, with the odds that make the mean right ("unbiased
//! random rounding", as statistical offices do it); the lot of a cell never changes, since it is a
//! keyed hash of the cell's name ("cell keys": Fraser and Wooton, Australian Bureau of Statistics,
//! 2005). Sums are made of figures, never of counts.
//!
//! That is why no further cells are left out beside a small one, as is done where totals are exact:
//! whoever takes a table from its total, yesterday's report from today's, or one site's from all
//! sites', finds figures again, each 0 or at least `k`. For the same reason a cell is no shorter than
//! a week, and told only once its week, or its quarter, is over: taps of a day are nowhere told. What
//! comes late, from a kiosk that was offline, moves a figure by `k` or not at all.
//!
//! An answer, or a small one with a lot that has gone its way, cannot be told from nobody at all:
//! a 0 says "fewer than `k`", and so does what is shown for it.

mod figure;
pub mod tables;

use legeplads_trust::Digest;

pub use figure::Figure;
pub use tables::{Cell, Dimension, Table};

/// Who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// People who work with it, and do not pass it on.
    Staff,
    /// Everybody: what is published, or shown on a screen.
    Public,
}

impl Audience {
    /// The least that is told, or 0.
    #[must_use]
    pub const fn threshold(self) -> u64 {
        match self {
            Self::Staff => 5,
            Self::Public => 10,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Public => "public",
        }
    }
}

/// The one way out for counts.
#[derive(Debug, Clone)]
pub struct Door {
    audience: Audience,
    secret: [u8; 32],
}

impl Door {
    /// A door for an audience. The secret is the ledger's, and the same for ever: with another one
    /// every lot is drawn anew, and two reports together tell more than one.
    #[must_use]
    pub const fn new(audience: Audience, secret: [u8; 32]) -> Self {
        Self { audience, secret }
    }

    /// For whom it is.
    #[must_use]
    pub const fn audience(&self) -> Audience {
        self.audience
    }

    /// What may be told of the count of a cell.
    #[must_use]
    pub fn tell(&self, cell: &Cell<'_>, count: u64) -> Figure {
        let k = self.audience.threshold();
        let (below, above) = match count {
            0 => return Figure::nothing(k),
            count if count < k => (0, k),
            count => {
                let below = count / k * k;
                (below, if below == count { below } else { below + k })
            }
        };
        let lot = self.lot(cell);
        let odds = (count - below) as f64 / (above - below).max(1) as f64;
        Figure::told(k, if lot < odds { above } else { below })
    }

    /// A number from 0 to 1 that is a cell's own.
    fn lot(&self, cell: &Cell<'_>) -> f64 {
        let mut text = self.secret.to_vec();
        for word in [self.audience.name(), cell.table().name]
            .into_iter()
            .chain(cell.values())
        {
            // Lengths, so that no two cells are written alike.
            text.extend((word.len() as u64).to_le_bytes());
            text.extend(word.as_bytes());
        }
        let digest = Digest::of(&text);
        let mut first = [0; 8];
        first.copy_from_slice(&digest.as_bytes()[..8]);
        // 53 bits are what a number of this kind can hold.
        (u64::from_le_bytes(first) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests;
