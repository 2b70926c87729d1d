//! `legeplads-desk status`: which kiosk has what **on its glass**.
//!
//! Green is a kiosk that was heard of within [`STALE`] and said that it shows what is published.
//! Nothing else is green: not a release that was fetched, and not one that was shown yesterday.

mod ask;
mod table;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use legeplads_trust::Channel;
use serde::{Deserialize, Serialize};

use crate::heads::Heads;
pub use crate::heads::Unclear;
use crate::kiosks::{Kiosks, Seen};
use crate::place::{Place, PlaceError};
pub use ask::{NoAnswer, ask};

/// Kiosks say how they are once a minute; after this time without a word nothing is known of one.
pub const STALE: SignedDuration = SignedDuration::from_mins(3);

/// How a place's kiosks are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Status {
    /// When this was found out, by the desk's clock.
    pub at: Timestamp,
    /// What is published, channel by channel.
    pub published: BTreeMap<Channel, Offer>,
    /// The timestamp's version, if anything is published.
    pub timestamp_version: Option<u64>,
    /// Until when kiosks take what is published, unless it is renewed.
    pub expires: Option<Timestamp>,
    /// Every kiosk that was ever heard of, by id.
    pub kiosks: Vec<Kiosk>,
}

/// What is published on one channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The feed's id.
    pub feed: String,
    /// The release.
    pub release: u64,
    /// When the desk made it.
    pub created: Timestamp,
    /// Whether it says that there is to be no release on the glass.
    pub withdrawn: bool,
}

/// One kiosk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kiosk {
    /// What that comes to.
    pub state: State,
    /// What it said, and when.
    #[serde(flatten)]
    pub seen: Seen,
}

/// What is known of a kiosk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// What is published is on its glass.
    Green,
    /// Something else is on its glass.
    Behind,
    /// Something else is on its glass, and it says why it did not take what is published.
    Refused,
    /// It was not heard of for longer than [`STALE`], whatever it said then.
    Silent,
    /// Nothing is published on the channel that it follows.
    Nothing,
}

/// Why a folder's status cannot be said.
#[derive(Debug, thiserror::Error)]
pub enum NoStatus {
    /// What is published cannot be said.
    #[error(transparent)]
    Unclear(#[from] Unclear),
    /// The folder cannot be opened.
    #[error(transparent)]
    Place(#[from] PlaceError),
    /// The heartbeats cannot be read.
    #[error("cannot read the heartbeats: {0}")]
    Kiosks(#[from] io::Error),
}

impl Status {
    /// The status of a published folder: of what lies in it, and of the heartbeats that `serve` has
    /// kept there.
    ///
    /// # Errors
    ///
    /// [`NoStatus`] says what cannot be read.
    pub async fn of_folder(dir: &Path, now: Timestamp) -> Result<Self, NoStatus> {
        let place = Place::open(&dir.display().to_string())?;
        Ok(Self::of(&place, Kiosks::read(dir)?, now).await?)
    }

    pub(crate) async fn of(
        place: &Place,
        kiosks: Vec<Seen>,
        now: Timestamp,
    ) -> Result<Self, Unclear> {
        let heads = Heads::read(place).await?;
        let mut published = BTreeMap::new();
        if let Some(heads) = &heads {
            for (channel, manifest) in heads.manifests(place).await? {
                let offer = Offer {
                    feed: manifest.feed,
                    release: manifest.version,
                    created: manifest.created,
                    withdrawn: manifest.withdrawn,
                };
                published.insert(channel, offer);
            }
        }
        let kiosks = kiosks.into_iter().map(|seen| Kiosk {
            state: State::of(&seen, published.get(&seen.heartbeat.channel), now),
            seen,
        });
        Ok(Self {
            at: now,
            kiosks: kiosks.collect(),
            published,
            timestamp_version: heads.as_ref().map(Heads::version),
            expires: heads.as_ref().and_then(Heads::expires),
        })
    }

    /// Whether there are kiosks, and what is published is on the glass of each.
    pub fn is_green(&self) -> bool {
        let green = |kiosk: &Kiosk| kiosk.state == State::Green;
        !self.kiosks.is_empty() && self.kiosks.iter().all(green)
    }

    /// For people: a row for each kiosk.
    pub fn to_text(&self) -> String {
        table::of(self)
    }

    /// For programs.
    ///
    /// # Errors
    ///
    /// When the JSON writer gives up, which it has no reason to do for this type.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}

impl State {
    /// What a kiosk's last words come to, if this is what its channel has.
    pub fn of(seen: &Seen, offer: Option<&Offer>, now: Timestamp) -> Self {
        let heartbeat = &seen.heartbeat;
        // Either way: a desk whose clock was set back knows nothing of the time since.
        if now.duration_since(seen.at).abs() > STALE {
            return Self::Silent;
        }
        let Some(offer) = offer else {
            return Self::Nothing;
        };
        // A courier that has too much to say leaves out the feed.
        let same_feed = heartbeat.feed.is_empty() || heartbeat.feed == offer.feed;
        let shown = heartbeat.release == offer.release && same_feed;
        // A withdrawn release has nothing to show: what is built in is on the glass.
        let as_wanted = match offer.withdrawn {
            true => shown || heartbeat.release == 0,
            false => shown,
        };
        match (as_wanted, &heartbeat.refused) {
            (true, _) => Self::Green,
            (false, Some(_)) => Self::Refused,
            (false, None) => Self::Behind,
        }
    }
}
