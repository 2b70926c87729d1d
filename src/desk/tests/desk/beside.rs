//! What staff keep beside a feed: checked, shown to staff, and never published.

use std::fs;
use std::path::Path;

use legeplads_desk::ledger::Ledger;
use serde_json::{Value, json};

use crate::gaps::{Place, Wish, rows};
use crate::report::batch;
use crate::support::{Town, desk, listing, text};

const KEPT: [(&str, &str); 4] = [
    (
        "measures.ron",
        include_str!("../../../feed/tests/fixtures/staff/measures.ron"),
    ),
    (
        "leads.ron",
        include_str!("../../../feed/tests/fixtures/staff/leads.ron"),
    ),
    (
        "indicators.ron",
        include_str!("../../../feed/tests/fixtures/staff/indicators.ron"),
    ),
    (
        "strategy.ron",
        include_str!("../../../feed/tests/fixtures/staff/strategy.ron"),
    ),
];

fn keep(feed: &Path) {
    let dir = feed.with_file_name("tiny.staff");
    fs::create_dir_all(&dir).expect("made");
    for (name, text) in KEPT {
        fs::write(dir.join(name), text).expect("written");
    }
}

#[test]
fn what_staff_keep_is_in_no_release_and_in_no_pack() {
    let place = Place::with(&[]);
    let town = &place.town;
    let before = town.publish(&[]);
    assert_eq!(before.code, Some(0), "{}", before.err);
    keep(&town.feed());
    let check = town.check(&[]);
    assert_eq!(check.code, Some(0), "{}", check.out);
    let words =
        "tiny.staff is for staff alone: 2 measures, 1 lead, 2 indicators; 0 errors, 0 warnings";
    assert!(check.out.contains(words), "{}", check.out);
    let said = town.publish(&[]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let manifest = town.newest();
    let paths: Vec<_> = manifest
        .files()
        .map(|(path, ..)| path.to_string())
        .collect();
    assert!(
        paths.iter().any(|path| path.starts_with("offers")),
        "{paths:?}"
    );
    assert!(
        !paths.iter().any(|path| path.contains("staff")),
        "{paths:?}"
    );

    let pack = town.out().join("booth.legeplads");
    let (feed, keys) = (town.feed(), town.keys());
    let packed = desk(&[
        "pack",
        text(&feed),
        "--keys",
        text(&keys),
        "--to",
        text(&pack),
        "--unlit",
    ]);
    assert!(pack.is_file(), "{} {}", packed.out, packed.err);
    let published = listing(&town.out());
    for (path, (bytes, _)) in published {
        let has = |words: &str| {
            bytes
                .windows(words.len())
                .any(|part| part == words.as_bytes())
        };
        assert!(
            !has("Eksempel A/S") && !has("Lillebys strategi"),
            "{}",
            path.display()
        );
    }
}

#[test]
fn a_fault_in_it_is_pointed_at_and_keeps_nothing_from_being_published() {
    let place = Place::with(&[]);
    let town = &place.town;
    keep(&town.feed());
    town.edit("../tiny.staff/leads.ron", "Personale", "nn@example.org");
    let said = town.check(&[]);
    assert_eq!(said.code, Some(1));
    for words in [
        "private-data",
        "tiny.staff/leads.ron:6:21",
        "fit to be published",
    ] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    let (gaps, ..) = place.gaps(&[]);
    assert_eq!(gaps.code, Some(1));
    assert!(
        gaps.err.contains("tiny.staff/leads.ron:6:21"),
        "{}",
        gaps.err
    );
    let published = town.publish(&[]);
    assert_eq!(published.code, Some(0), "{}", published.err);
}

#[test]
fn in_the_feeds_own_folder_it_is_stopped() {
    let town = Town::new();
    fs::write(town.feed().join("leads.ron"), "[]").expect("written");
    let said = town.publish(&[]);
    assert_eq!(said.code, Some(1));
    let said = format!("{}{}", said.out, said.err);
    assert!(
        said.contains("not-for-kiosks") && said.contains(".staff"),
        "{said}"
    );
}

/// Care on Saturday evenings: two quarters before the measure, its own, and one after it.
fn with_measures() -> Place {
    const CARE: &[(&str, &str)] = &[("need", "care"), ("when", "sat-evening")];
    const BUS: &[(&str, &str)] = &[("need", "bus"), ("place", "garden")];
    let wishes: [Wish<'_>; 6] = [
        (CARE, "da", 60, "2025-11-18"),
        (CARE, "da", 30, "2026-02-18"),
        (CARE, "da", 500, "2026-05-18"),
        (CARE, "da", 15, "2026-08-18"),
        (BUS, "da", 30, "2026-02-18"),
        (BUS, "da", 45, "2026-08-18"),
    ];
    let place = Place::with(&wishes);
    keep(&place.town.feed());
    place
}

#[test]
fn measures_stand_beside_gaps_with_before_and_after() {
    let place = with_measures();
    let days = ["--from", "2025-10-01", "--until", "2026-09-30"];
    let (said, page, report) = place.gaps_of(&days, &[]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let gap = &rows(&report, "when")[0];
    assert_eq!(gap[5], "Pasning om aftenen", "{gap}");
    let measures = rows(&report, "measures");
    let care = "Child care · Saturday, evening (17–22)";
    // 90 in six months of 120 wishes; 15 in three of 60.
    let expected = json!([
        "Pasning om aftenen",
        care,
        "2026-04-15",
        15.0,
        5.0,
        75.0,
        25.0
    ]);
    assert_eq!(measures[0], expected);
    let planned = &measures[1];
    assert_eq!(
        (&planned[2], &planned[3]),
        (&json!("planned"), &Value::Null)
    );
    let kind = measures.iter().find(|row| row[1] == "Organisational");
    assert_eq!(kind.expect("the register")[2], "Dagtilbud");
    let lead = json!([
        "Eksempel A/S, Personale",
        "Pasning for dem, der arbejder om aftenen (Pasning om aftenen)",
        "Talking (2026-11-20)",
        "Møde om lokaler",
        "2026-12-01",
    ]);
    assert_eq!(rows(&report, "leads"), [lead]);
    assert!(page.contains("may just not come back"), "the caveat");

    // A quarter that is not over is on neither side.
    let (_, _, early) = place.gaps_of(&["--from", "2025-10-01", "--until", "2026-06-30"], &[]);
    assert_eq!(rows(&early, "measures")[0][4], Value::Null);

    let (said, page, report) = place.gaps_of(&days, &["--public"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let sections = report["sections"].as_array().expect("sections");
    assert!(
        sections
            .iter()
            .all(|one| one["id"] != "leads" && one["id"] != "measures")
    );
    assert!(!page.contains("Eksempel A/S") && !page.contains("Pasning om aftenen"));
}

#[test]
fn indicators_stand_with_their_lights() {
    let place = Place::with(&[]);
    keep(&place.town.feed());
    let (out, feed) = (place.town.out(), place.town.feed());
    let (page, json) = (place.path("i.html"), place.path("i.json"));
    let arguments = [
        &[
            "indicators",
            text(&out),
            "--content",
            text(&feed),
            "--on",
            "2026-11-22",
        ][..],
        &[
            "--to",
            text(&page),
            "--json",
            text(&json),
            "--language",
            "en",
        ],
    ];
    let said = desk(&arguments.concat());
    assert_eq!(said.code, Some(0), "{}", said.err);
    let page = fs::read_to_string(&page).expect("a page");
    let report = fs::read_to_string(&json).expect("JSON");
    let report: Value = serde_json::from_str(&report).expect("JSON");
    let all = rows(&report, "indicators");
    // Nobody finished a tour; from 120 homes to 100 is more than half as far as the line has come.
    assert_eq!(all[0][1], "unknown");
    assert_eq!(all[0][2], Value::Null);
    assert_eq!(all[1][1], "amber");
    assert_eq!(all[1][3], "2026-06-30");
    assert_eq!(all[1][5], "60 (2028)");
    assert!(page.contains("class=\"light amber\"") && page.contains("straight line"));
}

/// Goals of the ids of both indicators, and one that is nobody's.
const GOALS: &str = r#"[
    GOAL("tours", Percent, (value: 20, date: "2026-01-01"), (value: 40, date: "2026-12-31")),
    GOAL("empty-homes", Count, (value: 120, date: "2024"), (value: 70, date: "2028")),
    GOAL("bees", Count, (value: 1, date: "2024"), (value: 9, date: "2028")),
]"#;

fn goals() -> String {
    let words = r#"title: {"da": "Et mål", "en": "A goal"}, body: {"da": "Det tælles.", "en": "It is counted."}, source: "archive""#;
    let mut goals = GOALS.to_owned();
    for id in ["tours", "empty-homes", "bees"] {
        goals = goals.replace(
            &format!("GOAL(\"{id}\", "),
            &format!("Goal({words}, id: \"{id}\", unit: "),
        );
    }
    goals
        .replace(", (value: 20", ", baseline: (value: 20")
        .replace(", (value: 120", ", baseline: (value: 120")
        .replace(", (value: 1,", ", baseline: (value: 1,")
        .replace("), (value", "), target: (value")
}

#[test]
fn goals_are_filled_with_what_everybody_may_know() {
    let place = Place::with(&[]);
    keep(&place.town.feed());
    let (out, feed) = (place.town.out(), place.town.feed());
    let file = feed.join("goals.ron");
    let fill = || {
        let arguments = ["indicators", text(&out), "--content", text(&feed)];
        desk(&[&arguments[..], &["--on", "2027-01-04", "--goals"]].concat())
    };
    let said = fill();
    assert_eq!(said.code, Some(1), "{}", said.out);
    let words = "no goal of the same id as an indicator";
    assert!(said.err.contains(words) && said.err.contains("tours, empty-homes"));
    assert!(!file.exists());

    fs::write(&file, goals()).expect("written");
    let goals = || {
        let checked = legeplads_desk::check::check(&feed);
        checked.feed.expect("a feed without fault").goals
    };
    let newest = || {
        let goals = goals();
        let value = |at: usize| goals[at].newest.map(|newest| newest.value);
        [value(0), value(1), value(2)]
    };
    assert_eq!(newest(), [None; 3]);
    // Six of eight are below the public threshold: each is told as none or as ten, by lot.
    let mut ledger = Ledger::create(out.as_path()).expect("a ledger");
    let mut take = |number, begun, finished| {
        let day = "2026-11-18T11";
        let counts = [(day, "tour/begun", begun), (day, "tour/finished", finished)];
        ledger
            .take(&[batch(number, &counts, &[])])
            .expect("taken in");
    };
    take(2, 8, 6);
    let said = fill();
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.err.contains("publish it"), "{}", said.err);
    let [tours, homes, bees] = newest();
    assert!(
        [None, Some(0.0), Some(100.0)].contains(&tours),
        "{tours:?} tells of six in eight"
    );
    assert_eq!((homes, bees), (Some(100.0), None));
    assert_eq!(goals()[1].way.target.value, 60.0, "staff's own");
    assert_eq!(goals()[2].way.target.value, 9.0, "nobody's");
    take(3, 192, 44);
    fill();
    assert_eq!(newest(), [Some(25.0), Some(100.0), None]);
    let before = fs::read_to_string(&file).expect("readable");
    let said = fill();
    assert!(said.err.contains("as it was"), "{}", said.err);
    assert_eq!(fs::read_to_string(&file).expect("readable"), before);
    assert_eq!(place.town.check(&[]).code, Some(0));
}

#[test]
fn coverage_says_when_a_strategy_is_due_and_who_has_not_confirmed() {
    let town = Town::new();
    town.edit(
        "offers.ron",
        "hours: [",
        "kind: Association,\n        hours: [",
    );
    let coverage = |on: &str| {
        let feed = town.feed();
        let said = desk(&["coverage", text(&feed), "--on", on]);
        assert_eq!(said.code, Some(0), "{}", said.err);
        said.out
    };
    assert!(!coverage("2026-12-01").contains("strategy"));
    let dir = town.feed().with_file_name("tiny.staff");
    fs::create_dir_all(&dir).expect("made");
    fs::write(dir.join("strategy.ron"), KEPT[3].1).expect("written");
    let words = "Lillebys strategi: adopted 2022-10, the next is due on 2026-10-31";
    let (early, late) = (coverage("2026-10-01"), coverage("2026-11-21"));
    assert!(early.contains(&format!("{words}, in 30 days")), "{early}");
    assert!(late.contains(&format!("{words}, 21 days ago")), "{late}");
    // It was confirmed in November 2026.
    assert!(!coverage("2027-11-29").contains("Associations to ask"));
    let stale = coverage("2027-12-01");
    assert!(stale.contains("Associations to ask") && stale.contains("offer open-workshop"));
}
