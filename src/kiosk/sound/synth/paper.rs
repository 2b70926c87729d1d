//! What is made of paper: a rustle is a crowd of small crackles.

use super::tone::{Band, HERTZ, Noise, add, bell, draw, finish};

/// Paper that unfolds: at once, and then it gives way.
pub(super) fn rustle() -> Vec<f32> {
    const LENGTH: f64 = 0.42;
    let mut sound = crackles(7, 120, LENGTH, |share| share.powf(1.4));
    add(&mut sound, &bed(LENGTH, 2600.0, 3400.0, 9), 0.0, 0.3);
    for (index, sample) in sound.iter_mut().enumerate() {
        *sample *= bell(index as f64 / HERTZ, LENGTH, 0.01, 0.34);
    }
    finish(sound, 0.4)
}

/// A page that is turned: it is lifted, sweeps over, and lies down.
pub(super) fn page() -> Vec<f32> {
    let mut sound = Vec::new();
    add(&mut sound, &crackles(13, 22, 0.14, |share| share), 0.0, 0.5);
    add(&mut sound, &bed(0.38, 1100.0, 3000.0, 3), 0.08, 1.0);
    add(
        &mut sound,
        &crackles(29, 16, 0.10, |share| share),
        0.40,
        0.6,
    );
    add(&mut sound, &flap(), 0.42, 0.9);
    finish(sound, 0.38)
}

/// So many crackles within so many seconds; `when` bends the time from 0 to 1.
fn crackles(seed: u32, count: u32, seconds: f64, when: impl Fn(f64) -> f64) -> Vec<f64> {
    let mut dice = Noise::new(seed);
    let mut sound = Vec::new();
    for index in 0..count {
        let from = when(dice.between(0.0, 1.0)) * seconds;
        let hertz = dice.between(2200.0, 7500.0);
        let length = dice.between(0.006, 0.016);
        // Most are faint, few are loud.
        let level = dice.between(0.25, 1.0).powi(3);
        let mut noise = Noise::new(seed * 1000 + index);
        let mut band = Band::default();
        let crackle = draw(length, |t| {
            band.pass(noise.next(), hertz, 2.0) * bell(t, length, 0.0016, length - 0.0016)
        });
        add(&mut sound, &crackle, from, level);
    }
    sound
}

/// Air along a sheet that moves: its band climbs and comes down again.
fn bed(seconds: f64, low: f64, high: f64, seed: u32) -> Vec<f64> {
    let mut noise = Noise::new(seed);
    let mut band = Band::default();
    draw(seconds, |t| {
        let over = bell(t, seconds, seconds * 0.6, seconds * 0.4);
        band.pass(noise.next(), low + (high - low) * over, 1.1) * over
    })
}

/// A sheet falls on a sheet.
fn flap() -> Vec<f64> {
    let mut noise = Noise::new(41);
    let mut band = Band::default();
    draw(0.09, |t| {
        2.0 * band.pass(noise.next(), 480.0, 0.8) * bell(t, 0.09, 0.004, 0.08)
    })
}
