//! Root, timestamp, snapshot and targets: TUF 1.0, 5.3 to 5.6, by `tough`.

use std::collections::BTreeMap;
use std::path::Path;

use tough::error::Error;
use tough::schema::{RoleType, Root, Snapshot, Targets, Timestamp};
use tough::{ExpirationEnforcement, Limits, RepositoryLoader};
use url::Url;

use super::Distrust;
use super::memory::Accepted;
use super::parsed::{Parsed, as_listed, parse, signed_by_root, trusted_root};
use super::source::{BASE, Source};
use super::staging::Staging;
use crate::{layout, limits};

/// The roles of the top level, checked but for expiry.
#[derive(Debug)]
pub(super) struct Top {
    pub(super) root: Parsed<Root>,
    pub(super) timestamp: Parsed<Timestamp>,
    pub(super) snapshot: Parsed<Snapshot>,
    pub(super) targets: Parsed<Targets>,
}

impl Top {
    /// To be remembered, with the desks' roles that were asked.
    pub(super) fn accepted(&self, desks: BTreeMap<String, String>) -> Accepted {
        Accepted {
            timestamp: self.timestamp.text.clone(),
            snapshot: self.snapshot.text.clone(),
            targets: self.targets.text.clone(),
            desks,
        }
    }
}

/// The newest root that can be reached from `root`, even when something after it is refused; and
/// the top level under it.
pub(super) async fn load(
    root: &str,
    accepted: Option<&Accepted>,
    source: &Source,
    scratch: Option<&Path>,
) -> (Option<String>, Result<Top, Distrust>) {
    let staging = match Staging::with(accepted, scratch).await {
        Ok(staging) => staging,
        Err(why) => return (None, Err(why)),
    };
    let loaded = run(root, source, &staging).await;
    let newest = match staging.root_version().await {
        // What `tough` wrote says the same in other words; the root is kept as it came.
        Some(version) => source
            .taken(&layout::root(version))
            .and_then(|bytes| String::from_utf8(bytes).ok()),
        None => None,
    };
    let top = loaded.and_then(|()| {
        let root = newest.as_deref().unwrap_or(root);
        check(root, accepted, source)
    });
    (newest, top)
}

/// Lets `tough` do its work in the staging folder. It is told not to look at expiry: it would ask
/// the machine's clock, which here is an argument.
async fn run(root: &str, source: &Source, staging: &Staging) -> Result<(), Distrust> {
    let base = Url::parse(BASE).map_err(|error| Distrust::Local(error.to_string()))?;
    let loaded = RepositoryLoader::new(&root, base.clone(), base)
        .transport(source.clone())
        .datastore(staging.path())
        .limits(Limits {
            max_root_size: limits::METADATA_BYTES,
            max_targets_size: limits::METADATA_BYTES,
            max_timestamp_size: limits::METADATA_BYTES,
            max_snapshot_size: limits::METADATA_BYTES,
            max_root_updates: limits::ROOT_STEPS,
        })
        .expiration_enforcement(ExpirationEnforcement::Unsafe)
        .load()
        .await;
    // A server out of order while the next root was asked for: `tough` takes that for "there is
    // none" and goes on under the old root.
    if let Some(fault) = source.fault() {
        return Err(fault);
    }
    match loaded {
        Ok(_) => Ok(()),
        Err(_) if source.at_desks() => Ok(()),
        Err(error) => Err(words(error)),
    }
}

/// Asks of the files themselves what `tough` has asked on its way: that each is signed under the
/// newest root and is the one listed. It was stopped before it could say yes, and this says it.
fn check(root: &str, accepted: Option<&Accepted>, source: &Source) -> Result<Top, Distrust> {
    let root = trusted_root(root.as_bytes())?;
    let keys = &root.role.signed;

    let timestamp: Parsed<Timestamp> = take(source, "timestamp", layout::TIMESTAMP)?;
    signed_by_root(keys, "timestamp", &timestamp.role)?;
    not_another(keys, accepted, &timestamp)?;

    let listed = timestamp.role.signed.meta.get("snapshot.json");
    let path = path("snapshot", listed.map(|listed| listed.version.get()))?;
    let snapshot: Parsed<Snapshot> = take(source, "snapshot", &path)?;
    let version = snapshot.role.signed.version.get();
    as_listed("snapshot", listed, version, snapshot.text.as_bytes())?;
    signed_by_root(keys, "snapshot", &snapshot.role)?;

    let listed = snapshot.role.signed.meta.get("targets.json");
    let path = self::path("targets", listed.map(|listed| listed.version.get()))?;
    let targets: Parsed<Targets> = take(source, "targets", &path)?;
    let version = targets.role.signed.version.get();
    as_listed("targets", listed, version, targets.text.as_bytes())?;
    signed_by_root(keys, "targets", &targets.role)?;

    Ok(Top {
        root,
        timestamp,
        snapshot,
        targets,
    })
}

fn path(role: &str, listed: Option<u64>) -> Result<String, Distrust> {
    let version = listed.ok_or_else(|| Distrust::Malformed {
        role: role.to_owned(),
        why: "its version is not listed".to_owned(),
    })?;
    Ok(layout::versioned(version, role))
}

fn take<T: serde::de::DeserializeOwned>(
    source: &Source,
    role: &str,
    path: &str,
) -> Result<Parsed<T>, Distrust> {
    let bytes = source.taken(path).ok_or_else(|| Distrust::Missing {
        path: path.to_owned(),
    })?;
    parse(role, &bytes)
}

/// A version is one content for ever (TUF 1.0, 5.4.3: an equal version is no newer one). Without
/// this, two timestamps of one number could lead to two snapshots. What was signed by keys that no
/// longer count is not held against anybody, as in the standard.
fn not_another(
    keys: &Root,
    accepted: Option<&Accepted>,
    new: &Parsed<Timestamp>,
) -> Result<(), Distrust> {
    let Some(accepted) = accepted else {
        return Ok(());
    };
    let old: Parsed<Timestamp> = parse("timestamp", accepted.timestamp.as_bytes())?;
    let same_version = old.role.signed.version == new.role.signed.version;
    let counts = || signed_by_root(keys, "timestamp", &old.role).is_ok();
    if same_version && old.role.signed != new.role.signed && counts() {
        return Err(Distrust::Rollback {
            role: "timestamp".to_owned(),
            why: format!("version {} was another one before", old.role.signed.version),
        });
    }
    Ok(())
}

/// What `tough` says, in our words.
fn words(error: Error) -> Distrust {
    let why = error.to_string();
    match error {
        Error::ParseTrustedMetadata { .. } | Error::VerifyTrustedMetadata { .. } => {
            Distrust::Root(why)
        }
        Error::VerifyMetadata { role, source, .. } => Distrust::Signatures {
            role: role.to_string(),
            why: source.to_string(),
        },
        Error::OlderMetadata {
            role,
            current_version,
            new_version,
            ..
        } => Distrust::Rollback {
            role: role.to_string(),
            why: format!("{current_version} was accepted, and {new_version} came"),
        },
        Error::OlderSnapshotInTimestamp {
            snapshot_old,
            snapshot_new,
            ..
        } => Distrust::Rollback {
            role: RoleType::Snapshot.to_string(),
            why: format!("{snapshot_old} was accepted, and {snapshot_new} came"),
        },
        Error::SnapshotRoleMissing { role, .. } => Distrust::Rollback {
            role: named(&role),
            why: "it was listed, and is no more".to_owned(),
        },
        Error::SnapshotRoleRollback {
            role,
            old_role_version,
            new_role_version,
            ..
        } => Distrust::Rollback {
            role: named(&role),
            why: format!("{old_role_version} was accepted, and {new_role_version} came"),
        },
        Error::VersionMismatch {
            role,
            fetched,
            expected,
            ..
        } => Distrust::Mismatch {
            role: role.to_string(),
            why: format!("version {expected} is listed and {fetched} came"),
        },
        Error::ParseMetadata { role, source, .. } => Distrust::Malformed {
            role: role.to_string(),
            why: source.to_string(),
        },
        Error::MaxUpdatesExceeded {
            max_root_updates, ..
        } => Distrust::Endless(format!(
            "at most {max_root_updates} new roots are taken at once"
        )),
        Error::Transport { source, .. } => transport(&source, why),
        Error::DatastoreInit { .. }
        | Error::DatastoreCreate { .. }
        | Error::DatastoreOpen { .. }
        | Error::DatastoreRemove { .. }
        | Error::DatastoreSerialize { .. } => Distrust::Local(why),
        _ => Distrust::Malformed {
            role: "metadata".to_owned(),
            why,
        },
    }
}

/// Our own faults never come this way: these are a file that is not there, and one that `tough`
/// found to be longer than listed or of another hash.
fn transport(error: &tough::TransportError, why: String) -> Distrust {
    let path = error.url().trim_start_matches("https://feed.invalid/");
    if error.kind() == tough::TransportErrorKind::FileNotFound {
        return Distrust::Missing {
            path: path.to_owned(),
        };
    }
    let role = path
        .rsplit('/')
        .next()
        .and_then(|name| name.strip_suffix(".json"));
    let role = role.map(|name| name.split_once('.').map_or(name, |(_, role)| role));
    Distrust::Mismatch {
        role: role.unwrap_or("metadata").to_owned(),
        why,
    }
}

/// `targets.json` is the role `targets`.
fn named(file: &str) -> String {
    file.strip_suffix(".json").unwrap_or(file).to_owned()
}
