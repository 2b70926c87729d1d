//! The end that others ask for: `systemctl stop`, the nightly restart and a machine that is switched off send
//! SIGTERM, a terminal that is closed at a booth sends SIGHUP. What was counted is written, and the screen
//! ends as if its window had been closed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use bevy::app::AppExit;
use bevy::prelude::*;
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};
use sd_notify::NotifyState;
use signal_hook::consts::{SIGHUP, SIGTERM};
use signal_hook::iterator::Signals;

use crate::counts::Counts;

/// Somebody has asked for the end.
#[derive(Resource, Debug, Default, Clone)]
struct Asked(Arc<AtomicBool>);

/// For the program itself: tests end their kiosks by themselves.
pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Asked>()
        .add_systems(Startup, listen)
        .add_systems(First, end);
}

/// Waits for a signal on a thread of its own: a screen at rest draws a frame every half minute, and
/// systemd does not wait so long.
fn listen(asked: Res<Asked>, counts: Res<Counts>, proxy: Option<Res<EventLoopProxyWrapper>>) {
    let mut signals = match Signals::new([SIGTERM, SIGHUP]) {
        Ok(signals) => signals,
        Err(error) => {
            tracing::error!(%error, "signals cannot be heard: whoever ends this screen takes its last counts");
            return;
        }
    };
    let asked = asked.0.clone();
    let write = counts.write();
    let proxy = proxy.map(|proxy| (**proxy).clone());
    let work = move || {
        for _ in signals.forever() {
            // Whether or not another frame comes.
            write();
            // Without systemd there is nobody to tell.
            let _ = sd_notify::notify(&[NotifyState::Stopping]);
            asked.store(true, Ordering::Relaxed);
            if let Some(proxy) = &proxy {
                // The loop is gone only when the program ends.
                let _ = proxy.send_event(WinitUserEvent::WakeUp);
            }
        }
    };
    if let Err(error) = thread::Builder::new().name("ending".to_owned()).spawn(work) {
        tracing::error!(%error, "signals will not be heard");
    }
}

fn end(asked: Res<Asked>, mut exit: MessageWriter<AppExit>) {
    if asked.0.load(Ordering::Relaxed) {
        exit.write(AppExit::Success);
    }
}
