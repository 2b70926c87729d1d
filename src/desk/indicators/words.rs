//! The page's own words: `words/*.ron`, written by hand.

use legeplads_feed::progress::Light;
use serde::Deserialize;

use crate::report::Tongue;

/// Every sentence and heading of the page of indicators. `{}` stands for a date.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub title: String,
    pub lead: String,
    pub reader: String,
    pub about: String,
    pub rule: String,
    pub none: String,
    pub what: String,
    pub stands: String,
    pub value: String,
    pub as_of: String,
    pub baseline: String,
    pub target: String,
    pub owner: String,
    pub source: String,
    pub by_hand: String,
    pub counted: String,
    pub green: String,
    pub amber: String,
    pub red: String,
    pub unknown: String,
    pub all: String,
    pub newest: String,
    pub answerable: String,
}

impl Words {
    /// The words of a language.
    pub fn of(tongue: Tongue) -> Self {
        // A test reads them all.
        ron::from_str(text(tongue)).unwrap_or_default()
    }

    /// A light's word: nobody has to tell it by its colour.
    pub fn light(&self, light: Light) -> &str {
        match light {
            Light::Green => &self.green,
            Light::Amber => &self.amber,
            Light::Red => &self.red,
            Light::Unknown => &self.unknown,
        }
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
