//! Whether a machine's configuration fits the machine.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use legeplads_feed::{Severity, Wrong};
use legeplads_trust::Client;
use legeplads_trust::claim::ClaimKey;

use super::{Config, Id};

/// A field whose value is right, and does not fit the machine.
pub(super) struct Unfit {
    pub field: &'static str,
    pub severity: Severity,
    pub code: &'static str,
    pub wrong: Wrong,
}

fn unfit(field: &'static str, code: &'static str, message: String, help: &str) -> Unfit {
    let help = help.to_owned();
    Unfit {
        field,
        severity: Severity::Error,
        code,
        wrong: Wrong { message, help },
    }
}

fn missing(field: &'static str, path: &Path, help: &str) -> Unfit {
    let message = format!("`{field}` is {}, and that is not there", path.display());
    unfit(field, "missing-file", message, help)
}

impl Config {
    /// What of this configuration does not fit the machine.
    pub(super) fn check(&self) -> Vec<Unfit> {
        let mut found = Vec::new();
        if self.feed.is_none() {
            found.push(Unfit {
                severity: Severity::Warning,
                ..unfit(
                    "feed",
                    "no-feed",
                    "no `feed` is named, so only what is built in is played".to_owned(),
                    "name the address that `legeplads-desk publish` publishes to",
                )
            });
        } else {
            found.extend(self.check_root());
        }
        found.extend(self.check_claim());
        if let Some(path) = self.authorities.as_deref().filter(|path| !path.is_file()) {
            let help = "a PEM file with the certificates of your own authorities goes there";
            found.push(missing("authorities", path, help));
        }
        if !self.store.0.is_dir() {
            let help = "the package makes /var/lib/legeplads; make another one by hand";
            found.push(missing("store", &self.store.0, help));
        }
        found
    }

    /// A key that others can read lets them make codes.
    fn check_claim(&self) -> Option<Unfit> {
        let path = self.claim.as_ref()?;
        let shown = path.display();
        let text = match fs::read_to_string(path) {
            Err(error) => {
                let message = format!("`claim` is {shown}: {error}");
                let help = "`legeplads-desk claim key` makes the file; the user legeplads must be able to read it";
                return Some(unfit("claim", "missing-file", message, help));
            }
            Ok(text) => text,
        };
        let help = "make one for this machine with `legeplads-desk claim key`";
        let key = match ClaimKey::read(&text) {
            Err(error) => {
                let message = format!("`claim` is {shown}: {error}");
                return Some(unfit("claim", "bad-claim-key", message, help));
            }
            Ok(key) => key,
        };
        let id = self.kiosk.as_ref().map(Id::as_str);
        if let Some(id) = id.filter(|id| *id != key.kiosk()) {
            let message = format!("`claim` is the key of {}, and this is {id}", key.kiosk());
            return Some(unfit("claim", "other-claim-key", message, help));
        }
        let mode = fs::metadata(path).map_or(0, |known| known.permissions().mode());
        (mode & 0o007 != 0).then(|| Unfit {
            severity: Severity::Warning,
            ..unfit(
                "claim",
                "open-claim-key",
                format!("everybody on this machine can read {shown}, and make codes with it"),
                "chown root:legeplads and chmod 640 it",
            )
        })
    }

    fn check_root(&self) -> Option<Unfit> {
        let path = self.root.0.display();
        let help = "copy root.json from the folder that `legeplads-desk keys init` made";
        match fs::read(&self.root.0) {
            Err(error) => {
                let message = format!("`root` is {path}: {error}");
                Some(unfit("root", "missing-file", message, help))
            }
            Ok(bytes) => Client::new(&bytes, None).err().map(|error| {
                let message = format!("`root` is {path}, which cannot be used: {error}");
                unfit("root", "bad-root", message, help)
            }),
        }
    }
}
