//! The few things that are done to a disk, each durable when it returns.
//!
//! `incoming` is a folder on the same disk, for what is not whole yet.

use std::fs::{self, File, Permissions};
use std::io::{self, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use tempfile::NamedTempFile;

use crate::StoreError;

/// Makes a folder with its parents, and sees to it that it survives a crash.
///
/// # Errors
///
/// When the disk refuses.
pub fn folder(path: &Path) -> Result<(), StoreError> {
    if path.is_dir() {
        return Ok(());
    }
    let parent = parent(path);
    folder(parent)?;
    match fs::create_dir(path) {
        Ok(()) => {}
        // Somebody else made it meanwhile.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => {}
        Err(error) => return Err(StoreError::disk("make the folder", path)(error)),
    }
    flush_folder(parent)
}

/// The folder that holds a file or folder.
fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// A new temporary file in `incoming`, readable by all: the kiosk may be another user.
///
/// # Errors
///
/// When the disk refuses.
pub fn temporary(incoming: &Path) -> Result<NamedTempFile, StoreError> {
    tempfile::Builder::new()
        .suffix(".part")
        .permissions(Permissions::from_mode(0o644))
        .tempfile_in(incoming)
        .map_err(StoreError::disk("write into", incoming))
}

/// Gives a temporary file its name; it and the name survive a crash.
///
/// # Errors
///
/// When the disk refuses.
pub fn place(temporary: NamedTempFile, path: &Path) -> Result<(), StoreError> {
    temporary
        .as_file()
        .sync_all()
        .map_err(StoreError::disk("write", path))?;
    temporary
        .persist(path)
        .map_err(|error| StoreError::disk("write", path)(error.error))?;
    flush_folder(parent(path))
}

/// Writes a whole file by way of `incoming`.
///
/// # Errors
///
/// When the disk refuses.
pub fn write(incoming: &Path, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let mut file = temporary(incoming)?;
    file.write_all(bytes)
        .map_err(StoreError::disk("write", path))?;
    place(file, path)
}

/// Removes a file for good; one that is not there is no error.
pub(crate) fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(StoreError::disk("remove", path)(error)),
    }
    flush_folder(parent(path))
}

/// The bytes of a file of at most `most` bytes, or `None` when it is not there.
pub(crate) fn read(path: &Path, most: u64) -> Result<Option<Vec<u8>>, StoreError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(StoreError::disk("read", path)(error)),
    };
    let mut bytes = Vec::new();
    file.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(StoreError::disk("read", path))?;
    if bytes.len() as u64 > most {
        let error = io::Error::other(format!("it is larger than {most} bytes"));
        return Err(StoreError::disk("read", path)(error));
    }
    Ok(Some(bytes))
}

/// Makes the names in a folder survive a crash.
pub(crate) fn flush_folder(path: &Path) -> Result<(), StoreError> {
    File::open(path)
        .and_then(|folder| folder.sync_all())
        .map_err(StoreError::disk("write", path))
}
