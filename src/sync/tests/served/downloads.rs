//! Blobs: what a line costs that is cut, and how many bytes go over it.

use std::time::{Duration, Instant};

use legeplads_sync::{Options, Outcome};

use crate::content::{Content, noise};
use crate::server::{Reply, Server};
use crate::support::{address, assert_unreachable, numbers, on_glass, options, round, run_once};
use crate::wire::Wire;

/// A release with a picture of about 750 kB, published; and where that is served.
async fn large(server: &Server) -> (Content, String) {
    let content = Content::tiny().picture(noise(500, 500), 500, 500);
    server.publish(&content).await;
    let path = content.blob(&content.picture_path());
    (content, path)
}

/// The ranges that were asked of a blob.
fn ranges(server: &Server, path: &str) -> Vec<Option<String>> {
    let asked = server.asked().into_iter();
    let about = asked.filter(|asked| asked.path == path);
    about.map(|asked| asked.range).collect()
}

#[tokio::test]
async fn a_line_that_is_cut_late_is_taken_up_at_once() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let (_, path) = large(&server).await;
    server.set(&path, Reply::CutOnce(400_000));
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    let ranges = ranges(&server, &path);
    assert_eq!(ranges, [None, Some("bytes=400000-".to_owned())]);
}

#[tokio::test]
async fn a_line_that_is_cut_early_is_taken_up_the_next_time() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let (_, path) = large(&server).await;
    server.set(&path, Reply::CutOnce(20_000));
    assert_unreachable(&round(&server, dir.path()).await, "");
    assert_eq!(numbers(dir.path()), [None, None, None]);
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    let ranges = ranges(&server, &path);
    assert_eq!(ranges, [None, Some("bytes=20000-".to_owned())]);
}

#[tokio::test]
async fn a_server_without_ranges_sends_all_of_it() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let (_, path) = large(&server).await;
    let whole = server.file(&path);
    server.set(&path, Reply::CutOnce(20_000));
    assert_unreachable(&round(&server, dir.path()).await, "");
    server.set(&path, Reply::NoRange(whole));
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
}

#[tokio::test]
async fn a_beginning_that_came_garbled_is_fetched_anew() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let (content, path) = large(&server).await;
    server.set(&path, Reply::Cut(vec![7; 20_000]));
    assert_unreachable(&round(&server, dir.path()).await, "");
    server.publish(&content).await;
    server.asked();
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
    let ranges = ranges(&server, &path);
    assert_eq!(ranges, [Some("bytes=20000-".to_owned()), None]);
}

#[tokio::test]
async fn a_log_in_page_does_not_spoil_what_was_here() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let (content, path) = large(&server).await;
    server.set(&path, Reply::CutOnce(20_000));
    assert_unreachable(&round(&server, dir.path()).await, "");
    server.set(&path, Reply::NoRange(b"<html>Log in".to_vec()));
    assert_unreachable(&round(&server, dir.path()).await, "a web page came");
    server.publish(&content).await;
    assert_eq!(round(&server, dir.path()).await, Outcome::Updated);
}

/// Aim: at most 1.05 times the bytes that changed, and 8 KB.
#[tokio::test]
async fn little_more_goes_over_the_line_than_changed() {
    let server = Server::start().await;
    let wire = Wire::to(&server).await;
    let dir = tempfile::tempdir().expect("a folder");
    let over_the_wire = || Options {
        feed: address(&wire.address),
        ..options(&server, dir.path())
    };
    let first = Content::tiny();
    server.publish(&first).await;
    assert_eq!(run_once(over_the_wire()).await, Outcome::Updated);
    on_glass(dir.path(), 1);
    assert_eq!(run_once(over_the_wire()).await, Outcome::UpToDate);

    let small = first.version(2).edit("feed.ron", "Lilleby", "Storeby");
    let document = small.documents["feed.ron"].len();
    let cut = small.clone().version(3).picture(noise(500, 500), 500, 500);
    let picture = server_picture(&cut);
    for (release, changed, is_cut) in [(small, document, false), (cut, picture, true)] {
        server.publish(&release).await;
        if is_cut {
            let path = release.blob(&release.picture_path());
            server.set(&path, Reply::CutOnce(400_000));
        }
        wire.read_meter();
        assert_eq!(run_once(over_the_wire()).await, Outcome::Updated);
        on_glass(dir.path(), release.version);
        let changed = changed + release.manifest().len();
        let went = wire.read_meter();
        println!("{changed} bytes changed, {went} went over the line");
        let most = changed as f64 * 1.05 + 8.0 * 1024.0;
        assert!((went as f64) <= most, "{went} for {changed}");
        assert_eq!(run_once(over_the_wire()).await, Outcome::UpToDate);
    }
}

fn server_picture(content: &Content) -> usize {
    content.media[&content.picture_path()].0.len()
}

#[tokio::test]
async fn a_cap_on_bandwidth_is_kept() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let (content, _) = large(&server).await;
    let bytes = server_picture(&content) as f64;
    let began = Instant::now();
    let outcome = run_once(Options {
        bandwidth: Some(1_000_000),
        ..options(&server, dir.path())
    })
    .await;
    assert_eq!(outcome, Outcome::Updated);
    let least = Duration::from_secs_f64(bytes / 1_000_000.0);
    assert!(began.elapsed() >= least, "{:?}", began.elapsed());
}
