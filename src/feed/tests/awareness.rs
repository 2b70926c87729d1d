//! What a reading says of the question that is asked before the tour and after it.

mod support;

use insta::assert_snapshot;
use support::{edited, pointed_at, shown};

const BEFORE: &str = "    legal:";

const QUESTION: &str = "    awareness: Awareness(
        question: {\"da\": \"Kender du Lilleby?\", \"en\": \"Do you know Lilleby?\"},
        answers: [{\"da\": \"Ja\", \"en\": \"Yes\"}, {\"da\": \"Lidt\", \"en\": \"A bit\"}, {\"da\": \"Nej\", \"en\": \"No\"}],
        knows: [0],
    ),
    legal:";

fn with(old: &str, new: &str) -> &'static str {
    assert_eq!(QUESTION.matches(old).count(), 1, "{old}");
    QUESTION.replace(old, new).leak()
}

#[test]
fn a_question_reads_and_prints_as_what_it_is() {
    let reading = legeplads_feed::read(&edited(("feed.ron", BEFORE, QUESTION)));
    assert_eq!(shown(&reading), "");
    let feed = reading.feed.expect("a feed");
    let asked = feed.awareness.as_ref().expect("the question");
    assert_eq!((asked.answers.len(), &asked.knows[..]), (3, &[0][..]));
    let again = legeplads_feed::read(&legeplads_feed::print(&feed));
    assert_eq!(again.feed, Some(feed));
}

#[test]
fn a_question_with_one_fault() {
    assert_snapshot!(pointed_at(&[
        ("feed.ron", BEFORE, with("knows: [0]", "knows: []")),
        ("feed.ron", BEFORE, with("knows: [0]", "knows: [0, 1, 2]")),
        ("feed.ron", BEFORE, with("knows: [0]", "knows: [3]")),
        ("feed.ron", BEFORE, with("knows: [0]", "knows: [0, 0]")),
        ("feed.ron", BEFORE, with("        knows: [0],\n", "")),
        (
            "feed.ron",
            BEFORE,
            with(
                ", {\"da\": \"Lidt\", \"en\": \"A bit\"}, {\"da\": \"Nej\", \"en\": \"No\"}",
                ""
            )
        ),
        ("feed.ron", BEFORE, with(", \"en\": \"A bit\"", "")),
    ]));
}
