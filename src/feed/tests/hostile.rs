//! Large hostile documents: an answer, in time.

#[path = "fuzz/bodies.rs"]
#[expect(dead_code, reason = "fuzzers use all of it")]
mod bodies;
mod support;

use std::time::{Duration, Instant};

use bodies::keeps_its_word;
use legeplads_feed::{Documents, limits, read};
use support::{text, tiny};

/// Far more than any of these takes, and far less than a hang.
const SOON: Duration = Duration::from_secs(20);

fn soon(documents: &Documents) {
    let start = Instant::now();
    keeps_its_word(documents);
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

fn with(path: &str, text: String) -> Documents {
    let mut documents = tiny();
    documents.insert(path, text);
    documents
}

fn first_code(documents: &Documents) -> &'static str {
    read(documents)
        .diagnostics
        .first()
        .map_or("none", |one| one.code)
}

#[test]
fn deep_nesting_is_an_error() {
    for open in ["[", "(", "{", "Some(", "/*", "{\"a\":", "[Card(basis:"] {
        soon(&with(
            "events.ron",
            open.repeat(limits::DOCUMENT_BYTES / open.len()),
        ));
    }
}

#[test]
fn a_document_has_a_largest_size() {
    let fits = format!("[]{}", " ".repeat(limits::DOCUMENT_BYTES - 2));
    assert_eq!(first_code(&with("events.ron", fits.clone())), "none");
    assert_eq!(
        first_code(&with("events.ron", fits + " ")),
        "document-too-large"
    );
}

#[test]
fn a_feed_has_a_largest_size() {
    let mut documents = tiny();
    for index in 0..limits::DOCUMENTS {
        documents.insert(format!("cards/{index}.ron"), "[]");
    }
    assert_eq!(first_code(&documents), "feed-too-large");

    let mut documents = tiny();
    for index in 0..33 {
        documents.insert(
            format!("cards/{index}.ron"),
            " ".repeat(limits::DOCUMENT_BYTES),
        );
    }
    assert_eq!(first_code(&documents), "feed-too-large");
}

#[test]
fn findings_are_counted_beyond_those_listed() {
    let cards = "Card(id: \"a b\", title: {}, body: {}), ".repeat(2_000);
    let documents = with("cards/more.ron", format!("[{cards}]"));
    soon(&documents);
    let reading = read(&documents);
    let last = reading.diagnostics.last().expect("a diagnostic");
    assert_eq!(last.code, "and-more");
    assert_eq!(reading.diagnostics.len(), limits::DIAGNOSTICS + 1);
}

#[test]
fn a_document_full_of_unknown_words_is_answered_soon() {
    let mut documents = tiny();
    let cards: String = (0..12_000)
        .map(|index| {
            format!("Card(id:\"card-{index}\",title:{{}},body:{{}},picture:\"m{index}\"),")
        })
        .collect();
    documents.insert("cards/more.ron", format!("[{cards}]"));
    let unknown: String = (0..60_000)
        .map(|index| format!("\"kard-{index}\","))
        .collect();
    let story = format!("kind: Story(cards: [{unknown}]))");
    let id = "Activity(id: \"many\", ask: {\"da\": \"a\", \"en\": \"a\"}, praise: {\"da\": \"a\", \"en\": \"a\"}, ";
    documents.insert("activities/many.ron", format!("{id}{story}"));
    soon(&documents);
}

#[test]
fn a_text_with_many_languages_is_answered_soon() {
    let languages: String = (0..60_000)
        .map(|index| format!("\"l{index}\": \"\", "))
        .collect();
    let feed =
        text(&tiny(), "feed.ron").replace("headline: {", &format!("headline: {{{languages}"));
    soon(&with("feed.ron", feed));
}

#[test]
fn a_word_as_long_as_a_document_is_cut_in_messages() {
    let long = "ø".repeat(400_000);
    let feed = text(&tiny(), "feed.ron").replace("time_zone", &long);
    soon(&with("feed.ron", feed));
    let feed = text(&tiny(), "feed.ron").replace("\"garden\"", &format!("\"{long}\""));
    soon(&with("feed.ron", feed));
}
