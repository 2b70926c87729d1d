//! The door: bytes from outside in, a manifest to believe out.

use std::collections::BTreeSet;

use crate::limits;
use crate::{Digest, Manifest};

/// A manifest that came through [`verify`], with the bytes it came in.
///
/// There is no other way to make one, so a store cannot be handed a manifest that nobody checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    manifest: Manifest,
    digest: Digest,
    bytes: Vec<u8>,
}

impl Verified {
    /// What the release consists of.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The release's identity: the digest of the manifest's bytes.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The manifest as it came, to be kept as a blob.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Why a manifest was not believed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Untrusted {
    /// The manifest is larger than [`limits::MANIFEST_BYTES`].
    #[error(
        "the manifest has {bytes} bytes; at most {} are taken",
        limits::MANIFEST_BYTES
    )]
    TooLong {
        /// Its length.
        bytes: u64,
    },
    /// A web page came: the page of a Wi-Fi's log-in, or of a server's error.
    #[error(
        "a web page came instead of a manifest; look whether the network asks for a log-in, \
         and whether the feed's address is right"
    )]
    WebPage,
    /// The bytes are not a manifest in RON.
    #[error("not a manifest: {0}")]
    Malformed(Box<ron::error::SpannedError>),
    /// A desk newer than this program wrote it.
    #[error(
        "the manifest has format {0}, and this program reads format {known}; update the program",
        known = Manifest::FORMAT
    )]
    Format(u32),
    /// The feed's id is not one.
    #[error("{0:?} is not a feed's id: 1 to 40 of a-z, 0-9 and - are needed")]
    FeedId(String),
    /// Releases count from 1.
    #[error("the release has number 0; the first is 1")]
    Version,
    /// More files than [`limits::ENTRIES`].
    #[error("the manifest lists {0} files; at most {most} are taken", most = limits::ENTRIES)]
    TooMany(usize),
    /// A path that could lead out of the feed's folder, or that not every system can hold.
    #[error("{0:?} is not a path inside a feed's folder")]
    Path(String),
    /// Two entries for one path.
    #[error("{0} is listed twice")]
    Twice(String),
    /// One file is larger than its kind may be.
    #[error("{path} has {size} bytes; at most {most} are taken")]
    FileTooLong {
        /// The file.
        path: String,
        /// Its length by the manifest.
        size: u64,
        /// The most that its kind may have.
        most: u64,
    },
    /// A picture of no size, or one that no kiosk can draw.
    #[error(
        "{path} is {width} × {height} pixels; 1 to {} each way are taken",
        limits::MEDIA_PIXELS
    )]
    Pixels {
        /// The picture.
        path: String,
        /// Its width by the manifest.
        width: u32,
        /// Its height by the manifest.
        height: u32,
    },
    /// All files together are larger than [`limits::RELEASE_BYTES`].
    #[error(
        "the release has {0} bytes; at most {most} are taken",
        most = limits::RELEASE_BYTES
    )]
    ReleaseTooLong(u64),
}

/// Checks a manifest's bytes and gives the manifest.
///
/// Today this is form and limits only (see the crate's documentation): signatures replace this.
///
/// # Errors
///
/// [`Untrusted`] says in words for staff what is wrong.
pub fn verify(bytes: &[u8]) -> Result<Verified, Untrusted> {
    let length = bytes.len() as u64;
    if length > limits::MANIFEST_BYTES {
        return Err(Untrusted::TooLong { bytes: length });
    }
    if bytes.trim_ascii_start().starts_with(b"<") {
        return Err(Untrusted::WebPage);
    }
    let manifest: Manifest = ron::Options::default()
        .with_recursion_limit(limits::DEPTH)
        .from_bytes(bytes)
        .map_err(|error| Untrusted::Malformed(Box::new(error)))?;
    check(&manifest)?;
    Ok(Verified {
        manifest,
        digest: Digest::of(bytes),
        bytes: bytes.to_vec(),
    })
}

fn check(manifest: &Manifest) -> Result<(), Untrusted> {
    if manifest.format != Manifest::FORMAT {
        return Err(Untrusted::Format(manifest.format));
    }
    if !is_id(&manifest.feed) {
        return Err(Untrusted::FeedId(manifest.feed.clone()));
    }
    if manifest.version == 0 {
        return Err(Untrusted::Version);
    }
    let count = manifest.documents.len() + manifest.media.len();
    if count > limits::ENTRIES {
        return Err(Untrusted::TooMany(count));
    }
    for document in &manifest.documents {
        check_length(&document.path, document.size, limits::DOCUMENT_BYTES)?;
    }
    for media in &manifest.media {
        check_length(&media.path, media.size, limits::MEDIA_BYTES)?;
        let allowed = 1..=limits::MEDIA_PIXELS;
        if !allowed.contains(&media.width) || !allowed.contains(&media.height) {
            return Err(Untrusted::Pixels {
                path: media.path.clone(),
                width: media.width,
                height: media.height,
            });
        }
    }
    let mut seen = BTreeSet::new();
    let mut total = 0;
    for (path, _, size) in manifest.files() {
        if !is_path(path) {
            return Err(Untrusted::Path(path.to_owned()));
        }
        if !seen.insert(path) {
            return Err(Untrusted::Twice(path.to_owned()));
        }
        // No overflow: the number of files and the size of each are already bounded.
        total += size;
    }
    if total > limits::RELEASE_BYTES {
        return Err(Untrusted::ReleaseTooLong(total));
    }
    Ok(())
}

fn check_length(path: &str, size: u64, most: u64) -> Result<(), Untrusted> {
    if size > most {
        return Err(Untrusted::FileTooLong {
            path: path.to_owned(),
            size,
            most,
        });
    }
    Ok(())
}

fn is_id(text: &str) -> bool {
    let known = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
    (1..=40).contains(&text.len()) && text.bytes().all(known)
}

/// Whether a path stays inside a feed's folder on any system.
///
/// It is relative, with `/` between names; no hidden name, hence neither `.` nor `..`; nothing that
/// another system reads as a separator or a drive.
pub fn is_path(path: &str) -> bool {
    let name_is_plain = |name: &str| {
        !name.is_empty()
            && !name.starts_with('.')
            && !name
                .chars()
                .any(|c| c.is_control() || matches!(c, '\\' | ':'))
    };
    path.len() <= limits::PATH_BYTES && path.split('/').all(name_is_plain)
}
