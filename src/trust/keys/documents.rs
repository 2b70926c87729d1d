//! The metadata that says who may do what: root and targets, out of [`Roles`].

use std::collections::HashMap;
use std::num::NonZeroU64;

use jiff::Timestamp;
use tough::schema::key::Key;
use tough::schema::{
    DelegatedRole, DelegatedTargets, Delegations, PathPattern, PathSet, RoleKeys, RoleType, Root,
    Targets,
};

use super::KeyError;
use super::roles::{KeyId, PublicKey, Role, Roles, key_id, tuf_key};

/// The version of The Update Framework's standard that this follows.
pub(crate) const SPEC: &str = "1.0.0";

/// The root: which keys the four roles have.
pub(super) fn root(roles: &Roles, now: Timestamp) -> Result<Root, KeyError> {
    let mut keys = HashMap::new();
    let mut by_role = HashMap::new();
    for (kind, role) in [
        (RoleType::Root, &roles.root),
        (RoleType::Targets, &roles.targets),
        (RoleType::Snapshot, &roles.online),
        (RoleType::Timestamp, &roles.online),
    ] {
        by_role.insert(kind, role_keys(role)?);
        keys.extend(with_ids(role)?);
    }
    Ok(Root {
        spec_version: SPEC.to_owned(),
        consistent_snapshot: true,
        version: roles.root_version,
        expires: roles.root.expires(now),
        keys,
        roles: by_role,
        _extra: HashMap::new(),
    })
}

/// The list of desks: one delegation for each, terminating, over the paths of its channels.
///
/// It holds no target itself, so that nobody but a channel's desk can say what is on it.
pub(super) fn targets(roles: &Roles, now: Timestamp) -> Result<Targets, KeyError> {
    let mut delegations = Delegations::new();
    for (name, desk) in &roles.desks {
        let patterns = desk.channels.iter().map(|channel| {
            PathPattern::new(channel.pattern()).map_err(|error| signing(name, &error))
        });
        let keys = role_keys(&desk.role)?;
        delegations.keys.extend(with_ids(&desk.role)?);
        delegations.roles.push(DelegatedRole {
            name: name.clone(),
            keyids: keys.keyids,
            threshold: keys.threshold,
            paths: PathSet::Paths(patterns.collect::<Result<_, _>>()?),
            terminating: true,
            targets: None,
        });
    }
    let expires = roles.targets.expires(now);
    let mut targets = Targets::new(SPEC.to_owned(), roles.targets_version, expires);
    targets.delegations = Some(delegations);
    Ok(targets)
}

/// A desk's metadata with nothing on its channels.
pub(crate) fn empty_desk(name: &str, role: &Role, now: Timestamp) -> DelegatedTargets {
    let mut targets = Targets::new(SPEC.to_owned(), NonZeroU64::MIN, role.expires(now));
    // Desks delegate no further: one level.
    targets.delegations = None;
    DelegatedTargets {
        name: name.to_owned(),
        targets,
    }
}

fn role_keys(role: &Role) -> Result<RoleKeys, KeyError> {
    Ok(RoleKeys {
        keyids: role.keys.values().map(id).collect::<Result<_, _>>()?,
        threshold: role.threshold,
        _extra: HashMap::new(),
    })
}

fn with_ids(role: &Role) -> Result<Vec<(KeyId, Key)>, KeyError> {
    let keys = role.keys.values();
    keys.map(|public| Ok((id(public)?, tuf_key(public))))
        .collect()
}

fn id(public: &PublicKey) -> Result<KeyId, KeyError> {
    key_id(public).ok_or_else(|| signing("a key", &"it has no id"))
}

pub(crate) fn signing(role: &str, why: &dyn std::fmt::Display) -> KeyError {
    KeyError::Signing {
        role: role.to_owned(),
        why: why.to_string(),
    }
}
