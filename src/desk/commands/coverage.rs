//! `legeplads-desk coverage`.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, value_parser};
use jiff::Zoned;
use jiff::civil::Date;
use legeplads_desk::beside;
use legeplads_desk::check::check;
use legeplads_desk::coverage;

use super::check::Format;
use super::terminal::{colour, say};

#[derive(Debug, Args)]
pub struct Coverage {
    /// The feed's folder, such as content/billund
    dir: PathBuf,
    /// Facts older than so many months are to be looked at again
    #[arg(long, default_value_t = 12, value_parser = value_parser!(i32).range(1..=600))]
    months: i32,
    /// The day to go by; today if left out
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
    /// For people, or JSON
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

impl Coverage {
    pub fn run(self) -> io::Result<ExitCode> {
        let checked = check(&self.dir);
        let Some(feed) = &checked.feed else {
            say(&checked.to_text(colour()))?;
            return Ok(ExitCode::FAILURE);
        };
        let today = self.on.unwrap_or_else(|| Zoned::now().date());
        let staff = beside::read(&self.dir, feed)?;
        let coverage = coverage::Coverage::of(feed, &staff, today, self.months);
        say(&match self.format {
            Format::Text => coverage.to_string(),
            Format::Json => serde_json::to_string_pretty(&coverage)? + "\n",
        })?;
        Ok(ExitCode::SUCCESS)
    }
}
