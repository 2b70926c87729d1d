//! Making roles and changing them. Every change is made on a copy, so that one that fails changes
//! nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU64;

use jiff::Timestamp;

use super::documents::{self, empty_desk};
use super::roles::{Desk, Retired, Role, RoleName, Roles};
use super::{DESK_DAYS, KeyError, KeyRing, ONLINE_DAYS, ROOT_DAYS, ROOT_KEYS, ROOT_THRESHOLD};
use super::{Signer, TARGETS_DAYS};
use crate::Channel;
use crate::channel::is_id;

/// What a rotation did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rotated {
    /// The role whose keys changed.
    pub role: RoleName,
    /// The new keys' files in the keys' folder.
    pub new: Vec<String>,
    /// The files of the keys that count no more.
    pub old: Vec<String>,
}

/// What adding a desk did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The new desk's private key in the keys' folder; `None` when the desk was there already and
    /// got channels.
    pub key: Option<String>,
    /// All channels that the desk owns now.
    pub channels: Vec<Channel>,
}

/// How a long-lived role stands after [`KeyRing::renew`].
#[derive(Debug)]
pub struct Renewed {
    /// [`RoleName::Root`] or [`RoleName::Targets`].
    pub role: RoleName,
    /// Until when it is good now.
    pub expires: Timestamp,
    /// What was done.
    pub renewal: Renewal,
}

/// What was done about a role's expiry.
#[derive(Debug)]
pub enum Renewal {
    /// Nothing: it is good for long.
    NotYet,
    /// It was signed again.
    Signed,
    /// It should be signed again, and could not be.
    Wanting(KeyError),
}

impl KeyRing {
    /// Makes the keys and the first signed roles of a place, with one desk.
    ///
    /// # Errors
    ///
    /// [`KeyError::NotAnId`], [`KeyError::Taken`] and [`KeyError::NoChannels`], when the desk cannot
    /// be called so or owns nothing.
    pub async fn create(
        desk: &str,
        channels: &[Channel],
        now: Timestamp,
    ) -> Result<Self, KeyError> {
        let mut signer = Signer::new(first_roles());
        for _ in 0..ROOT_KEYS {
            signer.make(&RoleName::Root)?;
        }
        signer.make(&RoleName::Targets)?;
        signer.make(&RoleName::Online)?;
        grant(&mut signer.roles, desk, channels)?;
        signer.make(&RoleName::Desk(desk.to_owned()))?;
        let root = documents::root(&signer.roles, now)?;
        let root = signer.sign_root(root, None).await?;
        let targets = documents::targets(&signer.roles, now)?;
        let targets = signer.sign_targets(targets, &root.signed.signed).await?;
        let mut ring = Self {
            signer,
            root,
            earlier: Vec::new(),
            targets,
            desks: BTreeMap::new(),
        };
        ring.begin_desk(desk, now).await?;
        Ok(ring)
    }

    /// Makes a new key in the stead of `word`'s: a key (`root-2`), or all keys of a role (`root`,
    /// `targets`, `online`, a desk's name). The old key counts no more as soon as the change is
    /// published.
    ///
    /// A new root is signed by enough keys of the old root and enough of the new.
    ///
    /// # Errors
    ///
    /// [`KeyError::Unknown`]; [`KeyError::Missing`] without the root's keys or, for a desk, the
    /// targets' key.
    pub async fn rotate(&mut self, word: &str, now: Timestamp) -> Result<Rotated, KeyError> {
        let (name, key) = self.roles().find(word)?;
        let mut next = self.clone();
        let roles = &mut next.signer.roles;
        let Some(role) = roles.role_mut(&name) else {
            return Err(documents::signing(word, &"there is no such role"));
        };
        let mut retired = Vec::new();
        let leaving: Vec<String> = match key {
            Some(key) => vec![key],
            None => role.keys.keys().cloned().collect(),
        };
        for key in &leaving {
            if let Some(public) = role.keys.remove(key) {
                let file = name.file(key);
                retired.push((key.clone(), Retired { file, key: public }));
            }
        }
        roles.retired.extend(retired);
        let new = leaving.iter().map(|_| next.signer.make(&name));
        let new = new.collect::<Result<Vec<_>, _>>()?;
        match &name {
            RoleName::Root | RoleName::Online => next.next_root(now).await?,
            RoleName::Targets => {
                next.next_root(now).await?;
                next.next_targets(now).await?;
            }
            RoleName::Desk(desk) => {
                next.next_targets(now).await?;
                next.begin_desk(desk, now).await?;
            }
        }
        *self = next;
        let old = leaving.iter().map(|key| name.file(key)).collect();
        Ok(Rotated {
            role: name,
            new,
            old,
        })
    }

    /// Adds a desk with a key of its own, or gives an existing desk more channels.
    ///
    /// # Errors
    ///
    /// [`KeyError::NotAnId`], [`KeyError::Taken`], [`KeyError::NoChannels`], [`KeyError::Owned`];
    /// [`KeyError::Missing`] without the targets' key.
    pub async fn add_desk(
        &mut self,
        desk: &str,
        channels: &[Channel],
        now: Timestamp,
    ) -> Result<Added, KeyError> {
        let mut next = self.clone();
        let is_new = grant(&mut next.signer.roles, desk, channels)?;
        let key = if is_new {
            Some(next.signer.make(&RoleName::Desk(desk.to_owned()))?)
        } else {
            None
        };
        next.next_targets(now).await?;
        if is_new {
            next.begin_desk(desk, now).await?;
        }
        *self = next;
        let desk = self.roles().desks.get(desk);
        let channels = desk.map(|desk| desk.channels.iter().cloned().collect());
        Ok(Added {
            key,
            channels: channels.unwrap_or_default(),
        })
    }

    /// Signs root and targets again if they are in the last quarter of their time and their keys are
    /// here.
    ///
    /// # Errors
    ///
    /// [`KeyError::Signing`]. That keys are missing is not an error but said in the outcome.
    pub async fn renew(&mut self, now: Timestamp) -> Result<[Renewed; 2], KeyError> {
        let mut next = self.clone();
        let root = if self.roles().root.is_near(self.root_expires(), now) {
            signed_or_wanting(next.next_root(now).await)?
        } else {
            Renewal::NotYet
        };
        let targets = if self.roles().targets.is_near(self.targets_expires(), now) {
            signed_or_wanting(next.next_targets(now).await)?
        } else {
            Renewal::NotYet
        };
        *self = next;
        Ok([
            Renewed {
                role: RoleName::Root,
                expires: self.root_expires(),
                renewal: root,
            },
            Renewed {
                role: RoleName::Targets,
                expires: self.targets_expires(),
                renewal: targets,
            },
        ])
    }

    async fn next_root(&mut self, now: Timestamp) -> Result<(), KeyError> {
        let mut signer = self.signer.clone();
        signer.roles.root_version = signer.roles.root_version.saturating_add(1);
        let root = documents::root(&signer.roles, now)?;
        let before = &self.root.signed.signed;
        let root = signer.sign_root(root, Some(before)).await?;
        self.signer = signer;
        let before = std::mem::replace(&mut self.root, root);
        self.earlier.push(before.bytes);
        Ok(())
    }

    async fn next_targets(&mut self, now: Timestamp) -> Result<(), KeyError> {
        let mut signer = self.signer.clone();
        signer.roles.targets_version = signer.roles.targets_version.saturating_add(1);
        let targets = documents::targets(&signer.roles, now)?;
        let root = &self.root.signed.signed;
        self.targets = signer.sign_targets(targets, root).await?;
        self.signer = signer;
        Ok(())
    }

    /// Signs the desk's metadata with nothing on its channels, so that roles can be published where
    /// the desk's key is not.
    async fn begin_desk(&mut self, desk: &str, now: Timestamp) -> Result<(), KeyError> {
        let Some(known) = self.signer.roles.desks.get(desk) else {
            return Ok(());
        };
        let empty = empty_desk(desk, &known.role, now);
        let signed = self.signer.sign_desk(empty, self.delegations()).await?;
        self.desks.insert(desk.to_owned(), signed.bytes);
        Ok(())
    }
}

fn first_roles() -> Roles {
    let mut root = Role::new(ROOT_DAYS);
    root.threshold = ROOT_THRESHOLD;
    Roles {
        format: Roles::FORMAT,
        root_version: NonZeroU64::MIN,
        targets_version: NonZeroU64::MIN,
        root,
        targets: Role::new(TARGETS_DAYS),
        online: Role::new(ONLINE_DAYS),
        desks: BTreeMap::new(),
        retired: BTreeMap::new(),
    }
}

/// Gives channels to a desk; says whether the desk is new.
fn grant(roles: &mut Roles, name: &str, channels: &[Channel]) -> Result<bool, KeyError> {
    let is_new = !roles.desks.contains_key(name);
    if !is_id(name) {
        return Err(KeyError::NotAnId(name.to_owned()));
    }
    // Snapshot and timestamp are the names of other files beside a desk's.
    if is_new && (roles.is_used(name) || ["snapshot", "timestamp", "mirrors"].contains(&name)) {
        return Err(KeyError::Taken(name.to_owned()));
    }
    if channels.is_empty() {
        return Err(KeyError::NoChannels(name.to_owned()));
    }
    for channel in channels {
        if let Some(owner) = roles.owner(channel) {
            return Err(KeyError::Owned {
                channel: channel.clone(),
                desk: owner.to_owned(),
            });
        }
    }
    let desk = roles.desks.entry(name.to_owned()).or_insert_with(|| Desk {
        role: Role::new(DESK_DAYS),
        channels: BTreeSet::new(),
    });
    desk.channels.extend(channels.iter().cloned());
    Ok(is_new)
}

fn signed_or_wanting(outcome: Result<(), KeyError>) -> Result<Renewal, KeyError> {
    match outcome {
        Ok(()) => Ok(Renewal::Signed),
        Err(error @ KeyError::Missing { .. }) => Ok(Renewal::Wanting(error)),
        Err(error) => Err(error),
    }
}
