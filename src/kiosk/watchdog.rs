//! Tells systemd that the screen lives: ready with the first presented frames, and alive as long as
//! more of them come. A screen that hangs is started again; see `deploy/units`.
//!
//! A screen at rest presents a frame every half minute (`power`), so the unit's `WatchdogSec` must
//! be longer than that. A display that sleeps takes no frames, and to start the screen again would not wake it:
//! as long as the kernel says so (`panel`), systemd is told of that instead. Without systemd all this does nothing.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use bevy::prelude::*;
use legeplads_store::Screen;
use sd_notify::NotifyState;

use crate::panel;
use crate::presented::Presented;

const SLEEPS: &str = "The display sleeps, so no frame can be presented.";
const WAKES: &str = "Frames are presented again.";

/// What systemd is to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Ready,
    Alive,
}

/// What has been told, and when.
#[derive(Default)]
struct Told {
    ready: bool,
    /// How many frames had been presented then.
    frames: u64,
    alive: Option<Instant>,
}

pub(super) fn plugin(app: &mut App) {
    if std::env::var_os("NOTIFY_SOCKET").is_none() {
        return;
    }
    let deadline = sd_notify::watchdog_enabled();
    let Some(words) = herald(deadline) else {
        return;
    };
    let often = deadline.map(|deadline| deadline / 4);
    app.add_systems(
        Last,
        move |presented: Res<Presented>, mut told: Local<Told>| {
            let frames = presented.so_far();
            if !told.ready && frames >= Screen::GOOD_FRAMES {
                told.ready = true;
                tell(&words, Word::Ready);
            }
            if let Some(often) = often
                && frames > told.frames
                && told.alive.is_none_or(|when| when.elapsed() >= often)
            {
                tell(&words, Word::Alive);
                told.frames = frames;
                told.alive = Some(Instant::now());
            }
        },
    );
}

/// A word that finds the last ones still waiting is dropped: the next one says the same.
fn tell(words: &SyncSender<Word>, word: Word) {
    // A herald that is gone has said why.
    let _ = words.try_send(word);
}

/// Speaks to systemd on a thread of its own: its socket blocks while nobody reads there, and the frame loop
/// may wait for a display that sleeps.
fn herald(deadline: Option<Duration>) -> Option<SyncSender<Word>> {
    let (sender, words) = sync_channel(4);
    match thread::Builder::new()
        .name("watchdog".to_owned())
        .spawn(move || speak(&words, deadline))
    {
        Ok(_) => Some(sender),
        Err(error) => {
            tracing::error!(%error, "systemd will not be told how the screen is");
            None
        }
    }
}

fn speak(words: &Receiver<Word>, deadline: Option<Duration>) {
    // Nobody watches: there is no hurry to look at the display.
    let patience = deadline.map_or(Duration::from_secs(60), |deadline| deadline / 4);
    let longer = u32::try_from((patience * 4).as_micros()).unwrap_or(u32::MAX);
    let (mut is_ready, mut slept) = (false, false);
    loop {
        let states = match words.recv_timeout(patience) {
            Ok(Word::Ready) => {
                is_ready = true;
                vec![NotifyState::Ready]
            }
            Ok(Word::Alive) if std::mem::take(&mut slept) => {
                vec![NotifyState::Watchdog, NotifyState::Status(WAKES)]
            }
            Ok(Word::Alive) => vec![NotifyState::Watchdog],
            Err(RecvTimeoutError::Timeout) if panel::sleeps() => {
                slept = true;
                let mut states = vec![NotifyState::Watchdog, NotifyState::Status(SLEEPS)];
                if !is_ready {
                    // It cannot become ready either.
                    states.push(NotifyState::ExtendTimeoutUsec(longer));
                }
                states
            }
            Err(RecvTimeoutError::Timeout) => continue,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        if let Err(error) = sd_notify::notify(&states) {
            tracing::warn!(%error, "systemd cannot be told how the screen is");
        }
    }
}
