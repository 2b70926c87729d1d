//! `legeplads-desk`: the staff's side as a program.

mod commands;

use std::io;
use std::process::ExitCode;

use clap::Parser;

/// Check a feed, publish it, serve it.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: commands::Command,
}

fn main() -> ExitCode {
    match Arguments::parse().command.run() {
        Ok(code) => code,
        // Whoever read our output has gone: no failure.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("legeplads-desk: {error}");
            ExitCode::FAILURE
        }
    }
}
