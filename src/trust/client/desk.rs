//! The channel's own desk: TUF 1.0, 5.6.7, the search for one target among the delegations.

use std::collections::{BTreeMap, BTreeSet};

use tough::TargetName;
use tough::schema::{DelegatedRole, Delegations, Target as Listed, Targets};

use super::Distrust;
use super::parsed::{Parsed, as_listed, digest, parse, signatures};
use super::source::Source;
use super::top::Top;
use super::verdict::Verdict;
use crate::{Channel, Target, is_id, layout, limits};

/// What is on a channel, and whom that was asked of.
#[derive(Debug)]
pub(super) struct Found {
    /// The metadata of the desks that were asked, by name.
    pub(super) desks: BTreeMap<String, String>,
    pub(super) target: Option<Target>,
}

/// Looks for the channel's manifest: in `targets` itself, then with every desk whose paths the
/// channel matches, in the order in which they are listed, up to the first that has it or that
/// terminates the search.
///
/// A desk that is not asked can do no harm, whatever its metadata is like. One that is asked and
/// does not hold ends the search with an error, as the standard wants it. Desks do not delegate
/// further here: what one delegates is not looked at.
pub(super) async fn find(
    top: &Top,
    channel: &Channel,
    source: &Source,
    verdict: &mut Verdict,
) -> Result<Found, Distrust> {
    let malformed = |why: String| Distrust::Malformed {
        role: "targets".to_owned(),
        why,
    };
    let name =
        TargetName::new(channel.target_name()).map_err(|error| malformed(error.to_string()))?;
    let mut desks = BTreeMap::new();
    let targets = &top.targets.role.signed;
    if let Some(listed) = targets.targets.get(&name) {
        let target = Some(target("targets", listed)?);
        return Ok(Found { desks, target });
    }
    let Some(delegations) = &targets.delegations else {
        return Ok(Found {
            desks,
            target: None,
        });
    };
    let mut names = BTreeSet::new();
    if let Some(twice) = delegations
        .roles
        .iter()
        .find(|role| !names.insert(&role.name))
    {
        return Err(malformed(format!(
            "it names the desk {:?} twice",
            twice.name
        )));
    }
    for role in delegations.roles.iter().filter(|role| owns(role, &name)) {
        let desk = load(top, delegations, role, source).await?;
        verdict.judge(&role.name, desk.role.signed.expires)?;
        desks.insert(role.name.clone(), desk.text);
        if let Some(listed) = desk.role.signed.targets.get(&name) {
            let target = Some(target(&role.name, listed)?);
            return Ok(Found { desks, target });
        }
        if role.terminating {
            break;
        }
    }
    Ok(Found {
        desks,
        target: None,
    })
}

/// Whether the delegation covers the target.
pub(crate) fn owns(role: &DelegatedRole, name: &TargetName) -> bool {
    let alone = Delegations {
        roles: vec![role.clone()],
        ..Delegations::default()
    };
    alone.target_is_delegated(name)
}

/// One desk's metadata, checked but for expiry.
async fn load(
    top: &Top,
    delegations: &Delegations,
    role: &DelegatedRole,
    source: &Source,
) -> Result<Parsed<Targets>, Distrust> {
    let name = &role.name;
    if !is_id(name) || matches!(name.as_str(), "root" | "timestamp" | "snapshot" | "targets") {
        return Err(Distrust::Malformed {
            role: "targets".to_owned(),
            why: format!("{name:?} is no desk's name: 1 to 40 of a-z, 0-9 and - are needed"),
        });
    }
    let listed = top.snapshot.role.signed.meta.get(&format!("{name}.json"));
    let Some(version) = listed.map(|listed| listed.version.get()) else {
        return Err(Distrust::Mismatch {
            role: name.clone(),
            why: "the snapshot does not list it".to_owned(),
        });
    };
    let path = layout::versioned(version, name);
    let bytes = source.get(&path).await?.ok_or(Distrust::Missing { path })?;
    // The hash before anything is read in it, the signature before anything is believed.
    as_listed(name, listed, version, &bytes)?;
    let desk: Parsed<Targets> = parse(name, &bytes)?;
    as_listed(name, listed, desk.role.signed.version.get(), &bytes)?;
    delegations
        .verify_role(&desk.role, name)
        .map_err(|error| signatures(name, &error))?;
    Ok(desk)
}

/// What a list has for a channel.
pub(crate) fn target(role: &str, listed: &Listed) -> Result<Target, Distrust> {
    let sha256 = digest(&listed.hashes.sha256).ok_or_else(|| Distrust::Malformed {
        role: role.to_owned(),
        why: "the channel's hash is not a SHA-256".to_owned(),
    })?;
    if listed.length > limits::MANIFEST_BYTES {
        return Err(Distrust::ManifestTooLong {
            size: listed.length,
            most: limits::MANIFEST_BYTES,
        });
    }
    Ok(Target::signed(sha256, listed))
}
