//! Hints: they make a release come at once, and never stand in for it.

use std::path::Path;
use std::time::Duration;

use legeplads_sync::http::Patience;
use legeplads_sync::{Options, Outcome, run};
use legeplads_trust::layout;

use crate::content::Content;
use crate::server::{Reply, Server};
use crate::support::{numbers, options, until};

/// A courier that hears hints, and would ask by itself only in an hour.
fn listening(server: &Server, store: &Path) -> Options {
    Options {
        once: false,
        push: true,
        poll: Duration::from_secs(7200),
        patience: Patience {
            hush: Duration::from_millis(500),
            again: Duration::from_millis(20),
            ..Patience::default()
        },
        ..options(server, store)
    }
}

fn release(server: &Server) -> String {
    let version = server.version();
    format!(
        "event: release\ndata: {{\"channel\":\"live\",\"version\":{version},\"spread_ms\":0}}\n\n"
    )
}

/// Release 1 has come, and the courier listens. Then what `then` says.
async fn once_it_listens(then: impl AsyncFnOnce(&Server, &Path)) {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    server.publish(&Content::tiny()).await;
    let done = async {
        until(|| numbers(dir.path())[0] == Some(1) && server.listeners() == 1).await;
        then(&server, dir.path()).await;
    };
    let outcome = run(listening(&server, dir.path()), done).await;
    assert_eq!(outcome.expect("it begins"), Outcome::Stopped);
}

#[tokio::test]
async fn a_hint_brings_a_release_at_once() {
    once_it_listens(async |server, store| {
        server.publish(&Content::tiny().version(2)).await;
        server.say(&release(server));
        until(|| numbers(store)[0] == Some(2)).await;
    })
    .await;
}

/// nginx makes tags of seconds and lengths: a hint must not be answered out of one.
#[tokio::test]
async fn a_hint_is_followed_without_the_tag() {
    once_it_listens(async |server, store| {
        server.publish(&Content::tiny().version(2)).await;
        let same = Reply::OneTag(server.file(layout::TIMESTAMP));
        server.set(layout::TIMESTAMP, same);
        server.say(&release(server));
        until(|| numbers(store)[0] == Some(2)).await;

        server.asked();
        server.publish(&Content::tiny().version(3)).await;
        let same = Reply::OneTag(server.file(layout::TIMESTAMP));
        server.set(layout::TIMESTAMP, same);
        server.say(&release(server));
        until(|| numbers(store)[0] == Some(3)).await;
        let asked = server.asked();
        let about = asked.iter().find(|asked| asked.path == layout::TIMESTAMP);
        assert_eq!(about.expect("it was asked for").tag, None);
    })
    .await;
}

#[tokio::test]
async fn a_line_that_breaks_or_falls_silent_is_taken_up_again() {
    once_it_listens(async |server, store| {
        // First by the server, then because nothing is said for longer than is borne.
        server.hang_up();
        let mut lines = 0;
        until(|| {
            let asked = server.asked();
            lines += asked.iter().filter(|asked| asked.path == "events").count();
            lines >= 3
        })
        .await;
        server.publish(&Content::tiny().version(2)).await;
        // The line may be down at the very instant: what counts is that it comes back.
        until(|| {
            server.say(&release(server));
            numbers(store)[0] == Some(2)
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn nonsense_ends_the_line_and_nothing_else() {
    once_it_listens(async |server, store| {
        server.asked();
        server.say(&"x".repeat(10_000));
        let mut lines = 0;
        until(|| {
            let asked = server.asked();
            lines += asked.iter().filter(|asked| asked.path == "events").count();
            lines >= 1 && server.listeners() == 1
        })
        .await;
        server.publish(&Content::tiny().version(2)).await;
        until(|| {
            server.say(&release(server));
            numbers(store)[0] == Some(2)
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_hint_for_another_channel_is_not_followed() {
    once_it_listens(async |server, store| {
        server.say(":\n\n");
        server.publish(&Content::tiny().version(2)).await;
        server.asked();
        let other = release(server).replace("live", "booth");
        server.say(&other);
        server.say(&release(server));
        until(|| numbers(store)[0] == Some(2)).await;
        let questions = server.asked();
        let questions = questions
            .iter()
            .filter(|asked| asked.path == layout::TIMESTAMP);
        assert_eq!(questions.count(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_server_without_events_is_polled() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    server.publish(&Content::tiny()).await;
    server.set("events", Reply::Status(404));
    let options = Options {
        poll: Duration::from_millis(40),
        ..listening(&server, dir.path())
    };
    let mut events = 0;
    let done = async {
        until(|| numbers(dir.path())[0] == Some(1)).await;
        server.publish(&Content::tiny().version(2)).await;
        until(|| {
            let asked = server.asked();
            events += asked.iter().filter(|asked| asked.path == "events").count();
            numbers(dir.path())[0] == Some(2) && events > 0
        })
        .await;
    };
    let outcome = run(options, done).await.expect("it begins");
    assert_eq!(outcome, Outcome::Stopped);
    assert_eq!(events, 1, "and not asked again and again");
}
