//! Where a refresh gets its bytes from: what is held, else the network, counted.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::stream;
use tough::schema::{Metafile, Snapshot, Timestamp};
use tough::{Transport, TransportError, TransportErrorKind, TransportStream};
use url::Url;

use super::memory::Accepted;
use super::{Distrust, parsed};
use crate::{Digest, Fetch, FetchFault, async_trait, layout, limits};

/// The files of one refresh. Clones share what was fetched, and the budget.
#[derive(Debug, Clone)]
pub(super) struct Source(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    fetch: Arc<dyn Fetch>,
    /// What was accepted before, by digest.
    held: BTreeMap<Digest, Vec<u8>>,
    log: Mutex<Log>,
}

#[derive(Debug)]
struct Log {
    /// Bytes that may still come.
    left: u64,
    /// Which content the timestamp and the snapshot name for a path. They were not verified yet
    /// when this was read in them; that does no harm, since it only chooses among held contents, and
    /// whatever is chosen is checked like what comes from the network.
    listed: BTreeMap<String, Digest>,
    /// What came.
    taken: BTreeMap<String, Vec<u8>>,
    /// The first thing that went wrong. After it nothing is asked for any more.
    fault: Option<Distrust>,
    /// Whether `tough` has come as far as the desks.
    at_desks: bool,
}

impl Source {
    pub(super) fn new(fetch: Arc<dyn Fetch>, accepted: Option<&Accepted>) -> Self {
        Self(Arc::new(Shared {
            fetch,
            held: accepted.map(Accepted::files).unwrap_or_default(),
            log: Mutex::new(Log {
                left: limits::REFRESH_BYTES,
                listed: BTreeMap::new(),
                taken: BTreeMap::new(),
                fault: None,
                at_desks: false,
            }),
        }))
    }

    /// The file at `path`; `None` if the server says that there is none.
    pub(super) async fn get(&self, path: &str) -> Result<Option<Vec<u8>>, Distrust> {
        let left = {
            let log = self.log();
            if let Some(fault) = &log.fault {
                return Err(fault.clone());
            }
            let listed = log.listed.get(path);
            if let Some(bytes) = listed.and_then(|digest| self.0.held.get(digest)) {
                let bytes = bytes.clone();
                drop(log);
                return Ok(Some(self.took(path, bytes)));
            }
            log.left
        };
        let most = limits::METADATA_BYTES.min(left);
        let fault = match self.0.fetch.fetch(path, most).await {
            Err(FetchFault::Missing) => return Ok(None),
            Ok(bytes) if bytes.len() as u64 > most => too_long(path, most),
            Ok(bytes) if crate::verify::is_page(&bytes) => Distrust::WebPage {
                path: path.to_owned(),
            },
            Ok(bytes) => {
                self.log().left -= bytes.len() as u64;
                return Ok(Some(self.took(path, bytes)));
            }
            Err(FetchFault::TooLong { .. }) => too_long(path, most),
            Err(FetchFault::Unreachable(why)) => Distrust::Unreachable(why),
            Err(FetchFault::Local(why)) => Distrust::Local(why),
        };
        self.log().fault = Some(fault.clone());
        Err(fault)
    }

    /// What came from `path`, if anything did.
    pub(super) fn taken(&self, path: &str) -> Option<Vec<u8>> {
        self.log().taken.get(path).cloned()
    }

    /// What went wrong in fetching.
    pub(super) fn fault(&self) -> Option<Distrust> {
        self.log().fault.clone()
    }

    /// Whether `tough` has come as far as the desks.
    pub(super) fn at_desks(&self) -> bool {
        self.log().at_desks
    }

    fn took(&self, path: &str, bytes: Vec<u8>) -> Vec<u8> {
        let mut log = self.log();
        for (file, listed) in lists(path, &bytes) {
            if let (Some(role), Some(digest)) = (file.strip_suffix(".json"), parsed::hash(&listed))
            {
                let path = layout::versioned(listed.version.get(), role);
                log.listed.insert(path, digest);
            }
        }
        log.taken.insert(path.to_owned(), bytes.clone());
        bytes
    }

    /// Nothing panics while it holds the log, and if it did, the log would still be whole.
    fn log(&self) -> MutexGuard<'_, Log> {
        self.0.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The other files that one names.
fn lists(path: &str, bytes: &[u8]) -> impl Iterator<Item = (String, Metafile)> {
    let meta = if path == layout::TIMESTAMP {
        let timestamp = parsed::parse::<Timestamp>("timestamp", bytes);
        timestamp.map(|parsed| parsed.role.signed.meta)
    } else if path.ends_with(".snapshot.json") {
        let snapshot = parsed::parse::<Snapshot>("snapshot", bytes);
        snapshot.map(|parsed| parsed.role.signed.meta)
    } else {
        return None.into_iter().flatten();
    };
    meta.ok().into_iter().flatten()
}

/// The whole refresh's budget is the tighter one only when it is nearly used up.
fn too_long(path: &str, most: u64) -> Distrust {
    if most < limits::METADATA_BYTES {
        let most = limits::REFRESH_BYTES;
        return Distrust::Endless(format!("at most {most} bytes are taken at once"));
    }
    Distrust::TooLong {
        path: path.to_owned(),
        most,
    }
}

/// Where `tough` thinks that the metadata lies. The host is never asked for anything.
pub(super) const BASE: &str = "https://feed.invalid/metadata/";

#[async_trait]
impl Transport for Source {
    /// A file for `tough`: root, timestamp, snapshot or targets. It asks for the desks' roles when
    /// these four have passed all its checks, and there it is stopped: a desk's role is looked for
    /// in [`desk`](super::desk) alone.
    async fn fetch(&self, url: Url) -> Result<TransportStream, TransportError> {
        let path = url.path().trim_start_matches('/').to_owned();
        let missing = || TransportError::new(TransportErrorKind::FileNotFound, &path);
        if !is_top_level(&path) {
            self.log().at_desks = true;
            return Err(missing());
        }
        match self.get(&path).await {
            Ok(Some(bytes)) => Ok(Box::pin(stream::iter([Ok(bytes.into())]))),
            Ok(None) => Err(missing()),
            Err(why) => Err(TransportError::new_with_cause(
                TransportErrorKind::Other,
                &path,
                why,
            )),
        }
    }
}

/// Whether a path is that of a role of the top level, with a version before its name or without.
fn is_top_level(path: &str) -> bool {
    let name = path
        .strip_prefix(layout::METADATA)
        .and_then(|rest| rest.strip_prefix('/'))
        .and_then(|rest| rest.strip_suffix(".json"));
    let role = name.map(|name| name.split_once('.').map_or(name, |(_, role)| role));
    matches!(role, Some("root" | "timestamp" | "snapshot" | "targets"))
}
