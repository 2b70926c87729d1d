//! The short way to a manifest: taken where it leads there, and never a way to anything else.

use legeplads_sync::{Outcome, run};
use legeplads_trust::{Digest, layout, limits};

use crate::content::Content;
use crate::server::{Reply, Server};
use crate::support::{again_and_again, assert_unreachable, numbers, on_glass, round, until};

/// The second release, with other words on a card.
fn second() -> Content {
    Content::tiny()
        .version(2)
        .edit("feed.ron", "Feed(", "Feed( ")
}

/// How often each of these was asked for since the first release was here.
async fn asked<const N: usize>(server: &Server, paths: [&str; N]) -> [usize; N] {
    let asked = server.asked();
    paths.map(|path| asked.iter().filter(|asked| asked.path == path).count())
}

/// A kiosk that has the first release on its glass.
async fn with_the_first(server: &Server) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    server.publish(&Content::tiny()).await;
    assert_eq!(round(server, dir.path()).await, Outcome::Updated);
    on_glass(dir.path(), 1);
    dir
}

#[tokio::test]
async fn who_has_the_release_before_fetches_what_is_other() {
    let server = Server::start().await;
    let dir = with_the_first(&server).await;
    let second = second();
    let (from, delta) = second.after(&Content::tiny());
    let path = server.publish_with(&second, from, &delta).await;
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    assert_eq!(numbers(dir.path()), [Some(2), Some(1), None]);
    let asked = asked(
        &server,
        [&path, &second.manifest_blob(), &second.blob("feed.ron")],
    )
    .await;
    assert_eq!(asked, [1, 0, 0], "the document came along");
}

/// The list is right, and the document behind it is not: it is fetched by itself.
#[tokio::test]
async fn a_document_that_came_along_wrong_is_fetched() {
    let server = Server::start().await;
    let dir = with_the_first(&server).await;
    let second = second();
    let (from, mut delta) = second.after(&Content::tiny());
    let last = delta.last_mut().expect("not empty");
    *last ^= 1;
    let path = server.publish_with(&second, from, &delta).await;
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    let asked = asked(
        &server,
        [&path, &second.manifest_blob(), &second.blob("feed.ron")],
    )
    .await;
    assert_eq!(asked, [1, 0, 1]);
}

#[tokio::test]
async fn who_missed_a_release_fetches_the_whole_list() {
    let server = Server::start().await;
    let dir = with_the_first(&server).await;
    let second = second();
    let third = second.clone().version(3);
    let (from, delta) = third.after(&second);
    let path = server.publish_with(&third, from, &delta).await;
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    assert_eq!(numbers(dir.path()), [Some(3), Some(1), None]);
    let asked = asked(&server, [&path, &third.manifest_blob()]).await;
    assert_eq!(asked, [0, 1]);
}

/// A desk's own mistakes, or its thief's: all signed.
#[tokio::test]
async fn one_that_leads_elsewhere_costs_a_request_and_no_more() {
    let (_, good) = second().after(&Content::tiny());
    let end = good.iter().position(|byte| *byte == 0).expect("a document");
    let text = String::from_utf8(good[..end].to_vec()).expect("text");
    let lies = [
        text.replace("version: 2", "version: 9").into_bytes(),
        good[..end / 2].to_vec(),
        [b"Delta(manifest: ".as_slice(), &[b'('; 500]].concat(),
        b"<html>Log in".to_vec(),
        vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xed, 0xc1],
        Vec::new(),
    ];
    for lie in lies {
        let server = Server::start().await;
        let dir = with_the_first(&server).await;
        let second = second();
        let from = Digest::of(Content::tiny().manifest().as_bytes());
        let path = server.publish_with(&second, from, &lie).await;
        assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
        assert_eq!(numbers(dir.path()), [Some(2), Some(1), None]);
        let asked = asked(&server, [&path, &second.manifest_blob()]).await;
        assert_eq!(asked, [1, 1]);
    }
}

#[tokio::test]
async fn one_that_does_not_come_as_it_was_signed_is_done_without() {
    let lies = [
        Reply::Status(404),
        Reply::Status(500),
        Reply::Endless,
        Reply::Bytes(b"another".to_vec()),
        Reply::Cut(b"Delta(".to_vec()),
        Reply::Redirect("/nowhere".to_owned()),
    ];
    for lie in lies {
        let server = Server::start().await;
        let dir = with_the_first(&server).await;
        let second = second();
        let (from, delta) = second.after(&Content::tiny());
        let path = server.publish_with(&second, from, &delta).await;
        server.set(&path, lie);
        assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
        assert_eq!(numbers(dir.path()), [Some(2), Some(1), None]);
    }
}

/// The manifest itself is asked for in the next round, lest one blob that never comes keep a release
/// away.
#[tokio::test]
async fn a_server_that_has_too_much_to_do_is_not_asked_for_more() {
    let server = Server::start().await;
    let dir = with_the_first(&server).await;
    let second = second();
    let (from, delta) = second.after(&Content::tiny());
    let path = server.publish_with(&second, from, &delta).await;
    server.set(&path, Reply::Status(429));
    assert_unreachable(&round(&server, dir.path()).await, "too much to do");
    let paths = [path.as_str(), &second.manifest_blob(), layout::TIMESTAMP];
    assert_eq!(asked(&server, paths).await[..2], [1, 0]);

    let there = until(|| numbers(dir.path())[0] == Some(2));
    let outcome = run(again_and_again(&server, dir.path()), there).await;
    assert_eq!(outcome.expect("it begins"), Outcome::Stopped);
    let [delta, manifest, timestamp] = asked(&server, paths).await;
    assert_eq!([delta, manifest], [1, 1]);
    assert!(timestamp >= 2, "{timestamp}");
}

#[tokio::test]
async fn one_that_is_longer_than_any_is_not_asked_for() {
    let server = Server::start().await;
    let dir = with_the_first(&server).await;
    let second = second();
    let (from, mut delta) = second.after(&Content::tiny());
    delta.resize(limits::DELTA_BYTES as usize + 1, b' ');
    let path = server.publish_with(&second, from, &delta).await;
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    let asked = asked(&server, [&path, &second.manifest_blob()]).await;
    assert_eq!(asked, [0, 1]);
}
