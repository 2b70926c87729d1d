//! A disk that does what the worst of real ones may: after a crash only what was fsynced is there
//! for certain, writes tear, it fills up, and any operation may fail.

pub mod judge;
pub mod life;
pub mod releases;
mod tree;

use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use legeplads_store::disk::{Disk, DiskFile, Lock, Open};
use tree::{Id, Tree};

pub use tree::Survivors;

/// Dice that fall the same way for the same seed.
#[derive(Debug, Clone)]
pub struct Chance(pub u64);

impl Chance {
    /// A number below `most`.
    pub fn below(&mut self, most: u64) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % most
    }
}

/// What goes wrong, and when. Operations are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    None,
    /// From this changing operation on nothing is done any more.
    Stop(u64),
    /// This operation, changing or not, fails.
    Error {
        at: u64,
        kind: ErrorKind,
        /// Whether it is done all the same: an error says nothing for certain.
        done: bool,
    },
}

#[derive(Debug, Clone)]
struct State {
    tree: Tree,
    fault: Fault,
    stopped: bool,
    /// Operations so far.
    done: u64,
    /// Of these, such as change something.
    changes: u64,
    capacity: u64,
    /// Fsyncs of this kind are left out: see [`Simulated::leave_out`].
    left_out: Option<String>,
    /// The kinds of fsyncs that there were, and before which change first.
    syncs: Vec<(String, u64)>,
    chance: Chance,
}

/// The disk. A clone is the same one.
#[derive(Debug, Clone)]
pub struct Simulated(Arc<Mutex<State>>);

/// How an operation is to go.
enum Course {
    Well,
    /// It is done, and yet reported as failed.
    DoneAndFailed(io::Error),
    Failed(io::Error),
}

impl Simulated {
    /// An empty disk, but for the folder `/var`.
    pub fn new() -> Self {
        let mut tree = Tree::new();
        let made = tree
            .make_folder(Path::new("/var"))
            .and_then(|()| tree.sync_folder(Path::new("/")));
        made.expect("an empty disk takes a folder");
        Self::of(tree, None)
    }

    fn of(tree: Tree, left_out: Option<String>) -> Self {
        Self(Arc::new(Mutex::new(State {
            tree,
            fault: Fault::None,
            stopped: false,
            done: 0,
            changes: 0,
            capacity: u64::MAX,
            left_out,
            syncs: Vec::new(),
            chance: Chance(1),
        })))
    }

    pub fn disk(&self) -> Arc<dyn Disk> {
        Arc::new(self.clone())
    }

    pub fn plan(&self, fault: Fault) {
        self.state().fault = fault;
    }

    pub fn set_capacity(&self, bytes: u64) {
        self.state().capacity = bytes;
    }

    /// Every fsync of this kind does nothing from now on, also after a crash.
    pub fn leave_out(&self, kind: &str) {
        self.state().left_out = Some(kind.to_owned());
    }

    /// The kinds of fsyncs so far, and before which change each came first.
    pub fn syncs(&self) -> Vec<(String, u64)> {
        self.state().syncs.clone()
    }

    /// Operations so far, and how many of them changed something.
    pub fn operations(&self) -> (u64, u64) {
        let state = self.state();
        (state.done, state.changes)
    }

    pub fn used(&self) -> u64 {
        self.state().tree.used()
    }

    /// Damages a file on the platter; no operation of anybody's.
    pub fn rot(&self, path: &Path) {
        let mut state = self.state();
        let id = state.tree.find(path).expect("it is there");
        let file = state.tree.file_mut(id);
        file.now = b"garbage".to_vec();
        file.sync();
    }

    /// The disk after a power cut.
    pub fn after_power_cut(&self, survivors: Survivors, seed: u64) -> Self {
        let state = self.state();
        let tree = state.tree.after_power_cut(survivors, &mut Chance(seed));
        Self::of(tree, state.left_out.clone())
    }

    /// The disk after its programs were killed: all is as they left it, synced or not.
    pub fn after_kill(&self) -> Self {
        let state = self.state();
        Self::of(state.tree.clone(), state.left_out.clone())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no test panics with the disk in hand")
    }

    /// Counts an operation, and says how it is to go.
    fn begin(&self, changes: bool) -> (MutexGuard<'_, State>, Course) {
        let mut state = self.state();
        let (nth, nth_change) = (state.done, state.changes);
        state.done += 1;
        state.changes += u64::from(changes);
        let course = match state.fault {
            Fault::Stop(at) if changes && nth_change >= at => {
                state.stopped = true;
                Course::Well
            }
            Fault::Error { at, kind, done } if nth == at => {
                let error = io::Error::new(kind, "simulated");
                match done {
                    true => Course::DoneAndFailed(error),
                    false => Course::Failed(error),
                }
            }
            _ => Course::Well,
        };
        match state.stopped {
            true => {
                let off = io::Error::other("the machine is off");
                (state, Course::Failed(off))
            }
            false => (state, course),
        }
    }

    fn act<T>(
        &self,
        changes: bool,
        action: impl FnOnce(&mut Tree) -> io::Result<T>,
    ) -> io::Result<T> {
        let (mut state, course) = self.begin(changes);
        match course {
            Course::Well => action(&mut state.tree),
            Course::DoneAndFailed(error) => {
                let _ = action(&mut state.tree);
                Err(error)
            }
            Course::Failed(error) => Err(error),
        }
    }
}

impl State {
    /// Notes an fsync; false when it is to be left out.
    fn sync(&mut self, kind: String) -> bool {
        let wanted = self.left_out.as_ref() != Some(&kind);
        if self.syncs.iter().all(|(known, _)| *known != kind) {
            self.syncs.push((kind, self.changes));
        }
        wanted
    }
}

impl Disk for Simulated {
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.act(true, |tree| tree.make_folder(path))
    }

    fn open(&self, path: &Path, how: Open) -> io::Result<Box<dyn DiskFile>> {
        let id = self.act(true, |tree| tree.open(path, how == Open::Anew))?;
        Ok(Box::new(Handle {
            disk: self.clone(),
            id,
        }))
    }

    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        self.act(false, |tree| {
            let bytes = &tree.file(tree.find(path)?)?.now;
            Ok(bytes[..bytes.len().min(most as usize)].to_vec())
        })
    }

    fn length(&self, path: &Path) -> io::Result<u64> {
        self.act(false, |tree| {
            Ok(tree.file(tree.find(path)?)?.now.len() as u64)
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.act(true, |tree| tree.rename(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.act(true, |tree| tree.remove(path))
    }

    fn list(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        self.act(false, |tree| tree.list(path))
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        if !self.state().sync(folder_kind(path)) {
            return Ok(());
        }
        self.act(true, |tree| tree.sync_folder(path))
    }

    fn free(&self, _: &Path) -> io::Result<u64> {
        let (state, course) = self.begin(false);
        match course {
            Course::Well => Ok(state.capacity.saturating_sub(state.tree.used())),
            Course::DoneAndFailed(error) | Course::Failed(error) => Err(error),
        }
    }

    fn lock(&self, _: &Path, _: bool) -> io::Result<Option<Lock>> {
        self.act(false, |_| Ok(Some(Lock::alone())))
    }
}

#[derive(Debug)]
struct Handle {
    disk: Simulated,
    id: Id,
}

impl Write for Handle {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let (mut state, course) = self.disk.begin(true);
        let room = state.capacity.saturating_sub(state.tree.used());
        let fitting = bytes.len().min(usize::try_from(room).unwrap_or(usize::MAX));
        match course {
            Course::Well if fitting == 0 && !bytes.is_empty() => Err(ErrorKind::StorageFull.into()),
            Course::Well => {
                state.tree.append(self.id, &bytes[..fitting]);
                Ok(fitting)
            }
            Course::DoneAndFailed(error) => {
                // A part of it is.
                let torn = state.chance.below(bytes.len() as u64 + 1) as usize;
                state.tree.append(self.id, &bytes[..torn.min(fitting)]);
                Err(error)
            }
            Course::Failed(error) => Err(error),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl DiskFile for Handle {
    fn sync(&mut self) -> io::Result<()> {
        {
            let mut state = self.disk.state();
            let kind = file_kind(&state.tree.file(self.id)?.now);
            if !state.sync(kind) {
                return Ok(());
            }
        }
        let (mut state, course) = self.disk.begin(true);
        let stopped = state.stopped;
        let file = state.tree.file_mut(self.id);
        match course {
            Course::Well => {
                file.sync();
                Ok(())
            }
            Course::DoneAndFailed(error) => {
                file.sync();
                Err(error)
            }
            Course::Failed(error) => {
                if !stopped {
                    file.lose();
                }
                Err(error)
            }
        }
    }
}

/// What an fsync of a file is for, told by the content.
fn file_kind(bytes: &[u8]) -> String {
    let begins = |with: &str| bytes.starts_with(with.as_bytes());
    let kind = [
        ("Slot(", "a slot"),
        ("legeplads trust", "the trust memory"),
        ("Batch(", "counts"),
        ("Manifest(", "a manifest"),
        ("[", "refusals"),
        ("Screen(", "screen.ron"),
    ];
    let known = kind.iter().find(|(with, _)| begins(with));
    known.map_or("a blob", |(_, kind)| kind).to_owned()
}

/// The same for a folder; all folders of blobs are one kind.
fn folder_kind(path: &Path) -> String {
    let path = path.display().to_string();
    match path.split_once("/sha256/") {
        Some((before, _)) => format!("{before}/sha256/*/"),
        None => format!("{path}/"),
    }
}
