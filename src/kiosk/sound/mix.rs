//! Many sounds become one: voices, volume, and a ceiling. Pure: a stream of samples.

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::Duration;

use super::synth::RATE;

/// This many voices sound at once; one more, and the oldest gives way.
pub const VOICES: usize = 24;

/// This many voices wait for their time; one more is left out.
const WAITING: usize = 64;

/// A voice that gives way fades so long, in samples: too short to hear, too long to click.
const YIELD: u32 = RATE / 200;

/// When everything is hushed it fades so long, in samples.
const HUSH: u32 = RATE / 6;

/// The volume goes from nothing to full in so many samples.
const SLIDE: f32 = (RATE / 25) as f32;

/// Between looks at what was ordered, in samples: 1.3 ms.
const LOOK: u32 = 64;

/// Where the ceiling begins to bend; below it nothing is changed.
const KNEE: f32 = 0.7;

/// What the mix is told.
#[derive(Debug, Clone)]
pub enum Order {
    /// Plays samples, `gain` times as loud as they are, so long from now.
    Play {
        /// Mono, at [`RATE`].
        samples: Arc<[f32]>,
        /// Mostly from 0 to 1.
        gain: f32,
        /// How long from now.
        after: Duration,
    },
    /// The volume of everything, from 0 to 1.
    Volume(f32),
    /// Everything fades, and what waits is forgotten.
    Hush,
}

/// All voices in one endless stream of mono samples at [`RATE`], each from −1 to 1.
///
/// It runs where the audio device calls, so it neither waits nor allocates. It ends when nobody can
/// order any more and everything has sounded.
#[derive(Debug)]
pub struct Mix {
    orders: Receiver<Order>,
    sounding: Vec<Voice>,
    waiting: Vec<(u64, Voice)>,
    /// Samples so far.
    now: u64,
    until_look: u32,
    is_over: bool,
    volume: f32,
    wanted_volume: f32,
}

#[derive(Debug, Clone)]
struct Voice {
    samples: Arc<[f32]>,
    at: usize,
    gain: f32,
    /// Samples left, and in all, of a fade-out.
    fade: Option<(u32, u32)>,
}

impl Mix {
    /// A silent mix that does what comes through `orders`, at `volume` from 0 to 1.
    #[must_use]
    pub fn new(orders: Receiver<Order>, volume: f32) -> Self {
        Self {
            orders,
            // Room for those that fade while others have taken their places.
            sounding: Vec::with_capacity(2 * VOICES),
            waiting: Vec::with_capacity(WAITING),
            now: 0,
            until_look: 0,
            is_over: false,
            volume,
            wanted_volume: volume,
        }
    }

    /// How many voices sound; those that give way are not counted.
    #[must_use]
    pub fn voices(&self) -> usize {
        self.sounding
            .iter()
            .filter(|voice| voice.fade.is_none())
            .count()
    }

    /// Does what was ordered.
    fn obey(&mut self) {
        loop {
            match self.orders.try_recv() {
                Ok(Order::Play {
                    samples,
                    gain,
                    after,
                }) => {
                    let voice = Voice {
                        samples,
                        at: 0,
                        gain,
                        fade: None,
                    };
                    let wait = (after.as_secs_f64() * f64::from(RATE)) as u64;
                    if wait == 0 {
                        self.begin(voice);
                    } else if self.waiting.len() < WAITING {
                        self.waiting.push((self.now + wait, voice));
                    }
                }
                Ok(Order::Volume(volume)) => self.wanted_volume = volume.clamp(0.0, 1.0),
                Ok(Order::Hush) => {
                    self.waiting.clear();
                    self.sounding
                        .iter_mut()
                        .for_each(|voice| voice.yield_in(HUSH));
                }
                Err(TryRecvError::Empty) => return,
                Err(TryRecvError::Disconnected) => {
                    self.is_over = true;
                    return;
                }
            }
        }
    }

    /// Begins a voice; the oldest gives way if there are too many.
    fn begin(&mut self, voice: Voice) {
        if self.sounding.len() == self.sounding.capacity() {
            self.sounding.remove(0);
        }
        if self.voices() == VOICES
            && let Some(oldest) = self.sounding.iter_mut().find(|voice| voice.fade.is_none())
        {
            oldest.yield_in(YIELD);
        }
        self.sounding.push(voice);
    }

    fn begin_what_is_due(&mut self) {
        while let Some(index) = self.waiting.iter().position(|(due, _)| *due <= self.now) {
            let (_, voice) = self.waiting.remove(index);
            self.begin(voice);
        }
    }
}

impl Iterator for Mix {
    type Item = f32;

    fn next(&mut self) -> Option<f32> {
        if self.until_look == 0 {
            self.until_look = LOOK;
            self.obey();
            if self.is_over && self.sounding.is_empty() && self.waiting.is_empty() {
                return None;
            }
        }
        self.until_look -= 1;
        if !self.waiting.is_empty() {
            self.begin_what_is_due();
        }
        self.now += 1;
        let step = self.wanted_volume - self.volume;
        self.volume += step.clamp(-1.0 / SLIDE, 1.0 / SLIDE);
        if self.sounding.is_empty() {
            return Some(0.0);
        }
        let mut sum = 0.0;
        self.sounding.retain_mut(|voice| match voice.next() {
            Some(sample) => {
                sum += sample;
                true
            }
            None => false,
        });
        Some(ceiling(sum * self.volume))
    }
}

impl Voice {
    /// Fades out in so many samples, unless it is sooner over anyway.
    fn yield_in(&mut self, samples: u32) {
        if self.fade.is_none() {
            self.fade = Some((samples, samples));
        }
    }

    fn next(&mut self) -> Option<f32> {
        let sample = self.samples.get(self.at)? * self.gain;
        self.at += 1;
        match &mut self.fade {
            None => Some(sample),
            Some((0, _)) => None,
            Some((left, all)) => {
                *left -= 1;
                Some(sample * *left as f32 / *all as f32)
            }
        }
    }
}

/// Bends what is too loud instead of cutting it off, which would rattle.
fn ceiling(sample: f32) -> f32 {
    let over = sample.abs() - KNEE;
    if over <= 0.0 {
        return sample;
    }
    let room = 1.0 - KNEE;
    (KNEE + room * (over / room).tanh()).copysign(sample)
}
