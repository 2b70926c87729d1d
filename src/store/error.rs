//! What can go wrong on the disk.

use std::io;
use std::path::{Path, PathBuf};

use crate::memory::MEMORY_BYTES;

/// Something on the disk that did not work.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The system refused to read or write.
    #[error("cannot {doing} {}: {source}{}", path.display(), way_out(source))]
    Disk {
        /// What was tried: `write`, `read`, `remove` …
        doing: &'static str,
        /// Where.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
    /// Another courier holds this store.
    #[error(
        "another courier is at work in {}{holder}; stop it, or give this one another folder \
         with --store",
        dir.display()
    )]
    Busy {
        /// The store.
        dir: PathBuf,
        /// Who, as far as known: ` (process 4711)`, or nothing.
        holder: String,
    },
    /// A demo has written here, and a real kiosk keeps away from it.
    #[error(
        "{} is a demo's folder, since `{}` lies there, and no kiosk's store; name another folder with \
         --store, or remove this one if the demo is over",
        .0.display(), crate::DEMO_MARK
    )]
    OfADemo(PathBuf),
    /// A release was to become pending although not all of it is here.
    #[error("{path} of release {release} is not in the store")]
    Incomplete {
        /// The release.
        release: u64,
        /// The first file that is missing.
        path: String,
    },
    /// A release was to become pending that the store does not admit.
    #[error("{0}")]
    NotAdmitted(String),
    /// There is no pending release to confirm or to reject.
    #[error("no release is pending")]
    NothingPending,
    /// There is too little room on the disk for what is to be fetched.
    #[error(
        "{} has room for {free} bytes, and {needed} are needed, with {reserve} to be left free; \
         make room there, or put the store elsewhere with --store",
        dir.display()
    )]
    NoRoom {
        /// The store.
        dir: PathBuf,
        /// Bytes that are to be fetched.
        needed: u64,
        /// Bytes that are free.
        free: u64,
        /// Bytes that are left free in any case.
        reserve: u64,
    },
    /// What the courier trusted is there, but damaged beyond use.
    #[error(
        "what this kiosk trusted is lost: neither file in {} is whole. Without it old releases \
         could be passed off as new, so none is taken. Look after the disk; then remove that \
         folder, and the kiosk begins anew with the root it was given",
        folder.display()
    )]
    MemoryLost {
        /// Where it should be.
        folder: PathBuf,
    },
    /// More was to be remembered than a store takes.
    #[error("{0} bytes of metadata are to be remembered; at most {most} are taken", most = MEMORY_BYTES)]
    MemoryTooLong(u64),
    /// A record could not be put into RON.
    #[error("cannot write {what} as RON: {source}")]
    Format {
        /// Which record.
        what: &'static str,
        /// The writer's words.
        source: ron::Error,
    },
}

/// What to do about what the system says, if there is one thing to do.
fn way_out(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            "; run this as the user whose folder it is, or let this user write there"
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "; make room there",
        io::ErrorKind::ReadOnlyFilesystem => "; that disk can only be read: name another folder",
        io::ErrorKind::NotADirectory => "; a file stands where a folder is needed",
        _ => "",
    }
}

impl StoreError {
    /// For `map_err`: adds what was tried, and where.
    pub(crate) fn disk<'a>(
        doing: &'static str,
        path: &'a Path,
    ) -> impl FnOnce(io::Error) -> Self + use<'a> {
        move |source| Self::Disk {
            doing,
            path: path.to_owned(),
            source,
        }
    }

    /// Whether the disk is full.
    pub fn is_full(&self) -> bool {
        match self {
            Self::NoRoom { .. } => true,
            Self::Disk { source, .. } => matches!(
                source.kind(),
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
            ),
            _ => false,
        }
    }

    /// Whether a file was larger than it may be.
    pub(crate) fn is_too_large(&self) -> bool {
        matches!(self, Self::Disk { source, .. } if source.kind() == io::ErrorKind::FileTooLarge)
    }
}
