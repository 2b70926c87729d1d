//! All languages together, and what to say when one lacks something.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use bevy::prelude::Resource;
use legeplads_feed::Language;

use super::args::Args;
use super::words::Words;

/// Each language's tag and its file.
pub(super) const FILES: [(&str, &str); 3] = [
    ("da", include_str!("../../../assets/strings/da.ftl")),
    ("en", include_str!("../../../assets/strings/en.ftl")),
    ("de", include_str!("../../../assets/strings/de.ftl")),
];

/// Spoken when neither the visitor's language nor the place's own has the words.
const LAST_RESORT: &str = "en";

/// The interface strings of every language.
#[derive(Resource)]
pub struct Strings {
    words: Vec<(&'static str, Words)>,
    first: Option<Language>,
    warned: Mutex<BTreeSet<String>>,
}

impl Strings {
    /// Reads the files that ship inside the program. Takes about a millisecond and never fails.
    #[must_use]
    pub fn load() -> Self {
        Self::read(&FILES)
    }

    /// Reads other files; a later one with the same tag is not looked at.
    pub(super) fn read(files: &[(&'static str, &str)]) -> Self {
        Self {
            words: files
                .iter()
                .map(|&(tag, file)| (tag, Words::read(tag, file)))
                .collect(),
            first: None,
            warned: Mutex::default(),
        }
    }

    /// Says in `first`, the place's own language, what the visitor's language lacks.
    pub fn fall_back_to(&mut self, first: &Language) {
        self.first = Some(first.clone());
    }

    /// A string in `language`, filled in.
    ///
    /// Where that fails: in the place's own language, then in English, then nothing; the log says
    /// so once for each key and language.
    #[must_use]
    pub fn text(&self, language: &Language, key: &str, args: &Args) -> String {
        let first = self.first.as_ref().map(Language::as_str);
        let spoken = [Some(language.as_str()), first, Some(LAST_RESORT)];
        for tag in spoken.into_iter().flatten() {
            match self.say(tag, key, args) {
                Ok(text) => return text,
                Err(reason) => self.warn_once(tag, key, &reason),
            }
        }
        String::new()
    }

    /// What a language calls itself: `Dansk`. Its tag, if it has no file.
    #[must_use]
    pub fn endonym(&self, language: &Language) -> String {
        self.say(language.as_str(), "language-name", &Args::new())
            .unwrap_or_else(|_| language.to_string())
    }

    fn say(&self, tag: &str, key: &str, args: &Args) -> Result<String, String> {
        self.words_of(tag)
            .ok_or_else(|| "no such file".to_owned())?
            .say(key, args)
    }

    /// The language itself, or for `de-AT` the language `de`.
    fn words_of(&self, tag: &str) -> Option<&Words> {
        let primary = tag.split('-').next().unwrap_or(tag);
        let find = |wanted| self.words.iter().find(|(known, _)| *known == wanted);
        find(tag).or_else(|| find(primary)).map(|(_, words)| words)
    }

    fn warn_once(&self, tag: &str, key: &str, reason: &str) {
        let mut warned = self.warned.lock().unwrap_or_else(PoisonError::into_inner);
        if warned.insert(format!("{tag}/{key}")) {
            tracing::warn!(
                "interface string `{key}` cannot be said in `{tag}`: {reason}; \
                 see assets/strings/{tag}.ftl"
            );
        }
    }
}

impl Default for Strings {
    fn default() -> Self {
        Self::load()
    }
}
