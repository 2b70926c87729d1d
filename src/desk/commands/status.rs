//! `legeplads-desk status`.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use jiff::Timestamp;
use legeplads_desk::status::{self, NoAnswer, Status as HowTheyAre};
use tokio::runtime::Runtime;

use super::check::Format;
use super::terminal::say;

#[derive(Debug, Args)]
pub struct Status {
    /// The published folder, or where it is served: http://127.0.0.1:8080
    #[arg(value_name = "DIR|URL", default_value = "http://127.0.0.1:8080")]
    whose: String,
    /// For people, or JSON
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

impl Status {
    pub fn run(self) -> io::Result<ExitCode> {
        let status = Runtime::new()?.block_on(find_out(&self.whose))?;
        let text = match self.format {
            Format::Text => status.to_text(),
            Format::Json => status.to_json()?,
        };
        say(&text)?;
        Ok(match status.is_green() {
            true => ExitCode::SUCCESS,
            false => ExitCode::FAILURE,
        })
    }
}

async fn find_out(whose: &str) -> io::Result<HowTheyAre> {
    let folder = Path::new(whose);
    let is_address = whose.starts_with("http://") || whose.starts_with("https://");
    if is_address {
        return status::ask(whose).await.map_err(io::Error::other);
    }
    if whose.contains(':') && !folder.is_dir() {
        return Err(io::Error::other(NoAnswer::Address(whose.to_owned())));
    }
    let status = HowTheyAre::of_folder(folder, Timestamp::now()).await;
    status.map_err(io::Error::other)
}
