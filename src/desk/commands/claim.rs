//! `legeplads-desk claim`.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use jiff::Zoned;
use jiff::civil::Date;
use legeplads_desk::claim::{check, hand_over, key};

use super::report::without_fault;
use super::terminal::say;

#[derive(Debug, Args)]
pub struct Claim {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make the key that a kiosk makes its codes with
    Key {
        /// The kiosk's id, such as airport-1
        kiosk: String,
        /// The folder of claim keys; it comes into being
        #[arg(long, value_name = "FOLDER")]
        claims: PathBuf,
        /// The file for the kiosk's machine, where `claim` in its kiosk.ron names it
        #[arg(long, value_name = "FILE.ron")]
        to: PathBuf,
        /// Another one in place of the one it has, after a theft: its earlier codes are refused
        #[arg(long)]
        again: bool,
    },
    /// Say whether a code is good, and use it up; exit with 1 if it is not
    Check {
        /// The code, as the visitor shows or says it
        #[arg(required = true)]
        code: Vec<String>,
        /// The folder of claim keys
        #[arg(long, value_name = "FOLDER")]
        claims: PathBuf,
        /// The feed's folder, which has the gifts
        #[arg(long, value_name = "FEED")]
        content: PathBuf,
        /// Only look: the code stays good
        #[arg(long)]
        look: bool,
        /// How many months after the one it was given out in it is good
        #[arg(long, value_name = "MONTHS", default_value_t = 3,
              value_parser = clap::value_parser!(i32).range(0..=12))]
        months: i32,
        /// As if it were this day
        #[arg(long, value_name = "DATE", hide = true)]
        today: Option<Date>,
    },
}

impl Claim {
    pub fn run(self) -> io::Result<ExitCode> {
        match self.command {
            Command::Key {
                kiosk,
                claims,
                to,
                again,
            } => {
                if to.exists() {
                    let file = to.display();
                    return Err(io::Error::other(format!(
                        "{file} is there already, and may be a machine's key; name another file"
                    )));
                }
                let key = key(&claims, &kiosk, again).map_err(io::Error::other)?;
                hand_over(&key, &to).map_err(io::Error::other)?;
                say(&format!(
                    "{} is the claim key of {kiosk}. Copy it to the machine as /etc/legeplads/claim.ron, readable for \
                     the user legeplads alone, name it in kiosk.ron with `claim`, and delete it here.\n",
                    to.display()
                ))?;
                Ok(ExitCode::SUCCESS)
            }
            Command::Check {
                code,
                claims,
                content,
                look,
                months,
                today,
            } => {
                let today = today.unwrap_or_else(|| Zoned::now().date());
                let feed = without_fault(&content)?;
                // Typed with blanks it comes as several words.
                let code = code.concat();
                let checked = check(&claims, &code, &feed, (today, months), !look);
                let good = checked.map_err(io::Error::other)?;
                let done = match look {
                    true => "It was not used up",
                    false => "It is used up now",
                };
                say(&format!(
                    "Good: {} gave it out in {} for {:?}. {done}.\n",
                    good.kiosk, good.month, good.gift
                ))?;
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}
