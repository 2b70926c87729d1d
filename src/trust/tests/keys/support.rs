//! A place's keys, a folder to publish to, and two readers.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use legeplads_trust::keys::{FIRST_DESK, KeyError, KeyRing};
use legeplads_trust::publish::{Change, Published, begin};
use legeplads_trust::{
    Channel, Client, Clock, Digest, Fetch, FetchFault, Memory, Refreshed, async_trait, layout,
};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tough::{ExpirationEnforcement, Repository, RepositoryLoader};
use url::Url;

/// Readers of another make ask the machine's clock, so everything is signed by it as well.
pub fn now() -> Timestamp {
    Timestamp::now()
}

pub fn days_later(days: i64) -> Timestamp {
    now() + SignedDuration::from_hours(24 * days)
}

pub fn wait<F: Future>(future: F) -> F::Output {
    Runtime::new().expect("a runtime").block_on(future)
}

pub fn channel(id: &str) -> Channel {
    id.parse().expect("an id")
}

/// Keys with one desk that owns `live`.
pub fn keys() -> KeyRing {
    wait(KeyRing::create(FIRST_DESK, &[Channel::live()], now())).expect("keys")
}

/// The same keys, of which only the private ones in these files are here.
pub fn with_only(keys: &KeyRing, files: &[&str]) -> KeyRing {
    let folder = Folder::of(keys);
    for place in ["offline", "online", "desks"] {
        for entry in fs::read_dir(folder.path().join(place)).expect("a folder") {
            let path = entry.expect("a file").path();
            if !files.iter().any(|file| path.ends_with(file)) {
                fs::remove_file(path).expect("removed");
            }
        }
    }
    folder.open().expect("it holds")
}

/// A keys' folder.
#[derive(Debug)]
pub struct Folder(TempDir);

impl Folder {
    pub fn of(keys: &KeyRing) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        keys.clone().save_new(&folder.path()).expect("saved");
        folder
    }

    pub fn path(&self) -> PathBuf {
        self.0.path().join("keys")
    }

    pub fn open(&self) -> Result<KeyRing, KeyError> {
        KeyRing::open(&self.path())
    }
}

/// The manifest's digest and length; trust in it is all that is tested here, not its form.
pub fn manifest(number: u8) -> (Digest, u64) {
    (Digest::of(&[number]), 1000 + u64::from(number))
}

/// A published folder.
#[derive(Debug)]
pub struct Server(TempDir);

impl Server {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// A folder in which something was published with these keys.
    pub fn begun(keys: &KeyRing) -> Self {
        let server = Self::new();
        let change = wait(begin(keys, &BTreeSet::new(), now())).expect("a beginning");
        server.take(&change);
        server
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Puts a change there, as a desk must.
    pub fn take(&self, change: &Change) {
        self.take_files(change);
        let timestamp = self.path().join(layout::TIMESTAMP);
        fs::write(timestamp, &change.timestamp).expect("written");
    }

    /// The same, broken off before the timestamp.
    pub fn take_files(&self, change: &Change) {
        for (path, bytes) in &change.files {
            let path = self.path().join(path);
            let there = fs::read(&path).ok();
            assert!(
                there.is_none_or(|there| there == *bytes),
                "{} is immutable",
                path.display()
            );
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, bytes).expect("written");
        }
    }

    /// What a desk reads.
    pub fn published(&self, keys: &KeyRing) -> Published {
        let published = wait(Published::read(self, keys.first_root()));
        published.expect("it holds").expect("it is there")
    }

    /// Publishes a manifest on a channel.
    pub fn set(&self, keys: &KeyRing, on: &str, number: u8) -> Result<(), KeyError> {
        let published = self.published(keys);
        let channel = channel(on);
        let set = published.set(keys, &channel, Some(manifest(number).into()), now());
        self.take(&wait(set)?);
        Ok(())
    }

    /// Publishes the roles, passing over what a broken-off attempt left.
    pub fn with_roles(&self, keys: &KeyRing) -> Result<(), KeyError> {
        let mut published = self.published(keys);
        let change = loop {
            let change = wait(published.with_roles(keys, now()))?;
            let mut files = change.files.iter();
            let other = |path: &str, bytes: &[u8]| {
                fs::read(self.path().join(path)).is_ok_and(|there| there != bytes)
            };
            match files.find(|(path, bytes)| other(path, bytes)) {
                Some((path, _)) => published.avoid(path),
                None => break change,
            }
        };
        self.take(&change);
        Ok(())
    }

    /// The library's own reader, from a root on, expiry enforced.
    pub fn load(&self, root: &[u8]) -> Result<Repository, String> {
        let url = |path: PathBuf| Url::from_directory_path(path).expect("an absolute path");
        let metadata = url(self.path().join(layout::METADATA));
        let loader = RepositoryLoader::new(&root, metadata, url(self.path().join("blobs")))
            .expiration_enforcement(ExpirationEnforcement::Safe);
        wait(loader.load()).map_err(|error| error.to_string())
    }

    /// What that reader finds on a channel.
    pub fn loaded(&self, root: &[u8], on: &str) -> Option<(Digest, u64)> {
        let repository = self.load(root).expect("it holds");
        let name = tough::TargetName::new(channel(on).target_name()).expect("a name");
        let target = repository.targets().signed.find_target(&name, false).ok()?;
        let sha256 = <[u8; 32]>::try_from(&*target.hashes.sha256).expect("a SHA-256");
        Some((Digest::from(sha256), target.length))
    }

    /// A kiosk's refresh at a time, by a synchronised clock.
    pub fn refresh(
        &self,
        root: &[u8],
        memory: Option<Memory>,
        on: &str,
        at: Timestamp,
    ) -> Result<Refreshed, String> {
        let client = Client::new(root, memory).map_err(|why| why.to_string())?;
        let fetch: Arc<dyn Fetch> = Arc::new(Here(self.path().to_owned()));
        let refreshed = wait(client.refresh(&channel(on), fetch, Clock::Synced(at)));
        refreshed.map_err(|refusal| refusal.to_string())
    }

    /// What a kiosk finds on a channel.
    pub fn on(&self, root: &[u8], on: &str) -> Option<(Digest, u64)> {
        let refreshed = self.refresh(root, None, on, now()).expect("it holds");
        let target = refreshed.target?;
        Some((target.sha256(), target.size()))
    }
}

#[derive(Debug)]
struct Here(PathBuf);

#[async_trait]
impl Fetch for Here {
    async fn fetch(&self, path: &str, most: u64) -> Result<Vec<u8>, FetchFault> {
        let bytes = fs::read(self.0.join(path)).map_err(|_| FetchFault::Missing)?;
        if bytes.len() as u64 > most {
            return Err(FetchFault::TooLong { most });
        }
        Ok(bytes)
    }
}

#[async_trait]
impl Fetch for Server {
    async fn fetch(&self, path: &str, most: u64) -> Result<Vec<u8>, FetchFault> {
        Here(self.path().to_owned()).fetch(path, most).await
    }
}
