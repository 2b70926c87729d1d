//! What came through a door.

use std::iter::Sum;
use std::ops::{Add, AddAssign};

/// A number that may be told; or a sum of such, and of nothing else.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    threshold: u64,
    value: u64,
    /// The square of how far off it is to be expected, at most.
    variance: f64,
}

impl Figure {
    pub(super) const fn nothing(threshold: u64) -> Self {
        Self {
            threshold,
            value: 0,
            variance: 0.0,
        }
    }

    /// One cell. How far off it may be follows from the value alone, and so tells nothing of the count.
    /// Small counts that became 0 are made up for by those that became `k`: a count `n` does so with
    /// odds of `n / k` and its variance is `n(k − n)`, so `k(k − 1)` for each `k` is enough on average.
    pub(super) fn told(threshold: u64, value: u64) -> Self {
        let variance = match value {
            0 => 0,
            value if value == threshold => threshold * (threshold - 1),
            _ => threshold * threshold / 4,
        };
        Self {
            threshold,
            value,
            variance: variance as f64,
        }
    }

    /// The number; `None` when it is below the threshold, and "fewer than that" is all that is told.
    #[must_use]
    pub const fn value(&self) -> Option<u64> {
        if self.value < self.threshold {
            None
        } else {
            Some(self.value)
        }
    }

    /// The number for what is computed of it: 0 when it is below the threshold.
    #[must_use]
    pub const fn or_nothing(&self) -> u64 {
        self.value
    }

    /// The least that is told.
    #[must_use]
    pub const fn threshold(&self) -> u64 {
        self.threshold
    }

    /// The truth is within this of the number, nineteen times in twenty and more. Where nearly all
    /// cells are small, few became `k`, and so how far off it is is itself known only roughly; the
    /// terms with `k` are those of an upper bound for such a number of events (Anscombe, 1948).
    #[must_use]
    pub fn margin(&self) -> u64 {
        let k = self.threshold as f64;
        (2.0 * (self.variance + k * k).sqrt() + k).ceil() as u64
    }
}

impl Add for Figure {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            threshold: self.threshold.max(other.threshold),
            value: self.value.saturating_add(other.value),
            variance: self.variance + other.variance,
        }
    }
}

impl AddAssign for Figure {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Figure {
    fn sum<I: Iterator<Item = Self>>(figures: I) -> Self {
        figures.fold(Self::nothing(0), Add::add)
    }
}
