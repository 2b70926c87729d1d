//! The loudspeaker with no device, a false one, and one that breaks. Nothing here sleeps.

use std::error::Error;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use legeplads_feed::Note;

use super::super::mix::Mix;
use super::super::synth::{GIGGLES, RATE, SCALE, Sound, frequency};
use super::thread::{Broken, Device, Open, Pace};
use super::{Speaker, amplitude};

/// Longer than any test.
const LONG: Duration = Duration::from_secs(3_600);

const PATIENT: Pace = Pace {
    retry: LONG,
    rest: LONG,
};

/// A device that gives whatever it was opened with to the test.
fn false_device() -> (impl Open, Receiver<(Mix, Broken)>) {
    let (opened, devices) = channel();
    let open = move |mix: Mix, broken: Broken| -> Result<Device, Box<dyn Error>> {
        opened.send((mix, broken))?;
        Ok(Box::new(()))
    };
    (open, devices)
}

/// Pulls until something is heard; a mix is endless, so this ends with the order's arrival.
fn wait_for_sound(mix: &mut Mix) -> f32 {
    loop {
        match mix.next().expect("the speaker lives") {
            0.0 => std::thread::yield_now(),
            sample => return sample,
        }
    }
}

fn energy(sound: &[f32], hertz: f64) -> f64 {
    let turn = std::f64::consts::TAU * hertz / f64::from(RATE);
    let (mut real, mut imaginary) = (0.0, 0.0);
    for (index, sample) in sound.iter().enumerate() {
        let angle = turn * index as f64;
        real += f64::from(*sample) * angle.cos();
        imaginary += f64::from(*sample) * angle.sin();
    }
    real * real + imaginary * imaginary
}

#[test]
fn what_is_played_comes_out_of_the_device() {
    let (open, devices) = false_device();
    let speaker = Speaker::start_with(open, PATIENT);
    let (mut mix, _) = devices.recv_timeout(LONG).expect("the device is opened");
    speaker.play(Sound::Bar(Note::A), 1.0);
    wait_for_sound(&mut mix);
    let heard: Vec<f32> = mix.by_ref().take(24_000).collect();
    let of = |note| energy(&heard, frequency(note));
    let loudest = SCALE
        .into_iter()
        .max_by(|one, other| of(*one).total_cmp(&of(*other)));
    assert_eq!(loudest, Some(Note::A));
}

#[test]
fn no_device_is_silent_and_well_and_is_looked_for_again() {
    let (tried, tries) = channel();
    let open = move |_: Mix, _: Broken| -> Result<Device, Box<dyn Error>> {
        tried.send(())?;
        Err("there is none".into())
    };
    let pace = Pace {
        retry: Duration::ZERO,
        rest: LONG,
    };
    let speaker = Speaker::start_with(open, pace);
    for _ in 0..3 {
        tries.recv_timeout(LONG).expect("it is looked for again");
    }
    for way in 0..GIGGLES {
        speaker.play(Sound::Giggle(way), 1.0);
    }
    speaker.tune(&SCALE);
    speaker.set_volume(40);
    speaker.hush();
    drop(speaker);
    // The thread ends, and with it what tries.
    while tries.recv().is_ok() {}
}

#[test]
fn a_device_that_breaks_is_replaced_and_the_volume_stays() {
    let (open, devices) = false_device();
    let pace = Pace {
        retry: Duration::ZERO,
        rest: LONG,
    };
    let speaker = Speaker::start_with(open, pace);
    let (_, broken) = devices.recv_timeout(LONG).expect("the device is opened");
    speaker.set_volume(50);
    broken();
    let (mut mix, _) = devices.recv_timeout(LONG).expect("another is opened");
    // The first one's last words are too late to matter.
    broken();
    speaker.play(Sound::Tap, 1.0);
    wait_for_sound(&mut mix);
    let peak = mix
        .by_ref()
        .take(4_800)
        .fold(0.0_f32, |most, sample| most.max(sample.abs()));
    assert!(peak > 0.1 && peak < 0.6 * amplitude(50) + 1e-3, "{peak}");
    drop(speaker);
    assert!(devices.recv().is_err(), "no third one was opened");
}

#[test]
fn a_device_with_nothing_to_play_is_closed_and_opened_by_the_next_sound() {
    struct Closing(std::sync::mpsc::Sender<()>);
    impl Drop for Closing {
        fn drop(&mut self) {
            let _ = self.0.send(());
        }
    }
    let (opened, devices) = channel();
    let (closing, closed) = channel();
    let open = move |mix: Mix, _: Broken| -> Result<Device, Box<dyn Error>> {
        opened.send(mix)?;
        Ok(Box::new(Closing(closing.clone())))
    };
    let pace = Pace {
        retry: LONG,
        rest: Duration::ZERO,
    };
    let speaker = Speaker::start_with(open, pace);
    let _first = devices.recv_timeout(LONG).expect("it is opened at once");
    closed.recv_timeout(LONG).expect("it rests");
    speaker.play(Sound::Tick, 1.0);
    let mut mix = devices.recv_timeout(LONG).expect("a sound opens it");
    closed.recv_timeout(LONG).expect("it rests again");
    assert!(
        mix.any(|sample| sample != 0.0),
        "what was ordered is still there"
    );
}

#[test]
fn dropping_it_ends_the_thread_and_closes_the_device() {
    let (open, devices) = false_device();
    let speaker = Speaker::start_with(open, PATIENT);
    let (mut mix, _) = devices.recv_timeout(LONG).expect("the device is opened");
    drop(speaker);
    assert!(devices.recv().is_err(), "the thread has ended");
    assert!(mix.all(|sample| sample == 0.0));
}

#[test]
fn half_the_volume_is_ten_decibels_less() {
    assert_eq!(amplitude(0), 0.0);
    assert_eq!(amplitude(100), 1.0);
    assert_eq!(amplitude(255), 1.0);
    assert!((20.0 * amplitude(50).log10() + 10.0).abs() < 0.01);
}

#[test]
fn many_presses_cost_the_caller_nothing() {
    // Nobody reads what the device plays: the caller must not notice.
    let (open, _devices) = false_device();
    let speaker = Speaker::start_with(open, PATIENT);
    for index in 0..10_000_u32 {
        speaker.play(Sound::Giggle((index % 7) as u8), 1.0);
    }
}
