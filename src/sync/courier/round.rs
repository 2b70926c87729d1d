//! What one round is about, and what came of the last.

use std::sync::Arc;
use std::time::Duration;

use legeplads_trust::{Digest, Verified};

use crate::event::Outcome;

/// How long an unchanged timestamp is taken for all metadata unchanged. It bounds what a server
/// can do that says "unchanged" of what is not, by mistake or on purpose.
const FULL: Duration = Duration::from_secs(60 * 60);

/// What a round is about.
#[derive(Debug)]
pub(super) struct Round {
    /// The timestamp's tag.
    pub(super) etag: Option<String>,
    /// The timestamp's own digest.
    pub(super) timestamp: Digest,
    /// The manifest that is offered, once it is known.
    pub(super) offered: Option<Digest>,
    /// The same, once it is here.
    pub(super) release: Option<Arc<Verified>>,
}

impl Round {
    pub(super) fn new(etag: Option<String>, timestamp: Digest) -> Self {
        Self {
            etag,
            timestamp,
            offered: None,
            release: None,
        }
    }

    /// What a refusal is about: the release's number if known, and the manifest; if that is not
    /// known, the timestamp.
    pub(super) fn subject(&self) -> (Option<u64>, Digest) {
        let release = self.release.as_ref();
        let number = release.map(|release| release.manifest().version);
        (number, self.offered.unwrap_or(self.timestamp))
    }

    /// It was judged to the end.
    pub(super) fn judged(self, outcome: Outcome, at: Duration) -> Judged {
        Judged {
            etag: self.etag,
            timestamp: self.timestamp,
            outcome,
            at,
        }
    }
}

/// The timestamp that was last judged to the end, and the judgement.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) etag: Option<String>,
    pub(super) timestamp: Digest,
    pub(super) outcome: Outcome,
    at: Duration,
}

impl Judged {
    /// Whether the judgement lasts while the timestamp does.
    pub(super) fn lasts(&self, now: Duration) -> bool {
        now.saturating_sub(self.at) < FULL
    }
}
