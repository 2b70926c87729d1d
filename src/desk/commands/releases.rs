//! `legeplads-desk releases`.

use std::io;
use std::process::ExitCode;

use clap::Args;
use legeplads_desk::releases::releases;
use tokio::runtime::Runtime;

use super::desk::At;
use super::terminal::say;

#[derive(Debug, Args)]
pub struct Releases {
    #[command(flatten)]
    at: At,
    /// How many, at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    newest: usize,
}

impl Releases {
    pub fn run(self) -> io::Result<ExitCode> {
        let desk = self.at.open()?;
        let words = Runtime::new()?.block_on(releases(&desk, self.newest));
        say(&words.map_err(io::Error::other)?)?;
        Ok(ExitCode::SUCCESS)
    }
}
