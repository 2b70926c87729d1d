//! The report, number by number against what happened.

use std::collections::BTreeMap;
use std::process::Command;

use jiff::ToSpan;
use serde_json::Value;

use crate::run::{Outcome, Year, read};
use crate::visits::{FIRST, Plan, SITES, TOUR};

/// Numbers of a report beside the true ones.
#[derive(Default)]
struct Compared {
    numbers: u32,
    inside: u32,
    worst: f64,
}

impl Compared {
    /// A row's number is the truth, within what stands beside it.
    fn number(&mut self, found: &Found, truth: u64, what: &str) {
        let (told, within) = match (found.number, found.within) {
            (Some(number), Some(within)) => (number, within),
            // Nothing is told of less than five, or of many cells of less than that.
            _ => (0, 40),
        };
        let off = told.abs_diff(truth);
        self.numbers += 1;
        self.inside += u32::from(off <= within);
        let ratio = off as f64 / within as f64;
        self.worst = self.worst.max(ratio);
        assert!(
            ratio < 2.5,
            "{what}: {told} ± {within} was told, and {truth} happened"
        );
    }
}

#[derive(Clone, Copy)]
struct Found {
    number: Option<u64>,
    within: Option<u64>,
}

/// Makes the report for staff and the one for everybody, and looks at every number that has a truth.
pub fn compare(year: &Year, plan: &Plan, outcome: &Outcome) {
    for more in [&[][..], &["--public"][..]] {
        let report = make(year, plan, more);
        let mut compared = Compared::default();
        let truth = &outcome.truth;
        let count = |fits: &dyn Fn(&str, &str, &str) -> bool| -> u64 {
            let fitting = truth.counts.iter();
            let fitting = fitting.filter(|((item, site, tongue, _), _)| fits(item, site, tongue));
            fitting.map(|(_, count)| count).sum()
        };
        let is_stop = |item: &str| item.starts_with("stop/");
        for (site, _) in SITES {
            let truth = count(&|item, at, _| is_stop(item) && at == site);
            compared.number(&find(&report, "places", 0, site, 1), truth, site);
        }
        for (tongue, name) in [("da", "Danish"), ("en", "English"), ("de", "German")] {
            let truth = count(&|item, _, spoken| is_stop(item) && spoken == tongue);
            compared.number(&find(&report, "languages", 0, name, 1), truth, tongue);
        }
        for stop in TOUR {
            for (column, start) in [(1, "stop"), (2, "done")] {
                let item = format!("{start}/{stop}");
                let truth = count(&|counted, _, _| counted == item);
                compared.number(&find(&report, "places", 1, stop, column), truth, &item);
            }
            let item = format!("tour/left/{stop}");
            let truth = count(&|counted, _, _| counted == item);
            compared.number(&find(&report, "tour", 1, stop, 1), truth, &item);
            let start = format!("stay/{stop}/");
            let truth = count(&|counted, _, _| counted.starts_with(&start));
            compared.number(&find(&report, "stays", 0, stop, 4), truth, &start);
            median(&report, stop);
        }
        for (nth, item) in ["tour/begun", "tour/finished"].into_iter().enumerate() {
            let truth = count(&|counted, _, _| counted == item);
            compared.number(&at(&report, "tour", 0, nth, 2 - 1), truth, item);
        }
        for campaign in ["first-week", "weekend-outdoors"] {
            let item = format!("campaign/{campaign}");
            let truth = count(&|counted, _, _| counted == item);
            compared.number(&find(&report, "campaigns", 0, campaign, 1), truth, &item);
        }
        for (section, start) in [
            ("votes", "vote/filskov-tegning/"),
            ("quiz", "answer/rettigheder-quiz/"),
        ] {
            for nth in 0..2 {
                let item = format!("{start}{}", nth + 1);
                let truth = count(&|counted, _, _| counted == item);
                compared.number(&at(&report, section, 0, nth, 1), truth, &item);
            }
        }
        for (nth, item) in (1..=3)
            .map(|answer| format!("knows/before/{answer}"))
            .chain((1..=3).map(|answer| format!("knows/after/{answer}")))
            .enumerate()
        {
            let truth = count(&|counted, _, _| counted == item);
            compared.number(&at(&report, "knows", 0, nth, 2), truth, &item);
        }
        for ((_, _, need), truth) in &truth.told {
            compared.number(&find(&report, "surveys", 0, need, 1), *truth, need);
        }
        println!(
            "{} numbers, {} of them within what the report says; the worst at {:.2} of it",
            compared.numbers, compared.inside, compared.worst
        );
        let share = f64::from(compared.inside) / f64::from(compared.numbers);
        assert!(share >= 0.95, "{} of {}", compared.inside, compared.numbers);
    }
    before_and_after(&make(year, plan, &[]));
}

fn make(year: &Year, plan: &Plan, more: &[&str]) -> Value {
    let last = FIRST + i64::from(plan.days - 1).days();
    let (page, json) = (year.path("report.html"), year.path("report.json"));
    let said = Command::new(env!("CARGO_BIN_EXE_legeplads-desk"))
        .arg("report")
        .arg(year.out())
        .args(["--from", &FIRST.to_string(), "--until", &last.to_string()])
        .args(["--language", "en", "--today", "2027-06-01"])
        .arg("--to")
        .arg(page)
        .arg("--json")
        .arg(&json)
        .args(more)
        .output()
        .expect("it could be started");
    assert!(
        said.status.success(),
        "{}",
        String::from_utf8_lossy(&said.stderr)
    );
    serde_json::from_str(&read(&json)).expect("JSON")
}

fn table<'r>(report: &'r Value, section: &str, nth: usize) -> &'r Value {
    let sections = report["sections"].as_array().expect("sections");
    let section = sections.iter().find(|one| one["id"] == section);
    &section.expect("the section")["tables"][nth]
}

fn at(report: &Value, section: &str, nth: usize, row: usize, column: usize) -> Found {
    let table = table(report, section, nth);
    Found {
        number: table["rows"][row][column].as_u64(),
        within: table["within"][row][column].as_u64(),
    }
}

/// What stands in the row that begins so.
fn find(report: &Value, section: &str, nth: usize, name: &str, column: usize) -> Found {
    let rows = table(report, section, nth)["rows"].as_array();
    let mut rows = rows.map(|rows| rows.iter()).into_iter().flatten();
    match rows.position(|row| row[0] == name) {
        Some(row) => at(report, section, nth, row, column),
        None => Found {
            number: None,
            within: None,
        },
    }
}

/// Half of all stays lie in the step from 20 to 30 seconds, whatever the long ones say.
fn median(report: &Value, stop: &str) {
    let rows = table(report, "stays", 0)["rows"].as_array().expect("rows");
    let row = rows.iter().find(|row| row[0] == stop).expect("the stop");
    assert_eq!(row[2], "20–30 s", "{stop}");
}

/// What was known before and after differs by far more than the intervals say.
fn before_and_after(report: &Value) {
    let rows = table(report, "knows", 0)["rows"].as_array().expect("rows");
    let mut shares = BTreeMap::new();
    for (row, truth) in rows.iter().zip([30.0, 30.0, 40.0, 75.0, 15.0, 10.0]) {
        let interval: Vec<_> = (0..2)
            .map(|end| row[4][end].as_f64().expect("an end"))
            .collect();
        // A lot that the interval misses by little is one in twenty.
        let slack = (interval[1] - interval[0]) / 2.0;
        assert!(
            (interval[0] - slack..=interval[1] + slack).contains(&truth),
            "{row}"
        );
        shares.insert((row[0].to_string(), row[1].to_string()), interval);
    }
    assert_eq!(shares.len(), 6);
}
