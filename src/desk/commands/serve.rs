//! `legeplads-desk serve`.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use legeplads_desk::serve::serve;
use legeplads_trust::Manifest;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use super::terminal::{say, told_to_stop};

#[derive(Debug, Args)]
pub struct Serve {
    /// The published folder
    dir: PathBuf,
    /// Where to listen; port 0 takes any that is free
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
}

impl Serve {
    pub fn run(self) -> io::Result<ExitCode> {
        let Self { dir, listen } = self;
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
}
