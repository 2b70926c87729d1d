//! What a published release says, read back from its blobs.

use legeplads_feed::{Documents, Feed, MediaInfo, Severity};
use legeplads_store::font;
use legeplads_trust::Manifest;

use crate::place::{Desk, PlaceError};

/// What a release's documents are.
#[derive(Debug)]
pub(crate) enum Content {
    /// A feed.
    Feed(Box<Feed>),
    /// No feed by today's rules; what is wrong first.
    Outdated(String),
}

impl Content {
    /// Fetches a release's documents and reads them.
    pub(crate) async fn read(desk: &Desk, manifest: &Manifest) -> Result<Self, PlaceError> {
        let mut documents = Documents::default();
        for document in &manifest.documents {
            let bytes = desk.place.blob(document.sha256, document.size).await?;
            documents.insert(document.path.as_str(), bytes);
        }
        for media in &manifest.media {
            let info = MediaInfo {
                width: media.width,
                height: media.height,
                bytes: media.size,
            };
            documents.insert_media(media.path.as_str(), info);
        }
        for one in &manifest.fonts {
            let bytes = desk.place.blob(one.sha256, one.size).await?;
            match font::read(&bytes) {
                Ok(font) => documents.insert_font(one.path.as_str(), font.letters),
                Err(why) => return Ok(Self::Outdated(format!("{}: {why}", one.path))),
            }
        }
        let reading = legeplads_feed::read(&documents);
        let mut errors = reading.diagnostics.iter();
        let first = errors.find(|found| found.severity == Severity::Error);
        Ok(match (reading.feed, first) {
            (Some(feed), _) => Self::Feed(Box::new(feed)),
            (None, first) => Self::Outdated(first.map_or_else(String::new, ToString::to_string)),
        })
    }
}

/// Whether all files of a release but its documents are still there.
pub(crate) async fn check_pictures(desk: &Desk, manifest: &Manifest) -> Result<(), PlaceError> {
    for (path, digest, size) in manifest.files().skip(manifest.documents.len()) {
        if !desk.place.holds(digest, size).await? {
            return Err(PlaceError::Gone {
                place: desk.place.name().to_owned(),
                path: format!("{} ({path})", digest.blob_path()),
            });
        }
    }
    Ok(())
}
