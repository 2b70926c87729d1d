//! Networks that let nobody out but through a proxy, named in the environment as usual.

use std::io;
use std::path::Path;
use std::process::Command;

use jiff::Timestamp;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};

use crate::content::Content;
use crate::real::machine::WallClock;
use crate::server::{Reply, Server};
use crate::support::{ended, numbers, program};
use crate::tls::{BEYOND, Site};

/// One round of the program, for a feed that this machine cannot reach by itself.
fn beyond(scheme: &str, proxy: &str, root: &Path, store: &Path) -> Command {
    let mut command = program(&format!("{scheme}://{BEYOND}/feed"), root, store);
    command.arg("--once");
    for name in ["no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY"] {
        command.env_remove(name);
    }
    command.env(format!("{scheme}_proxy"), proxy);
    command
}

fn through(proxy: &Server, store: &Path) -> Command {
    let address = proxy.address.trim_end_matches("/feed");
    beyond("http", address, &proxy.root(), store)
}

/// A proxy that lets whoever names the site through to it, and sees nothing of what is said.
async fn tunnel(site: &Site) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let site = site.address.trim_start_matches("https://");
    let site = site.trim_end_matches("/feed").to_owned();
    tokio::spawn(async move {
        loop {
            let (near, _) = listener.accept().await.expect("a connection");
            // Which ends when one of the two has had enough.
            tokio::spawn(lead(near, site.clone()));
        }
    });
    format!("http://{address}")
}

async fn lead(mut near: TcpStream, site: String) -> io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(near.read_u8().await?);
    }
    let wanted = format!("CONNECT {BEYOND}:443 ");
    if !head.starts_with(wanted.as_bytes()) {
        return near.write_all(b"HTTP/1.1 403 Forbidden\r\n\r\n").await;
    }
    near.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await?;
    let mut far = TcpStream::connect(site).await?;
    copy_bidirectional(&mut near, &mut far).await.map(|_| ())
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

/// The site's own authority counts there too, and no other does.
#[tokio::test]
async fn a_feed_over_tls_comes_through_the_proxy() {
    let site = Site::start().await;
    let proxy = tunnel(&site).await;
    let dir = tempfile::tempdir().expect("a folder");
    let command = || beyond("https", &proxy, &site.server.root(), dir.path());
    let today = WallClock::at("2026-12-01 00:00:10");
    let (code, said) = ended(today.on(&command(), true)).await;
    assert_eq!(code, Some(4), "{said}");
    assert!(said.contains("name its file with --ca"), "{said}");

    let mut named = command();
    named.arg("--ca").arg(site.authority());
    let (code, said) = ended(today.on(&named, true)).await;
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
