//! The desk's package in a clean Debian: what of it stays when it is upgraded, removed and purged.
//! Keys and counts are made by people and exist nowhere else, so no package may take them along.
//!
//! Only root can make a Debian inside another, and it comes from a mirror; without either this
//! says so and proves nothing.

use legeplads_tests::{Debian, repository};

const ENABLED: &str = "/etc/systemd/system/multi-user.target.wants/legeplads-desk.service";

/// Each file that staff's work consists of, with its content, its owner and who may read it.
const WORK: &str = "cd /srv/legeplads; find . -type f -exec sha256sum {} + -exec stat -c \"%n %U:%G %a\" {} + | sort";

/// As the desk's own user does it.
const PUBLISH: &str = "cd /srv/legeplads; runuser -u legeplads-desk -- \
    legeplads-desk publish /srv/aalborg --keys keys --to published --unlit";

/// What it says of the releases that it has published.
fn releases(debian: &Debian) -> String {
    debian.does("legeplads-desk releases --to /srv/legeplads/published --keys /srv/legeplads/keys")
}

#[test]
fn staff_s_keys_and_releases_outlive_the_desk_s_package() {
    let Some(debian) = Debian::bare(&[]) else {
        return;
    };
    debian.takes_packages();
    debian.takes(&repository().join("content/aalborg"), "srv/aalborg");
    debian.does(
        "apt-get update -q=2; cd /root; \
         apt-get install -y -q=2 --no-install-recommends ./legeplads-desk.deb",
    );

    // A desk that nobody has used leaves nothing behind.
    assert!(debian.has("/srv/legeplads/published"));
    debian.does("dpkg -P legeplads-desk");
    assert!(!debian.has("/srv/legeplads") && !debian.has("/usr/bin/legeplads-desk"));
    debian.does("dpkg -i /root/legeplads-desk.deb");

    debian.does(
        "cd /srv/legeplads; runuser -u legeplads-desk -- legeplads-desk keys init --keys keys",
    );
    debian.does(PUBLISH);
    // As the service leaves it, which does not run here.
    debian.does(
        "cd /srv/legeplads/published; mkdir -p .desk; echo counts >.desk/ledger.sqlite; \
         chown -R legeplads-desk: .desk; systemctl enable --quiet legeplads-desk.service",
    );
    let (work, published) = (debian.does(WORK), releases(&debian));
    for file in ["keys/roles.ron", "ledger.sqlite", "timestamp.json"] {
        assert!(work.contains(file), "{file}: {work}");
    }

    // A newer one takes its place, and goes on with what is there.
    debian.does(
        "cd /root; dpkg-deb -R legeplads-desk.deb x; sed -i \"s/^Version: .*/Version: 99/\" x/DEBIAN/control; \
         dpkg-deb --build x newer.deb; dpkg -i newer.deb",
    );
    let version = debian.does("dpkg-query -W -f \"\\${Version}\" legeplads-desk");
    assert_eq!(version, "99");
    assert!(debian.has(ENABLED), "it starts with the machine as before");
    assert_eq!(debian.does(WORK), work);

    // Removed: the program and its service go, and nothing of what people have made.
    debian.does("dpkg -r legeplads-desk");
    for path in [
        "/usr/bin/legeplads-desk",
        "/usr/lib/systemd/system/legeplads-desk.service",
        "/usr/share/doc/legeplads-desk",
        ENABLED,
    ] {
        assert!(!debian.has(path), "{path}");
    }
    assert_eq!(debian.does(WORK), work);

    // Whoever installs it again goes on where they were, with the same keys.
    debian.does("dpkg -i /root/legeplads-desk.deb");
    assert_eq!(releases(&debian), published);
    debian.does("echo \"// Anew.\" >>/srv/aalborg/feed.ron");
    debian.does(PUBLISH);
    assert_ne!(releases(&debian), published, "there is another release");
    let work = debian.does(WORK);

    // Purged: as removed, and it is said what stays and where. Its files keep the name of their owner.
    let said = debian.does("dpkg -P legeplads-desk");
    assert!(said.contains("/srv/legeplads stays"), "{said}");
    assert!(!debian.has("/usr/bin/legeplads-desk"));
    assert_eq!(debian.does(WORK), work);
}
