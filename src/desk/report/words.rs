//! The report's own words: `words/*.ron`, written by hand.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::disclosure::Audience;

/// A language that reports are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tongue {
    /// Danish.
    #[default]
    Danish,
    /// English.
    English,
}

impl Tongue {
    /// Its tag, for the page and for the feed's texts.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Danish => "da",
            Self::English => "en",
        }
    }

    /// Between thousands.
    pub(super) const fn thousands(self) -> char {
        match self {
            Self::Danish => '.',
            Self::English => ',',
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Danish => include_str!("words/da.ron"),
            Self::English => include_str!("words/en.ron"),
        }
    }
}

macro_rules! words {
    ($($name:ident)*) => {
        /// Every sentence and heading of a report. `{}` stands for a number or a name.
        #[derive(Debug, Clone, Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Words {
            pub(super) languages: BTreeMap<String, String>,
            /// The days of the week, Monday first.
            pub(super) weekdays: Vec<String>,
            /// The parts of the day, the morning first.
            pub(super) parts: Vec<String>,
            /// What a board of needs asks, by the name of the question.
            pub(super) wished: BTreeMap<String, String>,
            $(pub(crate) $name: String,)*
        }
    };
}

words! {
    title days taps_not_people rounded within staff_only public whole_weeks whole_quarters coarse contents
    nothing
    places_title places_note places_caption stops_caption site stop opened done
    hours_title hours_note hours_caption hour
    stays_title stays_note stays_caption quarter_stays half_stays three_quarters_stay stays
    seconds from_seconds
    tour_title tour_note tour_caption begun finished left share left_caption step
    languages_title languages_note languages_caption language
    votes_title votes_note answer taps
    quiz_title quiz_note right quiz_caption week answers
    knows_title knows_note knows_caption before after likely
    sought_title sought_note interest found not_found
    reach_title reach_note reach_caption campaign
    survey_title survey_note records
    ideas_title ideas_note ideas_caption pictures_caption idea built hearts in_feed picture
    kept_title kept_note kept_caption kiosk batches missing unkept damaged last
}

impl Words {
    /// The words of a language.
    #[must_use]
    pub fn of(tongue: Tongue) -> Self {
        // A test reads them all.
        ron::from_str(tongue.text()).unwrap_or_default()
    }

    /// What its reader may do with it.
    pub(crate) const fn reader(&self, audience: Audience) -> &String {
        match audience {
            Audience::Staff => &self.staff_only,
            Audience::Public => &self.public,
        }
    }

    /// How numbers are rounded, and from which on they are told.
    pub(crate) fn rounded_from(&self, threshold: u64) -> String {
        with(&self.rounded, &threshold.to_string())
    }
}

/// A sentence with something in the place of `{}`.
pub(crate) fn with(sentence: &str, what: &str) -> String {
    sentence.replacen("{}", what, 1)
}

#[cfg(test)]
mod tests {
    use super::{Tongue, Words};

    #[test]
    fn every_word_is_there_in_both_languages() {
        for tongue in [Tongue::Danish, Tongue::English] {
            let words = ron::from_str::<Words>(tongue.text());
            let words = words.unwrap_or_else(|error| panic!("{tongue:?}: {error}"));
            assert_eq!((words.weekdays.len(), words.parts.len()), (7, 4));
            let wished: Vec<_> = words.wished.keys().collect();
            assert_eq!(wished, ["age", "need", "place", "when"]);
        }
    }
}
