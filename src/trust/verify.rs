//! The door: bytes from outside in, a manifest to believe out.

use std::collections::BTreeSet;

use crate::{Digest, Manifest, Target, is_id, limits};

/// A manifest that came through [`verify`], with the bytes it came in.
///
/// Signed by those who may, or, through [`reread`], that once and kept since. There is no other way
/// to make one, so a store cannot be handed a manifest that nobody checked.
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
    /// Not as many bytes as were signed for.
    #[error(
        "the manifest has {bytes} bytes, and {signed} were signed for; it was changed on the way or cut off"
    )]
    Length {
        /// Its length.
        bytes: u64,
        /// Its length in the signed metadata.
        signed: u64,
    },
    /// Not the manifest that was signed for.
    #[error("the manifest is {came}, and {signed} was signed for; it was changed on the way")]
    Other {
        /// What came.
        came: Digest,
        /// What was signed for, or kept.
        signed: Digest,
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
    /// Staff's note is longer than [`limits::NOTE_BYTES`].
    #[error("the note has {0} bytes; at most {most} are taken", most = limits::NOTE_BYTES)]
    Note(usize),
    /// A takedown that lists files.
    #[error("the release is withdrawn and yet lists {0} files")]
    Withdrawn(usize),
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

/// Lets in the manifest that `target` names, and no other.
///
/// # Errors
///
/// [`Untrusted`] says in words for staff what is wrong: not what was signed for, or signed for and
/// yet not a manifest within [`limits`].
pub fn verify(bytes: &[u8], target: &Target) -> Result<Verified, Untrusted> {
    page(bytes)?;
    let length = bytes.len() as u64;
    if length != target.size() {
        return Err(Untrusted::Length {
            bytes: length,
            signed: target.size(),
        });
    }
    reread(bytes, target.sha256())
}

/// Reads a manifest again that was verified once and kept under its digest: for a store opening its
/// own blobs, and for a desk about to sign what it has just written.
///
/// # Errors
///
/// [`Untrusted`], for other bytes than those of `digest`, and for what is no manifest within
/// [`limits`]: the program may have become stricter since.
pub fn reread(bytes: &[u8], digest: Digest) -> Result<Verified, Untrusted> {
    let length = bytes.len() as u64;
    if length > limits::MANIFEST_BYTES {
        return Err(Untrusted::TooLong { bytes: length });
    }
    page(bytes)?;
    let came = Digest::of(bytes);
    if came != digest {
        return Err(Untrusted::Other {
            came,
            signed: digest,
        });
    }
    let manifest: Manifest = ron::Options::default()
        .with_recursion_limit(limits::DEPTH)
        .from_bytes(bytes)
        .map_err(|error| Untrusted::Malformed(Box::new(error)))?;
    check(&manifest)?;
    Ok(Verified {
        manifest,
        digest,
        bytes: bytes.to_vec(),
    })
}

/// Before the digest is looked at, since these are the words that help.
fn page(bytes: &[u8]) -> Result<(), Untrusted> {
    if is_page(bytes) {
        return Err(Untrusted::WebPage);
    }
    Ok(())
}

/// Whether bytes are a web page: neither JSON nor RON begins like one.
pub(crate) fn is_page(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"<")
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
    if manifest.note.len() > limits::NOTE_BYTES {
        return Err(Untrusted::Note(manifest.note.len()));
    }
    let count = manifest.files().count();
    if manifest.withdrawn && count > 0 {
        return Err(Untrusted::Withdrawn(count));
    }
    if count > limits::ENTRIES {
        return Err(Untrusted::TooMany(count));
    }
    for document in &manifest.documents {
        check_length(&document.path, document.size, limits::DOCUMENT_BYTES)?;
    }
    for font in &manifest.fonts {
        check_length(&font.path, font.size, limits::FONT_BYTES)?;
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
    for scene in &manifest.scenes {
        check_length(&scene.path, scene.size, limits::SCENE_BYTES)?;
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
