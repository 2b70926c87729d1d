//! `legeplads-desk indicators`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use jiff::Zoned;
use jiff::civil::Date;
use legeplads_desk::beside;
use legeplads_desk::indicators::{Question, goals, indicators};
use legeplads_desk::ledger::{Home, Ledger};
use legeplads_desk::report::{csv, json, page};
use legeplads_feed::staff::Staff;
use legeplads_feed::{Feed, Goal};

use super::report::{Language, without_fault};

#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("out").args(["to", "csv", "json", "goals"]).required(true).multiple(true)))]
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
    /// Put the newest values into the goals of the same ids, in the feed's own goals.ron; what screens
    /// counted as everybody may know it
    #[arg(long)]
    goals: bool,
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
        if self.goals {
            let renewed = goals(&ledger, &question).map_err(io::Error::other)?;
            put(&self.content, &feed, &staff, renewed)?;
        }
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

/// Writes the feed's goals anew, if anything of them has changed.
fn put(dir: &Path, feed: &Feed, staff: &Staff, goals: Vec<Goal>) -> io::Result<()> {
    let path = dir.join("goals.ron");
    let filled = (feed.goals.iter())
        .filter(|goal| {
            staff
                .indicators
                .iter()
                .any(|one| goal.id == *one.id.as_str())
        })
        .count();
    if filled == 0 {
        let ids: Vec<&str> = staff.indicators.iter().map(|one| one.id.as_str()).collect();
        return Err(io::Error::other(format!(
            "{} has no goal of the same id as an indicator; write one for what is to hang on the \
             screens' boards. The indicators are: {}",
            path.display(),
            ids.join(", ")
        )));
    }
    if goals == feed.goals {
        eprintln!("legeplads-desk: {} is as it was", path.display());
        return Ok(());
    }
    let new = Feed {
        goals,
        ..feed.clone()
    };
    let documents = legeplads_feed::print(&new);
    let text = documents.get("goals.ron").map(String::from_utf8_lossy);
    let text = format!(
        "// What the place wants to reach. Units, ways and newest values of goals that have the id of an indicator\n\
         // are written by `legeplads-desk indicators … --goals`; words, sources and drawings are kept.\n{}",
        text.unwrap_or_default()
    );
    fs::write(&path, text)
        .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
    eprintln!(
        "legeplads-desk: {} has the newest values; publish it to show them",
        path.display()
    );
    Ok(())
}
