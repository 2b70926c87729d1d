//! The door to the network: whoever has one implements [`Fetch`].

use std::fmt::Debug;

use async_trait::async_trait;

/// Fetches files of a published folder.
///
/// What comes is not trusted, whoever implements this: every byte is checked afterwards. Two things
/// are the implementation's duty, because only it can do them:
///
/// - **Time.** A server that sends one byte a minute is given up, as [`FetchFault::Unreachable`].
/// - **Telling "not there" from "not now".** [`FetchFault::Missing`] is for a server that says that
///   it has no such file (404, 410, and 403, which is what object stores say to strangers). All else
///   is [`FetchFault::Unreachable`]: a server out of order must not pass for one that has no newer
///   root.
///
/// Redirects, ETags and caches are the implementation's own affair; a file other than
/// [`TIMESTAMP`](crate::layout::TIMESTAMP) never changes once it is there.
#[async_trait]
pub trait Fetch: Debug + Send + Sync {
    /// The file at `path`, which is relative to the published folder with `/` between names, of at
    /// most `most` bytes.
    ///
    /// # Errors
    ///
    /// [`FetchFault::TooLong`] as soon as more than `most` bytes come, without reading on; the
    /// others as said above.
    async fn fetch(&self, path: &str, most: u64) -> Result<Vec<u8>, FetchFault>;
}

/// Why a file did not come.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchFault {
    /// The server says that there is none.
    #[error("the server has no such file")]
    Missing,
    /// The server did not answer, or with an error; says what, in words for staff.
    #[error("{0}")]
    Unreachable(String),
    /// More came than was asked for.
    #[error("more than {most} bytes came")]
    TooLong {
        /// The most bytes that were asked for.
        most: u64,
    },
    /// This machine is at fault, not the server; says what, in words for staff.
    #[error("{0}")]
    Local(String),
}
