//! What the courier trusts, remembered through any crash: `trust/a` and `trust/b`.
//!
//! Two files, of which the older one is replaced in turn, so that one that went bad on the disk
//! leaves the one before it. Their content is the business of `legeplads_trust`; here it is
//! bytes below a line that says which generation they are:
//!
//! ```text
//! legeplads trust 7 sha256:abcd…
//! ```
//!
//! The digest is of the generation and the bytes. This memory is what keeps an attacker from
//! replaying what was true once, so one that is lost is an error and not a fresh start.

use std::path::PathBuf;

use legeplads_trust::{Digest, Digester};

use crate::disk::Durable;
use crate::{Store, StoreError, View};

/// The files' names in `trust/`.
const FILES: [&str; 2] = ["a", "b"];

/// How each file begins.
const MARK: &str = "legeplads trust ";

/// Bytes of one memory at most: some hundred times as much as one has.
pub const MEMORY_BYTES: u64 = 16 * 1024 * 1024;

/// Bytes that stand before the memory, at most.
const HEAD_BYTES: u64 = 200;

/// One of the two files.
struct Found {
    path: PathBuf,
    there: bool,
    /// Its generation and its bytes, if it is whole.
    whole: Option<(u64, Vec<u8>)>,
}

impl Found {
    fn generation(&self) -> u64 {
        self.whole.as_ref().map_or(0, |(generation, _)| *generation)
    }
}

impl View {
    /// What [`Store::remember`] wrote last. `None` when nothing ever was remembered here.
    ///
    /// # Errors
    ///
    /// [`StoreError::MemoryLost`] when something was and cannot be read whole any more, and when
    /// the disk refuses.
    pub fn memory(&self) -> Result<Option<Vec<u8>>, StoreError> {
        let found = self.memories()?;
        let newest = found.into_iter().max_by_key(Found::generation);
        Ok(newest.and_then(|found| found.whole).map(|(_, bytes)| bytes))
    }

    /// Both files.
    fn memories(&self) -> Result<[Found; 2], StoreError> {
        let [a, b] = FILES.map(|name| self.dir().join("trust").join(name));
        let found = [self.look(a)?, self.look(b)?];
        if found.iter().any(|file| file.there) && found.iter().all(|file| file.whole.is_none()) {
            return Err(StoreError::MemoryLost {
                folder: self.dir().join("trust"),
            });
        }
        for file in found
            .iter()
            .filter(|file| file.there && file.whole.is_none())
        {
            tracing::warn!("{} is damaged; the other one is used", file.path.display());
        }
        Ok(found)
    }

    fn look(&self, path: PathBuf) -> Result<Found, StoreError> {
        let bytes = self.disk().read_whole(&path, HEAD_BYTES + MEMORY_BYTES);
        let bytes = match bytes {
            Err(error) if error.is_too_large() => Some(Vec::new()),
            read => read?,
        };
        Ok(Found {
            path,
            there: bytes.is_some(),
            whole: bytes.and_then(|bytes| open(&bytes)),
        })
    }
}

impl Store {
    /// Remembers what the courier trusts now, in place of what it trusted before. When this
    /// returns it survives any crash; until then what was remembered before does.
    ///
    /// # Errors
    ///
    /// [`StoreError::MemoryLost`] when what was remembered before is lost, a memory of more than
    /// [`MEMORY_BYTES`], or when the disk refuses.
    pub fn remember(&self, memory: &[u8]) -> Result<(), StoreError> {
        let length = memory.len() as u64;
        if length > MEMORY_BYTES {
            return Err(StoreError::MemoryTooLong(length));
        }
        let found = self.view().memories()?;
        let generation = found
            .iter()
            .map(Found::generation)
            .max()
            .unwrap_or(0)
            .saturating_add(1);
        // A damaged one has generation 0, so it goes first.
        let Some(oldest) = found.iter().min_by_key(|found| found.generation()) else {
            return Ok(());
        };
        let head = format!("{MARK}{generation} sha256:{}\n", digest(generation, memory));
        self.replace(&oldest.path, &[head.as_bytes(), memory].concat())
    }
}

fn digest(generation: u64, memory: &[u8]) -> Digest {
    let mut digester = Digester::new();
    digester.update(&generation.to_be_bytes());
    digester.update(memory);
    digester.finish()
}

fn open(bytes: &[u8]) -> Option<(u64, Vec<u8>)> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let (generation, said) = head.strip_prefix(MARK)?.split_once(" sha256:")?;
    let generation: u64 = generation.parse().ok()?;
    let memory = &bytes[end + 1..];
    (digest(generation, memory) == said.parse().ok()?).then(|| (generation, memory.to_vec()))
}
