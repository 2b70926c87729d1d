//! What a Raspberry Pi OS (Bookworm) with a desktop has, and a bare Debian has not, as the scripts that make
//! its images say (<https://github.com/RPi-Distro/pi-gen>): no more than what concerns a kiosk.

use legeplads_tests::{Booted, Debian};

/// Takes the screen at each start, logged in by itself.
const DESKTOP: &str = "[Unit]
Description=A desktop
[Service]
ExecStart=/usr/bin/sleep infinity
[Install]
Alias=display-manager.service
";

/// The desktop's package puts its link back each time it is upgraded, without asking.
const UPGRADE: &str =
    "ln -sf /lib/systemd/system/lightdm.service /etc/systemd/system/display-manager.service";

/// Listens to the network.
const NEIGHBOURS: &str = "[Unit]
Description=Names of neighbours
[Service]
ExecStart=/usr/bin/sleep infinity
[Install]
WantedBy=multi-user.target
";

/// Asks on a console of its own for the name of a user.
const FIRST_START: &str = "[Unit]
Description=Who are you?
[Service]
Type=oneshot
ExecStart=/usr/bin/sleep 3600
[Install]
WantedBy=multi-user.target
";

/// What the firmware gives the kernel, on one line.
const LINE: &str = "console=serial0,115200 console=tty1 root=PARTUUID=0-02 rootfstype=ext4 \
                    fsck.repair=yes rootwait quiet splash plymouth.ignore-serial-consoles\n";

/// Somebody is logged in on the first console by itself.
const AUTOLOGIN: &str = "[Service]
ExecStart=
ExecStart=-/sbin/agetty --autologin pi --noclear %I $TERM
";

const UNITS: [(&str, &str); 3] = [
    ("lightdm", DESKTOP),
    ("avahi-daemon", NEIGHBOURS),
    ("userconfig", FIRST_START),
];

/// Puts all of that there.
pub fn was(debian: &Debian) {
    for (name, unit) in UNITS {
        debian.write(&format!("/usr/lib/systemd/system/{name}.service"), unit);
        debian.does(&format!("systemctl enable {name}.service"));
    }
    debian.write(
        "/etc/systemd/system/getty@tty1.service.d/autologin.conf",
        AUTOLOGIN,
    );
    debian.write("/boot/firmware/cmdline.txt", LINE);
    debian.write("/boot/firmware/config.txt", "dtoverlay=vc4-kms-v3d\n");
    let vendors = "[Manager]\nRebootWatchdogSec=2m\n";
    debian.write(
        "/usr/lib/systemd/system.conf.d/40-rpi-enable-watchdog.conf",
        vendors,
    );
}

/// A kiosk is made of it, once.
pub fn becomes_a_kiosk(debian: &Debian) {
    let said = debian.does("cd /root; bash provision --check || test $? -eq 1");
    assert!(said.contains("would disable the desktop"), "{said}");
    assert_eq!(
        debian.read("/boot/firmware/cmdline.txt"),
        LINE,
        "nothing is done"
    );
    debian.becomes_a_kiosk();
    let line = debian.read("/boot/firmware/cmdline.txt");
    let told = " panic=10 cgroup_enable=memory\n";
    assert_eq!(
        line.trim_end(),
        format!("{}{}", LINE.trim_end(), told.trim_end())
    );
    let said = debian.does("cd /root; bash provision --check");
    assert!(said.contains("nothing was changed"), "{said}");
    debian.does(UPGRADE);
    let said = debian.does("cd /root; bash provision --check");
    assert!(said.contains("nothing was changed"), "{said}");
}

/// Nothing of it runs on the machine that was started.
pub fn is_away(machine: &Booted) {
    for unit in [
        "display-manager",
        "lightdm",
        "avahi-daemon",
        "userconfig",
        "getty@tty1",
    ] {
        let state = machine.does(&format!("systemctl is-active {unit}.service || true"));
        assert_eq!(state.trim(), "inactive", "{unit}");
    }
    let shown = machine.does("systemctl show --property=RebootWatchdogUSec --value");
    assert_eq!(shown.trim(), "1min");
    let rescue = machine.does("systemctl show --property=ExecStart emergency.service");
    assert!(
        rescue.contains("reboot") && !rescue.contains("sulogin"),
        "{rescue}"
    );
}
