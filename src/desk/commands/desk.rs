//! What several commands are told alike: which keys, which place, which channel.

use std::env;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use legeplads_desk::place::{Desk, Place};
use legeplads_trust::Channel;
use legeplads_trust::keys::KeyRing;

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
        let whole =
            |path: &Path| std::path::absolute(path).map(|path| path.canonicalize().unwrap_or(path));
        if self.to.contains("://") {
            return Ok(());
        }
        let (inner, outer) = (whole(&keys)?, whole(Path::new(&self.to))?);
        match inner.starts_with(&outer) || outer.starts_with(&inner) {
            false => Ok(()),
            true => Err(io::Error::other(format!(
                "the keys in {} and what is published in {} lie in one another, and a web server \
                 would give the keys away; keep them apart",
                keys.display(),
                self.to
            ))),
        }
    }
}

/// Where this machine keeps what can be made again (XDG Base Directory Specification).
fn cache() -> Option<PathBuf> {
    let named = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    named
        .filter(|path| path.is_absolute())
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .map(|cache| cache.join("legeplads"))
}
