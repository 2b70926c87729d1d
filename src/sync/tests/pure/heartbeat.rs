//! What a heartbeat says, and how long it is at most.

use jiff::Timestamp;
use legeplads_store::{Refusal, Screen};
use legeplads_sync::heartbeat::{BYTES, Heartbeat, Name, Report};
use legeplads_trust::{Channel, ClockState, Digest, Freshness};
use proptest::prelude::*;
use serde_json::{Value, json};

fn time() -> Timestamp {
    "2026-11-21T21:04:05.120Z".parse().expect("a timestamp")
}

fn name() -> Name {
    Name {
        kiosk: "airport-1".into(),
        site: Some("airport".into()),
        channel: Channel::live(),
    }
}

fn screen() -> Screen {
    Screen {
        release: 12,
        feed: "billund".into(),
        on_glass_since: time(),
        screen: "tour/travbyen".into(),
        language: "da".into(),
        frames: 1234,
        slowest_ms: 17.1,
        quality: None,
        demo: false,
        launched: None,
        refused: None,
        stopped: None,
    }
}

fn refusal(why: &str, for_good: bool) -> Refusal {
    Refusal {
        release: Some(13),
        manifest: Digest::of(b"13"),
        why: why.into(),
        at: time(),
        for_good,
        program: Refusal::PROGRAM.into(),
    }
}

fn said(report: &Report, screen: Option<Screen>, refusals: &[Refusal]) -> Value {
    let clock = ClockState::Plausible;
    let beat = Heartbeat::new(&name(), report, clock, screen, refusals, Some(7_000_000));
    let body = beat.body().expect("short enough");
    assert!(body.len() <= BYTES);
    serde_json::from_slice(&body).expect("JSON")
}

#[test]
fn it_says_what_is_on_the_glass() {
    let report = Report {
        timestamp_version: Some(42),
        freshness: Some(Freshness::Proven),
        offered: None,
    };
    let expected = json!({
        "kiosk": "airport-1", "site": "airport", "feed": "billund", "channel": "live",
        "release": 12, "on_glass_since": "2026-11-21T21:04:05.12Z", "screen": "tour/travbyen",
        "language": "da", "clock": "plausible", "free_bytes": 7_000_000, "slowest_ms": 17.1,
        "program": Refusal::PROGRAM, "refused": null, "timestamp_version": 42,
        "freshness": "proven",
    });
    assert_eq!(said(&report, Some(screen()), &[]), expected);
}

#[test]
fn a_kiosk_of_which_nothing_is_known_says_so() {
    let said = said(&Report::default(), None, &[]);
    assert_eq!(said["release"], 0);
    assert_eq!(said["on_glass_since"], Value::Null);
    assert_eq!(said["timestamp_version"], Value::Null);
    assert!(said.get("freshness").is_none(), "{said}");
}

#[test]
fn it_says_why_what_is_published_was_not_taken() {
    let refused = |offered: Option<&[u8]>, refusals: &[Refusal]| {
        let report = Report {
            offered: offered.map(Digest::of),
            ..Report::default()
        };
        said(&report, None, refusals)["refused"].clone()
    };
    let bad = [refusal("feed.ron:1:1", true)];
    assert_eq!(refused(Some(b"13"), &bad), "feed.ron:1:1");
    assert_eq!(refused(Some(b"14"), &bad), Value::Null, "it was overtaken");
    let on_the_way = [refusal("garbled", false)];
    assert_eq!(refused(Some(b"14"), &on_the_way), "garbled");
}

proptest! {
    #[test]
    fn it_is_never_too_long(words in any::<[String; 3]>(), why in ".*", digits in 0..2000_usize) {
        let [feed, screen_name, language] = words;
        let screen = Screen { feed, screen: screen_name, language, ..screen() };
        let why = why + &"\u{1}\"".repeat(digits);
        let said = said(&Report::default(), Some(screen), &[refusal(&why, false)]);
        prop_assert!(said["refused"].is_string());
    }
}
