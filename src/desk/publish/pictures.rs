//! The pictures of a release, each encoded once.
//!
//! What became of a picture is kept in mind on the desk's own machine, never in the place: whoever
//! could write there could otherwise slip other pictures under the desk's signature.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use legeplads_store::disk;
use legeplads_trust::{Digest, Media};
use serde::{Deserialize, Serialize};
use tokio::task::spawn_blocking;

use super::CannotPublish;
use crate::picture::{self, ENCODING};
use crate::place::Place;

/// Which pictures became which blobs.
pub(super) struct Pictures {
    /// Where this is kept; nowhere if the machine has no place for it.
    file: Option<PathBuf>,
    known: Encodings,
}

/// The file.
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

impl Pictures {
    /// What is known of a feed's pictures. Of a cache that is damaged or not there: nothing.
    pub(super) fn known(cache: Option<&Path>, feed: &str) -> Self {
        let file = cache.map(|cache| cache.join(format!("pictures-{feed}.ron")));
        let known = file
            .as_ref()
            .and_then(|file| fs::read(file).ok())
            .and_then(|bytes| ron::de::from_bytes(&bytes).ok())
            .filter(|known: &Encodings| known.encoding == ENCODING);
        Self {
            file,
            known: known.unwrap_or(Encodings {
                encoding: ENCODING,
                ..Encodings::default()
            }),
        }
    }

    /// Makes a picture of the feed's folder fit and puts it there, unless that was done before.
    pub(super) async fn put(
        &mut self,
        place: &Place,
        feed: &Path,
        path: &str,
    ) -> Result<Media, CannotPublish> {
        let source = feed.join(path);
        let bytes = fs::read(&source).map_err(|error| CannotPublish::Read {
            path: source.clone(),
            source: error,
        })?;
        let digest = Digest::of(&bytes);
        drop(bytes);
        let picture = match self.known.pictures.get(&digest) {
            Some(known) if place.holds(known.sha256, known.size).await? => known.clone(),
            _ => encode(place, source).await?,
        };
        self.known.pictures.insert(digest, picture.clone());
        Ok(Media {
            path: path.to_owned(),
            sha256: picture.sha256,
            size: picture.size,
            width: picture.width,
            height: picture.height,
        })
    }

    /// Keeps in mind what became of these pictures, and forgets about others. A disk that refuses
    /// costs time at the next publication and nothing else.
    pub(super) fn keep(mut self, media: &[Media]) {
        let used = |picture: &Picture| media.iter().any(|media| media.sha256 == picture.sha256);
        self.known.pictures.retain(|_, picture| used(picture));
        let (Some(file), Ok(text)) = (&self.file, ron::to_string(&self.known)) else {
            return;
        };
        if let Some(folder) = file.parent() {
            let _ = disk::folder(folder).and_then(|()| disk::write(folder, file, text.as_bytes()));
        }
    }
}

async fn encode(place: &Place, source: PathBuf) -> Result<Picture, CannotPublish> {
    let path = source.clone();
    let encoded = spawn_blocking(move || picture::encode(&path)).await?;
    let encoded = encoded.map_err(|error| CannotPublish::Picture {
        path: source,
        source: error,
    })?;
    Ok(Picture {
        size: encoded.bytes.len() as u64,
        sha256: place.put_blob(encoded.bytes).await?,
        width: encoded.width,
        height: encoded.height,
    })
}
