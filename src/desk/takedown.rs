//! `legeplads-desk takedown`: nothing of the feed stays on the glass.
//!
//! Screens then show what is built into them, until something is published again.

use jiff::Timestamp;
use legeplads_trust::Manifest;

use crate::keys::endings;
use crate::place::Desk;
use crate::publish::{self, CannotPublish, Outcome};

/// Publishes a release that withdraws what is shown on the desk's channel. `note` says why.
///
/// # Errors
///
/// [`CannotPublish`] says why not; what was published stands then.
pub async fn takedown(desk: &Desk, note: &str, now: Timestamp) -> Result<Outcome, CannotPublish> {
    let newest = desk.history().await?.newest().clone();
    let standing = newest.manifest();
    if standing.withdrawn {
        return Ok(Outcome::Unchanged {
            words: format!(
                "Nothing has changed: release {} has already taken everything down.\n",
                standing.version
            ),
            manifest: Box::new(standing.clone()),
        });
    }
    let (channel, place) = (&desk.channel, desk.place.name());
    let manifest = Manifest {
        format: Manifest::FORMAT,
        feed: standing.feed.clone(),
        version: standing.version + 1,
        created: publish::whole_seconds(now),
        note: publish::tidy(note),
        previous: Some(newest.digest()),
        withdrawn: true,
        fonts: Vec::new(),
        documents: Vec::new(),
        media: Vec::new(),
        scenes: Vec::new(),
    };
    let stands = publish::put(desk, Some(&newest), &manifest, now).await?;
    let remark = stands.remark + &endings(desk, now).await;
    Ok(Outcome::Published {
        words: format!(
            "Release {} takes down everything on channel {channel} in {place}: screens show what \
             is built in.\nTo bring back what was there: legeplads-desk rollback {} --to {place} \
             --channel {channel}\n{}",
            manifest.version, standing.version, remark
        ),
        manifest: Box::new(manifest),
        timestamp_version: stands.timestamp_version,
    })
}
