//! Claim codes at the counter: keys for machines, and whether a code is good.
//!
//! All of it lies in one folder, which needs no network and no feed server: `kiosks.ron` has the keys
//! that machines were given, and `used/` a file for each code that was taken. Several desks may share
//! the folder; of two that take the same code at once one finds its file there.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use legeplads_feed::{Activity, ActivityKind, Feed};
use legeplads_trust::claim::{ClaimKey, Code, MOST_MACHINES, Month, NotACode};

const KIOSKS: &str = "kiosks.ron";
const LOCK: &str = "lock";
const USED: &str = "used";
const FOLDER_MODE: u32 = 0o700;
const PRIVATE_MODE: u32 = 0o600;
/// How far back months are tried, to say of a code that it is old and not that it is none.
const LOOKED_AT: i32 = 24;

/// Why a key could not be made, or a code was not taken.
#[derive(Debug, thiserror::Error)]
pub enum ClaimError {
    /// The disk.
    #[error("{path}: {source}", path = path.display())]
    Disk {
        /// Of what.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// `kiosks.ron` is not as it was written.
    #[error("{path}: {why}; put back a copy of it: the codes of its machines are good only with it", path = path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where.
        why: String,
    },
    /// The folder has no keys.
    #[error("{path} is no folder of claim keys: {KIOSKS} is not in it; make one with `legeplads-desk claim key`", path = path.display())]
    NoKeys {
        /// The folder.
        path: PathBuf,
    },
    /// Not a kiosk's id.
    #[error("{0:?} is no kiosk's id: 1 to 40 of a-z, 0-9 and - are needed, as in airport-1")]
    NotAnId(String),
    /// A machine has one already.
    #[error(
        "{0} has a claim key; --again makes another one, and what the machine has given out before is then refused"
    )]
    HasOne(String),
    /// All numbers are given.
    #[error(
        "there are {MOST_MACHINES} machines, and codes have no room for more; keep another folder for others"
    )]
    Full,
    /// The system has no randomness.
    #[error("this system has no randomness to make a key of")]
    NoRandomness,
    /// What was typed is no code.
    #[error("{0}")]
    NotACode(#[from] NotACode),
    /// No machine has this number.
    #[error(
        "no machine of ours has made it: look whether its first four symbols are typed as they stand there"
    )]
    NoMachine,
    /// The proof is wrong.
    #[error(
        "{0} has not made it for a gift of this feed: look whether it is typed as it stands there; else somebody made it up"
    )]
    NotMade(String),
    /// It was given out too long ago.
    #[error("{kiosk} gave it out in {month}, and codes are good for {months} months")]
    Old {
        /// The machine.
        kiosk: String,
        /// When.
        month: Month,
        /// How long.
        months: i32,
    },
    /// Somebody has had the gift.
    #[error("it was used on {on}; each code is good once")]
    Used {
        /// The day, as it was written down.
        on: String,
    },
}

/// A code that was made by one of our machines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Good {
    /// The machine.
    pub kiosk: String,
    /// The activity's id in the feed.
    pub gift: String,
    /// When it was given out.
    pub month: Month,
}

/// Makes a machine's key and remembers it in `folder`, which comes into being.
///
/// # Errors
///
/// When the kiosk has one already and `again` is not said, when there is no room, or at the disk's.
pub fn key(folder: &Path, kiosk: &str, again: bool) -> Result<ClaimKey, ClaimError> {
    if !legeplads_trust::is_id(kiosk) {
        return Err(ClaimError::NotAnId(kiosk.to_owned()));
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true).mode(FOLDER_MODE);
    let used = folder.join(USED);
    builder.create(&used).map_err(disk(&used))?;
    let lock = folder.join(LOCK);
    let held = private().create(true).truncate(false).open(&lock);
    let held = held.map_err(disk(&lock))?;
    held.lock().map_err(disk(&lock))?;
    let mut keys = match keys(folder) {
        Err(ClaimError::NoKeys { .. }) => Vec::new(),
        known => known?,
    };
    // A number that was given is not given again: old codes would look like another machine's.
    let number = keys.iter().map(|key| key.number() + 1).max().unwrap_or(0);
    if !again && keys.iter().any(|key| key.kiosk() == kiosk) {
        return Err(ClaimError::HasOne(kiosk.to_owned()));
    }
    if number >= MOST_MACHINES {
        return Err(ClaimError::Full);
    }
    let key = ClaimKey::generate(kiosk, number).ok_or(ClaimError::NoRandomness)?;
    // The last of a kiosk's keys counts; those before keep their numbers taken.
    keys.push(key.clone());
    let file = folder.join(KIOSKS);
    save(folder, &file, &keys).map_err(disk(&file))?;
    Ok(key)
}

/// Says of a code whether it is good today, and with `take` uses it up.
///
/// # Errors
///
/// When it is not good: says why, in words for whoever stands at the counter.
pub fn check(
    folder: &Path,
    typed: &str,
    feed: &Feed,
    (today, months): (Date, i32),
    take: bool,
) -> Result<Good, ClaimError> {
    let code: Code = typed.parse()?;
    let keys = keys(folder)?;
    let key = keys.iter().find(|key| key.number() == code.machine());
    let key = key.ok_or(ClaimError::NoMachine)?;
    let latest = keys.iter().rfind(|other| other.kiosk() == key.kiosk());
    if latest != Some(key) {
        return Err(ClaimError::NotMade(key.kiosk().to_owned()));
    }
    let gifts = feed
        .activities
        .values()
        .filter(|activity| is_gift(activity));
    let gifts: Vec<&str> = gifts.map(|activity| activity.id.as_str()).collect();
    // A machine's clock may be a little ahead of this one at the end of a month.
    let tried = (-1..LOOKED_AT).map(|ago| (ago, Month::of(today).plus(-ago)));
    let found = tried.into_iter().find_map(|(ago, month)| {
        let gift = gifts.iter().find(|gift| key.made(code, gift, month))?;
        Some((ago, month, (*gift).to_owned()))
    });
    let (ago, month, gift) = found.ok_or_else(|| ClaimError::NotMade(key.kiosk().to_owned()))?;
    let kiosk = key.kiosk().to_owned();
    if ago > months {
        return Err(ClaimError::Old {
            kiosk,
            month,
            months,
        });
    }
    let file = folder.join(USED).join(code.to_string());
    match take {
        true => take_up(&file, today)?,
        false => untouched(&file)?,
    }
    Ok(Good { kiosk, gift, month })
}

fn is_gift(activity: &Activity) -> bool {
    matches!(activity.kind, ActivityKind::Gift(_))
}

fn keys(folder: &Path) -> Result<Vec<ClaimKey>, ClaimError> {
    let path = folder.join(KIOSKS);
    let text = match fs::read_to_string(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(ClaimError::NoKeys {
                path: folder.to_owned(),
            });
        }
        read => read.map_err(disk(&path))?,
    };
    ron::from_str(&text).map_err(|error| ClaimError::Damaged {
        path,
        why: error.to_string(),
    })
}

fn save(folder: &Path, path: &Path, keys: &[ClaimKey]) -> io::Result<()> {
    let lines: String = keys
        .iter()
        .map(|key| format!("    {},\n", key.write().trim()))
        .collect();
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    write!(file, "[\n{lines}]\n")?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    File::open(folder)?.sync_all()
}

/// The file of a code is there from the moment on that it is taken, whatever happens next.
fn take_up(path: &Path, today: Date) -> Result<(), ClaimError> {
    let mut file = match private().create_new(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return untouched(path),
        opened => opened.map_err(disk(path))?,
    };
    let written = writeln!(file, "{today}").and_then(|()| file.sync_all());
    let folder = path.parent().unwrap_or(path);
    let kept = written.and_then(|()| File::open(folder)?.sync_all());
    kept.map_err(disk(path))
}

fn untouched(path: &Path) -> Result<(), ClaimError> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        read => Err(ClaimError::Used {
            on: match read.map_err(disk(path))?.trim() {
                // The power went in the moment between.
                "" => "a day that was not written down".to_owned(),
                day => day.to_owned(),
            },
        }),
    }
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).mode(PRIVATE_MODE);
    options
}

fn disk(path: &Path) -> impl FnOnce(io::Error) -> ClaimError {
    let path = path.to_owned();
    move |source| ClaimError::Disk { path, source }
}

/// Writes a machine's key for the machine: a new file that only its owner can read.
///
/// # Errors
///
/// When one of that name is there already, or at the disk's.
pub fn hand_over(key: &ClaimKey, to: &Path) -> Result<(), ClaimError> {
    let mut file = private().create_new(true).open(to).map_err(disk(to))?;
    let written = file.write_all(key.write().as_bytes());
    written.and_then(|()| file.sync_all()).map_err(disk(to))
}
