//! Whatever the bytes: an answer, in time, and never a panic.

mod support;

use std::time::{Duration, Instant};

use legeplads_feed::{Documents, Severity, limits, read};
use proptest::prelude::*;
use support::{text, tiny};

/// What any reading keeps to, whatever it has read.
fn keeps_its_word(documents: &Documents) {
    let reading = read(documents);
    let errors = reading
        .diagnostics
        .iter()
        .any(|one| one.severity == Severity::Error);
    assert_eq!(
        reading.feed.is_none(),
        errors,
        "a feed if and only if there is no error"
    );
    assert!(reading.diagnostics.len() <= 2 * limits::DIAGNOSTICS + 2);
    for one in &reading.diagnostics {
        assert!(one.line >= 1 && one.column >= 1, "{one}");
        assert!(one.span.start <= one.span.end, "{one}");
        let length = documents.get(&one.file).map_or(0, <[u8]>::len);
        assert!(one.span.end <= length, "{one}");
        if let Some(Ok(text)) = documents.get(&one.file).map(std::str::from_utf8) {
            assert!(
                text.get(one.span.clone()).is_some(),
                "a span cuts a character: {one}"
            );
        }
        assert!(one.message.chars().count() < 600, "{one}");
    }
}

fn paths() -> Vec<String> {
    tiny().iter().map(|(path, _)| path.to_owned()).collect()
}

/// Pieces of text that lead a parser astray.
const STRAY: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "\\",
    "'",
    "//",
    "/*",
    "*/",
    "#![enable(",
    "r#\"",
    "Some(",
    "None",
    "NaN",
    "-inf",
    "1e400",
    "-1",
    "99999999999999999999",
    "0x",
    "\"\"",
    "\"\\u{0}\"",
    "\u{feff}",
    "æ",
    "🦆",
    "\0",
    "()",
    "[[[[[[[[",
    "Stop(\"x\")",
    "true",
    "b\"",
    "\"x\": \"y\"",
];

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn any_bytes_are_answered(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        path in prop::sample::select(paths()),
    ) {
        let mut documents = tiny();
        documents.insert(path, bytes);
        keeps_its_word(&documents);
    }

    #[test]
    fn any_path_is_answered(path in ".{0,40}", text in ".{0,80}") {
        let mut documents = tiny();
        documents.insert(path, text);
        keeps_its_word(&documents);
    }

    #[test]
    fn a_document_in_the_place_of_another_is_answered(
        from in prop::sample::select(paths()),
        to in prop::sample::select(paths()),
    ) {
        let mut documents = tiny();
        let text = text(&documents, &from);
        documents.insert(to, text);
        keeps_its_word(&documents);
    }
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn a_good_document_with_bad_spots_is_answered(
        path in prop::sample::select(paths()),
        spots in prop::collection::vec(
            (any::<prop::sample::Index>(), 0_usize..12, prop::sample::select(STRAY)),
            1..4,
        ),
    ) {
        let mut documents = tiny();
        let mut bytes = documents.get(&path).expect("a document").to_vec();
        for (start, length, stray) in spots {
            let start = start.index(bytes.len());
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, stray.bytes());
        }
        documents.insert(path, bytes);
        keeps_its_word(&documents);
    }

    #[test]
    fn a_good_document_with_other_numbers_and_words_is_answered(
        path in prop::sample::select(paths()),
        index in any::<prop::sample::Index>(),
        word in "[a-zA-Z0-9.-]{1,12}|-?[0-9]{1,3}\\.[0-9]|NaN|inf|\\PC{1,60}",
    ) {
        let mut documents = tiny();
        let text = text(&documents, &path);
        // Every number and every word in quotes is one spot to change.
        let spots: Vec<_> = text
            .split_inclusive(['"', ' ', '(', ')', ',', '[', ']'])
            .scan(0, |start, piece| {
                let at = *start;
                *start += piece.len();
                Some(at..at + piece.len() - 1)
            })
            .filter(|spot| text.get(spot.clone()).is_some_and(|piece| !piece.trim().is_empty()))
            .collect();
        let spot = spots[index.index(spots.len())].clone();
        documents.insert(path, format!("{}{word}{}", &text[..spot.start], &text[spot.end..]));
        keeps_its_word(&documents);
    }
}

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
