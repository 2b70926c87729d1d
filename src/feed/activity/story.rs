//! Story: cards turned one by one.

use serde::{Deserialize, Serialize};

use crate::check::{At, Check, Kind};
use crate::id::CardId;

/// Cards to turn one by one. The documents have it as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// Two to six cards.
    pub cards: Vec<CardId>,
}

impl Story {
    pub(super) fn check(&self, at: &At, check: &mut Check) {
        let at = at.field("cards");
        check.count(&at, "cards", self.cards.len(), 2, 6);
        check.refer_all(Kind::Card, &at, &self.cards);
    }
}
