//! The page's own words: `words/*.ron`, written by hand.

use serde::Deserialize;

use crate::report::Tongue;

macro_rules! words {
    ($($name:ident)*) => {
        /// Every sentence and heading of the page of gaps. `{}` stands for a number or a name.
        #[derive(Debug, Clone, Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Words {
            $(pub(super) $name: String,)*
        }
    };
}

words! {
    title lead need asked gap content_gap time_gap elsewhere there
    withheld covered
    needs_title needs_note needs_caption offers
    when_title when_note when_caption when could_open
    where_title where_note place_caption age_caption both_caption place age near
    language_title language_note language_caption language
    measures_title measures_note measures_caption effects_caption measure answers since planned
    kind analytical organisational advising carrier level village municipality region country
    target_group partners effect before after share_before share_after
    leads_title leads_note leads_caption organisation about state idea lead_asked talking agreed
    declined next due
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
