//! The program itself: exit codes, words, and when it ends.

use std::path::Path;
use std::process::{Command, Stdio};

use jiff::Timestamp;
use legeplads_store::Store;
use legeplads_trust::layout;

use crate::content::Content;
use crate::server::{Reply, Server};
use crate::support::{ended, numbers, program};

async fn once(server: &Server, store: &Path) -> (Option<i32>, String) {
    let mut command = program(&server.address, &server.root(), store);
    command.arg("--once");
    ended(command).await
}

#[tokio::test]
async fn one_round_tells_by_its_exit_code_how_it_went() {
    let server = Server::start_at(Timestamp::now()).await;
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    server.publish(&Content::tiny()).await;
    let (code, words) = once(&server, &store).await;
    assert_eq!(code, Some(0), "{words}");
    assert_eq!(numbers(&store), [Some(1), None, None]);
    let (code, words) = once(&server, &store).await;
    assert_eq!(code, Some(0), "{words}");

    let bad = Content::tiny()
        .version(2)
        .edit("feed.ron", "Feed(", "Feet(");
    server.publish(&bad).await;
    let (code, words) = once(&server, &store).await;
    assert_eq!(code, Some(3), "{words}");
    assert!(
        words.contains("legeplads-sync: refused: feed.ron:1:1"),
        "{words}"
    );

    server.set(layout::TIMESTAMP, Reply::Status(500));
    let (code, words) = once(&server, &store).await;
    assert_eq!(code, Some(4), "{words}");
    assert!(words.contains("legeplads-sync: unreachable:"), "{words}");
    assert!(words.contains("500"), "{words}");
}

#[tokio::test]
async fn a_second_one_is_turned_away() {
    let server = Server::start_at(Timestamp::now()).await;
    let dir = tempfile::tempdir().expect("a folder");
    let _first = Store::open(dir.path()).expect("opened");
    let (code, words) = once(&server, dir.path()).await;
    assert_eq!(code, Some(1), "{words}");
    assert!(words.contains("another courier is at work"), "{words}");
}

#[tokio::test]
async fn a_child_ends_when_its_parent_lets_go() {
    let server = Server::start_at(Timestamp::now()).await;
    let dir = tempfile::tempdir().expect("a folder");
    server.publish(&Content::tiny()).await;
    let mut command = program(&server.address, &server.root(), dir.path());
    command.arg("--child").stdin(Stdio::piped());
    let mut child = command.spawn().expect("it could be started");
    drop(child.stdin.take());
    let status = tokio::task::spawn_blocking(move || child.wait()).await;
    assert!(status.expect("it ran").expect("it ended").success());
}

#[tokio::test]
async fn an_address_that_is_none_is_told_at_once() {
    let dir = tempfile::tempdir().expect("a folder");
    for address in ["billund", "ftp://example.org/billund", "http://"] {
        let (code, words) = ended(program(address, Path::new("root.json"), dir.path())).await;
        assert_eq!(code, Some(2), "{words}");
        assert!(words.contains(address), "{words}");
    }
}

#[tokio::test]
async fn without_a_root_it_says_what_is_missing() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_legeplads-sync"));
    command
        .args(["--feed", "http://127.0.0.1:9", "--store"])
        .arg(dir.path());
    let (code, words) = ended(command).await;
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains("--root <FILE>"), "{words}");
    let root = dir.path().join("no-root.json");
    let (code, words) = ended(program("http://127.0.0.1:9", &root, dir.path())).await;
    assert_eq!(code, Some(1), "{words}");
    assert!(words.contains("no-root.json"), "{words}");
}

#[tokio::test]
async fn names_that_are_none_are_told_at_once() {
    let dir = tempfile::tempdir().expect("a folder");
    let root = Path::new("root.json");
    for (option, value) in [
        ("--kiosk", "Airport 1"),
        ("--site", ""),
        ("--channel", "a/b"),
    ] {
        let mut command = program("http://127.0.0.1:9", root, dir.path());
        command.args([option, value]);
        let (code, words) = ended(command).await;
        assert_eq!(code, Some(2), "{words}");
        assert!(words.contains(option), "{words}");
        assert!(words.contains("1 to 40 of a-z, 0-9 and -"), "{words}");
    }
}
