//! `legeplads-desk diff`.

use std::io;
use std::process::ExitCode;

use clap::Args;
use legeplads_desk::diff::diff;
use tokio::runtime::Runtime;

use super::desk::At;
use super::desk::number;
use super::terminal::say;

#[derive(Debug, Args)]
pub struct Diff {
    /// A release's number
    #[arg(value_parser = number)]
    a: u64,
    /// Another's; the newest if it is left out
    #[arg(value_parser = number)]
    b: Option<u64>,
    #[command(flatten)]
    at: At,
}

impl Diff {
    pub fn run(self) -> io::Result<ExitCode> {
        let desk = self.at.open()?;
        let words = Runtime::new()?.block_on(diff(&desk, self.a, self.b));
        say(&words.map_err(io::Error::other)?)?;
        Ok(ExitCode::SUCCESS)
    }
}
