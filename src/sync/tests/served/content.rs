//! Releases to serve.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use image::{ImageFormat, RgbImage};
use legeplads_trust::{Delta, Digest, Document, Font, Manifest, Media};

/// What a release consists of, to be changed before it is published.
#[derive(Clone)]
pub struct Content {
    pub feed: String,
    pub version: u64,
    pub withdrawn: bool,
    pub documents: BTreeMap<String, Vec<u8>>,
    /// Pictures with the width and height that the manifest claims.
    pub media: BTreeMap<String, (Vec<u8>, u32, u32)>,
    /// Baked light.
    pub scenes: BTreeMap<String, Vec<u8>>,
    pub fonts: BTreeMap<String, Vec<u8>>,
}

impl Content {
    /// The small feed without fault, with a picture.
    pub fn tiny() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../feed/tests/fixtures/tiny");
        let mut content = Self {
            feed: "tiny".into(),
            version: 1,
            withdrawn: false,
            documents: BTreeMap::new(),
            media: BTreeMap::new(),
            scenes: BTreeMap::new(),
            fonts: BTreeMap::new(),
        };
        for path in files(&root) {
            let name = path
                .strip_prefix(&root)
                .expect("inside")
                .to_str()
                .expect("plain");
            if name.ends_with(".ron") {
                let bytes = fs::read(&path).expect("readable");
                content.documents.insert(name.to_owned(), bytes);
            } else if name.starts_with("media/") {
                content
                    .media
                    .insert(name.to_owned(), (png(16, 12, 1), 16, 12));
            }
        }
        content
    }

    pub fn version(mut self, version: u64) -> Self {
        self.version = version;
        self
    }

    /// A takedown.
    pub fn nothing(version: u64) -> Self {
        Self {
            version,
            withdrawn: true,
            documents: BTreeMap::new(),
            media: BTreeMap::new(),
            ..Self::tiny()
        }
    }

    /// Replaces a piece of a document.
    pub fn edit(mut self, path: &str, from: &str, to: &str) -> Self {
        let document = self.documents.get_mut(path).expect("a document");
        let text = String::from_utf8(document.clone()).expect("text");
        assert!(text.contains(from), "{path} has no {from:?}");
        *document = text.replacen(from, to, 1).into_bytes();
        self
    }

    /// Replaces the picture, and what the manifest claims of its size.
    pub fn picture(mut self, bytes: Vec<u8>, width: u32, height: u32) -> Self {
        let path = self.picture_path();
        self.media.insert(path, (bytes, width, height));
        self
    }

    /// Adds a baked scene.
    pub fn scene(mut self, path: &str, bytes: Vec<u8>) -> Self {
        self.scenes.insert(path.to_owned(), bytes);
        self
    }

    pub fn picture_path(&self) -> String {
        self.media.keys().next().expect("a picture").clone()
    }

    pub fn manifest(&self) -> String {
        let manifest = self.listed().to_ron();
        manifest.expect("a manifest can be written")
    }

    /// What leads here from the manifest of another, and that one's digest.
    pub fn after(&self, before: &Self) -> (Digest, Vec<u8>) {
        let delta = Delta::between(&before.listed(), &self.listed());
        let fresh = delta.manifest.documents.iter();
        let documents: Vec<_> = fresh
            .map(|file| self.documents[&file.path].clone())
            .collect();
        let delta = delta.to_bytes(&documents).expect("it can be written");
        (Digest::of(before.manifest().as_bytes()), delta)
    }

    fn listed(&self) -> Manifest {
        let listed = |files: &BTreeMap<String, Vec<u8>>| -> Vec<Document> {
            let files = files.iter().map(|(path, bytes)| Document {
                path: path.clone(),
                sha256: Digest::of(bytes),
                size: bytes.len() as u64,
            });
            files.collect()
        };
        let media = self
            .media
            .iter()
            .map(|(path, (bytes, width, height))| Media {
                path: path.clone(),
                sha256: Digest::of(bytes),
                size: bytes.len() as u64,
                width: *width,
                height: *height,
            });
        let fonts = self.fonts.iter().map(|(path, bytes)| Font {
            path: path.clone(),
            sha256: Digest::of(bytes),
            size: bytes.len() as u64,
        });
        Manifest {
            format: Manifest::FORMAT,
            feed: self.feed.clone(),
            version: self.version,
            created: "2026-11-21T21:04:05Z".parse().expect("a timestamp"),
            note: String::new(),
            previous: None,
            withdrawn: self.withdrawn,
            fonts: fonts.collect(),
            documents: listed(&self.documents),
            media: media.collect(),
            scenes: listed(&self.scenes),
        }
    }

    /// Where the manifest is served.
    pub fn manifest_blob(&self) -> String {
        Digest::of(self.manifest().as_bytes()).blob_path()
    }

    pub fn blobs(&self) -> Vec<(Digest, Vec<u8>)> {
        let documents = self.documents.values();
        let media = self.media.values().map(|(bytes, ..)| bytes);
        documents
            .chain(media)
            .chain(self.scenes.values())
            .chain(self.fonts.values())
            .map(|bytes| (Digest::of(bytes), bytes.clone()))
            .collect()
    }

    /// Where the blob of one file is served.
    pub fn blob(&self, path: &str) -> String {
        let bytes = self
            .documents
            .get(path)
            .or(self.media.get(path).map(|(bytes, ..)| bytes));
        Digest::of(bytes.expect("a file")).blob_path()
    }
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).expect("a folder");
    entries
        .map(|entry| entry.expect("an entry").path())
        .flat_map(|path| match path.is_dir() {
            true => files(&path),
            false => vec![path],
        })
        .collect()
}

/// A real PNG.
pub fn png(width: u32, height: u32, shade: u8) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::from_pixel(width, height, image::Rgb([shade; 3]))
        .write_to(&mut bytes, ImageFormat::Png)
        .expect("written");
    bytes.into_inner()
}

/// A PNG whose header promises more pixels than there are, with a right checksum.
pub fn png_promise(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = png(1, 1, 0);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = !bytes[12..29].iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum: u32, _| {
            (sum >> 1) ^ (0xedb8_8320 * (sum & 1))
        })
    });
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}

/// A real PNG that does not become smaller by packing: 3 bytes a pixel.
pub fn noise(width: u32, height: u32) -> Vec<u8> {
    let mut random = fastrand::Rng::with_seed(u64::from(width));
    let picture = RgbImage::from_fn(width, height, |_, _| {
        image::Rgb([random.u8(..), random.u8(..), random.u8(..)])
    });
    let mut bytes = Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, ImageFormat::Png)
        .expect("written");
    bytes.into_inner()
}
