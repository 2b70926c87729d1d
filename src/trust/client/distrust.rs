//! Why metadata is not believed, in words for staff.

use jiff::Timestamp;

use super::Memory;

/// Why a refresh gave nothing. [`Distrust::is_refusal`] tells "no" from "not now".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Distrust {
    /// The network or the server: later again.
    #[error("the feed cannot be reached: {0}")]
    Unreachable(String),
    /// This machine: its temporary folder, its disk.
    #[error("this machine cannot check the feed's signatures: {0}")]
    Local(String),
    /// The root that the kiosk was given is none, or is not signed as it demands itself.
    #[error("the root file is no good ({0}); give this kiosk the root.json that `keys init` made")]
    Root(String),
    /// A file that must be there is not.
    #[error(
        "the server has no {path}; look whether the feed's address is right and whether anything \
         was published there"
    )]
    Missing {
        /// The file, relative to the published folder.
        path: String,
    },
    /// A web page came: the page of a Wi-Fi's log-in, or of a server's error.
    #[error(
        "a web page came instead of {path}; look whether the network asks for a log-in, and \
         whether the feed's address is right"
    )]
    WebPage {
        /// The file, relative to the published folder.
        path: String,
    },
    /// One file is larger than its kind may be.
    #[error("{path} has more than {most} bytes")]
    TooLong {
        /// The file, relative to the published folder.
        path: String,
        /// The most that was asked for.
        most: u64,
    },
    /// All of a refresh together is larger than [`REFRESH_BYTES`](crate::limits::REFRESH_BYTES),
    /// or there are more new roots than [`ROOT_STEPS`](crate::limits::ROOT_STEPS).
    #[error("the server sends metadata without end; {0}")]
    Endless(String),
    /// Not metadata of The Update Framework, or not in the form used here.
    #[error("{role} is not what signed metadata looks like: {why}")]
    Malformed {
        /// `root`, `timestamp`, `snapshot`, `targets`, or a desk's name.
        role: String,
        /// What is wrong.
        why: String,
    },
    /// Not signed by enough of those who may.
    #[error("{role} is not signed by those who may sign it: {why}")]
    Signatures {
        /// `root`, `timestamp`, `snapshot`, `targets`, or a desk's name.
        role: String,
        /// Whose signatures are missing.
        why: String,
    },
    /// Older than what this kiosk has accepted already, or another under the same number.
    #[error("{role} goes back behind what this kiosk has already accepted: {why}")]
    Rollback {
        /// `root`, `timestamp`, `snapshot`, `targets`, or a desk's name.
        role: String,
        /// The versions.
        why: String,
    },
    /// Not the file that the signed list names: parts of two publications, or a change on the way.
    #[error("{role} is not the one that was signed for: {why}")]
    Mismatch {
        /// `snapshot`, `targets`, or a desk's name.
        role: String,
        /// What differs: version, length or hash.
        why: String,
    },
    /// Good until a time that is past: somebody replays old metadata, or nobody renews it.
    #[error(
        "{role} was good until {expires}, and it is {now}; at the desk, look whether its renewal \
         runs (`legeplads-desk serve`, or `keys renew`)"
    )]
    Expired {
        /// `root`, `timestamp`, `snapshot`, `targets`, or a desk's name.
        role: String,
        /// When it ended.
        expires: Timestamp,
        /// The time by which it was judged.
        now: Timestamp,
    },
    /// The signed manifest is larger than a manifest may be.
    #[error("the channel's manifest has {size} bytes; at most {most} are taken")]
    ManifestTooLong {
        /// Its length as signed.
        size: u64,
        /// [`MANIFEST_BYTES`](crate::limits::MANIFEST_BYTES).
        most: u64,
    },
}

impl Distrust {
    /// Whether what the server said was refused. Otherwise it said nothing, or this machine could
    /// not judge it: neither is a reason to think ill of the feed.
    pub fn is_refusal(&self) -> bool {
        !matches!(self, Self::Unreachable(_) | Self::Local(_))
    }
}

/// A refresh that gave nothing, and what is to be remembered all the same.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct Refusal {
    /// What was wrong.
    #[source]
    pub why: Distrust,
    /// What was learnt before that, to be remembered like [`Refreshed::memory`]: a newer root, so
    /// that a revoked one never counts again (TUF 1.0, 5.3.8); and where only the channel's own
    /// desk was at fault, everything else. `None`: nothing new.
    ///
    /// [`Refreshed::memory`]: super::Refreshed::memory
    pub memory: Option<Box<Memory>>,
}
