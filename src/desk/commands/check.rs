//! `legeplads-desk check`.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use legeplads_desk::check::check_thoroughly;

use super::terminal::{colour, say};

#[derive(Debug, Args)]
pub struct Check {
    /// The feed's folder, such as content/billund
    dir: PathBuf,
    /// For people, or one JSON object a line
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Format {
    Text,
    Json,
}

impl Check {
    pub fn run(self) -> io::Result<ExitCode> {
        let checked = check_thoroughly(&self.dir);
        let text = match self.format {
            Format::Text => checked.to_text(colour()),
            Format::Json => checked.to_json()?,
        };
        say(&text)?;
        Ok(match checked.is_without_error() {
            true => ExitCode::SUCCESS,
            false => ExitCode::FAILURE,
        })
    }
}
