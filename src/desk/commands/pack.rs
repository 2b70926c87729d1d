//! `legeplads-desk pack`.

use std::env;
use std::io;
use std::num::NonZeroU64;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use jiff::Timestamp;
use legeplads_desk::pack::{CannotPack, Number, pack, place};
use legeplads_desk::place::{Desk, Place};
use legeplads_trust::Channel;
use tokio::runtime::Runtime;

use super::desk::{Keys, cache};
use super::terminal::{colour, say};

/// Seconds since 1970 that stand for the present, so that the same input gives the same bytes
/// (reproducible-builds.org).
const EPOCH: &str = "SOURCE_DATE_EPOCH";

#[derive(Debug, Args)]
pub struct Pack {
    /// The feed's folder, such as content/billund
    dir: PathBuf,
    #[command(flatten)]
    keys: Keys,
    /// The file to write, such as booth.legeplads; one of that name is replaced
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// The channel whose desk signs it; its key alone is needed
    #[arg(long, default_value_t)]
    channel: Channel,
    /// Why, for people at desks; kiosks do not show it
    #[arg(long, default_value_t)]
    note: String,
    /// The release's number, which its screens say; if left out, it follows that of the file that is
    /// replaced, or is the same if nothing has changed since
    #[arg(long, value_name = "NUMBER", value_parser = number, conflicts_with = "after")]
    release: Option<NonZeroU64>,
    /// Count on from what is published there on the channel, too
    #[arg(long, value_name = "FOLDER-OR-URL")]
    after: Option<String>,
    /// Leave the light to the kiosks: plainer, but smaller and packed at once
    #[arg(long)]
    unlit: bool,
}

impl Pack {
    pub fn run(self) -> io::Result<ExitCode> {
        let desk = Desk {
            place: place(),
            keys: self.keys.open()?,
            channel: self.channel,
            cache: cache(),
            bakes: !self.unlit,
        };
        let after = self.after.as_deref().map(Place::open).transpose();
        let number = match self.release {
            Some(number) => Number::Said(number),
            None => Number::After(after.map_err(io::Error::other)?),
        };
        let packing = pack(&desk, &self.dir, &self.to, &self.note, &number, now()?);
        match Runtime::new()?.block_on(packing) {
            Ok(words) => {
                say(&words)?;
                Ok(ExitCode::SUCCESS)
            }
            Err(error) => {
                if let CannotPack::Unfit(checked) = &error {
                    say(&checked.to_text(colour()))?;
                }
                Err(io::Error::other(error))
            }
        }
    }
}

fn number(text: &str) -> Result<NonZeroU64, &'static str> {
    let wanted = "a release's number is needed, from 1 on";
    text.parse().map_err(|_| wanted)
}

/// The time to sign by.
fn now() -> io::Result<Timestamp> {
    let Some(said) = env::var_os(EPOCH) else {
        return Ok(Timestamp::now());
    };
    let seconds = said.to_str().and_then(|said| said.parse().ok());
    let time = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    time.ok_or_else(|| {
        let said = said.to_string_lossy();
        io::Error::other(format!(
            "{EPOCH} is {said:?}; seconds since 1970 are needed, or leave it out"
        ))
    })
}
