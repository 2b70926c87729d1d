//! `screen.ron`: what the kiosk says of itself. A public contract.

use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::disk::{Disk, Durable, RealDisk};
use crate::{Pointer, StoreError, record};

/// What is on the glass. Written by the kiosk to `screen.ron`, read by the courier, the desk and
/// whoever watches over kiosks:
///
/// ```text
/// Screen(release: 12, feed: "billund", on_glass_since: "2026-11-21T21:04:05.120Z", screen: "tour/travbyen", language: "da", frames: 1234, slowest_ms: 17.1)
/// ```
///
/// Readers ignore fields that they do not know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Screen {
    /// The release on the glass; 0 when it is none: built-in content, or a feed's folder.
    pub release: u64,
    /// The feed's id.
    pub feed: String,
    /// When the release was first on the glass, in UTC with milliseconds.
    #[serde(with = "milliseconds")]
    pub on_glass_since: Timestamp,
    /// Which screen: `attract`, `island`, `tour/travbyen` …
    pub screen: String,
    /// In which language: `da`.
    pub language: String,
    /// Frames presented since the release came on the glass.
    pub frames: u64,
    /// The slowest of these, in milliseconds.
    pub slowest_ms: f64,
    /// What is left out so that a machine that is too slow keeps its pace: `kept-picture` where a GPU
    /// no longer draws in each frame what stands; `fewer-lives`, and then `fewer-shadows`, too, and
    /// at last `plain-edges`. Left out when everything is drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quality: Option<String>,
    /// Whether it is a demo, which says nothing of any kiosk. Left out when it is none.
    #[serde(default, skip_serializing_if = "is_left_out")]
    pub demo: bool,
    /// The launch that it has shown last. Left out when there was none since it started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub launched: Option<Launched>,
    /// A release that the kiosk would not show, and why. Left out when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<(u64, String)>,
    /// A release that kiosks before this one stopped on ([`Screen::stops`]), and how often. Left out
    /// when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped: Option<(u64, u32)>,
}

/// A launch that was on the glass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Launched {
    /// The campaign's id.
    pub campaign: String,
    /// When it was to be unveiled, in UTC with milliseconds.
    #[serde(with = "milliseconds")]
    pub reveal_at: Timestamp,
    /// When the first frame of its show had been presented, by the kiosk's clock, likewise. Of a kiosk
    /// that came late it is the first frame that it showed.
    #[serde(with = "milliseconds")]
    pub shown: Timestamp,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_left_out(demo: &bool) -> bool {
    !*demo
}

/// What the kiosk's words mean for a pending release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing is said of it yet.
    Wait,
    /// It is on the glass: make it current.
    Confirm,
    /// It cannot be shown, and why.
    Reject(String),
}

impl Screen {
    /// The file's name in a store.
    pub const FILE: &str = "screen.ron";

    /// Frames of a release that must have been presented before it counts as on the glass.
    pub const GOOD_FRAMES: u64 = 3;

    /// So often kiosks stop within a release's first frames before it is left alone. Once may have been
    /// a power cut, and a good release would be refused for ever.
    pub const STOPS: u32 = 2;

    /// Bytes that are read of the file at most.
    const BYTES: u64 = 64 * 1024;

    /// What is said here of a pending release.
    pub fn verdict(&self, pending: &Pointer) -> Verdict {
        match &self.refused {
            Some((release, why)) if *release == pending.release => Verdict::Reject(why.clone()),
            _ if self.shows(pending) && self.frames >= Self::GOOD_FRAMES => Verdict::Confirm,
            _ => Verdict::Wait,
        }
    }

    /// Which release kiosks stopped on before it counted as on the glass, and how often in a row: the
    /// one that wrote this among them. To be asked of the file as the kiosk before left it; the next
    /// one writes it into [`Screen::stopped`] until that release, or a newer one, is on its glass.
    pub fn stops(&self) -> Option<(u64, u32)> {
        let stopped = (self.frames < Self::GOOD_FRAMES && self.release > 0).then_some(self.release);
        match (stopped, self.stopped) {
            // A kiosk that starts shows at first what it had; the newer one is what waits.
            (Some(release), Some((before, _))) if before > release => self.stopped,
            (Some(release), Some((before, times))) if before == release => {
                Some((release, times.saturating_add(1)))
            }
            (Some(release), _) => Some((release, 1)),
            (None, before) => before.filter(|(before, _)| *before > self.release),
        }
    }

    /// Whether kiosks stopped so often while they showed `pending` for the first time that it is to be
    /// left alone. To be asked of the file as the kiosk before left it.
    pub fn gives_up_on(&self, pending: &Pointer) -> bool {
        let on_it = self
            .stops()
            .filter(|(release, _)| *release == pending.release);
        self.feed == pending.feed && on_it.is_some_and(|(_, times)| times >= Self::STOPS)
    }

    fn shows(&self, pending: &Pointer) -> bool {
        self.release == pending.release && self.feed == pending.feed
    }

    /// The file's text: one line.
    ///
    /// # Errors
    ///
    /// When the RON writer gives up, which it has no reason to do for this type.
    pub fn to_ron(&self) -> Result<String, ron::Error> {
        record::one_line(self).map(|text| text + "\n")
    }

    /// Writes `screen.ron` into a store's folder, durably. Call it off the frame loop: it waits
    /// for the disk. There is one writer for each store.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn write(&self, store: &Path) -> Result<(), StoreError> {
        self.write_on(&RealDisk, store)
    }

    /// The same, on another disk.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn write_on(&self, disk: &dyn Disk, store: &Path) -> Result<(), StoreError> {
        let text = self.to_ron().map_err(|source| StoreError::Format {
            what: Self::FILE,
            source,
        })?;
        disk.rewrite(store, Self::FILE, text.as_bytes())
    }

    /// Reads `screen.ron` from a store's folder. `None` when there is none, or when it cannot be
    /// understood: then nothing is known of the screen, and that is no failure of the reader.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn read(store: &Path) -> Result<Option<Self>, StoreError> {
        Self::read_on(&RealDisk, store)
    }

    pub(crate) fn read_on(disk: &dyn Disk, store: &Path) -> Result<Option<Self>, StoreError> {
        let bytes = disk.read_whole(&store.join(Self::FILE), Self::BYTES)?;
        Ok(bytes.and_then(|bytes| ron::de::from_bytes(&bytes).ok()))
    }
}

/// Time with three decimals, always: easier on whoever reads columns of these.
mod milliseconds {
    use jiff::Timestamp;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(time: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&format!("{time:.3}"))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
        Timestamp::deserialize(from)
    }
}
