//! What a program finds on its machine, made up for it alone: the clock, whether anybody vouches
//! for that, what is mounted, and how much room there is. The machine that the tests run on is left as it is.
//!
//! The tests of `legeplads-sync` include this file, too.

use std::fs::{self, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

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
        inside(&mut own, command);
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

/// A small disk in memory, for the programs that are started on it. It is gone when this is dropped.
#[derive(Debug)]
pub struct SmallDisk {
    keeper: Child,
    place: tempfile::TempDir,
}

impl SmallDisk {
    /// `size`: as `mount` takes it, `24m`.
    ///
    /// # Panics
    ///
    /// When the system does not allow mounts of one's own.
    pub fn new(size: &str) -> Self {
        let place = tempfile::tempdir().expect("a folder");
        let mut keeper =
            apart(r#"mount -t tmpfs -o "size=$1" none "$2" && echo ready && exec cat"#)
                .arg(size)
                .arg(place.path())
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .expect("it could be started");
        let mut ready = String::new();
        let stdout = keeper.stdout.take().expect("it is piped");
        let read = BufReader::new(stdout).read_line(&mut ready);
        read.expect("readable");
        assert_eq!(ready, "ready\n", "the disk could not be made");
        Self { keeper, place }
    }

    /// A command as it runs where this disk is.
    pub fn with(&self, command: &Command) -> Command {
        let mut there = Command::new("nsenter");
        there
            .args(["--user", "--mount", "--preserve-credentials", "--target"])
            .arg(self.keeper.id().to_string())
            .arg("--");
        inside(&mut there, command);
        there
    }

    /// Makes it another size.
    ///
    /// # Panics
    ///
    /// When the system refuses.
    pub fn resize(&self, size: &str) {
        let mut mount = Command::new("mount");
        mount
            .args(["-o", &format!("remount,size={size}")])
            .arg(self.place.path());
        let done = self.with(&mount).status().expect("it could be started");
        assert!(done.success(), "the disk could not be made larger");
    }

    /// The store, as the programs on this disk call it.
    pub fn store(&self) -> PathBuf {
        self.place.path().join("store")
    }

    /// Where the same is seen from here.
    ///
    /// # Panics
    ///
    /// When the path is not absolute.
    pub fn seen(&self, path: &Path) -> PathBuf {
        let root = PathBuf::from(format!("/proc/{}/root", self.keeper.id()));
        root.join(path.strip_prefix("/").expect("an absolute path"))
    }

    /// Bytes that are free. Only who is there is told.
    fn free(&self) -> u64 {
        let mut df = Command::new("df");
        df.args(["--output=avail", "--block-size=1"])
            .arg(self.place.path());
        let told = self.with(&df).output().expect("it could be started");
        let told = String::from_utf8_lossy(&told.stdout).into_owned();
        let figure = told.lines().last().map(|line| line.trim().parse());
        figure.and_then(Result::ok).expect("a figure")
    }

    /// Puts a file there that leaves so many bytes free, about.
    ///
    /// # Panics
    ///
    /// When the disk refuses before that.
    pub fn fill(&self, left: u64) {
        let path = self.seen(&self.place.path().join("filler"));
        let mut file = OpenOptions::new()
            .append(true)
            .create(true)
            .open(path)
            .expect("a file");
        let block = [0; 4096];
        for _ in 0..self.free().saturating_sub(left) / 4096 {
            file.write_all(&block).expect("room");
        }
        if left == 0 {
            // To the last byte.
            let end = io::copy(&mut io::repeat(0), &mut file).expect_err("a full disk");
            assert_eq!(end.kind(), io::ErrorKind::StorageFull);
        }
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = self.keeper.kill();
        let _ = self.keeper.wait();
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

/// Adds the command and its environment to one that runs commands elsewhere.
pub fn inside(elsewhere: &mut Command, command: &Command) {
    elsewhere
        .arg(command.get_program())
        .args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => elsewhere.env(name, value),
            None => elsewhere.env_remove(name),
        };
    }
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
