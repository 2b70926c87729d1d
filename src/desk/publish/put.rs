//! The last part of whatever makes a release: its manifest is put there, signed for, and stands.

use jiff::Timestamp;
use legeplads_trust::{Delta, DeltaTarget, Digest, Manifest, ToSign, Verified, limits, reread};

use super::CannotPublish;
use crate::place::{Desk, PlaceError};

/// A release that stands.
pub(crate) struct Stands {
    /// The version of the timestamp that leads to it.
    pub(crate) timestamp_version: u64,
    /// In words for staff: what kiosks must do without; mostly nothing.
    pub(crate) remark: String,
}

/// Makes `manifest`, whose files must be there, the newest release after `before`.
pub(crate) async fn put(
    desk: &Desk,
    before: Option<&Verified>,
    manifest: &Manifest,
    now: Timestamp,
) -> Result<Stands, CannotPublish> {
    let bytes = manifest.to_ron()?.into_bytes();
    let (digest, size) = (Digest::of(&bytes), bytes.len() as u64);
    reread(&bytes, digest).map_err(CannotPublish::Refused)?;
    desk.place.put_blob(bytes).await?;
    let (delta, remark) = match put_delta(desk, before, manifest, size).await {
        // A saving is not worth a release. What a kiosk could not get either is another matter.
        Err(CannotPublish::Place(error @ PlaceError::Read { .. })) => (
            None,
            format!(
                "Kiosks fetch the whole list this time, and not what is other in it: {error}\n"
            ),
        ),
        delta => (delta?, String::new()),
    };
    let to = ToSign {
        sha256: digest,
        size,
        delta,
    };
    let from = before.map(Verified::digest);
    let set = desk.place.set(&desk.keys, &desk.channel, from, to, now);
    let timestamp_version = match set.await {
        Err(PlaceError::Overtaken { .. }) => overtaken(desk, before, digest, manifest).await?,
        done => done?,
    };
    Ok(Stands {
        timestamp_version,
        remark,
    })
}

/// For kiosks that have the release before: most changes are small, and a manifest, of `size` bytes,
/// is not.
async fn put_delta(
    desk: &Desk,
    before: Option<&Verified>,
    manifest: &Manifest,
    size: u64,
) -> Result<Option<DeltaTarget>, CannotPublish> {
    let Some(before) = before else {
        return Ok(None);
    };
    let delta = Delta::between(before.manifest(), manifest);
    if delta.to_ron()?.len() as u64 >= size {
        return Ok(None);
    }
    let mut documents = Vec::new();
    if delta.carries_documents() {
        for file in &delta.manifest.documents {
            documents.push(desk.place.blob(file.sha256, file.size).await?);
        }
    }
    let bytes = delta.to_bytes(&documents)?;
    let length = bytes.len() as u64;
    if length > limits::DELTA_BYTES {
        return Ok(None);
    }
    Ok(Some(DeltaTarget {
        from: before.digest(),
        sha256: desk.place.put_blob(bytes).await?,
        length,
    }))
}

/// Tells whether somebody else was faster, or has already published after us.
async fn overtaken(
    desk: &Desk,
    before: Option<&Verified>,
    ours: Digest,
    manifest: &Manifest,
) -> Result<u64, CannotPublish> {
    let mut history = desk.history().await?;
    let theirs = history.newest().manifest().version;
    while let Some(release) = history.next().await? {
        if release.digest() == ours {
            return Ok(history.timestamp_version());
        }
        if release.manifest().version <= manifest.version {
            break;
        }
    }
    Err(CannotPublish::Overtaken {
        channel: desk.channel.clone(),
        place: desk.place.name().to_owned(),
        theirs,
        look: match before {
            Some(before) => format!("diff {} {theirs}", before.manifest().version),
            None => "releases".to_owned(),
        },
    })
}
