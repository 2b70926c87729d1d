//! The way to signed metadata, as [`legeplads_trust`] wants it.

use std::sync::OnceLock;
use std::time::Duration;

use legeplads_trust::{Fetch, FetchFault, async_trait, layout};
use reqwest::StatusCode;

use crate::event::Fault;
use crate::http::{Body, Server};
use crate::words;

/// A server's metadata, with the timestamp that is here already: one refresh, one timestamp.
///
/// Nothing else is kept: what was accepted is remembered by the trust's own memory, and what was
/// not is worth nothing.
#[derive(Debug)]
pub struct Metadata {
    server: Server,
    timestamp: Vec<u8>,
    wish: OnceLock<Duration>,
}

impl Metadata {
    /// The metadata on `server` under this timestamp.
    pub fn new(server: Server, timestamp: Vec<u8>) -> Self {
        Self {
            server,
            timestamp,
            wish: OnceLock::new(),
        }
    }

    /// How long the server asked to be left alone, if it did.
    pub fn wish(&self) -> Option<Duration> {
        self.wish.get().copied()
    }

    fn fault(&self, fault: Fault) -> FetchFault {
        match fault {
            Fault::Local(why) => FetchFault::Local(why),
            Fault::Busy { why, wish } => {
                // Whatever is asked for besides, the first answer was the same.
                let _ = self.wish.set(wish);
                FetchFault::Unreachable(why)
            }
            Fault::Unreachable(why) | Fault::Wrong(why) | Fault::Content(why) => {
                FetchFault::Unreachable(why)
            }
        }
    }
}

#[async_trait]
impl Fetch for Metadata {
    async fn fetch(&self, path: &str, most: u64) -> Result<Vec<u8>, FetchFault> {
        if path == layout::TIMESTAMP {
            return match self.timestamp.len() as u64 > most {
                true => Err(FetchFault::TooLong { most }),
                false => Ok(self.timestamp.clone()),
            };
        }
        let fault = |fault| self.fault(fault);
        let request = self.server.get(path, most).map_err(fault)?;
        let response = request.send().await.map_err(words::unreachable);
        let response = response.map_err(fault)?;
        match response.status() {
            StatusCode::OK => {}
            // What object stores say of a file that is not there, to those who may not list.
            StatusCode::NOT_FOUND | StatusCode::GONE | StatusCode::FORBIDDEN => {
                return Err(FetchFault::Missing);
            }
            _ => return Err(fault(words::status(path, &response))),
        }
        match self.server.body(response, most).await.map_err(fault)? {
            Body::Whole(bytes) if words::is_page(&bytes) => Err(fault(words::page(path))),
            Body::Whole(bytes) => Ok(bytes),
            Body::TooLong => Err(FetchFault::TooLong { most }),
        }
    }
}
