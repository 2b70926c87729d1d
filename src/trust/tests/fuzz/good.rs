//! Good files, for a fuzzer to spoil.

use legeplads_trust::{Digest, Document, Manifest, layout};
use tokio::runtime::Builder;

use crate::bodies::Good;
use crate::support::{self, Town, synced};

/// What a town publishes.
pub fn town() -> Good {
    Good::new(Town::new().files, synced(1))
}

/// The files below the root that a kiosk reads, and the root that may come next.
pub fn paths() -> Vec<String> {
    let roles = ["snapshot", "targets", "culture"];
    let listed = roles.map(|role| layout::versioned(1, role));
    let known = [layout::TIMESTAMP.to_owned(), layout::root(2)];
    listed.into_iter().chain(known).collect()
}

/// What a kiosk remembers of the town.
pub fn memory() -> Vec<u8> {
    let town = Town::new();
    let mut kiosk = town.kiosk();
    let runtime = Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(kiosk.accepts(&town, synced(1)));
    kiosk.memory.expect("something is remembered")
}

/// A release's manifest.
pub fn manifest() -> Vec<u8> {
    let manifest = Manifest {
        format: Manifest::FORMAT,
        feed: "billund".into(),
        version: 3,
        created: support::START,
        note: "Advent".into(),
        previous: Some(Digest::of(b"before")),
        withdrawn: false,
        fonts: Vec::new(),
        documents: vec![Document {
            path: "feed.ron".into(),
            sha256: Digest::of(b"Feed()"),
            size: 6,
        }],
        scenes: Vec::new(),
        media: vec![],
    };
    manifest.to_ron().expect("it can be written").into_bytes()
}
