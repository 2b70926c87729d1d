//! Making a [`Change`]: targets, desks, snapshot and timestamp, signed in this order.

use std::collections::{BTreeSet, HashMap};
use std::num::NonZeroU64;

use jiff::Timestamp;
use serde_json::Value;
use tough::TargetName;
use tough::schema::{
    DelegatedTargets, Hashes, Metafile, Signed, Snapshot, Target, Targets, Timestamp as SignedTime,
};

use super::authority::{Authority, Roles};
use super::{Change, Published, read};
use crate::keys::{KeyError, KeyRing, SPEC, empty_desk, signing};
use crate::{Channel, DeltaTarget, Digest, ToSign, layout};

/// A manifest to put on a channel, or nothing.
struct Edit<'a> {
    channel: &'a Channel,
    manifest: Option<ToSign>,
}

/// A change in the making.
struct Draft<'a> {
    keys: &'a KeyRing,
    published: Option<&'a Published>,
    avoided: &'a BTreeSet<String>,
    now: Timestamp,
    files: Vec<(String, Vec<u8>)>,
    /// The snapshot's list: file name without its number, and what it must be.
    meta: HashMap<String, Metafile>,
}

pub(super) async fn begin(
    keys: &KeyRing,
    avoided: &BTreeSet<String>,
    now: Timestamp,
) -> Result<Change, KeyError> {
    let authority = Authority::of(keys, None, Roles::Newest)?;
    draft(keys, None, avoided, now)
        .finish(authority, None)
        .await
}

pub(super) async fn set(
    published: &Published,
    keys: &KeyRing,
    channel: &Channel,
    manifest: Option<ToSign>,
    now: Timestamp,
) -> Result<Change, KeyError> {
    let edit = Edit { channel, manifest };
    let whole = compose(published, keys, Roles::Newest, Some(&edit), now).await;
    match whole {
        // Another desk's new key is not here. That must not keep this one from publishing.
        Err(missing @ KeyError::Missing { .. }) if !published.is_unfinished => {
            let plain = compose(published, keys, Roles::AsPublished, Some(&edit), now).await;
            plain.map_err(|_| missing)
        }
        whole => whole,
    }
}

pub(super) async fn renew(
    published: &Published,
    keys: &KeyRing,
    now: Timestamp,
) -> Result<Change, KeyError> {
    // What an interrupted change left can only be signed by the roles that it was to bring.
    let roles = match published.is_unfinished {
        true => Roles::Newest,
        false => Roles::AsPublished,
    };
    compose(published, keys, roles, None, now).await
}

pub(super) async fn with_roles(
    published: &Published,
    keys: &KeyRing,
    now: Timestamp,
) -> Result<Change, KeyError> {
    compose(published, keys, Roles::Newest, None, now).await
}

async fn compose(
    published: &Published,
    keys: &KeyRing,
    roles: Roles,
    edit: Option<&Edit<'_>>,
    now: Timestamp,
) -> Result<Change, KeyError> {
    let authority = Authority::of(keys, Some(published), roles)?;
    if let Some(Edit { channel, .. }) = edit
        && read::owner(authority.delegations, channel).is_none()
    {
        return Err(read::no_such_channel(authority.delegations, channel));
    }
    let draft = draft(keys, Some(published), &published.avoided, now);
    draft.finish(authority, edit).await
}

fn draft<'a>(
    keys: &'a KeyRing,
    published: Option<&'a Published>,
    avoided: &'a BTreeSet<String>,
    now: Timestamp,
) -> Draft<'a> {
    let snapshot = published.map(|published| &published.snapshot.signed);
    Draft {
        keys,
        published,
        avoided,
        now,
        files: Vec::new(),
        meta: snapshot
            .map(|snapshot| snapshot.meta.clone())
            .unwrap_or_default(),
    }
}

impl Draft<'_> {
    async fn finish(
        mut self,
        authority: Authority<'_>,
        edit: Option<&Edit<'_>>,
    ) -> Result<Change, KeyError> {
        // Roots and targets count one by one, so another file in their place is another's place.
        let new_targets = authority.new_targets.clone();
        let fixed =
            new_targets.map(|(version, bytes)| (layout::versioned(version, "targets"), bytes));
        let in_the_way = |(path, _): &&(String, Vec<u8>)| self.avoided.contains(path);
        if let Some((path, _)) = fixed.iter().chain(&authority.new_roots).find(in_the_way) {
            return Err(KeyError::Foreign(path.clone()));
        }
        if let Some((version, bytes)) = &authority.new_targets {
            self.add("targets", *version, bytes.clone());
        }
        for desk in &authority.delegations.roles {
            let edit = edit.filter(|edit| read::owns(desk, edit.channel));
            self.desk(&authority, &desk.name, edit).await?;
        }
        let snapshot = self.snapshot(&authority).await?;
        self.files.extend(authority.new_roots.iter().cloned());
        self.timestamp(&authority, snapshot).await
    }

    /// Leaves a desk's metadata as it is if that will do, and signs it again otherwise.
    async fn desk(
        &mut self,
        authority: &Authority<'_>,
        name: &str,
        edit: Option<&Edit<'_>>,
    ) -> Result<(), KeyError> {
        let delegations = authority.delegations;
        let holds = |desk: &Signed<Targets>| delegations.verify_role(desk, name).is_ok();
        let before = self
            .published
            .and_then(|published| published.desks.get(name));
        if edit.is_none() {
            match before {
                Some(before) if holds(before) => {
                    return self.prolong(authority, name, before).await;
                }
                Some(_) => {}
                None => {
                    let first = self.keys.first_of_desk(name).unwrap_or_default();
                    let path = layout::versioned(1, name);
                    let read = serde_json::from_slice::<Signed<Targets>>(first);
                    if read.is_ok_and(|desk| holds(&desk)) && !self.avoided.contains(&path) {
                        self.add(name, 1, first.to_vec());
                        return Ok(());
                    }
                }
            }
        }
        self.sign_desk(authority, name, before, edit).await
    }

    /// Signs a desk's metadata again if it is in the last quarter of its time and the key is here.
    async fn prolong(
        &mut self,
        authority: &Authority<'_>,
        name: &str,
        before: &Signed<Targets>,
    ) -> Result<(), KeyError> {
        let role = self.keys.desk_role(name);
        if !role.is_near(before.signed.expires, self.now) {
            return Ok(());
        }
        match self.sign_desk(authority, name, Some(before), None).await {
            // It is still good for a while; `keys show` and the desk itself see to it.
            Err(KeyError::Missing { .. }) => Ok(()),
            signed => signed,
        }
    }

    async fn sign_desk(
        &mut self,
        authority: &Authority<'_>,
        name: &str,
        before: Option<&Signed<Targets>>,
        edit: Option<&Edit<'_>>,
    ) -> Result<(), KeyError> {
        let mut desk = empty_desk(name, &self.keys.desk_role(name), self.now);
        let version = before.map_or(0, |before| before.signed.version.get());
        desk.targets.version = self.next(version, name)?;
        if let Some(before) = before {
            // Nothing but what is the desk's to say: a stolen key may have signed more.
            let owned = read::targets_of(authority.delegations, name);
            let targets = before.signed.targets.clone();
            let kept = targets
                .into_iter()
                .filter(|(name, _)| owned.contains(name.raw()));
            desk.targets.targets.extend(kept);
        }
        if let Some(edit) = edit {
            apply(&mut desk, edit)?;
        }
        let signer = self.keys.signer();
        let signed = signer.sign_desk(desk, authority.delegations).await?;
        self.add(name, signed.version(), signed.bytes);
        Ok(())
    }

    /// The list of all metadata: the published one, if it is right and in the first half of its
    /// time; a place that is renewed every hour would otherwise fill with snapshots.
    async fn snapshot(&mut self, authority: &Authority<'_>) -> Result<Metafile, KeyError> {
        let online = &self.keys.roles().online;
        let mut version = 0;
        if let Some(published) = self.published {
            let old = &published.snapshot;
            let holds = authority.root.verify_role(old).is_ok();
            if let Some(listed) = published.timestamp.signed.meta.get("snapshot.json")
                && self.files.is_empty()
                && holds
                && !online.is_half_over(old.signed.expires, self.now)
            {
                return Ok(listed.clone());
            }
            version = old.signed.version.get();
        }
        let version = self.next(version, "snapshot")?;
        let mut snapshot = Snapshot::new(SPEC.to_owned(), version, online.expires(self.now));
        snapshot.meta.clone_from(&self.meta);
        let signer = self.keys.signer();
        let signed = signer.sign_snapshot(snapshot, authority.root).await?;
        let listed = metafile(version, &signed.bytes);
        self.files
            .push((layout::versioned(version.get(), "snapshot"), signed.bytes));
        Ok(listed)
    }

    async fn timestamp(
        self,
        authority: &Authority<'_>,
        snapshot: Metafile,
    ) -> Result<Change, KeyError> {
        let before = self.published.map(|published| &published.timestamp.signed);
        let version = before.map_or(0, |before| before.version.get());
        let version = after(version, "timestamp")?;
        let expires = self.keys.roles().online.expires(self.now);
        let mut timestamp = SignedTime::new(SPEC.to_owned(), version, expires);
        timestamp.meta.insert("snapshot.json".to_owned(), snapshot);
        let signer = self.keys.signer();
        let signed = signer.sign_timestamp(timestamp, authority.root).await?;
        Ok(Change {
            files: self.files,
            timestamp: signed.bytes,
            timestamp_version: version.get(),
        })
    }

    /// Adds a file that the snapshot lists.
    fn add(&mut self, role: &str, version: u64, bytes: Vec<u8>) {
        let number = NonZeroU64::new(version).unwrap_or(NonZeroU64::MIN);
        self.meta
            .insert(format!("{role}.json"), metafile(number, &bytes));
        self.files.push((layout::versioned(version, role), bytes));
    }

    /// The next version whose place is free.
    fn next(&self, version: u64, role: &str) -> Result<NonZeroU64, KeyError> {
        let mut next = after(version, role)?;
        while self.avoided.contains(&layout::versioned(next.get(), role)) {
            next = after(next.get(), role)?;
        }
        Ok(next)
    }
}

fn apply(desk: &mut DelegatedTargets, edit: &Edit<'_>) -> Result<(), KeyError> {
    let name =
        TargetName::new(edit.channel.target_name()).map_err(|error| signing(&desk.name, &error))?;
    match edit.manifest {
        Some(manifest) => {
            let target = Target {
                length: manifest.size,
                hashes: hashes(manifest.sha256),
                custom: custom(manifest.delta).map_err(|error| signing(&desk.name, &error))?,
                _extra: HashMap::new(),
            };
            desk.targets.add_target(name, target);
        }
        None => {
            desk.targets.remove_target(&name);
        }
    }
    Ok(())
}

/// What the standard leaves to us.
fn custom(delta: Option<DeltaTarget>) -> Result<HashMap<String, Value>, serde_json::Error> {
    let delta = delta.map(|delta| Ok((DeltaTarget::KEY.to_owned(), serde_json::to_value(delta)?)));
    delta.into_iter().collect()
}

fn after(version: u64, role: &str) -> Result<NonZeroU64, KeyError> {
    let next = version.checked_add(1).and_then(NonZeroU64::new);
    next.ok_or_else(|| signing(role, &"its versions are used up"))
}

fn metafile(version: NonZeroU64, bytes: &[u8]) -> Metafile {
    Metafile {
        length: Some(bytes.len() as u64),
        hashes: Some(hashes(Digest::of(bytes))),
        version,
        _extra: HashMap::new(),
    }
}

/// As metadata has a digest.
pub(crate) fn hashes(sha256: Digest) -> Hashes {
    Hashes {
        sha256: sha256.as_bytes().to_vec().into(),
        _extra: HashMap::new(),
    }
}
