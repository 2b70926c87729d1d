//! Releases that share some of their files and differ in others, so that a mixture shows.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use legeplads_trust::{Digest, Document, Manifest, Media, Verified, reread};

/// The release of the life that withdraws those before it.
pub const WITHDRAWING: u64 = 5;

/// A release that no life has, for what comes after.
pub const LATER: u64 = 900;

/// A release, and what is in its files.
pub struct Made {
    pub verified: Verified,
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Made {
    /// The content with this digest.
    pub fn content(&self, digest: Digest) -> &[u8] {
        let contents = self.files.values();
        let mut found = contents.filter(|content| Digest::of(content) == digest);
        found.next().expect("a content of this release")
    }
}

/// The release with this number: 1 to 6, or [`LATER`].
pub fn release(version: u64) -> &'static Made {
    static MADE: OnceLock<BTreeMap<u64, Made>> = OnceLock::new();
    let make_all = || {
        (1..=6)
            .chain([LATER])
            .map(|version| (version, make(version)))
    };
    MADE.get_or_init(|| make_all().collect())
        .get(&version)
        .expect("a release of this number")
}

fn make(version: u64) -> Made {
    let mut files = BTreeMap::new();
    if version != WITHDRAWING {
        let own = format!("Feed(headline: \"release {version}\")");
        files.insert("feed.ron".to_owned(), own.into_bytes());
        files.insert("cards/town.ron".to_owned(), b"Cards([])".to_vec());
        files.insert("media/tower.png".to_owned(), b"the same for all".to_vec());
        let picture = format!("a picture of release {version}").repeat(9);
        files.insert("media/new.png".to_owned(), picture.into_bytes());
    }
    let entry = |(path, content): (&String, &Vec<u8>)| {
        (path.clone(), Digest::of(content), content.len() as u64)
    };
    let documents = files.iter().filter(|(path, _)| path.ends_with(".ron"));
    let media = files.iter().filter(|(path, _)| path.ends_with(".png"));
    let manifest = Manifest {
        format: Manifest::FORMAT,
        feed: "billund".into(),
        version,
        created: "2026-11-21T21:04:05Z".parse().expect("a timestamp"),
        note: String::new(),
        previous: None,
        withdrawn: version == WITHDRAWING,
        fonts: Vec::new(),
        documents: documents
            .map(entry)
            .map(|(path, sha256, size)| Document { path, sha256, size })
            .collect(),
        media: media
            .map(entry)
            .map(|(path, sha256, size)| Media {
                path,
                sha256,
                size,
                width: 4,
                height: 3,
            })
            .collect(),
        scenes: Vec::new(),
    };
    let text = manifest.to_ron().expect("a manifest can be written");
    let digest = Digest::of(text.as_bytes());
    Made {
        verified: reread(text.as_bytes(), digest).expect("a good manifest"),
        files,
    }
}
