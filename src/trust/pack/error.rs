//! Why a pack is not believed, in words for whoever stands at a booth.

use std::io;

use jiff::Timestamp;

use super::FORMAT;
use crate::{Channel, Digest, Distrust, Untrusted};

/// Why a pack is not believed. Nothing of it may be shown then.
#[derive(Debug, thiserror::Error)]
pub enum Unpackable {
    /// The disk or the stick refuses.
    #[error("it cannot be read: {0}; put the stick in again, or copy the file to this machine")]
    Disk(#[from] io::Error),
    /// Another kind of file.
    #[error("it is no packed feed; make one with: legeplads-desk pack FEED --keys DIR --to FILE")]
    NotAPack,
    /// Another version's program wrote it.
    #[error("{}", of_format(*.0))]
    Format(u32),
    /// It ends too early.
    #[error("it is cut off: it ends in the middle of {0}; copy it again from where it was made")]
    Cut(String),
    /// It goes on after its end.
    #[error(
        "it goes on after its end, so it is not the file that was made; copy it again from where it \
         was made"
    )]
    GoesOn,
    /// A part says of itself that it is longer than such a part may be.
    #[error(
        "it is damaged: {what} would have {bytes} bytes, and at most {most} are taken; copy it again \
         from where it was made"
    )]
    TooLong {
        /// What.
        what: String,
        /// Its length, as the file says.
        bytes: u64,
        /// The most that is taken.
        most: u64,
    },
    /// It names no channel.
    #[error("it is damaged: it names no channel; copy it again from where it was made")]
    NoChannel,
    /// It brings along no root, or too many of them.
    #[error("it is damaged: it brings along {0} roots; copy it again from where it was made")]
    Roots(u32),
    /// It was packed with the keys of another place than the one that is believed here.
    #[error(
        "it was packed with other keys: its root.json has the SHA-256 {theirs}, and the one that is \
         believed here has {ours}. Name the root.json of those who packed it with --root, if you know \
         them"
    )]
    OtherRoot {
        /// Of the pack's own root.
        theirs: Digest,
        /// Of the one that is believed.
        ours: Digest,
    },
    /// What it brings along as proof does not hold.
    #[error(
        "{0}. It was changed since it was made, or made by somebody who may not; do not use it"
    )]
    Distrusted(Distrust),
    /// No desk may sign for its channel.
    #[error(
        "no desk of those who signed it owns the channel {0}; it was made by somebody who may not: do \
         not use it"
    )]
    NoDesk(Channel),
    /// The desk has signed for no pack.
    #[error(
        "the desk {0} did not sign for a pack; it was put together by somebody else: do not use it"
    )]
    NotForPacks(String),
    /// What it rests on was good until a time that is past.
    #[error(
        "what {role} signed was good until {expires:.0}, and it is {now:.0}; pack it again at the desk: \
         legeplads-desk pack"
    )]
    Expired {
        /// `root`, `targets`, or a desk's name.
        role: String,
        /// When it ended.
        expires: Timestamp,
        /// The time by which it was judged.
        now: Timestamp,
    },
    /// The manifest is not the one that was signed for, or none.
    #[error(transparent)]
    Manifest(#[from] Untrusted),
    /// A release that takes down what was before it has nothing to show.
    #[error("its release takes down what was shown, and shows nothing; pack a feed")]
    Withdrawn,
    /// A file of the release is not as it was signed for.
    #[error(
        "{path} in it is not what was signed for: it was changed, or damaged on its way; copy it again \
         from where it was made"
    )]
    Changed {
        /// The file's path in the feed.
        path: String,
    },
}

fn of_format(found: u32) -> String {
    let way_out = match found < FORMAT {
        true => "pack it again with today's legeplads-desk",
        false => "update this program",
    };
    format!("it is a pack of format {found}, and this program reads format {FORMAT}; {way_out}")
}
