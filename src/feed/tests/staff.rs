//! What staff keep beside a feed, and what a reading says of what cannot be.

mod support;

use insta::assert_snapshot;
use jiff::civil::{Date, date};
use legeplads_feed::progress::{Light, Reading, Unit, Way};
use legeplads_feed::staff::{Direction, Indicator, Value};
use legeplads_feed::{Documents, Feed, staff};
use proptest::prelude::*;
use support::{Edit, edited_in, pointer, tiny};

const MEASURES: &str = "measures.ron";
const LEADS: &str = "leads.ron";
const INDICATORS: &str = "indicators.ron";
const STRATEGY: &str = "strategy.ron";

fn feed() -> Feed {
    let mut documents = tiny();
    let board = include_str!("fixtures/asks/needs.ron");
    documents.insert("activities/needs.ron", board);
    legeplads_feed::read(&documents).feed.expect("a feed")
}

fn kept() -> Documents {
    let mut documents = Documents::default();
    documents.insert(MEASURES, include_str!("fixtures/staff/measures.ron"));
    documents.insert(LEADS, include_str!("fixtures/staff/leads.ron"));
    documents.insert(INDICATORS, include_str!("fixtures/staff/indicators.ron"));
    documents.insert(STRATEGY, include_str!("fixtures/staff/strategy.ron"));
    documents
}

#[test]
fn what_staff_keep_is_read() {
    let found = staff::read(&kept(), &feed());
    assert_eq!(found.diagnostics, []);
    let staff = found.staff.expect("no error");
    let [care, bus] = &staff.measures[..] else {
        panic!("{:?}", staff.measures);
    };
    assert_eq!(care.answers.slot.expect("then").id(), "sat-evening");
    assert_eq!(bus.since, None, "only planned");
    assert_eq!(staff.leads[0].measure.as_deref(), Some("evening-care"));
    let newest = staff.indicators[1].measured.by_hand().expect("a value");
    assert_eq!(newest.value.to_string(), "100");
    let due = staff.strategy.expect("a strategy").due();
    assert_eq!(due, date(2026, 10, 31));
    // Nothing kept is nothing wrong.
    let none = staff::read(&Documents::default(), &feed());
    assert_eq!(none.staff, Some(staff::Staff::default()));
}

#[test]
fn one_fault_each() {
    let edits: [Edit; 21] = [
        (MEASURES, "\"care\"", "\"cair\""),
        (MEASURES, "\"garden\"", "\"gardn\""),
        (MEASURES, "\"sat-evening\"", "\"saturday\""),
        (MEASURES, "Organisational", "Organizational"),
        (MEASURES, "\"bus-survey\"", "\"evening-care\""),
        (MEASURES, "\"2026-04-15\"", "\"April\""),
        (MEASURES, "\"Dagtilbud\"", "\" \""),
        (MEASURES, "level: Village,", ""),
        (LEADS, "\"Personale\"", "\"nn@example.org\""),
        (LEADS, "Møde om lokaler", "Ring på +45 12 34 56 78"),
        (LEADS, "\"evening-care\"", "\"evening-cares\""),
        (LEADS, "\"2026-11-20\"", "\"20.11.2026\""),
        (LEADS, "Talking", "Talk"),
        (INDICATORS, "value: 40", "value: 10"),
        (INDICATORS, "value: 40", "value: 140"),
        (INDICATORS, "\"2026-12-31\"", "\"2025-12-31\""),
        (INDICATORS, "\"2028\"", "\"in two years\""),
        (INDICATORS, "TourFinished", "KnowsAfter(1)"),
        (INDICATORS, "unit: Percent", "unit: Count"),
        (STRATEGY, "years: 4", "years: 0"),
        (STRATEGY, "\"2022-10\"", "\"then\""),
    ];
    let mut all = String::new();
    for edit in edits {
        let documents = edited_in(&kept(), edit);
        let found = staff::read(&documents, &feed());
        assert!(found.staff.is_none(), "{edit:?}");
        all += &format!("# {}: {} -> {}\n", edit.0, edit.1, edit.2);
        for one in &found.diagnostics {
            let bytes = documents.get(&one.file).expect("a document");
            all += &format!("{one}\n");
            all += &pointer(&String::from_utf8_lossy(bytes), &one.span);
        }
        all.push('\n');
    }
    assert_snapshot!(all);
}

#[test]
fn a_document_that_means_nothing_is_named() {
    let mut documents = kept();
    documents.insert("measure.ron", "[]");
    let found = staff::read(&documents, &feed());
    assert!(found.staff.is_some());
    let said = found.diagnostics[0].to_string();
    assert!(said.contains("did you mean `measures.ron`"), "{said}");
}

/// Whoever puts it into the feed's folder is stopped: what lies there is published.
#[test]
fn a_feed_with_staffs_documents_in_it_is_none() {
    for path in ["leads.ron", "staff/measures.ron"] {
        let mut documents = tiny();
        documents.insert(path, "[]");
        let reading = legeplads_feed::read(&documents);
        assert!(reading.feed.is_none());
        let said = reading.diagnostics[0].to_string();
        assert!(
            said.contains("not-for-kiosks") && said.contains(path),
            "{said}"
        );
    }
}

/// From 20 at the end of 2025 to 40 two years later.
fn indicator(from: f64, to: f64) -> Indicator {
    let reading = |value, year: &str| Reading {
        value,
        date: year.parse().expect("a year"),
    };
    Indicator {
        id: "any".to_owned(),
        what: String::new(),
        unit: Unit::Count,
        source: String::new(),
        way: Way {
            baseline: reading(from, "2025"),
            target: reading(to, "2027"),
        },
        direction: if from < to {
            Direction::Up
        } else {
            Direction::Down
        },
        owner: String::new(),
        measured: Value::ByHand(Vec::new()),
    }
}

const TODAY: Date = date(2026, 12, 31);

fn light(indicator: &Indicator, value: f64) -> Light {
    let date = legeplads_feed::PartialDate::Day(TODAY);
    indicator.light(Some(Reading { value, date }), TODAY)
}

#[test]
fn lights_go_by_the_line_from_baseline_to_target() {
    // Half the time is over: 30 is on the line, 25 half as far.
    let up = indicator(20.0, 40.0);
    for (value, expected) in [
        (41.0, Light::Green),
        (30.0, Light::Green),
        (29.9, Light::Amber),
        (25.0, Light::Amber),
        (24.9, Light::Red),
        (10.0, Light::Red),
    ] {
        assert_eq!(light(&up, value), expected, "{value}");
        // The other way round less is better, and the same holds.
        assert_eq!(
            light(&indicator(40.0, 20.0), 60.0 - value),
            expected,
            "{value}"
        );
    }
    assert_eq!(up.light(None, TODAY), Light::Unknown);
    let old = Reading {
        value: 40.0,
        date: "2025-12-30".parse().expect("a date"),
    };
    assert_eq!(
        up.light(Some(old), TODAY),
        Light::Unknown,
        "older than a year"
    );
}

proptest! {
    #[test]
    fn better_is_never_worse(value in 0.0..100.0_f64, more in 0.0..50.0_f64, from in 0..50_u8, by in 1..50_u8) {
        let rank = |light| [Light::Red, Light::Amber, Light::Green].iter().position(|one| *one == light);
        let up = indicator(f64::from(from), f64::from(from + by));
        prop_assert!(rank(light(&up, value)) <= rank(light(&up, value + more)));
    }

    #[test]
    fn any_bytes_are_answered(bytes: Vec<u8>, which in 0..4_usize) {
        let mut documents = kept();
        documents.insert([MEASURES, LEADS, INDICATORS, STRATEGY][which], bytes);
        let found = staff::read(&documents, &feed());
        let errors = found.diagnostics.iter().any(|one| one.severity == legeplads_feed::Severity::Error);
        prop_assert_eq!(found.staff.is_none(), errors);
    }
}
