//! Networks that let nobody out but through a proxy, named in the environment as usual.

use std::process::Command;

use jiff::Timestamp;

use crate::content::Content;
use crate::server::{Reply, Server};
use crate::support::{ended, numbers, program};

/// One round of the program, for a feed that this machine cannot reach by itself.
fn through(proxy: &Server, store: &std::path::Path) -> Command {
    let mut command = program("http://feed.invalid/feed", &proxy.root(), store);
    let address = proxy.address.trim_end_matches("/feed");
    command.arg("--once");
    for name in ["no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY"] {
        command.env_remove(name);
    }
    command.env("http_proxy", address);
    command
}

#[tokio::test]
async fn a_feed_comes_through_the_proxy() {
    let proxy = Server::start_at(Timestamp::now()).await;
    proxy.publish(&Content::tiny()).await;
    let dir = tempfile::tempdir().expect("a folder");
    let (code, said) = ended(through(&proxy, dir.path())).await;
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(numbers(dir.path())[0], Some(1));
}

#[tokio::test]
async fn a_proxy_that_wants_a_password_is_told_of() {
    let proxy = Server::start_at(Timestamp::now()).await;
    proxy.usurp(Some(Reply::Status(407)));
    let dir = tempfile::tempdir().expect("a folder");
    let (code, said) = ended(through(&proxy, dir.path())).await;
    assert_eq!(code, Some(4), "{said}");
    assert!(
        said.contains("https_proxy=http://NAME:PASSWORD@HOST:PORT"),
        "{said}"
    );
}
