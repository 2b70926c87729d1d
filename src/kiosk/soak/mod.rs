//! `--soak`: robots play for hours at thirty times the speed, in the real app, while releases come,
//! and what must not grow is counted.
//!
//! All clocks of the app go so much faster, the one on the place's wall too: visitors are reset,
//! evening comes, languages take turns. Scenes are built and letters drawn as ever, in real time.

mod figures;
mod releases;
mod robot;

use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use bevy::app::AppExit;
use bevy::ecs::entity::Entities;
use bevy::input::touch::{TouchInput, TouchPhase};
use bevy::prelude::*;
use bevy::text::FontAtlasSet;
use bevy::time::{TimeSystems, TimeUpdateStrategy};
use bevy::window::RequestRedraw;
use jiff::Timestamp;

pub use self::figures::{Count, Hour, Reading, Soak, growth};
use self::releases::Releases;
pub use self::robot::{Finger, Robot};
use crate::clock::WallClock;
use crate::fingers::touch_at;
use crate::journey::{Journey, Screen};
use crate::measure;
use crate::motion::Busy;
use crate::options::Options;
use crate::power::Unbridled;
use crate::quality::{Level, Quality};
use crate::release::{Swapped, Watch};
use crate::stage::{Stage, scene_of};
use crate::ui::{Overlay, Target};
use crate::view::View;

/// So much faster than real.
const SPEED: f64 = 30.0;
/// A frame is at most so much played time, however long it took: else nobody would be there for the
/// frames in which scenes come.
const FRAME: Duration = Duration::from_secs(3);
/// The first frames, in which shaders are compiled, are no figure of playing.
const START: Duration = Duration::from_secs(3);
/// While nobody is there, read so often, in played time.
const READ: Duration = Duration::from_secs(5);
/// Hours are compared, or halves of a shorter run.
const HOUR: Duration = Duration::from_secs(3600);
/// An hour has at least so many readings, or is so many times as long.
const READINGS: usize = 4;
const LONGEST: u32 = 3;

/// The run, and how far it has come.
#[derive(Resource)]
pub struct Run {
    robot: Robot,
    releases: Releases,
    seed: u64,
    lasts: Duration,
    /// The place's clock when it began.
    since: Timestamp,
    begun: Instant,
    last: Instant,
    read: Duration,
    count: Count,
    /// When the present hour began.
    opened: Duration,
    hours: Vec<Hour>,
    shown: u32,
}

impl Run {
    /// So many hours of play of what these options ask for, and who hears of its releases.
    pub fn new(hours: f64, options: &Options) -> (Self, Watch) {
        let (news, inbox) = channel();
        let now = Instant::now();
        let run = Self {
            robot: Robot::new(options.seed),
            releases: Releases::new(options.clone(), news),
            seed: options.seed,
            lasts: Duration::from_secs_f64(hours * 3600.0),
            since: Timestamp::now(),
            begun: now,
            last: now,
            read: Duration::ZERO,
            count: Count::default(),
            opened: Duration::ZERO,
            hours: Vec::new(),
            shown: 0,
        };
        (run, Watch::listen(inbox))
    }

    fn stretch(&self) -> Duration {
        HOUR.min(self.lasts / 2)
    }
}

pub(super) fn plugin(app: &mut App) {
    if !app.world().contains_resource::<Run>() {
        return;
    }
    // Steps this long would count as late ones.
    app.insert_resource(Quality::held(Level::Full))
        .insert_resource(Unbridled(true))
        .add_systems(Startup, set_out)
        .add_systems(First, hurry.before(TimeSystems))
        .add_systems(PreUpdate, touch.before(crate::fingers::Sensed))
        .add_systems(Last, (read, end).chain());
}

/// A step of the engine's clock is limited, unless somebody says otherwise.
fn set_out(mut run: ResMut<Run>, mut time: ResMut<Time<Virtual>>, clock: Res<WallClock>) {
    time.set_max_delta(FRAME);
    run.begun = Instant::now();
    run.last = run.begun;
    if let WallClock::Stopped(since) = *clock {
        run.since = since;
    }
}

/// How long the frame before took says how far the clocks go on in the next one.
fn hurry(
    mut run: ResMut<Run>,
    time: Res<Time<Real>>,
    mut step: ResMut<TimeUpdateStrategy>,
    mut clock: ResMut<WallClock>,
    mut redraw: MessageWriter<RequestRedraw>,
) {
    let now = Instant::now();
    let took = now.duration_since(run.last);
    run.last = now;
    if now.duration_since(run.begun) > START {
        run.count.frame(took);
    }
    let played = took.mul_f64(SPEED).min(FRAME);
    *step = TimeUpdateStrategy::ManualDuration(played);
    let at = run.since + Duration::from_secs(time.elapsed().as_secs());
    clock.set_if_neq(WallClock::Stopped(at));
    run.releases.make(time.elapsed());
    // A calm screen draws nothing by itself.
    redraw.write(RequestRedraw);
}

fn touch(
    mut run: ResMut<Run>,
    time: Res<Time<Real>>,
    view: Res<View>,
    targets: Query<&Target>,
    windows: Query<Entity, With<Window>>,
    mut swapped: MessageReader<Swapped>,
    mut fingers: MessageWriter<TouchInput>,
) {
    let shown = u32::try_from(swapped.read().count()).unwrap_or(u32::MAX);
    run.count.hour.releases += shown;
    run.shown += shown;
    let Some(window) = windows.iter().next() else {
        return;
    };
    let targets: Vec<Target> = targets.iter().cloned().collect();
    let (visits, half) = (run.robot.visits(), view.half());
    for Finger { id, at, phase } in run.robot.moves(time.elapsed(), &targets, half) {
        run.count.hour.fingers += u32::from(phase == TouchPhase::Started);
        fingers.write(touch_at(at, phase, id, &view, window));
    }
    run.count.hour.visits += run.robot.visits() - visits;
}

/// What can grow is read where nobody is and the scene stands, since any screen has as much as it
/// needs.
fn read(
    mut run: ResMut<Run>,
    time: Res<Time<Real>>,
    clock: Res<Time>,
    (journey, stage, busy): (Res<Journey>, Res<Stage>, Res<Busy>),
    (overlay, mut was_laid): (Res<Overlay>, Local<bool>),
    entities: &Entities,
    meshes: Res<Assets<Mesh>>,
    images: Res<Assets<Image>>,
    atlases: Res<FontAtlasSet>,
) {
    let now = time.elapsed();
    // Before the first visitor next to nothing is there yet.
    let was_visited = run.robot.visits() > 0;
    let is_deserted = was_visited && journey.rests() && journey.screen != Screen::Closed;
    // What lay before goes a frame after what is laid anew has come, and at this speed attract changes
    // its language every few frames.
    let is_laid = overlay.is_changed();
    let is_whole = !is_laid && !std::mem::replace(&mut *was_laid, is_laid);
    let stands = is_whole && stage.shows(&scene_of(&journey.screen)) && !busy.is(clock.elapsed());
    if !is_deserted || !stands || now.saturating_sub(run.read) < READ {
        return;
    }
    run.read = now;
    let begun = Instant::now();
    let pss_kb = measure::process::pss_kb().unwrap_or(0);
    // It takes some milliseconds, which count for no frame.
    run.last += begun.elapsed();
    let reading = Reading {
        pss_kb,
        entities: entities.count_spawned() as usize,
        meshes: meshes.len(),
        images: images.len(),
        atlases: atlases.len(),
    };
    tracing::debug!("{:?} on {:?}: {reading:?}", now, journey.screen);
    run.count.read(reading);
}

fn end(mut run: ResMut<Run>, time: Res<Time<Real>>, mut exit: MessageWriter<AppExit>) {
    let now = time.elapsed();
    let stretch = run.stretch();
    let since = now.saturating_sub(run.opened);
    // The town must have been met deserted some times; where visitors never leave it, so be it.
    let is_read = run.count.readings() >= READINGS || since >= stretch * LONGEST;
    if since >= stretch && is_read {
        let hour = run.count.close(now.as_secs_f64() / 3600.0);
        tracing::info!("{hour:?}");
        run.hours.push(hour);
        run.opened = now;
    }
    // What is left over of a broken hour is no hour.
    let whole = (run.lasts.as_secs_f64() / stretch.as_secs_f64().max(1.0)) as usize;
    if run.hours.len() < whole.max(1) {
        return;
    }
    let first = run.hours.first().cloned().unwrap_or_default();
    let last = run.hours.last().cloned().unwrap_or_default();
    let grew = growth(&first, &last);
    let has_grown = !grew.is_empty();
    measure::print(&Soak {
        played_hours: measure::round(now.as_secs_f64() / 3600.0),
        took_minutes: measure::round(run.begun.elapsed().as_secs_f64() / 60.0),
        seed: run.seed,
        visits: run.robot.visits(),
        releases: run.shown,
        first,
        last,
        grew,
    });
    exit.write(if has_grown {
        AppExit::error()
    } else {
        AppExit::Success
    });
}
