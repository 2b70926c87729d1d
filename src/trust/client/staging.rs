//! The folder that `tough` remembers in, for the length of one refresh.

use std::io;
use std::path::Path;

use tempfile::TempDir;
use tokio::fs;
use tough::schema::{Root, Signed};

use super::Distrust;
use super::memory::Accepted;

/// A temporary folder with what was accepted before, gone when dropped.
///
/// What `tough` writes there is never taken back, but for the number of the newest root: it writes
/// without fsync, takes a torn file for an absent one, and notes the time down to refuse every
/// earlier one for ever.
#[derive(Debug)]
pub(super) struct Staging(TempDir);

impl Staging {
    /// `scratch`: where the folder is made; where this system has such folders, if `None`.
    pub(super) async fn with(
        accepted: Option<&Accepted>,
        scratch: Option<&Path>,
    ) -> Result<Self, Distrust> {
        let dir = match scratch {
            Some(scratch) => TempDir::new_in(scratch),
            None => TempDir::new(),
        };
        let dir = dir.map_err(|error| local("make a temporary folder", &error))?;
        if let Some(accepted) = accepted {
            let files = [
                ("timestamp.json", &accepted.timestamp),
                ("snapshot.json", &accepted.snapshot),
            ];
            for (name, text) in files {
                let written = fs::write(dir.path().join(name), text).await;
                written.map_err(|error| local("write into a temporary folder", &error))?;
            }
        }
        Ok(Self(dir))
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    /// The version of the newest root that passed all checks. `None`: not even the first did.
    pub(super) async fn root_version(&self) -> Option<u64> {
        let bytes = fs::read(self.0.path().join("root.json")).await.ok()?;
        let root: Signed<Root> = serde_json::from_slice(&bytes).ok()?;
        Some(root.signed.version.get())
    }
}

fn local(what: &str, error: &io::Error) -> Distrust {
    Distrust::Local(format!("cannot {what}: {error}"))
}
