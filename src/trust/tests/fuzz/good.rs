//! Good files, for a fuzzer to spoil.

use legeplads_trust::{Delta, Digest, Document, Manifest, layout};
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
    text(&release(3))
}

/// The digest of the manifest after that one, and what leads to it.
pub fn delta() -> (Digest, Vec<u8>) {
    let delta = Delta::between(&release(3), &release(4)).to_ron();
    let delta = delta.expect("it can be written").into_bytes();
    (Digest::of(&text(&release(4))), delta)
}

fn text(manifest: &Manifest) -> Vec<u8> {
    manifest.to_ron().expect("it can be written").into_bytes()
}

fn release(version: u64) -> Manifest {
    Manifest {
        format: Manifest::FORMAT,
        feed: "billund".into(),
        version,
        created: support::START,
        note: "Advent".into(),
        previous: Some(Digest::of(b"before")),
        withdrawn: false,
        fonts: Vec::new(),
        documents: vec![Document {
            path: format!("cards/{version}.ron"),
            sha256: Digest::of(b"Feed()"),
            size: 6,
        }],
        scenes: Vec::new(),
        media: vec![],
    }
}
