//! The few things that are done to a store.

use legeplads_trust::layout;
use object_store::path::Path as Key;
use object_store::{
    Attribute, Attributes, Error, ObjectStoreExt, PutMode, PutOptions, UpdateVersion,
};

use super::{Place, PlaceError, Seen};

/// The most bytes that are read of a timestamp; one has about two thousand.
const TIMESTAMP_BYTES: u64 = 1024 * 1024;

/// Why a file was not read.
pub(super) enum Unread {
    Missing,
    TooLong,
    Store(Error),
}

impl Place {
    /// A file's content, and what the store needs to replace none but this.
    pub(super) async fn read(
        &self,
        path: &str,
        most: u64,
    ) -> Result<(Vec<u8>, UpdateVersion), Unread> {
        let key = Key::parse(path).map_err(|error| Unread::Store(error.into()))?;
        let found = match self.store.get(&key).await {
            Ok(found) if found.meta.size > most => return Err(Unread::TooLong),
            Ok(found) => found,
            Err(Error::NotFound { .. }) => return Err(Unread::Missing),
            Err(error) => return Err(Unread::Store(error)),
        };
        let version = UpdateVersion {
            e_tag: found.meta.e_tag.clone(),
            version: found.meta.version.clone(),
        };
        let bytes = found.bytes().await.map_err(Unread::Store)?;
        Ok((bytes.to_vec(), version))
    }

    /// The content of a file that must be there.
    pub(super) async fn get(&self, path: &str, most: u64) -> Result<Vec<u8>, PlaceError> {
        match self.read(path, most).await {
            Ok((bytes, _)) => Ok(bytes),
            Err(unread) => Err(self.unreadable(path, unread)),
        }
    }

    pub(super) async fn timestamp(&self) -> Result<Option<Seen>, PlaceError> {
        match self.read(layout::TIMESTAMP, TIMESTAMP_BYTES).await {
            Ok((bytes, version)) => Ok(Some(Seen { bytes, version })),
            Err(Unread::Missing) => Ok(None),
            Err(unread) => Err(self.unreadable(layout::TIMESTAMP, unread)),
        }
    }

    /// A file's length, if there is such a file.
    pub(super) async fn size(&self, path: &str) -> Result<Option<u64>, PlaceError> {
        let fault = |error| self.unreadable(path, Unread::Store(error));
        let key = Key::parse(path).map_err(|error| fault(error.into()))?;
        match self.store.head(&key).await {
            Ok(meta) => Ok(Some(meta.size)),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(fault(error)),
        }
    }

    pub(super) async fn put(
        &self,
        path: &str,
        bytes: Vec<u8>,
        mode: PutMode,
    ) -> Result<(), PlaceError> {
        let fault = |error| PlaceError::Write {
            place: self.name.clone(),
            path: path.to_owned(),
            source: Box::new(error),
        };
        let key = Key::parse(path).map_err(|error| fault(error.into()))?;
        let options = PutOptions {
            mode,
            attributes: self.attributes(path),
            ..PutOptions::default()
        };
        match self.store.put_opts(&key, bytes.into(), options).await {
            Ok(_) => Ok(()),
            Err(Error::AlreadyExists { .. } | Error::Precondition { .. }) => {
                Err(PlaceError::Exists(path.to_owned()))
            }
            Err(error) => Err(fault(error)),
        }
    }

    /// What caches on the way to kiosks are told. A folder's web server has its own say.
    fn attributes(&self, path: &str) -> Attributes {
        if self.folder.is_some() {
            return Attributes::new();
        }
        let is_page = path.ends_with(".html");
        let caching = match path == layout::TIMESTAMP || is_page {
            true => "no-cache",
            false => "public, max-age=31536000, immutable",
        };
        let kind = match path.ends_with(".json") {
            true => "application/json",
            false if is_page => "text/html; charset=utf-8",
            false => "application/octet-stream",
        };
        Attributes::from_iter([
            (Attribute::CacheControl, caching),
            (Attribute::ContentType, kind),
        ])
    }

    fn unreadable(&self, path: &str, unread: Unread) -> PlaceError {
        let (place, path) = (self.name.clone(), path.to_owned());
        match unread {
            Unread::Missing => PlaceError::Gone { place, path },
            Unread::TooLong => PlaceError::Damaged { place, path },
            Unread::Store(error) => PlaceError::Read {
                place,
                path,
                source: Box::new(error),
            },
        }
    }
}
