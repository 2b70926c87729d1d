//! `legeplads-sync`: the courier as a program.

use std::io::{self, IsTerminal, Read};
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use clap::Parser;
use legeplads_sync::{Options, Outcome, http, run};
use reqwest::Url;
use tokio::runtime;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;
use tracing_subscriber::EnvFilter;

/// Bring a kiosk's store to the newest release of a feed, and keep it there.
///
/// Exit codes: 0 up to date, updated or told to stop; 1 the store cannot be used; 3 what is
/// offered was refused; 4 the server cannot be reached.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// The published folder's address, such as https://example.org/billund
    #[arg(long, value_name = "URL", value_parser = http::address)]
    feed: Url,
    /// The store's folder; it is made if need be
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// Make one round and exit
    #[arg(long)]
    once: bool,
    /// The longest time between two rounds, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 60,
          value_parser = clap::value_parser!(u64).range(1..=86_400))]
    poll: u64,
    /// Exit when standard input closes: for the program that starts this one
    #[arg(long)]
    child: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_target(false)
        .with_ansi(io::stderr().is_terminal())
        .with_writer(io::stderr)
        .init();
    let runtime = match runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failure(&format!("cannot start: {error}")),
    };
    let options = Options {
        feed: arguments.feed,
        store: arguments.store,
        poll: Duration::from_secs(arguments.poll),
        once: arguments.once,
    };
    let outcome = runtime.block_on(async { run(options, told_to_stop(arguments.child)).await });
    // A picture may be in the middle of being decoded; nobody waits for it any more.
    runtime.shutdown_timeout(Duration::from_millis(100));
    match outcome {
        Ok(outcome) => report(&outcome),
        Err(error) => failure(&error.to_string()),
    }
}

fn report(outcome: &Outcome) -> ExitCode {
    match outcome {
        Outcome::UpToDate | Outcome::Updated | Outcome::Stopped => {
            tracing::info!("{outcome}");
            ExitCode::SUCCESS
        }
        Outcome::Stuck(_) => failure(&outcome.to_string()),
        Outcome::Refused(_) => code(3, &outcome.to_string()),
        Outcome::Unreachable(_) => code(4, &outcome.to_string()),
    }
}

fn failure(words: &str) -> ExitCode {
    code(1, words)
}

fn code(code: u8, words: &str) -> ExitCode {
    eprintln!("legeplads-sync: {words}");
    ExitCode::from(code)
}

/// Ends at SIGTERM, at SIGINT, and for a child when standard input closes: then the parent is
/// gone, however it went.
async fn told_to_stop(child: bool) {
    let closed = input_closed(child);
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            // Without a handler the system ends the process at the signal, which is as good.
            Err(_) => std::future::pending().await,
        }
    };
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = closed => {}
        _ = terminated => {}
        () = interrupted => {}
    }
}

/// A thread of its own reads standard input: the runtime would wait for its reader at the end.
async fn input_closed(child: bool) {
    let (sender, receiver) = oneshot::channel::<()>();
    if !child {
        return std::future::pending().await;
    }
    thread::spawn(move || {
        let mut buffer = [0; 64];
        while !matches!(io::stdin().read(&mut buffer), Ok(0) | Err(_)) {}
        drop(sender);
    });
    // An error means that the sender is gone, which is the message.
    let _ = receiver.await;
}
