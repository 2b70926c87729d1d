//! Tells systemd that the screen lives: ready with the first presented frames, and alive as long as
//! more of them come. A screen that hangs is started again; see `deploy/units`.
//!
//! A screen at rest presents a frame every half minute (`power`), so the unit's `WatchdogSec` must
//! be longer than that. Without systemd all this does nothing.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;
use std::time::Instant;

use bevy::prelude::*;
use legeplads_store::Screen;
use sd_notify::NotifyState;

/// What systemd is to be told.
#[derive(Debug, Clone, Copy)]
enum Word {
    Ready,
    Alive,
}

/// What has been told, and when.
#[derive(Default)]
struct Told {
    frames: u64,
    alive: Option<Instant>,
}

pub(super) fn plugin(app: &mut App) {
    if std::env::var_os("NOTIFY_SOCKET").is_none() {
        return;
    }
    let Some(words) = herald() else { return };
    let often = sd_notify::watchdog_enabled().map(|deadline| deadline / 4);
    app.add_systems(Last, move |mut told: Local<Told>| {
        told.frames += 1;
        // The frame before this one has been presented when this one is on its way.
        if told.frames == Screen::GOOD_FRAMES + 1 {
            tell(&words, Word::Ready);
        }
        if let Some(often) = often
            && told.frames > 1
            && told.alive.is_none_or(|when| when.elapsed() >= often)
        {
            tell(&words, Word::Alive);
            told.alive = Some(Instant::now());
        }
    });
}

/// A word that finds the last ones still waiting is dropped: the next one says the same.
fn tell(words: &SyncSender<Word>, word: Word) {
    // A herald that is gone has said why.
    let _ = words.try_send(word);
}

/// Speaks to systemd on a thread of its own: its socket blocks while nobody reads there.
fn herald() -> Option<SyncSender<Word>> {
    let (sender, words) = sync_channel(4);
    let work = move || {
        for word in words {
            let state = match word {
                Word::Ready => NotifyState::Ready,
                Word::Alive => NotifyState::Watchdog,
            };
            if let Err(error) = sd_notify::notify(&[state]) {
                tracing::warn!(%error, "systemd cannot be told how the screen is");
            }
        }
    };
    match thread::Builder::new()
        .name("watchdog".to_owned())
        .spawn(work)
    {
        Ok(_) => Some(sender),
        Err(error) => {
            tracing::error!(%error, "systemd will not be told how the screen is");
            None
        }
    }
}
