//! What several commands are told alike: which keys, which place, which channel.

use std::env;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use legeplads_desk::place::{Desk, Place};
use legeplads_trust::keys::KeyRing;
use legeplads_trust::{Channel, layout};

/// Where keys are, or will be.
#[derive(Debug, Args)]
pub struct Folder {
    /// The folder of keys that `keys init` made; $LEGEPLADS_KEYS if there is such, else keys
    #[arg(long, value_name = "DIR")]
    keys: Option<PathBuf>,
}

impl Folder {
    /// The folder.
    pub fn dir(&self) -> PathBuf {
        let named = self.keys.clone();
        named
            .or_else(|| env::var_os("LEGEPLADS_KEYS").map(PathBuf::from))
            .unwrap_or_else(|| PathBuf::from("keys"))
    }
}

/// Which keys.
#[derive(Debug, Args)]
pub struct Keys {
    #[command(flatten)]
    folder: Folder,
    /// Another folder with private keys, such as a USB stick; may be given several times
    #[arg(long, value_name = "DIR")]
    also: Vec<PathBuf>,
}

impl Keys {
    /// The folder.
    pub fn dir(&self) -> PathBuf {
        self.folder.dir()
    }

    /// Its keys, with those of the sticks.
    pub fn open(&self) -> io::Result<KeyRing> {
        let mut keys = KeyRing::open(&self.dir()).map_err(io::Error::other)?;
        for stick in &self.also {
            if keys.plug_in(stick).map_err(io::Error::other)? == 0 {
                return Err(io::Error::other(format!(
                    "{} holds no private key of this place; a key is a file that ends in .pem",
                    stick.display()
                )));
            }
        }
        Ok(keys)
    }
}

/// Which keys, place and channel.
#[derive(Debug, Args)]
pub struct At {
    #[command(flatten)]
    keys: Keys,
    /// A folder, or s3://BUCKET/PATH, gs://BUCKET/PATH, az://CONTAINER/PATH
    #[arg(long, value_name = "FOLDER-OR-URL")]
    to: String,
    /// Which kiosks: those that follow this channel
    #[arg(long, default_value_t)]
    channel: Channel,
}

impl At {
    /// A desk for a place that is there.
    pub fn open(&self) -> io::Result<Desk> {
        let keys = self.keys.open()?;
        let place = Place::open(&self.to).map_err(io::Error::other)?;
        Ok(self.desk(keys, place))
    }

    /// The same; a folder is made if need be.
    pub fn create(&self) -> io::Result<Desk> {
        let keys = self.keys.open()?;
        self.keep_keys_apart()?;
        self.keep_out_of_places()?;
        let place = Place::create(&self.to).map_err(io::Error::other)?;
        Ok(self.desk(keys, place))
    }

    fn desk(&self, keys: KeyRing, place: Place) -> Desk {
        Desk {
            place,
            keys,
            channel: self.channel.clone(),
            cache: cache(),
            bakes: true,
        }
    }

    /// A web server gives away whatever lies in the published folder.
    fn keep_keys_apart(&self) -> io::Result<()> {
        let keys = self.keys.dir();
        match self.is_apart_from(&keys)? {
            true => Ok(()),
            false => Err(io::Error::other(format!(
                "the keys in {} and what is published in {} lie in one another, and a web server \
                 would give the keys away; keep them apart",
                keys.display(),
                self.to
            ))),
        }
    }

    /// Kiosks are given what was checked and signed, and no drafts beside it.
    pub fn keep_feed_apart(&self, feed: &Path) -> io::Result<()> {
        match self.is_apart_from(feed)? {
            true => Ok(()),
            false => Err(io::Error::other(format!(
                "the feed in {} and what is published in {} lie in one another; publish to a folder \
                 of its own with --to",
                feed.display(),
                self.to
            ))),
        }
    }

    /// Whether neither lies in the other.
    fn is_apart_from(&self, folder: &Path) -> io::Result<bool> {
        if self.to.contains("://") {
            return Ok(true);
        }
        let (one, other) = (whole(folder)?, whole(Path::new(&self.to))?);
        Ok(!one.starts_with(&other) && !other.starts_with(&one))
    }

    /// Somebody has named a folder in the published folder instead of that.
    fn keep_out_of_places(&self) -> io::Result<()> {
        if self.to.contains("://") {
            return Ok(());
        }
        let to = whole(Path::new(&self.to))?;
        let mut above = to.ancestors().skip(1);
        match above.find(|folder| folder.join(layout::TIMESTAMP).is_file()) {
            None => Ok(()),
            Some(place) => Err(io::Error::other(format!(
                "{} lies in {}, where releases are published already; name that with --to",
                self.to,
                place.display()
            ))),
        }
    }
}

fn whole(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    Ok(path.canonicalize().unwrap_or(path))
}

/// Where this machine keeps what can be made again (XDG Base Directory Specification).
pub fn cache() -> Option<PathBuf> {
    let named = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    named
        .filter(|path| path.is_absolute())
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .map(|cache| cache.join("legeplads"))
}

/// A release's number.
pub fn number(text: &str) -> Result<u64, &'static str> {
    let wanted = "a release's number is needed; see them with: legeplads-desk releases";
    text.parse().map_err(|_| wanted)
}
