//! `legeplads-desk ledger`.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
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
    /// Remove what was counted and told before a day, for good; batches' numbers and the secret stay
    Forget {
        /// The published folder, or the ledger's connection string: postgresql://…
        ledger: Home,
        /// The first day (UTC) of what stays: 2026-07-01
        #[arg(long, value_name = "DATE")]
        before: Date,
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
            What::Forget { ledger, before } => {
                let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
                if before > today {
                    return Err(io::Error::other(format!(
                        "{before} has not come yet; nothing was removed. Name a day up to {today}"
                    )));
                }
                // One that is not there is not made.
                Book::read(&ledger).map_err(io::Error::other)?;
                let mut ledger = Book::create(&ledger).map_err(io::Error::other)?;
                let forgotten = ledger.forget(before).map_err(io::Error::other)?;
                say(&format!(
                    "Before {before}: {forgotten} were removed. Copies of the ledger still have them.\n"
                ))?;
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
