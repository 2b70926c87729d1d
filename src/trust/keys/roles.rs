//! Who holds which key, for what and how long: `roles.ron`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::iter;
use std::num::NonZeroU64;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tough::schema::decoded::{Decoded, Hex};
use tough::schema::key::{Ed25519Key, Ed25519Scheme, Key};

use crate::Channel;
use crate::keys::KeyError;

/// The public half of an Ed25519 key: 32 bytes, written in hexadecimal.
pub type PublicKey = Decoded<Hex>;

/// What a role is called by staff. Snapshot and timestamp are one role to them: online.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RoleName {
    /// Says which keys every other role has.
    Root,
    /// Says which desks there are, and which channels they own.
    Targets,
    /// Says what is the newest, every hour anew.
    Online,
    /// Says what is on its channels.
    Desk(String),
}

/// One role's keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// How many of the keys must sign.
    pub threshold: NonZeroU64,
    /// For how many days a signature is good.
    pub days: u16,
    /// The keys by name.
    pub keys: BTreeMap<String, PublicKey>,
}

/// One desk: an office that publishes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Desk {
    /// Its keys.
    pub role: Role,
    /// The channels that it alone may publish on.
    pub channels: BTreeSet<Channel>,
}

/// A key that counts no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retired {
    /// The file of its private half in the keys' folder.
    pub file: String,
    /// Its public half.
    pub key: PublicKey,
}

/// All roles of a place, and which of the signed files in the keys' folder are the valid ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roles {
    /// The form of this file: [`Roles::FORMAT`].
    pub format: u32,
    /// The newest root: `roots/N.root.json`.
    pub root_version: NonZeroU64,
    /// The newest list of desks: `metadata/N.targets.json`.
    pub targets_version: NonZeroU64,
    /// The root role.
    pub root: Role,
    /// The targets role.
    pub targets: Role,
    /// The snapshot and timestamp roles.
    pub online: Role,
    /// The desks by name.
    pub desks: BTreeMap<String, Desk>,
    /// The keys that were replaced, by name. No new key gets such a name.
    pub retired: BTreeMap<String, Retired>,
}

impl Role {
    /// A role with one signature of one key, by default.
    pub(crate) fn new(days: u16) -> Self {
        Self {
            threshold: NonZeroU64::MIN,
            days,
            keys: BTreeMap::new(),
        }
    }

    /// Until when something that is signed now is good. Whole seconds, as the standard has it.
    pub fn expires(&self, now: Timestamp) -> Timestamp {
        let whole = Timestamp::from_second(now.as_second()).unwrap_or(now);
        let life = SignedDuration::from_hours(24 * i64::from(self.days));
        whole.checked_add(life).unwrap_or(Timestamp::MAX)
    }

    /// Whether something good until `expires` is in the last quarter of its time.
    pub fn is_near(&self, expires: Timestamp, now: Timestamp) -> bool {
        let quarter = SignedDuration::from_hours(6 * i64::from(self.days));
        expires.duration_since(now) < quarter
    }

    /// Whether half of the time of something good until `expires` is over.
    pub(crate) fn is_half_over(&self, expires: Timestamp, now: Timestamp) -> bool {
        let half = SignedDuration::from_hours(12 * i64::from(self.days));
        expires.duration_since(now) < half
    }
}

impl Roles {
    /// The form of `roles.ron` that this program reads and writes.
    pub const FORMAT: u32 = 1;

    /// A role by its name.
    pub fn role(&self, name: &RoleName) -> Option<&Role> {
        match name {
            RoleName::Root => Some(&self.root),
            RoleName::Targets => Some(&self.targets),
            RoleName::Online => Some(&self.online),
            RoleName::Desk(desk) => self.desks.get(desk).map(|desk| &desk.role),
        }
    }

    pub(crate) fn role_mut(&mut self, name: &RoleName) -> Option<&mut Role> {
        match name {
            RoleName::Root => Some(&mut self.root),
            RoleName::Targets => Some(&mut self.targets),
            RoleName::Online => Some(&mut self.online),
            RoleName::Desk(desk) => self.desks.get_mut(desk).map(|desk| &mut desk.role),
        }
    }

    /// Every role, the most powerful first.
    pub fn all(&self) -> impl Iterator<Item = (RoleName, &Role)> {
        let fixed = [
            (RoleName::Root, &self.root),
            (RoleName::Targets, &self.targets),
            (RoleName::Online, &self.online),
        ];
        let desks = self.desks.iter();
        fixed
            .into_iter()
            .chain(desks.map(|(name, desk)| (RoleName::Desk(name.clone()), &desk.role)))
    }

    /// The role that a word of staff's means, and the key when the word names one of its keys.
    pub(crate) fn find(&self, word: &str) -> Result<(RoleName, Option<String>), KeyError> {
        let role = self.all().find(|(name, _)| name.to_string() == word);
        if let Some((name, _)) = role {
            return Ok((name, None));
        }
        let holder = self.all().find(|(_, role)| role.keys.contains_key(word));
        if let Some((name, _)) = holder {
            return Ok((name, Some(word.to_owned())));
        }
        let known: Vec<_> = self.all().map(|(name, _)| name.to_string()).collect();
        Err(KeyError::Unknown {
            name: word.to_owned(),
            known: known.join(", "),
        })
    }

    /// The desk that owns a channel.
    pub fn owner(&self, channel: &Channel) -> Option<&str> {
        let owns = |desk: &Desk| desk.channels.contains(channel);
        let mut desks = self.desks.iter();
        desks
            .find(|(_, desk)| owns(desk))
            .map(|(name, _)| name.as_str())
    }

    /// What a key is called, with its file: `root-2 (offline/root-2.pem)`.
    pub(crate) fn describe(&self, id: &KeyId) -> String {
        let is_it = |public: &PublicKey| key_id(public).as_ref() == Some(id);
        let held = self.all().find_map(|(name, role)| {
            let mut keys = role.keys.iter();
            let (key, _) = keys.find(|(_, public)| is_it(public))?;
            Some(format!("{key} ({})", name.file(key)))
        });
        let retired = || {
            let mut retired = self.retired.iter();
            let (key, old) = retired.find(|(_, old)| is_it(&old.key))?;
            Some(format!("{key} ({})", old.file))
        };
        held.or_else(retired).unwrap_or_else(|| {
            format!(
                "a key that was made since this folder was copied (id {}); fetch it with roles.ron, \
                 root.json, roots/ and metadata/ from where that was done",
                hex(id)
            )
        })
    }

    /// A name for a new key of the role that no key ever had: `root-1`, `root-2`, … for the root,
    /// `online`, `online-2`, … for the others, which have one key as a rule.
    pub(crate) fn free_name(&self, role: &RoleName) -> String {
        let base = role.to_string();
        let first = match role {
            RoleName::Root => "root-1".to_owned(),
            _ => base.clone(),
        };
        let more = (2_u32..).map(|number| format!("{base}-{number}"));
        iter::once(first)
            .chain(more)
            .find(|name| *name == base && !self.is_key(name) || !self.is_used(name))
            .unwrap_or(base)
    }

    /// Whether a name means a role, a desk or a key, or once did.
    pub(crate) fn is_used(&self, name: &str) -> bool {
        self.is_key(name) || self.all().any(|(role, _)| role.to_string() == name)
    }

    fn is_key(&self, name: &str) -> bool {
        self.retired.contains_key(name) || self.all().any(|(_, role)| role.keys.contains_key(name))
    }
}

impl RoleName {
    /// Where the private key of that name lies in the keys' folder.
    pub fn file(&self, key: &str) -> String {
        let folder = match self {
            Self::Root | Self::Targets => "offline",
            Self::Online => "online",
            Self::Desk(_) => "desks",
        };
        format!("{folder}/{key}.pem")
    }
}

impl fmt::Display for RoleName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Root => "root",
            Self::Targets => "targets",
            Self::Online => "online",
            Self::Desk(name) => name,
        })
    }
}

/// What the standard calls a key by: the SHA-256 of how its metadata writes it.
pub(crate) type KeyId = Decoded<Hex>;

/// A key's id; `None` only if the library cannot write a key as JSON.
pub(crate) fn key_id(public: &PublicKey) -> Option<KeyId> {
    tuf_key(public).key_id().ok()
}

/// The beginning of a key's id, enough to tell keys apart.
pub(crate) fn hex(id: &[u8]) -> String {
    id.iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// A public key as the standard's metadata has it.
pub(crate) fn tuf_key(public: &PublicKey) -> Key {
    Key::Ed25519 {
        keyval: Ed25519Key {
            public: public.clone(),
            _extra: Default::default(),
        },
        scheme: Ed25519Scheme::Ed25519,
        _extra: Default::default(),
    }
}
