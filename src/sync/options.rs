//! What a courier is told when it is started.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use legeplads_store::StoreError;
use legeplads_trust::{Channel, Distrust, NotAMemory, is_id};
use reqwest::Url;

use crate::clock::{Machine, ThisMachine};
use crate::http::Patience;
use crate::tls::TlsError;

/// What a courier is told when it is started.
#[derive(Debug, Clone)]
pub struct Options {
    /// The feed's [`crate::http::address`].
    pub feed: Url,
    /// The root that the kiosk was given: who may sign. `root.json` of the desk's keys.
    pub root: PathBuf,
    /// The store's folder.
    pub store: PathBuf,
    /// What is followed.
    pub channel: Channel,
    /// The kiosk's id, in heartbeats and counts.
    pub kiosk: String,
    /// The site's id, in heartbeats.
    pub site: Option<String>,
    /// The longest time between two rounds that go well, while nothing is pushed.
    pub poll: Duration,
    /// Whether there is one round only, and nothing besides.
    pub once: bool,
    /// Whether to listen for hints.
    pub push: bool,
    /// The most bytes a second that downloads may take; no cap if `None`.
    pub bandwidth: Option<u64>,
    /// A file with the site's own certificate authorities, in PEM form.
    pub authorities: Option<PathBuf>,
    /// How long the server is waited for.
    pub patience: Patience,
    /// The clock.
    pub machine: Arc<dyn Machine>,
}

impl Options {
    /// The longest time between two rounds without push, unless something else is said.
    pub const POLL: Duration = Duration::from_secs(60);

    /// What must be said; the rest as is usual.
    pub fn new(feed: Url, root: impl Into<PathBuf>, store: impl Into<PathBuf>) -> Self {
        Self {
            feed,
            root: root.into(),
            store: store.into(),
            channel: Channel::live(),
            kiosk: this_host(),
            site: None,
            poll: Self::POLL,
            once: false,
            push: true,
            bandwidth: None,
            authorities: None,
            patience: Patience::default(),
            machine: Arc::new(ThisMachine),
        }
    }
}

/// The machine's name, as far as it makes an id.
fn this_host() -> String {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let known = |c: char| match c.to_ascii_lowercase() {
        c @ ('a'..='z' | '0'..='9') => c,
        _ => '-',
    };
    let id: String = name.trim().chars().map(known).take(40).collect();
    match is_id(&id) {
        true => id,
        false => "kiosk".to_owned(),
    }
}

/// Why a courier could not begin.
#[derive(Debug, thiserror::Error)]
pub enum CannotBegin {
    /// The store cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The root cannot be read.
    #[error(
        "cannot read the root {}: {source}; give this kiosk the root.json that `legeplads-desk \
         keys init` made, with --root",
        path.display()
    )]
    Root {
        /// Where it should be.
        path: PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
    /// The root is none.
    #[error("{}: {why}", path.display())]
    BadRoot {
        /// Where it is.
        path: PathBuf,
        /// What is wrong with it.
        why: Distrust,
    },
    /// What was trusted before cannot be understood.
    #[error(
        "{}: {why}. Without it old releases could be passed off as new, so none is taken. If this \
         program was put back to an older one, put back the newer one; else remove that folder, \
         and the kiosk begins anew with the root it was given",
        path.display()
    )]
    Memory {
        /// Where it is.
        path: PathBuf,
        /// What is wrong with it.
        why: NotAMemory,
    },
    /// TLS cannot be set up.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The network cannot be set up.
    #[error("cannot set up the network: {0}")]
    Network(#[from] reqwest::Error),
}
