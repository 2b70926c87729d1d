//! Feeds to check and publish, and the program to do it with.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use std::thread;
use std::time::SystemTime;

use jiff::Timestamp;
use legeplads_desk::place::{Desk, Place};
use legeplads_trust::keys::{FIRST_DESK, KeyRing};
use legeplads_trust::{Channel, Manifest};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// What the program said, and its exit code.
pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

pub fn desk(arguments: &[&str]) -> Said {
    run(program().args(arguments))
}

/// The program, which knows nothing of the machine it is tested on.
pub fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_legeplads-desk"));
    program.env_remove("LEGEPLADS_KEYS");
    program
}

pub fn run(program: &mut Command) -> Said {
    let Output {
        status,
        stdout,
        stderr,
    } = program.output().expect("it could be started");
    Said {
        code: status.code(),
        out: String::from_utf8(stdout).expect("text"),
        err: String::from_utf8(stderr).expect("text"),
    }
}

/// A feed without fault to be edited, keys, and a folder to publish it to.
pub struct Town {
    root: TempDir,
    made: OnceLock<()>,
}

impl Town {
    pub fn new() -> Self {
        let root = tempfile::tempdir().expect("a folder");
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../feed/tests/fixtures/tiny");
        copy(&fixture, &root.path().join("tiny"));
        let town = Self {
            root,
            made: OnceLock::new(),
        };
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

    /// A folder of keys for the channels `live` and `booth`, made when it is first asked for.
    pub fn keys(&self) -> PathBuf {
        let keys = self.root.path().join("keys");
        self.made.get_or_init(|| make_keys(&keys));
        keys
    }

    /// What `XDG_CACHE_HOME` says.
    pub fn cache(&self) -> PathBuf {
        self.root.path().join("cache")
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

    pub fn bake(&self) -> Said {
        let mut program = program();
        program.arg("bake").arg(self.feed());
        program.env("XDG_CACHE_HOME", self.cache());
        self.said(&mut program)
    }

    /// A desk for `out`, as a library.
    pub fn desk(&self) -> Desk {
        Desk {
            place: Place::open(text(&self.out())).expect("a folder"),
            keys: KeyRing::open(&self.keys()).expect("keys"),
            channel: Channel::live(),
            cache: None,
            bakes: false,
        }
    }

    /// What is on channel `live` in `out`.
    pub fn newest(&self) -> Manifest {
        let desk = self.desk();
        let newest = Runtime::new().expect("a runtime").block_on(desk.newest());
        newest.expect("good").expect("published").manifest().clone()
    }

    /// Publishes the feed to `out`, or wherever `more` says.
    pub fn publish(&self, more: &[&str]) -> Said {
        self.said(&mut self.publishing(more))
    }

    /// The same, not yet started.
    pub fn publishing(&self, more: &[&str]) -> Command {
        let (feed, out) = (self.feed(), self.out());
        let mut arguments = vec!["publish", text(&feed)];
        // Light takes seconds; one test is about it.
        if !more.contains(&"--lit") {
            arguments.push("--unlit");
        }
        let more: Vec<&str> = more
            .iter()
            .copied()
            .filter(|more| *more != "--lit")
            .collect();
        if !more.contains(&"--to") {
            arguments.extend(["--to", text(&out)]);
        }
        self.command(&[&arguments, &more[..]].concat())
    }

    /// Another command about `out`: `town.tell("releases", &[])`.
    pub fn tell(&self, command: &str, more: &[&str]) -> Said {
        self.said(&mut self.telling(command, more))
    }

    /// The same, not yet started.
    pub fn telling(&self, command: &str, more: &[&str]) -> Command {
        let out = self.out();
        let mut arguments = vec![command];
        if !more.contains(&"--to") {
            arguments.extend(["--to", text(&out)]);
        }
        self.command(&[&arguments, more].concat())
    }

    /// The program with this town's keys.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut program = program();
        program.args(arguments);
        if !arguments.contains(&"--keys") {
            program.arg("--keys").arg(self.keys());
        }
        program.env("XDG_CACHE_HOME", self.cache());
        program
    }

    pub fn said(&self, program: &mut Command) -> Said {
        self.without_paths(run(program))
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

/// On a thread of its own: some tests are in the middle of a runtime already.
fn make_keys(folder: &Path) {
    let folder = folder.to_owned();
    let making = thread::spawn(move || {
        let channels = ["live", "booth"].map(|channel| channel.parse().expect("a channel"));
        Runtime::new().expect("a runtime").block_on(async {
            let keys = KeyRing::create(FIRST_DESK, &channels, Timestamp::now()).await;
            keys.expect("keys").save_new(&folder).expect("saved");
        });
    });
    making.join().expect("keys were made");
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
