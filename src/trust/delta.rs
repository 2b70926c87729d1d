//! What is other in a release than in the one before it: some hundred bytes and the new documents,
//! where a manifest has a line for every file of the place, and each file asked for costs a head.

use std::collections::BTreeSet;

use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use crate::{Digest, Document, Font, Manifest, Media, Verified, limits, reread};

/// The way from one manifest to the next one on its channel. A blob like the manifest itself, so
/// whatever serves blobs serves it: RON, and behind a zero the new documents, one after the other.
///
/// Nothing is believed because it stands here: what [`rebuild`] makes of it is the manifest that was
/// signed for, byte for byte, or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delta {
    /// The new manifest, with those files alone that the one before does not list just so.
    pub manifest: Manifest,
    /// Paths that the one before lists, and the new one does not.
    pub gone: Vec<String>,
}

/// Ends the RON: no text has it.
const END: u8 = 0;

/// What a delta leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebuilt {
    /// The manifest that was signed for.
    pub manifest: Verified,
    /// Files of it that came along, as it lists them.
    pub documents: Vec<(Digest, Vec<u8>)>,
}

/// Where a delta lies, and from which manifest it leads on. Stands in signed metadata beside the
/// digest of the manifest that it leads to (`custom`, in The Update Framework's terms).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeltaTarget {
    /// The manifest that it begins with.
    pub from: Digest,
    /// Its content's name; it is fetched from [`Digest::blob_path`].
    pub sha256: Digest,
    /// Its length in bytes.
    pub length: u64,
}

impl DeltaTarget {
    /// Its name in signed metadata.
    pub(crate) const KEY: &str = "delta";
}

impl Delta {
    /// What leads from one manifest to another.
    pub fn between(before: &Manifest, now: &Manifest) -> Self {
        let here: BTreeSet<_> = now.files().map(|(path, _, _)| path).collect();
        let gone = before.files().map(|(path, _, _)| path);
        let gone = gone.filter(|path| !here.contains(path));
        Self {
            gone: gone.map(str::to_owned).collect(),
            manifest: Manifest {
                documents: fresh(&before.documents, &now.documents),
                media: fresh(&before.media, &now.media),
                scenes: fresh(&before.scenes, &now.scenes),
                fonts: fresh(&before.fonts, &now.fonts),
                ..now.clone()
            },
        }
    }

    /// Whether its documents are few enough to go along.
    pub fn carries_documents(&self) -> bool {
        let sizes = self.manifest.documents.iter().map(|file| file.size);
        sizes.sum::<u64>() <= limits::DELTA_DOCUMENT_BYTES
    }

    /// The file: one entry a line, and then the content of `manifest.documents` in their order, or
    /// nothing if they are to be fetched one by one.
    ///
    /// # Errors
    ///
    /// When the RON writer gives up, which it has no reason to do for these types.
    pub fn to_bytes(&self, documents: &[Vec<u8>]) -> Result<Vec<u8>, ron::Error> {
        let mut bytes = self.to_ron()?.into_bytes();
        if !documents.is_empty() {
            bytes.push(END);
        }
        bytes.extend(documents.iter().flatten());
        Ok(bytes)
    }

    /// The first part of the file alone.
    ///
    /// # Errors
    ///
    /// When the RON writer gives up, which it has no reason to do for these types.
    pub fn to_ron(&self) -> Result<String, ron::Error> {
        let form = PrettyConfig::new()
            .struct_names(true)
            .depth_limit(3)
            .new_line("\n");
        ron::Options::default()
            .to_string_pretty(self, form)
            .map(|text| text + "\n")
    }

    /// The manifest that comes of it.
    fn applied(self, before: &Manifest) -> Manifest {
        let Self { mut manifest, gone } = self;
        let fresh = manifest.files().map(|(path, _, _)| path.to_owned());
        let replaced: BTreeSet<_> = gone.into_iter().chain(fresh).collect();
        let stays = |path: &String| !replaced.contains(path);
        let kept = |file: &&Document| stays(&file.path);
        let documents = before.documents.iter().filter(kept).cloned();
        manifest.documents.extend(documents);
        let scenes = before.scenes.iter().filter(kept).cloned();
        manifest.scenes.extend(scenes);
        let media = before
            .media
            .iter()
            .filter(|file: &&Media| stays(&file.path));
        manifest.media.extend(media.cloned());
        let fonts = before.fonts.iter().filter(|file: &&Font| stays(&file.path));
        manifest.fonts.extend(fonts.cloned());
        manifest
    }
}

fn fresh<T: Ord + Clone>(before: &[T], now: &[T]) -> Vec<T> {
    let before: BTreeSet<_> = before.iter().collect();
    let fresh = now.iter().filter(|file| !before.contains(file));
    fresh.cloned().collect()
}

/// The manifest with the digest `wanted`, made of the one before it and the bytes of its delta. `None`
/// if these two do not lead there, whatever the reason: another desk's program may write manifests
/// otherwise. Then the manifest itself is to be fetched.
///
/// Documents that came along and are not as the manifest has them are left out. Whatever the bytes are,
/// it takes no more than the two lists and themselves have room for.
pub fn rebuild(before: &Verified, delta: &[u8], wanted: Digest) -> Option<Rebuilt> {
    if delta.len() as u64 > limits::DELTA_BYTES {
        return None;
    }
    let mut parts = delta.splitn(2, |byte| *byte == END);
    let (text, mut rest) = (parts.next()?, parts.next().unwrap_or_default());
    let delta: Delta = ron::Options::default()
        .with_recursion_limit(limits::DEPTH)
        .from_bytes(text)
        .ok()?;
    let fresh = delta.manifest.documents.clone();
    let manifest = delta.applied(before.manifest());
    let manifest = reread(manifest.to_ron().ok()?.as_bytes(), wanted).ok()?;
    let mut documents = Vec::new();
    for file in fresh {
        let size = usize::try_from(file.size).ok()?;
        let Some((content, after)) = rest.split_at_checked(size) else {
            break;
        };
        rest = after;
        if Digest::of(content) == file.sha256 {
            documents.push((file.sha256, content.to_vec()));
        }
    }
    Some(Rebuilt {
        manifest,
        documents,
    })
}
