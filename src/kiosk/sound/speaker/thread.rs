//! What the loudspeaker's thread does: it opens the device, keeps it, and hands it the sounds.

use std::any::Any;
use std::collections::HashMap;
use std::error::Error;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::super::mix::{Mix, Order};
use super::super::synth::{GIGGLES, Sound, render};

/// After so long without a message there is time to compute a sound that may be wanted.
const QUIET: Duration = Duration::from_millis(200);

/// What the thread is told.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Message {
    /// Plays a sound.
    Play {
        /// Which.
        sound: Sound,
        /// How loud.
        gain: f32,
        /// How long from now.
        after: Duration,
    },
    /// The amplitude of everything, from 0 to 1.
    Volume(f32),
    /// Everything fades.
    Hush,
    /// The device with this number will not play any more.
    Broken(u32),
    /// Nobody wants to hear anything any more.
    End,
}

/// Called when the device will not play any more.
pub(super) type Broken = Arc<dyn Fn() + Send + Sync>;

/// A device that plays until it is dropped.
pub(super) type Device = Box<dyn Any>;

/// Opens a device and lets it play the mix.
pub(super) trait Open:
    FnMut(Mix, Broken) -> Result<Device, Box<dyn Error>> + Send + 'static
{
}

impl<T> Open for T where T: FnMut(Mix, Broken) -> Result<Device, Box<dyn Error>> + Send + 'static {}

/// When the thread does something by itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    /// A device that is missing is looked for this often.
    pub(super) retry: Duration,
    /// After so long without a sound the device is closed, since one that plays silence still
    /// wakes the processor a hundred times a second. The next sound opens it, a little late.
    pub(super) rest: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            retry: Duration::from_secs(30),
            rest: Duration::from_secs(300),
        }
    }
}

/// Does what it is told until it is told to end.
pub(super) fn run(
    inbox: &Receiver<Message>,
    reports: &Sender<Message>,
    open: impl Open,
    pace: Pace,
) {
    let mut booth = Booth {
        open,
        pace,
        reports: reports.clone(),
        state: State::Resting,
        devices: 0,
        is_missing: false,
        volume: 1.0,
        rendered: HashMap::new(),
        ahead: costly(),
    };
    booth.find_device();
    loop {
        let message = match booth.patience() {
            Some(patience) => inbox.recv_timeout(patience),
            None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match message {
            Ok(Message::End) | Err(RecvTimeoutError::Disconnected) => return,
            Ok(message) => booth.hear(message),
            Err(RecvTimeoutError::Timeout) if booth.is_due() => booth.time_is_up(),
            Err(RecvTimeoutError::Timeout) => booth.compute_ahead(),
        }
    }
}

/// Sounds that take too long to compute when they are wanted; the others take a millisecond or two.
fn costly() -> Vec<Sound> {
    let once = [
        Sound::Whistle,
        Sound::Breath,
        Sound::Page,
        Sound::Kindly,
        Sound::Paper,
    ];
    let giggles = (0..GIGGLES).map(Sound::Giggle);
    once.into_iter().chain(giggles).collect()
}

enum State {
    /// A device plays.
    Playing {
        orders: Sender<Order>,
        _device: Device,
        rest_at: Instant,
    },
    /// There was a device, and nothing to play for long.
    Resting,
    /// There is no device.
    Missing { look_at: Instant },
}

struct Booth<O> {
    open: O,
    pace: Pace,
    reports: Sender<Message>,
    state: State,
    /// Devices opened so far; the present one's number.
    devices: u32,
    /// Whether the log says that the device is missing.
    is_missing: bool,
    volume: f32,
    rendered: HashMap<Sound, Arc<[f32]>>,
    /// What is yet to be computed before it is wanted, the next one last.
    ahead: Vec<Sound>,
}

impl<O: Open> Booth<O> {
    fn deadline(&self) -> Option<Instant> {
        match self.state {
            State::Playing { rest_at, .. } => Some(rest_at),
            State::Missing { look_at } => Some(look_at),
            State::Resting => None,
        }
    }

    fn is_due(&self) -> bool {
        self.deadline().is_some_and(|at| at <= Instant::now())
    }

    /// How long to wait for a message; without end if there is nothing else to do.
    fn patience(&self) -> Option<Duration> {
        let left = self.deadline()?.saturating_duration_since(Instant::now());
        let is_busy = matches!(self.state, State::Playing { .. }) && !self.ahead.is_empty();
        Some(if is_busy { left.min(QUIET) } else { left })
    }

    fn compute_ahead(&mut self) {
        if let Some(sound) = self.ahead.pop() {
            self.samples(sound);
        }
    }

    fn samples(&mut self, sound: Sound) -> Arc<[f32]> {
        let rendered = self.rendered.entry(sound);
        rendered.or_insert_with(|| render(sound).into()).clone()
    }

    fn time_is_up(&mut self) {
        match self.state {
            State::Playing { .. } => self.state = State::Resting,
            State::Missing { .. } => self.find_device(),
            State::Resting => {}
        }
    }

    fn hear(&mut self, message: Message) {
        match message {
            Message::Play { sound, gain, after } => {
                match self.state {
                    State::Resting => self.find_device(),
                    State::Missing { .. } if self.is_due() => self.find_device(),
                    State::Missing { .. } | State::Playing { .. } => {}
                }
                self.play(sound, gain, after);
            }
            Message::Volume(volume) => {
                self.volume = volume;
                self.order(Order::Volume(volume));
            }
            Message::Hush => self.order(Order::Hush),
            Message::Broken(device) if device == self.devices => {
                self.state = self.missing();
            }
            // Of a device that is long closed, or handled by the caller.
            Message::Broken(_) | Message::End => {}
        }
    }

    fn play(&mut self, sound: Sound, gain: f32, after: Duration) {
        let State::Playing { rest_at, .. } = &mut self.state else {
            return;
        };
        *rest_at = Instant::now() + after + self.pace.rest;
        let samples = self.samples(sound);
        self.order(Order::Play {
            samples,
            gain,
            after,
        });
    }

    fn order(&self, order: Order) {
        if let State::Playing { orders, .. } = &self.state {
            // A device that broke says so itself.
            let _ = orders.send(order);
        }
    }

    fn find_device(&mut self) {
        // A device that is open is closed first: some can be opened only once.
        self.state = State::Resting;
        let (orders, inbox) = channel();
        self.devices = self.devices.wrapping_add(1);
        let (reports, device) = (self.reports.clone(), self.devices);
        let broken = Arc::new(move || {
            let _ = reports.send(Message::Broken(device));
        });
        self.state = match (self.open)(Mix::new(inbox, self.volume), broken) {
            Ok(device) => {
                if self.is_missing {
                    tracing::info!("there is an audio device again");
                }
                self.is_missing = false;
                State::Playing {
                    orders,
                    _device: device,
                    rest_at: Instant::now() + self.pace.rest,
                }
            }
            Err(error) => {
                if !self.is_missing {
                    tracing::info!("no audio device, so the kiosk is silent and well: {error}");
                }
                self.is_missing = true;
                self.missing()
            }
        };
    }

    fn missing(&self) -> State {
        State::Missing {
            look_at: Instant::now() + self.pace.retry,
        }
    }
}
