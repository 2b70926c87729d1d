//! What a published folder offers at this instant, channel by channel: for hints, and to compare
//! with what kiosks show.
//!
//! The folder's own first root is believed here. Nobody takes anything on the strength of this:
//! kiosks check what they fetch from the root that they were given.

use std::collections::BTreeMap;

use jiff::Timestamp;
use legeplads_trust::publish::Published;
use legeplads_trust::{Channel, Fetch, FetchFault, Manifest, Target, layout};

use crate::place::{Place, PlaceError};

/// Bytes of a root: what kiosks take at most.
const ROOT_BYTES: u64 = 1024 * 1024;

/// Why it cannot be said.
#[derive(Debug, thiserror::Error)]
pub enum Unclear {
    /// The first root is not there, though there is a timestamp.
    #[error("cannot read {path}: {fault}")]
    Root {
        /// Where it should be, below the published folder.
        path: String,
        /// Why it did not come.
        fault: FetchFault,
    },
    /// The rest cannot be read or does not hold together.
    #[error(transparent)]
    Place(#[from] PlaceError),
}

/// What is published.
#[derive(Debug)]
pub(crate) struct Heads {
    pub(crate) published: Published,
    /// Channels with something on them.
    pub(crate) channels: BTreeMap<Channel, Target>,
}

impl Heads {
    /// `None` when nothing was ever published there.
    pub(crate) async fn read(place: &Place) -> Result<Option<Self>, Unclear> {
        let path = layout::root(1);
        let root = match place.fetch(&path, ROOT_BYTES).await {
            Ok(root) => root,
            Err(FetchFault::Missing) => return Ok(None),
            Err(fault) => return Err(Unclear::Root { path, fault }),
        };
        let Some(standing) = place.standing(&root).await? else {
            return Ok(None);
        };
        let published = standing.published;
        let channels = published
            .channels()
            .into_iter()
            .filter_map(|channel| published.target(&channel).map(|target| (channel, target)))
            .collect();
        Ok(Some(Self {
            published,
            channels,
        }))
    }

    /// The timestamp's version.
    pub(crate) fn version(&self) -> u64 {
        self.published.versions().timestamp
    }

    /// Until when kiosks believe the timestamp.
    pub(crate) fn expires(&self) -> Option<Timestamp> {
        let expiries = self.published.expiries();
        let timestamp = expiries.iter().find(|expiry| expiry.role == "timestamp");
        timestamp.map(|expiry| expiry.expires)
    }

    /// The manifest of each channel's release.
    pub(crate) async fn manifests(
        &self,
        place: &Place,
    ) -> Result<BTreeMap<Channel, Manifest>, Unclear> {
        let mut manifests = BTreeMap::new();
        for channel in self.channels.keys() {
            if let Some(release) = place.newest(&self.published, channel).await? {
                manifests.insert(channel.clone(), release.manifest().clone());
            }
        }
        Ok(manifests)
    }
}
