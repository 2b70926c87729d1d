//! Tells systemd that the screen lives: ready with the first presented frames, and alive as long as
//! more of them come. A screen that hangs is started again; see `deploy/units`.
//!
//! A screen at rest presents a frame every half minute (`power`), so the unit's `WatchdogSec` must
//! be longer than that. Without systemd all this does nothing.

use std::time::Instant;

use bevy::prelude::*;
use legeplads_store::Screen;
use sd_notify::NotifyState;

/// What has been told, and when.
#[derive(Default)]
struct Told {
    frames: u64,
    alive: Option<Instant>,
}

pub(super) fn plugin(app: &mut App) {
    let often = sd_notify::watchdog_enabled().map(|deadline| deadline / 4);
    app.add_systems(Last, move |mut told: Local<Told>| {
        told.frames += 1;
        // The frame before this one has been presented when this one is on its way.
        if told.frames == Screen::GOOD_FRAMES + 1 {
            notify(NotifyState::Ready);
        }
        if let Some(often) = often
            && told.frames > 1
            && told.alive.is_none_or(|when| when.elapsed() >= often)
        {
            notify(NotifyState::Watchdog);
            told.alive = Some(Instant::now());
        }
    });
}

/// A message of a few bytes into a local queue: nothing is waited for.
fn notify(state: NotifyState) {
    if let Err(error) = sd_notify::notify(&[state]) {
        tracing::warn!(%error, "systemd cannot be told how the screen is");
    }
}
