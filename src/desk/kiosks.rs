//! What kiosks say of themselves: heartbeats, and where the desk keeps the newest of each.
//!
//! `DIR/.desk/kiosks/KIOSK.json` holds one [`Seen`]. A heartbeat says nothing about visitors, and
//! what is not in [`Heartbeat`] is not kept.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use legeplads_trust::{Channel, is_id};
use serde::{Deserialize, Serialize};

/// The body of `POST /heartbeat`: how a kiosk is. Unknown fields are ignored, so that a newer
/// courier can tell more.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Heartbeat {
    /// The kiosk's id: 1 to 40 of a-z, 0-9 and -.
    pub kiosk: String,
    /// The id of the site that it stands at; empty if it was not told.
    #[serde(default)]
    pub site: String,
    /// The id of the feed on its glass; empty if there is none.
    #[serde(default)]
    pub feed: String,
    /// The channel that it follows.
    #[serde(default)]
    pub channel: Channel,
    /// The release on its glass; 0 when it is none.
    pub release: u64,
    /// Since when, by its own clock.
    #[serde(default)]
    pub on_glass_since: Option<Timestamp>,
    /// Which screen: `attract`, `tour/travbyen` …
    #[serde(default)]
    pub screen: String,
    /// In which language: `da`.
    #[serde(default)]
    pub language: String,
    /// Its clock: `synced`, `plausible` or `bad`.
    #[serde(default)]
    pub clock: String,
    /// Bytes that are free on its store's disk.
    #[serde(default)]
    pub free_bytes: Option<u64>,
    /// The slowest frame of this release, in milliseconds.
    #[serde(default)]
    pub slowest_ms: Option<f64>,
    /// The version of its program.
    #[serde(default)]
    pub program: String,
    /// Why it did not take what is published.
    #[serde(default)]
    pub refused: Option<String>,
    /// The timestamp's version that it accepted last.
    #[serde(default)]
    pub timestamp_version: Option<u64>,
    /// Whether that was the newest for certain: `proven` or `unproven`.
    #[serde(default)]
    pub freshness: String,
}

/// A heartbeat that the desk got.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    /// When, by the desk's clock.
    pub at: Timestamp,
    /// What it said.
    pub heartbeat: Heartbeat,
}

/// Why a heartbeat was not kept.
#[derive(Debug, thiserror::Error)]
pub enum NotKept {
    /// The kiosk's id is none.
    #[error("{0:?} is not a kiosk's id: 1 to 40 of a-z, 0-9 and - are needed")]
    Id(String),
    /// There are as many kiosks as are kept.
    #[error(
        "{} kiosks are known already, and each was heard of within a week; this one is not kept",
        Kiosks::MOST
    )]
    Full,
    /// The disk refused.
    #[error("cannot write {}: {source}", path.display())]
    Disk {
        /// Where.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
}

/// The newest heartbeat of each kiosk, in memory and on disk.
#[derive(Debug)]
pub struct Kiosks {
    dir: PathBuf,
    known: Mutex<BTreeMap<String, Seen>>,
}

impl Kiosks {
    /// Kiosks that are kept at most: whoever reaches the desk can make up ids.
    pub const MOST: usize = 10_000;

    /// Bytes of a heartbeat at most.
    pub const BYTES: usize = 1024;

    /// When all places are taken, one that was silent for this long gives way to a new one.
    const FORGOTTEN: SignedDuration = SignedDuration::from_hours(7 * 24);

    /// Where a published folder's heartbeats are kept.
    fn folder(published: &Path) -> PathBuf {
        published.join(".desk").join("kiosks")
    }

    /// Those that were kept in this published folder.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn open(published: &Path) -> io::Result<Self> {
        let dir = Self::folder(published);
        fs::create_dir_all(&dir)?;
        let known = read_folder(&dir)?;
        Ok(Self {
            dir,
            known: Mutex::new(known),
        })
    }

    /// Those that were kept in this published folder, newest heartbeat each, by id. Nothing is
    /// written; a folder that nobody serves has none.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn read(published: &Path) -> io::Result<Vec<Seen>> {
        match read_folder(&Self::folder(published)) {
            Ok(known) => Ok(known.into_values().collect()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    /// All of them, by id.
    pub fn all(&self) -> Vec<Seen> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.values().cloned().collect()
    }

    /// Keeps a heartbeat that came at `now`. It waits for the disk.
    ///
    /// # Errors
    ///
    /// [`NotKept`] says why not.
    pub fn keep(&self, heartbeat: Heartbeat, now: Timestamp) -> Result<(), NotKept> {
        let kiosk = heartbeat.kiosk.clone();
        if !is_id(&kiosk) {
            return Err(NotKept::Id(kiosk));
        }
        // Held while the file is written, so that disk and memory agree on which one is newest.
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= Self::MOST && !known.contains_key(&kiosk) {
            self.forget_one(&mut known, now)?;
        }
        let seen = Seen { at: now, heartbeat };
        let path = self.path(&kiosk);
        write(&path, &seen).map_err(|source| NotKept::Disk { path, source })?;
        known.insert(kiosk, seen);
        Ok(())
    }

    fn forget_one(
        &self,
        known: &mut BTreeMap<String, Seen>,
        now: Timestamp,
    ) -> Result<(), NotKept> {
        let oldest = known.iter().min_by_key(|(_, seen)| seen.at);
        let Some((kiosk, _)) =
            oldest.filter(|(_, seen)| now.duration_since(seen.at) > Self::FORGOTTEN)
        else {
            return Err(NotKept::Full);
        };
        let kiosk = kiosk.clone();
        let path = self.path(&kiosk);
        match fs::remove_file(&path) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => {
                return Err(NotKept::Disk { path, source });
            }
            _ => {}
        }
        known.remove(&kiosk);
        Ok(())
    }

    fn path(&self, kiosk: &str) -> PathBuf {
        self.dir.join(format!("{kiosk}.json"))
    }
}

/// All at once or not at all. Not flushed: what a power cut takes, the next heartbeat brings, and
/// thousands of kiosks would keep the disk busy.
fn write(path: &Path, seen: &Seen) -> io::Result<()> {
    let part = path.with_extension("part");
    fs::write(&part, serde_json::to_vec_pretty(seen)?)?;
    fs::rename(&part, path)
}

/// What cannot be understood is left out: a power cut can leave an empty file, and nothing is lost
/// with it.
fn read_folder(dir: &Path) -> io::Result<BTreeMap<String, Seen>> {
    let mut known = BTreeMap::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        let kiosk = path.file_stem().and_then(|name| name.to_str());
        let (Some(kiosk), true) = (kiosk, path.extension().is_some_and(|end| end == "json")) else {
            continue;
        };
        let mut bytes = Vec::new();
        // What is written has more white space than what came, and two more fields.
        let most = 4 * Kiosks::BYTES as u64;
        match File::open(&path) {
            Ok(file) => file.take(most).read_to_end(&mut bytes)?,
            // Forgotten meanwhile.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        let seen = serde_json::from_slice::<Seen>(&bytes).ok();
        if let Some(seen) = seen.filter(|seen| seen.heartbeat.kiosk == kiosk) {
            known.insert(kiosk.to_owned(), seen);
        }
    }
    Ok(known)
}
