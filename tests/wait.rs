//! Waiting for another process, within bounds.

use std::thread;
use std::time::{Duration, Instant};

/// How long a busy machine without a GPU may take for something that takes a second otherwise.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(25);

/// Looks again and again until there is something, for [`PATIENCE`] at most.
///
/// Other processes give no sign when they have written a file or shown a frame, so this looks. It
/// returns at the first success: a test waits no longer than it must, and never for luck.
pub(crate) fn look_for<T>(look: impl FnMut() -> Option<T>) -> Option<T> {
    look_within(PATIENCE, look)
}

/// The same, with another patience.
pub(crate) fn look_within<T>(patience: Duration, mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let begun = Instant::now();
    loop {
        let found = look();
        if found.is_some() || begun.elapsed() > patience {
            return found;
        }
        thread::sleep(PAUSE);
    }
}

/// Looks until there is something; `what` says what is waited for.
///
/// # Panics
///
/// When there is nothing after [`PATIENCE`].
pub fn eventually<T>(what: &str, look: impl FnMut() -> Option<T>) -> T {
    look_for(look).unwrap_or_else(|| panic!("waited {PATIENCE:?} in vain: {what}"))
}
