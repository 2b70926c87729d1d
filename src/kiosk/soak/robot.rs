//! Robot visitors: what fingers do on the glass, and when. Pure: targets and time in, fingers out.

use std::time::Duration;

use bevy::input::touch::TouchPhase;
use bevy::prelude::*;

use crate::idle::{COUNTDOWN, PATIENCE};
use crate::ui::Target;

/// The first of them comes so long after the start.
const FIRST: Duration = Duration::from_secs(12);
/// The shortest and the longest visit, in seconds.
const VISIT: (u64, u64) = (15, 150);
/// After the reset nobody is there for so long, in seconds.
const NOBODY: (u64, u64) = (15, 70);
/// One visitor in so many comes before the glass has been reset.
const HASTY: u32 = 5;
/// Between two touches of somebody who reads, and of somebody who plays, in milliseconds.
const READS: (u64, u64) = (900, 4000);
const PLAYS: (u64, u64) = (200, 1500);
/// How long a finger stays, in milliseconds.
const STAYS: (u64, u64) = (60, 500);
/// One finger in so many is a palm, and stays so many seconds.
const PALM: (u32, u64) = (200, 25);
/// A child comes with friends: so many fingers at once at most.
const FINGERS: usize = 8;

/// What a finger does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finger {
    /// Which: never the same again, as under X11.
    pub id: u64,
    /// Where, in overlay coordinates.
    pub at: Vec2,
    /// It comes down, or it is lifted.
    pub phase: TouchPhase,
}

/// One robot after the other, the same ones for the same seed.
#[derive(Debug)]
pub struct Robot {
    rng: fastrand::Rng,
    mood: Mood,
    /// Fingers on the glass, and until when.
    down: Vec<(u64, Vec2, Duration)>,
    fingers: u64,
    visits: u32,
}

#[derive(Debug, Clone, Copy)]
enum Mood {
    /// Nobody is there.
    Away { until: Duration },
    /// Somebody is.
    Here {
        reads: bool,
        until: Duration,
        next: Duration,
    },
}

impl Robot {
    /// The robots of a seed.
    pub fn new(seed: u64) -> Self {
        Self {
            rng: fastrand::Rng::with_seed(seed),
            mood: Mood::Away { until: FIRST },
            down: Vec::new(),
            fingers: 0,
            visits: 0,
        }
    }

    /// Visits begun so far.
    pub fn visits(&self) -> u32 {
        self.visits
    }

    /// What fingers do at this moment, on a glass that reaches `half` from its middle.
    pub fn moves(&mut self, now: Duration, targets: &[Target], half: Vec2) -> Vec<Finger> {
        let mut moves = self.lift(now);
        match self.mood {
            Mood::Away { until } if now < until => {}
            Mood::Away { .. } => {
                self.visits += 1;
                self.mood = Mood::Here {
                    reads: self.rng.bool(),
                    until: now + self.seconds(VISIT),
                    next: now,
                };
            }
            Mood::Here { until, .. } if now >= until => {
                let reset = if self.rng.u32(..HASTY) == 0 {
                    Duration::ZERO
                } else {
                    PATIENCE + COUNTDOWN
                };
                self.mood = Mood::Away {
                    until: now + reset + self.seconds(NOBODY),
                };
            }
            Mood::Here { next, .. } if now < next => {}
            Mood::Here { reads, until, .. } => {
                let fingers = if reads {
                    1
                } else {
                    self.rng.usize(1..=FINGERS)
                };
                for _ in 0..fingers {
                    let at = self.aim(reads, targets, half);
                    moves.push(self.put_down(at, now));
                }
                let next = now + self.milliseconds(if reads { READS } else { PLAYS });
                self.mood = Mood::Here { reads, until, next };
            }
        }
        moves
    }

    fn lift(&mut self, now: Duration) -> Vec<Finger> {
        let (lifted, down) = (self.down.drain(..)).partition(|(_, _, until)| *until <= now);
        self.down = down;
        let lifted: Vec<(u64, Vec2, Duration)> = lifted;
        let phase = TouchPhase::Ended;
        (lifted.into_iter())
            .map(|(id, at, _)| Finger { id, at, phase })
            .collect()
    }

    fn put_down(&mut self, at: Vec2, now: Duration) -> Finger {
        self.fingers += 1;
        let stays = if self.rng.u32(..PALM.0) == 0 {
            Duration::from_secs(PALM.1)
        } else {
            self.milliseconds(STAYS)
        };
        self.down.push((self.fingers, at, now + stays));
        Finger {
            id: self.fingers,
            at,
            phase: TouchPhase::Started,
        }
    }

    /// Somebody who reads goes on with the tour; somebody who plays touches whatever there is, and
    /// now and then nothing.
    fn aim(&mut self, reads: bool, targets: &[Target], half: Vec2) -> Vec2 {
        let onward: Vec<&Target> = (targets.iter())
            .filter(|target| reads && target.action.leads_on())
            .collect();
        let misses = self.rng.u32(..100) < if reads { 3 } else { 25 };
        let wanted = match (misses, self.rng.u32(..100) < 75) {
            (true, _) => None,
            (false, true) if !onward.is_empty() => self.rng.choice(onward),
            (false, _) => self.rng.choice(targets),
        };
        match wanted {
            Some(target) => target.at,
            None => Vec2::new(self.rng.f32() - 0.5, self.rng.f32() - 0.5) * 2.0 * half,
        }
    }

    fn seconds(&mut self, (least, most): (u64, u64)) -> Duration {
        Duration::from_secs(self.rng.u64(least..=most))
    }

    fn milliseconds(&mut self, (least, most): (u64, u64)) -> Duration {
        Duration::from_millis(self.rng.u64(least..=most))
    }
}
