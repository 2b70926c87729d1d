//! What the place wants to reach, and how far it has come.

mod support;

use jiff::civil::date;
use legeplads_feed::progress::Light;
use legeplads_feed::{Documents, Goal, print, read};

const GOALS: &str = r#"[
    Goal(
        id: "ducks",
        title: {"da": "Flere ænder", "en": "More ducks"},
        body: {"da": "Så mange ænder bor i dammen.", "en": "So many ducks live in the pond."},
        unit: Count,
        baseline: (value: 20, date: "2025"),
        target: (value: 40, date: "2027"),
        newest: (value: 30, date: "2026-12-31"),
        source: "SOURCE",
    ),
]"#;

fn documents(goals: &str) -> Documents {
    let mut documents = support::tiny();
    let source = read(&documents).feed.expect("a feed").sources[0].id.clone();
    documents.insert("goals.ron", goals.replace("SOURCE", source.as_str()));
    documents
}

fn goal(documents: &Documents) -> Goal {
    let reading = read(documents);
    assert_eq!(reading.diagnostics, []);
    reading.feed.expect("a feed").goals.remove(0)
}

#[test]
fn a_goal_has_a_light_until_a_year_after_its_newest_value() {
    let goal = goal(&documents(GOALS));
    assert_eq!(goal.light(date(2026, 12, 31)), Light::Green);
    assert_eq!(goal.light(date(2027, 12, 31)), Light::Green);
    assert_eq!(goal.light(date(2028, 1, 1)), Light::Unknown);
    assert!((goal.way.part(30.0) - 0.5).abs() < 1e-9);
}

#[test]
fn a_printed_goal_is_the_same() {
    let mut feed = read(&documents(GOALS)).feed.expect("a feed");
    assert_eq!(read(&print(&feed)).feed.as_ref(), Some(&feed));
    feed.goals[0].newest = None;
    assert_eq!(read(&print(&feed)).feed, Some(feed));
}

#[test]
fn what_is_wrong_is_said_by_its_line() {
    for (old, new, code, line) in [
        ("value: 40", "value: 20", "target-is-baseline", 8),
        ("\"2027\"", "\"2025\"", "target-before-baseline", 8),
        ("\"2026-12-31\"", "\"2024\"", "newest-before-baseline", 9),
        ("\"2026-12-31\"", "\"soon\"", "invalid-date", 9),
        ("value: 30", "value: -1", "out-of-range", 9),
        ("SOURCE", "nobody", "unknown-source", 10),
        ("\"More ducks\"", "\"\"", "empty-text", 4),
    ] {
        let reading = read(&documents(&GOALS.replace(old, new)));
        assert_eq!(reading.feed, None, "{code}");
        let [one] = &reading.diagnostics[..] else {
            panic!("{code}: {:?}", reading.diagnostics);
        };
        assert_eq!(
            (one.code, one.file.as_str(), one.line),
            (code, "goals.ron", line)
        );
    }
    let one = GOALS.trim_start_matches('[').trim_end_matches(']');
    let many = (0..25).map(|n| one.replace("ducks\"", &format!("ducks-{n}\"")));
    let reading = read(&documents(&format!("[{}]", many.collect::<String>())));
    assert_eq!(reading.diagnostics[0].code, "wrong-count");
    let reading = read(&documents(&format!("[{one}{one}]")));
    assert_eq!(reading.diagnostics[0].code, "duplicate-goal");
}
