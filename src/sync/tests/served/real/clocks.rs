//! Wherever the clock stands, and wherever it goes from there: what is newer comes, and what is
//! older does not. A clock that somebody vouches for may hold back what has expired, and nothing
//! longer than it is wrong.

use std::path::{Path, PathBuf};
use std::process::Command;

use legeplads_store::View;

use crate::content::Content;
use crate::real::machine::WallClock;
use crate::real::running::Running;
use crate::server::Server;
use crate::support::{ended, numbers, program};
use crate::tls::Site;

/// Where clocks stand that have no battery, or a flat one, or count seconds in 31 bits, or in more.
const WRONG: [&str; 5] = [
    "1970-01-01 00:00:05",
    "2000-01-01 00:00:00",
    "2038-01-19 03:14:06",
    "2038-01-19 03:14:09",
    "2099-12-31 23:59:58",
];

/// Ahead of everything that is signed here.
const AHEAD: [&str; 3] = [WRONG[2], WRONG[3], WRONG[4]];

/// When everything here is signed.
const TODAY: &str = "2026-12-01 00:00:10";

/// When the clock is right again: time has gone on, or it would stand before what is known to be past.
const SOON: &str = "2026-12-01 00:05:00";
const LATER: &str = "2026-12-01 00:10:00";

/// A kiosk that takes one release after the other from a server.
struct Kiosk {
    address: String,
    root: PathBuf,
    authority: Option<PathBuf>,
    clock: WallClock,
    dir: tempfile::TempDir,
}

impl Kiosk {
    fn of(server: &Server) -> Self {
        Self {
            address: server.address.clone(),
            root: server.root(),
            authority: None,
            clock: WallClock::at(TODAY),
            dir: tempfile::tempdir().expect("a folder"),
        }
    }

    fn over_tls(site: &Site) -> Self {
        Self {
            address: site.address.clone(),
            authority: Some(site.authority()),
            ..Self::of(&site.server)
        }
    }

    fn store(&self) -> &Path {
        self.dir.path()
    }

    fn pending(&self) -> Option<u64> {
        numbers(self.store())[0]
    }

    fn courier(&self) -> Command {
        let mut command = program(&self.address, &self.root, self.store());
        if let Some(authority) = &self.authority {
            command.arg("--ca").arg(authority);
        }
        command
    }

    /// One round by the clock as it is set.
    async fn round(&self, is_synced: bool) -> (Option<i32>, String) {
        let mut command = self.courier();
        command.arg("--once");
        let (code, words) = ended(self.clock.on(&command, is_synced)).await;
        let day = self.clock.day();
        assert!(words.starts_with(&day), "it goes by the clock: {words}");
        (code, words)
    }

    async fn takes(&self, release: u64, is_synced: bool) -> String {
        let (code, words) = self.round(is_synced).await;
        assert_eq!(code, Some(0), "{words}");
        assert_eq!(self.pending(), Some(release), "{words}");
        words
    }
}

const NOBODY: &str = "nobody vouches for it";

/// One kiosk through all times, with a new release in each.
async fn takes_each(server: &Server, kiosk: &Kiosk) {
    let times = [&[SOON][..], &WRONG, &[LATER]].concat();
    for (release, time) in (1..).zip(times) {
        kiosk.clock.set(time);
        server.publish(&Content::tiny().version(release)).await;
        let words = kiosk.takes(release, false).await;
        let is_right = [SOON, LATER].contains(&time);
        assert_eq!(words.contains(NOBODY), !is_right, "{time}: {words}");
    }
}

#[tokio::test]
async fn what_is_newer_comes_at_any_time() {
    let server = Server::start().await;
    takes_each(&server, &Kiosk::of(&server)).await;
}

#[tokio::test]
async fn a_first_release_comes_at_any_time() {
    let server = Server::start().await;
    server.publish(&Content::tiny()).await;
    for time in WRONG {
        let kiosk = Kiosk::of(&server);
        kiosk.clock.set(time);
        kiosk.takes(1, false).await;
    }
}

/// Certificates have a first and a last day, and the kiosk has met this server before.
#[tokio::test]
async fn what_is_newer_comes_over_tls_at_any_time() {
    let site = Site::start().await;
    let kiosk = Kiosk::over_tls(&site);
    kiosk.takes(1, true).await;
    takes_each(&site.server, &kiosk).await;
}

/// A server of time that is wrong holds back what has expired by it, and no longer than it is wrong.
#[tokio::test]
async fn a_wrong_time_that_is_vouched_for_passes() {
    let server = Server::start().await;
    let kiosk = Kiosk::of(&server);
    server.publish(&Content::tiny()).await;
    kiosk.takes(1, true).await;
    server.publish(&Content::tiny().version(2)).await;
    for time in AHEAD {
        kiosk.clock.set(time);
        let (code, words) = kiosk.round(true).await;
        assert_eq!(code, Some(3), "{words}");
        assert!(words.contains("was good until"), "{words}");
        assert_eq!(kiosk.pending(), Some(1));
    }
    kiosk.clock.set(TODAY);
    kiosk.takes(2, true).await;
    // Before this program was made nobody is believed.
    server.publish(&Content::tiny().version(3)).await;
    kiosk.clock.set(WRONG[0]);
    kiosk.takes(3, true).await;
}

/// A day in 2099 that was vouched for, with what was signed then: the kiosk comes back from it.
#[tokio::test]
async fn nobody_is_lost_in_the_future() {
    let future = Server::start_at("2099-12-31T23:00:00Z".parse().expect("a time")).await;
    let kiosk = Kiosk::of(&future);
    kiosk.clock.set(WRONG[4]);
    future.publish(&Content::tiny()).await;
    kiosk.takes(1, true).await;
    for is_synced in [true, false] {
        let release = kiosk.pending().expect("one") + 1;
        future.publish(&Content::tiny().version(release)).await;
        kiosk.clock.set(TODAY);
        kiosk.takes(release, is_synced).await;
    }
}

/// One program that runs on while the clock is set to and fro under it.
#[tokio::test]
async fn the_clock_jumps_under_a_program_that_runs() {
    let server = Server::start().await;
    let kiosk = Kiosk::of(&server);
    server.publish(&Content::tiny()).await;
    let mut command = kiosk.courier();
    command.args(["--poll", "1"]);
    let mut running = Running::start(kiosk.clock.on(&command, false));
    let store = kiosk.store().to_owned();
    let mut release = 1;
    for time in [&WRONG[..], &[TODAY], &[WRONG[4], WRONG[0], TODAY]].concat() {
        let pending = || (numbers(&store)[0] == Some(release)).then_some(());
        running.until(&format!("release {release}"), pending).await;
        kiosk.clock.set(time);
        release += 1;
        server.publish(&Content::tiny().version(release)).await;
    }
    let pending = || (numbers(&store)[0] == Some(release)).then_some(());
    running.until("the last release", pending).await;
    let words = running.words();
    assert!(words.contains("\n2099-12-31T"), "{words}");
    assert!(words.contains("\n1970-01-01T"), "{words}");
    running.kill();
    let memory = View::open(&store).memory().expect("readable");
    assert!(memory.is_some());
}
