//! `legeplads-desk release`.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use legeplads_desk::release::{CannotRelease, Released, release};

use super::terminal::{colour, say};

#[derive(Debug, Args)]
pub struct Release {
    /// The feed's folder, such as content/billund
    dir: PathBuf,
    /// The published folder; it is made if need be
    #[arg(long, value_name = "OUT")]
    to: PathBuf,
}

impl Release {
    pub fn run(self) -> io::Result<ExitCode> {
        match release(&self.dir, &self.to) {
            Ok(Released::New { words, .. } | Released::Unchanged { words, .. }) => {
                say(&words)?;
                Ok(ExitCode::SUCCESS)
            }
            Err(error) => {
                if let CannotRelease::Unfit(checked) = &error {
                    say(&checked.to_text(colour()))?;
                }
                Err(io::Error::other(error))
            }
        }
    }
}
