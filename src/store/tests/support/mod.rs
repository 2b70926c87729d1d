//! Releases to put into stores.

use std::path::Path;

use legeplads_store::{Slot, Store, View};
use legeplads_trust::{Digest, Document, Manifest, Media, Verified, reread};

/// A release of the feed `billund` with one document of its own, and a picture that all share.
pub struct Made {
    pub verified: Verified,
    pub contents: Vec<Vec<u8>>,
}

pub const PICTURE: &[u8] = b"the picture that all releases share";

pub fn release(version: u64) -> Made {
    release_of(
        "billund",
        version,
        &format!("Feed(headline: \"release {version}\")"),
    )
}

pub fn release_of(feed: &str, version: u64, document: &str) -> Made {
    let contents = vec![document.as_bytes().to_vec(), PICTURE.to_vec()];
    let manifest = Manifest {
        format: Manifest::FORMAT,
        feed: feed.into(),
        version,
        created: "2026-11-21T21:04:05Z".parse().expect("a timestamp"),
        note: String::new(),
        previous: None,
        withdrawn: false,
        fonts: Vec::new(),
        documents: vec![Document {
            path: "feed.ron".into(),
            sha256: Digest::of(&contents[0]),
            size: contents[0].len() as u64,
        }],
        media: vec![Media {
            path: "media/tower.png".into(),
            sha256: Digest::of(PICTURE),
            size: PICTURE.len() as u64,
            width: 4,
            height: 3,
        }],
        scenes: Vec::new(),
    };
    let text = manifest.to_ron().expect("a manifest can be written");
    Made {
        verified: reread(text.as_bytes(), Digest::of(text.as_bytes())).expect("a good manifest"),
        contents,
    }
}

/// Puts all blobs of a release into a store.
pub fn fill(store: &Store, made: &Made) {
    for content in &made.contents {
        store
            .add_blob(
                Digest::of(content),
                content.len() as u64,
                content.as_slice(),
            )
            .expect("a blob comes in");
    }
}

/// Fills and stages.
pub fn stage(store: &Store, made: &Made) {
    fill(store, made);
    store.stage(&made.verified).expect("staged");
}

/// Fills, stages and confirms.
pub fn show(store: &Store, version: u64) {
    stage(store, &release(version));
    store.confirm().expect("confirmed");
}

pub fn open(dir: &Path) -> Store {
    Store::open(dir).expect("the store opens")
}

/// The numbers in pending, current and previous.
pub fn numbers(view: &View) -> [Option<u64>; 3] {
    let slots = view.slots().expect("the slots can be read");
    Slot::ALL.map(|slot| slots.get(slot).map(|pointer| pointer.release))
}

/// The number of the release to fall back on.
pub fn best(view: &View) -> Option<u64> {
    view.best().map(|release| release.pointer.release)
}
