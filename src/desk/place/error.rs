//! What can be wrong with a place, in words for staff.

use std::path::PathBuf;

use legeplads_store::StoreError;
use legeplads_trust::keys::KeyError;
use legeplads_trust::{Channel, Digest, Distrust, Untrusted};

/// Why a place could not be read or published to. What was published before stands, unless
/// [`PlaceError::Unknown`] says otherwise.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// Neither a folder nor the URL of a bucket.
    #[error(
        "{0} is not a place to publish to; give a folder, or s3://BUCKET/PATH, gs://BUCKET/PATH, \
         az://CONTAINER/PATH. An http address is where kiosks read: publish to what lies behind it"
    )]
    Address(String),
    /// There is no such folder.
    #[error(
        "{} is not a folder; look at how it is spelled. The first release makes it: legeplads-desk \
         publish FEED --to {}",
        .0.display(), .0.display()
    )]
    NoFolder(PathBuf),
    /// The way to the store is not known.
    #[error(
        "cannot open {place}: {source}. Credentials and regions come from the environment: AWS_…, \
         GOOGLE_… or AZURE_…"
    )]
    Refused {
        /// The place.
        place: String,
        /// What the store says.
        source: Box<object_store::Error>,
    },
    /// A file could not be read.
    #[error("cannot read {path} in {place}: {source}{}", way_out(place, source))]
    Read {
        /// The place.
        place: String,
        /// The file.
        path: String,
        /// What the store says.
        source: Box<object_store::Error>,
    },
    /// A file could not be written.
    #[error(
        "cannot write {path} in {place}: {source}{}. Nothing was published, and what was published \
         before stands",
        way_out(place, source)
    )]
    Write {
        /// The place.
        place: String,
        /// The file.
        path: String,
        /// What the store says.
        source: Box<object_store::Error>,
    },
    /// The last put failed, and whether it was done cannot be found out.
    #[error(
        "{place} broke off at the very last step: {source}. It is not known whether this was \
         published: when it is back, look with: legeplads-desk releases --to {place}"
    )]
    Unknown {
        /// The place.
        place: String,
        /// What the store says.
        source: Box<PlaceError>,
    },
    /// A file that must not be there is there.
    #[error("{0} is there already")]
    Exists(String),
    /// A file that must be there is not.
    #[error("{path} is not in {place} any more; put it back from a copy, or publish again")]
    Gone {
        /// The place.
        place: String,
        /// The file.
        path: String,
    },
    /// A file is not what its name or length says.
    #[error("{path} in {place} is damaged; put it back from a copy, or publish again")]
    Damaged {
        /// The place.
        place: String,
        /// The file.
        path: String,
    },
    /// A signed manifest is not one.
    #[error("{path} in {place} is no manifest: {source}")]
    Manifest {
        /// The place.
        place: String,
        /// The file.
        path: String,
        /// What is wrong with it.
        source: Untrusted,
    },
    /// What lies there is not signed as it must be.
    #[error(
        "what lies in {place} was not published with these keys: {source}. Name the right keys' \
         folder with --keys, or another place with --to"
    )]
    Distrusted {
        /// The place.
        place: String,
        /// What is wrong.
        source: Distrust,
    },
    /// Somebody has this folder for longer than a publication takes.
    #[error(
        "another desk has been publishing for a long time and holds {}; wait for it or end it, \
         then run this again",
        .0.display()
    )]
    Busy(PathBuf),
    /// Others published again and again in between.
    #[error("others publish to {0} all the time; wait a little, then run this again")]
    Crowded(String),
    /// Something else is on the channel than was there at the beginning.
    #[error("somebody else published on channel {channel} meanwhile")]
    Overtaken {
        /// The channel.
        channel: Channel,
        /// The manifest that is there now.
        by: Option<Digest>,
    },
    /// Nothing was ever published there.
    #[error(
        "nothing is published in {0} yet; publish a feed with: legeplads-desk publish FEED --to {0}"
    )]
    Empty(String),
    /// Nothing was ever published on this channel.
    #[error("there is no release on channel {channel} in {place}; {known}")]
    NoRelease {
        /// The place.
        place: String,
        /// The channel.
        channel: Channel,
        /// The channels that have one, in words.
        known: String,
    },
    /// There is no release with this number.
    #[error(
        "there is no release {number} on channel {channel} in {place}; the newest is {newest}. See \
         all with: legeplads-desk releases --to {place} --channel {channel}"
    )]
    NoSuchRelease {
        /// The place.
        place: String,
        /// The channel.
        channel: Channel,
        /// What was asked for.
        number: u64,
        /// The newest.
        newest: u64,
    },
    /// A release says that a newer one came before it.
    #[error("the history in {place} is out of order: release {release} should come before {after}")]
    Disorder {
        /// The place.
        place: String,
        /// The release.
        release: u64,
        /// The release that names it as the one before.
        after: u64,
    },
    /// The keys are not there or not the right ones.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The disk refused.
    #[error(transparent)]
    Disk(#[from] StoreError),
}

/// Where clouds tell their own machines who they are; asked when the environment says nothing.
const CLOUDS_OWN: [&str; 4] = [
    "/latest/api/token",
    "/latest/meta-data/",
    "/computeMetadata/",
    "/metadata/identity/",
];

/// What to do about what a store says.
fn way_out(place: &str, error: &object_store::Error) -> String {
    let variables = match place.split_once("://") {
        Some(("s3" | "s3a", _)) => "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION",
        Some(("gs", _)) => "GOOGLE_SERVICE_ACCOUNT (the path of a service account's key)",
        Some(_) => "AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY",
        None => {
            return "; look whether this user may read and write there, and whether there is room"
                .to_owned();
        }
    };
    let words = error.to_string();
    if CLOUDS_OWN.iter().any(|path| words.contains(path)) {
        return format!("; no credentials are in the environment: set {variables}");
    }
    match error {
        object_store::Error::PermissionDenied { .. }
        | object_store::Error::Unauthenticated { .. } => {
            format!("; look whether the credentials are right and may do that: {variables}")
        }
        _ => "; look whether the bucket's name is right, whether it has room, and whether this \
              machine has a network"
            .to_owned(),
    }
}
