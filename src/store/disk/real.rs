//! The machine's own disk.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{Disk, DiskFile, Lock, Open};

/// The machine's own disk.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn open(&self, path: &Path, how: Open) -> io::Result<Box<dyn DiskFile>> {
        let file = match how {
            Open::Anew => File::create(path)?,
            Open::Continued => OpenOptions::new().append(true).create(true).open(path)?,
        };
        Ok(Box::new(file))
    }

    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(path)?.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn length(&self, path: &Path) -> io::Result<u64> {
        let about = fs::metadata(path)?;
        match about.is_file() {
            true => Ok(about.len()),
            false => Err(io::Error::other("it is no file")),
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        fs::read_dir(path)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect()
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }

    /// Asked of `df`: the standard library has no call for it, and this crate no unsafe code.
    fn free(&self, path: &Path) -> io::Result<u64> {
        // Fails with the right words when there is no such folder.
        fs::metadata(path)?;
        let output = Command::new("df")
            .args(["--output=avail", "--block-size=1", "--"])
            .arg(path)
            .stdin(Stdio::null())
            .output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        let free = text.lines().last().map(|line| line.trim().parse());
        match free {
            Some(Ok(bytes)) if output.status.success() => Ok(bytes),
            _ => Err(io::Error::other(format!(
                "df gave no figure: {}",
                String::from_utf8_lossy(&output.stderr).trim()
            ))),
        }
    }

    fn lock(&self, path: &Path, wait: bool) -> io::Result<Option<Lock>> {
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .or_else(|error| match error.kind() {
                // Another user made it; reading is enough to lock it.
                io::ErrorKind::PermissionDenied => File::open(path),
                _ => Err(error),
            })?;
        if wait {
            file.lock()?;
            return Ok(Some(Lock(Some(file))));
        }
        match file.try_lock() {
            Ok(()) => Ok(Some(Lock(Some(file)))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

impl DiskFile for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}
