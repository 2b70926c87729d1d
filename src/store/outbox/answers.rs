//! What a survey was told: whole records, since what somebody needs says little without when and
//! for whom.
//!
//! A record has no time finer than a part of a day, no number and no place in any order: equal ones
//! are added up, and it stays on the kiosk until its part of the day is over, so that the batch it
//! leaves with tells no more either. Nothing ties it to a count, or to a record of another survey.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Zoned;
use legeplads_feed as feed;
use serde::{Deserialize, Serialize};

use super::is_name;

/// Bytes of records in one of the outbox's files at most. With the counts beside them a batch stays
/// below what web servers in front of a desk let through.
pub const ANSWERS_BYTES: usize = 192 * 1024;

/// Answers in one record at most.
pub const MOST_ANSWERS: usize = 40;

/// A part of a day where the kiosk stands: `2026-11-22-morning`. A night belongs to the date on which
/// it begins.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DayPart(String);

impl DayPart {
    /// The part that a time is in, by its own zone.
    pub fn of(time: &Zoned) -> Self {
        let part = feed::DayPart::at_hour(time.hour());
        let is_past_midnight = part == feed::DayPart::Night && time.hour() < 12;
        let date = match time.date().yesterday() {
            Ok(yesterday) if is_past_midnight => yesterday,
            _ => time.date(),
        };
        let part = format!("{part:?}").to_lowercase();
        Self(format!("{date}-{part}"))
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DayPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What one visitor told one survey; or several that told it the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Answers {
    /// When, where the kiosk stands.
    pub part: DayPart,
    /// Which survey, in the words of the feed.
    pub instrument: String,
    /// At which site: `airport`.
    pub site: String,
    /// In which language: `da`.
    pub language: String,
    /// Question and answer, in the words of the feed, sorted. A question may stand here more than once.
    pub given: Vec<(String, String)>,
    /// How many such records there are.
    pub count: u64,
}

/// Records, equal ones added up. Sorted by what they say, so nothing tells which came first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Records {
    records: BTreeMap<Answers, u64>,
    bytes: usize,
    /// How many found no room, or had no proper names.
    pub(super) unkept: u64,
}

/// Bytes that a record takes in RON besides its texts, at most; and each answer in it.
const AROUND: usize = 110;
const AROUND_EACH: usize = 10;

impl Records {
    pub(super) fn is_empty(&self) -> bool {
        self.records.is_empty() && self.unkept == 0
    }

    /// Adds a record, within [`ANSWERS_BYTES`]. What comes when there is no more room is not kept.
    pub(super) fn put(&mut self, mut answers: Answers) {
        let count = std::mem::replace(&mut answers.count, 0);
        answers.given.sort();
        let length = length(&answers);
        if let Some(sum) = self.records.get_mut(&answers) {
            *sum = sum.saturating_add(count);
        } else if is_proper(&answers) && self.bytes + length <= ANSWERS_BYTES {
            self.bytes += length;
            self.records.insert(answers, count);
        } else {
            self.unkept = self.unkept.saturating_add(count);
        }
    }

    pub(super) fn add(&mut self, other: Self) {
        self.unkept = self.unkept.saturating_add(other.unkept);
        for answers in other.list() {
            self.put(answers);
        }
    }

    pub(super) fn list(self) -> Vec<Answers> {
        let records = self.records.into_iter();
        records
            .map(|(answers, count)| Answers { count, ..answers })
            .collect()
    }
}

impl FromIterator<Answers> for Records {
    fn from_iter<T: IntoIterator<Item = Answers>>(answers: T) -> Self {
        let mut records = Self::default();
        for answers in answers {
            records.put(answers);
        }
        records
    }
}

/// Names of things alone, and not too many.
fn is_proper(answers: &Answers) -> bool {
    let Answers {
        instrument,
        site,
        language,
        given,
        ..
    } = answers;
    let names = [instrument, site, language].into_iter();
    let given_names = given.iter().flat_map(|(asked, told)| [asked, told]);
    (1..=MOST_ANSWERS).contains(&given.len()) && names.chain(given_names).all(|name| is_name(name))
}

fn length(answers: &Answers) -> usize {
    let Answers {
        part,
        instrument,
        site,
        language,
        given,
        ..
    } = answers;
    let given = given
        .iter()
        .map(|(asked, told)| AROUND_EACH + asked.len() + told.len());
    let texts = part.as_str().len() + instrument.len() + site.len() + language.len();
    AROUND + texts + given.sum::<usize>()
}
