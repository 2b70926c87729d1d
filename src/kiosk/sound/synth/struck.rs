//! What is struck: wood, bars of metal, tines.

use legeplads_feed::Note;

use super::frequency;
use super::tone::{Band, Mode, Noise, add, draw, finish, ring, soften};

/// A bar of the glockenspiel.
///
/// A free bar's overtones are inharmonic, 1 : 2.756 : 5.404 (Fletcher and Rossing, "The Physics of
/// Musical Instruments", § 2.15). A wooden mallet wakes the upper ones only a little.
pub(super) fn bar(note: Note) -> Vec<f32> {
    let hertz = frequency(note);
    // Short bars ring shorter.
    let decay = 0.34 * (frequency(Note::C) / hertz).powf(0.4);
    let mut sound = ring(
        decay * 4.6,
        &[
            mode(hertz, 1.0, 1.0, decay),
            mode(hertz, 2.756, 0.26, decay * 0.38),
            mode(hertz, 5.404, 0.10, decay * 0.14),
        ],
    );
    add(&mut sound, &knock(1900.0, 0.004), 0.0, 0.14);
    finish(sound, 0.5)
}

/// A tine of a music box, an octave above its note: clamped at one end, 1 : 6.267 : 17.55.
pub(super) fn music_box(note: Note) -> Vec<f32> {
    let hertz = frequency(note) * 2.0;
    let decay = 0.30 * (frequency(Note::C) * 2.0 / hertz).powf(0.3);
    let mut sound = ring(
        decay * 4.4,
        &[
            mode(hertz, 1.0, 1.0, decay),
            // The box answers an octave lower.
            mode(hertz, 0.5, 0.10, decay * 0.5),
            mode(hertz, 6.267, 0.07, decay * 0.10),
        ],
    );
    add(&mut sound, &knock(3200.0, 0.002), 0.0, 0.08);
    finish(sound, 0.36)
}

/// A finger on wood.
pub(super) fn tap() -> Vec<f32> {
    let mut sound = ring(0.16, &block_modes(587.0, 0.022));
    add(&mut sound, &knock(1500.0, 0.005), 0.0, 0.5);
    finish(sound, 0.6)
}

/// A block set on another: a short knock with its note in it.
pub(super) fn block(note: Note) -> Vec<f32> {
    let mut sound = wood(note, 0.075);
    add(&mut sound, &knock(700.0, 0.008), 0.0, 0.5);
    // It settles.
    add(&mut sound, &knock(900.0, 0.004), 0.055, 0.12);
    finish(sound, 0.66)
}

/// Two low notes of wood, going down a little.
pub(super) fn kindly() -> Vec<f32> {
    let mut sound = Vec::new();
    add(&mut sound, &wood(Note::E, 0.11), 0.0, 0.9);
    add(&mut sound, &wood(Note::D, 0.15), 0.17, 0.8);
    finish(sound, 0.4)
}

/// A second of the countdown: a small, round tick.
pub(super) fn tick() -> Vec<f32> {
    let mut sound = ring(0.12, &block_modes(784.0, 0.016));
    add(&mut sound, &knock(2200.0, 0.002), 0.0, 0.2);
    finish(sound, 0.24)
}

/// A tuned wooden bar an octave below its note, as a marimba has them: 1 : 3.9 : 9.2.
fn wood(note: Note, decay: f64) -> Vec<f64> {
    let hertz = frequency(note) / 2.0;
    ring(
        decay * 6.5,
        &[
            mode(hertz, 1.0, 1.0, decay),
            mode(hertz, 3.9, 0.30, decay * 0.30),
            mode(hertz, 9.2, 0.10, decay * 0.12),
        ],
    )
}

/// A solid block: its modes are close, and none rings for long.
fn block_modes(hertz: f64, decay: f64) -> [Mode; 3] {
    [
        mode(hertz, 1.0, 1.0, decay),
        mode(hertz, 2.42, 0.42, decay * 0.6),
        mode(hertz, 4.1, 0.18, decay * 0.4),
    ]
}

/// What strikes makes a noise too.
fn knock(hertz: f64, decay: f64) -> Vec<f64> {
    let mut noise = Noise::new(17);
    let mut band = Band::default();
    let mut sound = draw(decay * 8.0, |t| {
        // Filtered noise is quieter than what goes in.
        3.0 * band.pass(noise.next(), hertz, 0.9) * (-t / decay).exp()
    });
    soften(&mut sound);
    sound
}

fn mode(base: f64, ratio: f64, level: f64, decay: f64) -> Mode {
    Mode {
        hertz: base * ratio,
        level,
        decay,
    }
}
