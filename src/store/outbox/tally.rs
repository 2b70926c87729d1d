//! Counts, added up.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// When something was counted: an hour, or since there was no more room a day, a month, a year.
/// Written like the beginning of a time in UTC: `2026-11-22T05`, `2026-11-22`, `2026-11`, `2026`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Period(String);

impl Period {
    /// The hour that a time is in.
    pub fn hour(time: Timestamp) -> Self {
        let time = time.to_zoned(TimeZone::UTC);
        Self(time.strftime("%Y-%m-%dT%H").to_string())
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The next longer one that this is in; `None` for a year.
    fn longer(&self) -> Option<Self> {
        let end = self.0.rfind(['-', 'T'])?;
        self.0.get(..end).map(|text| Self(text.to_owned()))
    }

    /// Whether the other one is the next longer.
    fn is_in(&self, longer: &Self) -> bool {
        let end = self.0.rfind(['-', 'T']);
        end.is_some_and(|end| self.0.get(..end) == Some(longer.as_str()))
    }

    fn is_shorter_than_a_month(&self) -> bool {
        self.0.matches(['-', 'T']).count() > 1
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How often something happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// When, in UTC.
    pub period: Period,
    /// What, in the words of the feed: `stop/travbyen`, `answer/best-place/pond`.
    pub item: String,
    /// At which site: `airport`.
    pub site: String,
    /// In which language: `da`.
    pub language: String,
    /// How often.
    pub count: u64,
}

/// What is counted, as [`Count`] has it; sorted by time.
type Key = (Period, String, String, String);

/// Counts, one for each key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tally {
    counts: BTreeMap<Key, u64>,
    /// How many could not be kept.
    pub(super) unkept: u64,
}

/// Bytes that a count takes in RON besides its texts, at most.
const AROUND: usize = 90;

impl Tally {
    pub(super) fn of(counts: Vec<Count>, unkept: u64) -> Self {
        let mut tally = Self {
            unkept,
            ..Self::default()
        };
        for count in counts {
            let Count {
                period,
                item,
                site,
                language,
                count,
            } = count;
            tally.put((period, item, site, language), count);
        }
        tally
    }

    pub(super) fn counts(&self) -> Vec<Count> {
        let counts = self.counts.iter();
        counts
            .map(|((period, item, site, language), count)| Count {
                period: period.clone(),
                item: item.clone(),
                site: site.clone(),
                language: language.clone(),
                count: *count,
            })
            .collect()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.counts.is_empty() && self.unkept == 0
    }

    pub(super) fn count(&mut self, period: Period, [item, site, language]: [&str; 3], count: u64) {
        if [item, site, language].iter().all(|name| is_name(name)) {
            let key = (period, item.into(), site.into(), language.into());
            self.put(key, count);
        } else {
            self.unkept = self.unkept.saturating_add(count);
        }
    }

    pub(super) fn add(&mut self, other: Self) {
        for (key, count) in other.counts {
            self.put(key, count);
        }
        self.unkept = self.unkept.saturating_add(other.unkept);
    }

    fn put(&mut self, key: Key, count: u64) {
        let sum = self.counts.entry(key).or_default();
        *sum = sum.saturating_add(count);
    }

    /// Makes it take `most` bytes at most: the oldest hours become days and then months, and if
    /// all are months the oldest become years. If that is not enough the rarest counts go, and are
    /// counted as not kept.
    pub(super) fn fit(&mut self, most: usize) {
        while self.bytes() > most && self.coarsen() {}
        let mut bytes = self.bytes();
        if bytes <= most {
            return;
        }
        let mut rarest: Vec<_> = std::mem::take(&mut self.counts).into_iter().collect();
        rarest.sort_by_key(|(_, count)| *count);
        for (key, count) in rarest {
            if bytes > most {
                bytes = bytes.saturating_sub(length(&key));
                self.unkept = self.unkept.saturating_add(count);
            } else {
                self.counts.insert(key, count);
            }
        }
    }

    fn bytes(&self) -> usize {
        self.counts.keys().map(length).sum()
    }

    /// Takes the hours of the oldest day together, or the days of the oldest month, or the months
    /// of the oldest year. False when all are years.
    fn coarsen(&mut self) -> bool {
        let periods = || self.counts.keys().map(|key| &key.0);
        let oldest = periods()
            .find(|period| period.is_shorter_than_a_month())
            .or_else(|| periods().find(|period| period.longer().is_some()));
        let Some(longer) = oldest.and_then(Period::longer) else {
            return false;
        };
        let inside = |key: &Key, _: &mut u64| key.0.is_in(&longer);
        let taken: Vec<_> = self.counts.extract_if(.., inside).collect();
        for ((_, item, site, language), count) in taken {
            self.put((longer.clone(), item, site, language), count);
        }
        true
    }
}

/// Bytes that a count takes in RON at most.
fn length((period, item, site, language): &Key) -> usize {
    AROUND + period.as_str().len() + item.len() + site.len() + language.len()
}

/// Names of things, never what a visitor wrote: short, and of letters that need no quoting.
pub fn is_name(text: &str) -> bool {
    let known = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'/' | b'_' | b'.');
    (1..=MOST_NAME).contains(&text.len()) && text.bytes().all(known)
}

/// Bytes of a name at most.
const MOST_NAME: usize = 120;
