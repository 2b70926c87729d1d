//! The three files say the same, and whatever is missing leaves no trace on the glass.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{date, time};
use legeplads_feed::{Language, PartialDate};

use super::strings::FILES;
use super::{Args, Strings};

/// A message as it stands in a file, found without Fluent's own parser.
struct Entry {
    arguments: BTreeSet<String>,
    longest: usize,
}

fn entries(file: &str) -> BTreeMap<String, Entry> {
    let mut entries = BTreeMap::<String, Entry>::new();
    let mut comment = String::new();
    let mut current = None;
    for line in file.lines() {
        if let Some(more) = line.strip_prefix('#') {
            comment.push_str(more);
        } else if line.is_empty() {
            comment.clear();
        } else {
            if !line.starts_with([' ', '}']) {
                let (key, _) = line.split_once(" =").expect("a key");
                let longest = comment
                    .split_once("At most ")
                    .and_then(|(_, rest)| rest.split(' ').next())
                    .unwrap_or_else(|| panic!("`{key}` says how long it may be"))
                    .parse()
                    .expect("a number");
                let arguments = BTreeSet::new();
                let before = entries.insert(key.to_owned(), Entry { arguments, longest });
                assert!(before.is_none(), "`{key}` stands there twice");
                current = Some(key.to_owned());
                comment.clear();
            }
            let key = current.as_ref().expect("a key comes first");
            let entry = entries.get_mut(key).expect("it was put in");
            entry.arguments.extend(line.split('$').skip(1).map(|rest| {
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
                rest[..end.unwrap_or(rest.len())].to_owned()
            }));
        }
    }
    entries
}

fn language(tag: &str) -> Language {
    tag.parse().expect("a tag")
}

fn say(tag: &str, key: &str, args: &Args) -> String {
    Strings::load().text(&language(tag), key, args)
}

/// Every argument that any message has; `count` stands for all numbers.
fn everything(count: i64, month: i8) -> Args {
    Args::new()
        .count("count", count)
        .count("found", count)
        .count("right", count)
        .count("at", count)
        .count("all", 12)
        .count("seconds", count)
        .count("month", i64::from(month))
        .count("day", 28)
        .text("year", "2026")
        .count("hour", 22)
        .text("minute", "05")
        .count("past", count)
        .count("weekday", count)
        .text(
            "part",
            ["morning", "evening", "night", "none"][usize::try_from(count).unwrap_or(0) % 4],
        )
        .text(
            "near",
            ["today", "tomorrow", "later"][usize::try_from(count).unwrap_or(0) % 3],
        )
        .text(
            "who",
            "The Children's Council of the Municipality of Billund 12345",
        )
        .text("what", "As long as a label is.")
        .text("value", "1.234.567,8")
        .date("date", date(2026, month, 28))
        .time("time", time(22, 5, 0, 0))
}

#[test]
fn every_language_has_the_same_messages_with_the_same_arguments_and_lengths() {
    let files = FILES.map(|(tag, file)| (tag, entries(file)));
    let (_, model) = &files[0];
    assert!(model.len() > 30);
    for (tag, entries) in &files {
        let keys: Vec<_> = entries.keys().collect();
        assert_eq!(keys, model.keys().collect::<Vec<_>>(), "{tag}");
        for (key, entry) in entries {
            assert_eq!(entry.arguments, model[key].arguments, "{tag}: {key}");
            assert_eq!(entry.longest, model[key].longest, "{tag}: {key}");
        }
    }
}

#[test]
fn every_message_can_be_said_and_keeps_its_length() {
    for (tag, file) in FILES {
        // Alone, so that nothing is borrowed from another language.
        let strings = Strings::read(&[(tag, file)]);
        for (key, entry) in entries(file) {
            for (count, month) in (0..=20).flat_map(|c| (1..=12).map(move |m| (c, m))) {
                let text = strings.text(&language(tag), &key, &everything(count, month));
                let length = text.chars().count();
                assert!(length > 0, "{tag}: {key} says nothing");
                assert!(length <= entry.longest, "{tag}: {key}: {length}: {text}");
                assert!(
                    !text.contains(['{', '$', '\u{2068}']),
                    "{tag}: {key}: {text}"
                );
            }
        }
    }
}

#[test]
fn sentences_have_at_most_fourteen_words() {
    for (tag, file) in FILES {
        for key in entries(file).keys() {
            let text = say(tag, key, &everything(3, 11).text("who", "Rådet"));
            for sentence in text.split(['.', '?', '!']) {
                assert!(
                    sentence.split_whitespace().count() <= 14,
                    "{tag}: {key}: {text}"
                );
            }
        }
    }
}

#[test]
fn words_follow_numbers() {
    let floors = |tag, count| say(tag, "finish-floors", &Args::new().count("count", count));
    assert_eq!(floors("da", 1), "Én etage højt");
    assert_eq!(floors("da", 9), "Ni etager højt");
    assert_eq!(floors("en", 9), "Nine floors high");
    assert_eq!(floors("de", 1), "Ein Stockwerk!");
    assert_eq!(floors("de", 13), "13 Stockwerke!");
    let high = |tag| floors(tag, 1_234_567);
    assert_eq!(high("en"), "1,234,567 floors high");
    assert_eq!(high("da"), "1.234.567 etager højt");
}

/// What nobody says needs no words in three languages.
#[test]
fn every_message_is_said_somewhere() {
    let mut sources = String::new();
    let mut folders = vec![std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR"))];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() && !path.ends_with("tests") {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs")
                && !path.ends_with("tests.rs")
            {
                sources += &std::fs::read_to_string(&path).expect("a source");
            }
        }
    }
    let (_, file) = FILES[0];
    for key in entries(file).keys() {
        let is_said = sources.contains(&format!("\"{key}\""));
        let is_part = file.contains(&format!("{{ {key} }}"));
        assert!(
            is_said || is_part,
            "`{key}` is never said: say it or remove it"
        );
    }
}

#[test]
fn dates_and_times_are_written_as_each_language_does() {
    let decided = |tag, known| {
        let args = Args::new().partial_date("date", known);
        say(tag, "decided-on", &args)
    };
    let day = PartialDate::Day(date(2026, 11, 21));
    assert_eq!(decided("da", day), "Det bliver bestemt 21. november 2026.");
    assert_eq!(
        decided("en", day),
        "It will be decided on 21 November 2026."
    );
    assert_eq!(decided("de", day), "Entschieden wird am 21. November 2026.");
    let month = PartialDate::Month(2023, 3);
    assert_eq!(decided("da", month), "Det bliver bestemt marts 2023.");
    let year = PartialDate::Year(2023);
    assert_eq!(decided("en", year), "It will be decided on 2023.");
    let wakes = |tag, near| {
        let args = Args::new().time("time", time(6, 0, 0, 0));
        let args = args.text("near", near).count("weekday", 4);
        say(tag, "closed-until", &args)
    };
    assert_eq!(wakes("da", "today"), "Den vågner klokken 6.00.");
    assert_eq!(wakes("en", "tomorrow"), "It wakes up tomorrow at 6:00.");
    assert_eq!(
        wakes("de", "later"),
        "Sie wacht am Donnerstag um 6:00 Uhr auf."
    );
}

#[test]
fn what_a_language_lacks_is_said_in_the_place_s_own_then_in_english_then_not_at_all() {
    let mut strings = Strings::read(&[
        ("da", "a = dansk a\nb = dansk b { $n }"),
        ("en", "a = english a\nb = english b\nc = english c"),
        ("de", "a = deutsch a"),
    ]);
    let text = |strings: &Strings, tag, key| strings.text(&language(tag), key, &Args::new());
    assert_eq!(text(&strings, "de", "a"), "deutsch a");
    assert_eq!(text(&strings, "de-AT", "a"), "deutsch a");
    assert_eq!(text(&strings, "pl", "a"), "english a");
    strings.fall_back_to(&language("da"));
    assert_eq!(text(&strings, "pl", "a"), "dansk a");
    assert_eq!(text(&strings, "de", "c"), "english c");
    assert_eq!(text(&strings, "de", "d"), "");
    // An argument that is missing is no better than a message that is missing.
    assert_eq!(text(&strings, "da", "b"), "english b");
}

#[test]
fn a_broken_file_costs_only_what_is_broken_in_it() {
    let strings = Strings::read(&[("en", "good = good\n= bad\nalso = also { $x\nlast = last")]);
    let text = |key| strings.text(&language("en"), key, &Args::new());
    assert_eq!(text("good"), "good");
    assert_eq!(text("also"), "");
    assert_eq!(text("last"), "last");
}

#[test]
fn languages_call_themselves_by_their_own_names() {
    let strings = Strings::load();
    let names = ["da", "en", "de", "pl"].map(|tag| strings.endonym(&language(tag)));
    assert_eq!(names, ["Dansk", "English", "Deutsch", "pl"]);
}
