//! Time between attempts: later and later after failures, and never many kiosks at once.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

/// A random source of this machine's and this process's own: kiosks that got power together, from
/// one and the same disk image, must not act together.
pub fn random() -> fastrand::Rng {
    let mut seed = DefaultHasher::new();
    // Without the file the process and the instant have to do.
    std::fs::read("/etc/machine-id").ok().hash(&mut seed);
    std::process::id().hash(&mut seed);
    std::time::SystemTime::now().hash(&mut seed);
    fastrand::Rng::with_seed(seed.finish())
}

/// Any duration from `least` to `most`.
pub fn between(random: &mut fastrand::Rng, least: Duration, most: Duration) -> Duration {
    least + most.saturating_sub(least).mul_f64(random.f64())
}

/// Pauses that double with every failure in a row.
#[derive(Debug, Clone, Copy)]
pub struct Backoff {
    first: Duration,
    longest: Duration,
    failures: u32,
}

impl Backoff {
    /// After the first failure a pause of `first` at most, and never one above `longest`.
    pub const fn new(first: Duration, longest: Duration) -> Self {
        Self {
            first,
            longest,
            failures: 0,
        }
    }

    /// One more failure: the pause before the next attempt. Anything from a tenth of the longest
    /// to all of it: spread wide, but never at once.
    pub fn failed(&mut self, random: &mut fastrand::Rng) -> Duration {
        let doubled = 2_u32.saturating_pow(self.failures);
        self.failures = self.failures.saturating_add(1);
        let longest = self.first.saturating_mul(doubled).min(self.longest);
        between(random, longest / 10, longest)
    }

    /// It went well: the next failure is a first one.
    pub fn went_well(&mut self) {
        self.failures = 0;
    }
}
