//! `legeplads-desk moves`.

use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use legeplads_desk::moves::Table;

use super::terminal::say;

#[derive(Debug, Args)]
pub struct Moves {
    /// A table as it was downloaded from www.statistikbanken.dk: FLY66, VAN1AAR, VAN2AAR or PEND100
    file: PathBuf,
    /// The municipality, by its name or number in the table, such as Billund
    #[arg(long, value_name = "NAME")]
    of: String,
    /// Write all of it as a table of its own, too
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
}

impl Moves {
    pub fn run(self) -> io::Result<ExitCode> {
        let table = Table::read(&self.file).map_err(io::Error::other)?;
        let flows = table.flows(&self.file, &self.of);
        let flows = flows.map_err(io::Error::other)?;
        if let Some(to) = &self.csv {
            let written = File::create(to).map_err(csv::Error::from);
            let written = written.and_then(|file| flows.write(file));
            written.map_err(|error| {
                io::Error::other(format!("{} cannot be written: {error}", to.display()))
            })?;
        }
        say(&format!(
            "{}, {}\n\n{flows}\nSource: Statistics Denmark, {}; name it wherever you show this.\n",
            self.of, table.known.name, table.known.name
        ))?;
        Ok(ExitCode::SUCCESS)
    }
}
