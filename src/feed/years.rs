//! Ages, in whole years.

use serde::{Deserialize, Serialize};

use crate::check::{At, Check};

/// The oldest age that anything can be for.
const OLDEST: u8 = 120;

/// Ages from one to another, both in it, in whole years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Years {
    /// The youngest.
    #[serde(default)]
    pub from: u8,
    /// The oldest.
    #[serde(default = "oldest")]
    pub to: u8,
}

fn oldest() -> u8 {
    OLDEST
}

impl Years {
    /// Whether an age is in both.
    #[must_use]
    pub fn meet(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    pub(crate) fn check(self, at: &At, check: &mut Check) {
        check.within(&at.field("to"), "the oldest age", self.to, 0, OLDEST);
        if self.from > self.to {
            let message = format!(
                "nobody is {} years old or more, and {} or less",
                self.from, self.to
            );
            let help = "`from` is the youngest and `to` the oldest".to_owned();
            check.error(&at.field("from"), "ages-reversed", message, Some(help));
        }
    }
}
