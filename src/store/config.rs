//! What one machine is told: `/etc/legeplads/kiosk.ron`, read by the courier and by the screen.
//!
//! ```ron
//! (
//!     feed: "https://kiosk.example.org/billund",
//!     kiosk: "airport-1",
//!     site: "airport",
//! )
//! ```

use std::fmt;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use legeplads_feed::{Diagnostic, Severity};
use legeplads_trust::claim::ClaimKey;
use legeplads_trust::{Channel, Client, is_id};
use serde::{Deserialize, Serialize};

/// Where the package puts it.
pub const CONFIG: &str = "/etc/legeplads/kiosk.ron";

/// A machine's configuration. What it leaves out has a sensible value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The published folder's address; without one the screen plays what is built into it.
    pub feed: Option<Address>,
    /// Who may sign: the root.json that `legeplads-desk keys init` made.
    pub root: Root,
    /// The store's folder.
    pub store: StoreFolder,
    /// What to follow of the feed.
    pub channel: Channel,
    /// This kiosk's id, told to the desk; the machine's name if left out.
    pub kiosk: Option<Id>,
    /// Where this kiosk stands: a site of the feed, the first one if left out.
    pub site: Option<Id>,
    /// The language to start in, if the site offers it.
    pub language: Option<String>,
    /// The longest time between two looks at the feed while nothing is pushed, in seconds.
    pub poll: Option<Seconds>,
    /// The most bytes a second that downloads may take.
    pub bandwidth: Option<Rate>,
    /// This machine's claim key, which `legeplads-desk claim key` made: without one gifts have no codes.
    pub claim: Option<PathBuf>,
    /// The site's own certificate authorities, in PEM form, besides those of this system.
    pub authorities: Option<PathBuf>,
}

/// A kiosk's or a site's id: 1 to 40 of a-z, 0-9 and -.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Id(String);

/// An address that begins with `https://` or `http://`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address(String);

/// A time in whole seconds, from 1 to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "u64")]
pub struct Seconds(u64);

/// Bytes a second, 256 or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "u64")]
pub struct Rate(u64);

/// The file that says who may sign; `/etc/legeplads/root.json` if nobody says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Root(pub PathBuf);

/// The store's folder; `/var/lib/legeplads` if nobody says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct StoreFolder(pub PathBuf);

impl Default for Root {
    fn default() -> Self {
        Self("/etc/legeplads/root.json".into())
    }
}

impl Default for StoreFolder {
    fn default() -> Self {
        Self("/var/lib/legeplads".into())
    }
}

impl Config {
    /// Reads a machine's configuration.
    ///
    /// # Errors
    ///
    /// What is wrong with the file, and where: one diagnostic, as for a feed's documents.
    pub fn read(file: &Path) -> Result<Self, Box<Diagnostic>> {
        let bytes = fs::read(file).map_err(|error| {
            let help = "`legeplads-kiosk --help` says what stands in it";
            Box::new(about(file, "unreadable", error.to_string(), help))
        })?;
        legeplads_feed::parse_document(&file.to_string_lossy(), &bytes)
    }

    /// What of this configuration does not fit the machine, worst first; nothing is written and no
    /// network is touched.
    pub fn check(&self, file: &Path) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        if self.feed.is_none() {
            found.push(Diagnostic {
                severity: Severity::Warning,
                ..about(
                    file,
                    "no-feed",
                    "no `feed` is named, so only what is built in is played".to_owned(),
                    "name the address that `legeplads-desk publish` publishes to",
                )
            });
        } else {
            found.extend(self.check_root(file));
        }
        found.extend(self.check_claim(file));
        for (name, path) in [
            ("authorities", self.authorities.as_deref()),
            ("store", Some(self.store.0.as_path())),
        ] {
            let Some(path) = path else { continue };
            let wanted = match name {
                "store" => path.is_dir(),
                _ => path.is_file(),
            };
            if !wanted {
                let message = format!("`{name}` is {}, and that is not there", path.display());
                let help = match name {
                    "store" => "the package makes /var/lib/legeplads; make another one by hand",
                    _ => "a PEM file with the certificates of your own authorities goes there",
                };
                found.push(about(file, "missing-file", message, help));
            }
        }
        found
    }

    /// A key that others can read lets them make codes.
    fn check_claim(&self, file: &Path) -> Option<Diagnostic> {
        let path = self.claim.as_ref()?;
        let shown = path.display();
        let text = match fs::read_to_string(path) {
            Err(error) => {
                let message = format!("`claim` is {shown}: {error}");
                let help = "`legeplads-desk claim key` makes the file; the user legeplads must be able to read it";
                return Some(about(file, "missing-file", message, help));
            }
            Ok(text) => text,
        };
        let help = "make one for this machine with `legeplads-desk claim key`";
        let key = match ClaimKey::read(&text) {
            Err(error) => {
                let message = format!("`claim` is {shown}: {error}");
                return Some(about(file, "bad-claim-key", message, help));
            }
            Ok(key) => key,
        };
        let id = self.kiosk.as_ref().map(Id::as_str);
        if let Some(id) = id.filter(|id| *id != key.kiosk()) {
            let message = format!("`claim` is the key of {}, and this is {id}", key.kiosk());
            return Some(about(file, "other-claim-key", message, help));
        }
        let mode = fs::metadata(path).map_or(0, |known| known.permissions().mode());
        (mode & 0o007 != 0).then(|| Diagnostic {
            severity: Severity::Warning,
            ..about(
                file,
                "open-claim-key",
                format!("everybody on this machine can read {shown}, and make codes with it"),
                "chown root:legeplads and chmod 640 it",
            )
        })
    }

    fn check_root(&self, file: &Path) -> Option<Diagnostic> {
        let path = self.root.0.display();
        let help = "copy root.json from the folder that `legeplads-desk keys init` made";
        match fs::read(&self.root.0) {
            Err(error) => {
                let message = format!("`root` is {path}: {error}");
                Some(about(file, "missing-file", message, help))
            }
            Ok(bytes) => Client::new(&bytes, None).err().map(|error| {
                let message = format!("`root` is {path}, which cannot be used: {error}");
                about(file, "bad-root", message, help)
            }),
        }
    }
}

/// Something about the file as a whole.
fn about(file: &Path, code: &'static str, message: String, help: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code,
        file: file.display().to_string(),
        line: 1,
        column: 1,
        span: 0..0,
        message,
        help: Some(help.to_owned()),
    }
}

impl Id {
    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Address {
    /// The address as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Seconds {
    /// How many.
    pub fn get(self) -> u64 {
        self.0
    }
}

impl Rate {
    /// Bytes a second.
    pub fn get(self) -> u64 {
        self.0
    }
}

impl TryFrom<String> for Id {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match is_id(&text) {
            true => Ok(Self(text)),
            false => Err(format!(
                "{text:?} is no id: 1 to 40 of a-z, 0-9 and - are needed, as in airport-1"
            )),
        }
    }
}

impl TryFrom<String> for Address {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let host = ["https://", "http://"]
            .iter()
            .find_map(|scheme| text.strip_prefix(scheme));
        match host {
            Some(host) if !host.is_empty() && !host.starts_with('/') => Ok(Self(text)),
            _ => Err(format!(
                "{text:?} is no address: one such as https://kiosk.example.org/billund is needed"
            )),
        }
    }
}

impl TryFrom<u64> for Seconds {
    type Error = String;

    fn try_from(seconds: u64) -> Result<Self, String> {
        match seconds {
            1..=86_400 => Ok(Self(seconds)),
            _ => Err(format!("{seconds} seconds: from 1 to 86400 are possible")),
        }
    }
}

impl TryFrom<u64> for Rate {
    type Error = String;

    fn try_from(rate: u64) -> Result<Self, String> {
        match rate {
            256.. => Ok(Self(rate)),
            _ => Err(format!("{rate} bytes a second: at least 256 are needed")),
        }
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.0
    }
}

impl From<Address> for String {
    fn from(address: Address) -> Self {
        address.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
