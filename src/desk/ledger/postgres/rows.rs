//! What is put into the tables, column by column.

use std::collections::BTreeMap;

use postgres::types::ToSql;

use crate::ledger::Entry;
use crate::ledger::database::{day, joined, signed};

type Column<'a> = &'a (dyn ToSql + Sync);

/// A row of `batches`.
pub(super) struct Batch<'a> {
    texts: [&'a str; 2],
    numbers: [i64; 4],
    begun: String,
    today: &'a str,
}

impl<'a> Batch<'a> {
    pub(super) fn of(entry: &'a Entry, today: &'a str) -> Self {
        let batch = entry.batch();
        let numbers = [batch.number, batch.flushes, batch.unkept, batch.damaged];
        Self {
            texts: [entry.id(), &batch.kiosk],
            numbers: numbers.map(signed),
            begun: day(batch.begun),
            today,
        }
    }

    pub(super) fn columns(&self) -> [Column<'_>; 8] {
        let [id, kiosk] = &self.texts;
        let [number, flushes, unkept, damaged] = &self.numbers;
        [
            id,
            kiosk,
            number,
            flushes,
            &self.begun,
            unkept,
            damaged,
            &self.today,
        ]
    }
}

/// Rows of `counts` or `answers`: the sum for each key, in the order of the keys.
pub(super) struct Sums {
    keys: [Vec<String>; 5],
    sums: Vec<i64>,
}

impl Sums {
    /// What batches counted.
    pub(super) fn of_counts(entries: &[&Entry]) -> Self {
        let rows = entries.iter().flat_map(|entry| {
            let batch = entry.batch();
            batch.counts.iter().map(|one| {
                let period = one.period.as_str().to_owned();
                let names = [&one.item, &one.site, &one.language, &batch.kiosk];
                let [item, site, language, kiosk] = names.map(String::clone);
                ([period, item, site, language, kiosk], one.count)
            })
        });
        Self::of(rows)
    }

    /// What surveys were told.
    pub(super) fn of_answers(entries: &[&Entry]) -> Self {
        let answers = entries.iter().flat_map(|entry| &entry.batch().answers);
        Self::of(answers.map(|one| {
            let part = one.part.as_str().to_owned();
            let names = [&one.instrument, &one.site, &one.language];
            let [instrument, site, language] = names.map(String::clone);
            let given = joined(&one.given);
            ([part, instrument, site, language, given], one.count)
        }))
    }

    fn of(rows: impl Iterator<Item = ([String; 5], u64)>) -> Self {
        let mut sums: BTreeMap<[String; 5], i64> = BTreeMap::new();
        for (key, count) in rows {
            let sum = sums.entry(key).or_default();
            *sum = sum.saturating_add(signed(count));
        }
        let mut keys: [Vec<String>; 5] = Default::default();
        for (column, name) in sums
            .keys()
            .flat_map(|key| key.iter().enumerate())
            .map(|(column, name)| (column, name.clone()))
        {
            keys[column].push(name);
        }
        Self {
            keys,
            sums: sums.into_values().collect(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.sums.is_empty()
    }

    pub(super) fn columns(&self) -> [Column<'_>; 6] {
        let [one, two, three, four, five] = &self.keys;
        [one, two, three, four, five, &self.sums]
    }
}
