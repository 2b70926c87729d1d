//! One signed file, opened: whose signature is believed, and that all of it can be shown.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use legeplads_store::config::Config;
use legeplads_store::pack::{self as store, NotOpened, Packed};
use legeplads_town::bake::{Baked, Unreadable};
use legeplads_trust::{Clock, Freshness};

use super::open::{Opened, Origin};
use crate::fonts::Fonts;

/// Made by systemd-timesyncd when the clock was set by a server since the machine started.
const SYNCED: &str = "/run/systemd/timesync/synchronized";

/// Why a packed file is not played. Nothing of it is shown.
#[derive(Debug, thiserror::Error)]
pub enum CannotPlay {
    /// The root to believe cannot be read.
    #[error(
        "cannot read the root {}: {source}; name the root.json of those who packed the file with --root",
        path.display()
    )]
    Root {
        /// Where it should be.
        path: PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
    /// The file cannot be believed, or not be shown.
    #[error("{0}")]
    NotOpened(#[from] NotOpened),
    /// A baked scene is damaged though it was signed for.
    #[error("{}: {path} cannot be shown: {why}; tell those who packed it", file.display())]
    Scene {
        /// The packed file.
        file: PathBuf,
        /// The scene.
        path: String,
        /// What is wrong with it.
        why: String,
    },
}

/// Opens a packed file. It must be signed by those whom `root` names; if that is left out, by those whom
/// this machine believes as a kiosk; and if it is none, the file's own word is taken, which is told.
///
/// # Errors
///
/// [`CannotPlay`] says why nothing of it is shown.
pub(super) fn open(file: &Path, root: Option<&Path>) -> Result<Opened, CannotPlay> {
    let root = believed(root, &Config::default().root.0)?;
    let packed = store::open(file, root.as_deref(), clock())?;
    prove_scenes(file, &packed)?;
    if root.is_none() {
        tracing::warn!(
            "{}: nobody said whose signature to believe, so its own word is taken: it was packed with \
             the root {}. To be certain, name the root.json of those who packed it with --root; \
             sha256sum root.json gives the same number",
            file.display(),
            packed.root
        );
    }
    if packed.freshness == Freshness::Unproven {
        tracing::warn!(
            "{}: what it is signed with has expired, or this machine's clock is wrong; nobody vouches \
             for the clock, so it is played all the same",
            file.display()
        );
    }
    let feed = Arc::new(packed.feed);
    let pictures = packed.files.into();
    Ok(Opened {
        fonts: Fonts::read(&feed, &pictures),
        feed,
        pictures,
        number: packed.manifest.version,
        origin: Origin::Pack,
    })
}

/// The root to go by: the one named, else this machine's own, if it has one.
fn believed(named: Option<&Path>, own: &Path) -> Result<Option<Vec<u8>>, CannotPlay> {
    let path = named.unwrap_or(own);
    match fs::read(path) {
        Ok(root) => Ok(Some(root)),
        Err(error) if named.is_none() && error.kind() == ErrorKind::NotFound => Ok(None),
        Err(source) => Err(CannotPlay::Root {
            path: path.to_owned(),
            source,
        }),
    }
}

/// At a booth there is mostly no network, and then nobody vouches for the clock.
fn clock() -> Clock {
    match Path::new(SYNCED).exists() {
        true => Clock::Synced(Timestamp::now()),
        false => Clock::Unsynced(Timestamp::now()),
    }
}

/// Reads every baked scene once.
fn prove_scenes(file: &Path, packed: &Packed) -> Result<(), CannotPlay> {
    for scene in &packed.manifest.scenes {
        let fault = |why: String| CannotPlay::Scene {
            file: file.to_owned(),
            path: scene.path.clone(),
            why,
        };
        let source = packed.files.get(&scene.path);
        let source = source.ok_or_else(|| fault("it is not there".to_owned()))?;
        let bytes = source.read().map_err(|error| fault(error.to_string()))?;
        match Baked::read(&bytes) {
            // Another baker's light is left out, and the scene lit here.
            Ok(_) | Err(Unreadable::Version(_)) => {}
            Err(error) => return Err(fault(error.to_string())),
        }
    }
    Ok(())
}
