//! A disk that is full: the courier says so, loses nothing, and goes on by itself when there is
//! room again.

use std::fs::{self, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use jiff::Timestamp;
use legeplads_store::{Outbox, RESERVE_BYTES, Screen, Slot, Store};

use crate::content::{Content, noise};
use crate::real::machine::apart;
use crate::real::running::Running;
use crate::server::Server;
use crate::support::{ended, numbers, on_glass, program};

const SMALL: &str = "24m";
const LARGE: &str = "64m";

/// A small disk in memory, for the programs that are started on it. It is gone when this is dropped.
struct SmallDisk {
    keeper: Child,
    place: tempfile::TempDir,
}

impl SmallDisk {
    fn new() -> Self {
        let place = tempfile::tempdir().expect("a folder");
        let mut keeper =
            apart(r#"mount -t tmpfs -o "size=$1" none "$2" && echo ready && exec cat"#)
                .arg(SMALL)
                .arg(place.path())
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .expect("it could be started");
        let mut ready = String::new();
        let stdout = keeper.stdout.take().expect("it is piped");
        let read = BufReader::new(stdout).read_line(&mut ready);
        read.expect("readable");
        assert_eq!(ready, "ready\n", "the disk could not be made");
        Self { keeper, place }
    }

    /// A command as it runs where this disk is.
    fn with(&self, command: &Command) -> Command {
        let mut there = Command::new("nsenter");
        there
            .args(["--user", "--mount", "--preserve-credentials", "--target"])
            .arg(self.keeper.id().to_string())
            .arg("--")
            .arg(command.get_program())
            .args(command.get_args());
        for (name, value) in command.get_envs() {
            if let Some(value) = value {
                there.env(name, value);
            }
        }
        there
    }

    fn resize(&self, size: &str) {
        let mut mount = Command::new("mount");
        mount
            .args(["-o", &format!("remount,size={size}")])
            .arg(self.place.path());
        let done = self.with(&mount).status().expect("it could be started");
        assert!(done.success(), "the disk could not be made larger");
    }

    /// The store, as the programs on this disk call it.
    fn store(&self) -> PathBuf {
        self.place.path().join("store")
    }

    /// Where the same is seen from here.
    fn seen(&self, path: &Path) -> PathBuf {
        let root = PathBuf::from(format!("/proc/{}/root", self.keeper.id()));
        root.join(path.strip_prefix("/").expect("an absolute path"))
    }

    /// Bytes that are free. Only who is there is told.
    fn free(&self) -> u64 {
        let mut df = Command::new("df");
        df.args(["--output=avail", "--block-size=1"])
            .arg(self.place.path());
        let told = self.with(&df).output().expect("it could be started");
        let told = String::from_utf8_lossy(&told.stdout).into_owned();
        let figure = told.lines().last().map(|line| line.trim().parse());
        figure.and_then(Result::ok).expect("a figure")
    }

    /// Puts a file there that leaves so many bytes free, about.
    fn fill(&self, left: u64) {
        let path = self.seen(&self.place.path().join("filler"));
        let mut file = OpenOptions::new()
            .append(true)
            .create(true)
            .open(path)
            .expect("a file");
        let block = [0; 4096];
        for _ in 0..self.free().saturating_sub(left) / 4096 {
            file.write_all(&block).expect("room");
        }
        if left == 0 {
            // To the last byte.
            let end = io::copy(&mut io::repeat(0), &mut file).expect_err("a full disk");
            assert_eq!(end.kind(), io::ErrorKind::StorageFull);
        }
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = self.keeper.kill();
        let _ = self.keeper.wait();
    }
}

/// A server, and a kiosk on a small disk that shows its first release.
struct Place {
    server: Server,
    disk: SmallDisk,
    seen: PathBuf,
}

impl Place {
    async fn new() -> Self {
        let server = Server::start_at(Timestamp::now()).await;
        let disk = SmallDisk::new();
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
        running.until(&what, || slot(1).then_some(())).await;
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
