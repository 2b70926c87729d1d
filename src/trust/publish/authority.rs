//! By which root and list of desks a change is signed: those that are published, or newer ones out
//! of the keys' folder.

use tough::schema::{Delegations, Root};

use super::Published;
use crate::keys::{KeyError, KeyRing};
use crate::layout;

/// Which roles a change goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Roles {
    /// Those of the keys' folder where they are newer.
    Newest,
    /// Those that are published.
    AsPublished,
}

/// The root and the desks that a change is signed by.
#[derive(Debug)]
pub(super) struct Authority<'a> {
    pub root: &'a Root,
    /// Roots that are not published yet: path and content.
    pub new_roots: Vec<(String, Vec<u8>)>,
    pub delegations: &'a Delegations,
    /// The list of desks, if it is not published yet: version and content.
    pub new_targets: Option<(u64, Vec<u8>)>,
}

impl<'a> Authority<'a> {
    pub fn of(
        keys: &'a KeyRing,
        published: Option<&'a Published>,
        roles: Roles,
    ) -> Result<Self, KeyError> {
        let Some(published) = published else {
            let targets = keys.targets();
            return Ok(Self {
                root: keys.newest_root(),
                new_roots: from(keys, 1),
                delegations: keys.delegations(),
                new_targets: Some((targets.version(), targets.bytes.clone())),
            });
        };
        one_place(keys, published)?;
        let bring = roles == Roles::Newest;
        let (theirs, ours) = (&published.root, keys.newest_root());
        let newer_root = bring && ours.version > theirs.version;
        let root = if newer_root { ours } else { theirs };
        let (theirs, ours) = (&published.targets.1, keys.targets());
        let newer_targets = bring && ours.version() > theirs.signed.version.get();
        let (signed, delegations) = match published.delegations() {
            Some(delegations) if !newer_targets => (theirs, delegations),
            _ => (&ours.signed, keys.delegations()),
        };
        // After a rotation of the targets' key only the list of desks that went with it will do.
        root.verify_role(signed).map_err(|_| KeyError::Behind {
            here: keys.newest_root().version.get(),
            published: published.root.version.get(),
        })?;
        Ok(Self {
            root,
            new_roots: match newer_root {
                true => from(keys, published.root.version.get().saturating_add(1)),
                false => Vec::new(),
            },
            delegations,
            new_targets: newer_targets.then(|| (ours.version(), ours.bytes.clone())),
        })
    }
}

/// Whether keys and publication are the same place's, and of one line: what both know is equal.
fn one_place(keys: &KeyRing, published: &Published) -> Result<(), KeyError> {
    // Both lines begin with the root that reading began with, which is one of ours.
    let newest = published.root.version.get();
    let first = (newest + 1).saturating_sub(published.roots.len() as u64);
    let theirs = (first..).zip(&published.roots);
    for (version, theirs) in theirs {
        let nth = usize::try_from(version.saturating_sub(1)).unwrap_or(usize::MAX);
        if keys.roots().nth(nth).is_some_and(|ours| ours != theirs) {
            return Err(KeyError::Foreign(layout::root(version)));
        }
    }
    let version = published.targets.1.signed.version.get();
    let (theirs, ours) = (&published.targets.0, keys.targets());
    if version == ours.version() && *theirs != ours.bytes {
        return Err(KeyError::Foreign(layout::versioned(version, "targets")));
    }
    Ok(())
}

fn from(keys: &KeyRing, version: u64) -> Vec<(String, Vec<u8>)> {
    (1..)
        .zip(keys.roots())
        .filter(|(number, _)| *number >= version)
        .map(|(number, root)| (layout::root(number), root.to_vec()))
        .collect()
}
