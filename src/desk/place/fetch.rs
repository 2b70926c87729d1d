//! A place as something to fetch from, for whoever checks what lies in it.

use legeplads_trust::{Fetch, FetchFault, async_trait, layout};

use super::Place;
use super::files::Unread;

#[async_trait]
impl Fetch for Place {
    async fn fetch(&self, path: &str, most: u64) -> Result<Vec<u8>, FetchFault> {
        match self.read(path, most).await {
            Ok((bytes, _)) => Ok(bytes),
            Err(Unread::Missing) => Err(FetchFault::Missing),
            Err(Unread::TooLong) => Err(FetchFault::TooLong { most }),
            Err(Unread::Store(error)) => Err(FetchFault::Unreachable(error.to_string())),
        }
    }
}

/// A place with the timestamp of one instant, so that the one that is checked is the one that is
/// replaced.
#[derive(Debug)]
pub(super) struct Now<'a> {
    place: &'a Place,
    timestamp: &'a [u8],
}

impl<'a> Now<'a> {
    pub(super) fn new(place: &'a Place, timestamp: &'a [u8]) -> Self {
        Self { place, timestamp }
    }
}

#[async_trait]
impl Fetch for Now<'_> {
    async fn fetch(&self, path: &str, most: u64) -> Result<Vec<u8>, FetchFault> {
        if path != layout::TIMESTAMP {
            return self.place.fetch(path, most).await;
        }
        match self.timestamp.len() as u64 > most {
            true => Err(FetchFault::TooLong { most }),
            false => Ok(self.timestamp.to_vec()),
        }
    }
}
