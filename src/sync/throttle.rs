//! A cap on bytes a second. Pure: time is passed in.

use std::time::Duration;

/// Keeps downloads below a rate by saying how long to wait before the next bytes are read. What is
/// not read stays in the line's buffers, and then the server waits.
#[derive(Debug)]
pub struct Throttle {
    /// Bytes a second.
    rate: u64,
    /// When all that was read so far may have come, at this rate.
    due: Duration,
}

impl Throttle {
    /// A cap of `rate` bytes a second; 0 counts as 1.
    pub fn new(rate: u64) -> Self {
        Self {
            rate: rate.max(1),
            due: Duration::ZERO,
        }
    }

    /// So many bytes came: the time to wait before more are read. `now` is the time since any
    /// fixed instant.
    pub fn spend(&mut self, now: Duration, bytes: usize) -> Duration {
        // Time that passed without reading is not saved up.
        let from = self.due.max(now);
        let cost = bytes as f64 / self.rate as f64;
        self.due = from + Duration::from_secs_f64(cost);
        self.due - now
    }
}
