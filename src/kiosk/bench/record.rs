//! What `--bench` prints.

use std::time::Duration;

use serde::Serialize;

use crate::measure::round;
use crate::stage::Amount;

/// What this machine makes of the kiosk; printed as one RON record. Times are milliseconds.
#[derive(Debug, Clone, Serialize)]
pub struct Bench {
    /// The glass in pixels.
    pub glass: (u32, u32),
    /// What draws it, as the driver calls it.
    pub drawn_by: String,
    /// From the start of the process to the first presented interactive frame.
    pub startup_ms: f64,
    /// What the island consists of.
    pub amount: Amount,
    /// The island with everything alive.
    pub island: Pace,
    /// Flights to places, from the press until the camera has come.
    pub flights: Pace,
    /// From a press to the presented frame that answers it. What the system needs to bring the touch
    /// to the program comes on top.
    pub answer_ms: Times,
    /// Presses that were not answered in the very next frame.
    pub answered_later: usize,
    /// From a press until its sound leaves the mixer. A device plays it 21 ms later.
    pub sound_ms: Times,
    /// The highest share of memory at any phase's end, in megabytes.
    pub peak_pss_mb: f64,
    /// See [`crate::measure::Measure::stolen_percent`].
    pub stolen_percent: f64,
    /// What was left out at the end because the machine is too slow; `full` when nothing was.
    pub quality: &'static str,
}

/// How frames followed each other.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Pace {
    /// How many there were.
    pub frames: usize,
    /// Frames a second.
    pub fps: f64,
    /// Half of them took no longer.
    pub p50_ms: f64,
    /// The longest.
    pub worst_ms: f64,
    /// Processor time of a frame, on all cores together: on a machine with other work this is what to
    /// look at.
    pub cpu_ms: f64,
}

/// How long something took, time after time.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Times {
    /// How often.
    pub count: usize,
    /// Half of them took no longer.
    pub p50: f64,
    /// The longest.
    pub worst: f64,
}

impl Times {
    /// Of these, in milliseconds.
    pub fn of(all: &[f64]) -> Self {
        let mut sorted = all.to_vec();
        sorted.sort_by(f64::total_cmp);
        Self {
            count: sorted.len(),
            p50: round(sorted.get(sorted.len() / 2).copied().unwrap_or(0.0)),
            worst: round(sorted.last().copied().unwrap_or(0.0)),
        }
    }
}

impl Pace {
    /// Of frames that took so long each, in milliseconds, and so much processor time together.
    pub fn of(frames: &[f64], cpu: Duration) -> Self {
        let Times { count, p50, worst } = Times::of(frames);
        let seconds = frames.iter().sum::<f64>() / 1000.0;
        Self {
            frames: count,
            fps: round(count as f64 / seconds.max(1e-3)),
            p50_ms: p50,
            worst_ms: worst,
            cpu_ms: round(cpu.as_secs_f64() * 1000.0 / count.max(1) as f64),
        }
    }
}
