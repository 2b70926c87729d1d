//! What whoever sets up a kiosk gets wrong, and what is said then.

use legeplads_sync::Options;

use crate::content::Content;
use crate::server::Server;
use crate::support::{
    address, assert_refused, assert_unreachable, options, round, run_once, words,
};

#[tokio::test]
async fn the_root_of_another_place() {
    let (server, other) = (Server::start().await, Server::start().await);
    server.publish(&Content::tiny()).await;
    let dir = tempfile::tempdir().expect("a folder");
    let outcome = run_once(Options {
        root: other.root(),
        ..options(&server, dir.path())
    })
    .await;
    assert_refused(&outcome, "is not signed by those who may sign it");
    assert!(words(&outcome).contains("root.json"), "{outcome}");
    // Nothing is spoilt by it.
    let outcome = round(&server, dir.path()).await;
    assert_eq!(outcome, legeplads_sync::Outcome::Updated);
}

#[tokio::test]
async fn a_demo_s_folder() {
    let server = Server::start().await;
    server.publish(&Content::tiny()).await;
    let dir = tempfile::tempdir().expect("a folder");
    let mark = dir.path().join("demo");
    std::fs::write(&mark, "a demo's").expect("written");
    let run = legeplads_sync::run(options(&server, dir.path()), std::future::pending());
    let error = run.await.expect_err("no kiosk's").to_string();
    assert!(
        error.contains("is a demo's folder") && error.contains("--store"),
        "{error}"
    );
    let left = std::fs::read_dir(dir.path()).expect("a folder").count();
    assert_eq!(left, 1, "it is left as it was");
}

#[tokio::test]
async fn tls_where_there_is_none() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let outcome = run_once(Options {
        feed: address(&server.address.replace("http://", "https://")),
        ..options(&server, dir.path())
    })
    .await;
    assert_unreachable(&outcome, "look whether the address begins with http://");
}

#[tokio::test]
async fn an_address_where_nobody_is() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let outcome = run_once(Options {
        feed: address("http://nobody.invalid"),
        ..options(&server, dir.path())
    })
    .await;
    assert_unreachable(&outcome, "http://nobody.invalid/metadata/timestamp.json");
    assert!(
        words(&outcome).contains("feed's address is right"),
        "{outcome}"
    );
}
