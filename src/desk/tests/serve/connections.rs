//! Connections that break, stall, or stand in the way of stopping.

use std::time::Duration;

use legeplads_desk::serve::{Options, Patience};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::place::Town;
use crate::serving::{Here, SOON, client, until};

#[tokio::test]
async fn what_has_begun_is_finished() {
    let town = Town::new().await;
    let content = vec![7; 32 * 1024 * 1024];
    let digest = town.blob(&content);
    let mut serving = Here::start(Options::new(town.out())).await;
    let client = client();
    let get = client.get(serving.url(&digest.blob_path())).send();
    let mut response = get.await.expect("an answer");
    let first = response.chunk().await.expect("a piece");
    let mut got = first.expect("a piece").len();
    serving.stop();
    while let Some(piece) = response.chunk().await.expect("the rest") {
        got += piece.len();
    }
    assert_eq!(got, content.len());
    drop(client);
    serving.ended().await;
}

#[tokio::test]
async fn who_listens_does_not_keep_it_from_stopping() {
    let town = Town::published().await;
    let mut serving = Here::start(Options::new(town.out())).await;
    let listening = client().get(serving.url("events")).send();
    let mut response = listening.await.expect("an answer");
    assert!(response.chunk().await.expect("a hint").is_some());
    serving.stop();
    while response.chunk().await.expect("an orderly end").is_some() {}
    serving.ended().await;
}

/// Asks for something large and does not read it.
async fn ask_and_stop_reading(serving: &Here, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(&serving.address).await.expect("a line");
    let request = format!("GET /{path} HTTP/1.1\r\nHost: x\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("sent");
    stream.read_u8().await.expect("the answer begins");
    stream
}

#[tokio::test]
async fn who_stops_reading_is_given_up() {
    let town = Town::new().await;
    // More than what two machines' network stacks hold for whoever does not read.
    let digest = town.blob(&vec![7; 64 * 1024 * 1024]);
    let mut options = Options::new(town.out());
    options.patience = Patience {
        stalled: Duration::from_millis(100),
        ..Patience::default()
    };
    let serving = Here::start(options).await;
    let mut stream = ask_and_stop_reading(&serving, &digest.blob_path()).await;
    // Nothing of what comes is read; that the other end has gone is told to whoever writes.
    until("the end of the connection", async || {
        stream.write_all(b"x").await.err()
    })
    .await;

    // Who reads on is served, however long all of it takes.
    let get = client().get(serving.url(&digest.blob_path())).send();
    let bytes = get.await.expect("an answer").bytes().await;
    assert_eq!(bytes.expect("all of it").len(), 64 * 1024 * 1024);
    serving.ended().await;
}

#[tokio::test]
async fn who_says_nothing_is_given_up() {
    let town = Town::published().await;
    let mut options = Options::new(town.out());
    options.comment = Duration::from_millis(20);
    options.patience = Patience {
        idle: Duration::from_millis(300),
        ..Patience::default()
    };
    let serving = Here::start(options).await;
    let listening = client().get(serving.url("events")).send();
    let mut listener = listening.await.expect("an answer");

    let mut half = TcpStream::connect(&serving.address).await.expect("a line");
    half.write_all(b"GET /metadata/ti").await.expect("sent");
    let mut rest = Vec::new();
    let end = tokio::time::timeout(SOON, half.read_to_end(&mut rest)).await;
    // Cut off or closed in good order.
    drop(end.expect("in time"));

    // Who listens hears something often enough for the connection to stand.
    let mut heard = 0;
    while heard < 30 {
        let piece = listener.chunk().await.expect("it stands");
        heard += piece.expect("it goes on").len();
    }
    drop(listener);
    serving.ended().await;
}
