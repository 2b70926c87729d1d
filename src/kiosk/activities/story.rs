//! Story: cards turned one by one.

use crate::journey::Cue;

/// Which card is up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Story {
    page: usize,
}

impl Story {
    /// The card that is up.
    pub fn page(&self) -> usize {
        self.page
    }

    /// Turns to the next card; the last one stays.
    pub fn act(&mut self, cards: usize) -> Cue {
        if self.page + 1 < cards {
            self.page += 1;
        }
        Cue::Page
    }

    /// The last card is up.
    pub fn is_done(&self, cards: usize) -> bool {
        self.page + 1 >= cards
    }
}
