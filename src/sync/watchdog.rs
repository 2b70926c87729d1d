//! Tells systemd that the courier is at work. Without systemd it does nothing.

use sd_notify::NotifyState;
use tokio::time::interval;
use tracing::warn;

/// Says once that the store is held and rounds are made, then again and again that they go on: all
/// of the courier shares one thread, so that a round that hangs keeps this from speaking.
pub(crate) async fn tell() {
    notify(NotifyState::Ready);
    let Some(deadline) = sd_notify::watchdog_enabled() else {
        return;
    };
    let mut often = interval(deadline / 4);
    loop {
        often.tick().await;
        notify(NotifyState::Watchdog);
    }
}

fn notify(state: NotifyState) {
    if let Err(error) = sd_notify::notify(&[state]) {
        warn!("systemd cannot be told how the courier is: {error}");
    }
}
