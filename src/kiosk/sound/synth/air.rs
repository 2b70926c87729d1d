//! What is blown: breath, laughter, the train.

use std::f64::consts::TAU;

use legeplads_feed::Note;

use super::frequency;
use super::tone::{Band, HERTZ, Noise, add, bell, draw, finish};

/// Somebody breathes out: air through a mouth that closes slowly.
pub(super) fn breath() -> Vec<f32> {
    const LENGTH: f64 = 0.9;
    let mut noise = Noise::new(5);
    let (mut throat, mut lips) = (Band::default(), Band::default());
    let sound = draw(LENGTH, |t| {
        let air = noise.next();
        let open = 1.0 - 0.35 * t / LENGTH;
        let voice = throat.pass(air, 620.0 * open, 2.2) + 0.5 * lips.pass(air, 1700.0 * open, 2.0);
        voice * bell(t, LENGTH, 0.16, 0.62)
    });
    finish(sound, 0.34)
}

/// How a giggle goes: a note for each chirp.
const WAYS: [&[Note]; super::GIGGLES as usize] = [
    &[Note::E, Note::A, Note::G, Note::C2, Note::A],
    &[Note::C2, Note::A, Note::C2, Note::G, Note::E, Note::G],
    &[Note::G, Note::G, Note::A, Note::C2],
    &[Note::A, Note::D2, Note::C2, Note::A, Note::G],
];

/// Laughter: chirps with an h before each, ever closer and quieter.
pub(super) fn giggle(way: u8) -> Vec<f32> {
    let notes = WAYS.get(usize::from(way)).copied().unwrap_or_default();
    let mut sound = Vec::new();
    let (mut from, mut apart, mut level) = (0.0, 0.135, 1.0);
    for (index, note) in notes.iter().enumerate() {
        add(&mut sound, &chirp(frequency(*note), index), from, level);
        from += apart;
        apart *= 0.93;
        level *= 0.88;
    }
    finish(sound, 0.36)
}

/// One "hi": a short vowel whose pitch falls and wobbles.
fn chirp(hertz: f64, index: usize) -> Vec<f64> {
    const LENGTH: f64 = 0.125;
    /// Middle, width and level of the mouth's resonances, in hertz: a child's bright vowel.
    const VOWEL: [(f64, f64, f64); 3] = [
        (620.0, 320.0, 1.0),
        (2300.0, 500.0, 0.30),
        (3600.0, 700.0, 0.12),
    ];
    let through = |hertz: f64| -> f64 {
        VOWEL
            .iter()
            .map(|(middle, width, level)| level / (1.0 + ((hertz - middle) / width).powi(2)))
            .sum()
    };
    let mut noise = Noise::new(31 + index as u32);
    let mut band = Band::default();
    let mut phase = 0.0;
    draw(LENGTH, |t| {
        let fall = 1.0 + 0.07 * (-t / 0.03).exp() - 0.05 * t / LENGTH;
        let wobble = 1.0 + 0.018 * (TAU * 21.0 * t + index as f64).sin();
        let pitch = hertz * fall * wobble;
        phase += pitch / HERTZ;
        let voice: f64 = (1..=6)
            .map(|harmonic| {
                let n = f64::from(harmonic);
                through(pitch * n) / n * (TAU * n * phase).sin()
            })
            .sum();
        let air = band.pass(noise.next(), 2600.0, 1.2);
        voice * bell(t - 0.012, LENGTH - 0.012, 0.018, 0.07)
            + 0.35 * air * bell(t, 0.035, 0.010, 0.025)
    })
}

/// The train: three wooden pipes in C, one short toot and one long.
pub(super) fn whistle() -> Vec<f32> {
    let mut sound = toot(0.24);
    add(&mut sound, &toot(0.72), 0.34, 1.0);
    finish(sound, 0.42)
}

fn toot(length: f64) -> Vec<f64> {
    // G4, C5 and E5; real whistles are never quite in tune with themselves.
    let pipes = [
        (frequency(Note::G) / 2.0, 0.8),
        (frequency(Note::C) * 1.001, 1.0),
        (frequency(Note::E) * 0.999, 0.7),
    ];
    let mut noise = Noise::new(23);
    let mut phases = [0.0; 3];
    let mut bands: [Band; 3] = Default::default();
    draw(length, |t| {
        // The steam comes, and goes.
        let scoop = 1.0 - 0.05 * (-t / 0.03).exp() - 0.05 * (-(length - t) / 0.03).exp();
        let flutter = 1.0 + 0.05 * (TAU * 6.0 * t).sin();
        let air = noise.next();
        let mut sum = 0.0;
        for (((hertz, level), phase), band) in pipes.iter().zip(&mut phases).zip(&mut bands) {
            let pitch = hertz * scoop;
            *phase += pitch / HERTZ;
            let turn = TAU * *phase;
            let pipe = turn.sin() + 0.10 * (2.0 * turn).sin() + 0.16 * (3.0 * turn).sin();
            sum += level * (pipe + 0.9 * band.pass(air, pitch * 2.0, 3.0));
        }
        sum * flutter * bell(t, length, 0.035, 0.09)
    })
}
