//! What was refused, and what of it is written down.

use std::collections::BTreeMap;

use legeplads_store::Refusal;
use legeplads_trust::Digest;

use crate::event::Action;

#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// Releases that are refused for good, and why.
    refused: BTreeMap<Digest, String>,
    /// What was last written down about which manifest, so that it is written down once.
    told: Option<(Digest, String)>,
    /// Whether refusals are written down that a good round strikes out.
    to_forgive: bool,
}

impl Ledger {
    /// As it is on the disk. What another version of the program refused is judged anew.
    pub(super) fn open(refusals: Vec<Refusal>) -> Self {
        Self {
            to_forgive: refusals.iter().any(|refusal| !refusal.for_good),
            refused: refusals
                .into_iter()
                .filter(Refusal::stands)
                .map(|refusal| (refusal.manifest, refusal.why))
                .collect(),
            told: None,
        }
    }

    /// Why a release is refused for good, if it is.
    pub(super) fn why(&self, manifest: Digest) -> Option<String> {
        self.refused.get(&manifest).cloned()
    }

    /// Remembers that a release is refused for good.
    pub(super) fn ban(&mut self, manifest: Digest, why: &str) {
        self.refused.insert(manifest, why.to_owned());
    }

    /// What is to be written down, unless it was the last thing that was.
    pub(super) fn note(
        &mut self,
        release: Option<u64>,
        manifest: Digest,
        why: &str,
        for_good: bool,
    ) -> Option<Action> {
        let about = (manifest, why.to_owned());
        if self.told.as_ref() == Some(&about) {
            return None;
        }
        self.told = Some(about);
        self.to_forgive |= !for_good;
        Some(Action::Refuse {
            release,
            manifest,
            why: why.to_owned(),
            for_good,
        })
    }

    /// A round went well: what went wrong on the way before is struck out.
    pub(super) fn forgive(&mut self) -> Option<Action> {
        self.told = None;
        std::mem::take(&mut self.to_forgive).then_some(Action::Forgive)
    }
}
