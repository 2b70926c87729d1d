//! The Debian packages, in a clean Debian: installed, made a kiosk, upgraded, removed, purged.
//!
//! Only root can make a Debian inside another, and it comes from a mirror; without either this
//! says so and proves nothing.

use legeplads_tests::{Debian, repository};

const PROVISION: &str = "cd /root && bash provision --package legeplads-kiosk.deb \
    --feed https://kiosk.example.org/billund --root keys/root.json --kiosk airport-1 --site airport \
    --claim claim.ron --touch 0eef:0001";

/// What a machine's configuration is, and when it was written.
const STATE: &str = "find /etc -printf \"%p %T@ %l\\n\" | sort";

/// It says why it does nothing.
fn refuses(debian: &Debian, before: &str, arguments: &str, why: &str) {
    let words = format!("cd /root; {before} bash provision {arguments}");
    let ended = debian.tries(&words);
    let said = ended.stderr.contains(why);
    assert!(said, "{arguments}: {}{}", ended.stdout, ended.stderr);
    assert_eq!(ended.code(), Some(1), "{arguments}");
}

#[test]
fn a_bare_debian_becomes_a_kiosk_and_is_bare_again() {
    let Some(debian) = Debian::bare(&[]) else {
        return;
    };
    debian.takes_packages();

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
    // The desk's own user publishes what a web server's can read, and nobody else reads the keys.
    debian.takes(&repository().join("content/aalborg"), "srv/aalborg");
    debian.does(
        "cd /srv/legeplads; desk=\"runuser -u legeplads-desk -- legeplads-desk\"; \
         $desk keys init --keys keys; $desk publish /srv/aalborg --keys keys --to published --unlit",
    );
    let reads = |what: &str| debian.tries(&format!("runuser -u nobody -- cat {what}"));
    for path in ["metadata/timestamp.json", "aalborg.html"] {
        let read = reads(&format!("/srv/legeplads/published/{path}"));
        assert_eq!(read.code(), Some(0), "{path}: {}", read.stderr);
    }
    let keys = debian.does("find /srv/legeplads/keys -type f ! -name \"*.md\" ! -name root.json");
    assert!(keys.lines().count() > 1, "{keys}");
    for key in keys.lines() {
        assert_ne!(reads(key).code(), Some(0), "anybody reads {key}");
    }
    debian.does("cd /root; legeplads-desk keys init --keys keys");
    debian.does("cd /root; legeplads-desk claim key airport-1 --claims claims --to claim.ron");
    // As GRUB's own program, it says what the kernel would be told.
    debian.write("/etc/default/grub", "GRUB_CMDLINE_LINUX=quiet\n");
    debian.write(
        "/usr/sbin/update-grub",
        "#!/bin/sh\nset -e\ncd /etc/default\n. ./grub\n. ./grub.d/legeplads.cfg\n\
         mkdir -p /boot/grub\necho $GRUB_CMDLINE_LINUX >>/boot/grub/grub.cfg\n",
    );
    debian.does("chmod +x /usr/sbin/update-grub");
    let said = debian.does(PROVISION);
    assert!(said.contains("This machine is a kiosk now"), "{said}");
    assert_eq!(debian.read("/boot/grub/grub.cfg"), "quiet panic=10\n");
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
    assert_eq!(
        debian.read("/boot/grub/grub.cfg"),
        "quiet panic=10\n",
        "once"
    );

    // What is named anew takes its place, and the rest stays as somebody wrote it.
    let said = debian.does("cd /root && bash provision --site library");
    assert!(said.contains("This machine is a kiosk now"), "{said}");
    let config = debian.read("/etc/legeplads/kiosk.ron");
    let own = ["org/billund", "\"airport-1\"", "\"library\"", "claim.ron"];
    assert!(own.iter().all(|word| config.contains(word)), "{config}");
    debian.does("legeplads-kiosk --check-config");

    // What would not end well is refused before anything is changed: a read-only system without a
    // place for the store, or that loses what kiosks count; another system; another kind of machine.
    let before = debian.does(STATE);
    refuses(&debian, "", "--read-only", "partition of its own");
    let line = "/boot/firmware/cmdline.txt";
    debian.write(line, "console=tty1 overlayroot=tmpfs rootwait\n");
    refuses(&debian, "", "", "as raspi-config writes it");
    debian.write(line, "console=tty1 overlayroot=disabled rootwait\n");
    debian.does("cd /root && bash provision --check || test $? -eq 1");
    debian.does(&format!("rm {line}"));
    let trixie =
        "sed s/bookworm/trixie/ /etc/os-release >/tmp/os; mount --bind /tmp/os /etc/os-release;";
    refuses(&debian, trixie, "", "this is trixie");
    let foreign = "mkdir -p other/DEBIAN; printf \"Package: legeplads-kiosk\\nVersion: 9\\n\
                   Architecture: s390x\\nMaintainer: nobody\\nDescription: none\\n\" >other/DEBIAN/control; \
                   dpkg-deb --build other >/tmp/said;";
    refuses(&debian, foreign, "--package other.deb", "is for s390x");
    assert_eq!(debian.does(STATE), before);

    // Another build of the same version is another package; the machine's own words stay.
    debian.does(
        "cd /root; dpkg-deb -R legeplads-kiosk.deb x; mkdir -p x/usr/share; \
         echo mark >x/usr/share/legeplads-mark; \
         echo \"// A new example.\" >>x/etc/legeplads/kiosk.ron; dpkg-deb --build x newer.deb",
    );
    let said = debian.does("cd /root; bash provision --package newer.deb");
    assert!(said.contains("install legeplads-kiosk"), "{said}");
    assert!(debian.has("/usr/share/legeplads-mark"));
    let said = debian.does("cd /root; bash provision --package newer.deb");
    assert!(said.contains("nothing was changed"), "{said}");
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
