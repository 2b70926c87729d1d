//! What a screen tells systemd, which watches it: that frames are presented, that its display sleeps, that it
//! ends; and what it writes before it does.

use std::fs;
use std::os::unix::net::UnixDatagram;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use legeplads_store::Screen;
use legeplads_store::outbox::unsent;
use legeplads_tests::{
    Compositor, Desk, Display, Kiosk, PATIENCE, Program, apart, eventually, inside, run,
};

/// How long systemd waits for a sign of life here.
const WATCH: Duration = Duration::from_secs(4);
/// What it tells a unit to wait for its end (`TimeoutStopSec=` in `deploy/units`).
const STOP: Duration = Duration::from_secs(10);

/// What a unit of `Type=notify` with a watchdog is told.
struct Systemd {
    folder: tempfile::TempDir,
    socket: UnixDatagram,
}

impl Systemd {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let socket =
            UnixDatagram::bind(folder.path().join("notify")).expect("a socket can be made");
        Self { folder, socket }
    }

    fn watches(&self, command: &mut Command) {
        command
            .env("NOTIFY_SOCKET", self.folder.path().join("notify"))
            .env("WATCHDOG_USEC", WATCH.as_micros().to_string())
            .env_remove("WATCHDOG_PID");
    }

    /// What it is told next, if anything within that time.
    fn hears_within(&self, time: Duration) -> Option<String> {
        let mut message = [0; 256];
        (self.socket.set_read_timeout(Some(time))).expect("it can be waited for");
        let length = self.socket.recv(&mut message).ok()?;
        let words = String::from_utf8_lossy(&message[..length]);
        Some(words.trim().to_owned())
    }

    fn hears(&self) -> String {
        self.hears_within(PATIENCE).expect("a message in time")
    }

    /// Waits until it is told this.
    fn hears_eventually(&self, what: &str) -> String {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if let Some(words) = self
                .hears_within(PATIENCE)
                .filter(|words| words.contains(what))
            {
                return words;
            }
        }
        panic!("never heard: {what}")
    }

    /// Whether it would have started the unit again by now: so long it was told nothing.
    fn hears_nothing(&self) -> bool {
        // What was on its way is heard first.
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if self.hears_within(WATCH).is_none() {
                return true;
            }
        }
        false
    }
}

#[test]
fn a_screen_that_presents_frames_says_so() {
    let display = Display::start(1280, 720);
    let systemd = Systemd::new();
    let mut command = Kiosk::command(&display);
    command.args(["--windowed", "640x360", "--measure", "5"]);
    systemd.watches(&mut command);
    let ended = run(&mut command);
    assert!(ended.status.success(), "{}", ended.stderr);
    let told: Vec<_> = (0..4).map(|_| systemd.hears()).collect();
    assert!(told.contains(&"READY=1".to_owned()), "{told:?}");
    assert!(
        told.iter().filter(|words| *words == "WATCHDOG=1").count() >= 3,
        "{told:?}"
    );
}

/// Says in the place of the kernel whether the panel is lit (`/sys/class/drm`).
fn panel(class: &Path, power: &str) {
    let connector = class.join("drm/card0-HDMI-A-1");
    fs::create_dir_all(&connector).expect("made");
    for (file, says) in [("status", "connected"), ("dpms", power)] {
        fs::write(connector.join(file), format!("{says}\n")).expect("written");
    }
}

/// A display that takes no frames looks like a screen that hangs, unless the kernel says that it sleeps.
#[test]
fn only_presented_frames_and_a_sleeping_display_are_signs_of_life() {
    let display = Display::start(640, 360);
    let compositor = Compositor::start(&display, 640, 360);
    let systemd = Systemd::new();
    let class = tempfile::tempdir().expect("a temporary folder can be made");
    panel(class.path(), "On");
    let mut command = Kiosk::command(&display);
    compositor.show(&mut command);
    command.args(["--at", "island"]);
    systemd.watches(&mut command);
    let mut own = apart("mount --bind \"$CLASS\" /sys/class && exec \"$@\"");
    inside(&mut own, &command);
    let kiosk = Program::start(own.env("CLASS", class.path()));
    systemd.hears_eventually("READY=1");
    systemd.hears_eventually("WATCHDOG=1");

    compositor.stops();
    assert!(
        systemd.hears_nothing(),
        "frames are drawn, and none is presented\n{}",
        kiosk.words()
    );

    panel(class.path(), "Off");
    let told = systemd.hears_eventually("WATCHDOG=1");
    assert!(told.contains("STATUS=The display sleeps"), "{told}");
    panel(class.path(), "On");
    assert!(systemd.hears_nothing(), "it is lit, and takes no frames");

    compositor.goes_on();
    systemd.hears_eventually("STATUS=Frames are presented again");
}

#[test]
fn a_screen_that_is_stopped_writes_what_it_has_counted_and_ends() {
    let display = Display::start(1280, 720);
    let systemd = Systemd::new();
    let store = tempfile::tempdir().expect("a temporary folder can be made");
    let desk = Desk::new();
    desk.never_closes();
    let start = |arguments: &[&str]| {
        let mut command = Kiosk::command(&display);
        command.args(["--windowed", "1280x720", "--store"]);
        command.arg(store.path()).args(arguments);
        command.arg("--content").arg(desk.sources());
        systemd.watches(&mut command);
        let kiosk = Program::start(&mut command);
        systemd.hears_eventually("READY=1");
        kiosk
    };
    let stop = |kiosk: Program| {
        let begun = Instant::now();
        kiosk.signal("TERM");
        systemd.hears_eventually("STOPPING=1");
        let ended = kiosk.wait();
        println!("it ended within {:?}", begun.elapsed());
        assert_eq!(ended.code(), Some(0), "{}", ended.stderr);
        assert!(begun.elapsed() < STOP, "{:?}", begun.elapsed());
    };

    // A visitor has just come: nothing of that is on the disk yet.
    let kiosk = start(&[]);
    display.click(&[(640, 710)]);
    let screen = || Screen::read(store.path()).expect("readable");
    let counted = || {
        let batch = unsent(store.path()).expect("readable");
        let counts = batch
            .map_or_else(Vec::new, |batch| batch.counts)
            .into_iter();
        counts
            .map(|count| (count.item, count.count))
            .collect::<Vec<_>>()
    };
    eventually("the visitor's touch", || {
        screen().filter(|screen| screen.screen == "island")
    });
    assert_eq!(counted(), []);
    stop(kiosk);
    assert_eq!(counted(), [("woken".to_owned(), 1)]);

    // One at rest, which draws a frame twice a minute, ends as soon.
    let kiosk = start(&["--at", "closed"]);
    assert!(systemd.hears_nothing(), "no frame comes by itself");
    stop(kiosk);
}
