//! The loudspeaker: a thread of its own mixes and plays. Without an audio device the kiosk is
//! silent and well.

use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use bevy::prelude::Resource;
use rodio::{ChannelCount, DeviceSinkBuilder, MixerDeviceSink, SampleRate, Source};

use super::synth::RATE;

/// This many sounds at once; then the oldest gives way.
const VOICES: usize = 24;

/// A device that was missing is looked for this often.
const RETRY: Duration = Duration::from_secs(30);

/// A sound that is to be played.
#[derive(Debug, Clone)]
pub struct Cue {
    /// Its samples, mono.
    pub samples: Arc<[f32]>,
    /// How loud, 1 as it was made.
    pub gain: f32,
    /// How long from now.
    pub after: Duration,
}

/// The near end of the loudspeaker: never waits, never fails.
#[derive(Resource, Debug)]
pub struct Speaker {
    cues: Option<Sender<Cue>>,
    volume: Arc<AtomicU32>,
}

impl Speaker {
    /// Starts the thread.
    pub fn start() -> Self {
        let (cues, inbox) = channel();
        let volume = Arc::new(AtomicU32::new(1.0_f32.to_bits()));
        let shared = volume.clone();
        let begun = thread::Builder::new()
            .name("sound".to_owned())
            .spawn(move || run(&inbox, &shared));
        if let Err(error) = &begun {
            tracing::warn!(%error, "there will be no sound");
        }
        Self {
            cues: begun.is_ok().then_some(cues),
            volume,
        }
    }

    /// Plays a sound.
    pub fn play(&self, cue: Cue) {
        if let Some(cues) = &self.cues {
            // A thread that ended has said why.
            let _ = cues.send(cue);
        }
    }

    /// The volume of everything, from 0 to 1, at once.
    pub fn set_volume(&self, volume: f32) {
        let volume = volume.clamp(0.0, 1.0);
        self.volume.store(volume.to_bits(), Ordering::Relaxed);
    }
}

fn run(inbox: &Receiver<Cue>, volume: &Arc<AtomicU32>) {
    let mut told = false;
    loop {
        match open() {
            Ok(device) => {
                if !play(&device, inbox, volume) {
                    return;
                }
            }
            Err(error) if !told => {
                told = true;
                tracing::info!("no audio device, so the kiosk is silent ({error})");
            }
            Err(_) => {}
        }
        if !discard(inbox) {
            return;
        }
    }
}

fn open() -> Result<MixerDeviceSink, rodio::stream::DeviceSinkError> {
    let mut device = DeviceSinkBuilder::open_default_sink()?;
    device.log_on_drop(false);
    Ok(device)
}

/// Plays what comes. False once nobody will send any more.
fn play(device: &MixerDeviceSink, inbox: &Receiver<Cue>, volume: &Arc<AtomicU32>) -> bool {
    let mut voices: VecDeque<Arc<AtomicBool>> = VecDeque::new();
    while let Ok(cue) = inbox.recv() {
        // A voice that has ended holds its flag no more.
        voices.retain(|stop| Arc::strong_count(stop) > 1);
        if voices.len() >= VOICES
            && let Some(oldest) = voices.pop_front()
        {
            oldest.store(true, Ordering::Relaxed);
        }
        let stop = Arc::new(AtomicBool::new(false));
        voices.push_back(stop.clone());
        device.mixer().add(Voice::new(cue, volume.clone(), stop));
    }
    false
}

/// Lets cues pass unheard until it is time to look for a device again. False once nobody sends.
fn discard(inbox: &Receiver<Cue>) -> bool {
    let mut left = RETRY;
    loop {
        let from = std::time::Instant::now();
        match inbox.recv_timeout(left) {
            Ok(_) => left = left.saturating_sub(from.elapsed()),
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

/// One sound on its way out.
struct Voice {
    cue: Cue,
    at: usize,
    silent: usize,
    volume: Arc<AtomicU32>,
    stop: Arc<AtomicBool>,
}

impl Voice {
    fn new(cue: Cue, volume: Arc<AtomicU32>, stop: Arc<AtomicBool>) -> Self {
        Self {
            silent: (cue.after.as_secs_f32() * RATE as f32) as usize,
            cue,
            at: 0,
            volume,
            stop,
        }
    }
}

impl Iterator for Voice {
    type Item = f32;

    fn next(&mut self) -> Option<f32> {
        if self.stop.load(Ordering::Relaxed) {
            return None;
        }
        if self.silent > 0 {
            self.silent -= 1;
            return Some(0.0);
        }
        let sample = self.cue.samples.get(self.at)?;
        self.at += 1;
        Some(sample * self.cue.gain * f32::from_bits(self.volume.load(Ordering::Relaxed)))
    }
}

impl Source for Voice {
    fn current_span_len(&self) -> Option<usize> {
        None
    }

    fn channels(&self) -> ChannelCount {
        const ONE: ChannelCount = NonZero::<u16>::MIN;
        ONE
    }

    fn sample_rate(&self) -> SampleRate {
        NonZero::new(RATE).unwrap_or(NonZero::<u32>::MIN)
    }

    fn total_duration(&self) -> Option<Duration> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voice(after: Duration) -> (Voice, Arc<AtomicU32>, Arc<AtomicBool>) {
        let volume = Arc::new(AtomicU32::new(0.5_f32.to_bits()));
        let stop = Arc::new(AtomicBool::new(false));
        let cue = Cue {
            samples: Arc::from([0.8, 0.4, 0.2].as_slice()),
            gain: 0.5,
            after,
        };
        (Voice::new(cue, volume.clone(), stop.clone()), volume, stop)
    }

    #[test]
    fn a_voice_waits_plays_and_follows_the_volume() {
        let (mut voice, volume, _) = voice(Duration::from_micros(42));
        assert_eq!(voice.next(), Some(0.0));
        assert_eq!(voice.next(), Some(0.0));
        assert_eq!(voice.next(), Some(0.8 * 0.5 * 0.5));
        volume.store(0.0_f32.to_bits(), Ordering::Relaxed);
        assert_eq!(voice.next(), Some(0.0));
    }

    #[test]
    fn a_voice_that_gives_way_ends_at_once() {
        let (mut voice, _, stop) = voice(Duration::ZERO);
        assert!(voice.next().is_some());
        stop.store(true, Ordering::Relaxed);
        assert_eq!(voice.next(), None);
    }

    #[test]
    fn a_speaker_without_a_device_swallows_everything() {
        let speaker = Speaker {
            cues: None,
            volume: Arc::default(),
        };
        speaker.set_volume(7.0);
        assert_eq!(f32::from_bits(speaker.volume.load(Ordering::Relaxed)), 1.0);
        speaker.play(Cue {
            samples: Arc::from([0.0].as_slice()),
            gain: 1.0,
            after: Duration::ZERO,
        });
    }
}
