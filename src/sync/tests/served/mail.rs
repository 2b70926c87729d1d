//! Heartbeats and counts on their way to the desk.

use std::path::Path;
use std::sync::Arc;

use legeplads_store::outbox::Sealed;
use legeplads_store::{Outbox, Store};
use legeplads_sync::clock::Watch;
use legeplads_sync::heartbeat::{self, Name, Report};
use legeplads_sync::http::{self, Patience};
use legeplads_sync::mail::{Post, post};
use legeplads_sync::tls;
use legeplads_trust::{Channel, ClockState};

use crate::server::{NOW, Reply, Server};
use crate::support::{Fixed, address, on_glass};

fn client(server: &Server) -> http::Server {
    let machine = Fixed {
        now: NOW,
        is_synced: true,
    };
    let tls = tls::config(None, Arc::new(Watch::new(Arc::new(machine))));
    let tls = tls.expect("this system's authorities");
    let feed = address(&server.address);
    http::Server::new(feed, tls, Patience::default(), None).expect("a client")
}

fn open(dir: &Path) -> Arc<Store> {
    Arc::new(Store::open(dir).expect("opened"))
}

fn count(dir: &Path, item: &str) {
    let mut outbox = Outbox::open(dir);
    outbox.count(item, "airport", "da", NOW, 7);
    outbox.flush().expect("written");
}

/// The counts that came, one text each.
fn came(server: &Server) -> Vec<Sealed> {
    let posts = server
        .asked()
        .into_iter()
        .filter(|asked| asked.path == "outbox");
    posts
        .map(|asked| Sealed::read(&asked.body).expect("a batch"))
        .collect()
}

#[tokio::test]
async fn counts_come_once_and_are_gone() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let (client, store) = (client(&server), open(dir.path()));
    server.set("outbox", Reply::Status(204));
    assert_eq!(post(&client, &store, "airport-1").await, Ok(Post::Nothing));
    count(dir.path(), "stop/travbyen");
    assert_eq!(post(&client, &store, "airport-1").await, Ok(Post::Sent));
    assert_eq!(post(&client, &store, "airport-1").await, Ok(Post::Nothing));
    let came = came(&server);
    assert_eq!(came.len(), 1);
    assert_eq!(came[0].batch.kiosk, "airport-1");
    assert_eq!(came[0].batch.counts[0].item, "stop/travbyen");
    assert_eq!(came[0].batch.counts[0].count, 7);
}

#[tokio::test]
async fn counts_whose_receipt_is_lost_come_again_as_the_same() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let (client, store) = (client(&server), open(dir.path()));
    count(dir.path(), "stop/travbyen");
    for lost in [Reply::Status(503), Reply::Status(404), Reply::Status(200)] {
        server.set("outbox", lost);
        assert_eq!(post(&client, &store, "airport-1").await, Ok(Post::Later));
        // What is counted meanwhile waits for its turn.
        count(dir.path(), "stop/tower");
    }
    server.set("outbox", Reply::Status(204));
    drop(store);
    let store = open(dir.path());
    assert_eq!(post(&client, &store, "airport-1").await, Ok(Post::Sent));
    assert_eq!(post(&client, &store, "airport-1").await, Ok(Post::Sent));
    let came = came(&server);
    assert_eq!(came.len(), 5);
    assert!(came[..4].iter().all(|batch| batch.id == came[0].id));
    assert_ne!(came[4].id, came[0].id);
    assert_eq!(came[4].batch.counts[0].count, 21);
}

#[tokio::test]
async fn counts_that_the_desk_will_never_have_do_not_stop_the_next() {
    for status in [413, 422] {
        let server = Server::start().await;
        let dir = tempfile::tempdir().expect("a folder");
        let (client, store) = (client(&server), open(dir.path()));
        count(dir.path(), "stop/travbyen");
        server.set("outbox", Reply::Status(status));
        assert_eq!(post(&client, &store, "airport-1").await, Ok(Post::Sent));
        server.set("outbox", Reply::Status(204));
        count(dir.path(), "stop/tower");
        assert_eq!(post(&client, &store, "airport-1").await, Ok(Post::Sent));
        let came = came(&server);
        assert_eq!(came[1].batch.counts[0].item, "stop/tower");
        assert_eq!(came[1].batch.unkept, 7, "they are not dropped silently");
    }
}

#[tokio::test]
async fn a_heartbeat_says_what_is_on_the_glass() {
    let server = Server::start().await;
    let dir = tempfile::tempdir().expect("a folder");
    let (client, store) = (client(&server), open(dir.path()));
    on_glass(dir.path(), 12);
    let name = Name {
        kiosk: "airport-1".into(),
        site: None,
        channel: Channel::live(),
    };
    let say = async || {
        let report = Report::default();
        heartbeat::say(&client, &store, &name, report, ClockState::Synced).await
    };
    server.set("heartbeat", Reply::Status(204));
    assert_eq!(say().await, Ok(()));
    let asked = server.asked();
    assert_eq!(asked[0].path, "heartbeat");
    assert!(asked[0].body.len() <= heartbeat::BYTES);
    let said: serde_json::Value = serde_json::from_slice(&asked[0].body).expect("JSON");
    assert_eq!(said["kiosk"], "airport-1");
    assert_eq!(said["release"], 12);
    assert_eq!(said["clock"], "synced");
    assert!(said["free_bytes"].as_u64().is_some_and(|bytes| bytes > 0));

    server.set("heartbeat", Reply::Status(404));
    assert!(say().await.is_err());
}
