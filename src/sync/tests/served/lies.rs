//! A server, or somebody on the way to it, that lies about blobs. Nothing of it reaches `pending`.

use std::time::Duration;

use legeplads_store::{Release, Slot, View};
use legeplads_sync::http::Patience;
use legeplads_sync::{Options, Outcome};
use legeplads_trust::layout;

use crate::content::{Content, png, png_promise};
use crate::server::{Reply, Server};
use crate::support::{
    address, assert_refused, assert_unreachable, numbers, options, round, run_once, words,
};

/// Release 1 is taken; then the server lies about release 2 as `lie` says. Gives the courier's
/// words.
async fn refusal(lie: impl AsyncFnOnce(&Server, &Content)) -> Outcome {
    refusal_of(Patience::default(), lie).await
}

async fn refusal_of(patience: Patience, lie: impl AsyncFnOnce(&Server, &Content)) -> Outcome {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    server.publish(&Content::tiny()).await;
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);

    let second = Content::tiny()
        .version(2)
        .edit("feed.ron", "Lilleby Kommune", "Storby Kommune");
    server.publish(&second).await;
    lie(&server, &second).await;
    let outcome = run_once(Options {
        patience,
        ..options(&server, dir.path())
    })
    .await;
    assert_eq!(numbers(dir.path()), [Some(1), None, None], "{outcome}");
    Release::open(&View::open(dir.path()), Slot::Pending).expect("release 1 is whole");
    outcome
}

/// Another answer about release 2's `feed.ron`.
async fn about_a_document(reply: impl FnOnce(Vec<u8>) -> Reply) -> Outcome {
    refusal(async |server, second| {
        let path = second.blob("feed.ron");
        let reply = reply(server.file(&path));
        server.set(&path, reply);
    })
    .await
}

/// Another answer about release 2's manifest.
async fn about_the_manifest(reply: impl FnOnce(Vec<u8>) -> Reply) -> Outcome {
    refusal(async |server, second| {
        let path = second.manifest_blob();
        let reply = reply(server.file(&path));
        server.set(&path, reply);
    })
    .await
}

fn changed(mut bytes: Vec<u8>) -> Reply {
    bytes[0] ^= 1;
    Reply::Bytes(bytes)
}

fn page(_: Vec<u8>) -> Reply {
    Reply::Bytes(b"\n<!DOCTYPE html><title>Welcome to our Wi-Fi</title>".to_vec())
}

#[tokio::test]
async fn garbled() {
    let outcome = about_a_document(changed).await;
    assert_refused(&outcome, "feed.ron came wrong: its SHA-256 is");
    let outcome = about_the_manifest(changed).await;
    assert_refused(&outcome, "manifest came wrong: its SHA-256 is");
}

#[tokio::test]
async fn longer_and_shorter() {
    let longer = |mut bytes: Vec<u8>| {
        bytes.push(b' ');
        Reply::Bytes(bytes)
    };
    let outcome = about_a_document(longer).await;
    assert_refused(&outcome, "feed.ron came wrong: it is longer than");
    let outcome = about_the_manifest(longer).await;
    assert_refused(&outcome, "it is longer than");
    let shorter = |bytes: Vec<u8>| Reply::Bytes(bytes[..5].to_vec());
    let outcome = about_a_document(shorter).await;
    assert_refused(&outcome, "feed.ron came wrong: it has 5 bytes");
    let outcome = about_the_manifest(shorter).await;
    assert_refused(&outcome, "manifest came wrong");
}

#[tokio::test]
async fn endless() {
    let outcome = about_a_document(|_| Reply::Endless).await;
    assert_refused(&outcome, "feed.ron came wrong: it is longer than");
    let outcome = about_the_manifest(|_| Reply::Endless).await;
    assert_refused(&outcome, "it is longer than");
}

#[tokio::test]
async fn cut() {
    let half = |bytes: Vec<u8>| Reply::Cut(bytes[..20].to_vec());
    assert_unreachable(&about_a_document(half).await, "");
    assert_unreachable(&about_the_manifest(half).await, "");
}

/// The lie is one of time, and is borne only for so long.
async fn impatient(lie: impl AsyncFnOnce(&Server, &Content)) -> Outcome {
    let patience = Patience {
        silence: Duration::from_millis(300),
        whole: Duration::from_millis(600),
        ..Patience::default()
    };
    refusal_of(patience, lie).await
}

#[tokio::test]
async fn slow() {
    // Never silent for as long as silence is borne, and yet without end.
    let trickle = |server: &Server, path: &str| {
        let bytes = server.file(path);
        server.set(path, Reply::Trickle(bytes, Duration::from_millis(50)));
    };
    let outcome = impatient(async |server, second| trickle(server, &second.blob("feed.ron"))).await;
    assert_unreachable(&outcome, "timed out");
    let outcome = impatient(async |server, second| trickle(server, &second.manifest_blob())).await;
    assert_unreachable(&outcome, "timed out");
    let outcome = impatient(async |server, _| trickle(server, layout::TIMESTAMP)).await;
    assert_unreachable(&outcome, "timed out");
}

#[tokio::test]
async fn silent() {
    let outcome = impatient(async |server, second| {
        server.set(&second.blob("feed.ron"), Reply::Silence);
    })
    .await;
    assert_unreachable(&outcome, "timed out");
    let outcome = impatient(async |server, _| server.set_metadata(&Reply::Silence)).await;
    assert_unreachable(&outcome, "timed out");
}

#[tokio::test]
async fn a_web_page_in_between() {
    let words = "a web page came instead of";
    assert_unreachable(&about_a_document(page).await, words);
    assert_unreachable(&about_the_manifest(page).await, words);
    let outcome = refusal(async |server, _| server.set(layout::TIMESTAMP, page(Vec::new()))).await;
    assert_unreachable(&outcome, "look whether the network asks for a log-in");
    let outcome = refusal(async |server, _| server.set_metadata(&page(Vec::new()))).await;
    assert_unreachable(&outcome, words);
}

#[tokio::test]
async fn a_captive_portal_that_leads_elsewhere() {
    let outcome = refusal(async |server, _| {
        let portal = server.address.replace("/feed", "/welcome");
        server.set("/welcome", page(Vec::new()));
        server.set(layout::TIMESTAMP, Reply::Redirect(portal));
    })
    .await;
    assert_unreachable(
        &outcome,
        "a web page came instead of metadata/timestamp.json",
    );
}

#[tokio::test]
async fn led_in_circles() {
    let outcome = refusal(async |server, _| {
        let here = format!("{}/{}", server.address, layout::TIMESTAMP);
        server.set(layout::TIMESTAMP, Reply::Redirect(here));
    })
    .await;
    assert_unreachable(&outcome, "too many redirects");
}

#[tokio::test]
async fn nothing_there() {
    let outcome =
        refusal(async |server, _| server.set(layout::TIMESTAMP, Reply::Status(404))).await;
    assert_unreachable(&outcome, "404");
    let outcome = about_a_document(|_| Reply::Status(404)).await;
    assert_refused(&outcome, "feed.ron is not on the server");
    let outcome = about_the_manifest(|_| Reply::Status(404)).await;
    assert_refused(&outcome, "manifest is not on the server");
    let outcome = about_a_document(|_| Reply::Status(503)).await;
    assert_unreachable(&outcome, "503");
    assert_unreachable(&outcome, "out of order");
}

#[tokio::test]
async fn a_server_that_is_not_there() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    // Bound but not listening: nobody answers there, and nobody else can take the port.
    let silent = tokio::net::TcpSocket::new_v4().expect("a socket");
    silent
        .bind("127.0.0.1:0".parse().expect("an address"))
        .expect("a port");
    let nobody = format!("http://{}/feed", silent.local_addr().expect("an address"));
    let outcome = run_once(Options {
        feed: address(&nobody),
        ..options(&server, dir.path())
    })
    .await;
    assert_unreachable(&outcome, "error sending request");
    assert!(
        words(&outcome).contains("refused"),
        "the cause is told: {outcome}"
    );
}

#[tokio::test]
async fn content_with_a_fault_names_the_place() {
    let outcome = refusal(async |server, second| {
        let bad = second
            .clone()
            .edit("feed.ron", "\"tower\", ", "\"no-such-stop\", ");
        server.publish(&bad).await;
    })
    .await;
    assert_refused(&outcome, "no-such-stop");
    assert_refused(&outcome, "feed.ron:");
}

#[tokio::test]
async fn another_feed_than_the_manifest_says() {
    let outcome = refusal(async |server, second| {
        let bad = second
            .clone()
            .edit("feed.ron", "id: \"tiny\"", "id: \"huge\"");
        server.publish(&bad).await;
    })
    .await;
    assert_refused(&outcome, "its feed.ron says \"huge\"");
}

#[tokio::test]
async fn pictures_that_would_take_a_screen_down() {
    let lies = [
        (png_promise(4096, 4096), 4096, 4096, "it is damaged"),
        (
            png_promise(4097, 16),
            16,
            12,
            "it is 4097 × 16 pixels; at most 4096",
        ),
        (
            png_promise(60_000, 60_000),
            16,
            12,
            "it is 60000 × 60000 pixels",
        ),
        (
            png(16, 12, 9),
            12,
            16,
            "it is 16 × 12 pixels, and the manifest says 12 × 16",
        ),
        (png(16, 12, 9)[..40].to_vec(), 16, 12, "it is damaged"),
        (b"GIF89a".to_vec(), 16, 12, "it is no PNG"),
    ];
    for (bytes, width, height, why) in lies {
        let outcome = refusal(async |server, second| {
            let bad = second.clone().picture(bytes, width, height);
            server.publish(&bad).await;
        })
        .await;
        assert_refused(&outcome, why);
        assert_refused(&outcome, "media/");
    }
}

#[tokio::test]
async fn light_that_is_no_scene() {
    let lies = [
        (b"LgpS\x01\x00".to_vec(), "the scene is cut off"),
        (b"no light".to_vec(), "this is no baked scene"),
    ];
    for (bytes, why) in lies {
        let outcome = refusal(async |server, second| {
            let bad = second.clone().scene("scenes/island/landscape", bytes);
            server.publish(&bad).await;
        })
        .await;
        assert_refused(&outcome, why);
        assert_refused(&outcome, "scenes/island/landscape");
    }
}

#[tokio::test]
async fn what_came_wrong_once_may_come_right_the_next_time() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let content = Content::tiny();
    server.publish(&content).await;
    let path = content.blob("feed.ron");
    server.set(&path, changed(server.file(&path)));
    assert_refused(&round(&server, dir.path()).await, "feed.ron came wrong");
    let refusals = View::open(dir.path()).refusals().expect("readable");
    assert!(!refusals[0].stands());

    server.publish(&content).await;
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    assert_eq!(View::open(dir.path()).refusals().expect("readable"), []);
}
