//! The kiosk in a window on a virtual display.

use std::path::Path;
use std::process::Command;

use legeplads_store::Screen;
use tempfile::TempDir;

use crate::display::Display;
use crate::process::{Ended, Program, program, run};
use crate::wait::look_for;

/// A running kiosk; it ends when this is dropped.
#[derive(Debug)]
pub struct Kiosk {
    program: Program,
    store: TempDir,
}

impl Kiosk {
    /// The command, with all that the user's own settings could change taken out.
    ///
    /// Under a virtual display there is no GPU to present with, even where the machine has one.
    pub fn command(display: &Display) -> Command {
        let mut command = program("legeplads-kiosk");
        command
            .env("WGPU_FORCE_FALLBACK_ADAPTER", "1")
            .env_remove("RUST_LOG")
            .env_remove("XDG_STATE_HOME");
        display.show(&mut command);
        command
    }

    /// Runs a kiosk that ends by itself.
    pub fn run(display: &Display, arguments: &[&str]) -> Ended {
        run(Self::command(display).args(arguments))
    }

    /// Starts a kiosk with an empty store.
    ///
    /// # Panics
    ///
    /// When it does not start.
    pub fn start(display: &Display, arguments: &[&str]) -> Self {
        let store = tempfile::tempdir().expect("a temporary folder can be made");
        Self::start_with(display, store, arguments)
    }

    fn start_with(display: &Display, store: TempDir, arguments: &[&str]) -> Self {
        let program = Program::start(
            Self::command(display)
                .args(["--windowed", "1280x720", "--language", "da", "--store"])
                .arg(store.path())
                .args(arguments),
        );
        Self { program, store }
    }

    /// Pulls the plug, and starts it again on the same store.
    ///
    /// # Panics
    ///
    /// When it had ended before.
    pub fn cut_and_start(self, display: &Display, arguments: &[&str]) -> Self {
        let Self { program, store } = self;
        program.cut();
        Self::start_with(display, store, arguments)
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.program.id()
    }

    /// Its store's folder.
    pub fn store(&self) -> &Path {
        self.store.path()
    }

    /// What it logged so far.
    pub fn words(&self) -> String {
        self.program.words()
    }

    /// What it says of its screen, once it says something.
    ///
    /// # Panics
    ///
    /// When the disk refuses.
    pub fn says(&self) -> Option<Screen> {
        Screen::read(self.store()).expect("the store can be read")
    }

    /// Waits until what it says of its screen is as wanted.
    ///
    /// # Panics
    ///
    /// When that does not come; with what it said last, and its log.
    pub fn says_eventually(&self, what: &str, wanted: impl Fn(&Screen) -> bool) -> Screen {
        self.eventually(what, || self.says().filter(&wanted))
    }

    /// Waits for something that depends on it.
    ///
    /// # Panics
    ///
    /// When that does not come; with what it said last of its screen, and its log.
    pub fn eventually<T>(&self, what: &str, look: impl FnMut() -> Option<T>) -> T {
        look_for(look).unwrap_or_else(|| {
            let says = self.says();
            panic!("in vain: {what}; the kiosk says {says:?}\n{}", self.words())
        })
    }
}
