//! `legeplads-desk pack`: a feed's folder becomes one signed file, for a stick.
//!
//! It is checked, baked, encoded and listed as [`crate::publish`] does it, into a place in memory that
//! is gone afterwards. What the file is like, and what it proves, says [`legeplads_trust::pack`].

mod number;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use legeplads_trust::keys::KeyError;
use legeplads_trust::pack::{contents, seal};
use legeplads_trust::{Digest, Manifest, Verified, reread};
use object_store::memory::InMemory;
use tokio::task::spawn_blocking;

use crate::check::{Checked, check, counted};
use crate::keys::{Ended, lasting};
use crate::place::{Desk, Place};
use crate::publish::{self, CannotPublish, gather, light, name, parts};

pub use number::Number;

/// Why it is not packed. A file that was there before stands, unless it says otherwise.
#[derive(Debug, thiserror::Error)]
pub enum CannotPack {
    /// The feed has errors.
    #[error("{}; nothing was packed", .0.summary())]
    Unfit(Box<Checked>),
    /// The content cannot be made ready.
    #[error(transparent)]
    Content(#[from] CannotPublish),
    /// The keys are not there or not the right ones.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// What it would be signed with has expired.
    #[error("{0}; nothing was packed")]
    Ended(#[from] Ended),
    /// The file is written and in its place, but the disk does not vouch for that.
    #[error(
        "{} is written, in the place of what was there, but the system does not say that it will still be so \
         without power: {source}. Look whether this user may read the folder, run sync, and look at the file \
         once more before the stick is pulled out",
        path.display()
    )]
    Unsure {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file cannot be written.
    #[error(
        "cannot write {}: {source}; look whether this user may write there, and whether there is room. \
         Nothing was packed",
        path.display()
    )]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// A place in memory, to pack from.
pub fn place() -> Place {
    Place::over(Arc::new(InMemory::new()), "memory")
}

/// Checks the feed in the folder `feed` and packs it into the file `to`, signed by the desk that owns the
/// desk's channel. `desk.place` takes what belongs to it: [`place`]. A file of that name is replaced, as a
/// whole or not at all.
///
/// The same feed, note, number, keys and time give the same bytes. Gives words for staff.
///
/// # Errors
///
/// [`CannotPack`] says why not.
pub async fn pack(
    desk: &Desk,
    feed: &Path,
    to: &Path,
    note: &str,
    number: &Number,
    now: Timestamp,
) -> Result<String, CannotPack> {
    let dir = feed.to_owned();
    let checked = spawn_blocking(move || check(&dir)).await;
    let checked = checked.map_err(CannotPublish::BrokenOff)?;
    let Some(feed) = &checked.feed else {
        return Err(CannotPack::Unfit(Box::new(checked)));
    };
    let lasting = lasting(&desk.keys, None, now)?;
    let before = number.find(desk, &feed.id, to, now).await;
    let before = before.map_err(CannotPublish::Place)?;
    let (mut manifest, baking) = gather(desk, &checked, feed, None, note, now).await?;
    let (number, why) = before.number(&manifest);
    manifest.version = number;
    let bytes = manifest.to_ron().map_err(CannotPublish::Format)?;
    let digest = Digest::of(bytes.as_bytes());
    let manifest = reread(bytes.as_bytes(), digest).map_err(CannotPublish::Refused)?;
    let head = seal(&desk.keys, &desk.channel, &manifest, now).await?;
    let size = write(desk, &head, &manifest, to).await?;
    let name = name(feed);
    let mut words = words(desk, manifest.manifest(), &name, to, size, now);
    if !why.is_empty() {
        words += &format!("Release {number}: {why}.\n");
    }
    Ok(words + &light(baking) + &lasting)
}

async fn write(
    desk: &Desk,
    head: &[u8],
    manifest: &Verified,
    to: &Path,
) -> Result<u64, CannotPack> {
    let disk = |source| CannotPack::Write {
        path: to.to_owned(),
        source,
    };
    let folder = match to.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = readable().tempfile_in(folder).map_err(disk)?;
    file.write_all(head).map_err(disk)?;
    let mut size = head.len() as u64;
    for (_, digest, length) in contents(manifest.manifest()) {
        let content = desk.place.blob(digest, length).await;
        let content = content.map_err(CannotPublish::Place)?;
        file.write_all(&content).map_err(disk)?;
        size += length;
    }
    file.as_file().sync_all().map_err(disk)?;
    file.persist(to).map_err(|error| disk(error.error))?;
    // Sticks are pulled out.
    let folder = std::fs::File::open(folder).and_then(|folder| folder.sync_all());
    folder.map_err(|source| CannotPack::Unsure {
        path: to.to_owned(),
        source,
    })?;
    Ok(size)
}

/// A file that is handed on: others may read it.
fn readable() -> tempfile::Builder<'static, 'static> {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;
    let mut builder = tempfile::Builder::new();
    builder.permissions(Permissions::from_mode(0o644));
    builder
}

fn words(
    desk: &Desk,
    manifest: &Manifest,
    name: &str,
    to: &Path,
    size: u64,
    now: Timestamp,
) -> String {
    let (file, keys) = (to.display(), &desk.keys);
    let parts = parts(manifest);
    let files = counted(manifest.files().count(), "file");
    let size = publish::size(size);
    let root = Digest::of(keys.root());
    let until = until(desk, now);
    format!(
        "{name} is packed into {file}: release {}, {files}, {size}.\n  \
         {parts}, {}\n  \
         signed on channel {} with the root {root}, good until {until:.0}\n\
         Play it: legeplads-kiosk --demo {file} --root root.json\n",
        manifest.version,
        counted(manifest.scenes.len(), "baked scene"),
        desk.channel,
    )
}

/// Until when all that it rests on is good.
fn until(desk: &Desk, now: Timestamp) -> Timestamp {
    let keys = &desk.keys;
    let roles = keys.roles().desks.values();
    let desks = roles.filter(|role| role.channels.contains(&desk.channel));
    let desks = desks.map(|desk| desk.role.expires(now));
    let rest = [keys.root_expires(), keys.targets_expires()];
    desks.chain(rest).min().unwrap_or(now)
}
