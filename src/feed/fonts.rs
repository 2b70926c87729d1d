//! The fonts that a feed brings along: `fonts` in `feed.ron`, such as
//! `fonts: (reading: "fonts/town.ttf", heading: "fonts/town-bold.ttf")`.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::check::{At, Check};
use crate::suggest::{did_you_mean, shorten};

/// The fonts that a feed's texts are set in, as paths in the feed's folder. Where none is named, it
/// is the kiosk's own. The documents have it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fonts {
    /// For what is read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<String>,
    /// For headings and buttons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
}

impl Fonts {
    /// Whether the feed brings none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Checks that the fonts are there, and makes their letters known for the texts to come.
    pub(crate) fn check(&self, at: &At, check: &mut Check) {
        for (name, path) in [("reading", &self.reading), ("heading", &self.heading)] {
            if let Some(path) = path {
                check.font(&at.field(name), path);
            }
        }
    }
}

/// A font that the texts of a feed are set in.
pub(crate) struct Face<'a> {
    path: String,
    letters: &'a BTreeSet<char>,
    /// Letters that it does not have, and that were reported.
    lacks: BTreeSet<char>,
}

impl Check<'_> {
    fn font(&mut self, at: &At, path: &str) {
        let Some(letters) = self.documents.font(path) else {
            let message = format!("there is no font `{}`", shorten(path));
            let near = self
                .suggester
                .nearest(path, self.documents.fonts().map(|(path, _)| path));
            let help = near.map_or_else(
                || "fonts lie in the feed's folder `fonts`".to_owned(),
                did_you_mean,
            );
            self.error(at, "missing-font", message, Some(help));
            return;
        };
        if self.faces.iter().all(|face| face.path != path) {
            self.faces.push(Face {
                path: path.to_owned(),
                letters,
                lacks: BTreeSet::new(),
            });
        }
    }

    /// Warns of letters that a text needs and a font of the feed does not have: each of them once,
    /// at the first text.
    pub(crate) fn letters(&mut self, at: &At, what: &str, text: &str) {
        let mut lacking = Vec::new();
        for face in &mut self.faces {
            for letter in text.chars().filter(|letter| shows(*letter)) {
                if !face.letters.contains(&letter) && face.lacks.insert(letter) {
                    lacking.push((face.path.clone(), letter));
                }
            }
        }
        for (path, letter) in lacking {
            let message = format!(
                "{what} needs `{letter}` (U+{:04X}), which the font `{path}` does not have",
                u32::from(letter)
            );
            let help = "the screen takes it from another font, which looks odd; bring a font that \
                        has it";
            self.warn(at, "missing-letter", message, Some(help.to_owned()));
        }
    }
}

/// Whether a character is seen; spaces, joiners and the like need no font.
fn shows(letter: char) -> bool {
    let is_sign = matches!(
        letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    );
    !is_sign && !letter.is_whitespace() && !letter.is_control()
}
