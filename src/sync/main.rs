//! `legeplads-sync`: the courier as a program.

use std::io::{self, IsTerminal, Read};
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use clap::Parser;
use legeplads_store::config::{Config, Id};
use legeplads_sync::{Options, Outcome, http, run};
use legeplads_trust::{Channel, is_id};
use reqwest::Url;
use tokio::runtime;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;
use tracing_subscriber::EnvFilter;

/// Bring a kiosk's store to the newest release of a feed, and keep it there.
///
/// Exit codes: 0 up to date, updated or told to stop; 1 the store, the root or a file that was
/// named cannot be used; 3 what is offered was refused; 4 the server cannot be reached.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// This machine's configuration, such as /etc/legeplads/kiosk.ron; what else is said here wins
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The published folder's address, such as https://example.org/billund
    #[arg(long, value_name = "URL", value_parser = http::address,
          required_unless_present = "config")]
    feed: Option<Url>,
    /// Who may sign: the root.json that `legeplads-desk keys init` made
    #[arg(long, value_name = "FILE", required_unless_present = "config")]
    root: Option<PathBuf>,
    /// The store's folder; it is made if need be
    #[arg(long, value_name = "DIR", required_unless_present = "config")]
    store: Option<PathBuf>,
    /// What to follow: live if left out
    #[arg(long, value_name = "ID")]
    channel: Option<Channel>,
    /// This kiosk's id, told to the desk; the machine's name if left out
    #[arg(long, value_name = "ID", value_parser = id)]
    kiosk: Option<String>,
    /// The site that this kiosk stands at, told to the desk
    #[arg(long, value_name = "ID", value_parser = id)]
    site: Option<String>,
    /// Make one round and exit
    #[arg(long)]
    once: bool,
    /// The longest time between two rounds while nothing is pushed, in seconds: 60 if left out
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    poll: Option<u64>,
    /// The most bytes a second that downloads may take
    #[arg(long, value_name = "BYTES_PER_S",
          value_parser = clap::value_parser!(u64).range(256..))]
    bandwidth: Option<u64>,
    /// The site's own certificate authorities, in PEM form, besides those of this system
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,
    /// Do not listen for the server's hints
    #[arg(long)]
    no_push: bool,
    /// Exit when standard input closes: for the program that starts this one
    #[arg(long)]
    child: bool,
}

impl Arguments {
    /// What is said here, else what the configuration says, else what is usual.
    fn options(self) -> Result<Options, String> {
        let config = match &self.config {
            Some(file) => Config::read(file).map_err(|found| found.to_string())?,
            None => Config::default(),
        };
        let feed = match (self.feed, &config.feed) {
            (Some(feed), _) => feed,
            (None, Some(feed)) => {
                http::address(feed.as_str()).map_err(|error| error.to_string())?
            }
            (None, None) => {
                let file = self.config.unwrap_or_default();
                return Err(format!(
                    "{} names no feed; write `feed: \"https://…\"` into it",
                    file.display()
                ));
            }
        };
        let root = self.root.unwrap_or(config.root.0);
        let options = Options::new(feed, root, self.store.unwrap_or(config.store.0));
        let poll = self.poll.or(config.poll.map(|poll| poll.get()));
        let named = |id: Option<Id>| id.map(String::from);
        Ok(Options {
            channel: self.channel.unwrap_or(config.channel),
            kiosk: self.kiosk.or(named(config.kiosk)).unwrap_or(options.kiosk),
            site: self.site.or(named(config.site)),
            poll: poll.map_or(Options::POLL, Duration::from_secs),
            once: self.once,
            push: !self.no_push,
            bandwidth: self.bandwidth.or(config.bandwidth.map(|rate| rate.get())),
            authorities: self.ca.or(config.authorities),
            ..options
        })
    }
}

fn id(text: &str) -> Result<String, &'static str> {
    match is_id(text) {
        true => Ok(text.to_owned()),
        false => Err("1 to 40 of a-z, 0-9 and - are needed, as in airport-1"),
    }
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
    let child = arguments.child;
    let options = match arguments.options() {
        Ok(options) => options,
        Err(words) => return failure(&words),
    };
    let outcome = runtime.block_on(async { run(options, told_to_stop(child)).await });
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
