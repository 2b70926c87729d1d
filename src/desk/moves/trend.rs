//! A table's trends as a page for staff: all together year by year, and the ends with the most people.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use super::words::Words;
use super::{Flow, Flows, Way, What};
use crate::report::page::day;
use crate::report::sections::{section, table};
use crate::report::words::with;
use crate::report::{Cell, Chart, Report, Section, Tongue};

/// Ends in the table of the newest year, and with a line over time.
const ENDS: usize = 12;
const LINES: usize = 5;

/// What the page says of its table.
#[derive(Debug, Clone)]
pub struct Origin<'a> {
    /// Whose moves: the municipality.
    pub of: &'a str,
    /// Statistics Denmark's name for the table.
    pub name: &'a str,
    /// What a flow is.
    pub what: What,
    /// When the file was downloaded, as far as that is known.
    pub downloaded: Date,
    /// Whose language the page is in.
    pub tongue: Tongue,
}

/// The page; the figures are public ones, and nothing in it comes from visitors.
#[must_use]
pub fn trend(flows: &Flows, origin: &Origin<'_>) -> Report {
    let words = Words::of(origin.tongue);
    let times = flows.times();
    let year = |time: Option<&&str>| {
        let year = time.and_then(|time| time.get(..4)?.parse().ok());
        year.unwrap_or(origin.downloaded.year())
    };
    let about = with(&words.about, origin.name);
    let mut sections = vec![all(flows, &words)];
    for (way, id, title) in [(Way::In, "from", &words.from), (Way::Out, "to", &words.to)] {
        sections.push(ends(flows, way, (id, title), &words));
    }
    Report {
        title: with(&words.title, origin.of),
        days: (
            date(year(times.first()), 1, 1),
            date(year(times.last()), 12, 31),
        ),
        threshold: 0,
        sections,
        lead: match origin.what {
            What::Moves => words.moves.clone(),
            What::Commutes => words.commutes.clone(),
        },
        reader: words.reader.clone(),
        about: with(&about, &day(origin.tongue, origin.downloaded)),
        tongue: origin.tongue,
    }
}

/// A direction that the table has nothing of is left out: none is not known to be nobody.
fn all(flows: &Flows, words: &Words) -> Section {
    let times = flows.times();
    let has = |way| times.iter().any(|time| !flows.ends(way, time).is_empty());
    let (come, go) = (has(Way::In), has(Way::Out));
    let sums: Vec<(Flow, Flow)> = (times.iter())
        .map(|time| (flows.sum(Way::In, time), flows.sum(Way::Out, time)))
        .collect();
    let is_withheld = sums
        .iter()
        .any(|(come, go)| come.withheld + go.withheld > 0);
    let columns = [
        (true, &words.year),
        (come, &words.come),
        (go, &words.go),
        (come && go, &words.balance),
        (is_withheld, &words.withheld),
    ];
    let rows = times.iter().zip(&sums).map(|(time, (into, out))| {
        let balance = into.count as f64 - out.count as f64;
        let withheld = u64::from(into.withheld) + u64::from(out.withheld);
        let cells = [
            Cell::text(*time),
            Cell::Number(Some(into.count)),
            Cell::Number(Some(out.count)),
            Cell::Value(Some(balance), ""),
            Cell::Number(Some(withheld)),
        ];
        let kept = cells
            .into_iter()
            .zip(&columns)
            .filter(|(_, (kept, _))| *kept);
        kept.map(|(cell, _)| cell).collect()
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let heads: Vec<&str> = (columns.iter())
        .filter(|(kept, _)| *kept)
        .map(|(_, head)| head.as_str())
        .collect();
    let lines = usize::from(come) + usize::from(go);
    let notes = [
        (come && go, &words.trend_note),
        (is_withheld, &words.withheld_note),
    ];
    let notes: Vec<&str> = (notes.iter())
        .filter(|(kept, _)| *kept)
        .map(|(_, note)| note.as_str())
        .collect();
    let all = table(&words.all, &heads, rows, Some(Chart::Lines(lines)));
    section("trend", &words.trend, &notes.join("\n"), [all])
}

/// The ends of a direction: the newest year beside the first, and the largest over time.
fn ends(flows: &Flows, way: Way, (id, title): (&'static str, &str), words: &Words) -> Section {
    let times = flows.times();
    let (Some(first), Some(newest)) = (times.first(), times.last()) else {
        return section(id, title, "", []);
    };
    let by_time: Vec<BTreeMap<&str, Flow>> = (times.iter())
        .map(|time| flows.ends(way, time).into_iter().collect())
        .collect();
    let given = |flow: Option<&Flow>| match flow {
        Some(flow) if flow.withheld == 0 => Some(flow.count),
        // Some of it is not given, and so the whole is not known.
        Some(_) => None,
        None => Some(0),
    };
    let most = flows.ends(way, newest);
    let begun = by_time.first();
    let rows = most.iter().take(ENDS).map(|(name, flow)| {
        let now = given(Some(flow));
        let then = begun.and_then(|begun| given(begun.get(name)));
        let change = now.zip(then).map(|(now, then)| now as f64 - then as f64);
        let mut row = vec![Cell::text(*name), Cell::Number(now)];
        if times.len() > 1 {
            row.push(Cell::Value(change, ""));
        }
        row
    });
    let (head, change) = (with(&words.newest, newest), with(&words.change, first));
    let mut columns = vec![words.other.as_str(), head.as_str()];
    if times.len() > 1 {
        columns.push(&change);
    }
    let caption = with(&words.newest, newest);
    let newest = table(&caption, &columns, rows.collect(), Some(Chart::Bars(1)));

    let largest: Vec<&str> = most.iter().take(LINES).map(|(name, _)| *name).collect();
    let rows = times.iter().zip(&by_time).map(|(time, ends)| {
        let cells = largest
            .iter()
            .map(|name| Cell::Number(given(ends.get(name))));
        [Cell::text(*time)].into_iter().chain(cells).collect()
    });
    let columns = [&[words.year.as_str()][..], &largest].concat();
    let over_time = (times.len() > 1 && !largest.is_empty()).then(|| {
        let lines = Some(Chart::Lines(largest.len()));
        table(&words.over_time, &columns, rows.collect(), lines)
    });
    section(id, title, "", [newest, over_time.flatten()])
}
