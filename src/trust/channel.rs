//! What a kiosk follows.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A stream of releases that kiosks follow: `live` for most, others for a booth or a test screen.
///
/// In the terms of The Update Framework it is one target, whose content is the newest release's
/// manifest. Its id is 1 to 40 of a-z, 0-9 and -.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Channel(String);

/// A text that is no channel's id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a channel's id: 1 to 40 of a-z, 0-9 and - are needed, as in live")]
pub struct NotAChannel(String);

impl Channel {
    /// What kiosks follow if nobody says otherwise: `live`.
    pub fn live() -> Self {
        Self("live".to_owned())
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The target that is this channel: `live/manifest.ron`. A desk that owns the channel has the
    /// path pattern `live/*`.
    pub fn target_name(&self) -> String {
        format!("{}/{}", self.0, crate::Manifest::FILE)
    }

    /// The target under which this channel's desk signs for a pack: `live/pack.ron`.
    pub fn pack_name(&self) -> String {
        format!("{}/pack.ron", self.0)
    }

    /// The path pattern of the delegation to the desk that owns this channel: `live/*`.
    pub fn pattern(&self) -> String {
        format!("{}/*", self.0)
    }
}

impl Default for Channel {
    fn default() -> Self {
        Self::live()
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Channel {
    type Err = NotAChannel;

    fn from_str(text: &str) -> Result<Self, NotAChannel> {
        Self::try_from(text.to_owned())
    }
}

impl TryFrom<String> for Channel {
    type Error = NotAChannel;

    fn try_from(text: String) -> Result<Self, NotAChannel> {
        if is_id(&text) {
            Ok(Self(text))
        } else {
            Err(NotAChannel(text))
        }
    }
}

impl From<Channel> for String {
    fn from(channel: Channel) -> Self {
        channel.0
    }
}

/// Whether a text is an id: 1 to 40 of a-z, 0-9 and -. So are feeds, channels and desks named;
/// such a name is one plain file name on every system and in every address.
pub fn is_id(text: &str) -> bool {
    let known = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
    (1..=40).contains(&text.len()) && text.bytes().all(known)
}
