//! The page's own words: `words/*.ron`, written by hand.

use serde::Deserialize;

use crate::report::Tongue;

/// Every sentence and heading of the page of moves. `{}` stands for a name, a year or a day.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub title: String,
    pub moves: String,
    pub commutes: String,
    pub reader: String,
    pub about: String,
    pub trend: String,
    pub trend_note: String,
    pub withheld_note: String,
    pub all: String,
    pub year: String,
    pub come: String,
    pub go: String,
    pub balance: String,
    pub withheld: String,
    pub from: String,
    pub to: String,
    pub newest: String,
    pub over_time: String,
    pub other: String,
    pub change: String,
}

impl Words {
    /// The words of a language.
    pub fn of(tongue: Tongue) -> Self {
        // A test reads them all.
        ron::from_str(text(tongue)).unwrap_or_default()
    }
}

const fn text(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Danish => include_str!("words/da.ron"),
        Tongue::English => include_str!("words/en.ron"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Tongue, Words, text};

    #[test]
    fn every_word_is_there_in_both_languages() {
        for tongue in [Tongue::Danish, Tongue::English] {
            let words = ron::from_str::<Words>(text(tongue));
            words.unwrap_or_else(|error| panic!("{tongue:?}: {error}"));
        }
    }
}
