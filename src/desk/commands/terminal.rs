//! The terminal: words go out, and signals come in.

use std::env;
use std::io::{self, IsTerminal, Write};

use tokio::signal::unix::{SignalKind, signal};

/// Prints to standard output at once.
pub fn say(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Colour on terminals only, and not where it is not wanted (no-color.org).
pub fn colour() -> bool {
    let unwanted = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    io::stdout().is_terminal() && !unwanted
}

/// Ends at SIGTERM and SIGINT.
pub async fn told_to_stop() {
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
