//! `legeplads-desk keys`.

use std::io;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use jiff::Timestamp;
use legeplads_desk::keys::{add_desk, init, renew, rotate, show};
use legeplads_desk::place::{Place, Standing};
use legeplads_trust::Channel;
use legeplads_trust::keys::{FIRST_DESK, KeyRing};
use tokio::runtime::Runtime;

use super::desk;
use super::terminal::say;

#[derive(Debug, Args)]
pub struct Keys {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make the keys of a place, in a new folder
    Init {
        #[command(flatten)]
        folder: desk::Folder,
        /// The first desk
        #[arg(long, value_name = "NAME", default_value = FIRST_DESK)]
        desk: String,
        /// What that desk publishes on
        #[arg(long, value_name = "CHANNEL", default_values_t = [Channel::live()])]
        channel: Vec<Channel>,
    },
    /// Replace the keys of a role, or one key, after a loss or a theft
    Rotate {
        /// root, targets, online, a desk, or one key such as root-2
        name: String,
        #[command(flatten)]
        keys: desk::Keys,
    },
    /// Add a desk with a key of its own, or give a desk more channels
    AddDesk {
        /// The desk's name, such as library
        name: String,
        /// What it publishes on; may be given several times
        #[arg(long, value_name = "CHANNEL", required = true)]
        channel: Vec<Channel>,
        #[command(flatten)]
        keys: desk::Keys,
    },
    /// Sign again what will soon end, and publish the roles as they are now
    Renew {
        #[command(flatten)]
        keys: desk::Keys,
        /// Where it is published; without it only the folder is renewed
        #[arg(long, value_name = "FOLDER-OR-URL")]
        to: Option<String>,
    },
    /// Show who may do what, which private keys are here, and what ends when
    Show {
        #[command(flatten)]
        keys: desk::Keys,
        /// Look also at what is published there
        #[arg(long, value_name = "FOLDER-OR-URL")]
        to: Option<String>,
    },
}

impl Keys {
    pub fn run(self) -> io::Result<ExitCode> {
        let words = Runtime::new()?.block_on(self.command.words(Timestamp::now()))?;
        say(&words)?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Command {
    async fn words(self, now: Timestamp) -> io::Result<String> {
        match self {
            Self::Init {
                folder,
                desk,
                channel,
            } => init(&folder.dir(), &desk, &channel, now)
                .await
                .map_err(io::Error::other),
            Self::Rotate { name, keys } => {
                let (mut ring, folder) = (keys.open()?, keys.dir());
                let done = rotate(&mut ring, &folder, &name, now).await;
                done.map_err(io::Error::other)
            }
            Self::AddDesk {
                name,
                channel,
                keys,
            } => {
                let (mut ring, folder) = (keys.open()?, keys.dir());
                let done = add_desk(&mut ring, &folder, &name, &channel, now).await;
                done.map_err(io::Error::other)
            }
            Self::Renew { keys, to } => {
                let (mut ring, folder) = (keys.open()?, keys.dir());
                let place = to.as_deref().map(Place::open).transpose();
                let place = place.map_err(io::Error::other)?;
                let done = renew(&mut ring, &folder, place.as_ref(), now).await;
                done.map_err(io::Error::other)
            }
            Self::Show { keys, to } => {
                let ring = keys.open()?;
                let standing = standing(&ring, to.as_deref()).await?;
                let published = standing.as_ref().map(|standing| &standing.published);
                Ok(show(&ring, published, now))
            }
        }
    }
}

async fn standing(keys: &KeyRing, to: Option<&str>) -> io::Result<Option<Standing>> {
    let Some(to) = to else {
        return Ok(None);
    };
    let place = Place::open(to).map_err(io::Error::other)?;
    let standing = place.standing(keys.first_root()).await;
    standing.map_err(io::Error::other)
}
