//! `legeplads-desk indicators`.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use jiff::Zoned;
use jiff::civil::Date;
use legeplads_desk::beside;
use legeplads_desk::indicators::{Question, indicators};
use legeplads_desk::ledger::{Home, Ledger};
use legeplads_desk::report::{csv, json, page};

use super::report::{Language, without_fault};

#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("out").args(["to", "csv", "json"]).required(true).multiple(true)))]
pub struct Indicators {
    /// The published folder, or the ledger's connection string: postgresql://…
    ledger: Home,
    /// The feed's folder, such as content/billund: content/billund.staff/indicators.ron is what is told
    #[arg(long, value_name = "FEED")]
    content: PathBuf,
    /// The page to write
    #[arg(long, value_name = "FILE.html")]
    to: Option<PathBuf>,
    /// Write it as a CSV file into this folder
    #[arg(long, value_name = "FOLDER")]
    csv: Option<PathBuf>,
    /// Write it as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// The day to go by; today if none is given
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
    /// The language it is written in
    #[arg(long, value_enum, default_value_t = Language::Da)]
    language: Language,
}

impl Indicators {
    pub fn run(self) -> io::Result<ExitCode> {
        let feed = without_fault(&self.content)?;
        let staff = beside::read(&self.content, &feed)?;
        let ledger = Ledger::read(&self.ledger).map_err(io::Error::other)?;
        let question = Question {
            until: self.on.unwrap_or_else(|| Zoned::now().date()),
            tongue: self.language.into(),
            feed: &feed,
            staff: &staff,
        };
        let report = indicators(&ledger, &question).map_err(io::Error::other)?;
        if let Some(path) = &self.to {
            fs::write(path, page(&report))
                .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
        }
        if let Some(folder) = &self.csv {
            csv(&report, folder)?;
        }
        if let Some(path) = &self.json {
            json(&report, path)?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
