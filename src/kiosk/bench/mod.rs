//! `--bench`: the island, presses and flights, one after the other in the real app, and one record of
//! what this machine makes of them.

mod record;

use std::sync::Mutex;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use bevy::app::AppExit;
use bevy::input::touch::{TouchInput, TouchPhase};
use bevy::prelude::*;
use bevy::render::renderer::RenderAdapterInfo;

pub use self::record::{Bench, Pace, Times};
use crate::acting::Cued;
use crate::camera::Lens;
use crate::journey::{Action, Journey, Screen};
use crate::measure::{self, process};
use crate::motion::Busy;
use crate::power::Unbridled;
use crate::quality::Quality;
use crate::stage::{Amount, Scene, Stage};
use crate::still::Picture;
use crate::ui::Target;
use crate::view::View;

/// Edges are smoothed, and costly sounds are computed, before anything is measured.
const SETTLES: Duration = Duration::from_secs(4);
/// So long the island is looked at.
const ISLAND: Duration = Duration::from_secs(8);
/// So often it is pressed, and so far apart.
const PRESSES: usize = 12;
/// See [`PRESSES`]. A tap has died away by then.
const APART: Duration = Duration::from_millis(700);
/// So many places are flown to.
const FLIGHTS: usize = 4;

/// How far the run has come.
#[derive(Resource)]
pub struct Run {
    phase: Phase,
    /// When this phase, or the last press, was.
    since: Instant,
    last: Instant,
    startup: Duration,
    island: Vec<f64>,
    flights: Vec<f64>,
    answers: Vec<f64>,
    late: usize,
    sounds: Vec<f64>,
    onsets: Mutex<Receiver<Instant>>,
    pressed: Option<Pressed>,
    flown: usize,
    /// Processor time so far, and what of it went into frames of the island and of flights.
    cpu: Duration,
    cpu_of: (Duration, Duration),
    peak_pss_kb: u64,
    amount: Amount,
    machine: process::Machine,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Phase {
    /// Nothing is presented yet.
    Start,
    Settle,
    Island,
    Press,
    /// On the island, about to fly; in the air; at the stop, about to go home.
    Ground,
    Fly,
    Stop,
}

/// A press that waits for its picture and its sound.
#[derive(Debug, Clone, Copy)]
struct Pressed {
    at: Instant,
    is_cued: bool,
    is_seen: bool,
}

impl Run {
    /// Hears when sounds begin.
    pub fn new(onsets: Receiver<Instant>) -> Self {
        let now = Instant::now();
        Self {
            phase: Phase::Start,
            since: now,
            last: now,
            startup: Duration::ZERO,
            island: Vec::new(),
            flights: Vec::new(),
            answers: Vec::new(),
            late: 0,
            sounds: Vec::new(),
            onsets: Mutex::new(onsets),
            pressed: None,
            flown: 0,
            cpu: Duration::ZERO,
            cpu_of: Default::default(),
            peak_pss_kb: 0,
            amount: Amount::default(),
            machine: process::machine().unwrap_or_default(),
        }
    }

    fn go(&mut self, phase: Phase) {
        self.peak_pss_kb = self.peak_pss_kb.max(process::pss_kb().unwrap_or(0));
        // Reading that takes some milliseconds, which count for no frame.
        (self.phase, self.since, self.last) = (phase, Instant::now(), Instant::now());
    }
}

pub(super) fn plugin(app: &mut App) {
    if !app.world().contains_resource::<Run>() {
        return;
    }
    app.insert_resource(Unbridled(true))
        .add_systems(First, watch)
        .add_systems(PreUpdate, act.before(crate::fingers::Sensed))
        .add_systems(Last, listen);
}

/// The frame before this one has been presented.
fn watch(mut run: ResMut<Run>, picture: Option<Res<Picture>>, lens: Res<Lens>) {
    let now = Instant::now();
    let took = now.duration_since(run.last).as_secs_f64() * 1000.0;
    run.last = now;
    let cpu = process::processor_time().unwrap_or_default();
    let used = cpu.saturating_sub(std::mem::replace(&mut run.cpu, cpu));
    match run.phase {
        Phase::Start => {
            let is_presented = picture.is_none_or(|picture| picture.is_there);
            if is_presented && !run.startup.is_zero() {
                run.startup = process::age().unwrap_or_default();
                run.go(Phase::Settle);
            } else {
                run.startup = Duration::from_nanos(1);
            }
        }
        Phase::Island => {
            run.island.push(took);
            run.cpu_of.0 += used;
        }
        Phase::Fly if lens.flies() => {
            run.flights.push(took);
            run.cpu_of.1 += used;
        }
        _ => {}
    }
    let Some(pressed) = &mut run.pressed else {
        return;
    };
    if pressed.is_cued && !pressed.is_seen {
        pressed.is_seen = true;
        let answer = now.duration_since(pressed.at).as_secs_f64() * 1000.0;
        run.answers.push(answer);
    }
}

fn act(
    mut run: ResMut<Run>,
    journey: Res<Journey>,
    (stage, lens, busy, time): (Res<Stage>, Res<Lens>, Res<Busy>, Res<Time>),
    view: Res<View>,
    targets: Query<&Target>,
    windows: Query<Entity, With<Window>>,
    mut fingers: MessageWriter<TouchInput>,
    adapter: Option<Res<RenderAdapterInfo>>,
    quality: Res<Quality>,
    mut exit: MessageWriter<AppExit>,
) {
    let since = run.since.elapsed();
    let rests = !lens.flies() && !busy.is(time.elapsed());
    let wanted = match run.phase {
        Phase::Settle if since >= SETTLES => {
            run.amount = stage.amount();
            run.go(Phase::Island);
            None
        }
        Phase::Island if since >= ISLAND => {
            run.go(Phase::Press);
            None
        }
        Phase::Press if since >= APART => {
            if run.answers.len() + run.late >= PRESSES {
                run.go(Phase::Ground);
                run.pressed = None;
                None
            } else {
                run.since = Instant::now();
                // It is the island already: the button gives way, a knock is heard, nothing else.
                targets.iter().find(|target| target.action == Action::Home)
            }
        }
        Phase::Ground if rests && stage.shows(&Scene::Island) && since >= APART => {
            let places = targets.iter();
            let mut places = places.filter(|target| matches!(target.action, Action::Place(_)));
            let place = places.nth(run.flown);
            if run.flown >= FLIGHTS || place.is_none() {
                measure::print(&run.record(&view, adapter.as_deref(), &quality));
                exit.write(AppExit::Success);
                return;
            }
            run.flown += 1;
            run.go(Phase::Fly);
            place
        }
        Phase::Fly if since >= APART && rests && !stage.shows(&Scene::Island) => {
            run.go(Phase::Stop);
            None
        }
        // A place without a stop giggles.
        Phase::Fly if since >= 3 * APART && journey.screen == Screen::Island => {
            run.go(Phase::Ground);
            None
        }
        Phase::Stop if since >= APART && rests => {
            run.go(Phase::Ground);
            targets.iter().find(|target| target.action == Action::Home)
        }
        _ => None,
    };
    let (Some(target), Some(window)) = (wanted, windows.iter().next()) else {
        return;
    };
    if run.phase == Phase::Press {
        run.pressed = Some(Pressed {
            at: Instant::now(),
            is_cued: false,
            is_seen: false,
        });
    }
    for phase in [TouchPhase::Started, TouchPhase::Ended] {
        fingers.write(TouchInput {
            phase,
            position: Vec2::new(target.at.x + view.half().x, view.half().y - target.at.y),
            window,
            force: None,
            id: 1,
        });
    }
}

/// What was pressed in this frame must have been answered in it.
fn listen(mut run: ResMut<Run>, mut cues: MessageReader<Cued>) {
    let is_cued = cues.read().count() > 0;
    let heard: Vec<Instant> =
        (run.onsets.lock()).map_or(Vec::new(), |heard| heard.try_iter().collect());
    let Some(mut pressed) = run.pressed else {
        return;
    };
    if !pressed.is_cued {
        pressed.is_cued = is_cued;
        run.pressed = is_cued.then_some(pressed);
        run.late += usize::from(!is_cued);
    }
    if let Some(onset) = heard.into_iter().find(|onset| *onset >= pressed.at) {
        let took = onset.duration_since(pressed.at).as_secs_f64() * 1000.0;
        run.sounds.push(took);
    }
}

impl Run {
    fn record(&self, view: &View, adapter: Option<&RenderAdapterInfo>, quality: &Quality) -> Bench {
        let glass = view.size.as_uvec2();
        let stolen = process::machine().map(|machine| machine.stolen_since(self.machine));
        Bench {
            glass: (glass.x, glass.y),
            drawn_by: adapter.map_or(String::new(), |adapter| adapter.name.clone()),
            startup_ms: measure::round(self.startup.as_secs_f64() * 1000.0),
            amount: self.amount,
            island: Pace::of(&self.island, self.cpu_of.0),
            flights: Pace::of(&self.flights, self.cpu_of.1),
            answer_ms: Times::of(&self.answers),
            answered_later: self.late,
            sound_ms: Times::of(&self.sounds),
            peak_pss_mb: measure::round(self.peak_pss_kb as f64 / 1024.0),
            stolen_percent: measure::round(stolen.unwrap_or(0.0)),
            quality: quality.left_out().unwrap_or("full"),
        }
    }
}
