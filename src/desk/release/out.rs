//! The published folder.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use legeplads_store::{StoreError, disk};
use legeplads_trust::{Digest, Manifest, Media, verify};
use serde::{Deserialize, Serialize};

use super::CannotRelease;
use crate::picture::{self, ENCODING};

/// A published folder that one desk has open.
pub(super) struct Out {
    dir: PathBuf,
    /// Which source became which blob, so that a picture is encoded once.
    encoded: Encodings,
    /// Let go of by the system when the process ends, however it ends.
    _lock: File,
}

/// `.desk/encoded.ron`.
#[derive(Default, Serialize, Deserialize)]
struct Encodings {
    /// [`ENCODING`] of the desk that wrote this; another's is of no use.
    encoding: u32,
    /// What became of the pictures with these digests.
    pictures: BTreeMap<Digest, Picture>,
}

#[derive(Clone, Serialize, Deserialize)]
struct Picture {
    sha256: Digest,
    size: u64,
    width: u32,
    height: u32,
}

impl Out {
    pub(super) fn open(dir: &Path) -> Result<Self, CannotRelease> {
        let own = dir.join(".desk");
        disk::folder(&own)?;
        let lock = lock(&own.join("lock"), dir)?;
        let mut encoded: Encodings = fs::read(own.join("encoded.ron"))
            .ok()
            .and_then(|bytes| ron::de::from_bytes(&bytes).ok())
            .unwrap_or_default();
        if encoded.encoding != ENCODING {
            encoded = Encodings {
                encoding: ENCODING,
                ..Encodings::default()
            };
        }
        Ok(Self {
            dir: dir.to_owned(),
            encoded,
            _lock: lock,
        })
    }

    pub(super) fn dir(&self) -> &Path {
        &self.dir
    }

    /// The newest release that was published here.
    pub(super) fn newest(&self) -> Result<Option<Manifest>, CannotRelease> {
        let path = self.dir.join(Manifest::FILE);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(disk_error("read", &path, source)),
        };
        match verify(&bytes) {
            Ok(verified) => Ok(Some(verified.manifest().clone())),
            Err(source) => Err(CannotRelease::Foreign { path, source }),
        }
    }

    /// Puts a blob there, unless it is there.
    pub(super) fn put(&self, bytes: &[u8]) -> Result<Digest, CannotRelease> {
        let digest = Digest::of(bytes);
        if !self.holds(digest, bytes.len() as u64) {
            let path = self.dir.join(digest.blob_path());
            if let Some(folder) = path.parent() {
                disk::folder(folder)?;
            }
            disk::write(&self.own(), &path, bytes)?;
        }
        Ok(digest)
    }

    /// Makes a picture of the feed's folder fit and puts it there, unless that was done before.
    pub(super) fn put_picture(&mut self, feed: &Path, path: &str) -> Result<Media, CannotRelease> {
        let source = feed.join(path);
        let bytes = fs::read(&source).map_err(|error| disk_error("read", &source, error))?;
        let digest = Digest::of(&bytes);
        drop(bytes);
        let known = self.encoded.pictures.get(&digest).cloned();
        let picture = match known.filter(|known| self.holds(known.sha256, known.size)) {
            Some(known) => known,
            None => self.encode(&source)?,
        };
        self.encoded.pictures.insert(digest, picture.clone());
        Ok(Media {
            path: path.to_owned(),
            sha256: picture.sha256,
            size: picture.size,
            width: picture.width,
            height: picture.height,
        })
    }

    fn encode(&self, source: &Path) -> Result<Picture, CannotRelease> {
        let encoded = picture::encode(source).map_err(|error| CannotRelease::Picture {
            path: source.to_owned(),
            source: error,
        })?;
        Ok(Picture {
            sha256: self.put(&encoded.bytes)?,
            size: encoded.bytes.len() as u64,
            width: encoded.width,
            height: encoded.height,
        })
    }

    /// Keeps in mind what became of the pictures of this release, and forgets about others.
    pub(super) fn remember(&mut self, media: &[Media]) -> Result<(), CannotRelease> {
        let used = |picture: &Picture| media.iter().any(|media| media.sha256 == picture.sha256);
        self.encoded.pictures.retain(|_, picture| used(picture));
        let text = ron::to_string(&self.encoded)?;
        let path = self.own().join("encoded.ron");
        disk::write(&self.own(), &path, text.as_bytes())?;
        Ok(())
    }

    /// Exchanges the manifest: from now on the release is out.
    pub(super) fn commit(&self, manifest: &str) -> Result<(), CannotRelease> {
        let path = self.dir.join(Manifest::FILE);
        disk::write(&self.own(), &path, manifest.as_bytes())?;
        Ok(())
    }

    fn holds(&self, digest: Digest, size: u64) -> bool {
        let path = self.dir.join(digest.blob_path());
        fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() == size)
    }

    fn own(&self) -> PathBuf {
        self.dir.join(".desk")
    }
}

fn lock(path: &Path, out: &Path) -> Result<File, CannotRelease> {
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
        .map_err(|error| disk_error("open", path, error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(CannotRelease::Busy(out.to_owned())),
        Err(TryLockError::Error(error)) => Err(disk_error("lock", path, error)),
    }
}

fn disk_error(doing: &'static str, path: &Path, source: io::Error) -> CannotRelease {
    CannotRelease::Disk(StoreError::Disk {
        doing,
        path: path.to_owned(),
        source,
    })
}
