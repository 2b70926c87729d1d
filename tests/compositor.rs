//! The compositor of a kiosk, drawn into a window of a virtual display.

use std::process::Command;

use tempfile::TempDir;

use crate::display::Display;
use crate::kiosk::Kiosk;
use crate::process::Program;
use crate::wait::eventually;

/// weston with the kiosk shell; it ends when this is dropped.
///
/// Its window is an X window, so a click on the display is a pointer's press under Wayland.
#[derive(Debug)]
pub struct Compositor {
    program: Program,
    runtime: TempDir,
}

impl Compositor {
    /// The socket's name in its folder.
    const SOCKET: &str = "legeplads";

    /// A screen of this size in pixels, in the upper left corner of a display.
    ///
    /// # Panics
    ///
    /// When weston is not installed or does not start.
    pub fn start(display: &Display, width: u32, height: u32) -> Self {
        // Only its owner may look into it, or weston refuses; so it is made.
        let runtime = tempfile::tempdir().expect("a temporary folder can be made");
        let mut command = Command::new("weston");
        command
            .args(["--backend=x11-backend.so", "--use-pixman", "--no-config"])
            .args(["--shell=kiosk-shell.so", "--idle-time=0"])
            .arg(format!("--socket={}", Self::SOCKET))
            .arg(format!("--width={width}"))
            .arg(format!("--height={height}"))
            .env("XDG_RUNTIME_DIR", runtime.path());
        display.show(&mut command);
        let program = Program::start(&mut command);
        eventually("weston's socket", || {
            runtime.path().join(Self::SOCKET).exists().then_some(())
        });
        Self { program, runtime }
    }

    /// Starts a kiosk on it, full screen, with an empty store.
    ///
    /// # Panics
    ///
    /// When it does not start.
    pub fn kiosk(&self, arguments: &[&str]) -> Kiosk {
        Kiosk::start_by(|command| {
            self.show(command);
            command.args(arguments);
        })
    }

    /// Lets a program show itself here, and nowhere else.
    pub fn show(&self, command: &mut Command) {
        command
            .env("XDG_RUNTIME_DIR", self.runtime.path())
            .env("WAYLAND_DISPLAY", Self::SOCKET)
            .env_remove("DISPLAY");
    }

    /// It takes no more frames, as one whose display sleeps.
    pub fn stops(&self) {
        self.program.signal("STOP");
    }

    /// It takes frames again.
    pub fn goes_on(&self) {
        self.program.signal("CONT");
    }
}
