//! What the kiosk says of a pending release, and what that does to the slots.

use std::time::Duration;

use legeplads_store::{Screen, Slots, Verdict};

use super::Courier;
use super::round::Round;
use crate::event::{Action, Outcome};

/// How often the kiosk's word on a pending release is looked at.
pub(super) const LOOK: Duration = Duration::from_millis(500);

impl Courier {
    /// Listens to the kiosk's word on the pending release.
    pub(super) fn heed(&mut self, now: Duration, screen: Option<Screen>) {
        let (Some(pending), Some(screen)) = (&self.slots.pending, screen) else {
            return;
        };
        match screen.verdict(pending) {
            Verdict::Wait => {}
            Verdict::Confirm => self.queue.push_front(Action::Confirm),
            Verdict::Reject(why) => {
                let pending = pending.manifest;
                self.ledger.ban(pending, &why);
                self.judged = None;
                let about = |round: &Round| round.offered == Some(pending);
                if self.round.as_ref().is_some_and(about) {
                    self.round = None;
                    self.queue.clear();
                    self.end_well(now, Outcome::Refused(why.clone()));
                }
                self.queue.push_front(Action::Reject(why));
            }
        }
    }

    /// The slots moved: by staging if what is under way is pending now, else by the kiosk's word.
    pub(super) fn moved(&mut self, now: Duration, slots: Slots) {
        let was_pending = self.slots.pending.take();
        self.slots = slots;
        let Some(pending) = &self.slots.pending else {
            // The kiosk has moved on, and needs nothing any more that no slot names.
            self.to_sweep = true;
            return;
        };
        let staged = was_pending.as_ref() != Some(pending);
        if staged {
            self.look_at = now + LOOK;
            self.succeed(now, Outcome::Updated);
        }
    }
}
