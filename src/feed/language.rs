//! Languages, and texts in several of them.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// A language by its tag: `da`, `en`, `pt-BR`. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(Arc<str>);

/// The text is not a language tag such as `da` or `pt-BR`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotALanguage;

impl Language {
    /// The tag, as it stands in the feed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Language {
    type Err = NotALanguage;

    /// Takes two or three lower-case letters, and up to three parts of two to eight letters or digits.
    fn from_str(tag: &str) -> Result<Self, NotALanguage> {
        let mut parts = tag.split('-');
        let first = parts.next().unwrap_or_default();
        let first_fits =
            matches!(first.len(), 2 | 3) && first.bytes().all(|b| b.is_ascii_lowercase());
        let mut more = 0;
        let rest_fits = parts.all(|part| {
            more += 1;
            matches!(part.len(), 2..=8) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        });
        if first_fits && rest_fits && more <= 3 {
            Ok(Self(tag.into()))
        } else {
            Err(NotALanguage)
        }
    }
}

impl fmt::Display for NotALanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a language tag such as `da` or `pt-BR`")
    }
}

impl std::error::Error for NotALanguage {}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Language {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Language {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}

impl PartialEq<&str> for Language {
    fn eq(&self, other: &&str) -> bool {
        *self.0 == **other
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// One text in every language of its feed, the place's own first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(Vec<(Language, String)>);

impl Text {
    /// A text from its languages; the first is the one to fall back to.
    #[must_use]
    pub fn new(entries: impl IntoIterator<Item = (Language, String)>) -> Self {
        Self(entries.into_iter().collect())
    }

    /// The text in `language`, or in the place's own if it is not there.
    ///
    /// Texts of a [`Feed`](crate::Feed) are there in each of its languages.
    #[must_use]
    pub fn get(&self, language: &Language) -> &str {
        self.0
            .iter()
            .find(|(known, _)| known == language)
            .or(self.0.first())
            .map_or("", |(_, text)| text)
    }

    /// Every language with its text, the place's own first.
    pub fn iter(&self) -> impl Iterator<Item = (&Language, &str)> {
        self.0
            .iter()
            .map(|(language, text)| (language, text.as_str()))
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (language, text) in &self.0 {
            map.serialize_entry(language, text)?;
        }
        map.end()
    }
}

pub(crate) mod wire {
    //! A text as the documents have it: any map of words.

    use std::collections::BTreeMap;
    use std::fmt;

    use serde::de::{Error, MapAccess, Visitor};
    use serde::{Deserialize, Deserializer, Serialize};

    use crate::suggest::shorten;

    /// A map whose keys stand in it once.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(transparent)]
    pub(crate) struct Words(pub(crate) BTreeMap<String, String>);

    impl<'de> Deserialize<'de> for Words {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct Entries;
            impl<'de> Visitor<'de> for Entries {
                type Value = Words;

                fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str("a map such as {\"da\": \"…\", \"en\": \"…\"}")
                }

                fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Words, A::Error> {
                    let mut words = BTreeMap::new();
                    while let Some((key, value)) = map.next_entry::<String, String>()? {
                        if words.contains_key(&key) {
                            return Err(A::Error::custom(format_args!(
                                "`{}` stands here twice",
                                shorten(&key)
                            )));
                        }
                        words.insert(key, value);
                    }
                    Ok(Words(words))
                }
            }
            deserializer.deserialize_map(Entries)
        }
    }

    impl From<&super::Text> for Words {
        fn from(text: &super::Text) -> Self {
            Self(
                text.iter()
                    .map(|(language, text)| (language.to_string(), text.to_owned()))
                    .collect(),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_recognised() {
        for good in ["da", "en", "kl", "zh-Hans", "pt-BR", "nds"] {
            assert!(good.parse::<Language>().is_ok(), "{good}");
        }
        for bad in ["", "d", "DA", "dansk", "da-", "da_DK", "æø", "a-b-c-d-e"] {
            assert!(bad.parse::<Language>().is_err(), "{bad}");
        }
    }

    #[test]
    fn an_unknown_language_falls_back_to_the_first() {
        let [da, en, pl] = ["da", "en", "pl"].map(|tag| tag.parse::<Language>().expect("a tag"));
        let text = Text::new([
            (da.clone(), "hej".to_owned()),
            (en.clone(), "hello".to_owned()),
        ]);
        assert_eq!(text.get(&en), "hello");
        assert_eq!(text.get(&da), "hej");
        assert_eq!(text.get(&pl), "hej");
        assert_eq!(Text::default().get(&pl), "");
    }
}
