//! `legeplads-desk booth`.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use legeplads_desk::booth::export;

use super::terminal::say;

#[derive(Debug, Args)]
pub struct Booth {
    /// The folder that `legeplads-kiosk --demo --store DIR --collect` counted in
    dir: PathBuf,
    /// The table to write, such as fair.csv; one of that name is replaced
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

impl Booth {
    pub fn run(self) -> io::Result<ExitCode> {
        let words = export(&self.dir, &self.to).map_err(io::Error::other)?;
        say(&words)?;
        Ok(ExitCode::SUCCESS)
    }
}
