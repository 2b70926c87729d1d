//! Where things lie in a published folder. Blobs are named by [`Digest::blob_path`].
//!
//! ```text
//! metadata/N.root.json  metadata/N.targets.json  metadata/N.snapshot.json  metadata/N.DESK.json
//! metadata/timestamp.json
//! blobs/sha256/ab/abcd…
//! FEED.html
//! ```
//!
//! All but [`TIMESTAMP`] and the [`page`] never change once written; putting that one in place is the commit.
//!
//! [`Digest::blob_path`]: crate::Digest::blob_path

/// The folder of the metadata.
pub const METADATA: &str = "metadata";

/// The one file that changes: it names the newest of everything else.
pub const TIMESTAMP: &str = "metadata/timestamp.json";

/// The page that a feed's visitors take home: `billund.html`. It is no part of a release, unsigned, and
/// no kiosk reads it.
pub fn page(feed: &str) -> String {
    format!("{feed}.html")
}

/// The root metadata's version `version`: `metadata/1.root.json`.
pub fn root(version: u64) -> String {
    versioned(version, "root")
}

/// A role's metadata in one version: `metadata/12.targets.json`. A desk's role is named after the
/// desk.
pub fn versioned(version: u64, role: &str) -> String {
    format!("{METADATA}/{version}.{role}.json")
}
