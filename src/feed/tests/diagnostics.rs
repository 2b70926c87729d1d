//! What a reading says of feeds with one fault each, and where it points.

mod support;

use insta::assert_snapshot;
use legeplads_feed::MediaInfo;
use support::{pointed_at, shown, tiny};

#[test]
fn syntax() {
    assert_snapshot!(pointed_at(&[
        ("feed.ron", "id: \"tiny\",", "id: \"tiny\""),
        ("feed.ron", "id: \"tiny\",", "id: tiny,"),
        ("feed.ron", "time_zone", "timezone"),
        ("feed.ron", "    time_zone: \"Europe/Copenhagen\",\n", ""),
        ("feed.ron", "Feed(", "Feet("),
        ("feed.ron", "headline: {", "headline: { \"da\": \"Igen\", "),
        ("feed.ron", "headline: {", "id: \"tiny\", headline: {"),
        ("feed.ron", "tour: [\"tower\", ", "tour: [tower, "),
        ("stops/tower.ron", "note: C", "note: H"),
        ("stops/tower.ron", "kind: Tower", "kind: Towr"),
        ("stops/tower.ron", "scale: 1.0", "scale: big"),
        ("stops/tower.ron", "seed: 1", "seed: -1"),
        ("stops/tower.ron", "at: (0.0, -0.6)", "at: (0.0)"),
        ("activities/build.ron", "kind: Build", "kind: Biuld"),
        (
            "activities/find.ron",
            "        Thing(toy: Bee, at: (0.4, 2.0, 1.5)),",
            "        Thing(toy: Bee),"
        ),
        (
            "activities/story.ron",
            "kind: Story(",
            "kind: Story(card: [], "
        ),
        ("sites.ron", "days: [Sat]", "days: [Lørdag]"),
        ("sites.ron", "start: Attract", "start: Atract"),
        ("sources.ron", "grade: A", "grade: D"),
        (
            "cards/town.ron",
            "themes: [GrowingBusiness]",
            "themes: [GrowingBusines]"
        ),
        ("cards/town.ron", "        id: \"pond\",\n", ""),
        ("places.ron", "latitude: 55.70", "latitude: \"55.70\""),
        ("island.ron", "Island(", "Island(["),
        ("events.ron", "\n]", "\n"),
        ("offers.ron", "\n]", "\n]]"),
    ]));
}

#[test]
fn ids() {
    assert_snapshot!(pointed_at(&[
        ("feed.ron", "\"garden\", \"pond\"", "\"gaden\", \"pond\""),
        ("feed.ron", "\"garden\", \"pond\"", "\"aalborg\", \"pond\""),
        (
            "feed.ron",
            "\"garden\", \"pond\"",
            "\"garden\", \"garden\", \"pond\""
        ),
        ("feed.ron", "id: \"tiny\"", "id: \"Tiny feed\""),
        ("sites.ron", "Stop(\"station\")", "Stop(\"staton\")"),
        ("sites.ron", "tour: [\"station\", ", "tour: [\"sation\", "),
        ("sites.ron", "id: \"station\"", "id: \"library\""),
        ("places.ron", "stop: \"pond\"", "stop: \"bond\""),
        ("places.ron", "id: \"pond\"", "id: \"Søen\""),
        ("stops/pond.ron", "place: \"pond\"", "place: \"ponds\""),
        ("stops/pond.ron", "cards: [\"pond\"]", "cards: [\"pound\"]"),
        (
            "stops/pond.ron",
            "activity: \"choose\"",
            "activity: \"chose\""
        ),
        ("stops/pond.ron", "id: \"pond\"", "id: \"tower\""),
        ("activities/story.ron", "[\"station\"", "[\"stations\""),
        (
            "activities/story.ron",
            "(card: \"tower-height\"",
            "(card: \"towers\""
        ),
        (
            "activities/story.ron",
            "\"duck\", at: (30.0",
            "\"dock\", at: (30.0"
        ),
        ("activities/quiz.ron", "id: \"quiz\"", "id: \"find\""),
        ("cards/town.ron", "id: \"garden\"", "id: \"pond\""),
        ("cards/town.ron", "source: \"paper\"", "source: \"papper\""),
        ("events.ron", "place: \"pond\"", "place: \"lake\""),
        (
            "campaigns.ron",
            "sites: [\"station\"]",
            "sites: [\"airport\"]"
        ),
        (
            "campaigns.ron",
            "\"hall\", \"garden\"",
            "\"hall\", \"gardens\""
        ),
        (
            "island.ron",
            "place: \"tower\",\n                at: (-6.0",
            "place: \"towel\",\n                at: (-6.0"
        ),
    ]));
}

#[test]
fn texts() {
    assert_snapshot!(pointed_at(&[
        (
            "feed.ron",
            ", \"en\": \"The whole town is a playground\"",
            ""
        ),
        (
            "feed.ron",
            "\"en\": \"The whole town is a playground\"",
            "\"em\": \"The whole town is a playground\""
        ),
        (
            "feed.ron",
            "\"en\": \"The whole town",
            "\"de\": \"Die ganze Stadt\", \"en\": \"The whole town"
        ),
        ("feed.ron", "\"Take the tour\"", "\" \""),
        ("feed.ron", "I har fundet alle", "I har fundet {count} af"),
        ("stops/hall.ron", "Rådhuset", "Det gamle rådhus ved torvet"),
        (
            "cards/town.ron",
            "Here comes the train",
            "Here comes the train from the city"
        ),
        ("cards/town.ron", "Swim or sail", "Swim\\nor sail"),
        (
            "cards/town.ron",
            "Hvad ville du bygge på toppen?",
            "Hvad nu? Hvad ville du bygge? Byg det!"
        ),
        (
            "cards/town.ron",
            "What would you build on top?",
            "If it were you who had the bricks, what would you then build on top of it?",
        ),
        (
            "activities/quiz.ron",
            "What may every child do?",
            "What may every child in this town do at all?"
        ),
        (
            "activities/quiz.ron",
            "Rule the town",
            "Rule the town all by yourself"
        ),
        (
            "activities/quiz.ron",
            "Not just yet",
            "Not just yet, but very soon"
        ),
        (
            "activities/build.ron",
            "Touch the blocks",
            "Touch all of the blocks that you can see there"
        ),
    ]));
}

#[test]
fn facts_and_pictures() {
    assert_snapshot!(pointed_at(&[
        (
            "cards/town.ron",
            "Fact(source: \"archive\", as_of: \"2023\")",
            "Fact(source: \"archive\")"
        ),
        (
            "cards/town.ron",
            "Fact(source: \"archive\", as_of: \"2023\")",
            "Fact(as_of: \"2023\")"
        ),
        (
            "cards/town.ron",
            "Fact(source: \"archive\", as_of: \"2023\")",
            "Fact()"
        ),
        (
            "cards/town.ron",
            "        basis: Fact(source: \"archive\", as_of: \"2023\"),\n",
            ""
        ),
        (
            "cards/town.ron",
            "as_of: \"2026-05\"",
            "as_of: \"May 2026\""
        ),
        (
            "sources.ron",
            "seen: \"2026-11-21\"",
            "seen: \"2026-11-31\""
        ),
        ("cards/town.ron", "media/tower.png", "media/towr.png"),
        (
            "cards/town.ron",
            "        credit: \"Lilleby Kommune\",\n",
            ""
        ),
        (
            "cards/town.ron",
            "        picture: \"media/tower.png\",\n",
            ""
        ),
    ]));
}

#[test]
fn links() {
    let title = "\"en\": \"Higher still\"},";
    let card = |link: &str| format!("{title} link: \"{link}\",").leak() as &'static str;
    let long = format!("https://example.org/{}", "far-and-".repeat(6));
    assert_snapshot!(pointed_at(&[
        ("cards/town.ron", title, card("https://example.org/tower")),
        ("cards/town.ron", title, card("http://example.org/tower")),
        ("cards/town.ron", title, card("example.org/tower")),
        ("cards/town.ron", title, card("https://tårn.example.org")),
        (
            "cards/town.ron",
            title,
            card("https://example.org/the tower")
        ),
        ("cards/town.ron", title, card(&long)),
        (
            "events.ron",
            "place: \"pond\",",
            "place: \"pond\", link: \"https://192.0.2.1/\","
        ),
        (
            "offers.ron",
            "place: \"hall\",",
            "place: \"hall\", link: \"\","
        ),
    ]));
}

#[test]
fn values() {
    assert_snapshot!(pointed_at(&[
        ("feed.ron", "Europe/Copenhagen", "Europe/Copenhagn"),
        ("feed.ron", "[\"da\", \"en\"]", "[\"da\", \"English\"]"),
        ("feed.ron", "[\"da\", \"en\"]", "[]"),
        ("feed.ron", "\"#D94A2B\"", "\"tomato\""),
        ("feed.ron", "\"red\":", "\"rad\":"),
        ("feed.ron", "palette: {", "palette: {\"ink\": \"#556677\", "),
        (
            "feed.ron",
            "palette: {",
            "palette: {\"deep-blue\": \"#2E86AB\", "
        ),
        (
            "sites.ron",
            "languages: [\"en\", \"da\"]",
            "languages: [\"en\", \"de\"]"
        ),
        (
            "sites.ron",
            "from: \"10:00\", to: \"14:00\"",
            "from: \"10:00\", to: \"25:00\""
        ),
        (
            "sites.ron",
            "from: \"10:00\", to: \"14:00\"",
            "from: \"10:00\", to: \"10:00\""
        ),
        ("sites.ron", "days: [Sat]", "days: []"),
        ("sites.ron", "default: 30", "default: 300"),
        ("sites.ron", "width_mm: 708.0", "width_mm: 70.8"),
        ("places.ron", "latitude: 55.70", "latitude: 557.0"),
        (
            "events.ron",
            "until: \"2026-12-05\"",
            "until: \"2026-12-04\""
        ),
        (
            "events.ron",
            "until: \"2026-12-05\"",
            "until: \"5 December\""
        ),
        (
            "stops/tower.ron",
            "colour: \"red\",\n    scene",
            "colour: \"grass\",\n    scene"
        ),
        (
            "stops/tower.ron",
            "scale: 0.8, colour: \"red\"",
            "scale: 0.8, colour: \"rde\""
        ),
        ("stops/tower.ron", "scale: 1.0", "scale: NaN"),
        ("stops/tower.ron", "at: (2.0, 1.0)", "at: (inf, 1.0)"),
        ("stops/garden.ron", "cards: [\"garden\"]", "cards: []"),
        (
            "activities/build.ron",
            "colour: \"blue\"",
            "colour: \"bleu\""
        ),
        (
            "activities/story.ron",
            "[\"station\", \"tower-height\"]",
            "[\"station\"]"
        ),
        (
            "activities/story.ron",
            "[\"station\", \"tower-height\"]",
            "[\"tower-height\", \"station\"]"
        ),
        ("activities/story.ron", "at: (70.0", "at: (33.0"),
        ("activities/story.ron", "width: 18.0", "width: 180.0"),
        (
            "activities/choose.ron",
            "decided: \"2027-03-01\"",
            "decided: \"2027-03\""
        ),
    ]));
}

#[test]
fn kinds_of_activities() {
    assert_snapshot!(pointed_at(&[
        (
            "activities/dots.ron",
            "            Choice(toy: Bench, label: {\"da\": \"Bænke\", \"en\": \"Benches\"}),\n",
            ""
        ),
        (
            "activities/dots.ron",
            "decided: \"2027-04-01\"",
            "decided: \"soon\""
        ),
        ("activities/dots.ron", "asked_by", "askedby"),
        (
            "activities/match.ron",
            "            Choice(toy: Tent, label: {\"da\": \"Teltet\", \"en\": \"The tent\"}),\n",
            ""
        ),
        ("activities/find.ron", "turn: 1.2", "turn: 70.0"),
        ("activities/find.ron", "size: 0.5", "size: -0.5"),
        (
            "activities/find.ron",
            "(0.0, 0.5, 1.0)",
            "(0.0, 0.5, 1000.0)"
        ),
        ("activities/match.ron", ", \"en\": \"The boat\"", ""),
        ("activities/wheel.ron", "Card(\"pond\")", "Card(\"ponds\")"),
        ("activities/wheel.ron", "Card(\"pond\")", "Event(\"pond\")"),
        (
            "activities/wheel.ron",
            "colour: \"blue\"",
            "colour: \"bleu\""
        ),
        ("activities/wheel.ron", "toy: Snowman", "toy: Snowmen"),
    ]));
}

#[test]
fn warnings() {
    assert_snapshot!(pointed_at(&[
        (
            "feed.ron",
            "[\"tower\", \"garden\", \"pond\", \"station\", \"hall\"]",
            "[\"tower\", \"garden\"]"
        ),
        ("stops/garden.ron", "note: D", "note: C"),
        (
            "island.ron",
            "place: \"tower\",\n                at: (-6.0",
            "place: \"library\",\n                at: (-6.0"
        ),
    ]));
}

#[test]
fn a_stop_that_nobody_can_get_to_is_a_warning() {
    let mut documents = tiny();
    let stop = support::text(&documents, "stops/pond.ron");
    documents.insert(
        "stops/well.ron",
        stop.replace("id: \"pond\"", "id: \"well\""),
    );
    let reading = legeplads_feed::read(&documents);
    assert!(reading.feed.is_some());
    assert_snapshot!(shown(&reading));
}

#[test]
fn a_quiz_needs_a_right_answer() {
    let mut documents = tiny();
    let quiz = support::text(&documents, "activities/quiz.ron");
    documents.insert(
        "activities/quiz.ron",
        quiz.replace("right: true", "right: false"),
    );
    assert_snapshot!(shown(&legeplads_feed::read(&documents)));
}

#[test]
fn documents_that_are_missing_unknown_or_no_text() {
    let mut documents = tiny();
    documents.remove("sites.ron");
    documents.remove("cards/town.ron");
    documents.insert("source.ron", "[]");
    documents.insert("stops/old/pond.ron", "[]");
    documents.insert("events.ron", b"[\n  // \xff\n]".to_vec());
    assert_snapshot!(shown(&legeplads_feed::read(&documents)));
    assert_snapshot!("nothing", shown(&legeplads_feed::read(&Default::default())));
}

#[test]
fn what_could_not_be_read_is_not_reported_as_unknown() {
    let mut documents = tiny();
    documents.insert("cards/town.ron", "[Card(");
    documents.insert("stops/tower.ron", "Stop(");
    let reading = legeplads_feed::read(&documents);
    let codes: Vec<_> = reading.diagnostics.iter().map(|one| one.code).collect();
    assert_eq!(codes, ["syntax", "syntax"], "{}", shown(&reading));
}

#[test]
fn pictures_have_a_largest_size() {
    let mut documents = tiny();
    let info = MediaInfo {
        width: 8_193,
        height: 12,
        bytes: 40 << 20,
    };
    documents.insert_media("media/tower.png", info);
    assert_snapshot!(shown(&legeplads_feed::read(&documents)));
}

#[test]
fn a_byte_order_mark_changes_nothing_but_is_counted() {
    let mut documents = tiny();
    let events = support::text(&documents, "events.ron");
    documents.insert("events.ron", format!("\u{feff}{events}"));
    assert_eq!(shown(&legeplads_feed::read(&documents)), "");

    let broken = format!("\u{feff}{}", events.replace("\"pond\"", "\"lake\""));
    documents.insert("events.ron", broken.clone());
    let reading = legeplads_feed::read(&documents);
    assert_eq!(&broken[reading.diagnostics[0].span.clone()], "\"lake\"");

    let broken = broken.replace("place:", "plaec:");
    documents.insert("events.ron", broken.clone());
    let reading = legeplads_feed::read(&documents);
    assert_eq!(&broken[reading.diagnostics[0].span.clone()], "plaec");
}

#[test]
fn flag_days() {
    let good = "Island(flag_days: [\"06-05\", \"02-29\", \"2027-03-28\"], ";
    assert!(!pointed_at(&[("island.ron", "Island(", good)]).contains("invalid-date"));
    assert_snapshot!(pointed_at(&[
        ("island.ron", "Island(", "Island(flag_days: [\"02-30\"], "),
        ("island.ron", "Island(", "Island(flag_days: [\"6-5\"], "),
        (
            "island.ron",
            "Island(",
            "Island(flag_days: [\"06-05\", \"2027-02-29\"], "
        ),
    ]));
}
