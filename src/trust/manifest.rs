//! The list of what a release consists of.

use jiff::Timestamp;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use crate::Digest;

/// What a release consists of: `manifest.ron` in a published folder.
///
/// Fields that this program does not know are ignored, so that a newer desk can add some. A
/// change that older kiosks would misunderstand raises [`Manifest::FORMAT`] instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Which form the manifest has; [`Manifest::FORMAT`] is the one understood here.
    pub format: u32,
    /// The feed's id, as in its `feed.ron`: `billund`.
    pub feed: String,
    /// The release's number. Higher is newer; the first is 1.
    pub version: u64,
    /// When the desk made the release.
    pub created: Timestamp,
    /// What staff said of it when they published; for staff alone, never on the glass.
    #[serde(default)]
    pub note: String,
    /// The manifest that was on the channel before this one. So all releases of a channel form a
    /// chain that begins at the one that is signed for now, and nobody can forge an earlier one.
    #[serde(default)]
    pub previous: Option<Digest>,
    /// A takedown: the release has no files, and kiosks show what is built in.
    #[serde(default)]
    pub withdrawn: bool,
    /// The RON documents.
    pub documents: Vec<Document>,
    /// The pictures.
    pub media: Vec<Media>,
    /// The town with its light baked in, a file a scene; a kiosk lights by itself what is not here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scenes: Vec<Document>,
    /// The fonts that the feed brings along.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fonts: Vec<Font>,
}

/// One RON document of a release.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Document {
    /// Where it lies in the feed's folder, with `/` between names: `cards/travbyen.ron`.
    pub path: String,
    /// Its content's name.
    pub sha256: Digest,
    /// Its length in bytes.
    pub size: u64,
}

/// One picture of a release.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Media {
    /// Where it lies in the feed's folder: `media/travbyen.jpg`. What kind of picture it is says
    /// its content, not this name.
    pub path: String,
    /// Its content's name.
    pub sha256: Digest,
    /// Its length in bytes.
    pub size: u64,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// One font of a release.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Font {
    /// Where it lies in the feed's folder: `fonts/town.ttf`.
    pub path: String,
    /// Its content's name.
    pub sha256: Digest,
    /// Its length in bytes.
    pub size: u64,
}

impl Manifest {
    /// The form of manifest that this program reads and writes.
    pub const FORMAT: u32 = 1;

    /// The file's name, at the root of a published folder.
    pub const FILE: &str = "manifest.ron";

    /// The canonical text: entries sorted by path, one a line. The same release gives the same
    /// bytes, whoever writes it.
    ///
    /// # Errors
    ///
    /// When the RON writer gives up, which it has no reason to do for these types.
    pub fn to_ron(&self) -> Result<String, ron::Error> {
        let mut sorted = self.clone();
        sorted.documents.sort();
        sorted.media.sort();
        sorted.scenes.sort();
        sorted.fonts.sort();
        let form = PrettyConfig::new()
            .struct_names(true)
            .depth_limit(2)
            .new_line("\n");
        ron::Options::default()
            .to_string_pretty(&sorted, form)
            .map(|text| text + "\n")
    }

    /// Every file of the release as (path, digest, bytes): documents first, then media, scenes and
    /// fonts.
    pub fn files(&self) -> impl Iterator<Item = (&str, Digest, u64)> {
        let documents = self
            .documents
            .iter()
            .map(|file| (file.path.as_str(), file.sha256, file.size));
        let media = self
            .media
            .iter()
            .map(|file| (file.path.as_str(), file.sha256, file.size));
        let scenes = self
            .scenes
            .iter()
            .map(|file| (file.path.as_str(), file.sha256, file.size));
        let fonts = self
            .fonts
            .iter()
            .map(|file| (file.path.as_str(), file.sha256, file.size));
        documents.chain(media).chain(scenes).chain(fonts)
    }
}
