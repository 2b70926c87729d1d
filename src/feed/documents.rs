//! What a feed consists of before anybody has read it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

/// What is known of a media file without decoding it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MediaInfo {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// The file's size.
    pub bytes: u64,
}

/// The documents, media and fonts of a feed by their paths, in the order of these.
///
/// Paths are relative to the feed's folder, with `/` between the parts:
/// `stops/billund.ron`, `media/tower.jpg`, `fonts/town.ttf`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Documents {
    texts: BTreeMap<String, Vec<u8>>,
    media: BTreeMap<String, MediaInfo>,
    fonts: BTreeMap<String, BTreeSet<char>>,
}

impl Documents {
    /// Adds a RON document, or replaces the one with this path.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.texts.insert(path.into(), bytes.into());
    }

    /// Adds a media file, or replaces the one with this path.
    pub fn insert_media(&mut self, path: impl Into<String>, info: MediaInfo) {
        self.media.insert(path.into(), info);
    }

    /// The bytes of one RON document.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.texts.get(path).map(Vec::as_slice)
    }

    /// Removes one RON document, and returns its bytes.
    pub fn remove(&mut self, path: &str) -> Option<Vec<u8>> {
        self.texts.remove(path)
    }

    /// All RON documents, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.texts
            .iter()
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// All media files, by path.
    pub fn media(&self) -> impl Iterator<Item = (&str, MediaInfo)> {
        self.media.iter().map(|(path, info)| (path.as_str(), *info))
    }

    /// One media file.
    #[must_use]
    pub fn media_info(&self, path: &str) -> Option<MediaInfo> {
        self.media.get(path).copied()
    }

    /// Adds a font with the letters that it has, or replaces the one with this path.
    pub fn insert_font(&mut self, path: impl Into<String>, letters: BTreeSet<char>) {
        self.fonts.insert(path.into(), letters);
    }

    /// All fonts with the letters that they have, by path.
    pub fn fonts(&self) -> impl Iterator<Item = (&str, &BTreeSet<char>)> {
        self.fonts
            .iter()
            .map(|(path, letters)| (path.as_str(), letters))
    }

    /// The letters that one font has.
    #[must_use]
    pub fn font(&self, path: &str) -> Option<&BTreeSet<char>> {
        self.fonts.get(path)
    }

    /// How many RON documents there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is no RON document.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}
