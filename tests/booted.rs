//! A Debian that has started as a machine does: systemd, its units, their sandboxes.

use std::process::Command;
use std::sync::MutexGuard;

use legeplads_store::Screen;

use crate::debian::Debian;
use crate::display::alone;
use crate::process::{Ended, Program, run};
use crate::wait::{eventually, look_for};

/// A [`Debian`] that runs in namespaces of its own, without a network; it ends when dropped.
#[derive(Debug)]
pub struct Booted {
    program: Program,
    /// The process that is its systemd, as this machine counts, once there is one.
    leader: Option<u32>,
    debian: Debian,
    _alone: MutexGuard<'static, ()>,
}

impl Booted {
    /// Starts it. `systemd-sysv` and `dbus` must be among its packages.
    ///
    /// None where this machine does not let a machine run within; that is said.
    ///
    /// # Panics
    ///
    /// When it does not start.
    pub fn start(debian: Debian) -> Option<Self> {
        // Known to nobody else: there may be no systemd outside.
        let nspawn = || {
            let mut command = Command::new("systemd-nspawn");
            command
                .args(["--quiet", "--register=no", "--keep-unit"])
                .args(["--private-network", "--machine=kiosk", "--directory"])
                .arg(debian.inside("/"));
            command
        };
        let allowed = run(nspawn().arg("/bin/true"));
        if !allowed.status.success() {
            println!(
                "not tried: no machine may run within this one: {}",
                allowed.stderr
            );
            return None;
        }
        let alone = alone();
        let program = Program::start(nspawn().args(["--boot", "--console=pipe"]));
        let mut booted = Self {
            program,
            leader: None,
            debian,
            _alone: alone,
        };
        let id = booted.program.id();
        booted.leader = Some(eventually("systemd", || systemd_of(id)));
        booted.eventually(
            "the end of starting",
            "systemctl is-system-running | grep -Eq \"running|degraded\"",
        );
        Some(booted)
    }

    /// Its files.
    pub fn files(&self) -> &Debian {
        &self.debian
    }

    /// What its screen says of itself, once it has said something.
    pub fn screen(&self) -> Option<Screen> {
        Screen::read(&self.debian.inside("/var/lib/legeplads"))
            .ok()
            .flatten()
    }

    /// Runs words of the shell in it.
    pub fn tries(&self, words: &str) -> Ended {
        run(Command::new("nsenter")
            .args(self.leader.map(|leader| format!("--target={leader}")))
            .args(["--all", "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"])
            .args(["DEBIAN_FRONTEND=noninteractive", "sh", "-ec", words]))
    }

    /// The same, and what it prints.
    ///
    /// # Panics
    ///
    /// When the words fail.
    pub fn does(&self, words: &str) -> String {
        self.tries(words).succeeded(words)
    }

    /// Runs words until they succeed.
    ///
    /// # Panics
    ///
    /// When they do not in time; then its journal is printed.
    pub fn eventually(&self, what: &str, words: &str) {
        let found = look_for(|| self.tries(words).status.success().then_some(()));
        self.expect(what, found);
    }

    /// Waits until its screen is as it is wanted.
    ///
    /// # Panics
    ///
    /// When it is not in time; then its journal is printed.
    pub fn says_eventually(&self, what: &str, wanted: impl Fn(&Screen) -> bool) -> Screen {
        let found = look_for(|| self.screen().filter(&wanted));
        self.expect(what, found)
    }

    fn expect<T>(&self, what: &str, found: Option<T>) -> T {
        found.unwrap_or_else(|| {
            let journal = self.tries("journalctl --no-pager --lines=200; systemctl --failed");
            panic!(
                "waited in vain: {what}\n{:?}\n{}{}",
                self.screen(),
                journal.stdout,
                self.program.words()
            )
        })
    }
}

impl Drop for Booted {
    fn drop(&mut self) {
        // Whatever runs in a machine goes with its systemd; it may have gone already. Without one,
        // systemd-nspawn ends what it was about to start when it is asked to.
        let (signal, id) = match self.leader {
            Some(leader) => ("-KILL", leader),
            None => ("-TERM", self.program.id()),
        };
        let _ = Command::new("kill")
            .args([signal, &id.to_string()])
            .status();
        // It then puts away what it has laid beside the folder.
        look_for(|| self.program.has_ended().then_some(()));
    }
}

/// The systemd that a systemd-nspawn has started, once it is one: before, it is a copy of its parent.
fn systemd_of(id: u32) -> Option<u32> {
    let ended =
        run(Command::new("pgrep").args(["--exact", "systemd", "--parent", &id.to_string()]));
    ended.stdout.lines().next()?.trim().parse().ok()
}
