//! While nobody is there the camera drifts a little, slowly, and never rolls: the town is something
//! to look round in, and what hangs before it floats.
//!
//! Only with a GPU. Without one the still layer would be drawn anew in each frame, for which a frame
//! takes two or three times as long; shifting its picture instead is no way out, since by whole
//! pixels so slow a movement ticks, and the glass that is laid over it would be laid anew each time.

use std::f32::consts::TAU;
use std::time::Duration;

use bevy::prelude::*;

use crate::camera::{Lens, Shot};
use crate::idle::Idle;
use crate::journey::{Journey, Screen};
use crate::motion::{FLIGHT, in_out};
use crate::quality::{Level, Quality};
use crate::stage::{Scene, Stage};
use crate::still::Gpu;

/// How far it goes to either side, as a share of the picture's height.
const ASIDE: f32 = 0.005;
/// How much nearer it comes, as a share.
const NEARER: f32 = 0.012;
/// The times of both, there and back, in seconds; they do not meet soon.
const TIMES: (f32, f32) = (34.0, 55.0);
/// It sets out as softly as this.
const SETS_OUT: f32 = 8.0;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, drift);
}

fn drift(
    time: Res<Time>,
    journey: Res<Journey>,
    idle: Res<Idle>,
    stage: Res<Stage>,
    gpu: Option<Res<Gpu>>,
    quality: Res<Quality>,
    mut lens: ResMut<Lens>,
    mut begun: Local<Option<Duration>>,
) {
    let now = time.elapsed();
    let is_there = stage.shows(&Scene::Island) && !lens.flies();
    let drifts = journey.screen == Screen::Attract
        && !journey.is_still()
        && !idle.frozen
        && quality.level() == Level::Full
        && !quality.keeps_what_stands()
        && gpu.is_some_and(|gpu| gpu.0);
    if drifts && is_there {
        let since = now.saturating_sub(*begun.get_or_insert(now));
        lens.shot = drifted(stage.shot(), since);
    } else if begun.take().is_some() && is_there {
        lens.fly(stage.shot(), now, FLIGHT);
    }
}

/// Where a shot has drifted to after so long.
fn drifted(rest: Shot, since: Duration) -> Shot {
    let seconds = since.as_secs_f32();
    let out = in_out((seconds / SETS_OUT).min(1.0));
    let aside = (seconds / TIMES.0 * TAU).sin() * out;
    let nearer = (1.0 - (seconds / TIMES.1 * TAU).cos()) / 2.0;
    Shot {
        target: rest.target + Vec3::X * aside * ASIDE * rest.height,
        height: rest.height * (1.0 - NEARER * nearer),
        ..rest
    }
}
