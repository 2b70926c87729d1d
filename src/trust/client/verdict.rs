//! Expiry, and what the clock allows to say about it.

use jiff::Timestamp;

use super::top::Top;
use super::{Clock, ClockState, Distrust, Freshness};

/// Collects, over one refresh, whether everything that is relied on is still good.
#[derive(Debug)]
pub(super) struct Verdict {
    state: ClockState,
    now: Timestamp,
    expired: bool,
}

impl Verdict {
    /// The time is fixed here for the whole refresh (TUF 1.0, 5.1).
    pub(super) fn new(clock: Clock, floor: Timestamp) -> Self {
        Self {
            state: clock.state(floor),
            now: clock.believed(floor),
            expired: false,
        }
    }

    /// The four roles of the top level, in the order in which they are asked for.
    pub(super) fn judge_top(&mut self, top: &Top) -> Result<(), Distrust> {
        self.judge("root", top.root.role.signed.expires)?;
        self.judge("timestamp", top.timestamp.role.signed.expires)?;
        self.judge("snapshot", top.snapshot.role.signed.expires)?;
        self.judge("targets", top.targets.role.signed.expires)
    }

    /// A synchronised clock refuses what has expired. Any other only notes it: nothing comes this
    /// far that is older than what was accepted before, and standing still would be worse.
    pub(super) fn judge(&mut self, role: &str, expires: Timestamp) -> Result<(), Distrust> {
        let expired = expires <= self.now;
        if expired && self.state == ClockState::Synced {
            return Err(Distrust::Expired {
                role: role.to_owned(),
                expires,
                now: self.now,
            });
        }
        self.expired |= expired;
        Ok(())
    }

    pub(super) fn state(&self) -> ClockState {
        self.state
    }

    /// The time, if it may become the floor.
    pub(super) fn synced(&self) -> Option<Timestamp> {
        (self.state == ClockState::Synced).then_some(self.now)
    }

    /// A bad clock proves nothing: the floor by which it was judged may be years ago.
    pub(super) fn freshness(&self) -> Freshness {
        if self.expired || self.state == ClockState::Bad {
            Freshness::Unproven
        } else {
            Freshness::Proven
        }
    }
}
