//! `--measure`: how fast it starts, how it runs, what it costs.

use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use bevy::app::AppExit;
use bevy::prelude::*;
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};
use serde::Serialize;

use crate::quality::Quality;
use crate::still::Picture;

/// What a run was like; printed as one RON record.
#[derive(Debug, Clone, Serialize)]
pub struct Measure {
    /// From the start of the process to the first presented interactive frame.
    pub startup_ms: f64,
    /// Frames after that one. All figures of frames are of all of these: those of the first second,
    /// in which edges are smoothed and the glass is laid, are among them.
    pub frames: usize,
    /// Frames a second.
    pub fps: f64,
    /// Half of the frames took no longer.
    pub p50_ms: f64,
    /// 99 in 100 took no longer.
    pub p99_ms: f64,
    /// The longest.
    pub worst_ms: f64,
    /// The longest after the first second.
    pub later_worst_ms: f64,
    /// The process's proportional share of memory, the highest of what was read after the first
    /// frame, every two seconds, and at the end. Reading it takes some milliseconds, which count
    /// for no frame.
    pub peak_pss_mb: f64,
    /// Processor time, in per cent of one core, after the first second; 0 of a run that is no longer.
    pub cpu_percent: f64,
    /// What other machines on the same hardware took of the processor time that this one wanted, in
    /// per cent. All times above are worth what this leaves of them.
    pub stolen_percent: f64,
    /// What was left out at the end because the machine is too slow; `full` when nothing was.
    pub quality: &'static str,
}

/// In which the picture comes into being.
const FIRST: Duration = Duration::from_secs(1);

/// Ends the run after so long and prints the record.
#[derive(Resource)]
pub struct Stopwatch {
    lasts: Duration,
    startup: Option<Duration>,
    begun: Instant,
    last: Instant,
    frames: Vec<f64>,
    peak_pss_kb: u64,
    sampled: Instant,
    /// Frames until the first second was over.
    first: Option<usize>,
    /// When the first second was over, and processor time used until then.
    later: Arc<OnceLock<(Instant, Duration)>>,
    machine: process::Machine,
}

impl Stopwatch {
    /// For a run of so many seconds.
    pub fn new(seconds: f32) -> Self {
        let now = Instant::now();
        Self {
            lasts: Duration::from_secs_f32(seconds.clamp(0.1, 86_400.0)),
            startup: None,
            begun: now,
            last: now,
            frames: Vec::new(),
            peak_pss_kb: 0,
            sampled: now,
            first: None,
            later: Arc::default(),
            machine: process::machine().unwrap_or_default(),
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(First, tick.run_if(resource_exists::<Stopwatch>));
}

/// Runs at the start of a frame, when the one before it has been presented: rendering is not
/// pipelined, so a frame is over before the next begins. Without a GPU nothing is presented until
/// the renderer has its pictures.
fn tick(
    mut watch: ResMut<Stopwatch>,
    picture: Option<Res<Picture>>,
    quality: Res<Quality>,
    proxy: Option<Res<EventLoopProxyWrapper>>,
    mut ticks: Local<u32>,
    mut exit: MessageWriter<AppExit>,
) {
    *ticks += 1;
    let is_presented = *ticks > 1 && picture.is_none_or(|picture| picture.is_there);
    if watch.startup.is_none() && !is_presented {
        return;
    }
    let now = Instant::now();
    if watch.startup.is_none() {
        watch.startup = Some(process::age().unwrap_or_default());
        (watch.begun, watch.last, watch.sampled) = (now, now, now);
        let proxy = proxy.map(|proxy| (**proxy).clone());
        watch.watch_the_clock(move || {
            // An error only when the window is gone, and the run with it.
            let _ = proxy.map(|proxy| proxy.send_event(WinitUserEvent::WakeUp));
        });
        return;
    }
    let took = now.duration_since(watch.last);
    watch.last = now;
    watch.frames.push(took.as_secs_f64() * 1000.0);
    if watch.first.is_none() && now.duration_since(watch.begun) >= FIRST {
        watch.first = Some(watch.frames.len());
    }
    if now.duration_since(watch.sampled) >= Duration::from_secs(2) || watch.peak_pss_kb == 0 {
        watch.sampled = now;
        watch.peak_pss_kb = watch.peak_pss_kb.max(process::pss_kb().unwrap_or(0));
        watch.last = Instant::now();
    }
    if now.duration_since(watch.begun) >= watch.lasts {
        watch.peak_pss_kb = watch.peak_pss_kb.max(process::pss_kb().unwrap_or(0));
        print(&watch.record(now, &quality));
        exit.write(AppExit::Success);
    }
}

impl Stopwatch {
    /// Looks at the clock apart from the frames: a screen at rest draws one every half minute, so that
    /// the frame after the first second might be the one that ends the run.
    fn watch_the_clock(&self, wake: impl FnOnce() + Send + 'static) {
        let (begun, lasts, later) = (self.begun, self.lasts, self.later.clone());
        let watched = std::thread::Builder::new()
            .name("stopwatch".to_owned())
            .spawn(move || {
                std::thread::sleep(FIRST.saturating_sub(begun.elapsed()));
                if let Some(used) = process::processor_time() {
                    let _ = later.set((Instant::now(), used));
                }
                std::thread::sleep(lasts.saturating_sub(begun.elapsed()));
                wake();
            });
        if let Err(error) = watched {
            tracing::error!(%error, "processor time is not measured: no thread can be started");
        }
    }

    fn record(&self, now: Instant, quality: &Quality) -> Measure {
        let mut sorted = self.frames.clone();
        sorted.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let index = (sorted.len() as f64 * share).ceil() as usize;
            sorted.get(index.saturating_sub(1)).copied().unwrap_or(0.0)
        };
        let later_worst = self.frames.iter().skip(self.first.unwrap_or(0)).copied();
        let cpu = self.later.get().and_then(|(from, used)| {
            let spent = process::processor_time()?.checked_sub(*used)?;
            let time = now.duration_since(*from);
            // Processor time is told in hundredths of a second.
            (time >= Duration::from_millis(100))
                .then(|| 100.0 * spent.as_secs_f64() / time.as_secs_f64())
        });
        let stolen = process::machine().map(|machine| machine.stolen_since(self.machine));
        Measure {
            startup_ms: round(self.startup.unwrap_or_default().as_secs_f64() * 1000.0),
            frames: sorted.len(),
            fps: round(sorted.len() as f64 / now.duration_since(self.begun).as_secs_f64()),
            p50_ms: round(at(0.5)),
            p99_ms: round(at(0.99)),
            worst_ms: round(at(1.0)),
            later_worst_ms: round(later_worst.fold(0.0, f64::max)),
            peak_pss_mb: round(self.peak_pss_kb as f64 / 1024.0),
            cpu_percent: (cpu.unwrap_or(0.0) * 100.0).round() / 100.0,
            stolen_percent: round(stolen.unwrap_or(0.0)),
            quality: quality.left_out().unwrap_or("full"),
        }
    }
}

/// To one decimal, as records are printed.
pub(crate) fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// Prints a record in RON.
#[expect(clippy::print_stdout, reason = "the record is what such a run is for")]
pub(crate) fn print(record: &impl Serialize) {
    let options = ron::Options::default();
    match options.to_string_pretty(
        record,
        ron::ser::PrettyConfig::new()
            .struct_names(true)
            .compact_structs(true),
    ) {
        Ok(record) => println!("{record}"),
        Err(error) => tracing::error!(%error, "the record cannot be printed"),
    }
}

/// What Linux knows about this process.
pub(crate) mod process {
    use std::fs;
    use std::time::Duration;

    /// Clock ticks a second; fixed to 100 in Linux's interface to programs (`proc(5)`).
    const TICKS: u64 = 100;

    fn stat_field(index: usize) -> Option<u64> {
        let stat = fs::read_to_string("/proc/self/stat").ok()?;
        // The name in brackets may hold anything, so count from behind it; field 3 comes first.
        let (_, fields) = stat.rsplit_once(')')?;
        fields.split_whitespace().nth(index - 3)?.parse().ok()
    }

    /// What the machine's processors did since it came up, in ticks.
    #[derive(Debug, Default, Clone, Copy)]
    pub struct Machine {
        busy: u64,
        stolen: u64,
    }

    impl Machine {
        /// What was stolen of what was wanted since then, in per cent.
        pub fn stolen_since(self, then: Self) -> f64 {
            let stolen = self.stolen.saturating_sub(then.stolen) as f64;
            let busy = self.busy.saturating_sub(then.busy) as f64;
            100.0 * stolen / (busy + stolen).max(1.0)
        }
    }

    /// What the machine's processors did until now.
    pub fn machine() -> Option<Machine> {
        let stat = fs::read_to_string("/proc/stat").ok()?;
        let line = stat.lines().next()?.strip_prefix("cpu ")?;
        let ticks: Vec<u64> = (line.split_whitespace().take(8))
            .map(|field| field.parse().ok())
            .collect::<Option<_>>()?;
        // `proc(5)`: user, nice, system, idle, iowait, irq, softirq, steal.
        let [user, nice, system, _, _, irq, softirq, stolen] = ticks.try_into().ok()?;
        Some(Machine {
            busy: user + nice + system + irq + softirq,
            stolen,
        })
    }

    /// Time since the process was started, to 10 ms.
    pub fn age() -> Option<Duration> {
        let uptime = fs::read_to_string("/proc/uptime").ok()?;
        let up: f64 = uptime.split_whitespace().next()?.parse().ok()?;
        let started = stat_field(22)? as f64 / TICKS as f64;
        Some(Duration::from_secs_f64((up - started).max(0.0)))
    }

    /// Processor time used, by the program and for it.
    pub fn processor_time() -> Option<Duration> {
        Some(Duration::from_millis(
            (stat_field(14)? + stat_field(15)?) * 1000 / TICKS,
        ))
    }

    /// Proportional set size in kilobytes.
    pub fn pss_kb() -> Option<u64> {
        let rollup = fs::read_to_string("/proc/self/smaps_rollup").ok()?;
        let line = rollup.lines().find(|line| line.starts_with("Pss:"))?;
        line.split_whitespace().nth(1)?.parse().ok()
    }
}
