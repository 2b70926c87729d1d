//! What visitors take home from the end of the tour.

use serde::Serialize;

use crate::check::{At, Check};
use crate::language::{Language, Text};
use crate::link::Link;
use crate::stop::Note;
use crate::text::ANSWER;

/// A code at the end of the tour leads a phone to a page that plays the visitor's tune and shows the
/// visitor's tower.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Keepsake {
    /// A few words that invite.
    pub invite: Text,
    /// Where the page lies, if not beside the feed, where `legeplads-desk publish` puts it.
    pub page: Option<Link>,
}

/// What the page is told of a visit, behind the `#` of its address, which browsers keep to themselves:
/// `da.8.CGAEdc`, the language, the tower's floors and the notes in abc notation.
#[must_use]
pub fn mark(language: &Language, floors: u32, notes: &[Note]) -> String {
    let notes: String = notes.iter().map(|note| note.letter()).collect();
    format!("{language}.{floors}.{notes}")
}

pub(crate) mod wire {
    use serde::{Deserialize, Serialize};

    use crate::language::wire::Words;

    #[derive(Clone, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Keepsake {
        pub invite: Words,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub page: Option<String>,
    }

    impl From<&super::Keepsake> for Keepsake {
        fn from(keepsake: &super::Keepsake) -> Self {
            Self {
                invite: (&keepsake.invite).into(),
                page: keepsake.page.as_ref().map(|page| page.as_str().to_owned()),
            }
        }
    }
}

impl wire::Keepsake {
    pub(crate) fn resolve(self, at: &At, check: &mut Check) -> Keepsake {
        let at_page = at.field("page");
        // What the visitor did is written behind a mark of its own.
        if self.page.as_ref().is_some_and(|page| page.contains('#')) {
            let message = "a page to take home cannot have a part after #".to_owned();
            let help =
                "leave out # and what follows: the visitor's tune takes its place".to_owned();
            check.error(&at_page, "invalid-link", message, Some(help));
        }
        Keepsake {
            invite: check.text(&at.field("invite"), self.invite, ANSWER),
            page: check.link(&at_page, self.page),
        }
    }
}
