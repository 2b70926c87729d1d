//! From keys to what is published: the metadata of The Update Framework, written.
//!
//! [`Published`] is what lies on the server, checked from the first root onwards. It and a
//! [`KeyRing`] give a [`Change`]: files to put there in order, and at last the one timestamp, whose
//! replacement **is** the change. Whoever replaces it must do so only if the old one is still there
//! (compare and swap); who loses reads [`Published`] again and makes the change anew.

mod authority;
mod change;
mod read;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use tough::schema::{Delegations, Root, Signed, Snapshot, Targets};

use crate::keys::{KeyError, KeyRing};
use crate::{Channel, Distrust, Fetch, Target, ToSign};
pub(crate) use change::hashes;
pub(crate) use read::{no_such_channel, owner};

/// What to put on the server, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Immutable files: path below the published folder, and content. To be put only where nothing
    /// lies. Where the same content lies, all is well; with other content, see
    /// [`Published::avoid`].
    pub files: Vec<(String, Vec<u8>)>,
    /// The new `metadata/timestamp.json`, after all files. Putting it is the commit.
    pub timestamp: Vec<u8>,
    /// The new timestamp's version, which is also what kiosks are told to look for.
    pub timestamp_version: u64,
}

/// The version of every role, as published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versions {
    /// The roles and their keys.
    pub root: u64,
    /// The desks and their channels.
    pub targets: u64,
    /// The list of all metadata.
    pub snapshot: u64,
    /// The one file that changes.
    pub timestamp: u64,
    /// The desks, by name.
    pub desks: BTreeMap<String, u64>,
}

/// Until when one role's metadata is good for new acceptance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expiry {
    /// `root`, `targets`, `snapshot`, `timestamp`, or a desk's name.
    pub role: String,
    /// When it ends.
    pub expires: Timestamp,
}

/// What lies on the server: read and checked from the root on, expiry aside.
#[derive(Debug, Clone)]
pub struct Published {
    /// Every root from the one that reading began with, as bytes.
    roots: Vec<Vec<u8>>,
    /// The newest of them.
    root: Root,
    /// Whether the rest is signed by an older root's keys: a change of roles broke off.
    is_unfinished: bool,
    timestamp: Signed<tough::schema::Timestamp>,
    snapshot: Signed<Snapshot>,
    /// As bytes too, to tell another list of desks with the same number.
    targets: (Vec<u8>, Signed<Targets>),
    /// What each desk signed; a desk that never published and whose first metadata is not there
    /// either is missing.
    desks: BTreeMap<String, Signed<Targets>>,
    avoided: BTreeSet<String>,
}

/// The first metadata of a place: every role, nothing on any channel. `avoided` are paths where
/// something else lies, as with [`Published::avoid`].
///
/// # Errors
///
/// [`KeyError::Missing`] without the online key; [`KeyError::Foreign`] when another place's roots
/// lie there.
pub async fn begin(
    keys: &KeyRing,
    avoided: &BTreeSet<String>,
    now: Timestamp,
) -> Result<Change, KeyError> {
    change::begin(keys, avoided, now).await
}

impl Published {
    /// Reads and checks what is published: signatures, thresholds, hashes, lengths and versions,
    /// from `first_root` ([`KeyRing::first_root`]) on. `None`: nothing was published there yet.
    ///
    /// Expired metadata is read all the same, since a desk must be able to renew it.
    ///
    /// # Errors
    ///
    /// [`Distrust`], when the place cannot be reached or what lies there does not hold.
    pub async fn read(fetch: &dyn Fetch, first_root: &[u8]) -> Result<Option<Self>, Distrust> {
        read::read(fetch, first_root).await
    }

    /// What a channel shows. `None`: no such channel, or nothing on it.
    pub fn target(&self, channel: &Channel) -> Option<Target> {
        read::target(self, channel)
    }

    /// The channels that desks own, whether something is on them or not.
    pub fn channels(&self) -> Vec<Channel> {
        self.delegations().map(read::channels).unwrap_or_default()
    }

    /// The version of every role.
    pub fn versions(&self) -> Versions {
        let desks = &self.desks;
        Versions {
            root: self.root.version.get(),
            targets: self.targets.1.signed.version.get(),
            snapshot: self.snapshot.signed.version.get(),
            timestamp: self.timestamp.signed.version.get(),
            desks: desks
                .iter()
                .map(|(name, role)| (name.clone(), role.signed.version.get()))
                .collect(),
        }
    }

    /// Until when every role is good, soonest first.
    pub fn expiries(&self) -> Vec<Expiry> {
        let desks = self.desks.iter();
        let mut expiries: Vec<_> = [
            ("root", self.root.expires),
            ("targets", self.targets.1.signed.expires),
            ("snapshot", self.snapshot.signed.expires),
            ("timestamp", self.timestamp.signed.expires),
        ]
        .into_iter()
        .chain(desks.map(|(name, role)| (name.as_str(), role.signed.expires)))
        .map(|(role, expires)| Expiry {
            role: role.to_owned(),
            expires,
        })
        .collect();
        expiries.sort_by_key(|expiry| expiry.expires);
        expiries
    }

    /// Says that at `path`, one of a [`Change`]'s files, lies something else, though no timestamp
    /// leads there: left by a publication that broke off, or that is about to lose the race.
    /// Changes made after this take the next free number.
    pub fn avoid(&mut self, path: &str) {
        self.avoided.insert(path.to_owned());
    }

    /// Puts a manifest on a channel, or takes away what is on it.
    /// Roles that were changed here and are not published yet go along, if their keys are here.
    ///
    /// # Errors
    ///
    /// [`KeyError::Missing`] without the key of the channel's desk or the online key;
    /// [`KeyError::NoSuchChannel`]; [`KeyError::Foreign`] with another place's keys.
    pub async fn set(
        &self,
        keys: &KeyRing,
        channel: &Channel,
        manifest: Option<ToSign>,
        now: Timestamp,
    ) -> Result<Change, KeyError> {
        change::set(self, keys, channel, manifest, now).await
    }

    /// Signs the short-lived metadata again: the timestamp, and the snapshot when half of its time
    /// is over, so that a place renewed every hour does not fill with snapshots.
    ///
    /// # Errors
    ///
    /// [`KeyError::Missing`] without the online key.
    pub async fn renew(&self, keys: &KeyRing, now: Timestamp) -> Result<Change, KeyError> {
        change::renew(self, keys, now).await
    }

    /// Brings the roles here to the server: roots and targets that it does not have yet, desks'
    /// metadata under new keys or near the end of their time.
    ///
    /// # Errors
    ///
    /// [`KeyError::Missing`] without the online key, or when a desk's key changed and the new one is
    /// not here; [`KeyError::Behind`] and [`KeyError::Foreign`].
    pub async fn with_roles(&self, keys: &KeyRing, now: Timestamp) -> Result<Change, KeyError> {
        change::with_roles(self, keys, now).await
    }

    fn delegations(&self) -> Option<&Delegations> {
        self.targets.1.signed.delegations.as_ref()
    }
}
