//! Whole rounds against a server that serves well.

use std::pin::pin;
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use legeplads_store::{Release, Slot, Store, Unusable, View};
use legeplads_sync::{Options, Outcome, run};
use legeplads_trust::layout;

use crate::content::Content;
use crate::server::{Reply, Server};
use crate::support::{
    again_and_again, assert_refused, numbers, on_glass, options, round, run_once, until, words,
};

#[tokio::test]
async fn only_what_changed_is_fetched() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let first = Content::tiny();
    server.publish(&first).await;
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    let files = first.documents.len() + first.media.len();
    assert_eq!(server.blobs().len(), files + 1);

    assert_eq!(round(&server, dir.path()).await, Outcome::UpToDate);
    let asked: Vec<_> = server.asked().into_iter().map(|asked| asked.path).collect();
    assert_eq!(asked, [layout::TIMESTAMP.to_owned(), layout::root(2)]);

    on_glass(dir.path(), 1);
    let second = first
        .version(2)
        .edit("feed.ron", "Lilleby Kommune", "Storby Kommune");
    server.publish(&second).await;
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    let expected = [second.manifest_blob(), second.blob("feed.ron")];
    assert_eq!(server.blobs(), expected);
    assert_eq!(numbers(dir.path()), [Some(2), Some(1), None]);

    let release = Release::open(&View::open(dir.path()), Slot::Pending).expect("whole");
    let feed = legeplads_feed::read(&release.documents)
        .feed
        .expect("a good feed");
    assert_eq!(feed.name.get(&feed.languages[0]), "Storby Kommune");
}

/// Whatever it was that the server would not give: the next question comes when it wishes.
#[tokio::test]
async fn a_server_that_asks_to_be_left_alone_is() {
    let first = Content::tiny();
    let snapshot = layout::versioned(2, "snapshot");
    let paths = [
        layout::TIMESTAMP.to_owned(),
        snapshot,
        first.manifest_blob(),
        first.blob("feed.ron"),
    ];
    join_all(paths.map(async |path| {
        let server = Server::start().await;
        let dir = tempfile::tempdir().expect("a folder");
        server.publish(&first).await;
        server.set(&path, Reply::BusyOnce(503, 1));
        let began = Instant::now();
        let there = until(|| numbers(dir.path())[0] == Some(1));
        let outcome = run(again_and_again(&server, dir.path()), there).await;
        assert_eq!(outcome.expect("it begins"), Outcome::Stopped);
        assert!(began.elapsed() >= Duration::from_secs(1), "{path}");
        let asked = server.asked();
        let rounds = asked.iter().filter(|asked| asked.path == layout::TIMESTAMP);
        assert_eq!(rounds.count(), 2, "{path}");
        assert_eq!(asked.iter().filter(|asked| asked.path == path).count(), 2);
    }))
    .await;
}

#[tokio::test]
async fn light_of_a_newer_desk_is_no_fault() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let newer = Content::tiny().scene("scenes/island/landscape", b"LgpS\xff\x00".to_vec());
    server.publish(&newer).await;
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    let release = Release::open(&View::open(dir.path()), Slot::Pending).expect("whole");
    assert!(release.blobs.contains_key("scenes/island/landscape"));
}

#[tokio::test]
async fn a_courier_that_goes_on_asks_with_the_tag_and_sees_the_glass() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    server.publish(&Content::tiny()).await;
    on_glass(dir.path(), 1);
    let options = again_and_again(&server, dir.path());
    let mut with_tag = 0;
    let mut refreshes = 0;
    // Several questions after release 1 became current: they must have been answered 304, or the
    // metadata would have been asked for again.
    let settled = until(|| {
        for asked in server.asked() {
            with_tag += usize::from(asked.tag.is_some());
            refreshes += usize::from(asked.path == layout::root(2));
        }
        with_tag >= 5 && numbers(dir.path()) == [None, Some(1), None]
    });
    let outcome = run(options, settled).await.expect("it begins");
    assert_eq!(outcome, Outcome::Stopped);
    assert_eq!(refreshes, 1);
}

#[tokio::test]
async fn a_renewal_brings_no_new_release() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    server.publish(&Content::tiny()).await;
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    server.renew().await;
    server.asked();
    assert_eq!(round(&server, dir.path()).await, Outcome::UpToDate);
    assert_eq!(server.blobs(), <[String; 0]>::default());
}

#[tokio::test]
async fn each_channel_has_its_own_release() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let booth = || Options {
        channel: "booth".parse().expect("a channel"),
        ..options(&server, dir.path())
    };
    server.publish(&Content::tiny().version(7)).await;
    assert_refused(
        &run_once(booth()).await,
        "nothing is published on this channel",
    );
    assert_eq!(numbers(dir.path()), [None, None, None]);
    let channel = booth().channel;
    server
        .publish_on(&channel, &Content::tiny().version(3))
        .await;
    assert_eq!(run_once(booth()).await, Outcome::Updated);
    assert_eq!(numbers(dir.path()), [Some(3), None, None]);
    assert_eq!(View::open(dir.path()).refusals().expect("readable"), []);
}

#[tokio::test]
async fn a_takedown_goes_the_same_way() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    server.publish(&Content::tiny()).await;
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    on_glass(dir.path(), 1);
    let takedown = Content::nothing(2);
    server.publish(&takedown).await;
    server.asked();
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    assert_eq!(server.blobs(), [takedown.manifest_blob()]);
    assert_eq!(numbers(dir.path()), [Some(2), Some(1), None]);
    let opened = Release::open(&View::open(dir.path()), Slot::Pending);
    assert!(matches!(opened, Err(Unusable::Withdrawn(_))), "{opened:?}");
}

#[tokio::test]
async fn an_older_release_and_another_feed() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    server.publish(&Content::tiny().version(5)).await;
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    server.publish(&Content::tiny().version(4)).await;
    let outcome = round(&server, dir.path()).await;
    assert_refused(&outcome, "release 5 is here already");
    let other = Content {
        feed: "aalborg".into(),
        ..Content::tiny().version(6)
    };
    server.publish(&other).await;
    let outcome = round(&server, dir.path()).await;
    assert_refused(&outcome, "\"aalborg\" is offered");
    assert_eq!(numbers(dir.path()), [Some(5), None, None]);

    // Neither is held against the next good release, and both are struck out with it.
    server.publish(&Content::tiny().version(6)).await;
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    assert_eq!(View::open(dir.path()).refusals().expect("readable"), []);
}

#[tokio::test]
async fn what_is_bad_in_itself_is_remembered_and_fetched_no_more() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let broken = Content::tiny().edit("feed.ron", "Feed(", "Feed(((");
    server.publish(&broken).await;
    let outcome = round(&server, dir.path()).await;
    assert_refused(&outcome, "feed.ron:1:");
    assert_eq!(numbers(dir.path()), [None, None, None]);

    let refusals = View::open(dir.path()).refusals().expect("readable");
    assert_eq!(refusals.len(), 1);
    assert_eq!(refusals[0].release, Some(1));
    assert!(refusals[0].stands());
    assert_eq!(refusals[0].why, words(&outcome));

    // The next courier remembers it, and fetches nothing.
    server.asked();
    let again = round(&server, dir.path()).await;
    assert_eq!(again, outcome);
    assert_eq!(server.blobs(), <[String; 0]>::default());

    // Mended and published again, it comes.
    server.publish(&Content::tiny().version(2)).await;
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    assert_eq!(numbers(dir.path()), [Some(2), None, None]);
}

#[tokio::test]
async fn a_lost_file_of_the_current_release_is_fetched_again() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let content = Content::tiny();
    server.publish(&content).await;
    round(&server, dir.path()).await;
    on_glass(dir.path(), 1);
    assert_eq!(round(&server, dir.path()).await, Outcome::UpToDate);
    for lost in [content.blob("feed.ron"), content.manifest_blob()] {
        std::fs::remove_file(dir.path().join(&lost)).expect("removed");
        assert!(View::open(dir.path()).best().is_none());
        server.asked();
        assert_eq!(round(&server, dir.path()).await, Outcome::UpToDate);
        assert_eq!(server.blobs(), [lost]);
    }
    assert!(View::open(dir.path()).best().is_some());
}

#[tokio::test]
async fn two_couriers_do_not_share_a_store() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let _first = Store::open(dir.path()).expect("opened");
    let error = run(options(&server, dir.path()), std::future::pending()).await;
    let words = error.expect_err("two at once").to_string();
    assert!(words.contains("another courier is at work"), "{words}");
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn a_lock_that_goes_with_the_dead_is_waited_for() {
    let server = Server::start().await;
    server.publish(&Content::tiny()).await;
    let dir = tempfile::tempdir().expect("a folder");
    let dying = Store::open(dir.path()).expect("opened");
    let mut next = pin!(run(options(&server, dir.path()), std::future::pending()));
    tokio::select! {
        biased;
        ended = &mut next => panic!("it does not wait: {ended:?}"),
        () = std::future::ready(()) => {}
    }
    drop(dying);
    assert_eq!(next.await.expect("opened"), Outcome::Updated);
}
