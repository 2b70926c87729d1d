//! A place's keys: who may say what, in the roles of The Update Framework.
//!
//! | Role | Says | Keys, and how long a signature is good |
//! |---|---|---|
//! | root | which keys every role has | 2 of 3, offline, two years |
//! | targets | which desks there are, and which channels each owns | 1, offline, a year |
//! | online | what is the newest of everything (snapshot and timestamp) | 1, on the server, a week |
//! | a desk | what is on its channels | 1, at the desk, a year |
//!
//! A [`KeyRing`] is a folder of keys in memory: what is public of all roles, and whichever private
//! keys are here. No command needs all of them, so most can lie in a drawer.

mod change;
mod documents;
mod error;
mod folder;
mod pem;
mod private;
mod readme;
mod roles;
mod sign;

use std::collections::BTreeMap;
use std::num::NonZeroU64;
use std::path::Path;

use jiff::Timestamp;
use tough::schema::{Delegations, Root, Targets};

pub use change::{Added, Renewal, Renewed, Rotated};
pub(crate) use documents::{SPEC, empty_desk, signing};
pub use error::KeyError;
pub use roles::{Desk, PublicKey, Retired, Role, RoleName, Roles};
pub(crate) use sign::{SignedFile, Signer};

/// The desk that [`KeyRing::create`] makes when nobody names another.
pub const FIRST_DESK: &str = "desk";

const ROOT_KEYS: usize = 3;
/// So that one key lost is no disaster, and one stolen neither.
const ROOT_THRESHOLD: NonZeroU64 = NonZeroU64::MIN.saturating_add(1);
const ROOT_DAYS: u16 = 730;
const TARGETS_DAYS: u16 = 365;
const DESK_DAYS: u16 = 365;
const ONLINE_DAYS: u16 = 7;

/// The keys of one place.
#[derive(Debug, Clone)]
pub struct KeyRing {
    signer: Signer,
    root: SignedFile<Root>,
    /// The roots before this one, from the first on.
    earlier: Vec<Vec<u8>>,
    targets: SignedFile<Targets>,
    /// Each desk's metadata with nothing on its channels, until it publishes.
    desks: BTreeMap<String, Vec<u8>>,
}

impl KeyRing {
    /// Reads the keys' folder: what is public, checked, and whichever private keys lie in it.
    ///
    /// # Errors
    ///
    /// [`KeyError::NotKeys`], [`KeyError::Disk`], and [`KeyError::Damaged`] when a file is not what
    /// it should be or does not fit the others.
    pub fn open(folder: &Path) -> Result<Self, KeyError> {
        folder::open(folder)
    }

    /// Takes private keys from another place too, such as a USB stick: every Ed25519 key in PEM
    /// that lies in `folder` or in its `offline`, `online` and `desks`. Gives how many of this
    /// place's keys were among them.
    ///
    /// # Errors
    ///
    /// [`KeyError::Disk`] when the folder cannot be read.
    pub fn plug_in(&mut self, folder: &Path) -> Result<usize, KeyError> {
        folder::plug_in(self, folder)
    }

    /// Writes a new keys' folder.
    ///
    /// # Errors
    ///
    /// [`KeyError::Exists`] when something lies there; [`KeyError::Disk`].
    pub fn save_new(&mut self, folder: &Path) -> Result<(), KeyError> {
        folder::save_new(self, folder)
    }

    /// Writes what changed into the keys' folder: all of it or, when it breaks off, nothing that
    /// counts. Private keys are only ever added.
    ///
    /// # Errors
    ///
    /// [`KeyError::Disk`].
    pub fn save(&mut self, folder: &Path) -> Result<(), KeyError> {
        folder::save(self, folder)
    }

    /// The newest root: what new kiosks are given.
    pub fn root(&self) -> &[u8] {
        &self.root.bytes
    }

    /// The first root that this place ever had, from which all that was ever published can be
    /// checked: what [`Published::read`](crate::publish::Published::read) begins with.
    pub fn first_root(&self) -> &[u8] {
        self.earlier.first().unwrap_or(&self.root.bytes)
    }

    /// Who has which keys.
    pub fn roles(&self) -> &Roles {
        &self.signer.roles
    }

    /// Whether the private half of a key is here.
    pub fn has(&self, key: &PublicKey) -> bool {
        self.signer.has(key)
    }

    /// Until when the newest root is good.
    pub fn root_expires(&self) -> Timestamp {
        self.root.signed.signed.expires
    }

    /// Until when the newest list of desks is good.
    pub fn targets_expires(&self) -> Timestamp {
        self.targets.signed.signed.expires
    }

    /// Every root from the first to the newest.
    pub(crate) fn roots(&self) -> impl Iterator<Item = &[u8]> {
        let earlier = self.earlier.iter().chain([&self.root.bytes]);
        earlier.map(Vec::as_slice)
    }

    pub(crate) fn newest_root(&self) -> &Root {
        &self.root.signed.signed
    }

    pub(crate) fn signer(&self) -> &Signer {
        &self.signer
    }

    pub(crate) fn targets(&self) -> &SignedFile<Targets> {
        &self.targets
    }

    /// The desks and their keys, as the newest list of desks has them.
    pub(crate) fn delegations(&self) -> &Delegations {
        static NONE: std::sync::LazyLock<Delegations> = std::sync::LazyLock::new(Delegations::new);
        let delegations = self.targets.signed.signed.delegations.as_ref();
        delegations.unwrap_or(&NONE)
    }

    /// A desk's keys and time. A desk that this folder does not know yet has the usual time.
    pub(crate) fn desk_role(&self, name: &str) -> Role {
        let desk = self.roles().desks.get(name);
        desk.map_or_else(|| Role::new(DESK_DAYS), |desk| desk.role.clone())
    }

    /// A desk's metadata with nothing on its channels.
    pub(crate) fn first_of_desk(&self, name: &str) -> Option<&[u8]> {
        self.desks.get(name).map(Vec::as_slice)
    }
}
