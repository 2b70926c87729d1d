//! From counts to figures: the one place where a report sees counts.

use std::collections::BTreeMap;

use super::calendar::{Moment, Span, quarter};
use crate::disclosure::tables::{ANSWERS, HOURS, IDEAS, TAPS};
use crate::disclosure::{Cell, Door, Figure};
use crate::ledger::{Ledger, LedgerError};

/// What was tapped, by item, site, language and week.
pub type Taps = BTreeMap<(String, String, String, String), Figure>;

/// All figures of a report.
#[derive(Debug, Default)]
pub struct Tally {
    pub taps: Taps,
    /// Stops that were opened, by site and hour of the day, in whole quarters.
    pub hours: BTreeMap<(String, i8), Figure>,
    /// What surveys were told, by survey, question and answer, in whole quarters.
    pub answers: BTreeMap<(String, String, String), Figure>,
    /// Ideas that were sent and supported, by item, in whole quarters.
    pub ideas: BTreeMap<String, Figure>,
    /// Whether some counts were known by the month or year alone.
    pub coarse: bool,
}

impl Tally {
    pub fn of(ledger: &Ledger, door: &Door, span: &Span) -> Result<Self, LedgerError> {
        let mut tally = Self::default();
        tally.count(ledger, door, span)?;
        tally.listen(ledger, door, span)?;
        Ok(tally)
    }

    fn count(&mut self, ledger: &Ledger, door: &Door, span: &Span) -> Result<(), LedgerError> {
        let mut cells: BTreeMap<(String, String, String, String), u64> = BTreeMap::new();
        let mut hours: BTreeMap<(String, i8, String), u64> = BTreeMap::new();
        let mut ideas: BTreeMap<(String, String), u64> = BTreeMap::new();
        let mut known: Option<(String, Option<Moment>)> = None;
        let (from, until) = span.periods();
        ledger.taps(&from, &until, |tapped| {
            // They come by period: most have that of the one before.
            if known
                .as_ref()
                .is_none_or(|(period, _)| *period != tapped.period)
            {
                let moment = span.moment(&tapped.period);
                known = Some((tapped.period.clone(), moment));
            }
            let Some((_, Some(moment))) = &known else {
                return;
            };
            if is_of_an_idea(&tapped.item) {
                if span.touches(moment.date) {
                    self.coarse |= !moment.week.contains('W');
                    let key = (tapped.item, moment.quarter.clone());
                    *ideas.entry(key).or_default() += tapped.count;
                }
                return;
            }
            if let Some(hour) = moment.hour
                && tapped.item.starts_with("stop/")
                && span.touches(moment.date)
            {
                let key = (tapped.site.clone(), hour, moment.quarter.clone());
                *hours.entry(key).or_default() += tapped.count;
            }
            if span.has(moment.date) {
                self.coarse |= !moment.week.contains('W');
                let key = (
                    tapped.item,
                    tapped.site,
                    tapped.language,
                    moment.week.clone(),
                );
                *cells.entry(key).or_default() += tapped.count;
            }
        })?;
        for ((site, hour, quarter), count) in hours {
            let name = format!("{hour:02}");
            let figure = door.tell(&Cell::of(&HOURS, &[&site, &name, &quarter]), count);
            add(&mut self.hours, (site, hour), figure);
        }
        for ((item, quarter), count) in ideas {
            let figure = door.tell(&Cell::of(&IDEAS, &[&item, &quarter]), count);
            add(&mut self.ideas, item, figure);
        }
        for (key, count) in cells {
            let (item, site, language, week) = &key;
            let figure = door.tell(&Cell::of(&TAPS, &[item, site, language, week]), count);
            if is_told(figure) {
                self.taps.insert(key, figure);
            }
        }
        Ok(())
    }

    fn listen(&mut self, ledger: &Ledger, door: &Door, span: &Span) -> Result<(), LedgerError> {
        let mut cells: BTreeMap<(String, String, String, String), u64> = BTreeMap::new();
        let (from, until) = span.parts();
        ledger.told(&from, &until, |told| {
            let date = told.part.get(..10).and_then(|date| date.parse().ok());
            let Some(date) = date.filter(|date| span.touches(*date)) else {
                return;
            };
            for (asked, answer) in told.given {
                let key = (told.instrument.clone(), asked, answer, quarter(date));
                *cells.entry(key).or_default() += told.count;
            }
        })?;
        for ((instrument, asked, answer, quarter), count) in cells {
            let item = format!("{instrument}/{asked}");
            let figure = door.tell(&Cell::of(&ANSWERS, &[&item, &answer, &quarter]), count);
            add(&mut self.answers, (instrument, asked, answer), figure);
        }
        Ok(())
    }

    /// The figures of items that begin so, with what stands behind it, by what `key` makes of them.
    pub fn sum<K: Ord>(
        &self,
        start: &str,
        key: impl Fn(Tapped<'_>) -> Option<K>,
    ) -> BTreeMap<K, Figure> {
        let mut sums = BTreeMap::new();
        for ((item, site, language, week), figure) in &self.taps {
            let Some(rest) = item.strip_prefix(start) else {
                continue;
            };
            let key = key(Tapped {
                rest,
                site,
                language,
                week,
            });
            if let Some(key) = key {
                add(&mut sums, key, *figure);
            }
        }
        sums
    }

    /// All of one item.
    pub fn all(&self, item: &str) -> Figure {
        let cells = self.taps.iter();
        let of_it = cells.filter(|((known, ..), _)| known == item);
        of_it.map(|(_, figure)| *figure).sum()
    }
}

/// A cell of [`Taps`], for those who add them up.
#[derive(Debug, Clone, Copy)]
pub struct Tapped<'a> {
    pub rest: &'a str,
    pub site: &'a str,
    pub language: &'a str,
    pub week: &'a str,
}

/// Whether an item is told of by quarters alone.
fn is_of_an_idea(item: &str) -> bool {
    item.starts_with("idea/") || item.starts_with("support/")
}

/// What is not told is nowhere: a row of its own would say that there was somebody.
fn is_told(figure: Figure) -> bool {
    figure.or_nothing() > 0
}

fn add<K: Ord>(sums: &mut BTreeMap<K, Figure>, key: K, figure: Figure) {
    if !is_told(figure) {
        return;
    }
    match sums.get_mut(&key) {
        Some(sum) => *sum += figure,
        None => {
            sums.insert(key, figure);
        }
    }
}
