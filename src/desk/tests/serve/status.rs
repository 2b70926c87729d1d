//! `legeplads-desk status`: what is on whose glass.

use std::path::Path;
use std::process::Command;

use jiff::{SignedDuration, Timestamp};
use legeplads_desk::kiosks::{Heartbeat, Kiosks};
use legeplads_desk::serve::Options;
use legeplads_desk::status::{STALE, State, Status};
use legeplads_trust::Channel;
use reqwest::Method;
use serde_json::{Value, json};

use crate::place::{Town, booth};
use crate::serving::{Here, Program, client};

fn heartbeat(kiosk: &str, release: u64) -> Heartbeat {
    let said = json!({
        "kiosk": kiosk, "site": "airport", "feed": "tiny", "release": release,
        "on_glass_since": "2026-11-22T05:04:05.120Z", "clock": "synced",
        "free_bytes": 3_150_000_000_u64, "slowest_ms": 17.12,
    });
    serde_json::from_value(said).expect("a heartbeat")
}

/// Exit code, standard output, standard error.
fn status(of: &str, more: &[&str]) -> (Option<i32>, String, String) {
    let said = Command::new(env!("CARGO_BIN_EXE_legeplads-desk"))
        .args(["status", of])
        .args(more)
        .output();
    let said = said.expect("it could be started");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (said.status.code(), text(said.stdout), text(said.stderr))
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

#[tokio::test]
async fn green_is_what_was_seen_on_glass() {
    let town = Town::new().await;
    let (live, booth) = (Channel::live(), booth());
    let first = town.release(&live).await.number;
    let second = town.release(&live).await.number;
    let on_booth = town.release(&booth).await.number;
    let now: Timestamp = "2026-11-22T06:00:00Z".parse().expect("a time");
    let kiosks = Kiosks::open(&town.out()).expect("opened");
    let ago = |seconds| now - SignedDuration::from_secs(seconds);
    let keep = |heartbeat, at| kiosks.keep(heartbeat, at).expect("kept");

    keep(heartbeat("airport-1", second), ago(12));
    keep(heartbeat("airport-2", first), ago(12));
    let mut refused = heartbeat("hall", first);
    refused.refused = Some("the clock\u{1b}[2J is wrong".to_owned());
    refused.clock = "bad".to_owned();
    keep(refused, ago(60));
    // It showed the right thing when it was last heard of.
    keep(heartbeat("library", second), ago(STALE.as_secs() + 1));
    let mut other = heartbeat("booth-1", on_booth);
    other.channel = booth.clone();
    keep(other, ago(0));
    let mut lost = heartbeat("lost", second);
    lost.channel = "nowhere".parse().expect("an id");
    keep(lost, ago(0));
    // It has fetched what is published, and shows what is built in.
    let mut empty = heartbeat("new", 0);
    empty.feed = String::new();
    empty.on_glass_since = None;
    empty.free_bytes = Some(240_000_000);
    keep(empty, ago(100));

    let status = Status::of_folder(&town.out(), now).await.expect("a status");
    let states: Vec<_> = status
        .kiosks
        .iter()
        .map(|kiosk| (kiosk.seen.heartbeat.kiosk.as_str(), kiosk.state))
        .collect();
    let expected = [
        ("airport-1", State::Green),
        ("airport-2", State::Behind),
        ("booth-1", State::Green),
        ("hall", State::Refused),
        ("library", State::Silent),
        ("lost", State::Nothing),
        ("new", State::Behind),
    ];
    assert_eq!(states, expected);
    assert!(!status.is_green());
    insta::assert_snapshot!(status.to_text());

    // The same from JSON.
    let json = status.to_json().expect("JSON");
    let read: Status = serde_json::from_str(&json).expect("a status");
    assert_eq!(read, status);
}

#[tokio::test]
async fn what_was_withdrawn_is_to_be_off_the_glass() {
    let town = Town::published().await;
    let last = town.withdraw(&Channel::live()).await.number;
    let now = Timestamp::now();
    let kiosks = Kiosks::open(&town.out()).expect("opened");
    for (kiosk, release) in [("away", 0), ("still-there", 1), ("knows", last)] {
        kiosks.keep(heartbeat(kiosk, release), now).expect("kept");
    }
    let status = Status::of_folder(&town.out(), now).await.expect("a status");
    let states: Vec<_> = status.kiosks.iter().map(|kiosk| kiosk.state).collect();
    assert_eq!(states, [State::Green, State::Green, State::Behind]);
}

#[tokio::test]
async fn the_exit_code_says_whether_all_is_well() {
    let town = Town::published().await;
    let serving = Program::start(&town.out(), &[]);
    let url = serving.url("");
    let (code, out, _) = status(&url, &[]);
    assert_eq!(code, Some(1), "nobody was heard of");
    assert!(out.contains("No kiosk was ever heard of"), "{out}");

    let say = async |kiosk: &str, release: u64| {
        let body = serde_json::to_string(&heartbeat(kiosk, release)).expect("JSON");
        let request = serving.request(Method::POST, "heartbeat").body(body);
        assert_eq!(request.send().await.expect("an answer").status(), 204);
    };
    say("airport-1", 1).await;
    for of in [url.as_str(), text(&town.out())] {
        let (code, out, err) = status(of, &[]);
        assert_eq!(code, Some(0), "{of}: {out}{err}");
        assert!(
            out.contains("1 of 1 kiosks show what is published."),
            "{out}"
        );
    }
    town.release(&Channel::live()).await;
    for of in [url.as_str(), text(&town.out())] {
        let (code, out, _) = status(of, &["--format", "json"]);
        assert_eq!(code, Some(1), "{of}");
        let status: Value = serde_json::from_str(&out).expect("JSON");
        assert_eq!(status["published"]["live"]["release"], 2);
        assert_eq!(status["kiosks"][0]["state"], "behind");
        assert_eq!(status["kiosks"][0]["heartbeat"]["kiosk"], "airport-1");
    }
    say("airport-1", 2).await;
    assert_eq!(status(&url, &[]).0, Some(0));
}

#[tokio::test]
async fn only_this_machine_is_told() {
    let town = Town::published().await;
    let forwarded = async |serving: &Here, name: &str| {
        let get = client().get(serving.url("status.json"));
        let answer = get.header(name, "192.0.2.1").send().await;
        answer.expect("an answer").status()
    };
    let closed = Here::start(Options::new(town.out())).await;
    let get = client().get(closed.url("status.json")).send().await;
    assert_eq!(get.expect("an answer").status(), 200);
    for name in ["x-forwarded-for", "forwarded", "x-real-ip", "via"] {
        assert_eq!(forwarded(&closed, name).await, 403, "{name}");
    }
    closed.ended().await;

    let open = Here::start(Options {
        open_status: true,
        ..Options::new(town.out())
    })
    .await;
    assert_eq!(forwarded(&open, "x-forwarded-for").await, 200);
    open.ended().await;
}

#[test]
fn what_cannot_be_asked_is_said() {
    let (code, _, err) = status("no/such/folder", &[]);
    assert_eq!(code, Some(1));
    assert!(err.contains("no/such/folder is not a folder"), "{err}");
    for forgotten in ["127.0.0.1:8080", "localhost:8080", "s3://town/kiosks"] {
        let (code, _, err) = status(forgotten, &[]);
        assert_eq!(code, Some(1));
        assert!(
            err.contains("one like http://127.0.0.1:8080 is needed"),
            "{err}"
        );
    }

    // A port that was free an instant ago.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    let (code, _, err) = status(&format!("http://{address}"), &[]);
    assert_eq!(code, Some(1));
    assert!(
        err.contains("cannot reach") && err.contains("legeplads-desk serve"),
        "{err}"
    );
}
