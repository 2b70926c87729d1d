//! A demo's folder, known by its mark: neither a courier nor a real kiosk keeps anything there.

use std::io;
use std::path::Path;

use crate::StoreError;
use crate::disk::{Disk, RealDisk};

/// The file that marks a demo's folder.
pub const DEMO_MARK: &str = "demo";

/// Whether a folder may be a real kiosk's store.
///
/// # Errors
///
/// [`StoreError::OfADemo`] where a demo has left its mark.
pub fn refuse_a_demo(dir: &Path) -> Result<(), StoreError> {
    keep_off_demos(&RealDisk, dir)
}

pub(crate) fn keep_off_demos(disk: &dyn Disk, dir: &Path) -> Result<(), StoreError> {
    let mark = dir.join(DEMO_MARK);
    match disk.length(&mark) {
        Ok(_) => Err(StoreError::OfADemo(dir.to_owned())),
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            Ok(())
        }
        Err(error) => Err(StoreError::disk("read", &mark)(error)),
    }
}
