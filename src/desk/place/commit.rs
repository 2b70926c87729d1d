//! Changing what is published, without ever undoing what another desk did.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::Timestamp;
use legeplads_trust::keys::{KeyError, KeyRing};
use legeplads_trust::publish::{Change, Published, begin};
use legeplads_trust::{Channel, Digest, ToSign, layout};
use object_store::PutMode;
use tokio::time::sleep;

use super::{Place, PlaceError, Seen, Standing};

/// How often one begins anew because others were faster.
const ATTEMPTS: u32 = 100;

/// So many timestamps in a row differ in length.
const LENGTHS: usize = 1024;

/// What is to be changed.
enum Step<'a> {
    /// A channel's manifest, from what it was to another.
    Set {
        channel: &'a Channel,
        from: Option<Digest>,
        to: ToSign,
    },
    /// Nothing but how long the timestamp is good.
    Renew,
    /// The roles: what `legeplads-desk keys` did.
    Roles,
}

/// Why a change is not what is published now.
enum Lost {
    /// Another timestamp is there than the one that was read.
    Overtaken,
    /// Another's metadata has the name that ours should have.
    Taken(String),
    /// The place failed.
    Failed(PlaceError),
}

impl Place {
    /// Puts a manifest, which must be there as a blob and its delta too, on a channel, if what is on
    /// it is still `from`. Gives the timestamp's version.
    ///
    /// # Errors
    ///
    /// [`PlaceError::Overtaken`] if something else is on the channel meanwhile; otherwise the
    /// place or the keys are at fault, and what was published stands.
    pub async fn set(
        &self,
        keys: &KeyRing,
        channel: &Channel,
        from: Option<Digest>,
        to: impl Into<ToSign>,
        now: Timestamp,
    ) -> Result<u64, PlaceError> {
        let to = to.into();
        self.advance(keys, &Step::Set { channel, from, to }, now)
            .await
    }

    /// Signs the timestamp again, so that kiosks know that nothing newer is withheld from them.
    /// Gives its version.
    ///
    /// # Errors
    ///
    /// The place or the keys are at fault; what was published stands until it expires.
    pub async fn renew(&self, keys: &KeyRing, now: Timestamp) -> Result<u64, PlaceError> {
        self.advance(keys, &Step::Renew, now).await
    }

    /// Publishes the roles as they are in the keys' folder. Gives the timestamp's version.
    ///
    /// # Errors
    ///
    /// The place or the keys are at fault; what was published stands.
    pub async fn with_roles(&self, keys: &KeyRing, now: Timestamp) -> Result<u64, PlaceError> {
        self.advance(keys, &Step::Roles, now).await
    }

    async fn advance(
        &self,
        keys: &KeyRing,
        step: &Step<'_>,
        now: Timestamp,
    ) -> Result<u64, PlaceError> {
        let _turn = self.turn().await?;
        let mut taken = BTreeSet::<String>::new();
        for attempt in 0..ATTEMPTS {
            let standing = self.standing(keys.first_root()).await?;
            let (change, seen) = match standing {
                Some(Standing {
                    mut published,
                    seen,
                }) => {
                    for path in &taken {
                        published.avoid(path);
                    }
                    match step.done(&published)? {
                        Some(version) => return Ok(version),
                        None => (step.change(&published, keys, now).await?, Some(seen)),
                    }
                }
                None => {
                    step.may_begin(keys)?;
                    (begin(keys, &taken, now).await?, None)
                }
            };
            match self.commit(&change, seen.as_ref()).await {
                // The place's first metadata is there; now comes what was asked for.
                Ok(()) if seen.is_none() => {}
                Ok(()) => return Ok(change.timestamp_version),
                Err(Lost::Taken(path)) => {
                    taken.insert(path);
                }
                Err(Lost::Overtaken) => sleep(pause(attempt)).await,
                Err(Lost::Failed(error)) => return Err(error),
            }
        }
        Err(PlaceError::Crowded(self.name.clone()))
    }

    async fn commit(&self, change: &Change, seen: Option<&Seen>) -> Result<(), Lost> {
        for (path, bytes) in &change.files {
            match self.put(path, bytes.clone(), PutMode::Create).await {
                Ok(()) => {}
                Err(PlaceError::Exists(_)) if self.same(path, bytes).await? => {}
                Err(PlaceError::Exists(_)) => return Err(Lost::Taken(path.clone())),
                Err(error) => return Err(Lost::Failed(error)),
            }
        }
        let timestamp = tell_apart(change.timestamp.clone(), change.timestamp_version);
        let Err(error) = self.swap(&timestamp, seen).await else {
            return Ok(());
        };
        // A put whose answer was lost looks like a failure, and repeated like a race lost.
        match self.timestamp().await {
            Ok(Some(there)) if there.bytes == timestamp => Ok(()),
            Ok(_) if matches!(error, PlaceError::Exists(_)) => Err(Lost::Overtaken),
            Ok(_) => Err(Lost::Failed(error)),
            Err(source) => Err(Lost::Failed(PlaceError::Unknown {
                place: self.name.clone(),
                source: Box::new(source),
            })),
        }
    }

    /// Replaces the timestamp, if it is still the one that was read.
    async fn swap(&self, timestamp: &[u8], seen: Option<&Seen>) -> Result<(), PlaceError> {
        let path = layout::TIMESTAMP;
        let mode = match seen {
            None => PutMode::Create,
            Some(seen) if self.folder.is_none() => PutMode::Update(seen.version.clone()),
            // Folders cannot compare and swap. It is our turn, so nobody else replaces it either.
            Some(seen) => match self.timestamp().await? {
                Some(there) if there.bytes == seen.bytes => PutMode::Overwrite,
                _ => return Err(PlaceError::Exists(path.to_owned())),
            },
        };
        self.put(path, timestamp.to_vec(), mode).await
    }

    async fn same(&self, path: &str, bytes: &[u8]) -> Result<bool, Lost> {
        match self.get(path, bytes.len() as u64).await {
            Ok(there) => Ok(there == bytes),
            // It is longer.
            Err(PlaceError::Damaged { .. }) => Ok(false),
            Err(error) => Err(Lost::Failed(error)),
        }
    }
}

impl Step<'_> {
    /// The timestamp's version if it is done already: by a try of ours whose answer was lost.
    fn done(&self, published: &Published) -> Result<Option<u64>, PlaceError> {
        let Self::Set { channel, from, to } = self else {
            return Ok(None);
        };
        let there = published.target(channel).map(|target| target.sha256());
        if there == Some(to.sha256) {
            return Ok(Some(published.versions().timestamp));
        }
        match there == *from {
            true => Ok(None),
            false => Err(PlaceError::Overtaken {
                channel: (*channel).clone(),
                by: there,
            }),
        }
    }

    /// Whether it is worth beginning a place for this.
    fn may_begin(&self, keys: &KeyRing) -> Result<(), KeyError> {
        match self {
            Self::Set { channel, .. } if keys.roles().owner(channel).is_none() => {
                let desks = keys.roles().desks.values();
                let known = desks
                    .flat_map(|desk| &desk.channels)
                    .map(Channel::to_string);
                Err(KeyError::NoSuchChannel {
                    channel: (*channel).clone(),
                    known: known.collect::<Vec<_>>().join(", "),
                })
            }
            _ => Ok(()),
        }
    }

    async fn change(
        &self,
        published: &Published,
        keys: &KeyRing,
        now: Timestamp,
    ) -> Result<Change, PlaceError> {
        Ok(match self {
            Self::Set { channel, to, .. } => published.set(keys, channel, Some(*to), now).await?,
            Self::Renew => published.renew(keys, now).await?,
            Self::Roles => published.with_roles(keys, now).await?,
        })
    }
}

/// Makes the lengths of [`LENGTHS`] timestamps in a row different, by white space behind them,
/// which no signature covers.
///
/// nginx makes its ETag from the time in seconds and the length, and rsync looks at the same two
/// to see whether a file has changed. Two timestamps of one length within one second would be one
/// to them, and kiosks would keep the older until the next renewal.
fn tell_apart(mut timestamp: Vec<u8>, version: u64) -> Vec<u8> {
    let nth = usize::try_from(version % LENGTHS as u64).unwrap_or_default();
    let length = timestamp.len().next_multiple_of(LENGTHS) + nth;
    timestamp.resize(length, b'\n');
    timestamp
}

/// A little longer each time, so that those who race do not keep in step.
fn pause(attempt: u32) -> Duration {
    Duration::from_millis(u64::from(attempt.min(20)) * 15)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn timestamps_differ_in_length() {
        let mut lengths = BTreeSet::new();
        for version in 1..=LENGTHS as u64 {
            // They grow and shrink by themselves, too.
            let own = vec![b'x'; 1000 + (version as usize * 7) % 50];
            let padded = tell_apart(own.clone(), version);
            assert!(padded.starts_with(&own));
            assert!(padded[own.len()..].trim_ascii().is_empty());
            assert!(lengths.insert(padded.len()), "version {version}");
        }
    }
}
