//! Where releases lie for kiosks to fetch: a folder, or a bucket of an object store.
//!
//! ```text
//! metadata/timestamp.json                    the one file that changes: replacing it is the commit
//! metadata/N.{root,targets,snapshot,DESK}.json  signed metadata; never changes
//! blobs/sha256/ab/abcd…                      manifests, documents, pictures; never change
//! FEED.html                                  what visitors take home; no kiosk reads it
//! .desk/lock                                 in folders only: whose turn it is
//! ```
//!
//! Everything is there before the timestamp that leads to it, so whoever reads at any instant, or
//! after any crash, finds a whole release. Two desks may publish at once: [`Place::set`] and its
//! siblings replace the timestamp only if it is still the one that they began with. Object stores
//! do that by themselves; a folder does it under a lock.
//!
//! What lies in a place is not believed: it is anybody's who can write there. [`Standing`] is read
//! through `legeplads_trust`, from the first root on.

mod address;
mod commit;
mod error;
mod fetch;
mod files;
mod turn;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use legeplads_trust::keys::KeyRing;
use legeplads_trust::publish::Published;
use legeplads_trust::{Channel, Digest, Untrusted, Verified, layout, limits, reread, verify};
use object_store::{ObjectStore, PutMode, UpdateVersion};

pub use error::PlaceError;
use fetch::Now;

/// Where releases lie for kiosks to fetch.
#[derive(Debug, Clone)]
pub struct Place {
    store: Arc<dyn ObjectStore>,
    /// As staff call it: the folder, or the URL.
    name: String,
    /// The folder, if it is one.
    folder: Option<PathBuf>,
}

/// A desk at work: where it publishes, with which keys, on which channel.
#[derive(Debug)]
pub struct Desk {
    /// Where to.
    pub place: Place,
    /// In whose name.
    pub keys: KeyRing,
    /// For which kiosks.
    pub channel: Channel,
    /// Where the desk keeps in mind which picture became which blob, on its own machine: in the
    /// place, whoever can write there could slip other pictures under the desk's signature.
    /// `None`: every picture is encoded each time.
    pub cache: Option<PathBuf>,
    /// Whether releases get baked light. Without it kiosks light the town themselves: plainer, and
    /// published at once.
    pub bakes: bool,
}

/// What was published at the instant of reading.
#[derive(Debug)]
pub struct Standing {
    /// The metadata, checked from the first root on.
    pub published: Published,
    seen: Seen,
}

/// The timestamp as it was, to replace none but this.
#[derive(Debug)]
struct Seen {
    bytes: Vec<u8>,
    version: UpdateVersion,
}

impl Place {
    /// A place by its address: a folder, which must be there, or `s3://BUCKET/…`, `gs://BUCKET/…`,
    /// `az://CONTAINER/…`. Credentials come from the environment (`AWS_…`, `GOOGLE_…`, `AZURE_…`).
    ///
    /// # Errors
    ///
    /// [`PlaceError::Address`], [`PlaceError::NoFolder`].
    pub fn open(address: &str) -> Result<Self, PlaceError> {
        address::open(address, false)
    }

    /// The same to publish to: a folder is made if need be.
    ///
    /// # Errors
    ///
    /// As with [`Place::open`], and when the folder cannot be made.
    pub fn create(address: &str) -> Result<Self, PlaceError> {
        address::open(address, true)
    }

    /// Any store that can replace an object only if it is unchanged ([`PutMode::Update`]).
    pub fn over(store: Arc<dyn ObjectStore>, name: impl Into<String>) -> Self {
        Self {
            store,
            name: name.into(),
            folder: None,
        }
    }

    /// As staff call it: the folder, or the URL.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The folder, if it is one.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// What is published now; `None` if nothing ever was.
    ///
    /// # Errors
    ///
    /// When the place cannot be read, or what lies there is not signed by those whom the first root
    /// names ([`PlaceError::Distrusted`]).
    pub async fn standing(&self, first_root: &[u8]) -> Result<Option<Standing>, PlaceError> {
        let Some(seen) = self.timestamp().await? else {
            return Ok(None);
        };
        match Published::read(&Now::new(self, &seen.bytes), first_root).await {
            Ok(published) => Ok(published.map(|published| Standing { published, seen })),
            Err(source) => Err(PlaceError::Distrusted {
                place: self.name.clone(),
                source,
            }),
        }
    }

    /// A channel's newest release; `None` if nothing was published on it yet.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or is not what was signed.
    pub async fn newest(
        &self,
        published: &Published,
        channel: &Channel,
    ) -> Result<Option<Verified>, PlaceError> {
        let Some(target) = published.target(channel) else {
            return Ok(None);
        };
        let path = target.sha256().blob_path();
        let bytes = self.get(&path, target.size()).await?;
        match verify(&bytes, &target) {
            Ok(verified) => Ok(Some(verified)),
            Err(source) => Err(self.not_a_manifest(path, source)),
        }
    }

    /// The manifest with a digest that a verified one names.
    pub(crate) async fn manifest(&self, digest: Digest) -> Result<Verified, PlaceError> {
        let path = digest.blob_path();
        let bytes = self.get(&path, limits::MANIFEST_BYTES).await?;
        reread(&bytes, digest).map_err(|source| self.not_a_manifest(path, source))
    }

    /// The content of a blob that a verified manifest names.
    pub(crate) async fn blob(&self, digest: Digest, size: u64) -> Result<Vec<u8>, PlaceError> {
        let path = digest.blob_path();
        let bytes = self.get(&path, size).await?;
        match Digest::of(&bytes) == digest {
            true => Ok(bytes),
            false => Err(PlaceError::Damaged {
                place: self.name.clone(),
                path,
            }),
        }
    }

    /// Puts a blob there, unless it is there.
    pub(crate) async fn put_blob(&self, bytes: Vec<u8>) -> Result<Digest, PlaceError> {
        let (digest, size) = (Digest::of(&bytes), bytes.len() as u64);
        let path = digest.blob_path();
        match self.size(&path).await? {
            Some(there) if there == size => {}
            // Of another length it is not whole; nothing that leads to it can have been right.
            Some(_) => self.put(&path, bytes, PutMode::Overwrite).await?,
            None => match self.put(&path, bytes, PutMode::Create).await {
                // Another desk was faster with the same content.
                Ok(()) | Err(PlaceError::Exists(_)) => {}
                Err(error) => return Err(error),
            },
        }
        Ok(digest)
    }

    /// Puts the page there that visitors take home, in place of the one before.
    pub(crate) async fn put_page(&self, feed: &str, page: String) -> Result<(), PlaceError> {
        let path = layout::page(feed);
        self.put(&path, page.into_bytes(), PutMode::Overwrite).await
    }

    /// Whether a whole blob is there, by its length.
    pub(crate) async fn holds(&self, digest: Digest, size: u64) -> Result<bool, PlaceError> {
        Ok(self.size(&digest.blob_path()).await? == Some(size))
    }

    fn not_a_manifest(&self, path: String, source: Untrusted) -> PlaceError {
        PlaceError::Manifest {
            place: self.name.clone(),
            path,
            source,
        }
    }
}
