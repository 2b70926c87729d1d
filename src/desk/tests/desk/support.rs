//! Feeds to check and publish, and the program to do it with.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

use tempfile::TempDir;

/// What the program said, and its exit code.
pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

pub fn desk(arguments: &[&str]) -> Said {
    let output = Command::new(env!("CARGO_BIN_EXE_legeplads-desk"))
        .args(arguments)
        .output();
    let Output {
        status,
        stdout,
        stderr,
    } = output.expect("it could be started");
    Said {
        code: status.code(),
        out: String::from_utf8(stdout).expect("text"),
        err: String::from_utf8(stderr).expect("text"),
    }
}

/// A feed without fault to be edited, and a folder to publish it to.
pub struct Town {
    root: TempDir,
}

impl Town {
    pub fn new() -> Self {
        let root = tempfile::tempdir().expect("a folder");
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../feed/tests/fixtures/tiny");
        copy(&fixture, &root.path().join("tiny"));
        let town = Self { root };
        image::RgbImage::new(16, 12)
            .save(town.feed().join("media/tower.png"))
            .expect("saved");
        town
    }

    pub fn feed(&self) -> PathBuf {
        self.root.path().join("tiny")
    }

    pub fn out(&self) -> PathBuf {
        self.root.path().join("out")
    }

    pub fn store(&self) -> PathBuf {
        self.root.path().join("store")
    }

    /// Replaces a piece of a document.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let path = self.feed().join(path);
        let text = fs::read_to_string(&path).expect("readable");
        assert!(text.contains(from), "{} has no {from:?}", path.display());
        fs::write(&path, text.replacen(from, to, 1)).expect("written");
    }

    pub fn check(&self, more: &[&str]) -> Said {
        let feed = self.feed();
        self.without_paths(desk(&[&["check", text(&feed)], more].concat()))
    }

    pub fn release(&self) -> Said {
        let (feed, out) = (self.feed(), self.out());
        self.without_paths(desk(&["release", text(&feed), "--to", text(&out)]))
    }

    /// Words are the same wherever the tests run.
    fn without_paths(&self, said: Said) -> Said {
        let root = format!("{}/", self.root.path().display());
        Said {
            out: said.out.replace(&root, ""),
            err: said.err.replace(&root, ""),
            ..said
        }
    }
}

pub fn text(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

/// All files below a folder, with content and time.
pub fn listing(dir: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(dir).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(listing(&path));
        } else {
            let written = fs::metadata(&path)
                .and_then(|file| file.modified())
                .expect("a time");
            found.insert(path.clone(), (fs::read(&path).expect("readable"), written));
        }
    }
    found
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let to = to.join(path.file_name().expect("a name"));
        match path.is_dir() {
            true => copy(&path, &to),
            false => fs::write(&to, fs::read(&path).expect("readable")).expect("written"),
        }
    }
}
