//! What sounds are made of: ringing modes, noise, filters and soft ends.

use std::f64::consts::{PI, TAU};

use super::{PEAK, RATE};

/// Samples a second, for computing.
pub(super) const HERTZ: f64 = RATE as f64;

/// A sound swells for at least so long; shorter, it clicks.
const ATTACK: f64 = 0.002;

/// So long it takes a sound to come to rest, if it is long enough for that.
const RELEASE: f64 = 0.08;

/// Below this a loudspeaker only wastes its strength.
const LOWEST: f64 = 40.0;

/// Samples in so many seconds.
pub(super) fn samples(seconds: f64) -> usize {
    (seconds * HERTZ).round() as usize
}

/// Computes a sound sample by sample; `wave` is given the time in seconds.
pub(super) fn draw(seconds: f64, mut wave: impl FnMut(f64) -> f64) -> Vec<f64> {
    (0..samples(seconds))
        .map(|index| wave(index as f64 / HERTZ))
        .collect()
}

/// Adds `other`, `level` times as loud, from `seconds` on; the sound grows as needed.
pub(super) fn add(to: &mut Vec<f64>, other: &[f64], seconds: f64, level: f64) {
    let from = samples(seconds);
    to.resize(to.len().max(from + other.len()), 0.0);
    for (sample, more) in to.iter_mut().skip(from).zip(other) {
        *sample += level * more;
    }
}

/// One way in which a struck thing rings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mode {
    /// Frequency in hertz.
    pub(super) hertz: f64,
    /// Loudness at the beginning.
    pub(super) level: f64,
    /// Seconds until it is 1/e as loud.
    pub(super) decay: f64,
}

/// Strikes something with these modes. Inaudibly high ones are left out.
pub(super) fn ring(seconds: f64, modes: &[Mode]) -> Vec<f64> {
    let mut sound = vec![0.0; samples(seconds)];
    for mode in modes.iter().filter(|mode| mode.hertz < 18_000.0) {
        // A two-pole resonator: exactly a decaying sine, two multiplications a sample.
        let angle = TAU * mode.hertz / HERTZ;
        let shrink = (-1.0 / (mode.decay * HERTZ)).exp();
        let (turn, back) = (2.0 * shrink * angle.cos(), shrink * shrink);
        let (mut now, mut next) = (0.0, mode.level * shrink * angle.sin());
        for sample in &mut sound {
            *sample += now;
            (now, next) = (next, turn * next - back * now);
        }
    }
    soften(&mut sound);
    sound
}

/// Lets a sound that begins with a jolt swell instead; also where it is added within another.
pub(super) fn soften(sound: &mut [f64]) {
    for (index, sample) in sound.iter_mut().enumerate().take(samples(ATTACK)) {
        *sample *= swell(index as f64 / HERTZ, ATTACK);
    }
}

/// White noise from −1 to 1, the same for the same seed.
#[derive(Debug, Clone)]
pub(super) struct Noise(u32);

impl Noise {
    pub(super) fn new(seed: u32) -> Self {
        // Never 0: the generator would stay there.
        Self(seed.wrapping_mul(0x9E37_79B9) | 1)
    }

    /// The next sample (Marsaglia's xorshift).
    pub(super) fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        f64::from(self.0) / f64::from(u32::MAX) * 2.0 - 1.0
    }

    /// A number between two others.
    pub(super) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (self.next() + 1.0) / 2.0 * (high - low)
    }
}

/// Lets a band of frequencies pass, one at its middle (a trapezoidal state-variable filter, which
/// stays well while its middle moves).
#[derive(Debug, Clone, Default)]
pub(super) struct Band {
    one: f64,
    two: f64,
}

impl Band {
    /// Filters one sample; the band is `hertz / sharpness` wide.
    pub(super) fn pass(&mut self, input: f64, hertz: f64, sharpness: f64) -> f64 {
        let g = (PI * hertz / HERTZ).tan();
        let k = 1.0 / sharpness;
        let a = 1.0 / (1.0 + g * (g + k));
        let high = input - self.two;
        let band = a * self.one + a * g * high;
        let low = self.two + g * band;
        self.one = 2.0 * band - self.one;
        self.two = 2.0 * low - self.two;
        k * band
    }
}

/// From 0 to 1 while `t` goes from 0 to `length`, without a corner; 1 from there on.
pub(super) fn swell(t: f64, length: f64) -> f64 {
    if t <= 0.0 {
        0.0
    } else if t >= length {
        1.0
    } else {
        (1.0 - (PI * t / length).cos()) / 2.0
    }
}

/// Swells, stays and fades: 0 outside 0..`length`.
pub(super) fn bell(t: f64, length: f64, rise: f64, fall: f64) -> f64 {
    swell(t, rise) * swell(length - t, fall)
}

/// Makes a sound ready: no direct current, soft at both ends, `peak` at its loudest.
pub(super) fn finish(mut sound: Vec<f64>, peak: f32) -> Vec<f32> {
    let hold = 1.0 - TAU * LOWEST / HERTZ;
    let (mut before, mut kept) = (0.0, 0.0);
    for sample in &mut sound {
        kept = *sample - before + hold * kept;
        before = *sample;
        *sample = kept;
    }
    let length = sound.len().saturating_sub(1) as f64 / HERTZ;
    let release = RELEASE.min(length / 2.0);
    let window: Vec<f64> = (0..sound.len())
        .map(|index| bell(index as f64 / HERTZ, length, ATTACK, release))
        .collect();
    for (sample, share) in sound.iter_mut().zip(&window) {
        *sample *= share;
    }
    // What the soft ends left of direct current goes where the window is open.
    let rest = sound.iter().sum::<f64>() / window.iter().sum::<f64>().max(1.0);
    for (sample, share) in sound.iter_mut().zip(&window) {
        *sample -= rest * share;
    }
    let loudest = sound
        .iter()
        .fold(0.0_f64, |most, sample| most.max(sample.abs()));
    let scale = f64::from(peak.min(PEAK)) / loudest.max(1e-9);
    sound.iter().map(|sample| (sample * scale) as f32).collect()
}
