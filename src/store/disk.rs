//! What a store asks of a disk: a few plain operations ([`Disk`]), and the few durable ones that
//! are made of them. Everything that a store writes goes through here, so that tests can put a
//! disk below it that loses, tears, fills up and fails.

mod real;

use std::fmt;
use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

pub use real::RealDisk;

use crate::StoreError;

/// A disk's plain operations. None of them survives a crash by itself: a file's bytes do after
/// [`DiskFile::sync`], names do after [`Disk::sync_folder`] of the folder that they are in.
///
/// Errors are the system's. `NotFound`, `AlreadyExists` and `StorageFull` are told apart.
pub trait Disk: fmt::Debug + Send + Sync {
    /// Makes one folder. `AlreadyExists` when something has that name.
    fn make_folder(&self, path: &Path) -> io::Result<()>;

    /// Opens a file for writing, and makes it if need be.
    fn open(&self, path: &Path, how: Open) -> io::Result<Box<dyn DiskFile>>;

    /// The bytes of a file, `most` of them at most.
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>>;

    /// The length of a file in bytes. An error when it is no file.
    fn length(&self, path: &Path) -> io::Result<u64>;

    /// Gives a file another name, at one stroke. A file that has that name is replaced.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// The paths in a folder.
    fn list(&self, path: &Path) -> io::Result<Vec<PathBuf>>;

    /// Makes the names in a folder survive a crash.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;

    /// Bytes that may still be written to the disk that a folder is on.
    fn free(&self, path: &Path) -> io::Result<u64>;

    /// Takes the lock that a file stands for. `None` when another process has it, and `wait` is
    /// not wished for.
    fn lock(&self, path: &Path, wait: bool) -> io::Result<Option<Lock>>;
}

impl Drop for Lock {
    /// Closing the file would let go of it, too, but not while a process that is just being
    /// started (`df`, say) has a copy of it.
    fn drop(&mut self) {
        if let Some(file) = &self.0 {
            let _ = file.unlock();
        }
    }
}

/// A file that is open for writing.
pub trait DiskFile: Write + fmt::Debug + Send + Sync {
    /// Makes the file's bytes survive a crash. After an error the bytes are lost, though reading
    /// may still show them: write the file anew.
    fn sync(&mut self) -> io::Result<()>;
}

/// How a file is opened for writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// Empty.
    Anew,
    /// With what is in it; writing goes on at its end.
    Continued,
}

/// A lock that is held until this is dropped, or the process ends, however it ends.
#[derive(Debug)]
pub struct Lock(pub(crate) Option<File>);

impl Lock {
    /// On a disk that only one process knows of.
    pub fn alone() -> Self {
        Self(None)
    }

    /// Writes this process's id into the lock's file. For people only, so not made durable.
    pub(crate) fn sign(&self) -> io::Result<()> {
        let Some(mut file) = self.0.as_ref() else {
            return Ok(());
        };
        file.set_len(0)?;
        writeln!(file, "{}", std::process::id())
    }
}

/// Makes a folder with its parents, on the real disk; all of them survive a crash.
///
/// # Errors
///
/// When the disk refuses.
pub fn folder(path: &Path) -> Result<(), StoreError> {
    RealDisk.make_folders(path)
}

/// Writes a whole file, on the real disk, by way of `incoming`, a folder on the same one. At any
/// instant the file is there as before or as after; it and its name survive a crash.
///
/// # Errors
///
/// When the disk refuses; then the file is as before.
pub fn write(incoming: &Path, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    RealDisk.replace(incoming, path, bytes)
}

/// What is made of the plain operations: each is durable when it returns, and says what was tried
/// and where when it fails.
pub(crate) trait Durable: Disk {
    /// Makes a folder with its parents.
    fn make_folders(&self, path: &Path) -> Result<(), StoreError> {
        let parent = parent(path);
        let mut made = self.make_folder(path);
        let no_parent = |error: &io::Error| error.kind() == ErrorKind::NotFound;
        if parent != path && made.as_ref().is_err_and(no_parent) {
            self.make_folders(parent)?;
            made = self.make_folder(path);
        }
        match made {
            Ok(()) => self.settle(parent),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            Err(error) => Err(StoreError::disk("make the folder", path)(error)),
        }
    }

    /// Writes a whole file by way of `incoming`.
    fn replace(&self, incoming: &Path, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        let part = incoming.join(part_name());
        if let Err(error) = self.write_by_way_of(&part, path, bytes) {
            // What cannot be removed now is when the store is opened next.
            let _ = self.remove(&part);
            return Err(StoreError::disk("write", path)(error));
        }
        self.settle(parent(path))
    }

    /// Writes a whole file into a folder by way of a name beside it. For files with one writer outside
    /// the courier's `incoming`: the name is fixed, so that a crash leaves nothing to tidy up.
    fn rewrite(&self, folder: &Path, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        self.make_folders(folder)?;
        let path = folder.join(name);
        let part = folder.join(format!(".{name}.part"));
        self.write_by_way_of(&part, &path, bytes)
            .map_err(StoreError::disk("write", &path))?;
        self.settle(folder)
    }

    /// Puts bytes under a path at one stroke. Its name does not survive a crash yet.
    fn write_by_way_of(&self, part: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.open(part, Open::Anew)?;
        file.write_all(bytes)?;
        file.sync()?;
        self.rename(part, path)
    }

    /// Removes a file for good; one that is not there is no error.
    fn erase(&self, path: &Path) -> Result<(), StoreError> {
        match self.remove(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(StoreError::disk("remove", path)(error))
            }
            // Also when it was not there: its removal may not have survived yet.
            _ => self.settle(parent(path)),
        }
    }

    /// The bytes of a file of at most `most` bytes, or `None` when it is not there.
    fn read_whole(&self, path: &Path, most: u64) -> Result<Option<Vec<u8>>, StoreError> {
        match self.read(path, most.saturating_add(1)) {
            Ok(bytes) if bytes.len() as u64 > most => {
                let words = format!("it is larger than {most} bytes");
                let error = io::Error::new(ErrorKind::FileTooLarge, words);
                Err(StoreError::disk("read", path)(error))
            }
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StoreError::disk("read", path)(error)),
        }
    }

    /// The paths in a folder; none if it is not there.
    fn entries(&self, folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
        match self.list(folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
            listed => listed.map_err(StoreError::disk("read", folder)),
        }
    }

    /// Makes the names in a folder survive a crash.
    fn settle(&self, folder: &Path) -> Result<(), StoreError> {
        self.sync_folder(folder)
            .map_err(StoreError::disk("write", folder))
    }
}

impl<D: Disk + ?Sized> Durable for D {}

/// The folder that holds a file or folder.
pub(crate) fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) => Path::new("."),
        None => path,
    }
}

/// A name for a file that is not whole yet; no other writer has the same.
fn part_name() -> String {
    static WRITTEN: AtomicU64 = AtomicU64::new(0);
    let nth = WRITTEN.fetch_add(1, Ordering::Relaxed);
    format!("{}-{nth}.part", std::process::id())
}
