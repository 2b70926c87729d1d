//! Whether what was signed for can be shown: whatever is to be played is read and decoded once, by these
//! rules, before anything of it is on a glass.

use image::DynamicImage;
use legeplads_feed::{Documents, Feed, Severity};
use legeplads_trust::{Manifest, Media};

use crate::picture::{Bounds, PictureError};

/// How many of a feed's errors are told.
const ERRORS: usize = 3;

/// Why a release cannot be shown though it was signed for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// What was signed for is wrong.
    #[error("{0}")]
    Content(String),
    /// The disk refused.
    #[error("{0}")]
    Disk(String),
}

/// What pictures must be within.
pub const BOUNDS: Bounds = Bounds::PUBLISHED;

/// Reads a release's documents.
///
/// # Errors
///
/// [`Unfit::Content`] with the first of the feed's errors, or when it is another feed than the manifest
/// says.
pub fn documents(documents: &Documents, manifest: &Manifest) -> Result<Feed, Unfit> {
    let reading = legeplads_feed::read(documents);
    let Some(feed) = reading.feed else {
        let errors = reading
            .diagnostics
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        let told: Vec<_> = errors
            .clone()
            .take(ERRORS)
            .map(ToString::to_string)
            .collect();
        let more = match errors.count().saturating_sub(ERRORS) {
            0 => String::new(),
            more => format!("\n… and {more} more"),
        };
        return Err(Unfit::Content(told.join("\n") + &more));
    };
    if feed.id != manifest.feed {
        return Err(Unfit::Content(format!(
            "the manifest says that this is the feed {:?}, and its feed.ron says {:?}",
            manifest.feed, feed.id
        )));
    }
    Ok(feed)
}

/// Judges a picture that was decoded within [`BOUNDS`].
///
/// # Errors
///
/// [`Unfit`], when it could not be, or is of another size than the manifest says.
pub fn picture(decoded: Result<DynamicImage, PictureError>, media: &Media) -> Result<(), Unfit> {
    let told = |words: String| format!("{} cannot be shown: {words}", media.path);
    let picture = decoded.map_err(|error| match error {
        PictureError::Disk(error) => Unfit::Disk(told(error.to_string())),
        error => Unfit::Content(told(error.to_string())),
    })?;
    let (width, height) = (picture.width(), picture.height());
    if (width, height) != (media.width, media.height) {
        return Err(Unfit::Content(told(format!(
            "it is {width} × {height} pixels, and the manifest says {} × {}",
            media.width, media.height
        ))));
    }
    Ok(())
}
