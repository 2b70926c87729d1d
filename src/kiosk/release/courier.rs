//! `legeplads-sync` as the kiosk's child: the screen itself opens no socket.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use bevy::prelude::Resource;

use crate::options::Options;

/// Between two looks whether the courier still runs.
const LOOK: Duration = Duration::from_millis(500);

/// Before a courier that ended is started again: the first time, and after many.
const AGAIN: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(60));

/// One that ran so long ended for a reason of its own, not for the one before.
const GOOD: Duration = Duration::from_secs(60);

/// The courier's process, started again whenever it ends. It ends for good when this is dropped,
/// and when the kiosk dies: its standard input closes then.
#[derive(Resource, Debug)]
pub struct Courier {
    /// Closed to let go of the courier.
    stop: Option<Sender<()>>,
    keeper: Option<JoinHandle<()>>,
}

impl Courier {
    /// Starts the courier, and a thread that sees to it that there is one.
    ///
    /// # Errors
    ///
    /// When the program is not beside the kiosk nor on the path.
    pub fn start(feed: &str, store: &Path, options: &Options) -> io::Result<Self> {
        let mut command = command(feed, store, options);
        let child = command.spawn()?;
        let (stop, stopped) = channel();
        let keeper = thread::Builder::new().name("courier".to_owned());
        let keeper = keeper.spawn(move || keep(command, child, &stopped))?;
        Ok(Self {
            stop: Some(stop),
            keeper: Some(keeper),
        })
    }
}

impl Drop for Courier {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(keeper) = self.keeper.take() {
            // If it panicked, the courier went with it.
            let _ = keeper.join();
        }
    }
}

/// Starts the courier again whenever it has ended, until `stopped` is closed.
fn keep(mut command: Command, mut child: Child, stopped: &Receiver<()>) {
    let (first, longest) = AGAIN;
    let mut pause = first;
    let mut began = Instant::now();
    while stopped.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
        let Ok(Some(status)) = child.try_wait() else {
            continue;
        };
        if began.elapsed() >= GOOD {
            pause = first;
        }
        tracing::warn!("legeplads-sync ended ({status}); it is started again in {pause:?}");
        if stopped.recv_timeout(pause) != Err(RecvTimeoutError::Timeout) {
            return;
        }
        pause = (pause * 2).min(longest);
        began = Instant::now();
        match command.spawn() {
            Ok(started) => child = started,
            // The one that ended is found once more, and so this is tried once more.
            Err(error) => tracing::error!("legeplads-sync cannot be started: {error}"),
        }
    }
    // It may be gone already.
    let _ = child.kill();
    let _ = child.wait();
}

fn command(feed: &str, store: &Path, options: &Options) -> Command {
    let mut command = Command::new(program());
    command
        .arg("--child")
        .args(["--feed", feed])
        .arg("--store")
        .arg(store)
        .stdin(Stdio::piped());
    if let Some(root) = &options.root {
        command.arg("--root").arg(root);
    }
    let told = [
        ("--channel", &options.channel),
        ("--kiosk", &options.kiosk),
        ("--site", &options.site),
    ];
    for (name, value) in told {
        if let Some(value) = value {
            command.args([name, value]);
        }
    }
    if let Some(poll) = options.poll {
        command.arg("--poll").arg(poll.to_string());
    }
    command
}

/// Beside this program, as it is installed; else wherever the path finds it.
fn program() -> PathBuf {
    std::env::current_exe()
        .ok()
        .and_then(|kiosk| Some(kiosk.parent()?.join("legeplads-sync")))
        .filter(|beside| beside.is_file())
        .unwrap_or_else(|| PathBuf::from("legeplads-sync"))
}
