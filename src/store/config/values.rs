//! What stands in a machine's configuration, and what is said of what cannot be meant.

use std::fmt;
use std::path::PathBuf;

use legeplads_feed::Wrong;
use legeplads_trust::{Channel, is_id};
use serde::{Deserialize, Serialize};

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

pub(super) fn channel(text: String) -> Result<Channel, Wrong> {
    Channel::try_from(text.clone()).map_err(|_| no_id(&text, "live"))
}

/// A text that is no id, and the nearest one: what somebody writes as a name is often one but for capitals and blanks.
fn no_id(text: &str, example: &str) -> Wrong {
    let near: String = text.trim().to_lowercase().replace([' ', '_', '.'], "-");
    let near = if is_id(&near) { near } else { String::new() };
    let help = match near.as_str() {
        "" => format!("1 to 40 of a-z, 0-9 and - are needed, as in `{example}`"),
        near => format!("1 to 40 of a-z, 0-9 and - are needed; did you mean `{near}`?"),
    };
    let message = format!("{:?} is no id", cut(text));
    Wrong { message, help }
}

/// So much of a text as fits on a line.
fn cut(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
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
    type Error = Wrong;

    fn try_from(text: String) -> Result<Self, Wrong> {
        match is_id(&text) {
            true => Ok(Self(text)),
            false => Err(no_id(&text, "airport-1")),
        }
    }
}

impl TryFrom<String> for Address {
    type Error = Wrong;

    fn try_from(text: String) -> Result<Self, Wrong> {
        let host = ["https://", "http://"]
            .iter()
            .find_map(|scheme| text.strip_prefix(scheme));
        match host {
            Some(host) if !host.is_empty() && !host.starts_with('/') => Ok(Self(text)),
            _ => Err(no_address(&text)),
        }
    }
}

fn no_address(text: &str) -> Wrong {
    let is_name = |host: &str| host.contains('.') && !host.contains([' ', ':', '\\']);
    let host = text.trim_start_matches('/').split('/').next();
    let help = match host.filter(|host| is_name(host)) {
        Some(_) => format!(
            "did you mean `https://{}`?",
            cut(text.trim_start_matches('/'))
        ),
        None => "one such as https://kiosk.example.org/billund is needed".to_owned(),
    };
    let message = format!("{:?} is no address", cut(text));
    Wrong { message, help }
}

impl TryFrom<u64> for Seconds {
    type Error = Wrong;

    fn try_from(seconds: u64) -> Result<Self, Wrong> {
        match seconds {
            1..=86_400 => Ok(Self(seconds)),
            _ => Err(Wrong {
                message: format!("{seconds} seconds"),
                help: "from 1 to 86400 are possible".to_owned(),
            }),
        }
    }
}

impl TryFrom<u64> for Rate {
    type Error = Wrong;

    fn try_from(rate: u64) -> Result<Self, Wrong> {
        match rate {
            256.. => Ok(Self(rate)),
            _ => Err(Wrong {
                message: format!("{rate} bytes a second"),
                help: "at least 256 are needed".to_owned(),
            }),
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
