//! Where content comes from: a feed's folder, a store, or what is built in.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use legeplads_feed::{Diagnostic, Documents, Feed, Severity};
use legeplads_store as store;

use super::pack::{self, CannotPlay};
use crate::fonts::Fonts;
use crate::options::Options;
use crate::photos::Pictures;

/// The content that ships with the kiosk.
static FACTORY: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../content/billund");

/// Where a release came from, and so where the next may come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Built in.
    Factory,
    /// A feed's folder, as it is.
    Folder(PathBuf),
    /// One signed file, which stays as it is.
    Pack,
    /// A kiosk's store.
    Store {
        /// Its folder.
        dir: PathBuf,
        /// What of it was opened, be it that it could not be played.
        opened: Option<store::Pointer>,
    },
}

/// A release, opened and resolved.
#[derive(Debug)]
pub struct Opened {
    /// Its content.
    pub feed: Arc<Feed>,
    /// Where its pictures are.
    pub pictures: Pictures,
    /// The fonts that it brings along.
    pub fonts: Fonts,
    /// Its number; 0 if it was not published.
    pub number: u64,
    /// Where it came from.
    pub origin: Origin,
}

/// Why a feed cannot be played.
#[derive(Debug, thiserror::Error)]
pub enum Unplayable {
    /// The folder cannot be read.
    #[error(transparent)]
    Folder(#[from] store::folder::Unreadable),
    /// The release cannot be opened.
    #[error(transparent)]
    Store(#[from] store::Unusable),
    /// The signed file cannot be believed or shown.
    #[error(transparent)]
    Pack(#[from] CannotPlay),
    /// The content has errors.
    #[error("the content has errors; `legeplads-desk check` explains them:{0}")]
    Content(String),
}

/// Opens what the options ask for.
///
/// # Errors
///
/// Only for a folder or a file that was named: staff who preview want to know. From a store comes the best
/// that can be played, at last what is built in.
pub fn open(options: &Options) -> Result<Opened, Unplayable> {
    // The one place where what was named on the command line is opened.
    if let Some(file) = options.pack() {
        return Ok(pack::open(file, options.root.as_deref())?);
    }
    if let Some(dir) = options.folder() {
        let (feed, pictures, fonts) = folder(dir)?;
        return Ok(Opened {
            feed,
            pictures,
            fonts,
            number: 0,
            origin: Origin::Folder(dir.to_owned()),
        });
    }
    // Of a demo's own store nothing is played.
    let Some(dir) = store_dir(options).filter(|_| !options.is_demo()) else {
        return Ok(Opened {
            feed: built_in(),
            pictures: Pictures::default(),
            fonts: Fonts::default(),
            number: 0,
            origin: Origin::Factory,
        });
    };
    let origin = |opened| Origin::Store {
        dir: dir.clone(),
        opened,
    };
    let mut opened = None;
    match store::View::open(&dir).start() {
        store::Start::Release(release) => {
            let number = release.pointer.release;
            opened = Some(release.pointer.clone());
            match resolve(&release.documents) {
                Ok(feed) => {
                    let pictures = release.blobs.into();
                    return Ok(Opened {
                        fonts: Fonts::read(&feed, &pictures),
                        feed,
                        pictures,
                        number,
                        origin: origin(opened),
                    });
                }
                Err(error) => {
                    tracing::error!(release = number, "playing what is built in: {error}");
                }
            }
        }
        store::Start::Withdrawn(pointer) => {
            return Ok(Opened {
                feed: in_place_of(&pointer),
                pictures: Pictures::default(),
                fonts: Fonts::default(),
                number: pointer.release,
                origin: origin(Some(pointer)),
            });
        }
        store::Start::BuiltIn => {}
    }
    Ok(Opened {
        feed: built_in(),
        pictures: Pictures::default(),
        fonts: Fonts::default(),
        number: 0,
        origin: origin(opened),
    })
}

/// The store's folder: the one named, or the user's own when a feed is to be followed.
pub fn store_dir(options: &Options) -> Option<PathBuf> {
    options.store.clone().or_else(|| {
        options.feed.as_ref()?;
        let state = std::env::var_os("XDG_STATE_HOME")
            .map(PathBuf::from)
            .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/state")))?;
        Some(state.join("legeplads/store"))
    })
}

/// A feed's folder, read and resolved, where its pictures are, and the fonts that it brings along.
///
/// # Errors
///
/// When it cannot be read or has errors.
pub fn folder(dir: &Path) -> Result<(Arc<Feed>, Pictures, Fonts), Unplayable> {
    let documents = store::folder::read(dir)?;
    let media = documents.media().map(|(path, _)| path);
    let files: BTreeMap<String, PathBuf> = media
        .chain(documents.fonts().map(|(path, _)| path))
        .map(|path| (path.to_owned(), dir.join(path)))
        .collect();
    let (feed, pictures) = (resolve(&documents)?, files.into());
    let fonts = Fonts::read(&feed, &pictures);
    Ok((feed, pictures, fonts))
}

/// Documents, resolved.
///
/// # Errors
///
/// When they have errors.
pub fn resolve(documents: &Documents) -> Result<Arc<Feed>, Unplayable> {
    let reading = legeplads_feed::read(documents);
    reading
        .feed
        .map(Arc::new)
        .ok_or_else(|| Unplayable::Content(summary(&reading.diagnostics)))
}

/// The content that ships with the kiosk.
///
/// # Panics
///
/// Never in a kiosk that was tested: the tests read this very content.
pub fn built_in() -> Arc<Feed> {
    let mut documents = Documents::default();
    gather(&FACTORY, &mut documents);
    match resolve(&documents) {
        Ok(feed) => feed,
        Err(error) => panic!("the built-in content cannot be played: {error}"),
    }
}

/// What is built in, in the place of a release that withdraws what was before; it goes by the name of
/// that release's feed, so that the desk sees the takedown on the glass.
pub fn in_place_of(withdrawn: &store::Pointer) -> Arc<Feed> {
    let mut feed = Arc::unwrap_or_clone(built_in());
    feed.id.clone_from(&withdrawn.feed);
    Arc::new(feed)
}

fn gather(dir: &Dir<'_>, documents: &mut Documents) {
    for file in dir.files() {
        if file.path().extension().is_some_and(|kind| kind == "ron") {
            documents.insert(file.path().to_string_lossy(), file.contents().to_vec());
        }
    }
    for inner in dir.dirs() {
        gather(inner, documents);
    }
}

/// The first few errors, a line each.
fn summary(diagnostics: &[Diagnostic]) -> String {
    let mut lines = String::new();
    let errors = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error);
    for error in errors.take(5) {
        let _ = write!(
            lines,
            "\n  {}:{}:{}: {}",
            error.file, error.line, error.column, error.message
        );
    }
    lines
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_built_in_content_plays() {
        let feed = super::built_in();
        assert!(feed.tour.len() >= 3);
        assert!(!feed.sites.is_empty());
    }
}
