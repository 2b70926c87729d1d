//! How often a frame is drawn: always while somebody plays, seldom for idle life, and not at all
//! when nothing moves.

use std::time::Duration;

use bevy::prelude::*;
use bevy::winit::{UpdateMode, WinitSettings};

use crate::demo::{Show, Watch};
use crate::fingers::Fingers;
use crate::idle;
use crate::journey::Journey;
use crate::launch::Launch;
use crate::motion::Busy;
use crate::status::Status;

/// Full rate for this long after a touch.
const AWAKE: Duration = Duration::from_secs(20);
/// Idle life while nobody touches: 30 frames a second.
const LIFE: Duration = Duration::from_millis(33);
/// A still screen draws a frame at least this often: a frame costs some 70 ms of processor time
/// without a GPU, so this is a few tenths of a per cent of a core.
const STILL: Duration = Duration::from_secs(30);
/// While the countdown is near or running in calm mode.
const SOON: Duration = Duration::from_secs(1);

/// Draws as often as the machine can, whatever happens; for measurements.
#[derive(Resource, Debug, Default)]
pub struct Unbridled(pub bool);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Unbridled>()
        .init_resource::<WinitSettings>()
        .add_systems(Last, choose);
}

fn choose(
    time: Res<Time>,
    real: Res<Time<Real>>,
    busy: Res<Busy>,
    fingers: Res<Fingers>,
    journey: Res<Journey>,
    unbridled: Res<Unbridled>,
    (status, show, launch): (Option<Res<Status>>, Option<Res<Show>>, Res<Launch>),
    watch: Res<Watch>,
    mut frames: Local<u32>,
    mut settings: ResMut<WinitSettings>,
) {
    *frames = frames.saturating_add(1);
    let since = real.elapsed().saturating_sub(fingers.last);
    // Staff wait for a release's first frames, also where the town sleeps.
    let counting = status.is_some_and(|status| status.counting());
    // The first frames bring fonts, meshes and the window's size.
    let mode =
        if busy.is(time.elapsed()) || *frames < 20 || counting || launch.hurries(journey.calm) {
            UpdateMode::Continuous
        } else if journey.is_still() && launch.now().is_some() {
            // Each second is to be seen when it begins.
            UpdateMode::reactive_low_power(LIFE)
        } else if journey.is_still() && !show.is_some_and(|show| show.leads()) {
            // One of two waits, since each change of the mode draws a frame at once.
            let soon = idle::next_change(&journey, since).is_some_and(|next| next < STILL);
            let soon = soon || journey.waits() || launch.is_near();
            let minute = watch.next_minute(real.elapsed());
            let soon = soon || minute.is_some_and(|next| next < STILL);
            UpdateMode::reactive_low_power(if soon { SOON } else { STILL })
        } else if unbridled.0 || (since < AWAKE && !fingers.last.is_zero()) {
            UpdateMode::Continuous
        } else {
            UpdateMode::reactive(LIFE)
        };
    // The same with and without focus: a keypad that is unplugged changes the focus.
    if settings.focused_mode != mode {
        tracing::debug!(?mode, busy = busy.is(time.elapsed()), ?since, "pace");
        settings.focused_mode = mode;
        settings.unfocused_mode = mode;
    }
}
