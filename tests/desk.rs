//! The staff's side: a feed's sources, what is published of them, and the server.

use std::fs;
use std::path::{Path, PathBuf};

use legeplads_feed::Feed;
use legeplads_store::folder;
use legeplads_trust::{DeltaTarget, Digest, Manifest, layout};
use serde_json::Value;
use tempfile::TempDir;

use crate::process::{Ended, Program, program, repository, run};
use crate::wait::eventually;

/// A copy of a feed's sources that a test may change.
#[derive(Debug)]
pub struct Desk {
    folder: TempDir,
}

impl Desk {
    /// A copy of `content/billund`, and keys to sign it with.
    ///
    /// # Panics
    ///
    /// When it cannot be copied, or the desk makes no keys.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let desk = Self { folder };
        copy(&repository().join("content/billund"), &desk.sources());
        let made = run(program("legeplads-desk")
            .args(["keys", "init", "--keys"])
            .arg(desk.keys()));
        assert!(made.status.success(), "{}{}", made.stdout, made.stderr);
        desk
    }

    /// Another desk of the same place: its keys, and what it has published, are copies of these.
    ///
    /// # Panics
    ///
    /// When they cannot be copied.
    pub fn twin(&self) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        copy(self.folder.path(), folder.path());
        Self { folder }
    }

    /// The keys.
    pub fn keys(&self) -> PathBuf {
        self.folder.path().join("keys")
    }

    /// The feed's sources.
    pub fn sources(&self) -> PathBuf {
        self.folder.path().join("sources")
    }

    /// The published folder.
    pub fn published(&self) -> PathBuf {
        self.folder.path().join("published")
    }

    /// The sources as the kiosk will understand them.
    ///
    /// # Panics
    ///
    /// When they have errors.
    pub fn feed(&self) -> Feed {
        let documents = folder::read(&self.sources()).expect("the sources can be read");
        let reading = legeplads_feed::read(&documents);
        reading
            .feed
            .unwrap_or_else(|| panic!("{:?}", reading.diagnostics))
    }

    /// Replaces a text in one of the feed's documents.
    ///
    /// # Panics
    ///
    /// When it is not there.
    pub fn replace(&self, document: &str, old: &str, new: &str) {
        let path = self.sources().join(document);
        let text = fs::read_to_string(&path).expect("the document can be read");
        assert!(text.contains(old), "{document} has no {old:?}");
        fs::write(&path, text.replace(old, new)).expect("the document can be written");
    }

    /// Lets the feed's sites never close: real kiosks go by the clock on the wall.
    ///
    /// # Panics
    ///
    /// When the sources cannot be written.
    pub fn never_closes(&self) {
        let path = self.sources().join("sites.ron");
        let text = fs::read_to_string(&path).expect("the document can be read");
        let lines = text.lines();
        let lines: Vec<_> = lines
            .filter(|line| !line.trim().starts_with("hours:"))
            .collect();
        fs::write(&path, lines.join("\n")).expect("the document can be written");
    }

    /// Publishes the sources, and gives the release's number.
    ///
    /// # Panics
    ///
    /// When the desk refuses.
    pub fn release(&self) -> u64 {
        let ended = self.try_release();
        assert!(ended.status.success(), "{}{}", ended.stdout, ended.stderr);
        self.manifest().version
    }

    /// Publishes the sources, or hears why not.
    pub fn try_release(&self) -> Ended {
        run(program("legeplads-desk")
            .arg("publish")
            .arg("--unlit")
            .arg(self.sources())
            .arg("--keys")
            .arg(self.keys())
            .arg("--to")
            .arg(self.published()))
    }

    /// Packs the sources into one signed file, and gives what was said.
    ///
    /// # Panics
    ///
    /// When the desk refuses.
    pub fn pack(&self, to: &Path) -> String {
        let ended = run(program("legeplads-desk")
            .arg("pack")
            .arg("--unlit")
            .arg(self.sources())
            .arg("--keys")
            .arg(self.keys())
            .arg("--to")
            .arg(to));
        assert!(ended.status.success(), "{}{}", ended.stdout, ended.stderr);
        ended.stdout
    }

    /// Takes down what is published.
    ///
    /// # Panics
    ///
    /// When the desk refuses.
    pub fn take_down(&self) -> u64 {
        let ended = run(program("legeplads-desk")
            .arg("takedown")
            .arg("--keys")
            .arg(self.keys())
            .arg("--to")
            .arg(self.published()));
        assert!(ended.status.success(), "{}{}", ended.stdout, ended.stderr);
        self.manifest().version
    }

    /// What the published folder offers.
    ///
    /// # Panics
    ///
    /// When there is nothing yet.
    pub fn manifest(&self) -> Manifest {
        let digest: Digest = (self.target()["hashes"]["sha256"].as_str())
            .and_then(|digest| digest.parse().ok())
            .expect("the desk's role names a manifest");
        let blob = self.published().join(digest.blob_path());
        let bytes = fs::read(blob).expect("the manifest lies there");
        ron::de::from_bytes(&bytes).expect("the desk writes a manifest")
    }

    /// Where the delta that leads to what is offered lies in the published folder.
    ///
    /// # Panics
    ///
    /// When there is none.
    pub fn delta(&self) -> PathBuf {
        let delta = self.target()["custom"]["delta"].take();
        let delta: DeltaTarget = serde_json::from_value(delta).expect("a delta beside the target");
        self.published().join(delta.sha256.blob_path())
    }

    /// The target of the live channel, as the desk's role names it.
    fn target(&self) -> Value {
        let timestamp = self.metadata("timestamp.json");
        let snapshot = self.metadata(&versioned("snapshot.json", &timestamp["snapshot.json"]));
        let mut desk = self.metadata(&versioned("desk.json", &snapshot["desk.json"]));
        desk["live/manifest.ron"].take()
    }

    /// What a file of the signed metadata lists: other files of it, or targets.
    fn metadata(&self, name: &str) -> Value {
        let path = self.published().join(layout::METADATA).join(name);
        let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut file: Value = serde_json::from_slice(&bytes).expect("metadata is JSON");
        let signed = &mut file["signed"];
        match signed["targets"].take() {
            Value::Null => signed["meta"].take(),
            targets => targets,
        }
    }

    /// Where a document of the offered release lies in the published folder.
    ///
    /// # Panics
    ///
    /// When the release has no such document.
    pub fn blob(&self, document: &str) -> PathBuf {
        let manifest = self.manifest();
        let (_, digest, _) = manifest
            .files()
            .find(|(path, ..)| *path == document)
            .unwrap_or_else(|| panic!("no {document} in {manifest:?}"));
        self.published().join(digest.blob_path())
    }

    /// Copies what is published into a folder that is served: the timestamp last, in one step.
    ///
    /// # Panics
    ///
    /// When the disk refuses.
    pub fn mirror_to(&self, served: &Path) {
        copy(&self.published().join("blobs"), &served.join("blobs"));
        let (from, to) = (self.published(), served.join(layout::TIMESTAMP));
        for entry in fs::read_dir(from.join(layout::METADATA)).expect("it is published") {
            let path = entry.expect("the folder can be read").path();
            let name = path.file_name().expect("a file has a name");
            let goal = served.join(layout::METADATA).join(name);
            if goal != to && !goal.exists() {
                fs::copy(&path, &goal).expect("metadata can be copied");
            }
        }
        let part = served.join("timestamp.part");
        fs::copy(from.join(layout::TIMESTAMP), &part).expect("the timestamp can be copied");
        fs::rename(&part, to).expect("the timestamp can be renamed");
    }

    /// Serves the published folder.
    ///
    /// # Panics
    ///
    /// When the server does not start.
    pub fn serve(&self) -> Published {
        let server = Program::start(
            program("legeplads-desk")
                .arg("serve")
                .arg(self.published())
                .arg("--keys")
                .arg(self.keys())
                .args(["--listen", "127.0.0.1:0"]),
        );
        let address = eventually("the server's address", || address(&server.words()));
        Published {
            _server: server,
            address,
            root: self.keys().join("root.json").display().to_string(),
        }
    }
}

/// The name of a versioned file: `3.snapshot.json`.
fn versioned(name: &str, listed: &Value) -> String {
    format!("{}.{name}", listed["version"])
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

/// A published folder that is being served; no longer when this is dropped.
#[derive(Debug)]
pub struct Published {
    _server: Program,
    /// Its address: `http://127.0.0.1:40123`.
    pub address: String,
    /// The root that kiosks are given.
    root: String,
}

impl Published {
    /// A kiosk's arguments to follow it.
    pub fn followed(&self) -> [&str; 4] {
        ["--feed", &self.address, "--root", &self.root]
    }
}

/// The first address among a server's words, once its line is whole.
fn address(words: &str) -> Option<String> {
    let (_, rest) = words.split_once("http://")?;
    let (address, _) =
        rest.split_once(|letter: char| !letter.is_ascii_digit() && !".:".contains(letter))?;
    Some(format!("http://{address}"))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the content can be read") {
        let entry = entry.expect("the content can be read");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), &to).expect("a file can be copied");
        }
    }
}
