//! Surveys and needs: which question follows which, and what a reading says of those that cannot be
//! asked.

mod support;

use insta::assert_snapshot;
use legeplads_feed::{ActivityId, ActivityKind, Documents, Feed, Slot, Survey};
use support::{pointed_at_in, shown, tiny};

const SURVEY: &str = "activities/survey.ron";
const NEEDS: &str = "activities/needs.ron";

fn asking() -> Documents {
    let mut documents = tiny();
    documents.insert(SURVEY, include_str!("fixtures/asks/survey.ron"));
    documents.insert(NEEDS, include_str!("fixtures/asks/needs.ron"));
    documents
}

fn feed() -> Feed {
    let reading = legeplads_feed::read(&asking());
    assert_eq!(shown(&reading), "");
    reading.feed.expect("a feed")
}

fn survey() -> Survey {
    match &feed().activities[&ActivityId::from("survey")].kind {
        ActivityKind::Survey(survey) => survey.clone(),
        _ => panic!("a survey"),
    }
}

/// The question that follows one when this was answered.
fn after(question: &str, answer: &str) -> Option<String> {
    let survey = survey();
    let question = survey.question(question).expect("a question");
    let after = survey.after(question, |id| id == answer);
    after.map(|question| question.id.clone())
}

#[test]
fn an_answer_leads_where_it_says_and_otherwise_where_its_question_does() {
    assert_eq!(after("from", "far").as_deref(), Some("language"));
    assert_eq!(after("from", "near").as_deref(), Some("why"));
    assert_eq!(after("from", "nothing was chosen").as_deref(), Some("why"));
    assert_eq!(after("from", "nowhere"), None);
    assert_eq!(after("language", "da").as_deref(), Some("why"));
    assert_eq!(after("why", "home"), None, "the last one");
}

#[test]
fn what_lies_ahead_is_the_longest_way() {
    let survey = survey();
    let ahead: Vec<usize> = survey
        .questions
        .iter()
        .map(|question| survey.ahead(question))
        .collect();
    assert_eq!(ahead, [3, 2, 1]);
}

#[test]
fn the_week_has_a_cell_for_each_part_of_each_day() {
    let ids: Vec<String> = Slot::all().map(Slot::id).collect();
    assert_eq!(ids.len(), 28);
    assert_eq!(ids[0], "mon-morning");
    assert_eq!(ids[6], "sun-morning");
    assert_eq!(ids[7 * 2 + 5], "sat-evening");
    assert_eq!(ids[27], "sun-night");
}

#[test]
fn they_read_as_the_same_when_printed() {
    let feed = feed();
    let again = legeplads_feed::read(&legeplads_feed::print(&feed));
    assert_eq!(shown(&again), "");
    assert_eq!(again.feed, Some(feed));
}

#[test]
fn a_survey_with_one_fault() {
    assert_snapshot!(pointed_at_in(
        &asking(),
        &[
            (SURVEY, "Question(\"language\")", "Question(\"langauge\")"),
            (
                SURVEY,
                "next: Question(\"why\"),\n",
                "next: Question(\"from\"),\n"
            ),
            (
                SURVEY,
                "text: {\"da\": \"Udlandet\", \"en\": \"Abroad\"}, next: Question(\"language\")",
                "text: {\"da\": \"Udlandet\", \"en\": \"Abroad\"}"
            ),
            (
                SURVEY,
                "\"en\": \"Nature\"}",
                "\"en\": \"Nature\"}, next: End"
            ),
            (SURVEY, "most: 2", "most: 4"),
            (SURVEY, "most: 2", "most: 0"),
            (SURVEY, "id: \"language\"", "id: \"from\""),
            (SURVEY, "id: \"far\"", "id: \"near\""),
            (SURVEY, "id: \"da\"", "id: \"da/DK\""),
            (
                SURVEY,
                "                    Answer(id: \"other\", text: {\"da\": \"Et andet\", \"en\": \"Another\"}),\n",
                ""
            ),
            (
                SURVEY,
                "Which language do you speak at home?",
                "Which language do all of you speak at home, and which at work or at school?"
            ),
            (SURVEY, "\"https://example.org/survey\"", "\"example.org\""),
            (SURVEY, "next: End", "next: Ende"),
        ]
    ));
}

#[test]
fn needs_with_one_fault() {
    assert_snapshot!(pointed_at_in(
        &asking(),
        &[
            (NEEDS, "id: \"bus\"", "id: \"care\""),
            (NEEDS, "id: \"bus\"", "id: \"the bus\""),
            (
                NEEDS,
                "            Age(id: \"a6-17\", label: {\"da\": \"6–17 år\", \"en\": \"6–17 years\"}),\n",
                ""
            ),
            (NEEDS, "\"pond\", \"garden\"", "\"pond\", \"pond\""),
            (NEEDS, "\"pond\", \"garden\"", "\"pond\""),
            (NEEDS, "\"garden\"", "\"gaden\""),
            (
                NEEDS,
                "\"The bus\"}, drawing: \"duck\"",
                "\"The bus\"}, drawing: \"bus\""
            ),
            (NEEDS, "\"The bus\"}, drawing: \"duck\"", "\"The bus\"}"),
        ]
    ));
}

#[test]
fn a_survey_is_short() {
    let answers = "answers: [Answer(id: \"a\", text: {\"da\": \"A\", \"en\": \"A\"}), \
                   Answer(id: \"b\", text: {\"da\": \"B\", \"en\": \"B\"})]";
    let questions: String = (0..13)
        .map(|number| {
            format!(
                "Question(id: \"q{number}\", ask: {{\"da\": \"?\", \"en\": \"?\"}}, {answers}),"
            )
        })
        .collect();
    let mut documents = asking();
    let survey = support::text(&documents, SURVEY);
    let (before, _) = survey.split_once("questions: [").expect("questions");
    for (questions, many) in [
        (questions.as_str(), "expected 1 to 12 questions, found 13"),
        ("", "there are no questions here"),
    ] {
        documents.insert(SURVEY, format!("{before}questions: [{questions}]))"));
        let reading = legeplads_feed::read(&documents);
        let messages = reading.diagnostics.iter().map(|one| one.message.as_str());
        assert_eq!(messages.collect::<Vec<_>>(), [many]);
    }
}
