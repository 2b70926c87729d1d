//! Which number a packed release gets: no server counts them.

use std::fs::File;
use std::io::BufReader;
use std::num::NonZeroU64;
use std::path::Path;

use jiff::Timestamp;
use legeplads_trust::pack::read;
use legeplads_trust::{Clock, Manifest};

use crate::place::{Desk, Place, PlaceError};
use crate::publish::same_content;

/// How the number of a packed release is found.
#[derive(Debug)]
pub enum Number {
    /// It is this one.
    Said(NonZeroU64),
    /// It follows the newest release that is known, or is the same if nothing has changed since: of what
    /// the replaced file holds and, if a place is named, what is published there on the desk's channel.
    After(Option<Place>),
}

/// What a number is found by.
#[derive(Debug)]
pub(super) enum Found {
    Said(NonZeroU64),
    After(Option<Box<Manifest>>),
}

impl Number {
    /// Looks what is known, before the file is replaced.
    pub(super) async fn find(
        &self,
        desk: &Desk,
        feed: &str,
        to: &Path,
        now: Timestamp,
    ) -> Result<Found, PlaceError> {
        let place = match self {
            Self::Said(number) => return Ok(Found::Said(*number)),
            Self::After(place) => place,
        };
        let published = match place {
            Some(place) => published(place, desk).await?,
            None => None,
        };
        let known = packed(to, desk, now).into_iter().chain(published);
        let known = known.filter(|known| known.feed == feed);
        let newest = known.max_by_key(|known| known.version);
        Ok(Found::After(newest.map(Box::new)))
    }
}

async fn published(place: &Place, desk: &Desk) -> Result<Option<Manifest>, PlaceError> {
    let Some(standing) = place.standing(desk.keys.first_root()).await? else {
        return Ok(None);
    };
    let newest = place.newest(&standing.published, &desk.channel).await?;
    Ok(newest.map(|newest| newest.manifest().clone()))
}

/// The release in a pack of this desk's; whatever else lies there is replaced without a word, as files are.
fn packed(file: &Path, desk: &Desk, now: Timestamp) -> Option<Manifest> {
    let file = BufReader::new(File::open(file).ok()?);
    // It may have expired: its number counts all the same.
    let pack = read(file, Some(desk.keys.first_root()), Clock::Unsynced(now)).ok()?;
    let is_ours = pack.channel == desk.channel;
    is_ours.then(|| pack.manifest.manifest().clone())
}

impl Found {
    /// The number of a release with this content, and in words for staff why.
    pub(super) fn number(&self, manifest: &Manifest) -> (u64, String) {
        match self {
            Self::Said(number) => (number.get(), String::new()),
            Self::After(Some(before)) if same_content(before, manifest) => (
                before.version,
                format!("nothing has changed since release {}", before.version),
            ),
            Self::After(Some(before)) => (
                before.version.saturating_add(1),
                format!("it follows release {}", before.version),
            ),
            Self::After(None) => (
                1,
                "no release before it is known; --after PLACE counts on from what is published, --release \
                 NUMBER says it"
                    .to_owned(),
            ),
        }
    }
}
