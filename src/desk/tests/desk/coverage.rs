//! Whom, what and where a feed serves.

use std::path::Path;

use serde_json::Value;

use crate::support::{Said, desk, text};

fn coverage(more: &[&str]) -> Said {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/billund");
    let arguments = ["coverage", text(&content), "--on", "2026-11-22"];
    desk(&[&arguments, more].concat())
}

fn json(more: &[&str]) -> Value {
    let said = coverage(&[more, &["--format", "json"]].concat());
    assert_eq!(said.code, Some(0), "{}", said.err);
    serde_json::from_str(&said.out).expect("JSON")
}

fn served<'a>(coverage: &'a Value, list: &str, what: &str) -> &'a Value {
    let rows = coverage[list].as_array().expect("a list");
    let row = rows.iter().find(|row| row["what"] == what);
    &row.unwrap_or_else(|| panic!("{what} in {list}"))["pieces"]
}

#[test]
fn it_says_whom_what_and_where_a_feed_serves() {
    let said = coverage(&[]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    for words in ["da, en, de", "StrongTowns", "Sometimes", "By place"] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    let coverage = json(&[]);
    assert!(served(&coverage, "themes", "StrongTowns").as_u64() > Some(3));
    assert!(served(&coverage, "places", "billund").as_u64() > Some(0));
    let audiences = coverage["audiences"].as_array().expect("a list");
    assert_eq!(audiences.len(), 7, "also those that nothing is for");
}

#[test]
fn facts_fall_due_by_their_dates() {
    let of = |months: &str| json(&["--months", months])["stale"].clone();
    let (soon, late) = (of("1"), of("240"));
    let (soon, late) = (
        soon.as_array().expect("a list"),
        late.as_array().expect("a list"),
    );
    assert!(!soon.is_empty() && late.len() < soon.len());
    let dates: Vec<_> = soon.iter().map(|fact| fact["as_of"].as_str()).collect();
    assert!(dates.is_sorted(), "the oldest first");
}

#[test]
fn a_feed_with_mistakes_is_not_measured() {
    let missing = desk(&["coverage", "/nowhere/at/all"]);
    assert_eq!(missing.code, Some(1));
    assert!(missing.out.contains("/nowhere/at/all"), "{}", missing.out);
}
