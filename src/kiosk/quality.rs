//! Less where the machine cannot keep up: idle lives first, then shadows, then smooth edges, never the
//! answer to a touch. Before all of that a weak GPU need no longer draw in each frame what stands.
//!
//! What a frame took goes in, the level comes out. A machine that draws at the screen's own rate does
//! not show how much more it could do, so a higher level is tried now and then; when it is too much
//! each trial comes twice as long after the one before, so that nothing flaps.

use std::time::Duration;

use bevy::prelude::*;
use bevy::window::Monitor;
use bevy::winit::{UpdateMode, WinitSettings};
use clap::ValueEnum;

use crate::camera::Lens;
use crate::journey::Journey;
use crate::stage::{Stage, scene_of};
use crate::still::Gpu;
use crate::{contact_sheet, screenshot, toys};

/// What a frame may take with a GPU, and without one.
pub const WITH_GPU: Duration = Duration::from_micros(16_667);
/// See [`WITH_GPU`].
pub const WITHOUT_GPU: Duration = Duration::from_micros(33_333);

/// Frames are judged so long at a time.
const WINDOW: Duration = Duration::from_secs(3);
/// A window is slow when half of its frames take this much longer than they may.
const SLOW: f32 = 1.25;
/// So many slow windows in a row, and there is less.
const PATIENCE: u32 = 2;
/// So many good ones in a row, and more is tried: at first, and at most.
const TRIAL: (u32, u32) = (10, 320);
/// A level that was tried and held for so many windows was right.
const PROVEN: u32 = 20;
/// What takes longer is something that a level does not change: a disk, a machine that slept.
const PAUSE: Duration = Duration::from_secs(2);
/// Nobody wants so few frames but for a screen at rest.
const AT_REST: Duration = Duration::from_millis(250);

/// How much is drawn.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Level {
    /// Everything.
    #[default]
    Full,
    /// What only passes by stays away.
    FewerLives,
    /// Nor do moving toys cast shadows.
    FewerShadows,
    /// Nor are edges smoothed: with a GPU that is most of what pixels cost.
    PlainEdges,
}

impl Level {
    /// Its name, as in `screen.ron`.
    fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::FewerLives => "fewer-lives",
            Self::FewerShadows => "fewer-shadows",
            Self::PlainEdges => "plain-edges",
        }
    }

    fn less(self) -> Self {
        match self {
            Self::Full => Self::FewerLives,
            Self::FewerLives => Self::FewerShadows,
            Self::FewerShadows | Self::PlainEdges => Self::PlainEdges,
        }
    }

    fn more(self) -> Self {
        match self {
            Self::Full | Self::FewerLives => Self::Full,
            Self::FewerShadows => Self::FewerLives,
            Self::PlainEdges => Self::FewerShadows,
        }
    }
}

/// Finds the level that a machine can hold.
#[derive(Resource, Debug, Clone)]
pub struct Quality {
    level: Level,
    /// Of the present window: frames, those of them that took too long, and how long all took.
    frames: u32,
    late: u32,
    seen: Duration,
    /// Windows in a row.
    slow: u32,
    good: u32,
    trial: u32,
    /// It stays, whatever frames take.
    is_held: bool,
    /// Windows since more was tried, while that is not proven.
    tried: Option<u32>,
    /// Whether a GPU draws, and so draws more than it must.
    has_gpu: bool,
    /// Whether what stands is drawn once nevertheless.
    is_kept: bool,
}

impl Default for Quality {
    fn default() -> Self {
        Self {
            level: Level::default(),
            frames: 0,
            late: 0,
            seen: Duration::ZERO,
            slow: 0,
            good: 0,
            trial: TRIAL.0,
            is_held: false,
            tried: None,
            has_gpu: false,
            is_kept: false,
        }
    }
}

impl Quality {
    /// This level, whatever frames take.
    pub fn held(level: Level) -> Self {
        Self {
            level,
            is_held: true,
            ..Self::default()
        }
    }

    /// How much is drawn.
    pub fn level(&self) -> Level {
        self.level
    }

    /// The machine has a GPU.
    pub fn has_gpu(&mut self) {
        self.has_gpu = true;
    }

    /// Whether a GPU has turned out to be too weak to draw in each frame what stands, too. That stays
    /// until the screen starts anew, which it does each night: coming and going would be seen.
    pub fn keeps_what_stands(&self) -> bool {
        self.is_kept
    }

    /// Whether edges are smoothed.
    pub fn smooths(&self) -> bool {
        self.level < Level::PlainEdges
    }

    /// What is left out, if anything, as `screen.ron` calls it.
    pub fn left_out(&self) -> Option<&'static str> {
        let kept = self.is_kept.then_some("kept-picture");
        (self.level > Level::Full)
            .then(|| self.level.name())
            .or(kept)
    }

    /// A frame took so long, and may take so long. Says whether the level has changed.
    pub fn frame(&mut self, took: Duration, may: Duration) -> bool {
        if took > PAUSE || may > AT_REST || self.is_held {
            return false;
        }
        self.seen += took;
        self.frames += 1;
        // Each by what it might take: fewer frames are wanted while nobody plays.
        self.late += u32::from(took > may.mul_f32(SLOW));
        if self.seen < WINDOW {
            return false;
        }
        let is_slow = self.late * 2 > self.frames;
        self.forget();
        let before = (self.level, self.is_kept);
        if is_slow {
            self.too_slow();
        } else {
            self.good_enough();
        }
        (self.level, self.is_kept) != before
    }

    /// What was seen of the present window counts for nothing: another scene has come.
    pub fn forget(&mut self) {
        (self.frames, self.late) = (0, 0);
        self.seen = Duration::ZERO;
    }

    fn too_slow(&mut self) {
        self.good = 0;
        self.slow += 1;
        // What was tried is given up at once.
        if self.slow < PATIENCE && self.tried.is_none() {
            return;
        }
        self.slow = 0;
        if self.has_gpu && !self.is_kept {
            self.is_kept = true;
            return;
        }
        if self.tried.take().is_some() {
            self.trial = (self.trial * 2).min(TRIAL.1);
        }
        self.level = self.level.less();
    }

    fn good_enough(&mut self) {
        self.slow = 0;
        self.good += 1;
        if let Some(held) = &mut self.tried {
            *held += 1;
            if *held >= PROVEN {
                self.tried = None;
                self.trial = TRIAL.0;
            }
        }
        if self.good >= self.trial && self.level != Level::Full {
            self.good = 0;
            self.level = self.level.more();
            self.tried = Some(0);
        }
    }
}

/// What passes by in the air. Away from [`Level::FewerLives`] on.
#[derive(Component, Debug, Clone, Copy)]
pub struct Passing;

/// A shadow of something that moves. Away from [`Level::FewerShadows`] on.
#[derive(Component, Debug, Clone, Copy)]
pub struct MovingShadow;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Quality>()
        .add_systems(First, watch.run_if(is_seen))
        .add_systems(PostUpdate, keep_to);
}

/// Pictures are of everything, however long they take.
fn is_seen(
    sheet: Option<Res<contact_sheet::Walk>>,
    picture: Option<Res<screenshot::Wanted>>,
    toys: Option<Res<toys::Wanted>>,
) -> bool {
    sheet.is_none() && picture.is_none() && toys.is_none()
}

fn watch(
    time: Res<Time<Real>>,
    gpu: Option<Res<Gpu>>,
    journey: Res<Journey>,
    stage: Res<Stage>,
    lens: Res<Lens>,
    pace: Res<WinitSettings>,
    monitors: Query<&Monitor>,
    mut quality: ResMut<Quality>,
) {
    // A flight draws what stands anew in each frame, and no level would make it draw less.
    if lens.flies() || !stage.shows(&scene_of(&journey.screen)) {
        quality.bypass_change_detection().forget();
        return;
    }
    let mut may = if gpu.is_some_and(|gpu| gpu.0) {
        WITH_GPU
    } else {
        WITHOUT_GPU
    };
    // A GPU keeps the screen's beat, and a large one may have 30 a second.
    may = may.max(monitors.iter().filter_map(beat).max().unwrap_or_default());
    if let UpdateMode::Reactive { wait, .. } = pace.focused_mode {
        // Nobody wants more frames now.
        may = may.max(wait);
    }
    if quality.bypass_change_detection().frame(time.delta(), may) {
        tracing::info!(
            level = quality.level().name(),
            what_stands_is_kept = quality.keeps_what_stands(),
            "how much is drawn has changed"
        );
        quality.set_changed();
    }
}

/// Between two pictures of a screen, if that can be believed: virtual ones say anything.
fn beat(monitor: &Monitor) -> Option<Duration> {
    let rate = monitor
        .refresh_rate_millihertz
        .filter(|rate| *rate >= 20_000)?;
    Some(Duration::from_secs_f64(1000.0 / f64::from(rate)))
}

fn keep_to(
    quality: Res<Quality>,
    mut passing: Query<&mut Visibility, (With<Passing>, Without<MovingShadow>)>,
    mut shadows: Query<&mut Visibility, (With<MovingShadow>, Without<Passing>)>,
    new: Query<(), Or<(Added<Passing>, Added<MovingShadow>)>>,
) {
    if !quality.is_changed() && new.is_empty() {
        return;
    }
    let seen = |is_seen: bool| {
        if is_seen {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        }
    };
    for mut visibility in &mut passing {
        visibility.set_if_neq(seen(quality.level() < Level::FewerLives));
    }
    for mut visibility in &mut shadows {
        visibility.set_if_neq(seen(quality.level() < Level::FewerShadows));
    }
}
