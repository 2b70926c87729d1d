//! What the lots of disclosure control are drawn by: 32 bytes that nobody may know.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use super::LedgerError;

const RANDOM: &str = "/dev/urandom";

/// A new one, in hexadecimal digits.
pub(crate) fn fresh() -> Result<String, LedgerError> {
    let mut bytes = [0; 32];
    let read = |bytes: &mut [u8]| -> io::Result<()> { File::open(RANDOM)?.read_exact(bytes) };
    read(&mut bytes).map_err(|source| LedgerError::Disk {
        path: PathBuf::from(RANDOM),
        source,
    })?;
    Ok(legeplads_trust::Digest::from(bytes).to_string())
}

/// From its digits.
pub(crate) fn read(hex: &str) -> Option<[u8; 32]> {
    let digest = hex.parse::<legeplads_trust::Digest>();
    digest.ok().map(|digest| *digest.as_bytes())
}
