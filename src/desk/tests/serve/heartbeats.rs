//! What kiosks say of themselves.

use std::fs;

use jiff::{SignedDuration, Timestamp};
use legeplads_desk::kiosks::{Heartbeat, Kiosks, NotKept};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::place::Town;
use crate::serving::Program;

/// As a courier sends it.
fn heartbeat(kiosk: &str, release: u64) -> Value {
    json!({
        "kiosk": kiosk,
        "site": "airport",
        "feed": "tiny",
        "channel": "live",
        "release": release,
        "on_glass_since": "2026-11-22T05:04:05.120Z",
        "screen": "tour/pond",
        "language": "da",
        "clock": "synced",
        "free_bytes": 3_100_000_000_u64,
        "slowest_ms": 17.1,
        "program": "0.1.0",
        "refused": null,
        "timestamp_version": 42,
        "freshness": "proven",
    })
}

async fn say(serving: &Program, body: impl ToString) -> StatusCode {
    let request = serving.request(Method::POST, "heartbeat");
    let answer = request.body(body.to_string()).send().await;
    answer.expect("an answer").status()
}

#[tokio::test]
async fn the_newest_is_kept() {
    let town = Town::published().await;
    let serving = Program::start(&town.out(), &[]);
    assert_eq!(say(&serving, heartbeat("airport-1", 1)).await, 204);
    assert_eq!(say(&serving, heartbeat("library", 1)).await, 204);
    assert_eq!(say(&serving, heartbeat("airport-1", 2)).await, 204);

    let kept = Kiosks::read(&town.out()).expect("readable");
    let release = |kiosk: &str| {
        let mut kept = kept.iter().map(|seen| &seen.heartbeat);
        let said = kept.find(|said| said.kiosk == kiosk).expect("kept");
        said.release
    };
    assert_eq!(kept.len(), 2);
    assert_eq!((release("airport-1"), release("library")), (2, 1));

    // Whoever serves next has heard of them.
    drop(serving);
    let serving = Program::start(&town.out(), &[]);
    let status: Value = serving.get("status.json").await.json_value().await;
    let kiosks = status["kiosks"].as_array().expect("kiosks");
    assert_eq!(kiosks.len(), 2);
    assert_eq!(kiosks[0]["heartbeat"]["release"], 2);
}

#[tokio::test]
async fn only_what_belongs_there_is_kept() {
    let town = Town::published().await;
    let serving = Program::start(&town.out(), &[]);
    let mut body = heartbeat("airport-1", 1);
    body["visitor"] = "Anna, 7".into();
    assert_eq!(say(&serving, body).await, 204);
    // What an older or a newer courier leaves out is not known.
    assert_eq!(say(&serving, r#"{"kiosk":"bare","release":3}"#).await, 204);
    let path = town.out().join(".desk/kiosks/airport-1.json");
    let text = fs::read_to_string(path).expect("kept");
    assert!(!text.contains("Anna"), "{text}");
    let served = serving.get(".desk/kiosks/airport-1.json").await;
    assert_eq!(served.status(), 404);
}

#[tokio::test]
async fn what_is_wrong_is_refused() {
    let town = Town::published().await;
    let serving = Program::start(&town.out(), &[]);
    let mut long = heartbeat("airport-1", 1);
    long["refused"] = "x".repeat(Kiosks::BYTES).into();
    assert_eq!(say(&serving, long).await, 413);
    for kiosk in ["", "Airport", "../../etc/cron", "a/b", &"x".repeat(41)] {
        assert_eq!(say(&serving, heartbeat(kiosk, 1)).await, 422, "{kiosk:?}");
    }
    let odd = [
        "",
        "[]",
        "<html>",
        r#"{"kiosk":"a"}"#,
        r#"{"kiosk":"a","release":"1"}"#,
        r#"{"kiosk":"a","release":-1}"#,
        r#"{"kiosk":"a","release":1,"channel":"no such id"}"#,
        &"[".repeat(1000),
    ];
    for body in odd {
        assert_eq!(say(&serving, body).await, 422, "{body}");
    }
    let asked = serving.get("heartbeat").await;
    assert_eq!(asked.status(), 405);
    let kept = fs::read_dir(town.out().join(".desk/kiosks")).expect("a folder");
    assert_eq!(kept.count(), 0);
}

fn plain(kiosk: String) -> Heartbeat {
    serde_json::from_value(heartbeat(&kiosk, 1)).expect("a heartbeat")
}

#[test]
fn there_is_an_end_to_ids() {
    let dir = tempfile::tempdir().expect("a folder");
    let kiosks = Kiosks::open(dir.path()).expect("opened");
    let begun: Timestamp = "2026-11-22T05:00:00Z".parse().expect("a time");
    for n in 0..Kiosks::MOST {
        kiosks
            .keep(plain(format!("kiosk-{n}")), begun)
            .expect("kept");
    }
    let later = begun + SignedDuration::from_hours(1);
    let full = kiosks.keep(plain("one-more".to_owned()), later);
    assert!(matches!(full, Err(NotKept::Full)), "{full:?}");
    // Those that are known are heard.
    kiosks
        .keep(plain("kiosk-0".to_owned()), later)
        .expect("kept");

    // One that was silent for more than a week gives way.
    let much_later = begun + SignedDuration::from_hours(8 * 24);
    kiosks
        .keep(plain("one-more".to_owned()), much_later)
        .expect("kept");
    let known = Kiosks::open(dir.path()).expect("opened").all();
    assert_eq!(known.len(), Kiosks::MOST);
    let is_known = |kiosk: &str| known.iter().any(|seen| seen.heartbeat.kiosk == kiosk);
    assert!(is_known("one-more") && is_known("kiosk-0") && !is_known("kiosk-1"));
}

#[test]
fn a_torn_file_is_nobody() {
    let dir = tempfile::tempdir().expect("a folder");
    let kiosks = Kiosks::open(dir.path()).expect("opened");
    kiosks
        .keep(plain("airport-1".to_owned()), Timestamp::now())
        .expect("kept");
    let folder = dir.path().join(".desk/kiosks");
    fs::write(folder.join("library.json"), "").expect("written");
    fs::write(folder.join("hall.json"), "{\"at\":").expect("written");
    fs::copy(folder.join("airport-1.json"), folder.join("other.json")).expect("copied");
    let known = Kiosks::read(dir.path()).expect("readable");
    let known: Vec<_> = known
        .iter()
        .map(|seen| seen.heartbeat.kiosk.as_str())
        .collect();
    assert_eq!(known, ["airport-1"]);
}

/// reqwest's own needs a feature that nothing else does.
trait JsonValue {
    async fn json_value(self) -> Value;
}

impl JsonValue for reqwest::Response {
    async fn json_value(self) -> Value {
        let bytes = self.bytes().await.expect("a body");
        serde_json::from_slice(&bytes).expect("JSON")
    }
}
