//! What a program finds on its machine, made up for it alone: the clock, whether anybody vouches
//! for that, and what is mounted. The machine that the tests run on is left as it is.
//!
//! The tests of `legeplads-sync` include this file, too.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

/// Makes time go so many times as fast for a program, in all of its clocks.
///
/// # Panics
///
/// When faketime is not installed.
pub fn hurry(command: &mut Command, times: u32) {
    command
        .env("LD_PRELOAD", faketime())
        .env("FAKETIME", format!("+0 x{times}"));
}

/// A clock on the wall that says what it is told. What lies between two instants is measured by
/// another one, as on every machine, and that one goes right.
#[derive(Debug)]
pub struct WallClock(TempDir);

impl WallClock {
    /// `time`: UTC, as in `2038-01-19 03:14:07`.
    ///
    /// # Panics
    ///
    /// When the disk refuses.
    pub fn at(time: &str) -> Self {
        let clock = Self(tempfile::tempdir().expect("a folder"));
        clock.set(time);
        clock
    }

    /// It goes on from here. Programs that run see it jump.
    ///
    /// # Panics
    ///
    /// When the disk refuses.
    pub fn set(&self, time: &str) {
        let part = self.0.path().join("part");
        fs::write(&part, format!("@{time}\n")).expect("written");
        fs::rename(part, self.file()).expect("renamed");
    }

    /// The day that it was set to: `2038-01-19`.
    ///
    /// # Panics
    ///
    /// When the disk refuses.
    pub fn day(&self) -> String {
        let set = fs::read_to_string(self.file()).expect("readable");
        set[1..11].to_owned()
    }

    /// The command on a machine with this clock, of which the system says that it is synchronised,
    /// or does not.
    ///
    /// # Panics
    ///
    /// When faketime is not installed, or the system does not allow mounts of one's own.
    pub fn on(&self, command: &Command, is_synced: bool) -> Command {
        // Whatever this machine says of its own clock is out of sight below /run.
        let vouch = match is_synced {
            true => "mkdir -p /run/systemd/timesync && : >/run/systemd/timesync/synchronized &&",
            false => "",
        };
        let mut own = apart(&format!(
            "mount -t tmpfs none /run && {vouch} exec env LD_PRELOAD=\"$PRELOADED\" \"$@\""
        ));
        own.arg(command.get_program()).args(command.get_args());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => own.env(name, value),
                None => own.env_remove(name),
            };
        }
        own.env("PRELOADED", faketime())
            .env("FAKETIME_TIMESTAMP_FILE", self.file())
            .env("FAKETIME_NO_CACHE", "1")
            .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
            .env("TZ", "UTC")
            .env_remove("FAKETIME");
        own
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("clock")
    }
}

/// A shell script that sees mounts of its own and may change them, also for those who are not root.
///
/// # Panics
///
/// When the system does not allow it.
pub fn apart(script: &str) -> Command {
    const APART: [&str; 3] = ["--user", "--map-root-user", "--mount"];
    let tried = Command::new("unshare").args(APART).arg("true").output();
    let tried = tried.expect("unshare is needed for this test, which util-linux brings");
    assert!(
        tried.status.success(),
        "this test needs mounts of its own; in a container, let it have user namespaces. {}",
        String::from_utf8_lossy(&tried.stderr)
    );
    let mut command = Command::new("unshare");
    command.args(APART).args(["sh", "-c", script, "sh"]);
    command
}

/// The library that says to a program what time it is.
fn faketime() -> PathBuf {
    let folders = fs::read_dir("/usr/lib").expect("a folder");
    folders
        .map(|folder| folder.expect("an entry").path())
        .map(|folder| folder.join("faketime/libfaketime.so.1"))
        .find(|library| library.is_file())
        .expect("faketime is needed for this test; deploy/test installs it")
}
