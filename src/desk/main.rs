//! `legeplads-desk`: the staff's side as a program.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use legeplads_desk::check::check;
use legeplads_desk::release::{CannotRelease, Released, release};
use legeplads_desk::serve::serve;
use legeplads_trust::Manifest;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::signal::unix::{SignalKind, signal};

/// Check a feed, publish it, serve it.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say what is wrong with a feed; exit with 1 if it cannot be published
    Check {
        /// The feed's folder, such as content/billund
        dir: PathBuf,
        /// For people, or one JSON object a line
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Publish a feed as a folder that any web server can serve
    Release {
        /// The feed's folder, such as content/billund
        dir: PathBuf,
        /// The published folder; it is made if need be
        #[arg(long, value_name = "OUT")]
        to: PathBuf,
    },
    /// Serve a published folder over HTTP
    Serve {
        /// The published folder
        dir: PathBuf,
        /// Where to listen; port 0 takes any that is free
        #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Check { dir, format } => run_check(&dir, format),
        Command::Release { dir, to } => run_release(&dir, &to),
        Command::Serve { dir, listen } => run_serve(dir, listen),
    };
    match outcome {
        Ok(code) => code,
        // Whoever read our output has gone: no failure.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("legeplads-desk: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run_check(dir: &Path, format: Format) -> io::Result<ExitCode> {
    let checked = check(dir);
    let text = match format {
        Format::Text => checked.to_text(colour()),
        Format::Json => checked.to_json()?,
    };
    say(&text)?;
    Ok(match checked.feed {
        Some(_) => ExitCode::SUCCESS,
        None => ExitCode::FAILURE,
    })
}

fn run_release(dir: &Path, to: &Path) -> io::Result<ExitCode> {
    match release(dir, to) {
        Ok(Released::New { words, .. } | Released::Unchanged { words, .. }) => {
            say(&words)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            if let CannotRelease::Unfit(checked) = &error {
                say(&checked.to_text(colour()))?;
            }
            Err(io::Error::other(error))
        }
    }
}

fn run_serve(dir: PathBuf, listen: SocketAddr) -> io::Result<ExitCode> {
    if !dir.is_dir() {
        let words = format!("{} is not a folder", dir.display());
        return Err(io::Error::new(io::ErrorKind::NotFound, words));
    }
    if !dir.join(Manifest::FILE).is_file() {
        eprintln!(
            "legeplads-desk: {} holds no release yet; publish one with: legeplads-desk release \
             FEED --to {0}",
            dir.display()
        );
    }
    Runtime::new()?.block_on(async {
        let listener = TcpListener::bind(listen).await.map_err(|error| {
            io::Error::new(error.kind(), format!("cannot listen on {listen}: {error}"))
        })?;
        let address = listener.local_addr()?;
        say(&format!("serving {} on http://{address}\n", dir.display()))?;
        serve(dir, listener, told_to_stop()).await
    })?;
    Ok(ExitCode::SUCCESS)
}

fn say(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Colour on terminals only, and not where it is not wanted (no-color.org).
fn colour() -> bool {
    let unwanted = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    io::stdout().is_terminal() && !unwanted
}

/// Ends at SIGTERM and SIGINT.
async fn told_to_stop() {
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            // Without a handler the system ends the process at the signal, which is as good.
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = terminated => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
