//! Where something leads further: an address that a visitor takes home.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::check::{At, Check};
use crate::limits::LINK_BYTES;
use crate::suggest::shorten;

/// What every address begins with; visitors do not need to see it.
const SCHEME: &str = "https://";

/// The longest name of a host (RFC 1035, 2.3.4), and of one of its parts.
const HOST: usize = 253;
const LABEL: usize = 63;

/// A web address: `https`, a host by name, and perhaps a path. Of at most [`LINK_BYTES`] bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link(String);

/// Why something is no link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotALink {
    /// It is none that a visitor could open.
    Malformed,
    /// It has more than [`LINK_BYTES`] bytes.
    TooLong,
}

impl Link {
    /// The whole address, as a code has it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as people read and type it: without the scheme and without a slash at its end.
    #[must_use]
    pub fn shown(&self) -> &str {
        let address = self.0.strip_prefix(SCHEME).unwrap_or(&self.0);
        address.strip_suffix('/').unwrap_or(address)
    }
}

impl FromStr for Link {
    type Err = NotALink;

    fn from_str(text: &str) -> Result<Self, NotALink> {
        let address = text.strip_prefix(SCHEME).ok_or(NotALink::Malformed)?;
        let end = address.find(['/', '?', '#']).unwrap_or(address.len());
        let (host, rest) = address.split_at(end);
        if !is_host(host) || !rest.bytes().all(is_of_a_path) {
            return Err(NotALink::Malformed);
        }
        if text.len() > LINK_BYTES {
            return Err(NotALink::TooLong);
        }
        Ok(Self(text.to_owned()))
    }
}

/// Whether it is a host by its full name. Neither a number nor a port nor a user: what leads a
/// visitor on must say whose it is.
fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        (1..=LABEL).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let last = host.rsplit('.').next().unwrap_or_default();
    host.len() <= HOST
        && host.contains('.')
        && host.split('.').all(is_label)
        && last.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// Whether RFC 3986 has this character in a path, a query or a fragment.
fn is_of_a_path(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?#%".contains(&byte)
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Link {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl Check<'_> {
    /// Reads the link at `at`, or says why nobody could follow it.
    pub(crate) fn link(&mut self, at: &At, text: Option<String>) -> Option<Link> {
        let text = text?;
        match text.parse() {
            Ok(link) => Some(link),
            Err(NotALink::Malformed) => {
                let message = format!(
                    "expected an address such as \"https://example.org/play\", found \"{}\"",
                    shorten(&text)
                );
                let help = "it begins with https://, then the host in small letters; \
                            write æ, ø, å and blanks as the browser copies them"
                    .to_owned();
                self.error(at, "invalid-link", message, Some(help));
                None
            }
            Err(NotALink::TooLong) => {
                let message = format!(
                    "the address has {} characters; {LINK_BYTES} fit into a code that phones read",
                    text.len()
                );
                let help = "link to a shorter address of the same site".to_owned();
                self.error(at, "link-too-long", message, Some(help));
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_visitor_can_open_is_a_link() {
        for good in [
            "https://billund.dk",
            "https://billund.dk/",
            "https://billund.dk/om-kommunen/billund-kommune-i-tal",
            "https://xn--brnehuset-54a.dk/?side=2#top",
        ] {
            assert_eq!(
                good.parse::<Link>().map(|link| link.to_string()),
                Ok(good.to_owned())
            );
        }
        for bad in [
            "",
            "billund.dk",
            "http://billund.dk",
            "HTTPS://billund.dk",
            "https://",
            "https://billund",
            "https://127.0.0.1/x",
            "https://billund.dk:8443/",
            "https://someone@billund.dk/",
            "https://-billund.dk",
            "https://billund..dk",
            "https://børn.dk",
            "https://billund.dk/en side",
            "https://billund.dk/\"",
            "https://billund.dk/\n",
        ] {
            assert_eq!(bad.parse::<Link>(), Err(NotALink::Malformed), "{bad:?}");
        }
        let fits = format!("https://example.org/{}", "a".repeat(LINK_BYTES - 20));
        assert!(fits.parse::<Link>().is_ok());
        assert_eq!(format!("{fits}a").parse::<Link>(), Err(NotALink::TooLong));
    }

    #[test]
    fn it_is_shown_as_people_type_it() {
        let shown = |text: &str| text.parse::<Link>().map(|link| link.shown().to_owned());
        assert_eq!(shown("https://billund.dk/"), Ok("billund.dk".to_owned()));
        assert_eq!(
            shown("https://billund.dk/leg"),
            Ok("billund.dk/leg".to_owned())
        );
    }
}
