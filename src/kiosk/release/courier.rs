//! `legeplads-sync` as the kiosk's child: the screen itself opens no socket.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use bevy::prelude::Resource;

use crate::options::Options;

/// The courier's process. It ends when this is dropped, and when the kiosk dies: its standard
/// input closes then.
#[derive(Resource, Debug)]
pub struct Courier {
    child: Child,
}

impl Courier {
    /// Starts the courier.
    ///
    /// # Errors
    ///
    /// When the program is not beside the kiosk nor on the path.
    pub fn start(feed: &str, store: &Path, options: &Options) -> std::io::Result<Self> {
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
        Ok(Self {
            child: command.spawn()?,
        })
    }
}

impl Drop for Courier {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Beside this program, as it is installed; else wherever the path finds it.
fn program() -> PathBuf {
    std::env::current_exe()
        .ok()
        .and_then(|kiosk| Some(kiosk.parent()?.join("legeplads-sync")))
        .filter(|beside| beside.is_file())
        .unwrap_or_else(|| PathBuf::from("legeplads-sync"))
}
