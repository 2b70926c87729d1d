//! A Debian inside this one: its programs run as on a machine of its own, and the packages of this
//! repository can be installed there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use tempfile::TempDir;

use crate::process::{Ended, repository, run};

/// A Debian 12 of its own in a folder; gone when dropped.
#[derive(Debug)]
pub struct Debian {
    folder: TempDir,
}

impl Debian {
    /// A bare one, with these packages beside what every Debian has.
    ///
    /// None where it cannot be made, for want of root or of a mirror; that is said.
    ///
    /// # Panics
    ///
    /// When it can be begun, but not made.
    pub fn bare(with: &[&str]) -> Option<Self> {
        let id = run(Command::new("id").arg("-u"));
        if id.stdout.trim() != "0" {
            println!("not tried: only root can make a Debian inside another");
            return None;
        }
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let mut command = Command::new("debootstrap");
        command.arg("--variant=minbase");
        if !with.is_empty() {
            command.arg(format!("--include={}", with.join(",")));
        }
        let ended = run(command.arg("bookworm").arg(folder.path()));
        if !ended.status.success() && ended.stdout.contains("Failed getting release file") {
            println!("not tried: no mirror of Debian can be reached");
            return None;
        }
        assert!(ended.status.success(), "{}{}", ended.stdout, ended.stderr);
        Some(Self { folder })
    }

    /// Makes both packages of this repository, from what is built, and puts them into `/root` as
    /// `legeplads-kiosk.deb` and `legeplads-desk.deb`, with `deploy/provision` beside them.
    ///
    /// # Panics
    ///
    /// When one cannot be made or copied.
    pub fn takes_packages(&self) {
        // Tests run side by side, and cargo-deb has one folder for what it strips.
        static ONE: Mutex<()> = Mutex::new(());
        let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let packages = tempfile::tempdir().expect("a temporary folder can be made");
        let made = run(Command::new(repository().join("deploy/package"))
            .arg("--quick")
            .arg(packages.path()));
        assert!(made.status.success(), "{}{}", made.stdout, made.stderr);
        for name in ["legeplads-kiosk", "legeplads-desk"] {
            let plain = format!("root/{name}.deb");
            self.takes(&package(packages.path(), name), &plain);
        }
        for name in ["provision", "provision.d"] {
            let from = repository().join("deploy").join(name);
            self.takes(&from, &format!("root/{name}"));
        }
    }

    /// One with a desk that has published Billund, and a kiosk that follows it. None as with
    /// [`Self::bare`].
    ///
    /// # Panics
    ///
    /// When one of them cannot be made.
    pub fn kiosk(with: &[&str]) -> Option<Self> {
        let debian = Self::desk(with)?;
        debian.becomes_a_kiosk();
        Some(debian)
    }

    /// One with a desk that has published Billund. None as with [`Self::bare`].
    ///
    /// # Panics
    ///
    /// When it cannot be made.
    pub fn desk(with: &[&str]) -> Option<Self> {
        let debian = Self::bare(with)?;
        debian.takes_packages();
        debian.takes(&repository().join("content/billund"), "root/billund");
        debian.does(
            "cd /root; apt-get update -q=2; \
             apt-get install -y -q=2 --no-install-recommends ./legeplads-desk.deb",
        );
        debian.does(
            "cd /srv/legeplads; legeplads-desk keys init --keys keys; \
             legeplads-desk publish /root/billund --keys keys --to published --unlit; \
             chown -R legeplads-desk: .; systemctl enable legeplads-desk.service",
        );
        Some(debian)
    }

    /// `deploy/provision` makes it a kiosk that follows its own desk.
    ///
    /// # Panics
    ///
    /// When it does not.
    pub fn becomes_a_kiosk(&self) {
        let said = self.does(
            "cd /root && bash provision --package legeplads-kiosk.deb \
             --feed http://127.0.0.1:8080 --root /srv/legeplads/keys/root.json \
             --kiosk airport-1 --site airport",
        );
        assert!(said.contains("This machine is a kiosk now"), "{said}");
    }

    /// Copies a file or a folder into it.
    ///
    /// # Panics
    ///
    /// When it cannot be copied.
    pub fn takes(&self, from: &Path, to: &str) {
        let copied = run(Command::new("cp")
            .arg("--recursive")
            .arg(from)
            .arg(self.inside(to)));
        assert!(copied.status.success(), "{}", copied.stderr);
    }

    /// Where one of its paths lies outside of it.
    pub fn inside(&self, path: &str) -> PathBuf {
        self.folder.path().join(path.trim_start_matches('/'))
    }

    /// Whether there is something at a path.
    pub fn has(&self, path: &str) -> bool {
        self.inside(path).symlink_metadata().is_ok()
    }

    /// What stands in a file.
    ///
    /// # Panics
    ///
    /// When it cannot be read.
    pub fn read(&self, path: &str) -> String {
        let file = self.inside(path);
        fs::read_to_string(file).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Writes a file, and the folders it lies in.
    ///
    /// # Panics
    ///
    /// When it cannot be written.
    pub fn write(&self, path: &str, words: &str) {
        let file = self.inside(path);
        let folder = file.parent().expect("a file is in a folder");
        fs::create_dir_all(folder).expect("a folder can be made");
        fs::write(file, words).unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// Runs words of the shell in it, while it is not booted. What it mounts is gone afterwards.
    pub fn tries(&self, words: &str) -> Ended {
        let script = format!(
            "mount -t proc proc \"$0/proc\" && exec chroot \"$0\" env \
             PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive sh -ec '{words}'"
        );
        run(Command::new("unshare")
            .args(["--mount", "sh", "-ec", &script])
            .arg(self.folder.path()))
    }

    /// The same, and what it prints.
    ///
    /// # Panics
    ///
    /// When the words fail.
    pub fn does(&self, words: &str) -> String {
        self.tries(words).succeeded(words)
    }
}

fn package(folder: &Path, name: &str) -> PathBuf {
    let files = fs::read_dir(folder).expect("deploy/package makes a folder");
    files
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|file| file.to_string_lossy().contains(name))
        .unwrap_or_else(|| panic!("deploy/package made no {name}"))
}
