//! What can be measured of a sound: its pitch, its loudness, and that it begins and ends well.

use std::f64::consts::{PI, TAU};

use legeplads_feed::Note;

use super::{GIGGLES, PEAK, RATE, SCALE, Sound, frequency, render};

fn all() -> Vec<Sound> {
    let mut sounds = vec![
        Sound::Tap,
        Sound::Breath,
        Sound::Kindly,
        Sound::Paper,
        Sound::Page,
        Sound::Whistle,
        Sound::Tick,
    ];
    sounds.extend(SCALE.map(Sound::Bar));
    sounds.extend(SCALE.map(Sound::Block));
    sounds.extend(SCALE.map(Sound::MusicBox));
    sounds.extend((0..GIGGLES).map(Sound::Giggle));
    sounds
}

/// The power at one frequency (Goertzel's algorithm under a Hann window).
fn power(sound: &[f32], hertz: f64) -> f64 {
    let turn = 2.0 * (TAU * hertz / f64::from(RATE)).cos();
    let last = (sound.len() - 1) as f64;
    let (mut one, mut two) = (0.0, 0.0);
    for (index, sample) in sound.iter().enumerate() {
        let window = (1.0 - (TAU * index as f64 / last).cos()) / 2.0;
        (one, two) = (f64::from(*sample) * window + turn * one - two, one);
    }
    one * one + two * two - turn * one * two
}

fn cents(hertz: f64, cents: f64) -> f64 {
    hertz * (cents / 1200.0).exp2()
}

/// Where in a sound's spectrum the most power is, within 40 cents around `hertz`.
fn peak_near(sound: &[f32], hertz: f64) -> f64 {
    let steps = (-40..=40).map(|step| cents(hertz, f64::from(step)));
    steps
        .max_by(|one, other| power(sound, *one).total_cmp(&power(sound, *other)))
        .expect("a range")
}

fn off_by(found: f64, wanted: f64) -> f64 {
    1200.0 * (found / wanted).log2()
}

/// Root mean square, in decibels below full scale, of the loudest tenth of a second.
fn loudness(sound: &[f32]) -> f64 {
    let window = (RATE / 10) as usize;
    let power = |part: &[f32]| part.iter().map(|s| f64::from(s * s)).sum::<f64>() / window as f64;
    let loudest = sound
        .chunks(window / 4)
        .enumerate()
        .map(|(index, _)| {
            let from = index * window / 4;
            power(&sound[from..(from + window).min(sound.len())])
        })
        .fold(0.0, f64::max);
    10.0 * loudest.log10()
}

#[test]
fn the_scale_is_pentatonic_on_c_over_two_octaves() {
    let hertz = SCALE.map(|note| frequency(note).round());
    assert_eq!(hertz[..5], [523.0, 587.0, 659.0, 784.0, 880.0]);
    assert_eq!(hertz[5..], [1047.0, 1175.0, 1319.0, 1568.0, 1760.0]);
}

#[test]
fn the_loudest_partial_of_each_note_is_the_note() {
    for note in SCALE {
        let tuned = [
            (Sound::Bar(note), 1.0),
            (Sound::MusicBox(note), 2.0),
            (Sound::Block(note), 0.5),
        ];
        for (sound, octave) in tuned {
            let mut samples = render(sound);
            samples.truncate(RATE as usize / 2);
            let wanted = frequency(note) * octave;
            let off = off_by(peak_near(&samples, wanted), wanted);
            assert!(off.abs() <= 3.0, "{sound:?} is {off} cents off");
            // Nothing else is as loud: from a bass to a bat.
            let fundamental = power(&samples, wanted);
            for step in 0..60 {
                let other = cents(100.0, f64::from(step) * 150.0);
                if off_by(other, wanted).abs() > 150.0 {
                    let ratio = power(&samples, other) / fundamental;
                    assert!(ratio < 0.5, "{sound:?} has {ratio} at {other} Hz");
                }
            }
        }
    }
}

#[test]
fn a_glockenspiel_has_the_overtones_of_a_free_bar() {
    for note in [Note::C, Note::G, Note::D2] {
        // Early, while they ring.
        let samples = render(Sound::Bar(note));
        let early = &samples[..RATE as usize / 8];
        for ratio in [2.756, 5.404] {
            let wanted = frequency(note) * ratio;
            let off = off_by(peak_near(early, wanted), wanted);
            assert!(off.abs() <= 6.0, "{note:?} × {ratio} is {off} cents off");
            let here = power(early, wanted);
            assert!(
                here > 10.0 * power(early, wanted * 1.2),
                "{note:?} × {ratio}"
            );
        }
    }
}

#[test]
fn overtones_die_before_their_note() {
    let samples = render(Sound::Bar(Note::E));
    let share =
        |part: &[f32]| power(part, frequency(Note::E) * 2.756) / power(part, frequency(Note::E));
    let (early, late) = (&samples[..9_600], &samples[24_000..33_600]);
    assert!(share(late) < 0.05 * share(early));
}

#[test]
fn sounds_are_about_as_loud_as_each_other() {
    for sound in all() {
        let samples = render(sound);
        let peak = samples
            .iter()
            .fold(0.0_f32, |most, sample| most.max(sample.abs()));
        assert!(samples.iter().all(|sample| sample.is_finite()));
        assert!((0.2..=PEAK).contains(&peak), "{sound:?} peaks at {peak}");
        let loudness = loudness(&samples);
        assert!(
            (-32.0..=-8.0).contains(&loudness),
            "{sound:?}: {loudness} dB"
        );
    }
}

#[test]
fn sounds_have_no_direct_current() {
    for sound in all() {
        let samples = render(sound);
        let mean = samples.iter().map(|s| f64::from(*s)).sum::<f64>() / samples.len() as f64;
        assert!(mean.abs() < 1e-4, "{sound:?}: {mean}");
    }
}

#[test]
fn sounds_begin_without_a_click_and_end_in_silence() {
    for sound in all() {
        let samples = render(sound);
        let at = |seconds: f64| (seconds * f64::from(RATE)) as usize;
        assert_eq!(samples[0], 0.0, "{sound:?}");
        // The ramp of 1.5 ms allows this much and no more, whatever comes behind it.
        for (index, sample) in samples.iter().enumerate().take(at(0.0015)) {
            let share = index as f64 / f64::from(RATE) / 0.0015;
            let most = f64::from(PEAK) * (1.0 - (PI * share).cos()) / 2.0;
            assert!(
                f64::from(sample.abs()) <= most + 1e-6,
                "{sound:?} at {index}"
            );
        }
        let tail = &samples[samples.len() - at(0.003)..];
        assert!(tail.iter().all(|sample| sample.abs() < 2e-3), "{sound:?}");
        assert_eq!(samples.last(), Some(&0.0), "{sound:?}");
    }
}

#[test]
fn sounds_are_short_and_the_same_each_time() {
    let mut seconds = 0.0;
    for sound in all() {
        let samples = render(sound);
        seconds += samples.len() as f64 / f64::from(RATE);
        assert!(samples.len() < 2 * RATE as usize, "{sound:?} is long");
        assert_eq!(samples, render(sound), "{sound:?}");
    }
    assert!(
        seconds < 45.0,
        "all sounds together take {seconds} s of memory"
    );
}

#[test]
fn giggles_differ_and_never_run_out() {
    assert_ne!(render(Sound::Giggle(0)), render(Sound::Giggle(1)));
    assert_eq!(render(Sound::Giggle(1)), render(Sound::Giggle(GIGGLES + 1)));
}
