//! The Debian packages, in a clean Debian: installed, made a kiosk, upgraded, removed, purged.
//!
//! Only root can make a Debian inside another, and it comes from a mirror; without either this
//! says so and proves nothing.

use legeplads_tests::Debian;

const PROVISION: &str = "cd /root && bash provision --package legeplads-kiosk.deb \
    --feed https://kiosk.example.org/billund --root keys/root.json --kiosk airport-1 --site airport \
    --claim claim.ron --touch 0eef:0001";

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
