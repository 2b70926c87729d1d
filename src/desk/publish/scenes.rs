//! The light of a release: every scene of its feed, baked, each only if it is not known yet.
//!
//! What was baked is kept on the desk's own machine under a digest of everything that its light
//! depends on, so a release with other words bakes nothing.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use legeplads_feed::Feed;
use legeplads_store::disk;
use legeplads_town::bake::{Baked, Unbaked};
use legeplads_town::paint::Paint;
use legeplads_town::setting::{self, Setting};
use legeplads_trust::{Digest, Digester, Document};
use tokio::task::spawn_blocking;

use super::CannotPublish;
use crate::place::Desk;

/// What baking took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Baking {
    /// How many scenes the feed has.
    pub scenes: usize,
    /// How many of them were not known yet.
    pub baked: usize,
    /// How long all of it took.
    pub took: Duration,
}

/// One scene of a feed.
struct Scene {
    path: String,
    setting: Setting,
    portrait: bool,
}

/// Every scene of a feed that does not depend on its visitors.
fn scenes(feed: &Feed) -> Vec<Scene> {
    let mut scenes = Vec::new();
    for portrait in [false, true] {
        scenes.push(Scene {
            path: setting::path(None, portrait),
            setting: Setting::island(feed, portrait),
            portrait,
        });
        for id in feed.stops.keys() {
            scenes.extend(Setting::stop(feed, id).map(|setting| Scene {
                path: setting::path(Some(id), portrait),
                setting,
                portrait,
            }));
        }
    }
    scenes
}

/// Bakes what is to be baked and puts all of it there, one scene after the other.
pub(super) async fn put(
    feed: &Feed,
    desk: &Desk,
) -> Result<(Vec<Document>, Baking), CannotPublish> {
    let begun = Instant::now();
    let kept = Kept {
        folder: desk
            .cache
            .as_ref()
            .map(|cache| cache.join(format!("scenes-{}", feed.id))),
    };
    let (mut documents, mut used, mut baked) = (Vec::new(), BTreeSet::new(), 0);
    for scene in scenes(feed) {
        let (paint, kept, path) = (Paint::of(feed), kept.clone(), scene.path.clone());
        let (key, bytes, is_new) = spawn_blocking(move || kept.baked(&scene, &paint)).await?;
        baked += usize::from(is_new);
        used.insert(key);
        documents.push(Document {
            path,
            size: bytes.len() as u64,
            sha256: desk.place.put_blob(bytes).await?,
        });
    }
    kept.forget_all_but(&used);
    let baking = Baking {
        scenes: documents.len(),
        baked,
        took: begun.elapsed(),
    };
    Ok((documents, baking))
}

/// Scenes that were baked before.
#[derive(Clone)]
struct Kept {
    /// Where; nowhere if the machine has no place for them.
    folder: Option<PathBuf>,
}

impl Kept {
    fn file(&self, key: Digest) -> Option<PathBuf> {
        self.folder
            .as_ref()
            .map(|folder| folder.join(key.to_string()))
    }

    /// A scene's file, known or baked now, with the digest of what its light depends on.
    fn baked(&self, scene: &Scene, paint: &Paint) -> (Digest, Vec<u8>, bool) {
        let mut unbaked = Unbaked::of(&scene.setting, scene.portrait, paint);
        let mut digester = Digester::new();
        unbaked.fingerprint(|bytes| digester.update(bytes));
        let key = digester.finish();
        let file = self.file(key);
        let known = file.as_ref().and_then(|file| fs::read(file).ok());
        // A file that is damaged is baked again.
        if let Some(bytes) = known.filter(|bytes| Baked::read(bytes).is_ok()) {
            return (key, bytes, false);
        }
        let bytes = unbaked.bake().to_bytes();
        if let (Some(file), Some(folder)) = (&file, &self.folder) {
            // A disk that refuses costs time at the next publication and nothing else.
            let _ = disk::folder(folder).and_then(|()| disk::write(folder, file, &bytes));
        }
        (key, bytes, true)
    }

    /// Only the scenes of the newest release are worth their room.
    fn forget_all_but(&self, used: &BTreeSet<Digest>) {
        let Some(Ok(files)) = self.folder.as_ref().map(fs::read_dir) else {
            return;
        };
        let names: BTreeSet<String> = used.iter().map(Digest::to_string).collect();
        for file in files.flatten() {
            if !names.contains(&*file.file_name().to_string_lossy()) {
                let _ = fs::remove_file(file.path());
            }
        }
    }
}
