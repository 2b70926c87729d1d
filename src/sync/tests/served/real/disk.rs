//! A disk that is full: the courier says so, loses nothing, and goes on by itself when there is
//! room again.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use jiff::Timestamp;
use legeplads_store::{Outbox, RESERVE_BYTES, Screen, Slot, Store};

use crate::content::{Content, noise};
use crate::real::machine::SmallDisk;
use crate::real::running::Running;
use crate::server::Server;
use crate::support::{ended, numbers, on_glass, program};

const SMALL: &str = "24m";
const LARGE: &str = "64m";

/// A server, and a kiosk on a small disk that shows its first release.
struct Place {
    server: Server,
    disk: SmallDisk,
    seen: PathBuf,
}

impl Place {
    async fn new() -> Self {
        let server = Server::start_at(Timestamp::now()).await;
        let disk = SmallDisk::new(SMALL);
        let place = Self {
            seen: disk.seen(&disk.store()),
            server,
            disk,
        };
        place.server.publish(&Content::tiny()).await;
        let (code, words) = place.once().await;
        assert_eq!(code, Some(0), "{words}");
        on_glass(&place.seen, 1);
        let (code, words) = place.once().await;
        assert_eq!(code, Some(0), "{words}");
        assert_eq!(numbers(&place.seen), [None, Some(1), None]);
        place
    }

    fn courier(&self) -> Command {
        program(
            &self.server.address,
            &self.server.root(),
            &self.disk.store(),
        )
    }

    async fn once(&self) -> (Option<i32>, String) {
        let mut command = self.courier();
        command.arg("--once").env("RUST_LOG", "off");
        ended(self.disk.with(&command)).await
    }

    fn runs(&self, arguments: &[&str]) -> Running {
        let mut command = self.courier();
        command.args(["--poll", "1"]).args(arguments);
        Running::start(self.disk.with(&command))
    }

    /// A release with a picture of about 750 kB.
    async fn publish(&self, version: u64) {
        let side = 500 + u32::try_from(version).expect("a small number");
        let content = Content::tiny().picture(noise(side, side), side, side);
        self.server.publish(&content.version(version)).await;
    }

    async fn shows(&self, running: &mut Running, release: u64) {
        let what = format!("release {release}");
        let slot = |slot| numbers(&self.seen)[slot] == Some(release);
        running.until(&what, || slot(0).then_some(())).await;
        on_glass(&self.seen, release);
        // The staged one is cleared after it has become the current one.
        let settled = || slot(1) && numbers(&self.seen)[0].is_none();
        running.until(&what, || settled().then_some(())).await;
    }
}

#[tokio::test]
async fn what_does_not_fit_waits_until_there_is_room() {
    let place = Place::new().await;
    place.disk.fill(RESERVE_BYTES + 100_000);
    place.publish(2).await;
    let (code, words) = place.once().await;
    assert_eq!(code, Some(1), "{words}");
    assert_eq!(words.lines().count(), 1, "{words}");
    assert!(words.contains("make room there"), "{words}");
    let store = place.disk.store();
    assert!(words.contains(store.to_str().expect("plain")), "{words}");
    assert_eq!(numbers(&place.seen), [None, Some(1), None]);

    let mut running = place.runs(&[]);
    running.says("make room there").await;
    place.disk.resize(LARGE);
    place.shows(&mut running, 2).await;
    assert_eq!(numbers(&place.seen), [None, Some(2), Some(1)]);
}

#[tokio::test]
async fn a_disk_that_fills_up_while_a_release_comes_loses_nothing() {
    let place = Place::new().await;
    let (mut outbox, hour) = (Outbox::open(&place.seen), Timestamp::now());
    outbox.count("stop/tower", "square", "da", hour, 7);
    outbox.flush().expect("there is room");

    // Slow enough for the disk to fill up meanwhile.
    let mut running = place.runs(&["--bandwidth", "400000"]);
    place.publish(2).await;
    let incoming = place.seen.join("incoming");
    running
        .until("the beginning of a picture", || {
            let parts = fs::read_dir(&incoming).expect("a folder").flatten();
            let long = |part: fs::DirEntry| part.metadata().is_ok_and(|part| part.len() > 50_000);
            parts.map(long).find(|long| *long)
        })
        .await;
    place.disk.fill(0);
    running.says("No space left").await;
    assert_eq!(numbers(&place.seen), [None, Some(1), None]);

    // The kiosk goes on, too, and what it says and counts waits.
    let mut screen = Screen::read(&place.seen).expect("readable").expect("one");
    screen.frames += 100;
    // It may just fit where the last one lay.
    let _ = screen.write(&place.seen);
    let now = Screen::read(&place.seen).expect("readable").expect("whole");
    assert_eq!(now.release, 1);
    outbox.count("stop/tower", "square", "da", hour, 5);
    assert!(outbox.flush().is_err(), "there is no room");

    // Whatever happens now: one that starts on a full disk waits for room like the one before.
    running.kill();
    let mut running = place.runs(&[]);
    place.publish(3).await;
    place.disk.resize(LARGE);
    place.shows(&mut running, 3).await;
    running.kill();
    outbox.flush().expect("there is room");
    let store = Store::open(&place.seen).expect("nobody has it");
    // The courier may have sealed what was there when it ran: then the rest is a batch of its own.
    let mut sum = 0;
    while let Some(sealed) = store.next_batch("airport-1").expect("readable") {
        sum += sealed.batch.counts.iter().map(|c| c.count).sum::<u64>();
        store.acknowledge(sealed.id).expect("acknowledged");
    }
    assert_eq!(sum, 12);
    assert_eq!(
        store.view().slots().expect("readable").damaged,
        [] as [Slot; 0]
    );
}
