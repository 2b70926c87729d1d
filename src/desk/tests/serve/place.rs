//! A place with keys and tiny releases.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use legeplads_desk::place::{Desk, Place};
use legeplads_desk::publish::{Outcome, publish};
use legeplads_trust::keys::KeyRing;
use legeplads_trust::{Channel, Digest, Manifest};
use tempfile::TempDir;

/// A published folder, and the keys for it: one desk with the channels `live` and `booth`.
pub struct Town {
    root: TempDir,
    keys: KeyRing,
    last: Cell<u64>,
}

/// What was published.
pub struct Release {
    pub number: u64,
    pub manifest: Digest,
    pub timestamp_version: u64,
}

impl Town {
    /// With nothing published yet.
    pub async fn new() -> Self {
        let root = tempfile::tempdir().expect("a folder");
        let channels = [Channel::live(), booth()];
        let created = KeyRing::create("desk", &channels, Timestamp::now()).await;
        let mut keys = created.expect("keys");
        keys.save_new(&root.path().join("keys")).expect("saved");
        fs::create_dir(root.path().join("out")).expect("made");
        Self {
            root,
            keys,
            last: Cell::new(0),
        }
    }

    /// With one release on `live`.
    pub async fn published() -> Self {
        let town = Self::new().await;
        town.release(&Channel::live()).await;
        town
    }

    /// A folder of the test's own.
    pub fn root(&self) -> &Path {
        self.root.path()
    }

    /// The published folder.
    pub fn out(&self) -> PathBuf {
        self.root.path().join("out")
    }

    /// The folder of the keys.
    pub fn keys(&self) -> PathBuf {
        self.root.path().join("keys")
    }

    pub fn key_ring(&self) -> &KeyRing {
        &self.keys
    }

    pub fn place(&self) -> Place {
        let out = self.out();
        Place::open(out.to_str().expect("a plain path")).expect("a folder")
    }

    /// Publishes an empty release under the next number.
    pub async fn release(&self, channel: &Channel) -> Release {
        self.put(channel, false).await
    }

    /// Publishes a feed's folder on `live`, as staff do; gives the timestamp's version, too.
    pub async fn publish(&self, feed: &Path) -> (Manifest, u64) {
        let desk = Desk {
            place: self.place(),
            keys: self.keys.clone(),
            channel: Channel::live(),
            cache: Some(self.root.path().join("cache")),
            bakes: false,
        };
        match publish(&desk, feed, "", Timestamp::now()).await {
            Ok(Outcome::Published {
                manifest,
                timestamp_version,
                ..
            }) => (*manifest, timestamp_version),
            other => panic!("{other:?}"),
        }
    }

    /// Publishes that there is to be none.
    pub async fn withdraw(&self, channel: &Channel) -> Release {
        self.put(channel, true).await
    }

    async fn put(&self, channel: &Channel, withdrawn: bool) -> Release {
        let number = self.last.get() + 1;
        self.last.set(number);
        let (place, now) = (self.place(), Timestamp::now());
        let standing = place.standing(self.keys.first_root()).await.expect("read");
        let before = standing.and_then(|standing| standing.published.target(channel));
        let before = before.map(|target| target.sha256());
        let manifest = Manifest {
            format: Manifest::FORMAT,
            feed: "tiny".to_owned(),
            version: number,
            created: "2026-11-22T05:00:00Z".parse().expect("a time"),
            note: String::new(),
            previous: before,
            withdrawn,
            fonts: Vec::new(),
            documents: Vec::new(),
            media: Vec::new(),
            scenes: Vec::new(),
        };
        let text = manifest.to_ron().expect("RON");
        let digest = self.blob(text.as_bytes());
        let to = (digest, text.len() as u64);
        let set = place.set(&self.keys, channel, before, to, now).await;
        Release {
            number,
            manifest: digest,
            timestamp_version: set.expect("published"),
        }
    }

    /// Puts a blob there.
    pub fn blob(&self, content: &[u8]) -> Digest {
        let digest = Digest::of(content);
        let path = self.out().join(digest.blob_path());
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, content).expect("written");
        digest
    }
}

pub fn booth() -> Channel {
    "booth".parse().expect("an id")
}
