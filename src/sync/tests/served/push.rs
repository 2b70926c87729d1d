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
async fn a_line_that_breaks_is_taken_up_again() {
    once_it_listens(async |server, store| {
        server.publish(&Content::tiny().version(2)).await;
        server.greet(&release(server));
        server.hang_up();
        until(|| numbers(store)[0] == Some(2)).await;
    })
    .await;
}

#[tokio::test]
async fn a_line_of_nonsense_is_taken_up_again() {
    once_it_listens(async |server, store| {
        server.publish(&Content::tiny().version(2)).await;
        server.greet(&release(server));
        server.say(&"x".repeat(10_000));
        until(|| numbers(store)[0] == Some(2)).await;
    })
    .await;
}

#[tokio::test]
async fn a_line_that_falls_silent_is_taken_up_again() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    server.publish(&Content::tiny()).await;
    let mut options = listening(&server, dir.path());
    options.patience.hush = Duration::from_millis(200);
    let done = async {
        until(|| numbers(dir.path())[0] == Some(1) && server.listeners() == 1).await;
        server.publish(&Content::tiny().version(2)).await;
        server.greet(&release(&server));
        until(|| numbers(dir.path())[0] == Some(2)).await;
    };
    let outcome = run(options, done).await;
    assert_eq!(outcome.expect("it begins"), Outcome::Stopped);
}

#[tokio::test]
async fn a_hint_for_another_channel_is_not_followed() {
    once_it_listens(async |server, store| {
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
