//! `legeplads-desk release`: a feed's folder becomes a release that any web server can serve.
//!
//! ```text
//! OUT/
//!   manifest.ron           what the newest release consists of; written last
//!   blobs/sha256/ab/abcd…  its files, and those of releases before
//!   .desk/                 the desk's own: a lock, and which picture became which blob
//! ```
//!
//! Whoever reads OUT at any instant finds a whole release: blobs come first, and the manifest is
//! exchanged in one step.

mod out;
mod words;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use legeplads_feed::Feed;
use legeplads_store::StoreError;
use legeplads_trust::{Document, Manifest, Media, Untrusted, verify};

use crate::check::{Checked, check};
use crate::picture::CannotEncode;
use out::Out;

/// What came of it.
#[derive(Debug)]
pub enum Released {
    /// There is a new release.
    New {
        /// What it consists of.
        manifest: Manifest,
        /// In words for staff: what is new, and how much kiosks will fetch.
        words: String,
    },
    /// Nothing has changed since the newest release, which stands.
    Unchanged {
        /// The release that stands.
        manifest: Manifest,
        /// In words for staff.
        words: String,
    },
}

/// Why there is no release.
#[derive(Debug, thiserror::Error)]
pub enum CannotRelease {
    /// The feed has errors.
    #[error("{}; nothing was published", .0.summary())]
    Unfit(Box<Checked>),
    /// A picture cannot be made fit.
    #[error("{}: {source}", path.display())]
    Picture {
        /// The picture.
        path: PathBuf,
        /// Why.
        source: CannotEncode,
    },
    /// What is in OUT is not what a desk wrote.
    #[error(
        "{} is there and cannot be understood ({source}); give another folder with --to, or move \
         this one away",
        path.display()
    )]
    Foreign {
        /// The manifest in OUT.
        path: PathBuf,
        /// What is wrong with it.
        source: Untrusted,
    },
    /// OUT belongs to another feed.
    #[error("{} holds the feed {held:?}, and this is {feed:?}; give each its own folder with --to",
        out.display())]
    OtherFeed {
        /// The folder.
        out: PathBuf,
        /// The feed in it.
        held: String,
        /// The feed that was to be released.
        feed: String,
    },
    /// Another desk is publishing there.
    #[error("another desk is publishing to {}; wait for it, then run this again", .0.display())]
    Busy(PathBuf),
    /// The release would be refused by every kiosk.
    #[error("kiosks would refuse this release: {0}")]
    Refused(Untrusted),
    /// The manifest could not be put into RON.
    #[error("cannot write the manifest: {0}")]
    Format(#[from] ron::Error),
    /// The disk refused.
    #[error(transparent)]
    Disk(#[from] StoreError),
}

/// Checks the feed in `dir` and publishes it to `out` under the next number, unless nothing has
/// changed.
///
/// # Errors
///
/// [`CannotRelease`] says why not; the release before stands then.
pub fn release(dir: &Path, out: &Path) -> Result<Released, CannotRelease> {
    let checked = check(dir);
    let Some(feed) = &checked.feed else {
        return Err(CannotRelease::Unfit(Box::new(checked)));
    };
    let mut out = Out::open(out)?;
    let before = out.newest()?;
    if let Some(before) = before.as_ref().filter(|before| before.feed != feed.id) {
        return Err(CannotRelease::OtherFeed {
            out: out.dir().to_owned(),
            held: before.feed.clone(),
            feed: feed.id.clone(),
        });
    }
    let manifest = Manifest {
        format: Manifest::FORMAT,
        feed: feed.id.clone(),
        version: before.as_ref().map_or(1, |before| before.version + 1),
        created: now(),
        documents: put_documents(&checked, &out)?,
        media: put_pictures(&checked, &mut out)?,
    };
    let name = name(feed);
    match before {
        Some(before) if same_content(&before, &manifest) => Ok(Released::Unchanged {
            words: words::unchanged(&before, &name, out.dir()),
            manifest: before,
        }),
        before => {
            let text = manifest.to_ron()?;
            verify(text.as_bytes()).map_err(CannotRelease::Refused)?;
            out.commit(&text)?;
            Ok(Released::New {
                words: words::published(before.as_ref(), &manifest, &name, out.dir()),
                manifest,
            })
        }
    }
}

fn put_documents(checked: &Checked, out: &Out) -> Result<Vec<Document>, CannotRelease> {
    checked
        .documents
        .iter()
        .map(|(path, bytes)| {
            Ok(Document {
                path: path.to_owned(),
                sha256: out.put(bytes)?,
                size: bytes.len() as u64,
            })
        })
        .collect()
}

/// One picture after the other, so that one at a time is in memory.
fn put_pictures(checked: &Checked, out: &mut Out) -> Result<Vec<Media>, CannotRelease> {
    let mut media = Vec::new();
    for (path, _) in checked.documents.media() {
        media.push(out.put_picture(&checked.dir, path)?);
    }
    out.remember(&media)?;
    Ok(media)
}

/// Whether two manifests list the same files. When they were made does not count.
fn same_content(a: &Manifest, b: &Manifest) -> bool {
    let sorted = |manifest: &Manifest| {
        let (mut documents, mut media) = (manifest.documents.clone(), manifest.media.clone());
        documents.sort();
        media.sort();
        (documents, media)
    };
    sorted(a) == sorted(b)
}

/// The place's name in its own language.
fn name(feed: &Feed) -> String {
    match feed.languages.first() {
        Some(language) => feed.name.get(language).to_owned(),
        None => feed.id.clone(),
    }
}

/// Now, in whole seconds: for people to read.
fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}
