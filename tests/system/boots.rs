//! A machine that was made a kiosk starts by itself: systemd, the sandboxes of the units, weston,
//! the courier and the screen, with the packages as they are installed.
//!
//! There is no graphics card in it, so weston draws into memory; `on_the_glass.rs` has one. Where
//! no machine may run within another, this says so and proves nothing.

use legeplads_tests::{Booted, Debian};

use crate::raspberry;

/// What differs without a graphics card and without consoles, and a watchdog that is sooner tired.
const HEADLESS: &str = "[Unit]
ConditionPathExists=
[Service]
ExecStart=
ExecStart=/usr/bin/env XDG_RUNTIME_DIR=/run/legeplads /usr/bin/weston \
    --config=/etc/legeplads/weston.ini --shell=kiosk-shell.so --modules=systemd-notify.so \
    --socket=legeplads --idle-time=0 \
    --backend=headless-backend.so --use-gl --width=1280 --height=720
StandardInput=null
TTYPath=
TTYReset=no
TTYVHangup=no
TTYVTDisallocate=no
";

/// A machine with a desk and a kiosk on it.
fn machine() -> Option<Booted> {
    let debian = Debian::desk(&["systemd-sysv", "dbus"])?;
    raspberry::was(&debian);
    raspberry::becomes_a_kiosk(&debian);
    debian.write(
        "/etc/systemd/system/legeplads-display.service.d/headless.conf",
        HEADLESS,
    );
    debian.write(
        "/etc/systemd/system/legeplads-kiosk.service.d/watchdog.conf",
        "[Service]\nWatchdogSec=10\n",
    );
    Booted::start(debian)
}

/// The process of the screen, as its systemd counts.
fn screen_process(machine: &Booted) -> u32 {
    let id = machine.does("systemctl show --property=MainPID --value legeplads-kiosk.service");
    id.trim().parse().expect("a process id")
}

/// Waits for a screen that another process shows.
fn shows_anew(machine: &Booted, why: &str, before: u32) -> u32 {
    machine.eventually(
        why,
        &format!(
            "systemctl is-active --quiet legeplads-kiosk.service; \
             now=$(systemctl show --property=MainPID --value legeplads-kiosk.service); \
             [ $now -ne 0 ]; [ $now -ne {before} ]"
        ),
    );
    screen_process(machine)
}

#[test]
fn a_kiosk_starts_by_itself_and_comes_back_whatever_happens() {
    let Some(machine) = machine() else { return };
    let shown = machine.says_eventually("what the desk has published", |screen| {
        screen.release == 1 && screen.frames > 30
    });
    println!("{shown:?}");
    for unit in ["desk", "sync", "display", "kiosk"] {
        machine.does(&format!("systemctl is-active legeplads-{unit}.service"));
    }
    machine.does("systemctl is-active legeplads-nightly.timer");
    raspberry::is_away(&machine);

    // What died is started anew.
    let first = screen_process(&machine);
    machine.does(&format!("kill -KILL {first}"));
    let second = shows_anew(&machine, "a screen after its death", first);

    // So is what hangs and presents no frames.
    machine.does(&format!("kill -STOP {second}"));
    let third = shows_anew(&machine, "a screen after it hung", second);
    machine.does("journalctl --unit=legeplads-kiosk.service | grep \"Watchdog timeout\"");

    // And what stood on a display that died.
    machine.does("systemctl kill --signal=KILL legeplads-display.service");
    let fourth = shows_anew(&machine, "a screen after its display's death", third);

    // Each night it starts anew, and a new version of the package is on the glass at once.
    machine.does("systemctl start legeplads-nightly.service");
    let fifth = shows_anew(&machine, "a screen after its nightly restart", fourth);
    machine.does("dpkg --install /root/legeplads-kiosk.deb");
    shows_anew(&machine, "a screen after an upgrade", fifth);
    machine.says_eventually("what the desk has published", |screen| {
        screen.release == 1 && screen.frames > 3
    });

    // Nothing that a sandbox forbids has ended a program, and whoever reads the journal reads words.
    let journal = machine.does("journalctl --no-pager --output=cat --unit=\"legeplads-*\"");
    for unwanted in ["SYS", "\u{1b}"] {
        assert!(!journal.contains(unwanted), "{unwanted:?}\n{journal}");
    }
    // A screen may say that its display has died, if it has the time.
    let told = |line: &&str| line.contains(" ERROR ") && !line.contains("bevy_winit::state");
    let errors: Vec<_> = journal.lines().filter(told).collect();
    assert!(errors.is_empty(), "{errors:?}\n{journal}");
}
