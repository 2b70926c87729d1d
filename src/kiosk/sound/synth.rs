//! Every sound is computed: wood, glockenspiel, breath and paper. Mono, 48 kHz, peak at most 0.8.

use std::f32::consts::TAU;

/// Samples a second.
pub const RATE: u32 = 48_000;

/// Nothing is louder.
pub const PEAK: f32 = 0.8;

/// Frequency of the lowest note, C5, in hertz (A4 = 440 Hz, equal temperament).
const LOWEST: f32 = 523.251;

/// So long a sound swells at least: shorter, it clicks.
const ATTACK: f32 = 0.002;

/// So long it takes a sound to fade at its end.
const RELEASE: f32 = 0.02;

/// The frequency so many semitones above the lowest note, in hertz.
pub fn frequency(semitones: u8) -> f32 {
    LOWEST * (f32::from(semitones) / 12.0).exp2()
}

/// A glockenspiel's bar. A free bar's overtones are inharmonic: 1 : 2.756 : 5.404 (Fletcher and
/// Rossing, The Physics of Musical Instruments, 2.15).
pub fn bar(semitones: u8) -> Vec<f32> {
    let base = frequency(semitones);
    let partials = [(1.0, 1.0, 0.55), (2.756, 0.34, 0.22), (5.404, 0.16, 0.08)];
    let mut sound = render(1.7, |t| {
        partials
            .iter()
            .filter(|(ratio, _, _)| base * ratio < RATE as f32 / 2.2)
            .map(|(ratio, level, decay)| level * (-t / decay).exp() * (TAU * base * ratio * t).sin())
            .sum()
    });
    mix(&mut sound, &wood(1400.0, 0.008), 0.18);
    finish(sound, 0.62)
}

/// A wooden block that is tapped.
pub fn tap() -> Vec<f32> {
    finish(wood(640.0, 0.035), 0.6)
}

/// A block set on another: `count` is how high the tower has grown, and so the pitch.
pub fn block(count: usize) -> Vec<f32> {
    let step = [0, 2, 4, 7, 9].get(count % 5).copied().unwrap_or(0);
    let mut sound = wood(300.0 * (step as f32 / 12.0).exp2(), 0.06);
    let bar = bar(step);
    sound.resize(sound.len().max(bar.len()), 0.0);
    mix(&mut sound, &bar, 0.45);
    finish(sound, 0.65)
}

/// Paper that unfolds.
pub fn paper() -> Vec<f32> {
    let mut noise = Noise::new(7);
    let (mut low, mut lower) = (0.0, 0.0);
    let sound = render(0.28, |t| {
        let crackle = 0.55 + 0.45 * (TAU * 23.0 * t + (TAU * 7.0 * t).sin()).sin();
        let white = noise.next();
        // A band from about 1.5 to 6 kHz.
        low += 0.55 * (white - low);
        lower += 0.18 * (low - lower);
        (low - lower) * crackle * (t / 0.05).min(1.0) * (-t / 0.09).exp()
    });
    finish(sound, 0.3)
}

/// Laughter: four short chirps up and down the scale.
pub fn giggle(variant: usize) -> Vec<f32> {
    let steps: [u8; 4] = match variant % 3 {
        0 => [12, 16, 14, 19],
        1 => [16, 12, 16, 21],
        _ => [19, 16, 14, 12],
    };
    let mut sound = Vec::new();
    for (index, step) in steps.into_iter().enumerate() {
        let base = frequency(step);
        let chirp = render(0.11, |t| {
            let bend = 1.0 + 0.06 * (t / 0.11) + 0.012 * (TAU * 18.0 * t).sin();
            let swell = (t / 0.012).min(1.0) * (-t / 0.045).exp();
            swell * ((TAU * base * bend * t).sin() + 0.2 * (2.0 * TAU * base * bend * t).sin())
        });
        let from = (index as f32 * 0.085 * RATE as f32) as usize;
        sound.resize(sound.len().max(from + chirp.len()), 0.0);
        if let Some(rest) = sound.get_mut(from..) {
            mix(rest, &chirp, 1.0);
        }
    }
    finish(sound, 0.3)
}

/// Not that one: a soft breath on two low notes, never a buzzer.
pub fn kindly() -> Vec<f32> {
    let mut noise = Noise::new(11);
    let mut air = 0.0;
    let sound = render(0.5, |t| {
        let base = if t < 0.2 { frequency(4) / 2.0 } else { frequency(0) / 2.0 };
        let local = if t < 0.2 { t } else { t - 0.2 };
        let swell = (local / 0.03).min(1.0) * (-local / 0.12).exp();
        air += 0.25 * (noise.next() - air);
        swell * ((TAU * base * t).sin() + 0.25 * air)
    });
    finish(sound, 0.35)
}

/// A second of the countdown.
pub fn tick() -> Vec<f32> {
    finish(wood(900.0, 0.018), 0.2)
}

/// The modes of a small wooden block.
fn wood(base: f32, decay: f32) -> Vec<f32> {
    let mut noise = Noise::new(3);
    render(decay * 9.0, |t| {
        let modes = [(1.0, 1.0, 1.0), (2.42, 0.5, 0.6), (4.1, 0.22, 0.4)];
        let ring: f32 = modes
            .iter()
            .map(|(ratio, level, share)| {
                level * (-t / (decay * share)).exp() * (TAU * base * ratio * t).sin()
            })
            .sum();
        ring + 0.3 * noise.next() * (-t / 0.002).exp()
    })
}

fn render(seconds: f32, mut wave: impl FnMut(f32) -> f32) -> Vec<f32> {
    let count = (seconds * RATE as f32) as usize;
    (0..count).map(|index| wave(index as f32 / RATE as f32)).collect()
}

fn mix(into: &mut [f32], other: &[f32], level: f32) {
    for (sample, added) in into.iter_mut().zip(other) {
        *sample += level * added;
    }
}

/// Soft at both ends, no direct current, as loud as asked.
fn finish(mut sound: Vec<f32>, peak: f32) -> Vec<f32> {
    let mean = sound.iter().sum::<f32>() / sound.len().max(1) as f32;
    let count = sound.len();
    for (index, sample) in sound.iter_mut().enumerate() {
        let from_start = index as f32 / (ATTACK * RATE as f32);
        let to_end = (count - 1 - index) as f32 / (RELEASE * RATE as f32);
        *sample = (*sample - mean) * from_start.min(1.0) * to_end.min(1.0);
    }
    let loudest = sound.iter().fold(0.0_f32, |loudest, sample| loudest.max(sample.abs()));
    let scale = peak.min(PEAK) / loudest.max(1e-6);
    for sample in &mut sound {
        *sample *= scale;
    }
    sound
}

/// White noise that is the same each time.
struct Noise(u32);

impl Noise {
    fn new(seed: u32) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as f32 / 8_388_608.0 - 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The energy at one frequency (Goertzel's algorithm).
    fn energy(sound: &[f32], hertz: f32) -> f32 {
        let step = 2.0 * (TAU * hertz / RATE as f32).cos();
        let (mut one, mut two) = (0.0_f32, 0.0_f32);
        for sample in sound {
            (one, two) = (sample + step * one - two, one);
        }
        one * one + two * two - step * one * two
    }

    fn all() -> Vec<Vec<f32>> {
        let mut sounds = vec![tap(), paper(), kindly(), tick()];
        sounds.extend((0..22).map(bar));
        sounds.extend((0..5).map(block));
        sounds.extend((0..3).map(giggle));
        sounds
    }

    #[test]
    fn sounds_are_neither_silent_nor_loud_nor_do_they_click() {
        for sound in all() {
            let peak = sound.iter().fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
            assert!(peak > 0.15 && peak <= PEAK + 1e-4, "peak {peak}");
            assert!(sound.iter().all(|sample| sample.is_finite()));
            let mean = sound.iter().sum::<f32>() / sound.len() as f32;
            assert!(mean.abs() < 0.01, "direct current {mean}");
            let ends = [sound.first(), sound.last()];
            assert!(ends.into_iter().flatten().all(|end| end.abs() < 1e-3));
        }
    }

    #[test]
    fn a_bar_sounds_its_note_to_three_cents() {
        let cent = (1.0_f32 / 1200.0).exp2();
        for semitones in [0, 2, 4, 7, 9, 12, 21] {
            let sound = bar(semitones);
            let note = frequency(semitones);
            let best = (-50..=50)
                .max_by(|one, other| {
                    let at = |cents: &i32| energy(&sound, note * cent.powi(*cents));
                    at(one).total_cmp(&at(other))
                })
                .expect("a range");
            assert!(best.abs() <= 3, "{semitones}: {best} cents off");
        }
    }

    #[test]
    fn sounds_are_the_same_each_time() {
        assert_eq!(paper(), paper());
        assert_eq!(bar(7), bar(7));
    }
}
