//! `legeplads-kiosk`: reads the command line and runs the screen.

use std::path::Path;

use bevy::app::AppExit;
use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser};
use legeplads_feed::Severity;
use legeplads_kiosk::Options;
use legeplads_store::Config;

fn main() -> AppExit {
    if let Some((variable, drivers)) = legeplads_kiosk::drivers::to_select() {
        #[expect(
            unsafe_code,
            reason = "the first thing of all: there is no other thread that could read the environment"
        )]
        unsafe {
            std::env::set_var(variable, drivers);
        }
    }
    let options = Options::parse();
    if let Some(Some(shown)) = &options.demo
        && !shown.exists()
    {
        let why = format!(
            "--demo {}: there is no such folder or file; look how it is spelled, and whether the stick \
             is in",
            shown.display()
        );
        Options::command().error(ErrorKind::Io, why).exit();
    }
    if let Err(why) = options.agree() {
        Options::command()
            .error(ErrorKind::ArgumentConflict, why)
            .exit();
    }
    if let Some(file) = &options.check_config {
        return check(file);
    }
    match options.configured() {
        Ok(options) => legeplads_kiosk::run(&options),
        Err(found) => {
            eprintln!("{found}");
            AppExit::error()
        }
    }
}

/// Says what is wrong with a machine's configuration.
fn check(file: &Path) -> AppExit {
    let found = Config::examine(file);
    for diagnostic in &found {
        eprintln!("{diagnostic}");
    }
    if found.iter().any(|found| found.severity == Severity::Error) {
        return AppExit::error();
    }
    println!("{} can be used.", file.display());
    AppExit::Success
}
