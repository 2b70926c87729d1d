//! `legeplads-desk report`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use jiff::{ToSpan, Zoned};
use legeplads_desk::check::check;
use legeplads_desk::disclosure::Audience;
use legeplads_desk::ledger::{Home, Ledger};
use legeplads_desk::report::{Request, Tongue, csv, json, page, report};
use legeplads_feed::Feed;

#[derive(Debug, Args)]
pub struct Report {
    /// The published folder, or the ledger's connection string: postgresql://…
    ledger: Home,
    /// The page to write
    #[arg(long, value_name = "FILE.html")]
    to: PathBuf,
    /// The first day, as 2026-09-01; thirteen weeks before the last if none is given
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// The last day; today if none is given
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// The language it is written in
    #[arg(long, value_enum, default_value_t = Language::Da)]
    language: Language,
    /// For everybody: nothing below 10 is told, and not 5 as for staff
    #[arg(long)]
    public: bool,
    /// Write each table as a CSV file into this folder, too
    #[arg(long, value_name = "FOLDER")]
    csv: Option<PathBuf>,
    /// Write all tables as JSON, too
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// As if it were this day
    #[arg(long, value_name = "DATE", hide = true, overrides_with = "today")]
    today: Option<Date>,
    /// The feed's folder, for names and the time zone
    #[arg(long, value_name = "FEED")]
    content: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Language {
    Da,
    En,
}

impl From<Language> for Tongue {
    fn from(language: Language) -> Self {
        match language {
            Language::Da => Self::Danish,
            Language::En => Self::English,
        }
    }
}

impl Report {
    pub fn run(self) -> io::Result<ExitCode> {
        let today = self.today.unwrap_or_else(|| Zoned::now().date());
        let until = self.until.unwrap_or(today);
        let from = self
            .from
            .unwrap_or_else(|| until.saturating_sub(13.weeks()));
        if until < from {
            return Err(io::Error::other(format!(
                "--from {from} is after --until {until}"
            )));
        }
        let feed = match &self.content {
            None => {
                eprintln!(
                    "legeplads-desk: without --content FEED, names are ids and times are in UTC"
                );
                None
            }
            Some(dir) => Some(without_fault(dir)?),
        };
        let ledger = Ledger::read(&self.ledger).map_err(io::Error::other)?;
        let request = Request {
            from,
            until,
            today,
            tongue: self.language.into(),
            audience: match self.public {
                true => Audience::Public,
                false => Audience::Staff,
            },
            feed: feed.as_ref(),
        };
        let report = report(&ledger, &request).map_err(io::Error::other)?;
        fs::write(&self.to, page(&report))
            .map_err(|error| io::Error::other(format!("{}: {error}", self.to.display())))?;
        if let Some(folder) = &self.csv {
            csv(&report, folder)?;
        }
        if let Some(path) = &self.json {
            json(&report, path)?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The feed in a folder.
pub(super) fn without_fault(dir: &Path) -> io::Result<Feed> {
    check(dir).feed.ok_or_else(|| {
        let dir = dir.display();
        io::Error::other(format!(
            "{dir} is no feed without fault; see: legeplads-desk check {dir}"
        ))
    })
}
