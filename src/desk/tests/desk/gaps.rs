//! What visitors miss, laid against what there is: a ledger of known wishes and a feed of known offers.

use std::fs;
use std::path::PathBuf;

use legeplads_desk::ledger::{Entry, Ledger};
use legeplads_trust::Digest;
use serde_json::{Value, json};

use crate::support::{Said, Town, desk, text};

/// A tiny place with a board of what is missing, an offer of child care, and wishes.
pub struct Place {
    pub town: Town,
}

/// So many equal wishes: what was given, the language, how many, and a day of the quarter.
pub type Wish<'a> = (&'a [(&'a str, &'a str)], &'a str, u64, &'a str);

impl Place {
    pub fn with(wishes: &[Wish<'_>]) -> Self {
        let place = Self { town: Town::new() };
        let board = include_str!("../../../feed/tests/fixtures/asks/needs.ron");
        let board = board.replace(
            r#""en": "0–5 years"}"#,
            r#""en": "0–5 years"}, years: (from: 0, to: 5)"#,
        );
        let board = board.replace(
            r#""en": "6–17 years"}"#,
            r#""en": "6–17 years"}, years: (from: 6, to: 17)"#,
        );
        fs::write(place.town.feed().join("activities/needs.ron"), board).expect("written");
        place.town.edit(
            "offers.ron",
            "hours: [Hours(days: [Wed], from: \"15:00\", to: \"18:00\")],",
            "serves: [\"care\"],\n        ages: (from: 0, to: 5),\n        \
             hours: [Hours(days: [Mon, Tue, Wed, Thu, Fri], from: \"07:00\", to: \"17:00\")],",
        );
        place
            .town
            .edit("offers.ron", "place: \"hall\"", "place: \"pond\"");
        fs::create_dir_all(place.town.out()).expect("made");
        let mut ledger = Ledger::create(&place.town.out()).expect("a ledger");
        ledger.take(&[batch(wishes)]).expect("taken in");
        place
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.town.out().join(name)
    }

    /// What is told of a quarter.
    pub fn gaps(&self, more: &[&str]) -> (Said, String, Value) {
        self.gaps_of(&["--from", "2026-10-01", "--until", "2026-11-22"], more)
    }

    pub fn gaps_of(&self, days: &[&str], more: &[&str]) -> (Said, String, Value) {
        let (page, json, csv) = (self.path("g.html"), self.path("g.json"), self.path("csv"));
        let (out, feed) = (self.town.out(), self.town.feed());
        let arguments = [
            &[
                "gaps",
                text(&out),
                "--content",
                text(&feed),
                "--to",
                text(&page),
            ][..],
            &["--json", text(&json), "--csv", text(&csv)],
            &["--today", "2027-01-04"],
            days,
            match more.contains(&"--language") {
                true => &[],
                false => &["--language", "en"],
            },
            more,
        ];
        let said = desk(&arguments.concat());
        let read = |path: &PathBuf| fs::read_to_string(path).unwrap_or_default();
        let value = serde_json::from_str(&read(&json)).unwrap_or_default();
        (said, read(&page), value)
    }
}

fn batch(wishes: &[Wish<'_>]) -> Entry {
    let answers = wishes.iter().map(|(given, language, count, day)| {
        let mut given: Vec<_> = given.to_vec();
        given.sort_unstable();
        let given = given.iter().map(|(asked, told)| format!("({asked:?}, {told:?})"));
        let given = given.collect::<Vec<_>>().join(", ");
        format!(
            r#"Answers(part: "{day}-morning", instrument: "needs", site: "airport", language: "{language}", given: [{given}], count: {count})"#
        )
    });
    let record = format!(
        r#"Batch(kiosk: "airport-1", number: 1, flushes: 1, begun: "2026-01-01T05:00:00Z", counts: [], unkept: 0, damaged: 0, answers: [{}])"#,
        answers.collect::<Vec<_>>().join(", ")
    );
    let id = Digest::of(record.as_bytes());
    Entry::read(format!("{record}\nsha256:{id}\n").as_bytes()).expect("a batch")
}

fn section<'a>(report: &'a Value, id: &str) -> &'a Value {
    let sections = report["sections"].as_array().expect("sections");
    let found = sections.iter().find(|one| one["id"] == id);
    found.unwrap_or_else(|| panic!("no {id}: {report}"))
}

/// All rows of a section.
pub fn rows(report: &Value, id: &str) -> Vec<Value> {
    let tables = section(report, id)["tables"].as_array().expect("tables");
    let rows = tables
        .iter()
        .flat_map(|table| table["rows"].as_array().expect("rows").clone());
    rows.collect()
}

const DAY: &str = "2026-11-18";

/// Care is there on weekdays by day, at the pond, for the youngest; the bus is nowhere. Figures are
/// multiples of five, so that they are told as they are.
fn known() -> Place {
    Place::with(&[
        (&[("need", "care"), ("when", "wed-day")], "da", 20, DAY),
        (&[("need", "care"), ("when", "sat-evening")], "da", 30, DAY),
        (
            &[("need", "care"), ("place", "pond"), ("age", "a0-5")],
            "en",
            15,
            DAY,
        ),
        (
            &[("need", "care"), ("place", "garden"), ("age", "a6-17")],
            "en",
            10,
            DAY,
        ),
        (&[("need", "bus"), ("when", "sat-evening")], "da", 25, DAY),
        (&[("need", "bus"), ("when", "mon-morning")], "da", 1, DAY),
        (&[("need", "gone"), ("when", "mon-morning")], "da", 500, DAY),
    ])
}

#[test]
fn known_wishes_and_known_offers_make_known_gaps() {
    let (said, page, report) = known().gaps(&[]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let nearest = "Open workshop (The pond)";
    let (content, time) = ("Content: nobody offers it", "Time: not open then");
    let needs = rows(&report, "needs");
    assert_eq!(needs[0], json!(["Child care", 75, 1, "None"]));
    assert_eq!(
        needs[1].as_array().expect("cells")[2..],
        [json!(0), json!(content)]
    );
    // The most wished for first; on Wednesdays by day it is there.
    let when = "Saturday, evening (17–22)";
    assert_eq!(
        rows(&report, "when")[..2],
        [
            json!(["Child care", when, 30, time, nearest]),
            json!(["The bus", when, 25, content, ""]),
        ]
    );
    assert_eq!(
        rows(&report, "where"),
        [
            json!(["Child care", "The garden", 10, "Only elsewhere", nearest]),
            json!(["Child care", "6–17 years", 10, content, ""]),
            json!(["Child care", "The garden", "6–17 years", 10, content, ""]),
        ]
    );
    // One is in no language's way: the offer names none, and so is in all of the feed's.
    let bus = rows(&report, "language");
    assert!(bus.iter().all(|row| row[0] == "The bus"), "{bus:?}");
    assert!(
        !page.contains("gone") && !page.contains("500"),
        "no longer asked"
    );
    for words in [
        "<html lang=\"en\">",
        "never people",
        "Withheld",
        "October 2026",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("<script") && !page.contains("src="));
}

#[test]
fn a_gap_in_time_closes_when_an_offer_opens_then() {
    let place = known();
    let is_gap = |place: &Place| {
        let (said, _, report) = place.gaps(&[]);
        assert_eq!(said.code, Some(0), "{}", said.err);
        let gaps = rows(&report, "when");
        gaps.iter()
            .any(|row| row[0] == "Child care" && row[2] == 30)
    };
    assert!(is_gap(&place));
    let short = "to: \"17:00\"), Hours(days: [Sat], from: \"10:00\", to: \"17:30\")]";
    place.town.edit("offers.ron", "to: \"17:00\")]", short);
    assert!(is_gap(&place), "half an hour of an evening is none");
    place.town.edit("offers.ron", "17:30", "20:00");
    assert!(!is_gap(&place));
}

#[test]
fn an_offer_in_one_language_leaves_a_gap_in_the_others() {
    let place = known();
    let english = |place: &Place| {
        let rows = rows(&place.gaps(&[]).2, "language");
        rows.into_iter()
            .filter(|row| row[0] == "Child care")
            .collect::<Vec<_>>()
    };
    assert!(english(&place).is_empty());
    place.town.edit(
        "offers.ron",
        "serves:",
        "languages: [\"da\"],\n        serves:",
    );
    let gap = json!(["Child care", "English", 25, "Content: nobody offers it", ""]);
    assert_eq!(english(&place), [gap]);
}

#[test]
fn what_is_too_little_is_withheld_and_said_to_be() {
    let few = [("need", "bus"), ("when", "sat-evening")];
    for (audience, k) in [(&[][..], 5), (&["--public"][..], 10)] {
        let place = Place::with(&[(&few, "da", 1, DAY)]);
        let (said, page, report) = place.gaps(audience);
        assert_eq!(said.code, Some(0), "{}", said.err);
        // By its lot one is told as `k` or as nothing, and never as one.
        for row in ["needs", "when", "language"]
            .iter()
            .flat_map(|id| rows(&report, id))
        {
            let asked = row
                .as_array()
                .expect("cells")
                .iter()
                .filter_map(Value::as_u64);
            let asked: Vec<_> = asked.collect();
            let offers = usize::from(row.as_array().expect("cells").len() == 4);
            assert!(asked.len() <= 1 + offers, "{row}");
            let told = if asked.len() == 1 + offers {
                asked[0]
            } else {
                k
            };
            assert_eq!(told, k, "{row}");
        }
        let note = section(&report, "when")["note"].as_str().expect("a note");
        let withheld = 2 * 28 - rows(&report, "when").len();
        let words = format!("Withheld: {withheld} of 56, with fewer than {k} wishes each");
        assert!(note.contains(&words) && page.contains(&words), "{note}");
    }
}

#[test]
fn it_needs_a_feed_and_somewhere_to_write_to() {
    let place = Place::with(&[]);
    let (out, feed) = (place.town.out(), place.town.feed());
    let said = desk(&["gaps", text(&out), "--to", "x.html"]);
    assert!(said.err.contains("--content"), "{}", said.err);
    let said = desk(&["gaps", text(&out), "--content", text(&feed)]);
    assert!(said.err.contains("--to"), "{}", said.err);
    let (said, page, _) = place.gaps(&["--language", "da"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(page.contains("<html lang=\"da\">") && page.contains("aldrig mennesker"));
}

#[test]
fn a_report_calls_what_was_wished_for_by_its_name() {
    let wish: &[(&str, &str)] = &[
        ("need", "care"),
        ("when", "sat-evening"),
        ("place", "pond"),
        ("age", "a0-5"),
    ];
    let place = Place::with(&[(wish, "da", 50, DAY)]);
    let (out, feed, page) = (place.town.out(), place.town.feed(), place.path("r.html"));
    for (language, names) in [
        (
            "en",
            [
                "Child care",
                "Saturday, evening (17–22)",
                "0–5 years",
                "For whom",
            ],
        ),
        (
            "da",
            ["Pasning", "lørdag, aften (17–22)", "0–5 år", "Til hvem"],
        ),
    ] {
        let arguments = ["report", text(&out), "--content", text(&feed)];
        let to = ["--to", text(&page), "--language", language];
        let days = ["--from", "2026-10-01", "--until", "2026-11-22"];
        let today = ["--today", "2027-01-04"];
        let said = desk(&[&arguments[..], &to, &days, &today].concat());
        assert_eq!(said.code, Some(0), "{}", said.err);
        let page = fs::read_to_string(&page).expect("a page");
        for name in names {
            assert!(page.contains(name), "{name}: {page}");
        }
        for id in ["sat-evening", "a0-5", ">care<", ">pond<"] {
            assert!(!page.contains(id), "{id}: {page}");
        }
    }
}
