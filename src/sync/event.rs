//! The words that the courier and its driver exchange: what happened, and what is to be done.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use legeplads_store::{Refusal, Screen, Slots, Wanted};
use legeplads_trust::{Digest, Verified};

use crate::schedule::Push;

/// What happened.
#[derive(Debug)]
pub enum Event {
    /// The store is open; it holds this, and refused that. The first event.
    Begun(Slots, Vec<Refusal>),
    /// [`Action::Rest`] is over.
    Rested,
    /// While resting, word came of how push stands, and [`Action::Rest`] is over.
    Heard(Push),
    /// What the kiosk says of itself.
    Looked(Option<Screen>),
    /// The server's answer about the timestamp.
    Answered(Result<Answer, Fault>),
    /// What the signed metadata offers.
    Refreshed(Result<Offer, Fault>),
    /// The manifest that is offered came and is believed, or not.
    Opened(Result<Arc<Verified>, Fault>),
    /// What is lacking of the release, for which there is room.
    Compared(Vec<Wanted>),
    /// The blob is here, or not.
    Fetched(Result<(), Fault>),
    /// All of the release is good, or not.
    Proved(Result<(), Fault>),
    /// The slots have moved, and stand like this.
    Moved(Slots),
    /// Whatever else was to be done is done.
    Done,
    /// The disk refused.
    Failed(String),
}

/// A good answer about the timestamp.
#[derive(Debug)]
pub enum Answer {
    /// It is the one whose tag was sent along.
    Unchanged,
    /// Here it is.
    Timestamp {
        /// Its tag, to be sent along the next time.
        etag: Option<String>,
        /// Its bytes, unchecked.
        bytes: Vec<u8>,
    },
}

/// What signed metadata offers. It was believed, and is remembered already: whatever becomes of the
/// release, no older metadata will be believed again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// The version of the timestamp.
    pub version: u64,
    /// The channel's manifest; none if the channel is not there.
    pub manifest: Option<Digest>,
}

/// Why something did not come, or was not good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The server, or the way to it, is out of order.
    Unreachable(String),
    /// The server is there, and asks to be left alone.
    Busy {
        /// In words for staff.
        why: String,
        /// For how long, if it says so.
        wish: Duration,
    },
    /// Something came that is not what was asked for, or not signed by those who may.
    Wrong(String),
    /// It came as it was signed, and is wrong in itself: it will be the same every time.
    Content(String),
    /// The disk refused.
    Local(String),
}

/// What is to be done next.
#[derive(Debug, Clone)]
pub enum Action {
    /// Wait, or until word comes by push.
    Rest(Duration),
    /// Read `screen.ron`.
    Look,
    /// Ask for the timestamp, unless it still has this tag.
    Ask(Option<String>),
    /// Bring the metadata up to date with this timestamp, and remember what was believed.
    Refresh(Vec<u8>),
    /// Get hold of the manifest that the last refresh offered.
    Open(Digest),
    /// Find out what is lacking of a release, and whether there is room for it.
    Compare(Arc<Verified>),
    /// Fetch one blob.
    Fetch(Wanted),
    /// Read and decode all of a release.
    Prove(Arc<Verified>),
    /// Make a release pending.
    Stage(Arc<Verified>),
    /// Strike out what went wrong on the way before.
    Forgive,
    /// Make the pending release current.
    Confirm,
    /// Empty the pending slot, and remember why.
    Reject(String),
    /// Remove what no slot needs.
    Sweep,
    /// Write down that a release was not taken.
    Refuse {
        /// Its number, if known.
        release: Option<u64>,
        /// The digest of its manifest; if it did not come so far, of the timestamp.
        manifest: Digest,
        /// Why.
        why: String,
        /// Whether it is never tried again.
        for_good: bool,
    },
    /// Say that a round failed; the next one will come.
    Complain(Outcome),
    /// End.
    Finish(Outcome),
}

/// How a round ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The newest release was here already.
    UpToDate,
    /// A newer release is here, whole and good.
    Updated,
    /// What is offered was not taken, and why.
    Refused(String),
    /// The server could not be reached, and why.
    Unreachable(String),
    /// The disk refused.
    Stuck(String),
    /// It was told to stop.
    Stopped,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UpToDate => f.write_str("up to date"),
            Self::Updated => f.write_str("updated"),
            Self::Refused(why) => write!(f, "refused: {why}"),
            Self::Unreachable(why) => write!(f, "unreachable: {why}"),
            Self::Stuck(why) => write!(f, "stuck: {why}"),
            Self::Stopped => f.write_str("told to stop"),
        }
    }
}
