//! The hand's way over the glass: to what it touches, a moment before it, and off.

use std::time::Duration;

use bevy::prelude::*;

use crate::hand::{COME, GO, Hand, Hands, LINGER, TAP, Way, press};
use crate::journey::Action;
use crate::motion::{in_out, progress};
use crate::view::View;

/// A hand that is on the glass.
#[derive(Debug)]
pub(super) struct Moving {
    hand: Hand,
    way: Way,
    view: View,
    at: Vec2,
    does: Does,
}

#[derive(Debug)]
enum Does {
    /// Comes to something and presses it.
    Touch {
        begun: Duration,
        from: Vec2,
        /// What it touches, and where.
        to: (Action, Vec2),
        has_pressed: bool,
    },
    /// Lingers before it.
    Linger { begun: Duration },
    /// Leaves the glass.
    Go { begun: Duration, from: Vec2 },
}

impl Moving {
    /// Sets out to touch something: from where the hand is, or from outside the glass.
    pub(super) fn set_out(
        present: Option<Self>,
        to: (Action, Vec2),
        hands: &mut Hands,
        view: View,
        now: Duration,
    ) -> Self {
        let (hand, way, from) = match present {
            Some(moving) => (moving.hand, hands.way(&moving.hand, to.1), moving.at),
            None => {
                let (hand, way) = hands.take_out(to.1);
                (hand, way, way.outside)
            }
        };
        Self {
            hand,
            way,
            view,
            at: from,
            does: Does::Touch {
                begun: now,
                from,
                to,
                has_pressed: false,
            },
        }
    }

    /// Whether the glass is still as large as when the hand set out.
    pub(super) fn fits(&self, view: &View) -> bool {
        self.view == *view
    }

    /// Whether it is on its way to something, or presses it.
    pub(super) fn is_touching(&self) -> bool {
        matches!(self.does, Does::Touch { .. })
    }

    /// Takes it off the glass at once.
    pub(super) fn put_away(self, hands: &mut Hands) {
        hands.put_away(self.hand);
    }

    /// A frame on: the hand, while it is on the glass, and what it presses in this frame.
    pub(super) fn go_on(
        mut self,
        hands: &mut Hands,
        now: Duration,
    ) -> (Option<Self>, Option<(Action, Vec2)>) {
        let way = self.way;
        let mut presses = None;
        match &mut self.does {
            Does::Touch {
                begun,
                from,
                to,
                has_pressed,
            } => {
                let since = now.saturating_sub(*begun).saturating_sub(COME);
                let share = since.as_secs_f32() / TAP.as_secs_f32();
                let down = press(share);
                let near = from.lerp(way.before, in_out(progress(*begun, COME, now)));
                self.at = near.lerp(way.goal, down);
                hands.put(&self.hand, self.at, down);
                // On a slow machine no frame may show it all the way down.
                if !*has_pressed && (down >= 1.0 || share >= 0.5) {
                    *has_pressed = true;
                    presses = Some(to.clone());
                }
                if share >= 1.0 {
                    self.does = Does::Linger { begun: now };
                }
            }
            Does::Linger { begun } => {
                if now.saturating_sub(*begun) >= LINGER {
                    self.does = Does::Go {
                        begun: now,
                        from: self.at,
                    };
                }
            }
            Does::Go { begun, from } => {
                let gone = progress(*begun, GO, now);
                self.at = from.lerp(way.outside, in_out(gone));
                hands.put(&self.hand, self.at, 0.0);
                if gone >= 1.0 {
                    self.put_away(hands);
                    return (None, presses);
                }
            }
        }
        (Some(self), presses)
    }
}
