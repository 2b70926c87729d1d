//! A packed release, opened: `legeplads-desk pack` made it, and no store is needed for it.
//!
//! It stays one file. Documents are read into memory, pictures, fonts and scenes when they are wanted, from
//! where they lie in it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use legeplads_feed::Feed;
use legeplads_trust::pack::{Extent, Unpackable, read};
use legeplads_trust::{Channel, Clock, Digest, Freshness, Manifest};

use crate::prove::{self, Unfit};
use crate::release::{Shelf, gather};
use crate::source::{OpenPack, Source, Stretch};
use crate::{StoreError, Unusable};

/// A release out of a pack, all of it checked; scenes alone are not read yet.
#[derive(Debug)]
pub struct Packed {
    /// The channel whose desk has packed it.
    pub channel: Channel,
    /// What it consists of.
    pub manifest: Manifest,
    /// Its content.
    pub feed: Feed,
    /// Where each picture, font and baked scene lies, by its path in the feed.
    pub files: BTreeMap<String, Source>,
    /// The SHA-256 of the root that it was checked by, as of the file `root.json`.
    pub root: Digest,
    /// Whether anything that it rests on has expired, as far as the clock can tell.
    pub freshness: Freshness,
}

/// A pack of which nothing may be shown.
#[derive(Debug, thiserror::Error)]
#[error("{}: {why}", file.display())]
pub struct NotOpened {
    /// The file.
    pub file: PathBuf,
    /// What is wrong with it.
    pub why: Why,
}

/// Why nothing of a pack may be shown.
#[derive(Debug, thiserror::Error)]
pub enum Why {
    /// It is not believed.
    #[error(transparent)]
    Untrusted(#[from] Unpackable),
    /// It is believed, and a part of it cannot be used.
    #[error("it cannot be shown: {0}; tell those who packed it")]
    Unusable(#[from] Unusable),
    /// It is believed, and is no content for a kiosk.
    #[error("it cannot be shown: {0}; tell those who packed it")]
    Unfit(#[from] Unfit),
}

/// Opens a pack: it is read to its end and checked, its documents are understood, its fonts looked at
/// and its pictures decoded. `root` and `clock` as [`legeplads_trust::pack::read`] has them.
///
/// # Errors
///
/// [`NotOpened`] says in words for whoever named the file what is wrong with it, and what to do.
pub fn open(path: &Path, root: Option<&[u8]>, clock: Clock) -> Result<Packed, NotOpened> {
    try_open(path, root, clock).map_err(|why| NotOpened {
        file: path.to_owned(),
        why,
    })
}

fn try_open(path: &Path, root: Option<&[u8]>, clock: Clock) -> Result<Packed, Why> {
    let file = File::open(path).map_err(Unpackable::Disk)?;
    let pack = read(BufReader::new(&file), root, clock)?;
    let path = path.to_owned();
    let open = Open {
        pack: Arc::new(OpenPack { file, path }),
        contents: pack.contents,
    };
    let manifest = pack.manifest.manifest().clone();
    let (documents, files) = gather(&manifest, &open)?;
    let feed = prove::documents(&documents, &manifest)?;
    for media in &manifest.media {
        let source = open.whole(&media.path, media.sha256, media.size)?;
        prove::picture(source.picture(), media)?;
    }
    Ok(Packed {
        channel: pack.channel,
        manifest,
        feed,
        files,
        root: pack.root,
        freshness: pack.freshness,
    })
}

/// A pack whose contents were all read once.
struct Open {
    pack: Arc<OpenPack>,
    contents: BTreeMap<Digest, Extent>,
}

impl Shelf for Open {
    type Place = Source;

    fn content(&self, path: &str, digest: Digest, size: u64) -> Result<Vec<u8>, Unusable> {
        let source = self.whole(path, digest, size)?;
        let bytes = source.read();
        Ok(bytes.map_err(StoreError::disk("read", &self.pack.path))?)
    }

    fn whole(&self, path: &str, digest: Digest, _: u64) -> Result<Source, Unusable> {
        let extent = self.contents.get(&digest);
        let extent = *extent.ok_or_else(|| Unusable::Missing(path.to_owned()))?;
        Ok(Source::Packed(Stretch {
            pack: Arc::clone(&self.pack),
            digest,
            extent,
        }))
    }
}
