//! Attacks on what is packed for a stick: whoever carries it can do anything to the file.

mod changed;
mod expired;
mod formats;
mod lengths;
mod names;
mod other_root;
mod somebody_else;
mod swapped;
mod trailing;
mod truncated;

use std::collections::HashMap;

use legeplads_trust::pack::{FORMAT, MAGIC, Pack, Unpackable, read};
use legeplads_trust::{Clock, Digest, Document, Freshness, Manifest};
use tough::TargetName;
use tough::schema::{Hashes, Target};

use crate::support::{Key, START, Town, signed, synced};

/// The parts of a pack, to be bent.
#[derive(Debug, Clone)]
struct Parts {
    format: u32,
    channel: String,
    roots: Vec<Vec<u8>>,
    targets: Vec<u8>,
    desk: Vec<u8>,
    manifest: Vec<u8>,
    contents: Vec<Vec<u8>>,
}

/// Two documents of the same length.
const CONTENTS: [&[u8]; 2] = [b"Feed(id: \"town\")", b"Places([harbor])"];

fn manifest() -> Manifest {
    let paths = ["feed.ron", "places.ron"].iter().zip(CONTENTS);
    Manifest {
        format: Manifest::FORMAT,
        feed: "town".into(),
        version: 1,
        created: START,
        note: String::new(),
        previous: None,
        withdrawn: false,
        documents: paths.map(|(path, bytes)| document(path, bytes)).collect(),
        media: Vec::new(),
        scenes: Vec::new(),
        fonts: Vec::new(),
    }
}

fn document(path: &str, bytes: &[u8]) -> Document {
    Document {
        path: path.into(),
        sha256: Digest::of(bytes),
        size: bytes.len() as u64,
    }
}

/// What the desk `culture` packed for the channel `live`.
fn packed(town: &Town) -> Parts {
    packed_by(town, &town.desk_keys["culture"], &manifest())
}

/// The same of any manifest, signed with any key.
fn packed_by(town: &Town, key: &Key, manifest: &Manifest) -> Parts {
    let manifest = manifest.to_ron().expect("it can be written").into_bytes();
    Parts {
        format: FORMAT,
        channel: "live".into(),
        roots: vec![town.files["metadata/1.root.json"].clone()],
        targets: signed(&town.targets, &[&town.targets_key]),
        desk: desk_for(town, key, "live/pack.ron", &manifest),
        manifest,
        contents: CONTENTS.map(<[u8]>::to_vec).into(),
    }
}

/// The metadata of the desk `culture` with this target and no other.
fn desk_for(town: &Town, key: &Key, name: &str, manifest: &[u8]) -> Vec<u8> {
    let mut desk = town.desks["culture"].clone();
    let target = Target {
        length: manifest.len() as u64,
        hashes: Hashes {
            sha256: Digest::of(manifest).as_bytes().to_vec().into(),
            _extra: HashMap::new(),
        },
        custom: HashMap::new(),
        _extra: HashMap::new(),
    };
    let name = TargetName::new(name).expect("a name");
    desk.targets = [(name, target)].into();
    signed(&desk, &[key])
}

impl Parts {
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.head();
        bytes.extend(self.contents.concat());
        bytes
    }

    /// Up to the contents.
    fn head(&self) -> Vec<u8> {
        let part = |part: &[u8]| [&(part.len() as u32).to_be_bytes(), part].concat();
        let mut bytes = MAGIC.to_vec();
        bytes.extend(self.format.to_be_bytes());
        bytes.extend(part(self.channel.as_bytes()));
        bytes.extend((self.roots.len() as u32).to_be_bytes());
        for root in &self.roots {
            bytes.extend(part(root));
        }
        for one in [&self.targets, &self.desk, &self.manifest] {
            bytes.extend(part(one));
        }
        bytes
    }

    /// Read by a kiosk that has the town's first root, a day after the start.
    fn read(&self, town: &Town) -> Result<Pack, Unpackable> {
        open(&self.bytes(), town, synced(1))
    }
}

fn open(bytes: &[u8], town: &Town, clock: Clock) -> Result<Pack, Unpackable> {
    read(bytes, Some(&town.files["metadata/1.root.json"]), clock)
}

/// The words of a refusal.
fn refused(found: Result<Pack, Unpackable>) -> String {
    found.expect_err("an attack").to_string()
}

#[test]
fn what_is_whole_and_signed_is_read() {
    let town = Town::new();
    let parts = packed(&town);
    let pack = parts.read(&town).expect("it holds");
    assert_eq!(pack.manifest.manifest(), &manifest());
    assert_eq!(pack.freshness, Freshness::Proven);
    assert_eq!(pack.channel.as_str(), "live");
    assert_eq!(pack.root, Digest::of(&parts.roots[0]));
    let bytes = parts.bytes();
    for content in CONTENTS {
        let extent = pack.contents[&Digest::of(content)];
        let at = usize::try_from(extent.at).expect("a place in memory");
        assert_eq!(&bytes[at..at + content.len()], content);
        assert_eq!(extent.size, content.len() as u64);
    }
    let own = read(&bytes[..], None, synced(1)).expect("by its own word");
    assert_eq!(own, pack);
}
