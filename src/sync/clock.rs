//! What this machine knows of the time.

use std::fmt::Debug;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use legeplads_trust::{Clock, MADE};
use rustls::pki_types::UnixTime;
use rustls::time_provider::TimeProvider;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// Made by systemd-timesyncd when the clock was set by a server since the machine started.
const SYNCED: &str = "/run/systemd/timesync/synchronized";

/// How long an answer is waited for whether the clock is synchronised.
const PATIENCE: Duration = Duration::from_secs(5);

/// A clock that nobody vouches for, and that stands farther than this after the last time that is
/// certain, is not right: kiosks and their programs are replaced sooner. Years of 365 days.
const FAR: SignedDuration = SignedDuration::from_hours(10 * 365 * 24);

/// The machine's clock; another one in tests.
pub trait Machine: Debug + Send + Sync {
    /// What the clock says.
    fn now(&self) -> Timestamp;

    /// Whether the kernel calls it synchronised. May block for some seconds.
    fn is_synced(&self) -> bool;
}

/// This machine's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct ThisMachine;

impl Machine for ThisMachine {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn is_synced(&self) -> bool {
        Path::new(SYNCED).exists() || asked_of_systemd()
    }
}

/// The kernel's word (`adjtimex`) by way of systemd, for machines with another time service:
/// asking the kernel itself would take unsafe code.
fn asked_of_systemd() -> bool {
    let answer = Command::new("timedatectl")
        .args(["show", "--property=NTPSynchronized", "--value"])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    answer.is_ok_and(|answer| answer.stdout.trim_ascii() == b"yes")
}

/// The clock and what it cannot be less than.
#[derive(Debug)]
pub struct Watch {
    machine: Arc<dyn Machine>,
    synced: AtomicBool,
    /// Unix seconds.
    floor: AtomicI64,
}

impl Watch {
    /// A watch that takes the clock for unsynchronised until it is asked.
    pub fn new(machine: Arc<dyn Machine>) -> Self {
        Self {
            machine,
            synced: AtomicBool::new(false),
            floor: AtomicI64::new(MADE.as_second()),
        }
    }

    /// Looks again whether the clock is synchronised, and gives it.
    pub async fn look(&self) -> Clock {
        let machine = Arc::clone(&self.machine);
        let asked = spawn_blocking(move || machine.is_synced());
        let synced = matches!(timeout(PATIENCE, asked).await, Ok(Ok(true)));
        self.synced.store(synced, Ordering::Relaxed);
        self.clock()
    }

    /// The clock, as synchronised as it was at the last look.
    pub fn clock(&self) -> Clock {
        let now = self.machine.now();
        match self.synced.load(Ordering::Relaxed) {
            true => Clock::Synced(now),
            false => Clock::Unsynced(now),
        }
    }

    /// A time that is surely past.
    pub fn floor(&self) -> Timestamp {
        Timestamp::from_second(self.floor.load(Ordering::Relaxed)).unwrap_or(MADE)
    }

    /// This time is surely past now.
    pub fn set_floor(&self, floor: Timestamp) {
        self.floor.store(floor.as_second(), Ordering::Relaxed);
    }

    /// The time that certificates are judged by: the clock's; the floor, if the clock is behind
    /// it, or out of all reason ahead of it.
    ///
    /// What is shown rests on the feed's signatures and not on TLS, so a certificate that seems
    /// valid for too long costs less than a kiosk that a flat battery cuts off.
    pub fn for_certificates(&self) -> Timestamp {
        let (clock, floor) = (self.clock(), self.floor());
        match clock {
            Clock::Unsynced(now) if now.duration_since(floor) > FAR => floor,
            clock => clock.believed(floor),
        }
    }
}

impl TimeProvider for Watch {
    fn current_time(&self) -> Option<UnixTime> {
        let seconds = u64::try_from(self.for_certificates().as_second()).ok()?;
        Some(UnixTime::since_unix_epoch(Duration::from_secs(seconds)))
    }
}
