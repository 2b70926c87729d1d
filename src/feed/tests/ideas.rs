//! Ideas: what is put together, what became of it, and what a reading says of those that cannot be.

mod support;

use insta::assert_snapshot;
use jiff::civil::date;
use legeplads_feed::{ActivityId, ActivityKind, Documents, Feed, Idea, Ideas, ProjectState};
use support::{edited_in, pointed_at_in, shown, tiny};

const IDEAS: &str = "activities/ideas.ron";

fn asking() -> Documents {
    let mut documents = tiny();
    documents.insert(IDEAS, include_str!("fixtures/asks/ideas.ron"));
    documents
}

fn feed() -> Feed {
    let reading = legeplads_feed::read(&asking());
    assert_eq!(shown(&reading), "");
    reading.feed.expect("a feed")
}

fn ideas(feed: &Feed) -> &Ideas {
    match &feed.activities[&ActivityId::from("ideas")].kind {
        ActivityKind::Ideas(ideas) => ideas,
        _ => panic!("ideas"),
    }
}

fn idea(ids: [&str; 4]) -> Idea {
    Idea(ids.map(str::to_owned))
}

#[test]
fn an_idea_reads_as_a_sentence_in_every_language() {
    let feed = feed();
    let sentence = |tag: &str| {
        let idea = idea(["ducks", "paint", "boats", "pond"]);
        ideas(&feed).sentence(&idea, &tag.parse().expect("a tag"))
    };
    assert_eq!(
        sentence("en").as_deref(),
        Some("Ducks paint boats by the pond")
    );
    assert_eq!(sentence("da").as_deref(), Some("Ænder maler både ved søen"));
    let unknown = idea(["ducks", "eat", "boats", "pond"]);
    assert_eq!(ideas(&feed).words(&unknown), None);
}

#[test]
fn whatever_is_put_together_has_a_name_that_can_be_counted() {
    // The longest that there may be, with the longest name of an activity.
    let longest = idea([&"x".repeat(12); 4].map(|id| id.as_str()));
    let item = format!("support/{}/{longest}", "a".repeat(40));
    assert!(item.len() <= 120, "{}", item.len());
}

#[test]
fn a_project_is_told_day_by_day() {
    let feed = feed();
    let built = idea(["we", "build", "dens", "garden"]);
    let project = |day| ideas(&feed).project(&built, day);
    assert_eq!(project(date(2026, 2, 28)), None);
    let told = project(date(2026, 5, 31)).expect("a project");
    assert_eq!(told.state(date(2026, 5, 31)), Some(ProjectState::Underway));
    let done = told.milestone(ProjectState::Done, date(2026, 5, 31));
    assert_eq!(done, None, "not before its day");
    let other = idea(["you", "share", "kites", "school"]);
    assert_eq!(ideas(&feed).project(&other, date(2026, 5, 31)), None);
}

#[test]
fn they_read_as_the_same_when_printed() {
    let feed = feed();
    let again = legeplads_feed::read(&legeplads_feed::print(&feed));
    assert_eq!(shown(&again), "");
    assert_eq!(again.feed, Some(feed));
}

#[test]
fn what_may_be_left_out_is_not_missed() {
    let text = support::text(&asking(), IDEAS);
    let start = text.find("        gathered:").expect("what is gathered");
    let mut documents = asking();
    documents.insert(IDEAS, format!("{}    ),\n)\n", &text[..start]));
    let reading = legeplads_feed::read(&documents);
    assert_eq!(shown(&reading), "");
    assert!(ideas(&reading.feed.expect("a feed")).gathered.is_empty());
}

#[test]
fn ideas_with_one_fault() {
    assert_snapshot!(pointed_at_in(
        &asking(),
        &[
            (
                IDEAS,
                "(\"we\", \"build\", \"dens\"",
                "(\"we\", \"biuld\", \"dens\""
            ),
            (
                IDEAS,
                "\"boats\", \"pond\"), support",
                "\"boats\", \"lake\"), support"
            ),
            (
                IDEAS,
                "(\"you\", \"share\", \"kites\", \"school\")",
                "(\"you\", \"share\", \"kites\")"
            ),
            (
                IDEAS,
                "(\"you\", \"share\", \"kites\", \"school\")",
                "(\"ducks\", \"paint\", \"boats\", \"pond\")"
            ),
            (IDEAS, "support: 40", "support: 4"),
            (IDEAS, "        until: \"2026-11-20\",\n", ""),
            (IDEAS, "\"2026-11-20\"", "\"in November\""),
            (IDEAS, "id: \"kites\"", "id: \"dens\""),
            (IDEAS, "id: \"ducks\"", "id: \"all-of-the-ducks\""),
            (
                IDEAS,
                "            Word(id: \"school\", label: {\"da\": \"på skolen\", \"en\": \"at the school\"}, drawing: \"duck\"),\n",
                ""
            ),
            (
                IDEAS,
                "\"en\": \"kites\"}, drawing: \"duck\"",
                "\"en\": \"kites\"}, drawing: \"dukc\""
            ),
            (
                IDEAS,
                "\"en\": \"in the garden\"",
                "\"en\": \"in the very large garden\""
            ),
            (IDEAS, "state: Underway", "state: Taken"),
            (IDEAS, "state: Underway", "state: Begun"),
            (IDEAS, "on: \"2026-05-01\"", "on: \"2026-02-01\""),
            (IDEAS, ", \"en\": \"Come and play.\"", ""),
        ]
    ));
}

#[test]
fn a_project_has_a_road() {
    let text = support::text(&asking(), IDEAS);
    let (before, rest) = text.split_once("road: [").expect("a road");
    let (_, after) = rest.split_once("],\n            ),").expect("its end");
    let mut documents = asking();
    documents.insert(IDEAS, format!("{before}road: [],\n            ),{after}"));
    let reading = legeplads_feed::read(&documents);
    let messages = reading.diagnostics.iter().map(|one| one.message.as_str());
    assert_eq!(
        messages.collect::<Vec<_>>(),
        ["there are no milestones here"]
    );
    let twice = edited_in(
        &asking(),
        (
            IDEAS,
            "projects: [",
            "projects: [Project(idea: (\"we\", \"build\", \"dens\", \"garden\"), road: [(state: Done, on: \"2026-06-01\", text: {\"da\": \"A.\", \"en\": \"A.\"})]), ",
        ),
    );
    let reading = legeplads_feed::read(&twice);
    let codes = reading.diagnostics.iter().map(|one| one.code);
    assert_eq!(codes.collect::<Vec<_>>(), ["listed-twice"]);
}
