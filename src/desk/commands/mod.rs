//! One command a file: its arguments, and what it prints.

mod check;
mod release;
mod serve;
mod terminal;

use std::io;
use std::process::ExitCode;

use clap::Subcommand;

/// What the program can be told to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say what is wrong with a feed; exit with 1 if it cannot be published
    Check(check::Check),
    /// Publish a feed as a folder that any web server can serve
    Release(release::Release),
    /// Serve a published folder over HTTP
    Serve(serve::Serve),
}

impl Command {
    /// Does it. An error is printed by whoever called.
    pub fn run(self) -> io::Result<ExitCode> {
        match self {
            Self::Check(check) => check.run(),
            Self::Release(release) => release.run(),
            Self::Serve(serve) => serve.run(),
        }
    }
}
