//! What was published on a channel, newest first.
//!
//! Every manifest names the one before it by its digest, and the newest is signed. So nobody who
//! can write in the place can forge, reorder or slip in a release of the past.

use legeplads_trust::{Channel, Digest, Verified};

use crate::place::{Desk, Place, PlaceError};

/// The releases of a channel, from the newest back to the first.
#[derive(Debug)]
pub struct History<'a> {
    place: &'a Place,
    channel: &'a Channel,
    newest: Verified,
    next: Next,
    timestamp_version: u64,
}

/// Which release comes next.
#[derive(Debug, Clone, Copy)]
enum Next {
    Newest,
    /// The one with this digest, and the number that it must lie below.
    Before(Digest, u64),
    None,
}

impl Desk {
    /// The newest release on the desk's channel; `None` if nothing was published on it yet.
    ///
    /// # Errors
    ///
    /// When the place cannot be read, or is not published with these keys.
    pub async fn newest(&self) -> Result<Option<Verified>, PlaceError> {
        match self.place.standing(self.keys.first_root()).await? {
            Some(standing) => self.place.newest(&standing.published, &self.channel).await,
            None => Ok(None),
        }
    }

    /// Everything that was published on the desk's channel.
    ///
    /// # Errors
    ///
    /// As with [`Desk::newest`]; [`PlaceError::Empty`] and [`PlaceError::NoRelease`].
    pub async fn history(&self) -> Result<History<'_>, PlaceError> {
        let place = &self.place;
        let Some(standing) = place.standing(self.keys.first_root()).await? else {
            return Err(PlaceError::Empty(place.name().to_owned()));
        };
        let Some(newest) = place.newest(&standing.published, &self.channel).await? else {
            let known = standing.published.channels();
            let mut known = known
                .into_iter()
                .filter(|channel| standing.published.target(channel).is_some())
                .map(|channel| channel.to_string())
                .collect::<Vec<_>>();
            known.sort();
            return Err(PlaceError::NoRelease {
                place: place.name().to_owned(),
                channel: self.channel.clone(),
                known: match known.is_empty() {
                    true => "none has any yet".to_owned(),
                    false => format!("there are some on {}", known.join(", ")),
                },
            });
        };
        Ok(History {
            place,
            channel: &self.channel,
            newest,
            next: Next::Newest,
            timestamp_version: standing.published.versions().timestamp,
        })
    }
}

impl History<'_> {
    /// The newest release.
    pub fn newest(&self) -> &Verified {
        &self.newest
    }

    /// The version of the timestamp that leads to the newest release.
    pub fn timestamp_version(&self) -> u64 {
        self.timestamp_version
    }

    /// The newest release, then the one before it, and so on; `None` after the first.
    ///
    /// # Errors
    ///
    /// When a manifest is not there any more or damaged: the history before it is lost.
    pub async fn next(&mut self) -> Result<Option<Verified>, PlaceError> {
        let release = match self.next {
            Next::None => return Ok(None),
            Next::Newest => self.newest.clone(),
            Next::Before(digest, after) => {
                let release = self.place.manifest(digest).await?;
                let version = release.manifest().version;
                if version >= after {
                    return Err(PlaceError::Disorder {
                        place: self.place.name().to_owned(),
                        release: version,
                        after,
                    });
                }
                release
            }
        };
        let manifest = release.manifest();
        self.next = match manifest.previous {
            Some(digest) => Next::Before(digest, manifest.version),
            None => Next::None,
        };
        Ok(Some(release))
    }

    /// The release with a number.
    ///
    /// # Errors
    ///
    /// [`PlaceError::NoSuchRelease`], and as with [`History::next`].
    pub async fn find(mut self, number: u64) -> Result<Verified, PlaceError> {
        while let Some(release) = self.next().await? {
            let version = release.manifest().version;
            if version == number {
                return Ok(release);
            }
            if version < number {
                break;
            }
        }
        Err(PlaceError::NoSuchRelease {
            place: self.place.name().to_owned(),
            channel: self.channel.clone(),
            number,
            newest: self.newest.manifest().version,
        })
    }
}
