//! Launches: when they are, and what is said of those that cannot be.

mod support;

use insta::assert_snapshot;
use jiff::Zoned;
use legeplads_feed::{Campaign, Documents, Feed, Reading};
use support::{shown, text, tiny};

const CARD: &str = r#"[
    Card(
        id: "prize",
        title: {"da": "En ny legeplads", "en": "A new playground"},
        body: {"da": "Kom og leg.", "en": "Come and play."},
        basis: Invitation,
    ),
]
"#;

/// The tiny feed with more in its one campaign, which is at the station from November to January,
/// and unveils a card that nothing else shows.
fn with(more: &str) -> Documents {
    let mut documents = tiny();
    let campaigns = text(&documents, "campaigns.ron");
    let end = "cards: [\"hall\", \"garden\"],";
    assert_eq!(campaigns.matches(end).count(), 1);
    let more = format!("cards: [\"prize\"], {more}");
    documents.insert("campaigns.ron", campaigns.replace(end, &more));
    documents.insert("cards/launch.ron", CARD);
    documents
}

fn read(more: &str) -> Reading {
    legeplads_feed::read(&with(more))
}

fn feed(more: &str) -> Feed {
    let reading = read(more);
    assert_eq!(shown(&reading), "");
    reading.feed.expect("a feed")
}

fn at(text: &str) -> Zoned {
    text.parse().expect("a moment")
}

#[test]
fn a_campaign_is_nowhere_before_its_second_and_an_ordinary_one_from_then_on() {
    let feed = feed("reveal_at: \"2026-12-01T10:00:30\"");
    let campaign: &Campaign = &feed.campaigns[0];
    let reveal = campaign.reveal.as_ref().expect("a reveal");
    assert_eq!(
        reveal.to_string(),
        "2026-12-01 at 10:00:30 (Europe/Copenhagen), after a countdown of 60 seconds"
    );
    assert_eq!(reveal.counts_from().to_string(), "2026-12-01T08:59:30Z");
    for (moment, runs) in [
        ("2026-11-20T12:00:00+01:00[Europe/Copenhagen]", false),
        ("2026-12-01T10:00:29.999+01:00[Europe/Copenhagen]", false),
        ("2026-12-01T10:00:30+01:00[Europe/Copenhagen]", true),
        ("2027-01-31T12:00:00+01:00[Europe/Copenhagen]", true),
        ("2027-02-01T12:00:00+01:00[Europe/Copenhagen]", false),
    ] {
        assert_eq!(campaign.runs(&at(moment)), runs, "{moment}");
    }
    assert_eq!(campaign.unveils(&feed).expect("a card").id, "prize");
}

#[test]
fn an_hour_that_is_left_out_is_an_error_and_one_that_comes_twice_is_said_to_be_the_first() {
    let around = |reveal: &str| {
        let mut documents = with(&format!("reveal_at: {reveal:?}"));
        let campaigns = text(&documents, "campaigns.ron");
        let when = "when: When(from: \"2026-11-01\", until: \"2027-01-31\"),";
        assert_eq!(campaigns.matches(when).count(), 1);
        documents.insert("campaigns.ron", campaigns.replace(when, ""));
        legeplads_feed::read(&documents)
    };
    let gone = around("2027-03-28T02:30:00");
    assert!(gone.feed.is_none());
    let twice = around("2027-10-31T02:30:00");
    let reveal = twice.feed.as_ref().expect("a feed").campaigns[0]
        .reveal
        .clone();
    assert_eq!(
        reveal.expect("a reveal").at.to_string(),
        "2027-10-31T02:30:00+02:00[Europe/Copenhagen]"
    );
    let summer = around("2027-07-01T10:00:00").feed.expect("a feed");
    let summer = summer.campaigns[0].reveal.clone().expect("a reveal");
    assert_eq!(summer.at.timestamp().to_string(), "2027-07-01T08:00:00Z");
    assert_snapshot!(shown(&gone) + &shown(&twice));
}

#[test]
fn what_cannot_be_is_said_in_words() {
    let cases = [
        "reveal_at: \"tomorrow\"",
        "reveal_at: \"2026-12-01\"",
        "reveal_at: \"2026-12-01T10:00:60\"",
        "reveal_at: \"2026-12-32T10:00:00\"",
        "reveal_at: \"2026-10-31T10:00:00\"",
        "reveal_at: \"2027-02-01T10:00:00\"",
        "reveal_at: \"2026-12-01T10:00:00\", countdown: 9",
        "reveal_at: \"2026-12-01T10:00:00\", countdown: 601",
        "countdown: 30",
    ];
    let mut all = String::new();
    for case in cases {
        all += &format!("# {case}\n{}\n", shown(&read(case)));
    }
    // The library opens at eight; the station never closes.
    let mut early = with("reveal_at: \"2026-12-01T07:59:59\"");
    let campaigns = text(&early, "campaigns.ron");
    early.insert(
        "campaigns.ron",
        campaigns.replace("sites: [\"station\"],", ""),
    );
    all += &format!("# at 07:59:59\n{}\n", shown(&legeplads_feed::read(&early)));
    assert_snapshot!(all);
}

#[test]
fn a_card_that_a_stop_shows_is_no_surprise() {
    let mut documents = with("reveal_at: \"2026-12-01T10:00:00\"");
    let campaigns = text(&documents, "campaigns.ron");
    documents.insert("campaigns.ron", campaigns.replace("\"prize\"", "\"pond\""));
    let said = shown(&legeplads_feed::read(&documents));
    assert!(
        said.contains("seen-before-reveal") && said.contains("`pond`"),
        "{said}"
    );
}

#[test]
fn two_shows_on_one_screen_do_not_overlap() {
    let two = |sites: &str, second: &str| {
        let mut documents = with("reveal_at: \"2026-12-01T10:00:00\"");
        let campaigns = text(&documents, "campaigns.ron");
        let other = format!(
            "    Campaign(id: \"other\", sites: [{sites}], cards: [\"pond\"], reveal_at: {second:?}),\n]"
        );
        let end = campaigns.rfind(']').expect("a list");
        documents.insert("campaigns.ron", campaigns[..end].to_owned() + &other);
        shown(&legeplads_feed::read(&documents))
    };
    for second in [
        "2026-12-01T09:59:41",
        "2026-12-01T10:00:00",
        "2026-12-01T10:00:19",
    ] {
        let said = two("\"station\"", second);
        assert!(
            said.contains("reveals-overlap") && said.contains("`welcome`"),
            "{said}"
        );
    }
    for second in ["2026-12-01T09:59:40", "2026-12-01T10:00:20"] {
        assert!(
            !two("\"station\"", second).contains("reveals-overlap"),
            "{second}"
        );
    }
    let elsewhere = two("\"library\"", "2026-12-01T10:00:00");
    assert!(!elsewhere.contains("reveals-overlap"), "{elsewhere}");
}

#[test]
fn a_printed_launch_reads_as_the_same() {
    let feed = feed("reveal_at: \"2026-12-01T10:00:30\", countdown: 300");
    let again = legeplads_feed::read(&legeplads_feed::print(&feed));
    assert_eq!(shown(&again), "");
    assert_eq!(again.feed, Some(feed));
}
