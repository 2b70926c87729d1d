//! `legeplads-desk rollback`: what an earlier release showed, as a new release.
//!
//! Kiosks never go backwards: the content of release 7 comes back as release 13. That 7 was this
//! content is proven by the chain of digests from the signed newest release down to it.

use jiff::Timestamp;
use legeplads_trust::Manifest;

use crate::content::{self, Content};
use crate::keys::endings;
use crate::place::{Desk, PlaceError};
use crate::publish::{self, CannotPublish, Outcome};

/// Why there was no way back. What was published stands.
#[derive(Debug, thiserror::Error)]
pub enum CannotRollBack {
    /// There is nothing to go back to.
    #[error(
        "release {0} shows nothing: it is a takedown. To take everything down, use: legeplads-desk \
         takedown"
    )]
    Withdrawn(u64),
    /// The rules have changed since.
    #[error(
        "release {release} was right when it was published and is not by today's rules, so kiosks \
         would refuse it: {first}. Put it right in the feed's folder and publish that"
    )]
    Outdated {
        /// The release.
        release: u64,
        /// What is wrong first.
        first: String,
    },
    /// Making a release failed.
    #[error(transparent)]
    Publish(#[from] CannotPublish),
    /// The place, the keys, or what lies there.
    #[error(transparent)]
    Place(#[from] PlaceError),
}

/// Publishes the content of release `number` again, under the next number. An empty `note` becomes
/// "as release N".
///
/// # Errors
///
/// [`CannotRollBack`] says why not.
pub async fn rollback(
    desk: &Desk,
    number: u64,
    note: &str,
    now: Timestamp,
) -> Result<Outcome, CannotRollBack> {
    let history = desk.history().await?;
    let newest = history.newest().clone();
    let standing = newest.manifest();
    let earlier = history.find(number).await?;
    let earlier = earlier.manifest();
    if earlier.withdrawn {
        return Err(CannotRollBack::Withdrawn(number));
    }
    let content = Content::read(desk, earlier).await?;
    let feed = match content {
        Content::Feed(feed) => feed,
        Content::Outdated(first) => {
            return Err(CannotRollBack::Outdated {
                release: number,
                first,
            });
        }
    };
    content::check_pictures(desk, earlier).await?;
    if publish::same_content(standing, earlier) {
        return Ok(Outcome::Unchanged {
            words: format!(
                "Nothing has changed: release {} stands and shows what release {number} showed.\n",
                standing.version
            ),
            manifest: Box::new(standing.clone()),
        });
    }
    let manifest = Manifest {
        version: standing.version + 1,
        created: publish::whole_seconds(now),
        note: match publish::tidy(note) {
            none if none.is_empty() => format!("as release {number}"),
            note => note,
        },
        previous: Some(newest.digest()),
        ..earlier.clone()
    };
    let stands = publish::put(desk, Some(&newest), &manifest, now).await?;
    let remark = stands.remark + &endings(desk, now).await;
    Ok(Outcome::Published {
        words: format!(
            "Release {} of {} is published on channel {} in {}. It shows what release {number} \
             showed.\n{}",
            manifest.version,
            publish::name(&feed),
            desk.channel,
            desk.place.name(),
            remark
        ),
        manifest: Box::new(manifest),
        timestamp_version: stands.timestamp_version,
    })
}
