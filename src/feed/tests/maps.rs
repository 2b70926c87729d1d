//! What a reading says of maps: tables of where people come from and where they go.

mod support;

use insta::assert_snapshot;
use support::{pointed_at, shown, tiny};

#[test]
fn a_table_with_one_fault() {
    let flow = |more: &str| format!("flows: [{more}").leak() as &'static str;
    let one = "Flow(from: Place(\"pond\"), to: Island, count: 1, year: 2025, \
               says: {\"da\": \"flyttede.\", \"en\": \"moved.\"}),";
    assert_snapshot!(pointed_at(&[
        ("activities/map.ron", "        source: \"archive\",\n", ""),
        ("activities/map.ron", "        as_of: \"2025\",\n", ""),
        (
            "activities/map.ron",
            "source: \"archive\"",
            "source: \"arhive\""
        ),
        (
            "activities/map.ron",
            "as_of: \"2025\"",
            "as_of: \"last year\""
        ),
        ("activities/map.ron", "each: 10", "each: 5"),
        ("activities/map.ron", "each: 10", "each: 0"),
        ("activities/map.ron", "count: 35", "count: 0"),
        ("activities/map.ron", "count: 35", "count: -35"),
        ("activities/map.ron", "year: 2024", "year: 24"),
        ("activities/map.ron", "Place(\"pond\")", "Place(\"bond\")"),
        (
            "activities/map.ron",
            "to: Elsewhere(\"city\")",
            "to: Elsewhere(\"cite\")"
        ),
        (
            "activities/map.ron",
            "to: Elsewhere(\"city\")",
            "to: Elsewhere(\"sea\")"
        ),
        (
            "activities/map.ron",
            "to: Elsewhere(\"city\")",
            "to: Island"
        ),
        ("activities/map.ron", "from: Island", "from: Iland"),
        (
            "activities/map.ron",
            "to: Place(\"pond\")",
            "to: Elsewhere(\"city\")"
        ),
        ("activities/map.ron", "id: \"city\"", "id: \"The city\""),
        ("activities/map.ron", "bearing: 80.0", "bearing: 800.0"),
        (
            "activities/map.ron",
            "drawing: \"duck\"",
            "drawing: \"dukc\""
        ),
        ("activities/map.ron", "flows: [", flow(&one.repeat(2))),
        (
            "activities/map.ron",
            "moved to the city.",
            "moved to the city, and then a little further, and then back. And on. And on."
        ),
    ]));
}

#[test]
fn a_map_needs_rows_ends_that_are_used_and_spots_to_touch() {
    let mut documents = tiny();
    let map = support::text(&documents, "activities/map.ron");
    let (before, _) = map.split_once("        flows: [").expect("a table");
    documents.insert("activities/map.ron", format!("{before}flows: []))"));
    assert_snapshot!(
        "a_map_without_rows",
        shown(&legeplads_feed::read(&documents))
    );
    let row = "Flow(from: Island, to: Elsewhere(\"city\"), count: 1, year: 2025, \
               says: {\"da\": \"flyttede.\", \"en\": \"moved.\"}),";
    let rows = format!("{before}flows: [{}]))", row.repeat(13));
    documents.insert("activities/map.ron", rows);
    let reading = legeplads_feed::read(&documents);
    let many = "expected 1 to 12 flows, found 13";
    assert!(reading.diagnostics.iter().any(|one| one.message == many));
    documents.insert("activities/map.ron", map.replace("\"pond\"", "\"well\""));
    let places = support::text(&documents, "places.ron");
    let well = "Place(id: \"well\", name: {\"da\": \"Brønden\", \"en\": \"The well\"}, \
                latitude: 55.7, longitude: 9.1),\n]";
    documents.insert("places.ron", places.replace(']', well));
    assert_snapshot!(
        "a_map_without_a_spot",
        shown(&legeplads_feed::read(&documents))
    );
}
