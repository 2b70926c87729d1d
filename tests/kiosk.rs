//! The kiosk in a window on a virtual display.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use legeplads_store::Screen;
use tempfile::TempDir;

use crate::display::Display;
use crate::machine::{SmallDisk, WallClock, apart, inside};
use crate::process::{Ended, Program, program, run};
use crate::wait::look_for;

/// A running kiosk; it ends when this is dropped.
#[derive(Debug)]
pub struct Kiosk {
    program: Program,
    store: Place,
}

/// Where a kiosk's store is.
#[derive(Debug)]
enum Place {
    Here(TempDir),
    /// On a disk of its own, by the way that it is seen from here.
    There(PathBuf),
}

/// The town's light goes by the clock; where a test says nothing of the hour, it is noon.
pub const NOON: [&str; 2] = ["--clock", "2026-06-22T12:00"];

impl Kiosk {
    /// The command, with all that the user's own settings could change taken out.
    ///
    /// Under a virtual display there is no GPU to present with, even where the machine has one.
    pub fn command(display: &Display) -> Command {
        let mut command = Self::bare_command();
        display.show(&mut command);
        command
    }

    fn bare_command() -> Command {
        let mut command = program("legeplads-kiosk");
        command
            .env("WGPU_FORCE_FALLBACK_ADAPTER", "1")
            .env_remove("RUST_LOG")
            .env_remove("XDG_STATE_HOME");
        command
    }

    /// Starts a kiosk with an empty store on whatever `show` leads it to.
    pub(crate) fn start_by(show: impl FnOnce(&mut Command)) -> Self {
        let store = tempfile::tempdir().expect("a temporary folder can be made");
        let mut command = Self::bare_command();
        command.arg("--store").arg(store.path());
        show(&mut command);
        let program = Program::start(&mut command);
        Self::here(program, store)
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

    /// Starts a kiosk with an empty store in a window of a size, by the machine's own clock.
    ///
    /// # Panics
    ///
    /// When it does not start.
    pub fn start_by_the_clock(display: &Display, size: &str, arguments: &[&str]) -> Self {
        let store = tempfile::tempdir().expect("a temporary folder can be made");
        let mut command = Self::command(display);
        command.args(["--windowed", size, "--store"]);
        command.arg(store.path()).args(arguments);
        Self::here(Program::start(&mut command), store)
    }

    /// The same where a clock on the wall says what time it is, and nobody vouches for it.
    ///
    /// # Panics
    ///
    /// When it does not start.
    pub fn start_under(clock: &WallClock, display: &Display, arguments: &[&str]) -> Self {
        Self::start_in(|command| clock.on(command, false), display, arguments)
    }

    /// Starts a kiosk with an empty store in a world that `world` makes of the command.
    ///
    /// # Panics
    ///
    /// When it does not start.
    pub fn start_in(
        world: impl FnOnce(&Command) -> Command,
        display: &Display,
        arguments: &[&str],
    ) -> Self {
        let store = tempfile::tempdir().expect("a temporary folder can be made");
        let command = Self::following(display, store.path(), arguments);
        Self::here(Program::start(&mut world(&command)), store)
    }

    /// Runs a kiosk there that ends by itself.
    pub fn run_in(
        world: impl FnOnce(&Command) -> Command,
        display: &Display,
        arguments: &[&str],
    ) -> Ended {
        run(&mut world(Self::command(display).args(arguments)))
    }

    /// The same with its store on a small disk, which must outlive it.
    ///
    /// # Panics
    ///
    /// When it does not start.
    pub fn start_on(disk: &SmallDisk, display: &Display, arguments: &[&str]) -> Self {
        let arguments = [arguments, &NOON].concat();
        let command = Self::following(display, &disk.store(), &arguments);
        Self {
            program: Program::start(&mut disk.with(&command)),
            store: Place::There(disk.seen(&disk.store())),
        }
    }

    fn start_with(display: &Display, store: TempDir, arguments: &[&str]) -> Self {
        let arguments = [arguments, &NOON].concat();
        let command = &mut Self::following(display, store.path(), &arguments);
        Self::here(Program::start(command), store)
    }

    fn here(program: Program, store: TempDir) -> Self {
        Self {
            program,
            store: Place::Here(store),
        }
    }

    fn following(display: &Display, store: &Path, arguments: &[&str]) -> Command {
        let mut command = Self::command(display);
        command
            .args(["--windowed", "1280x720", "--language", "da", "--store"])
            .arg(store)
            .args(arguments);
        command
    }

    /// Pulls the plug, and starts it again on the same store.
    ///
    /// # Panics
    ///
    /// When it had ended before.
    pub fn cut_and_start(self, display: &Display, arguments: &[&str]) -> Self {
        self.cut_and(display, arguments, || {})
    }

    /// The same, with something to look at while it is dead.
    ///
    /// # Panics
    ///
    /// When it had ended before, or is on another disk.
    pub fn cut_and(self, display: &Display, arguments: &[&str], look: impl FnOnce()) -> Self {
        let Self { program, store } = self;
        let Place::Here(store) = store else {
            panic!("its store is on another disk")
        };
        program.cut();
        look();
        Self::start_with(display, store, arguments)
    }

    /// Ends its courier with SIGKILL, if there is one now.
    ///
    /// # Panics
    ///
    /// When `kill` is not installed.
    pub fn kill_courier(&self) -> bool {
        // The courier signs its store's lock with its process id.
        let signed = fs::read_to_string(self.store().join("lock")).unwrap_or_default();
        let Ok(id) = signed.trim().parse::<u32>() else {
            return false;
        };
        // Others may have had that number since.
        let name = fs::read_to_string(format!("/proc/{id}/comm")).unwrap_or_default();
        name.trim() == "legeplads-sync"
            && run(Command::new("kill").args(["-9", &id.to_string()]))
                .status
                .success()
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.program.id()
    }

    /// Its store's folder.
    pub fn store(&self) -> &Path {
        match &self.store {
            Place::Here(store) => store.path(),
            Place::There(store) => store,
        }
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

/// The command on a machine that is set up to believe this root, as an installed kiosk is.
///
/// # Panics
///
/// When the system does not allow mounts of one's own.
pub fn believing(root: &Path, command: &Command) -> Command {
    let mut own = apart(
        "mount -t tmpfs none /mnt && mkdir /mnt/etc && mount --rbind /etc /mnt/etc && \
         mount -t tmpfs none /etc && ln -s /mnt/etc/* /etc/ && rm -f /etc/legeplads && \
         mkdir /etc/legeplads && cp \"$BELIEVED\" /etc/legeplads/root.json && exec \"$@\"",
    );
    inside(&mut own, command);
    own.env("BELIEVED", root);
    own
}
