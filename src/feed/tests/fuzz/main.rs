//! Hostile bytes as documents: short runs of what a fuzzer does for days.

mod bodies;
#[path = "../support/mod.rs"]
mod support;

use bodies::keeps_its_word;
use proptest::prelude::*;
use support::{text, tiny};

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
        bodies::document(&tiny(), &path, bytes);
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
        let documents = tiny();
        let mut bytes = documents.get(&path).expect("a document").to_vec();
        for (start, length, stray) in spots {
            let start = start.index(bytes.len());
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, stray.bytes());
        }
        bodies::document(&documents, &path, bytes);
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
