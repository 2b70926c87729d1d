//! `legeplads-desk rollback`.

use std::io;
use std::process::ExitCode;

use clap::Args;
use jiff::Timestamp;
use legeplads_desk::rollback::rollback;
use tokio::runtime::Runtime;

use super::desk::At;
use super::desk::number;
use super::terminal::say;

#[derive(Debug, Args)]
pub struct Rollback {
    /// The number of the release to show again
    #[arg(value_parser = number)]
    number: u64,
    #[command(flatten)]
    at: At,
    /// Why, for people at desks
    #[arg(long, default_value_t)]
    note: String,
}

impl Rollback {
    pub fn run(self) -> io::Result<ExitCode> {
        let desk = self.at.open()?;
        let outcome = rollback(&desk, self.number, &self.note, Timestamp::now());
        let outcome = Runtime::new()?.block_on(outcome);
        say(outcome.map_err(io::Error::other)?.words())?;
        Ok(ExitCode::SUCCESS)
    }
}
