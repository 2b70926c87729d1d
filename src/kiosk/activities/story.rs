//! Story: cards turned one by one.

use legeplads_feed as feed;

use super::{Move, Rules, Told};
use crate::journey::Cue;

/// Which card is up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Story {
    page: usize,
}

impl Story {
    /// Which card is up, counted from 0.
    pub fn page(&self) -> usize {
        self.page
    }
}

impl Rules for Story {
    type Data = feed::Story;

    /// Turns a card over; the last one stays.
    fn act(&mut self, _: Move, data: &feed::Story) -> Cue {
        if self.page + 1 < data.cards.len() {
            self.page += 1;
        }
        Cue::Page
    }

    /// The last card is up.
    fn is_done(&self, data: &feed::Story) -> bool {
        self.page + 1 >= data.cards.len()
    }

    fn fits(&self, data: &feed::Story) -> bool {
        self.page < data.cards.len()
    }

    fn told<'a>(&self, data: &'a feed::Story) -> Option<Told<'a>> {
        data.cards.get(self.page).map(Told::Card)
    }

    /// The theatre does, if there is one.
    fn pictures(&self, data: &feed::Story) -> bool {
        !data.acts.is_empty()
    }

    fn turn(&self, data: &feed::Story) -> Option<Move> {
        // The same on every card: what the arrows stand on is known by its action.
        (!self.is_done(data)).then_some(0)
    }
}
