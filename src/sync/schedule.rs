//! When the next round is due. Pure: time is passed in, as the time since the courier began.
//!
//! Without push a round comes every half to whole [`Habits::poll`]; while push is alive, every 5 to
//! 15 minutes, and whenever a hint says so. A hint is believed in one thing only: that asking now is
//! worth the while. A server that hints at what it does not serve is asked a few times, later and
//! later, and then as if it had said nothing.

use std::time::Duration;

use crate::events::Hint;
use crate::pace::{Backoff, between};

/// Between two rounds while push is alive.
const WITH_PUSH: (Duration, Duration) = (Duration::from_secs(5 * 60), Duration::from_secs(15 * 60));

/// After the first failure, and after many.
const RETRY: (Duration, Duration) = (Duration::from_secs(5), Duration::from_secs(15 * 60));

/// When push has just come alive, what was published while it was not is asked for within this.
const CATCH_UP: Duration = Duration::from_secs(5);

/// Between two rounds, whatever hints say.
const BREATH: Duration = Duration::from_secs(1);

/// Rounds after a hint that find nothing new. A cache between may serve what is some seconds old.
const TRIES: u32 = 6;

/// The longest that a server may ask for in spreading kiosks, or to be left alone.
const LONGEST_WISH: Duration = Duration::from_secs(60 * 60);

/// How a courier goes about its rounds.
#[derive(Debug, Clone, Copy)]
pub struct Habits {
    /// The longest time between two rounds that go well, while nothing is pushed.
    pub poll: Duration,
    /// Whether there is one round only.
    pub once: bool,
}

/// How push stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Push {
    /// Whether the server's word of a new release would come here.
    pub alive: bool,
    /// The newest hint.
    pub hint: Option<Hint>,
}

/// When the next round is due.
#[derive(Debug)]
pub struct Schedule {
    poll: Duration,
    random: fastrand::Rng,
    backoff: Backoff,
    pushing: bool,
    /// The version of the timestamp that was accepted last.
    known: u64,
    /// The newest version that a hint named.
    hinted: u64,
    /// Rounds that went well since, without coming to it.
    tries: u32,
    asked: Option<Duration>,
    /// Until when the server asked to be left alone.
    left_alone: Duration,
    next: Duration,
}

impl Schedule {
    /// The first round is due at once. `random` spreads the rounds of many kiosks.
    pub fn new(poll: Duration, random: fastrand::Rng) -> Self {
        let (first, longest) = RETRY;
        Self {
            poll,
            random,
            backoff: Backoff::new(first.min(poll), longest.max(poll)),
            pushing: false,
            known: 0,
            hinted: 0,
            tries: 0,
            asked: None,
            left_alone: Duration::ZERO,
            next: Duration::ZERO,
        }
    }

    /// When the next round is due.
    pub fn next(&self) -> Duration {
        self.next
    }

    /// Whether a hint names a version that did not come yet. Then the server's timestamp is to be
    /// fetched whatever its tag: two of one length, written within a second, share a tag on nginx.
    pub fn is_chasing(&self) -> bool {
        self.hinted > self.known
    }

    /// A round begins.
    pub fn begin(&mut self, now: Duration) {
        self.asked = Some(now);
    }

    /// This version of the timestamp was accepted.
    pub fn learn(&mut self, version: u64) {
        self.known = version;
    }

    /// How push stands now.
    pub fn hear(&mut self, now: Duration, push: Push) {
        let changed = push.alive != self.pushing;
        self.pushing = push.alive;
        match (changed, push) {
            (true, Push { alive: false, .. }) => {
                let pause = self.pause();
                self.bring_forward(now + pause);
            }
            // A server that says what stands leaves nothing to catch up with.
            (true, Push { hint: None, .. }) => {
                let soon = between(&mut self.random, Duration::ZERO, CATCH_UP);
                self.bring_forward(now + soon);
            }
            _ => {}
        }
        if let Some(hint) = push.hint
            && hint.version > self.known.max(self.hinted)
        {
            self.hinted = hint.version;
            self.tries = 0;
            let spread = hint.spread.min(LONGEST_WISH);
            let wait = between(&mut self.random, Duration::ZERO, spread);
            self.bring_forward(now + wait);
        }
    }

    /// A round went well.
    pub fn went_well(&mut self, now: Duration) {
        self.backoff.went_well();
        let mut pause = self.pause();
        if self.is_chasing() {
            self.tries += 1;
            if self.tries < TRIES {
                let longest = BREATH * 2_u32.saturating_pow(self.tries);
                pause = pause.min(between(&mut self.random, longest / 2, longest));
            } else {
                self.hinted = self.known;
            }
        }
        self.next = now + pause;
    }

    /// The server asked to be left alone for so long. Hints do not change that.
    pub fn leave_alone(&mut self, now: Duration, wish: Duration) {
        self.left_alone = now + wish.min(LONGEST_WISH);
    }

    /// A round failed.
    pub fn went_wrong(&mut self, now: Duration) {
        self.next = now.max(self.left_alone) + self.backoff.failed(&mut self.random);
    }

    fn pause(&mut self) -> Duration {
        let (least, most) = match self.pushing {
            true => WITH_PUSH,
            false => (self.poll / 2, self.poll),
        };
        between(&mut self.random, least, most)
    }

    fn bring_forward(&mut self, to: Duration) {
        let breath = self.asked.map_or(Duration::ZERO, |asked| asked + BREATH);
        let earliest = breath.max(self.left_alone);
        self.next = self.next.min(to.max(earliest));
    }
}
