//! `legeplads-desk publish`.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use jiff::Timestamp;
use legeplads_desk::publish::{CannotPublish, publish};
use tokio::runtime::Runtime;

use super::desk::At;
use super::terminal::{colour, say};

#[derive(Debug, Args)]
pub struct Publish {
    /// The feed's folder, such as content/billund
    dir: PathBuf,
    #[command(flatten)]
    at: At,
    /// Why, for people at desks; kiosks do not show it
    #[arg(long, default_value_t)]
    note: String,
    /// Leave the light to the kiosks: plainer, but published at once
    #[arg(long)]
    unlit: bool,
}

impl Publish {
    pub fn run(self) -> io::Result<ExitCode> {
        self.at.keep_feed_apart(&self.dir)?;
        let mut desk = self.at.create()?;
        desk.bakes = !self.unlit;
        let publishing = publish(&desk, &self.dir, &self.note, Timestamp::now());
        match Runtime::new()?.block_on(publishing) {
            Ok(outcome) => {
                say(outcome.words())?;
                Ok(ExitCode::SUCCESS)
            }
            Err(error) => {
                if let CannotPublish::Unfit(checked) = &error {
                    say(&checked.to_text(colour()))?;
                }
                Err(io::Error::other(error))
            }
        }
    }
}
