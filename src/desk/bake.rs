//! `legeplads-desk bake`, and the light of a release: every scene of its feed, baked, each only if it is
//! not known yet.
//!
//! What was baked is kept on the desk's own machine under a digest of everything that its light
//! depends on, so a release with other words bakes nothing.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use legeplads_feed::Feed;
use legeplads_store::disk;
use legeplads_town::bake::{Baked, Unbaked};
use legeplads_town::paint::Paint;
use legeplads_town::setting::{self, Setting};
use legeplads_trust::{Digest, Digester};

use crate::check::{Checked, check};
use crate::publish::size;

/// What baking took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Baking {
    /// How many scenes the feed has.
    pub scenes: usize,
    /// How many of them were not known yet.
    pub baked: usize,
    /// The triangles of all of them.
    pub triangles: usize,
    /// The bytes of all their files.
    pub bytes: u64,
    /// How long all of it took.
    pub took: Duration,
}

impl Baking {
    /// In words for staff.
    pub fn words(&self) -> String {
        let Self {
            scenes,
            baked,
            triangles,
            bytes,
            took,
        } = self;
        format!(
            "{scenes} scenes: {baked} baked, {} known from before. {triangles} triangles, {} in {:.1} \
             s.\n",
            scenes - baked,
            size(*bytes),
            took.as_secs_f64()
        )
    }
}

/// One scene of a feed.
#[derive(Debug)]
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

/// A feed's scenes, one after the other, each baked unless it is known.
#[derive(Debug)]
pub(crate) struct Oven {
    scenes: std::vec::IntoIter<Scene>,
    paint: Paint,
    kept: Kept,
    used: BTreeSet<Digest>,
    baking: Baking,
    begun: Instant,
}

/// A baked scene: its path in a release, and its file's content.
pub(crate) type Loaf = (String, Vec<u8>);

impl Oven {
    /// For all scenes of a feed. `cache`: where this machine keeps what can be made again.
    pub(crate) fn of(feed: &Feed, cache: Option<&Path>) -> Self {
        Self {
            scenes: scenes(feed).into_iter(),
            paint: Paint::of(feed),
            kept: Kept {
                folder: cache.map(|cache| cache.join(format!("scenes-{}", feed.id))),
            },
            used: BTreeSet::new(),
            baking: Baking::default(),
            begun: Instant::now(),
        }
    }

    /// The next scene; `None` after the last.
    pub(crate) fn next(&mut self) -> Option<Loaf> {
        let scene = self.scenes.next()?;
        let (key, bytes, baked) = self.kept.baked(&scene, &self.paint);
        self.used.insert(key);
        self.baking.scenes += 1;
        self.baking.baked += usize::from(baked.is_new);
        self.baking.triangles += baked.triangles;
        self.baking.bytes += bytes.len() as u64;
        Some((scene.path, bytes))
    }

    /// What it took. Scenes of other releases are forgotten.
    pub(crate) fn done(self) -> Baking {
        self.kept.forget_all_but(&self.used);
        Baking {
            took: self.begun.elapsed(),
            ..self.baking
        }
    }
}

/// Why nothing was baked.
#[derive(Debug, thiserror::Error)]
#[error("{}; nothing was baked", .0.summary())]
pub struct CannotBake(pub Box<Checked>);

/// Checks the feed in the folder `dir` and bakes its light, for `publish` to find in `cache`.
///
/// # Errors
///
/// [`CannotBake`], when the feed has errors.
pub fn bake(dir: &Path, cache: Option<&Path>) -> Result<Baking, CannotBake> {
    let checked = check(dir);
    let Some(feed) = &checked.feed else {
        return Err(CannotBake(Box::new(checked)));
    };
    let mut oven = Oven::of(feed, cache);
    while oven.next().is_some() {}
    Ok(oven.done())
}

/// What there is to say of one scene.
struct About {
    is_new: bool,
    triangles: usize,
}

/// Scenes that were baked before.
#[derive(Debug)]
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
    fn baked(&self, scene: &Scene, paint: &Paint) -> (Digest, Vec<u8>, About) {
        let mut unbaked = Unbaked::of(&scene.setting, scene.portrait, paint);
        let mut digester = Digester::new();
        unbaked.fingerprint(|bytes| digester.update(bytes));
        let key = digester.finish();
        let file = self.file(key);
        let known = file.as_ref().and_then(|file| fs::read(file).ok());
        // A file that is damaged is baked again.
        let read = |bytes: Vec<u8>| Some((Baked::read(&bytes).ok()?.triangles(), bytes));
        if let Some((triangles, bytes)) = known.and_then(read) {
            let is_new = false;
            return (key, bytes, About { is_new, triangles });
        }
        let baked = unbaked.bake();
        let (triangles, bytes) = (baked.triangles(), baked.to_bytes());
        if let (Some(file), Some(folder)) = (&file, &self.folder) {
            // A disk that refuses costs time at the next publication and nothing else.
            let _ = disk::folder(folder).and_then(|()| disk::write(folder, file, &bytes));
        }
        let is_new = true;
        (key, bytes, About { is_new, triangles })
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
