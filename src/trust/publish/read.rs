//! Reading what is published, and believing none of it unchecked.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use tough::TargetName;
use tough::schema::{
    DelegatedRole, Delegations, PathSet, Root, Signed, Snapshot, Targets, Timestamp,
};

use super::Published;
use crate::client::parsed::{self, Parsed, as_listed, signatures, signed_by_root};
use crate::keys::KeyError;
use crate::verify::is_page;
use crate::{Channel, Distrust, Fetch, FetchFault, Target, layout, limits};

pub(super) async fn read(
    fetch: &dyn Fetch,
    first_root: &[u8],
) -> Result<Option<Published>, Distrust> {
    let roots = roots(fetch, first_root).await?;
    let Some(bytes) = get(fetch, layout::TIMESTAMP).await? else {
        return Ok(None);
    };
    let timestamp: Signed<Timestamp> = parse("timestamp", &bytes)?;

    let listed = timestamp.signed.meta.get("snapshot.json");
    let version = listed.map_or(0, |listed| listed.version.get());
    let bytes = must_get(fetch, &layout::versioned(version, "snapshot")).await?;
    let snapshot: Signed<Snapshot> = parse("snapshot", &bytes)?;
    as_listed("snapshot", listed, snapshot.signed.version.get(), &bytes)?;

    let listed = snapshot.signed.meta.get("targets.json");
    let version = listed.map_or(0, |listed| listed.version.get());
    let bytes = must_get(fetch, &layout::versioned(version, "targets")).await?;
    let targets: Signed<Targets> = parse("targets", &bytes)?;
    as_listed("targets", listed, targets.signed.version.get(), &bytes)?;

    let is_unfinished = is_unfinished(&roots, &timestamp, &snapshot, &targets)?;
    let desks = desks(fetch, &snapshot.signed, &targets.signed).await?;
    let newest = newest(&roots)?.role.signed.clone();
    Ok(Some(Published {
        roots: roots
            .into_iter()
            .map(|root| root.text.into_bytes())
            .collect(),
        root: newest,
        is_unfinished,
        timestamp,
        snapshot,
        targets: (bytes, targets),
        desks,
        avoided: BTreeSet::new(),
    }))
}

pub(super) fn target(published: &Published, channel: &Channel) -> Option<Target> {
    let owner = owner(published.delegations()?, channel)?;
    let name = TargetName::new(channel.target_name()).ok()?;
    let desk = published.desks.get(&owner.name)?;
    let target = desk.signed.targets.get(&name)?;
    let sha256 = parsed::digest(&target.hashes.sha256)?;
    (target.length <= limits::MANIFEST_BYTES).then(|| Target::signed(sha256, target))
}

/// The channels that desks own.
pub(super) fn channels(desks: &Delegations) -> Vec<Channel> {
    let patterns = desks.roles.iter().flat_map(patterns);
    patterns.filter_map(channel).collect()
}

/// That no desk owns a channel, and which channels there are.
pub(crate) fn no_such_channel(desks: &Delegations, channel: &Channel) -> KeyError {
    let known: Vec<_> = channels(desks).iter().map(Channel::to_string).collect();
    KeyError::NoSuchChannel {
        channel: channel.clone(),
        known: known.join(", "),
    }
}

/// The desk that owns a channel.
pub(crate) fn owner<'a>(desks: &'a Delegations, channel: &Channel) -> Option<&'a DelegatedRole> {
    desks.roles.iter().find(|desk| owns(desk, channel))
}

pub(super) fn owns(desk: &DelegatedRole, channel: &Channel) -> bool {
    patterns(desk).any(|pattern| pattern == channel.pattern())
}

/// The targets that a desk may sign for: one for each of its channels.
pub(super) fn targets_of(desks: &Delegations, name: &str) -> BTreeSet<String> {
    let desk = desks.roles.iter().filter(|desk| desk.name == name);
    let channels = desk.flat_map(patterns).filter_map(channel);
    channels.map(|channel| channel.target_name()).collect()
}

fn channel(pattern: &str) -> Option<Channel> {
    pattern.strip_suffix("/*")?.parse().ok()
}

fn patterns(desk: &DelegatedRole) -> impl Iterator<Item = &str> {
    let paths = match &desk.paths {
        PathSet::Paths(paths) => paths.as_slice(),
        // Nobody here writes those.
        PathSet::PathHashPrefixes(_) => &[],
    };
    paths.iter().map(|pattern| pattern.value())
}

/// The chain of roots: each signed by enough keys of the one before, and of its own.
async fn roots(fetch: &dyn Fetch, first: &[u8]) -> Result<Vec<Parsed<Root>>, Distrust> {
    let mut roots = vec![parsed::trusted_root(first)?];
    loop {
        let before = newest(&roots)?;
        let version = before.role.signed.version.get().saturating_add(1);
        if roots.len() as u64 > limits::ROOT_STEPS {
            let most = limits::ROOT_STEPS;
            return Err(Distrust::Endless(format!(
                "at most {most} roots are followed"
            )));
        }
        let Some(bytes) = get(fetch, &layout::root(version)).await? else {
            return Ok(roots);
        };
        let root: Parsed<Root> = parsed::parse("root", &bytes)?;
        signed_by_root(&before.role.signed, "root", &root.role)?;
        signed_by_root(&root.role.signed, "root", &root.role)?;
        if root.role.signed.version.get() != version {
            return Err(Distrust::Mismatch {
                role: "root".to_owned(),
                why: format!(
                    "version {} lies there as {version}",
                    root.role.signed.version
                ),
            });
        }
        roots.push(root);
    }
}

fn newest(roots: &[Parsed<Root>]) -> Result<&Parsed<Root>, Distrust> {
    let none = || Distrust::Root("there is none".to_owned());
    roots.last().ok_or_else(none)
}

/// Whether all this is signed by an older root's keys: a change of roles broke off between its roots
/// and its timestamp. Whoever reads to publish may then finish it; kiosks take nothing but what the
/// newest root's keys signed.
fn is_unfinished(
    roots: &[Parsed<Root>],
    timestamp: &Signed<Timestamp>,
    snapshot: &Signed<Snapshot>,
    targets: &Signed<Targets>,
) -> Result<bool, Distrust> {
    let by = |root: &Parsed<Root>| {
        let root = &root.role.signed;
        signed_by_root(root, "timestamp", timestamp)?;
        signed_by_root(root, "snapshot", snapshot)?;
        signed_by_root(root, "targets", targets)
    };
    let Err(refused) = by(newest(roots)?) else {
        return Ok(false);
    };
    let mut older = roots.iter().rev().skip(1);
    match older.any(|root| by(root).is_ok()) {
        true => Ok(true),
        false => Err(refused),
    }
}

async fn desks(
    fetch: &dyn Fetch,
    snapshot: &Snapshot,
    targets: &Targets,
) -> Result<BTreeMap<String, Signed<Targets>>, Distrust> {
    let mut desks = BTreeMap::new();
    let Some(delegations) = &targets.delegations else {
        return Ok(desks);
    };
    for desk in &delegations.roles {
        let name = &desk.name;
        let Some(listed) = snapshot.meta.get(&format!("{name}.json")) else {
            continue;
        };
        let path = layout::versioned(listed.version.get(), name);
        let bytes = must_get(fetch, &path).await?;
        let signed: Signed<Targets> = parse(name, &bytes)?;
        let verified = delegations.verify_role(&signed, name);
        verified.map_err(|error| signatures(name, &error))?;
        as_listed(name, Some(listed), signed.signed.version.get(), &bytes)?;
        desks.insert(name.clone(), signed);
    }
    Ok(desks)
}

fn parse<T: DeserializeOwned>(name: &str, bytes: &[u8]) -> Result<Signed<T>, Distrust> {
    parsed::parse(name, bytes).map(|parsed| parsed.role)
}

async fn must_get(fetch: &dyn Fetch, path: &str) -> Result<Vec<u8>, Distrust> {
    let missing = || Distrust::Missing {
        path: path.to_owned(),
    };
    get(fetch, path).await?.ok_or_else(missing)
}

async fn get(fetch: &dyn Fetch, path: &str) -> Result<Option<Vec<u8>>, Distrust> {
    let most = limits::METADATA_BYTES;
    match fetch.fetch(path, most).await {
        Ok(bytes) if is_page(&bytes) => Err(Distrust::WebPage {
            path: path.to_owned(),
        }),
        Ok(bytes) => Ok(Some(bytes)),
        Err(FetchFault::Missing) => Ok(None),
        Err(FetchFault::Unreachable(why)) => Err(Distrust::Unreachable(why)),
        Err(FetchFault::Local(why)) => Err(Distrust::Local(why)),
        Err(FetchFault::TooLong { most }) => Err(Distrust::TooLong {
            path: path.to_owned(),
            most,
        }),
    }
}
