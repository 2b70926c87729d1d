//! What a ledger says, as a page and as tables.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use legeplads_desk::ledger::{self, Entry, Ledger};
use legeplads_trust::Digest;
use tempfile::TempDir;

use crate::support::{Said, desk};

/// A batch as a kiosk seals it, with these counts and answers.
pub fn batch(number: u64, counts: &[(&str, &str, u64)], answers: &[(&str, u64)]) -> Entry {
    let counts = counts.iter().map(|(period, item, count)| {
        format!(r#"Count(period: "{period}", item: "{item}", site: "airport", language: "da", count: {count})"#)
    });
    let answers = answers.iter().map(|(need, count)| {
        format!(
            r#"Answers(part: "2026-11-18-morning", instrument: "needs", site: "airport", language: "da", given: [("need", "{need}")], count: {count})"#
        )
    });
    let record = format!(
        r#"Batch(kiosk: "airport-1", number: {number}, flushes: {number}, begun: "2026-11-16T05:00:00Z", counts: [{}], unkept: 0, damaged: 0, answers: [{}])"#,
        counts.collect::<Vec<_>>().join(", "),
        answers.collect::<Vec<_>>().join(", ")
    );
    let id = Digest::of(record.as_bytes());
    Entry::read(format!("{record}\nsha256:{id}\n").as_bytes()).expect("a batch")
}

struct Desk(TempDir);

impl Desk {
    fn with(entries: &[Entry]) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let mut ledger = Ledger::create(dir.path()).expect("a ledger");
        ledger.take(entries).expect("taken in");
        Self(dir)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn report(&self, more: &[&str]) -> (Said, String, serde_json::Value) {
        let (page, json, csv) = (self.path("r.html"), self.path("r.json"), self.path("csv"));
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/billund");
        let paths = [self.0.path(), &page, &json, &csv, &content];
        let [dir, page, json, csv, content] = paths.map(|path| path.to_str().expect("plain"));
        let said = desk(
            &[
                &["report", dir, "--to", page, "--json", json, "--csv", csv],
                &[
                    "--content",
                    content,
                    "--until",
                    "2026-11-22",
                    "--from",
                    "2026-11-16",
                    "--today",
                    "2027-01-04",
                ][..],
                more,
            ]
            .concat(),
        );
        let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
        let value = serde_json::from_str(&read(json)).unwrap_or_default();
        (said, read(page), value)
    }
}

/// The cells of a row that begins so.
fn row(report: &serde_json::Value, section: &str, start: &str) -> Vec<serde_json::Value> {
    let sections = report["sections"].as_array().expect("sections");
    let section = sections.iter().find(|one| one["id"] == section);
    let tables = section.expect("a section")["tables"].as_array();
    let rows = tables.expect("tables").iter().flat_map(|table| {
        let rows = table["rows"].as_array();
        rows.expect("rows").clone()
    });
    let mut rows = rows.filter(|row| row[0] == start);
    let row = rows
        .next()
        .unwrap_or_else(|| panic!("no {start}: {report}"));
    row.as_array().expect("cells").clone()
}

fn counts() -> Entry {
    let counts = [
        ("2026-11-16T05", "stop/billund", 100),
        ("2026-11-18T11", "stop/filskov", 60),
        ("2026-11-18T11", "done/filskov", 40),
        // On Monday where the kiosk stands, and out.
        ("2026-11-22T23", "stop/grindsted", 500),
        ("2026-11-18T11", "tour/begun", 200),
        ("2026-11-18T11", "tour/finished", 50),
        ("2026-11-18T11", "tour/left/filskov", 30),
        ("2026-11-18T11", "stay/filskov/5", 10),
        ("2026-11-18T11", "stay/filskov/20", 25),
        ("2026-11-18T11", "stay/filskov/300", 10),
        ("2026-11-18T11", "vote/raadhus-valg/1", 30),
        ("2026-11-18T11", "vote/raadhus-valg/2", 90),
        ("2026-11-18T11", "answer/rettigheder-quiz/1", 30),
        ("2026-11-18T11", "answer/rettigheder-quiz/2", 10),
        ("2026-11-18T11", "knows/before/1", 50),
        ("2026-11-18T11", "knows/before/2", 50),
        ("2026-11-18T11", "campaign/first-week", 15),
        ("2026-11-18T11", "idea/ideer/children/build/dens/forest", 40),
        ("2026-11-18T11", "idea/ideer/children/share/kites/water", 20),
        (
            "2026-11-18T12",
            "support/ideer/children/build/dens/forest",
            65,
        ),
        // Too rare to be told, and put together from pictures that are not there any more.
        ("2026-11-18T12", "idea/ideer/elders/build/dens/forest", 1),
        ("2026-11-18T12", "idea/ideer/robots/build/dens/forest", 50),
    ];
    batch(1, &counts, &[("care", 40), ("leisure", 2)])
}

#[test]
fn a_report_says_what_was_counted() {
    let desk = Desk::with(&[counts()]);
    let (said, page, report) = desk.report(&["--language", "en"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let is = |section: &str, start: &str, cells: serde_json::Value| {
        assert_eq!(
            serde_json::json!(row(&report, section, start)[1..]),
            cells,
            "{start}"
        );
    };
    is("places", "Billund Airport", serde_json::json!([160]));
    is("places", "Filskov", serde_json::json!([60, 40]));
    is("hours", "06–07", serde_json::json!([100]));
    is("tour", "Finished", serde_json::json!([50, 25.0]));
    is("votes", "Benches", serde_json::json!([90, 75.0]));
    is("languages", "Danish", serde_json::json!([160]));
    is(
        "ideas",
        "Children build dens in the forest",
        serde_json::json!([40, 65, r#"("children", "build", "dens", "forest")"#]),
    );
    is(
        "ideas",
        "robots/build/dens/forest",
        serde_json::json!([50, null, r#"("robots", "build", "dens", "forest")"#]),
    );
    is("ideas", "Children", serde_json::json!([60]));
    is("ideas", "by the water", serde_json::json!([20]));
    is("surveys", "care", serde_json::json!([40]));
    is(
        "stays",
        "Filskov",
        serde_json::json!(["20–30 s", "20–30 s", "20–30 s", 45]),
    );
    is(
        "kept",
        "airport-1",
        serde_json::json!([0, null, 0, 1, row(&report, "kept", "airport-1")[5]]),
    );
    assert!(!page.contains("Grindsted"), "it was the week after");
    let before = row(&report, "knows", "Before");
    assert_eq!(before[3], 50.0);
    // Wilson's interval of 50 of 100, 40.38 to 59.62, and wider by what rounding may have moved.
    let [from, to] = [0, 1].map(|end| before[4][end].as_f64().expect("an end"));
    assert!((20.0..40.0).contains(&from), "{from}");
    assert!((from + to - 100.0).abs() < 0.01, "{from} {to}");

    for words in [
        "<html lang=\"en\">",
        "never people",
        "<svg",
        "role=\"img\"",
        "<th scope=\"row\"",
    ] {
        assert!(page.contains(words), "{words}");
    }
    for foreign in ["<script", "src=", "<link", "@import"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    let csv = fs::read_to_string(desk.path("csv/votes-1.csv")).expect("a table");
    assert_eq!(
        csv,
        "Answer,Taps,Taps ±,Share\nSwings,30,17,25.0\nBenches,90,17,75.0\n"
    );

    // For everybody nothing says when somebody was there, and no table for staff is left.
    fs::write(desk.path("csv/quiz-9.csv"), "for staff").expect("written");
    let (_, _, public) = desk.report(&["--public"]);
    assert_eq!(row(&public, "kept", "airport-1").len(), 4);
    assert!(!desk.path("csv/quiz-9.csv").exists());
    // Nothing is told of a week that is not over.
    let (_, early, _) = desk.report(&["--language", "en", "--today", "2026-11-22"]);
    assert!(!early.contains("Benches") && !early.contains("Billund Airport"));

    let (_, danish, _) = desk.report(&["--language", "da"]);
    assert!(danish.contains("<html lang=\"da\">") && danish.contains("aldrig mennesker"));
    assert!(danish.contains("Rådhuset") || danish.contains("Billund Lufthavn"));
}

#[test]
fn what_is_too_little_is_not_told() {
    let few: Vec<_> = (0..60).map(|nth| format!("campaign/c{nth}")).collect();
    let counts: Vec<_> = few
        .iter()
        .map(|item| ("2026-11-18T11", item.as_str(), 3))
        .collect();
    let desk = Desk::with(&[batch(1, &counts, &[("care", 2)])]);
    for (audience, least) in [(&[][..], 5), (&["--public"][..], 10)] {
        let (said, _, report) = desk.report(audience);
        assert_eq!(said.code, Some(0), "{}", said.err);
        let sections = report["sections"].as_array().expect("sections");
        let reach = sections.iter().find(|one| one["id"] == "campaigns");
        let reach = reach.expect("a section")["tables"][0]["rows"].as_array();
        let reach = reach.expect("rows");
        let told: Vec<_> = reach.iter().map(|row| row[1].as_u64()).collect();
        assert!(told.iter().all(|told| *told == Some(least)), "{told:?}");
        // What is not told has no row, which would say that there was somebody.
        assert!((1..60).contains(&told.len()), "{}", told.len());
    }
}

#[test]
fn without_a_ledger_or_with_days_that_run_backwards_it_says_so() {
    let empty = Desk(tempfile::tempdir().expect("a folder"));
    let (said, ..) = empty.report(&[]);
    assert!(said.err.contains("holds no ledger"), "{}", said.err);
    let dir = empty.0.path().to_str().expect("plain");
    let days = ["--from", "2026-11-23", "--until", "2026-11-22"];
    let said = desk(&[&["report", dir, "--to", "r.html"], &days[..]].concat());
    assert!(said.err.contains("2026-11-23 is after"), "{}", said.err);
    assert_eq!(said.code, Some(1));

    let desk = Desk::with(&[]);
    let (said, page, _) = desk.report(&[]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(page.contains("Intet blev talt"));
}

/// So many records of surveys and counts in batches of 1000, a commit for eight; no two alike, or of so
/// many kinds on each of 28 days.
fn fill(total: u64, kinds: Option<u64>) -> (Desk, f64) {
    let of_kinds = |number: u64| kinds.map_or(number, |kinds| number % kinds);
    let desk = Desk::with(&[]);
    let mut ledger = Ledger::create(desk.0.path()).expect("open");
    let mut seconds = 0.0;
    for group in 0..total / 8000 {
        let entries = (0..8).map(|nth| {
            let number = group * 8 + nth;
            let day = 1 + number % 28;
            let items: Vec<_> = (0..500)
                .map(|n| format!("stop/s{}", of_kinds(number / 28 * 500 + n)))
                .collect();
            let period = format!("2026-11-{day:02}T10");
            let counts = items.iter().map(|item| (period.as_str(), item.as_str(), 7));
            let needs: Vec<_> = (0..500)
                .map(|n| format!("n{}", of_kinds(number * 500 + n)))
                .collect();
            let needs: Vec<_> = needs.iter().map(|need| (need.as_str(), 1)).collect();
            batch(number + 1, &counts.collect::<Vec<_>>(), &needs)
        });
        let entries: Vec<_> = entries.collect();
        let begun = Instant::now();
        ledger.take(&entries).expect("taken in");
        seconds += begun.elapsed().as_secs_f64();
    }
    (desk, seconds)
}

#[test]
fn the_ledger_takes_in_thousands_a_second() {
    let (_desk, seconds) = fill(16_000, None);
    let rate = 16_000.0 / seconds;
    println!("{rate:.0} a second");
    // A tenth of what is wanted of two cores that have nothing else to do.
    assert!(rate > 500.0, "{rate:.0} a second");
}

/// Figures for `deploy/README.md`; run with `--ignored --nocapture` on a machine that does nothing else.
#[test]
#[ignore = "it takes minutes, and measures"]
fn how_ledger_and_report_grow() {
    println!("  answers  kinds a day  taken in   ledger   report  its memory");
    let sizes = [8_000, 40_000, 200_000, 1_000_000];
    let kinds = [Some(500), None];
    let all = kinds
        .into_iter()
        .flat_map(|kinds| sizes.map(|total| (total, kinds)));
    for (total, kinds) in all {
        let (desk, seconds) = fill(total, kinds);
        let bytes = fs::metadata(ledger::path(desk.0.path())).expect("there");
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/billund");
        let begun = Instant::now();
        let mut program = Command::new(env!("CARGO_BIN_EXE_legeplads-desk"))
            .arg("report")
            .arg(desk.0.path())
            .args(["--until", "2026-11-22", "--from", "2026-11-16"])
            .args(["--today", "2027-01-04", "--content"])
            .arg(content)
            .arg("--to")
            .arg(desk.path("r.html"))
            .spawn()
            .expect("it could be started");
        let status = format!("/proc/{}/status", program.id());
        let mut peak = String::new();
        while program.try_wait().expect("it can be asked").is_none() {
            let status = fs::read_to_string(&status).unwrap_or_default();
            let line = status.lines().find(|line| line.starts_with("VmHWM"));
            peak = line.map_or(peak, |line| {
                line.trim_start_matches("VmHWM:").trim().to_owned()
            });
        }
        println!(
            "{total:9} {:>12} {:7.0}/s {:5} MB {:6.1} s  {peak}",
            kinds.map_or("all".to_owned(), |kinds| kinds.to_string()),
            total as f64 / seconds,
            bytes.len() / 1_000_000,
            begun.elapsed().as_secs_f64(),
        );
    }
}
