//! `legeplads-desk serve`.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use legeplads_desk::ledger::Home;
use legeplads_desk::place::PlaceError;
use legeplads_desk::serve::{Options, Server};
use legeplads_trust::keys::KeyRing;
use legeplads_trust::layout;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use super::terminal::{say, told_to_stop};

#[derive(Debug, Args)]
pub struct Serve {
    /// The published folder
    dir: PathBuf,
    /// The folder of the keys: renew the short-lived signatures every hour; the online key is
    /// enough
    #[arg(long, value_name = "KEYS")]
    keys: Option<PathBuf>,
    /// Where to listen; port 0 takes any that is free
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080", value_parser = address)]
    listen: SocketAddr,
    /// Keep what kiosks count in a PostgreSQL that several desks share, as
    /// postgresql://desk@db.example.org/legeplads; a password is looked for in PGPASSWORD
    #[arg(long, value_name = "URL")]
    ledger: Option<Home>,
    /// Tell everybody how the kiosks are, and not this machine only
    #[arg(long)]
    open_status: bool,
}

impl Serve {
    pub fn run(self) -> io::Result<ExitCode> {
        let Self {
            dir,
            keys,
            listen,
            ledger,
            open_status,
        } = self;
        if let Some(Home::Folder(folder)) = &ledger {
            return Err(io::Error::other(format!(
                "--ledger {} is no connection string; it looks like \
                 postgresql://desk@db.example.org/legeplads",
                folder.display()
            )));
        }
        if !dir.is_dir() {
            return Err(io::Error::other(PlaceError::NoFolder(dir)));
        }
        if !dir.join(layout::TIMESTAMP).is_file() {
            eprintln!(
                "legeplads-desk: {} holds no release yet; publish one with: legeplads-desk publish \
                 FEED --keys KEYS --to {0}",
                dir.display()
            );
        }
        match &keys {
            // Whoever mistypes it hears of it now, not in a week.
            Some(keys) => drop(KeyRing::open(keys).map_err(io::Error::other)?),
            None => eprintln!(
                "legeplads-desk: signatures are not renewed here; kiosks take nothing new once \
                 they have run out. Give --keys KEYS, or renew them elsewhere"
            ),
        }
        Runtime::new()?.block_on(async {
            let listener = TcpListener::bind(listen).await.map_err(|error| {
                let hint = way_out(&error);
                io::Error::new(
                    error.kind(),
                    format!("cannot listen on {listen}: {error}{hint}"),
                )
            })?;
            let server = Server::open(Options {
                keys,
                ledger,
                open_status,
                ..Options::new(&dir)
            })?;
            let address = listener.local_addr()?;
            say(&format!("serving {} on http://{address}\n", dir.display()))?;
            server.run(listener, told_to_stop()).await
        })?;
        Ok(ExitCode::SUCCESS)
    }
}

fn address(text: &str) -> Result<SocketAddr, &'static str> {
    let wanted = "an address and a port in digits are needed, as in 127.0.0.1:8080 for this \
                  machine alone, or 0.0.0.0:8080 for everybody";
    text.parse().map_err(|_| wanted)
}

fn way_out(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::AddrInUse => {
            "; another program, or another window with this one, listens there: end it, or name \
             another port with --listen"
        }
        io::ErrorKind::AddrNotAvailable => "; this machine has no such address",
        io::ErrorKind::PermissionDenied => "; name a port above 1023",
        _ => "",
    }
}
