//! `legeplads-desk ledger`.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use legeplads_desk::ledger::{Home, Ledger as Book, Overview};

use super::terminal::say;

#[derive(Debug, Args)]
pub struct Ledger {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Copy it into one file, while it is written to
    Backup {
        /// The published folder
        ledger: Home,
        /// The file; one that is there is replaced when the copy is whole
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
    /// Say which kiosks handed something over, and which batches never came
    Show {
        /// The published folder, or the ledger's connection string: postgresql://…
        ledger: Home,
    },
}

impl Ledger {
    pub fn run(self) -> io::Result<ExitCode> {
        match self.what {
            What::Backup { ledger, to } => {
                let ledger = Book::read(&ledger).map_err(io::Error::other)?;
                ledger.back_up(&to).map_err(io::Error::other)?;
            }
            What::Show { ledger } => {
                let ledger = Book::read(&ledger).map_err(io::Error::other)?;
                let overview = Overview::of(&ledger).map_err(io::Error::other)?;
                say(&overview.to_text())?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
