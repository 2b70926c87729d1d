//! Releases that were not taken, and why.

use jiff::Timestamp;
use legeplads_trust::Digest;
use serde::{Deserialize, Serialize};

/// One release that was not taken. `refused.ron` is a list of these, newest last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The release's number, if so much could be read.
    pub release: Option<u64>,
    /// The digest of the manifest's bytes as they came.
    pub manifest: Digest,
    /// Why, in words for staff.
    pub why: String,
    /// When, by this machine's clock.
    pub at: Timestamp,
    /// Whether this very release is never tried again: so if what it consists of is wrong. If
    /// instead something went wrong on the way here, it is asked for again at the next round.
    pub for_good: bool,
    /// The version of the program that judged. Another may know what this one did not.
    pub program: String,
}

impl Refusal {
    /// The version of this program.
    pub const PROGRAM: &str = env!("CARGO_PKG_VERSION");

    /// Whether this program is never to try the release again.
    pub fn stands(&self) -> bool {
        self.for_good && self.program == Self::PROGRAM
    }
}

/// How many refusals are kept. One that is forgotten would be refused again.
const KEPT: usize = 64;

/// Adds a refusal at the end. The last one about a release takes the place of earlier ones.
pub(crate) fn add(refusals: &mut Vec<Refusal>, refusal: Refusal) {
    refusals.retain(|old| old.manifest != refusal.manifest);
    refusals.push(refusal);
    let surplus = refusals.len().saturating_sub(KEPT);
    refusals.drain(..surplus);
}
