//! `legeplads-desk bake`.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use legeplads_desk::bake::{CannotBake, bake};

use super::desk::cache;
use super::terminal::{colour, say};

#[derive(Debug, Args)]
pub struct Bake {
    /// The feed's folder, such as content/billund
    dir: PathBuf,
}

impl Bake {
    pub fn run(self) -> io::Result<ExitCode> {
        match bake(&self.dir, cache().as_deref()) {
            Ok(baking) => {
                say(&baking.words())?;
                Ok(ExitCode::SUCCESS)
            }
            Err(CannotBake(checked)) => {
                say(&checked.to_text(colour()))?;
                Err(io::Error::other(CannotBake(checked)))
            }
        }
    }
}
