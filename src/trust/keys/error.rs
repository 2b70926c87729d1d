//! What can be wrong with keys, in words for staff.

use std::path::PathBuf;

use crate::Channel;

/// Why keys could not be made, read or used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// A folder for new keys holds something already.
    #[error(
        "{} exists already; keys are never overwritten. Name a folder that does not exist yet",
        .0.display()
    )]
    Exists(PathBuf),
    /// A folder without `roles.ron`.
    #[error(
        "{} is not a folder of keys: it has no roles.ron. Name the right one with --keys, or make \
         keys with: legeplads-desk keys init --keys DIR",
        .0.display()
    )]
    NotKeys(PathBuf),
    /// The disk said no.
    #[error(
        "cannot read or write {}: {error}; look whether this user may, and whether there is room",
        path.display()
    )]
    Disk {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// A file of the folder is not what it should be.
    #[error("{file}: {why}. Put back the file from a copy of the keys' folder")]
    Damaged {
        /// The file, as it is called in the folder or on the stick.
        file: String,
        /// What is wrong with it.
        why: String,
    },
    /// Too few private keys of a role are here.
    #[error(
        "{role} must be signed by {needed} of its keys, and {here} {} here. Missing: {missing}. \
         Plug in the stick that holds {} and name its folder with --also, or copy the file back \
         into the keys' folder",
        if *here == 1 { "is" } else { "are" },
        if *needed - *here == 1 { "one of them" } else { "them" }
    )]
    Missing {
        /// The role: `root`, `targets`, `online`, or a desk's name.
        role: String,
        /// How many keys must sign.
        needed: usize,
        /// How many of them are here.
        here: usize,
        /// The others, with the files they were written to: `root-2 (offline/root-2.pem)`.
        missing: String,
    },
    /// Neither a role nor a key.
    #[error("there is no role or key called {name:?}; there are: {known}")]
    Unknown {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// A desk's name that is not an id.
    #[error("{0:?} is not a desk's name: 1 to 40 of a-z, 0-9 and - are needed, such as library")]
    NotAnId(String),
    /// A desk's name that is already a role's, a desk's or a key's.
    #[error("{0:?} is taken already; choose another name for the desk")]
    Taken(String),
    /// A desk without channels could publish nothing.
    #[error("the desk {0} needs at least one channel: --channel live")]
    NoChannels(String),
    /// Two desks may not own one channel.
    #[error("the channel {channel} belongs to the desk {desk} already; a channel has one desk")]
    Owned {
        /// The channel.
        channel: Channel,
        /// Whose it is.
        desk: String,
    },
    /// A channel that no desk owns.
    #[error(
        "no desk may publish on the channel {channel}; there are: {known}. Give it to a desk with: \
         legeplads-desk keys add-desk NAME --channel {channel}"
    )]
    NoSuchChannel {
        /// The channel.
        channel: Channel,
        /// The channels that there are.
        known: String,
    },
    /// What is published is another place's, or the roles were changed in two copies of the folder.
    #[error(
        "these keys and what is published do not belong together: another {0} lies there than \
         these keys have. Use the keys' folder that this place was published with; if the roles \
         were changed in two copies of it, the one that was published first counts"
    )]
    Foreign(String),
    /// What is published goes by roles that this folder does not know, and is not finished.
    #[error(
        "somebody has changed the roles since these keys were copied: the root is version \
         {published} there and {here} here. Copy roles.ron, root.json, roots/ and metadata/ from \
         the folder in which that was done"
    )]
    Behind {
        /// The root's version here.
        here: u64,
        /// The root's version as published.
        published: u64,
    },
    /// A private key's file that no role knows.
    #[error(
        "{} lies there, though roles.ron does not know it: left by a command that broke off. It \
         was never used; move it away and do this again",
        .0.display()
    )]
    Stray(PathBuf),
    /// The library that signs gave up.
    #[error("{role} could not be signed: {why}")]
    Signing {
        /// The role.
        role: String,
        /// What the library says.
        why: String,
    },
}
