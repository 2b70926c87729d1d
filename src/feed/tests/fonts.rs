//! The fonts that a feed brings along: they are there, and have the letters that its texts need.

mod support;

use std::collections::BTreeSet;

use legeplads_feed::{Documents, Fonts, print, read};
use support::{shown, text, tiny};

/// The tiny feed with fonts named in it.
fn with(fonts: &str) -> Documents {
    let mut documents = tiny();
    let feed = text(&documents, "feed.ron");
    let feed = feed.replace(
        "    headline:",
        &format!("    fonts: {fonts},\n    headline:"),
    );
    documents.insert("feed.ron", feed);
    documents
}

/// All letters of the tiny feed, without some.
fn letters(without: &str) -> BTreeSet<char> {
    let documents = tiny();
    let paths: Vec<_> = documents.iter().map(|(path, _)| path.to_owned()).collect();
    let texts: String = paths.iter().map(|path| text(&documents, path)).collect();
    let with = texts.chars().filter(|letter| !without.contains(*letter));
    with.collect()
}

#[test]
fn a_font_with_all_letters_is_taken() {
    let mut documents = with("(reading: \"fonts/town.ttf\", heading: \"fonts/town.ttf\")");
    // Blanks need no font.
    documents.insert_font("fonts/town.ttf", letters(" \n"));
    let reading = read(&documents);
    assert_eq!(shown(&reading), "");
    let feed = reading.feed.expect("a feed");
    let path = || Some("fonts/town.ttf".to_owned());
    let expected = Fonts {
        reading: path(),
        heading: path(),
    };
    assert_eq!(feed.fonts, expected);

    let mut printed = print(&feed);
    printed.insert_font("fonts/town.ttf", letters(""));
    for (path, info) in documents.media() {
        printed.insert_media(path, info);
    }
    assert_eq!(read(&printed).feed.map(|feed| feed.fonts), Some(expected));
}

#[test]
fn a_font_that_is_not_there_is_an_error() {
    let mut documents = with("(heading: \"fonts/tovn.ttf\")");
    documents.insert_font("fonts/town.ttf", letters(""));
    let reading = read(&documents);
    assert!(reading.feed.is_none());
    let expected = "feed.ron:7:22: error[missing-font]: there is no font `fonts/tovn.ttf`\n  \
                    help: did you mean `fonts/town.ttf`?\n";
    assert_eq!(shown(&reading), expected);
}

#[test]
fn a_letter_that_a_font_does_not_have_is_named_once_with_its_first_text() {
    let mut documents = with("(reading: \"fonts/town.ttf\")");
    documents.insert_font("fonts/town.ttf", letters("ø"));
    let reading = read(&documents);
    assert!(reading.feed.is_some());
    let words = shown(&reading);
    assert_eq!(words.matches("missing-letter").count(), 1, "{words}");
    let needs = "needs `ø` (U+00F8), which the font `fonts/town.ttf` does not have";
    assert!(words.contains(needs), "{words}");
    assert!(words.starts_with("feed.ron:"), "{words}");
}
