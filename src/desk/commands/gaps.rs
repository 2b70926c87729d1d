//! `legeplads-desk gaps`.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use jiff::civil::Date;
use jiff::{ToSpan, Zoned};
use legeplads_desk::beside;
use legeplads_desk::disclosure::Audience;
use legeplads_desk::gaps::{Question, gaps};
use legeplads_desk::ledger::{Home, Ledger};
use legeplads_desk::report::{csv, json, page};

use super::report::{Language, without_fault};

#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("out").args(["to", "csv", "json"]).required(true).multiple(true)))]
pub struct Gaps {
    /// The published folder, or the ledger's connection string: postgresql://…
    ledger: Home,
    /// The feed's folder: its boards, and the offers there are
    #[arg(long, value_name = "FEED")]
    content: PathBuf,
    /// The page to write
    #[arg(long, value_name = "FILE.html")]
    to: Option<PathBuf>,
    /// Write each table as a CSV file into this folder
    #[arg(long, value_name = "FOLDER")]
    csv: Option<PathBuf>,
    /// Write all tables as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// A day of the first quarter, as 2026-09-01; a year before the last if none is given
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// A day of the last quarter; today if none is given
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// As if it were this day
    #[arg(long, value_name = "DATE", hide = true)]
    today: Option<Date>,
    /// The language it is written in
    #[arg(long, value_enum, default_value_t = Language::Da)]
    language: Language,
    /// For everybody: nothing below 10 is told, and not 5 as for staff
    #[arg(long)]
    public: bool,
}

impl Gaps {
    pub fn run(self) -> io::Result<ExitCode> {
        let today = self.today.unwrap_or_else(|| Zoned::now().date());
        let until = self.until.unwrap_or(today);
        let from = self.from.unwrap_or_else(|| until.saturating_sub(1.year()));
        if until < from {
            return Err(io::Error::other(format!(
                "--from {from} is after --until {until}"
            )));
        }
        let feed = without_fault(&self.content)?;
        let staff = beside::read(&self.content, &feed)?;
        let ledger = Ledger::read(&self.ledger).map_err(io::Error::other)?;
        let question = Question {
            from,
            until,
            today,
            tongue: self.language.into(),
            audience: match self.public {
                true => Audience::Public,
                false => Audience::Staff,
            },
            feed: &feed,
            staff: &staff,
        };
        let gaps = gaps(&ledger, &question).map_err(io::Error::other)?;
        if let Some(path) = &self.to {
            fs::write(path, page(&gaps))
                .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
        }
        if let Some(folder) = &self.csv {
            csv(&gaps, folder)?;
        }
        if let Some(path) = &self.json {
            json(&gaps, path)?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
