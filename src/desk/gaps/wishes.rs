//! From records to figures: the one place where the page of gaps sees counts.

use std::collections::BTreeMap;

use jiff::civil::Date;
use legeplads_feed::{ActivityKind, Feed, Slot};

use crate::disclosure::tables::{ANSWERS, NEEDS, NEEDS_AT, NEEDS_BY_PLACE, NEEDS_FOR, NEEDS_IN};
use crate::disclosure::{Cell, Door, Figure};
use crate::ledger::{Ledger, LedgerError, Told};
use crate::report::calendar::{quarter, quarter_of};

/// What is asked for: a need, and at most two of when, for whom, where and in which language. Which
/// of them are there says which table it is a cell of; no table has more.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wish {
    /// The board on which it is asked.
    pub board: String,
    /// The need's id.
    pub need: String,
    /// When.
    pub slot: Option<Slot>,
    /// For whom: a band of ages.
    pub age: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// The language on the glass.
    pub language: Option<String>,
}

/// How often things were wished for, by quarter.
#[derive(Debug, Default)]
pub struct Wishes(BTreeMap<Wish, BTreeMap<String, Figure>>);

impl Wish {
    /// A need alone.
    pub fn of(board: &str, need: &str) -> Self {
        Self {
            board: board.to_owned(),
            need: need.to_owned(),
            slot: None,
            age: None,
            place: None,
            language: None,
        }
    }

    /// What may be told of how often it was asked for in a quarter.
    fn tell(&self, door: &Door, quarter: &str, count: u64) -> Figure {
        let item = format!("{}/{}", self.board, self.need);
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let (age, place, language) = (text(&self.age), text(&self.place), text(&self.language));
        let tell = |table, values: &[&str]| door.tell(&Cell::of(table, values), count);
        if let Some(slot) = self.slot {
            let id = slot.id();
            let (day, part) = id.split_once('-').unwrap_or_default();
            return tell(&NEEDS, &[&item, day, part, quarter]);
        }
        if self.language.is_some() {
            return tell(&NEEDS_IN, &[&item, &language, quarter]);
        }
        match (&self.age, &self.place) {
            (Some(_), Some(_)) => tell(&NEEDS_BY_PLACE, &[&item, &age, &place, quarter]),
            (Some(_), None) => tell(&NEEDS_FOR, &[&item, &age, quarter]),
            (None, Some(_)) => tell(&NEEDS_AT, &[&item, &place, quarter]),
            // As the report tells it: the same cell, and so the same lot.
            (None, None) => {
                let item = format!("{}/need", self.board);
                tell(&ANSWERS, &[&item, &self.need, quarter])
            }
        }
    }

    /// Every cell that a record is counted in. One that names several days or ages is counted in each.
    fn all_of(told: &Told, feed: &Feed) -> Vec<Self> {
        let given = |question: &str| {
            let given = told
                .given
                .iter()
                .filter(move |(asked, _)| asked == question);
            given.map(|(_, answer)| answer.clone()).collect::<Vec<_>>()
        };
        let needs = given("need");
        let Some(need) = needs
            .first()
            .filter(|need| asks(feed, &told.instrument, need))
        else {
            return Vec::new();
        };
        let need = Self::of(&told.instrument, need);
        let (ages, places) = (given("age"), given("place"));
        let slots = given("when");
        let slots = slots
            .iter()
            .filter_map(|id| Slot::all().find(|slot| slot.id() == *id));
        let mut wishes: Vec<_> = slots
            .map(|slot| Self {
                slot: Some(slot),
                ..need.clone()
            })
            .collect();
        let ages = ages.into_iter().map(Some).chain([None]);
        for age in ages {
            for place in places.iter().cloned().map(Some).chain([None]) {
                let age = age.clone();
                wishes.push(Self {
                    age,
                    place,
                    ..need.clone()
                });
            }
        }
        wishes.push(Self {
            language: Some(told.language.clone()),
            ..need
        });
        wishes
    }
}

impl Wishes {
    /// All that was ever wished for on the feed's boards, in quarters that are over on a day.
    ///
    /// # Errors
    ///
    /// When the ledger refuses.
    pub fn of(ledger: &Ledger, door: &Door, feed: &Feed, today: Date) -> Result<Self, LedgerError> {
        let mut counts: BTreeMap<(Wish, String), u64> = BTreeMap::new();
        ledger.told("0", "9999-12-31", |told| {
            let date = told.part.get(..10).and_then(|date| date.parse().ok());
            // What still grows would tell of who makes it grow.
            let Some(date) = date.filter(|date| quarter_of(*date).1 < today) else {
                return;
            };
            let quarter = quarter(date);
            for wish in Wish::all_of(&told, feed) {
                *counts.entry((wish, quarter.clone())).or_default() += told.count;
            }
        })?;
        let mut wishes = Self::default();
        for ((wish, quarter), count) in counts {
            let figure = wish.tell(door, &quarter, count);
            // What is not told is nowhere: a row of its own would say that there was somebody.
            if figure.or_nothing() > 0 {
                wishes.0.entry(wish).or_default().insert(quarter, figure);
            }
        }
        Ok(wishes)
    }

    /// How often something was wished for in the quarters from – to, both in it: `2026-Q4`. None
    /// where that is too little to tell.
    pub fn told(&self, wish: &Wish, from: &str, to: &str) -> Option<Figure> {
        let quarters = self.0.get(wish)?;
        let within = quarters
            .iter()
            .filter(|(quarter, _)| (from..=to).contains(&quarter.as_str()));
        let sum: Figure = within.map(|(_, figure)| *figure).sum();
        (sum.or_nothing() > 0).then_some(sum)
    }

    /// All that is told of.
    pub fn all(&self) -> impl Iterator<Item = &Wish> {
        self.0.keys()
    }

    /// The first quarter of which anything is told.
    pub fn first(&self) -> Option<&str> {
        let quarters = self.0.values().filter_map(|told| told.keys().next());
        quarters.map(String::as_str).min()
    }
}

/// Whether a board asks for it today: what is no longer asked cannot be laid against offers.
fn asks(feed: &Feed, board: &str, need: &str) -> bool {
    let mut activities = feed.activities.values();
    let found = activities.find(|one| one.id.as_str() == board);
    match found.map(|found| &found.kind) {
        Some(ActivityKind::Needs(needs)) => needs.needs.iter().any(|one| one.id == need),
        _ => false,
    }
}
