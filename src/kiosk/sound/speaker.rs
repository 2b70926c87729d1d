//! The loudspeaker. A thread of its own owns the audio device; nobody else ever waits for it.

mod device;
mod ear;
mod thread;

#[cfg(test)]
mod tests;

use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use bevy::prelude::Resource;
use legeplads_feed::Note;

use super::synth::Sound;
use super::tune;
use thread::{Message, Pace};

/// The near end of the loudspeaker: never waits, never fails.
///
/// Without an audio device it is silent and well: the thread says so once in the log, and looks
/// for one twice a minute. A device that breaks is replaced in the same way. When it is dropped
/// the thread ends and closes the device.
#[derive(Resource, Debug)]
pub struct Speaker {
    messages: Sender<Message>,
}

impl Speaker {
    /// Starts the thread; returns at once.
    #[must_use]
    pub fn start() -> Self {
        Self::start_with(device::open, Pace::default())
    }

    /// The same with an ear in the place of a device, which says when a sound begins to leave the mixer.
    #[must_use]
    pub fn start_with_an_ear() -> (Self, Receiver<Instant>) {
        let (onsets, heard) = channel();
        let open = move |mix, _| ear::listen(mix, onsets.clone()).map_err(Into::into);
        (Self::start_with(open, Pace::default()), heard)
    }

    /// The same with another way to open the device.
    fn start_with(open: impl thread::Open, pace: Pace) -> Self {
        let (messages, inbox) = channel();
        let reports = messages.clone();
        let begun = std::thread::Builder::new()
            .name("sound".to_owned())
            .spawn(move || thread::run(&inbox, &reports, open, pace));
        if let Err(error) = begun {
            tracing::warn!("there will be no sound, as no thread can be started for it: {error}");
        }
        Self { messages }
    }

    /// Plays a sound now, `gain` times as loud as it was made.
    pub fn play(&self, sound: Sound, gain: f32) {
        self.play_after(sound, gain, Duration::ZERO);
    }

    /// Plays a sound so long from now.
    pub fn play_after(&self, sound: Sound, gain: f32, after: Duration) {
        self.send(Message::Play { sound, gain, after });
    }

    /// Plays the tune of these notes; [`tune::onsets`] says when each is struck.
    pub fn tune(&self, notes: &[Note]) {
        for struck in tune::tune(notes) {
            self.play_after(struck.sound, struck.gain, struck.after);
        }
    }

    /// The volume of everything, in percent of full, as a person hears it: 50 is half as loud.
    pub fn set_volume(&self, percent: u8) {
        self.send(Message::Volume(amplitude(percent)));
    }

    /// Everything fades within 170 ms, and what was to come is forgotten.
    pub fn hush(&self) {
        self.send(Message::Hush);
    }

    fn send(&self, message: Message) {
        // Without the thread there is no sound, which it has said in the log.
        let _ = self.messages.send(message);
    }
}

impl Drop for Speaker {
    fn drop(&mut self) {
        self.send(Message::End);
    }
}

/// Loudness to amplitude: ten decibels less are half as loud.
fn amplitude(percent: u8) -> f32 {
    const POWER: f32 = 1.661; // 10 dB / 20 dB × log2(10)
    (f32::from(percent.min(100)) / 100.0).powf(POWER)
}
