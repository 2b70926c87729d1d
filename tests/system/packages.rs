//! The Debian packages, in a clean Debian: installed, made a kiosk, upgraded, removed, purged.
//!
//! Only root can make a Debian inside another, and it comes from a mirror; without either this
//! says so and proves nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use legeplads_tests::{Ended, repository, run};
use tempfile::TempDir;

/// A Debian of its own in a folder.
struct Debian {
    folder: TempDir,
}

impl Debian {
    fn new() -> Option<Self> {
        let id = run(Command::new("id").arg("-u"));
        if id.stdout.trim() != "0" {
            println!("not tried: only root can make a Debian inside another");
            return None;
        }
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let ended = run(Command::new("debootstrap")
            .args(["--variant=minbase", "bookworm"])
            .arg(folder.path()));
        if !ended.status.success() && ended.stdout.contains("Failed getting release file") {
            println!("not tried: no mirror of Debian can be reached");
            return None;
        }
        assert!(ended.status.success(), "{}{}", ended.stdout, ended.stderr);
        Some(Self { folder })
    }

    fn take(&self, file: &Path) {
        let name = file.file_name().expect("a file has a name");
        fs::copy(file, self.folder.path().join("root").join(name)).expect("it can be copied");
    }

    fn has(&self, path: &str) -> bool {
        let inside = self.folder.path().join(path.trim_start_matches('/'));
        inside.symlink_metadata().is_ok()
    }

    fn read(&self, path: &str) -> String {
        let inside = self.folder.path().join(path.trim_start_matches('/'));
        fs::read_to_string(&inside).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Runs words of the shell in it. What it mounts is gone afterwards.
    fn tries(&self, words: &str) -> Ended {
        let script = format!(
            "mount -t proc proc \"$0/proc\" && exec chroot \"$0\" env \
             PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive sh -ec '{words}'"
        );
        run(Command::new("unshare")
            .args(["--mount", "sh", "-ec", &script])
            .arg(self.folder.path()))
    }

    fn does(&self, words: &str) -> String {
        let ended = self.tries(words);
        assert!(
            ended.status.success(),
            "{words}\n{}{}",
            ended.stdout,
            ended.stderr
        );
        ended.stdout
    }
}

fn package(folder: &Path, name: &str) -> PathBuf {
    let files = fs::read_dir(folder).expect("deploy/package makes a folder");
    files
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|file| file.to_string_lossy().contains(name))
        .unwrap_or_else(|| panic!("deploy/package made no {name}"))
}

const PROVISION: &str = "cd /root && bash provision --package legeplads-kiosk.deb \
    --feed https://kiosk.example.org/billund --root keys/root.json --kiosk airport-1 --site airport \
    --claim claim.ron --touch 0eef:0001";

#[test]
fn a_bare_debian_becomes_a_kiosk_and_is_bare_again() {
    let Some(debian) = Debian::new() else { return };
    let packages = tempfile::tempdir().expect("a temporary folder can be made");
    let made = run(Command::new(repository().join("deploy/package"))
        .arg("--quick")
        .arg(packages.path()));
    assert!(made.status.success(), "{}{}", made.stdout, made.stderr);
    for name in ["legeplads-kiosk", "legeplads-desk"] {
        let plain = packages.path().join(format!("{name}.deb"));
        fs::rename(package(packages.path(), name), &plain).expect("it can be renamed");
        debian.take(&plain);
    }
    debian.take(&repository().join("deploy/provision"));

    // What it would do is said, and not done.
    let ended = debian.tries("cd /root && bash provision --check --package legeplads-kiosk.deb");
    assert_eq!(ended.code(), Some(1), "{}{}", ended.stdout, ended.stderr);
    assert!(
        ended.stdout.contains("would install legeplads-kiosk"),
        "{}",
        ended.stdout
    );
    assert!(!debian.has("/etc/sysctl.d/50-legeplads.conf"));

    // All that the programs need comes with the packages.
    debian.does("apt-get update -q=2; cd /root; apt-get install -y -q=2 --no-install-recommends ./legeplads-desk.deb");
    debian.does("cd /root; legeplads-desk keys init --keys keys");
    debian.does("cd /root; legeplads-desk claim key airport-1 --claims claims --to claim.ron");
    let said = debian.does(PROVISION);
    assert!(said.contains("This machine is a kiosk now"), "{said}");
    debian.does(
        "legeplads-kiosk --version; legeplads-sync --version; legeplads-kiosk --check-config",
    );
    assert_eq!(
        debian.does("stat -c %a:%U /var/lib/legeplads").trim(),
        "700:legeplads"
    );
    assert_eq!(
        debian
            .does("stat -c %a:%U:%G /etc/legeplads/claim.ron")
            .trim(),
        "640:root:legeplads",
        "for the screen alone"
    );
    let shell = debian.does("getent passwd legeplads");
    assert!(shell.trim_end().ends_with("/usr/sbin/nologin"), "{shell}");
    let enabled = "/etc/systemd/system/graphical.target.wants/legeplads-kiosk.service";
    assert!(debian.has(enabled));

    let said = debian.does(PROVISION);
    assert!(said.contains("nothing was changed"), "{said}");

    // A read-only system without a place for the store is refused before anything is changed.
    let ended = debian.tries("cd /root && bash provision --read-only");
    assert!(
        ended.stderr.contains("partition of its own"),
        "{}",
        ended.stderr
    );
    assert!(!debian.has("/etc/overlayroot.local.conf"));

    // A new version keeps the machine's own words.
    debian.does("cd /root; dpkg -i legeplads-kiosk.deb");
    assert!(
        debian
            .read("/etc/legeplads/kiosk.ron")
            .contains("airport-1")
    );

    debian.does("dpkg -r legeplads-kiosk");
    assert!(!debian.has("/usr/bin/legeplads-kiosk") && !debian.has(enabled));
    assert!(debian.has("/var/lib/legeplads") && debian.has("/etc/legeplads/kiosk.ron"));
    debian.does("dpkg -P legeplads-kiosk");
    assert!(!debian.has("/var/lib/legeplads") && !debian.has("/etc/legeplads"));
}
