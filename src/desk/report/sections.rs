//! Where, when, how long, in which language; and what is missing.

use std::collections::BTreeMap;

use super::names::Names;
use super::stays::{BUCKETS, percentile};
use super::tally::Tally;
use super::words::{Words, with};
use super::{Cell, Chart, Section, Table};
use crate::disclosure::tables::TAPS;
use crate::disclosure::{self, Audience, Door, Figure};
use crate::ledger::Overview;

/// What sections are made of.
pub struct View<'a> {
    pub words: &'a Words,
    pub names: &'a Names<'a>,
    pub tally: &'a Tally,
}

pub fn all(view: &View<'_>) -> Vec<Section> {
    vec![
        places(view),
        hours(view),
        stays(view),
        tour(view),
        languages(view),
        reach(view),
    ]
}

/// A table of a name and a figure each, the most first, with bars. Nothing if there is nothing.
pub fn ranked(
    caption: &str,
    columns: [&str; 2],
    figures: impl IntoIterator<Item = (String, Figure)>,
) -> Option<Table> {
    let mut figures: Vec<_> = figures.into_iter().collect();
    figures.sort_by(|one, other| {
        let by_figure = other.1.or_nothing().cmp(&one.1.or_nothing());
        by_figure.then_with(|| one.0.cmp(&other.0))
    });
    let rows = figures
        .into_iter()
        .map(|(name, figure)| vec![Cell::Text(name), Cell::figure(figure)]);
    table(caption, &columns, rows.collect(), Some(Chart::Bars(1)))
}

pub fn table(
    caption: &str,
    columns: &[&str],
    rows: Vec<Vec<Cell>>,
    chart: Option<Chart>,
) -> Option<Table> {
    (!rows.is_empty()).then(|| Table {
        caption: caption.to_owned(),
        columns: columns.iter().map(|&column| column.to_owned()).collect(),
        within: (rows
            .iter()
            .map(|row| row.iter().map(Cell::within).collect()))
        .collect(),
        rows,
        chart,
    })
}

/// A share of a hundred; none of nothing.
pub fn share(of_them: Figure, all: Figure) -> Cell {
    let told = |figure: Figure| figure.value().filter(|number| *number > 0);
    let (part, all) = (told(of_them), told(all));
    let share = part
        .zip(all)
        .map(|(part, all)| part as f64 / all as f64 * 100.0);
    Cell::Share(share.map(|share| (share.min(100.0) * 10.0).round() / 10.0))
}

fn places(view: &View<'_>) -> Section {
    let (words, names) = (view.words, view.names);
    let sites = view
        .tally
        .sum("stop/", |tapped| Some(tapped.site.to_owned()));
    let by_site = sites
        .into_iter()
        .map(|(id, figure)| (names.site(&id), figure));
    let opened = view
        .tally
        .sum("stop/", |tapped| Some(tapped.rest.to_owned()));
    let done = view
        .tally
        .sum("done/", |tapped| Some(tapped.rest.to_owned()));
    let mut stops: Vec<_> = opened.into_iter().collect();
    stops.sort_by_key(|(_, figure)| std::cmp::Reverse(figure.or_nothing()));
    let rows = stops.into_iter().map(|(id, opened)| {
        let done = match done.get(&id) {
            // What is told a survey is not counted as done.
            _ if names.is_survey(&id) => Cell::text(""),
            Some(done) => Cell::figure(*done),
            None => Cell::nothing(),
        };
        vec![Cell::Text(names.stop(&id)), Cell::figure(opened), done]
    });
    let columns = [words.stop.as_str(), &words.opened, &words.done];
    let tables = [
        ranked(&words.places_caption, [&words.site, &words.opened], by_site),
        table(
            &words.stops_caption,
            &columns,
            rows.collect(),
            Some(Chart::Bars(1)),
        ),
    ];
    section("places", &words.places_title, &words.places_note, tables)
}

fn hours(view: &View<'_>) -> Section {
    let words = view.words;
    let mut sites: BTreeMap<&str, BTreeMap<i8, Figure>> = BTreeMap::new();
    for ((site, hour), figure) in &view.tally.hours {
        sites.entry(site).or_default().insert(*hour, *figure);
    }
    let tables = sites.into_iter().map(|(site, hours)| {
        let first = hours.keys().next().copied().unwrap_or(0);
        let last = hours.keys().next_back().copied().unwrap_or(23);
        let rows = (first..=last).map(|hour| {
            let figure = hours.get(&hour);
            let number = figure.map_or_else(Cell::nothing, |figure| Cell::figure(*figure));
            vec![Cell::Text(format!("{hour:02}–{:02}", hour + 1)), number]
        });
        let caption = with(&words.hours_caption, &view.names.site(site));
        let columns = [words.hour.as_str(), &words.opened];
        table(&caption, &columns, rows.collect(), Some(Chart::Bars(1)))
    });
    let note = format!("{} {}", words.hours_note, words.whole_quarters);
    section("hours", &words.hours_title, &note, tables)
}

fn stays(view: &View<'_>) -> Section {
    let words = view.words;
    let figures = view.tally.sum("stay/", |tapped| {
        let (stop, start) = tapped.rest.rsplit_once('/')?;
        let start: u64 = start.parse().ok()?;
        let is_bucket = BUCKETS.contains(&start);
        is_bucket.then(|| (stop.to_owned(), start))
    });
    let mut stops: BTreeMap<String, Vec<(u64, Figure)>> = BTreeMap::new();
    for ((stop, start), figure) in figures {
        stops.entry(stop).or_default().push((start, figure));
    }
    let bucket = |counts: &[(u64, u64)], share: f64| {
        let text = match percentile(counts, share) {
            None => "–".to_owned(),
            Some((from, Some(to))) => with(&words.seconds, &format!("{from}–{to}")),
            Some((from, None)) => with(&words.from_seconds, &from.to_string()),
        };
        Cell::Text(text)
    };
    let rows = stops.into_iter().map(|(stop, buckets)| {
        let sum: Figure = buckets.iter().map(|(_, figure)| *figure).sum();
        let counts: Vec<_> = buckets
            .iter()
            .map(|(start, figure)| (*start, figure.or_nothing()))
            .collect();
        vec![
            Cell::Text(view.names.stop(&stop)),
            bucket(&counts, 0.25),
            bucket(&counts, 0.5),
            bucket(&counts, 0.75),
            Cell::figure(sum),
        ]
    });
    let columns = [
        words.stop.as_str(),
        &words.quarter_stays,
        &words.half_stays,
        &words.three_quarters_stay,
        &words.stays,
    ];
    let tables = [table(&words.stays_caption, &columns, rows.collect(), None)];
    section("stays", &words.stays_title, &words.stays_note, tables)
}

fn tour(view: &View<'_>) -> Section {
    let words = view.words;
    let (begun, finished) = (
        view.tally.all("tour/begun"),
        view.tally.all("tour/finished"),
    );
    let rows = [(&words.begun, begun), (&words.finished, finished)];
    let rows = rows
        .map(|(name, figure)| vec![Cell::text(name), Cell::figure(figure), share(figure, begun)]);
    let rows = match begun.or_nothing() {
        0 => Vec::new(),
        _ => rows.to_vec(),
    };
    let columns = [words.step.as_str(), &words.taps, &words.share];
    let left = view
        .tally
        .sum("tour/left/", |tapped| Some(tapped.rest.to_owned()));
    let left = left
        .into_iter()
        .map(|(id, figure)| (view.names.stop(&id), figure));
    let tables = [
        table(&words.tour_caption, &columns, rows, None),
        ranked(&words.left_caption, [&words.stop, &words.left], left),
    ];
    section("tour", &words.tour_title, &words.tour_note, tables)
}

fn languages(view: &View<'_>) -> Section {
    let words = view.words;
    let spoken = view
        .tally
        .sum("stop/", |tapped| Some(tapped.language.to_owned()));
    let spoken = spoken
        .into_iter()
        .map(|(tag, figure)| (view.names.language(&tag), figure));
    let columns = [words.language.as_str(), &words.opened];
    let tables = [ranked(&words.languages_caption, columns, spoken)];
    section(
        "languages",
        &words.languages_title,
        &words.languages_note,
        tables,
    )
}

fn reach(view: &View<'_>) -> Section {
    let words = view.words;
    let opened = view
        .tally
        .sum("campaign/", |tapped| Some(tapped.rest.to_owned()));
    let opened = opened
        .into_iter()
        .map(|(id, figure)| (view.names.campaign(&id), figure));
    let columns = [words.campaign.as_str(), &words.opened];
    let tables = [ranked(&words.reach_caption, columns, opened)];
    section("campaigns", &words.reach_title, &words.reach_note, tables)
}

/// What is missing; about machines, but what was not kept are taps as well. How many batches came and
/// when the last one did tells when somebody was there: that is for staff.
pub fn kept(view: &View<'_>, overview: &Overview, door: &Door) -> Section {
    let words = view.words;
    let is_staff = door.audience() == Audience::Staff;
    let rows = overview.kiosks.iter().map(|entry| {
        let cell = disclosure::Cell::of(&TAPS, &["unkept", &entry.kiosk]);
        let missing: u64 = entry.gaps.iter().map(|(from, to)| to - from + 1).sum();
        let mut row = vec![
            Cell::text(&entry.kiosk),
            Cell::Number(Some(missing)),
            Cell::figure(door.tell(&cell, entry.unkept)),
            Cell::Number(Some(entry.damaged)),
        ];
        if is_staff {
            row.push(Cell::Number(Some(entry.batches)));
            row.push(Cell::text(entry.taken_at.get(..10).unwrap_or_default()));
        }
        row
    });
    let mut columns = vec![
        words.kiosk.as_str(),
        &words.missing,
        &words.unkept,
        &words.damaged,
    ];
    if is_staff {
        columns.extend([words.batches.as_str(), &words.last]);
    }
    let tables = [table(&words.kept_caption, &columns, rows.collect(), None)];
    let note = match view.tally.coarse {
        true => format!("{} {}", words.kept_note, words.coarse),
        false => words.kept_note.clone(),
    };
    section("kept", &words.kept_title, &note, tables)
}

/// A section; one without tables says nothing.
pub fn section(
    id: &'static str,
    title: &str,
    note: &str,
    tables: impl IntoIterator<Item = Option<Table>>,
) -> Section {
    Section {
        id,
        title: title.to_owned(),
        note: note.to_owned(),
        tables: tables.into_iter().flatten().collect(),
        stays: false,
    }
}
