//! What a soak run keeps count of, by the hour, and whether it grew.

use std::time::Duration;

use serde::Serialize;

use crate::measure::round;

/// Memory may be so much more in the last hour than in the first, in per cent and in megabytes: the
/// heap's pieces lie differently each time.
const MEMORY: (f64, f64) = (5.0, 6.0);
/// So many more entities, meshes or pictures may there be: in which language the empty screen was
/// met is chance.
const THINGS: f64 = 12.0;
/// So many more font atlases.
const ATLASES: f64 = 4.0;

/// What a run was like; printed as one RON record.
#[derive(Debug, Clone, Serialize)]
pub struct Soak {
    /// Hours that were played.
    pub played_hours: f64,
    /// How long that took, in minutes.
    pub took_minutes: f64,
    /// What the robots were chosen by.
    pub seed: u64,
    /// All visits.
    pub visits: u32,
    /// All releases that came on the glass.
    pub releases: u32,
    /// The first hour, or half of a run of less than two.
    pub first: Hour,
    /// The last hour, or half.
    pub last: Hour,
    /// What grew beyond the tolerance, by how much; empty when all is well.
    pub grew: Vec<String>,
}

/// A played hour. What can grow is read while nobody is there and nothing moves but idle life. Of all
/// readings the one counts that a quarter of them are below: what a leak is added to, and not what a
/// sign that has just been laid anew takes for a frame.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Hour {
    /// When it began, in played hours.
    pub from: f64,
    /// Visits that began in it.
    pub visits: u32,
    /// Fingers that came down.
    pub fingers: u32,
    /// Releases that came on the glass.
    pub releases: u32,
    /// Frames that were drawn.
    pub frames: u32,
    /// The longest of them, in real milliseconds.
    pub worst_ms: f64,
    /// How often it was read.
    pub readings: usize,
    /// The process's proportional share of memory, in megabytes.
    pub pss_mb: f64,
    /// The highest that was read of it.
    pub peak_pss_mb: f64,
    /// Entities.
    pub entities: f64,
    /// Meshes.
    pub meshes: f64,
    /// Pictures, those of letters among them.
    pub images: f64,
    /// Font atlases: one for each font and size.
    pub atlases: f64,
}

/// A reading of what can grow.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reading {
    /// Proportional share of memory, in kilobytes.
    pub pss_kb: u64,
    /// Entities.
    pub entities: usize,
    /// Meshes.
    pub meshes: usize,
    /// Pictures.
    pub images: usize,
    /// Font atlases.
    pub atlases: usize,
}

/// Keeps count of one stretch of time after another.
#[derive(Debug, Default)]
pub struct Count {
    /// Visits, fingers, releases and frames so far.
    pub hour: Hour,
    readings: Vec<Reading>,
}

impl Count {
    /// A frame took so long.
    pub fn frame(&mut self, took: Duration) {
        self.hour.frames += 1;
        let took = round(took.as_secs_f64() * 1000.0);
        self.hour.worst_ms = self.hour.worst_ms.max(took);
    }

    /// Nobody is there: this is what there is.
    pub fn read(&mut self, reading: Reading) {
        self.readings.push(reading);
    }

    /// How many readings there are since the last hour was closed.
    pub fn readings(&self) -> usize {
        self.readings.len()
    }

    /// Ends this stretch; the next one begins at so many played hours.
    pub fn close(&mut self, next: f64) -> Hour {
        let closed = std::mem::take(self);
        self.hour.from = next;
        let pss = |reading: &Reading| reading.pss_kb as f64 / 1024.0;
        let all = &closed.readings;
        Hour {
            readings: all.len(),
            pss_mb: low(all, pss),
            peak_pss_mb: round(all.iter().map(pss).fold(0.0, f64::max)),
            entities: low(all, |reading| reading.entities as f64),
            meshes: low(all, |reading| reading.meshes as f64),
            images: low(all, |reading| reading.images as f64),
            atlases: low(all, |reading| reading.atlases as f64),
            ..closed.hour
        }
    }
}

fn low(all: &[Reading], of: impl Fn(&Reading) -> f64) -> f64 {
    let mut sorted: Vec<f64> = all.iter().map(of).collect();
    sorted.sort_by(f64::total_cmp);
    round(sorted.get(sorted.len() / 4).copied().unwrap_or(0.0))
}

/// What grew from one hour to another beyond the tolerance.
pub fn growth(first: &Hour, last: &Hour) -> Vec<String> {
    if first.readings == 0 || last.readings == 0 {
        return vec!["unknown: there was somebody all the time".to_owned()];
    }
    let memory = (first.pss_mb * MEMORY.0 / 100.0).max(MEMORY.1);
    let figures = [
        ("pss_mb", first.pss_mb, last.pss_mb, memory),
        ("entities", first.entities, last.entities, THINGS),
        ("meshes", first.meshes, last.meshes, THINGS),
        ("images", first.images, last.images, THINGS),
        ("atlases", first.atlases, last.atlases, ATLASES),
    ];
    figures
        .into_iter()
        .filter(|(_, first, last, most)| last - first > *most)
        .map(|(name, first, last, most)| {
            format!("{name}: {first} to {last}, {} at most", round(first + most))
        })
        .collect()
}
