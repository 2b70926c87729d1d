//! `legeplads-desk publish`: a feed's folder becomes the newest release on a channel.
//!
//! Documents, pictures and the town's baked light go there first, then the manifest that lists
//! them, then signed metadata;
//! replacing the one timestamp at the end is the commit (see [`crate::place`]). Until then, and if
//! anything fails before, the release before stands.
//!
//! A desk that publishes says what it saw before: the manifest names the one before it, and the
//! commit is done only if that one still stands. Two desks at once never lose a release: the one
//! that is late is told, since what it would put on the screens does not hold what the other did.

mod pictures;
mod put;
mod words;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use legeplads_feed::Feed;
use legeplads_trust::{Channel, Digest, Document, Font, Manifest, Media, Untrusted, Verified};
use tokio::task::{JoinError, spawn_blocking};

use crate::bake::{Baking, Oven};
use crate::check::{Checked, check};
use crate::keepsake;
use crate::keys::{Ended, lasting};
use crate::picture::CannotEncode;
use crate::place::{Desk, PlaceError};
use pictures::Pictures;

pub(crate) use put::put;
pub(crate) use words::{files, light, parts, size};

/// What came of it.
#[derive(Debug)]
pub enum Outcome {
    /// There is a new release.
    Published {
        /// What it consists of.
        manifest: Box<Manifest>,
        /// The version of the timestamp that leads to it: what waiting kiosks are told.
        timestamp_version: u64,
        /// In words for staff: what is new, and how much kiosks will fetch.
        words: String,
    },
    /// It would be the same as the newest release, which stands.
    Unchanged {
        /// The release that stands.
        manifest: Box<Manifest>,
        /// In words for staff.
        words: String,
    },
}

impl Outcome {
    /// In words for staff.
    pub fn words(&self) -> &str {
        match self {
            Self::Published { words, .. } | Self::Unchanged { words, .. } => words,
        }
    }
}

/// Why there is no new release. What was published before stands.
#[derive(Debug, thiserror::Error)]
pub enum CannotPublish {
    /// The feed has errors.
    #[error("{}; nothing was published", .0.summary())]
    Unfit(Box<Checked>),
    /// A picture cannot be made fit.
    #[error("{}: {source}", path.display())]
    Picture {
        /// The picture.
        path: PathBuf,
        /// Why.
        source: CannotEncode,
    },
    /// A picture or a font could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The channel belongs to another feed.
    #[error(
        "channel {channel} in {place} shows the feed {held:?}, and this is {feed:?}; give each feed \
         its own channel with --channel, or its own place with --to"
    )]
    OtherFeed {
        /// The channel.
        channel: Channel,
        /// The place.
        place: String,
        /// The feed that it shows.
        held: String,
        /// The feed that was to be published.
        feed: String,
    },
    /// Another desk was faster, and what it published is not what this one began with.
    #[error(
        "somebody published release {theirs} on channel {channel} meanwhile, so this was not \
         published. Look at it with: legeplads-desk {look} --to {place} --channel {channel} \
         — then run this again"
    )]
    Overtaken {
        /// The channel.
        channel: Channel,
        /// The place.
        place: String,
        /// The other desk's release.
        theirs: u64,
        /// The command that shows it: `diff 12 13`.
        look: String,
    },
    /// The release would be refused by every kiosk.
    #[error("kiosks would refuse this release: {0}")]
    Refused(Untrusted),
    /// The manifest could not be put into RON.
    #[error("cannot write the manifest: {0}")]
    Format(#[from] ron::Error),
    /// What it would be signed with has expired.
    #[error("{0}; nothing was published")]
    Ended(#[from] Ended),
    /// Part of the work broke off.
    #[error("the work broke off: {0}")]
    BrokenOff(#[from] JoinError),
    /// The place, the keys, or what lies there.
    #[error(transparent)]
    Place(#[from] PlaceError),
}

/// Checks the feed in the folder `feed` and publishes it on the desk's channel under the next
/// number, unless nothing has changed. `note` says why, for people at desks.
///
/// # Errors
///
/// [`CannotPublish`] says why not; the release before stands then.
pub async fn publish(
    desk: &Desk,
    feed: &Path,
    note: &str,
    now: Timestamp,
) -> Result<Outcome, CannotPublish> {
    let dir = feed.to_owned();
    let checked = spawn_blocking(move || check(&dir)).await?;
    let Some(feed) = &checked.feed else {
        return Err(CannotPublish::Unfit(Box::new(checked)));
    };
    let published = desk.place.standing(desk.keys.first_root()).await?;
    let published = published.as_ref().map(|standing| &standing.published);
    let lasting = lasting(&desk.keys, published, now)?;
    let before = match published {
        Some(published) => desk.place.newest(published, &desk.channel).await?,
        None => None,
    };
    let standing = before.as_ref().map(|before| before.manifest());
    if let Some(standing) = standing.filter(|standing| standing.feed != feed.id) {
        return Err(CannotPublish::OtherFeed {
            channel: desk.channel.clone(),
            place: desk.place.name().to_owned(),
            held: standing.feed.clone(),
            feed: feed.id.clone(),
        });
    }
    let (manifest, baking) = gather(desk, &checked, feed, before.as_ref(), note, now).await?;
    // Before the commit: a code on the glass leads to something from the first moment on.
    if let Some(page) = keepsake::page(feed) {
        desk.place.put_page(&feed.id, page).await?;
    }
    let name = name(feed);
    match standing {
        Some(standing) if same_content(standing, &manifest) => Ok(Outcome::Unchanged {
            words: words::unchanged(standing, &name, desk) + &lasting,
            manifest: Box::new(standing.clone()),
        }),
        _ => {
            let stands = put(desk, before.as_ref(), &manifest, now).await?;
            let words = words::published(standing, &manifest, &name, desk);
            Ok(Outcome::Published {
                timestamp_version: stands.timestamp_version,
                words: words + &words::light(baking) + &stands.remark + &lasting,
                manifest: Box::new(manifest),
            })
        }
    }
}

/// Puts everything that a checked feed consists of there, baked and encoded, and lists it as the release
/// after `before`.
pub(crate) async fn gather(
    desk: &Desk,
    checked: &Checked,
    feed: &Feed,
    before: Option<&Verified>,
    note: &str,
    now: Timestamp,
) -> Result<(Manifest, Option<Baking>), CannotPublish> {
    let (scenes, baking) = match desk.bakes {
        true => {
            let (scenes, baking) = put_light(feed, desk).await?;
            (scenes, Some(baking))
        }
        false => (Vec::new(), None),
    };
    let manifest = Manifest {
        format: Manifest::FORMAT,
        feed: feed.id.clone(),
        version: before.map_or(1, |before| before.manifest().version + 1),
        created: whole_seconds(now),
        note: tidy(note),
        previous: before.map(Verified::digest),
        withdrawn: false,
        documents: put_documents(checked, desk).await?,
        media: put_pictures(checked, desk).await?,
        scenes,
        fonts: put_fonts(checked, desk).await?,
    };
    Ok((manifest, baking))
}

async fn put_documents(checked: &Checked, desk: &Desk) -> Result<Vec<Document>, CannotPublish> {
    let mut documents = Vec::new();
    for (path, bytes) in checked.documents.iter() {
        documents.push(Document {
            path: path.to_owned(),
            size: bytes.len() as u64,
            sha256: desk.place.put_blob(bytes.to_vec()).await?,
        });
    }
    Ok(documents)
}

/// Bakes what is to be baked, and puts one scene after the other there.
async fn put_light(feed: &Feed, desk: &Desk) -> Result<(Vec<Document>, Baking), CannotPublish> {
    let (mut oven, mut scenes) = (Oven::of(feed, desk.cache.as_deref()), Vec::new());
    loop {
        let (warm, scene) = spawn_blocking(move || {
            let scene = oven.next();
            (oven, scene)
        })
        .await?;
        oven = warm;
        let Some((path, bytes)) = scene else {
            return Ok((scenes, oven.done()));
        };
        scenes.push(Document {
            path,
            size: bytes.len() as u64,
            sha256: desk.place.put_blob(bytes).await?,
        });
    }
}

async fn put_fonts(checked: &Checked, desk: &Desk) -> Result<Vec<Font>, CannotPublish> {
    let mut fonts = Vec::new();
    for (path, _) in checked.documents.fonts() {
        let file = checked.dir.join(path);
        let bytes = std::fs::read(&file).map_err(|source| CannotPublish::Read {
            path: file.clone(),
            source,
        })?;
        fonts.push(Font {
            path: path.to_owned(),
            size: bytes.len() as u64,
            sha256: desk.place.put_blob(bytes).await?,
        });
    }
    Ok(fonts)
}

/// One picture after the other, so that one at a time is in memory.
async fn put_pictures(checked: &Checked, desk: &Desk) -> Result<Vec<Media>, CannotPublish> {
    let feed = checked.feed.as_ref().map_or("", |feed| feed.id.as_str());
    let mut pictures = Pictures::known(desk.cache.as_deref(), feed);
    let mut media = Vec::new();
    for (path, _) in checked.documents.media() {
        media.push(pictures.put(&desk.place, &checked.dir, path).await?);
    }
    pictures.keep(&media);
    Ok(media)
}

/// Whether two manifests put the same on the glass. When and why they were made does not count.
pub(crate) fn same_content(a: &Manifest, b: &Manifest) -> bool {
    fn files(manifest: &Manifest) -> Vec<(&str, Digest, u64)> {
        let mut files: Vec<_> = manifest.files().collect();
        files.sort();
        files
    }
    a.withdrawn == b.withdrawn && files(a) == files(b)
}

/// The place's name in its own language.
pub(crate) fn name(feed: &Feed) -> String {
    match feed.languages.first() {
        Some(language) => feed.name.get(language).to_owned(),
        None => feed.id.clone(),
    }
}

/// A note is one line.
pub(crate) fn tidy(note: &str) -> String {
    let words = note.split(|c: char| c.is_whitespace() || c.is_control());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// For people to read.
pub(crate) fn whole_seconds(now: Timestamp) -> Timestamp {
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}
