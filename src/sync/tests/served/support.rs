//! A courier to try out, and what it left.

use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use legeplads_store::{Screen, Slot, View};
use legeplads_sync::clock::Machine;
use legeplads_sync::{Options, Outcome, http, run};

use crate::server::{NOW, Server};

/// A clock that stands still.
#[derive(Debug, Clone, Copy)]
pub struct Fixed {
    pub now: Timestamp,
    pub is_synced: bool,
}

impl Machine for Fixed {
    fn now(&self) -> Timestamp {
        self.now
    }

    fn is_synced(&self) -> bool {
        self.is_synced
    }
}

/// One round of the kiosk airport-1, with the clock of the desk.
pub fn options(server: &Server, store: &Path) -> Options {
    Options {
        kiosk: "airport-1".into(),
        once: true,
        push: false,
        machine: Arc::new(Fixed {
            now: NOW,
            is_synced: true,
        }),
        ..Options::new(address(&server.address), server.root(), store)
    }
}

/// Rounds without end, with next to no time between them.
pub fn again_and_again(server: &Server, store: &Path) -> Options {
    Options {
        once: false,
        poll: Duration::from_millis(20),
        ..options(server, store)
    }
}

pub fn address(text: &str) -> reqwest::Url {
    http::address(text).expect("an address")
}

pub async fn run_once(options: Options) -> Outcome {
    run(options, std::future::pending())
        .await
        .expect("it begins")
}

pub async fn round(server: &Server, store: &Path) -> Outcome {
    run_once(options(server, store)).await
}

/// The program itself, as it is started as a service.
pub fn program(address: &str, root: &Path, store: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_legeplads-sync"));
    command.args(["--feed", address, "--no-push"]);
    command.arg("--root").arg(root).arg("--store").arg(store);
    command
}

/// Runs it to its end without holding up the server, which lives on this thread.
pub async fn ended(mut command: Command) -> (Option<i32>, String) {
    let output = tokio::task::spawn_blocking(move || command.output()).await;
    let Output { status, stderr, .. } = output.expect("it ran").expect("it could be started");
    (status.code(), String::from_utf8_lossy(&stderr).into_owned())
}

/// The numbers in pending, current and previous.
pub fn numbers(store: &Path) -> [Option<u64>; 3] {
    let slots = View::open(store).slots().expect("readable");
    Slot::ALL.map(|slot| slots.get(slot).map(|pointer| pointer.release))
}

pub fn words(outcome: &Outcome) -> &str {
    match outcome {
        Outcome::Refused(why) | Outcome::Unreachable(why) | Outcome::Stuck(why) => why,
        other => panic!("{other}"),
    }
}

pub fn assert_refused(outcome: &Outcome, why: &str) {
    assert!(matches!(outcome, Outcome::Refused(_)), "{outcome}");
    assert!(words(outcome).contains(why), "{outcome}");
}

pub fn assert_unreachable(outcome: &Outcome, why: &str) {
    assert!(matches!(outcome, Outcome::Unreachable(_)), "{outcome}");
    assert!(words(outcome).contains(why), "{outcome}");
}

/// The kiosk says that it shows a release.
pub fn on_glass(store: &Path, release: u64) {
    let screen = Screen {
        release,
        feed: "tiny".into(),
        on_glass_since: "2026-11-21T21:04:05Z".parse().expect("a timestamp"),
        screen: "island".into(),
        language: "da".into(),
        frames: Screen::GOOD_FRAMES,
        slowest_ms: 17.1,
        quality: None,
        demo: false,
        launched: None,
        refused: None,
        stopped: None,
    };
    screen.write(store).expect("written");
}

/// Goes on as soon as `there` is true, and lets others work meanwhile.
pub async fn until(mut there: impl FnMut() -> bool) {
    while !there() {
        tokio::task::yield_now().await;
    }
}
