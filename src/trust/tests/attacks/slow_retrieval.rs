//! An attacker lets a refresh hang. Time is the duty of whoever implements `Fetch`; here it is that
//! a refresh given up, at whatever file, leaves everything as it was.

use std::sync::Arc;

use legeplads_trust::{Distrust, Fetch, FetchFault, async_trait};
use tokio::sync::Notify;

use crate::support::{Server, Town, shows, synced};

/// Answers until it is asked for one path, and there never.
#[derive(Debug)]
struct Hangs {
    server: Arc<Server>,
    at: String,
    hanging: Arc<Notify>,
}

#[async_trait]
impl Fetch for Hangs {
    async fn fetch(&self, path: &str, most: u64) -> Result<Vec<u8>, FetchFault> {
        if path == self.at {
            self.hanging.notify_one();
            std::future::pending::<()>().await;
        }
        self.server.fetch(path, most).await
    }
}

const FILES: [&str; 5] = [
    "metadata/2.root.json",
    "metadata/timestamp.json",
    "metadata/2.snapshot.json",
    "metadata/1.targets.json",
    "metadata/2.culture.json",
];

#[tokio::test]
async fn given_up_anywhere_leaves_everything_as_it_was() {
    let old = Town::new();
    let mut new = old.clone();
    new.publish("culture", "live", b"second", 1);
    for at in FILES {
        let mut kiosk = old.kiosk();
        if at != "metadata/1.targets.json" {
            kiosk.accepts(&old, synced(0)).await;
        }
        let client = kiosk.client().expect("a good root");
        let hanging = Arc::new(Notify::new());
        let fetch: Arc<dyn Fetch> = Arc::new(Hangs {
            server: new.server(),
            at: at.to_owned(),
            hanging: hanging.clone(),
        });
        let channel = kiosk.channel.clone();
        tokio::select! {
            found = client.refresh(&channel, fetch, synced(1)) => panic!("{at}: {found:?}"),
            () = hanging.notified() => {}
        }
        assert!(
            shows(&kiosk.accepts(&new, synced(1)).await, b"second"),
            "{at}"
        );
    }
}

/// As the courier reports a server that is too slow.
#[tokio::test]
async fn a_server_that_is_too_slow_is_no_refusal() {
    let mut new = Town::new();
    new.publish("culture", "live", b"second", 1);
    for at in FILES {
        let fault = FetchFault::Unreachable("no byte for 20 s".into());
        let server = Arc::new(Server {
            files: new.files.clone(),
            faults: [(at.to_owned(), fault)].into(),
            ..Server::default()
        });
        let mut kiosk = new.kiosk();
        let why = kiosk.refuses(&server, synced(1)).await;
        assert_eq!(why, Distrust::Unreachable("no byte for 20 s".into()));
        assert!(!why.is_refusal());
        assert_eq!(
            server.take_asked().last().map(String::as_str),
            Some(at),
            "nothing is asked after it"
        );
    }
}

/// A disk or a permission of this machine is not the feed's fault.
#[tokio::test]
async fn a_fault_of_this_machine_is_no_refusal() {
    let town = Town::new();
    let server = Arc::new(Server {
        files: town.files.clone(),
        faults: [(
            "metadata/timestamp.json".to_owned(),
            FetchFault::Local("no certificates".into()),
        )]
        .into(),
        ..Server::default()
    });
    let why = town.kiosk().refuses(&server, synced(1)).await;
    assert_eq!(why, Distrust::Local("no certificates".into()));
    assert!(!why.is_refusal());
}
