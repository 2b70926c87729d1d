//! Who signed, and what the courier remembers of it.

use std::sync::Arc;

use jiff::Timestamp;
use legeplads_store::View;
use legeplads_sync::{Options, Outcome, run};
use legeplads_trust::layout;

use crate::content::Content;
use crate::server::{NOW, Reply, Server};
use crate::support::{Fixed, assert_refused, numbers, options, round, run_once, words};

#[tokio::test]
async fn another_places_signatures_count_for_nothing() {
    let (ours, theirs) = (Server::start().await, Server::start().await);
    let dir = tempfile::tempdir().expect("a folder");
    theirs.publish(&Content::tiny()).await;
    let outcome = run_once(Options {
        root: ours.root(),
        ..options(&theirs, dir.path())
    })
    .await;
    assert_refused(&outcome, "is not signed by those who may sign it");
    assert_eq!(numbers(dir.path()), [None, None, None]);
    let refusals = View::open(dir.path()).refusals().expect("readable");
    assert_eq!(refusals[0].why, words(&outcome));
    assert!(!refusals[0].for_good);
    assert_eq!(theirs.blobs(), <[String; 0]>::default());
}

#[tokio::test]
async fn garbled_metadata_is_refused() {
    for path in [
        layout::TIMESTAMP.to_owned(),
        layout::versioned(2, "snapshot"),
    ] {
        let server = Server::start().await;
        let dir = tempfile::tempdir().expect("a folder");
        server.publish(&Content::tiny()).await;
        let mut bytes = server.file(&path);
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        server.set(&path, Reply::Bytes(bytes));
        let outcome = round(&server, dir.path()).await;
        assert!(matches!(outcome, Outcome::Refused(_)), "{path}: {outcome}");
    }
}

#[tokio::test]
async fn endless_metadata_is_given_up() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    server.publish(&Content::tiny()).await;
    server.set_metadata(&Reply::Endless);
    let outcome = round(&server, dir.path()).await;
    assert_refused(&outcome, "bytes");
    server.set(layout::TIMESTAMP, Reply::Endless);
    let outcome = round(&server, dir.path()).await;
    assert_refused(&outcome, "has more than the 65536 bytes that it may have");
}

/// What was true yesterday is replayed to a kiosk that has seen today's, although it refused
/// today's release and was restarted since.
#[tokio::test]
async fn versions_stay_advanced_when_the_release_is_refused() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    server.publish(&Content::tiny()).await;
    let yesterday = server.file(layout::TIMESTAMP);
    let bad = Content::tiny()
        .version(2)
        .edit("feed.ron", "Feed(", "Feet(");
    server.publish(&bad).await;
    assert_refused(&round(&server, dir.path()).await, "feed.ron:1:");

    server.set(layout::TIMESTAMP, Reply::Bytes(yesterday));
    let outcome = round(&server, dir.path()).await;
    assert_refused(
        &outcome,
        "goes back behind what this kiosk has already accepted",
    );
    assert_eq!(numbers(dir.path()), [None, None, None]);
}

#[tokio::test]
async fn what_expired_is_refused_by_a_clock_that_is_vouched_for_and_taken_by_one_that_is_not() {
    let later = |days: i64, is_synced| {
        let hours = jiff::SignedDuration::from_hours(24 * days);
        Arc::new(Fixed {
            now: NOW.checked_add(hours).expect("a time"),
            is_synced,
        })
    };
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    server.publish(&Content::tiny()).await;
    let outcome = run_once(Options {
        machine: later(8, true),
        ..options(&server, dir.path())
    })
    .await;
    assert_refused(&outcome, "was good until");
    let outcome = run_once(Options {
        machine: later(8, false),
        ..options(&server, dir.path())
    })
    .await;
    assert_eq!(outcome, Outcome::Updated);
}

/// The clock is in 1970, in 2038, in 2099 and back, and every release comes.
#[tokio::test]
async fn no_clock_keeps_a_release_away() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let clocks = [
        "1970-01-01T00:00:03Z",
        "2038-01-19T03:14:08Z",
        "2099-12-31T23:59:59Z",
        "2026-12-01T00:00:00Z",
        "1970-01-01T00:00:03Z",
    ];
    for (clock, version) in clocks.into_iter().zip(1..) {
        server.publish(&Content::tiny().version(version)).await;
        let now: Timestamp = clock.parse().expect("a time");
        let outcome = run_once(Options {
            machine: Arc::new(Fixed {
                now,
                is_synced: false,
            }),
            ..options(&server, dir.path())
        })
        .await;
        assert_eq!(outcome, Outcome::Updated, "{clock}");
    }
}

#[tokio::test]
async fn a_root_that_is_none_is_told_at_once() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let begin = async |root| {
        let options = Options {
            root,
            ..options(&server, dir.path())
        };
        let error = run(options, std::future::pending()).await;
        error.expect_err("it has no root").to_string()
    };
    let missing = dir.path().join("no-root.json");
    let words = begin(missing.clone()).await;
    assert!(words.contains("no-root.json"), "{words}");
    assert!(words.contains("keys init"), "{words}");
    std::fs::write(&missing, "{}").expect("written");
    let words = begin(missing).await;
    assert!(words.contains("no-root.json"), "{words}");
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn trust_that_was_lost_is_not_begun_anew_by_itself() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    server.publish(&Content::tiny()).await;
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    for file in std::fs::read_dir(dir.path().join("trust")).expect("a folder") {
        std::fs::write(file.expect("a file").path(), "torn").expect("written");
    }
    let error = run(options(&server, dir.path()), std::future::pending()).await;
    let words = error.expect_err("nothing is remembered").to_string();
    assert!(words.contains("trust"), "{words}");
}
