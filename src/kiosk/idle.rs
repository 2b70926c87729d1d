//! Nobody there any more: a soft countdown, then everything as it was.
//!
//! WCAG 2.2.1: at least 20 s to extend by one simple action, any number of times.

use std::time::Duration;

use bevy::prelude::*;

use crate::demo::Show;
use crate::fingers::Fingers;
use crate::journey::Journey;
use crate::launch::Launch;
use crate::release::Release;

/// This long without a touch, and the countdown begins.
pub const PATIENCE: Duration = Duration::from_secs(45);
/// How long the countdown is.
pub const COUNTDOWN: Duration = Duration::from_secs(20);

/// Where the countdown stands.
#[derive(Resource, Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Idle {
    /// Whole seconds left, while it runs.
    pub left: Option<u8>,
    /// Never resets; for pictures and measurements.
    pub frozen: bool,
}

/// How long until the countdown shows something new, if it will.
pub fn next_change(journey: &Journey, since_touch: Duration) -> Option<Duration> {
    if journey.rests() {
        None
    } else if since_touch < PATIENCE {
        Some(PATIENCE - since_touch)
    } else {
        Some(Duration::from_millis(
            1000 - u64::from(since_touch.subsec_millis()).min(999),
        ))
    }
}

/// When a reset that was due has been made.
#[derive(SystemSet, Debug, Clone, PartialEq, Eq, Hash)]
pub struct Counted;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Idle>()
        .add_systems(Update, count_down.in_set(Counted));
}

fn count_down(
    time: Res<Time<Real>>,
    mut fingers: ResMut<Fingers>,
    release: Res<Release>,
    launch: Res<Launch>,
    show: Option<Res<Show>>,
    mut idle: ResMut<Idle>,
    mut journey: ResMut<Journey>,
) {
    if idle.frozen {
        return;
    }
    if launch.covers() {
        // Nobody can play meanwhile, and so nobody is asked whether they still do.
        if !fingers.last.is_zero() {
            fingers.last = (fingers.last + time.delta()).min(time.elapsed());
        }
        return;
    }
    let since = time.elapsed().saturating_sub(fingers.last);
    // A show is no visitor who has gone.
    let is_show = show.is_some_and(|show| show.leads());
    let left = if journey.rests() || is_show || since < PATIENCE || fingers.down() > 0 {
        None
    } else {
        let left = (PATIENCE + COUNTDOWN).saturating_sub(since);
        if left.is_zero() {
            journey.rest(&release.feed);
            None
        } else {
            u8::try_from(left.as_millis().div_ceil(1000)).ok()
        }
    };
    if idle.left != left {
        idle.left = left;
    }
}
