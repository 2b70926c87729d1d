//! Easing and durations in one place, and how long something will still move.

use std::time::Duration;

use bevy::math::curve::{Curve, EaseFunction, easing::EasingCurve};
use bevy::prelude::*;

/// A pressed thing is this much smaller at first.
pub const SQUASH: f32 = 0.94;
/// How long a toy answers a touch.
pub const ANSWER: Duration = Duration::from_millis(240);
/// How long paper unfolds.
pub const UNFOLD: Duration = Duration::from_millis(320);
/// How long a figure hops for joy.
pub const JOY: Duration = Duration::from_millis(900);
/// How long those who have answered wait for the other players.
pub const WAITS: Duration = Duration::from_secs(15);
/// How long after a vote the next one on the same screen is nobody else's yet: three seconds, in which a child can
/// hammer, and in which nobody has stepped up, looked and chosen.
pub const COOLS: Duration = Duration::from_secs(3);
/// How long after a claim code was given out the next one waits: the tour to a gift and its parcel take longer.
pub const SPARES: Duration = Duration::from_secs(20);
/// How long paper folds away to be turned over.
pub const FOLD: Duration = Duration::from_millis(160);
/// How long the camera flies.
pub const FLIGHT: Duration = Duration::from_millis(900);
/// How long a wheel turns until another segment is in front.
pub const TURN: Duration = Duration::from_millis(620);
/// How long the wrapping of a launch takes to be drawn over everything.
pub const CLOSES: Duration = Duration::from_millis(700);
/// How long it takes to open; longer than other paper, since it is what people
/// have waited for. In calm mode it fades for as long.
pub const OPENS: Duration = Duration::from_millis(1600);
/// How long one scene fades into another.
pub const FADE: Duration = Duration::from_millis(260);
/// The same in calm mode: every change is this cross-fade.
pub const CALM_FADE: Duration = Duration::from_millis(150);

/// The pace of a demo's show, for people who watch from some steps away.
pub mod show {
    use std::time::Duration;

    /// Nobody is there: the town calls so long before the hand begins a round. It comes to it before
    /// the sign speaks another language.
    pub const CALLED: Duration = Duration::from_millis(5500);
    /// A screen that has just come is looked at before the hand touches something.
    pub const ARRIVED: Duration = Duration::from_millis(3600);
    /// So is the answer to a touch.
    pub const ANSWERED: Duration = Duration::from_millis(2000);
    /// A card is read: two sentences.
    pub const READ: Duration = Duration::from_millis(7500);
    /// A finger that stays in a corner for so long is a presenter's.
    pub const HELD: Duration = Duration::from_secs(3);
    /// The end of the tour, and its tune.
    pub const ENDED: Duration = Duration::from_millis(11_000);
}

/// From 0 to 1 with an overshoot and a settling.
pub fn out_back(t: f32) -> f32 {
    ease(EaseFunction::BackOut, t)
}

/// From 0 to 1, soft at both ends.
pub fn in_out(t: f32) -> f32 {
    ease(EaseFunction::CubicInOut, t)
}

fn ease(function: EaseFunction, t: f32) -> f32 {
    EasingCurve::new(0.0, 1.0, function).sample_clamped(t)
}

/// How far a motion begun at `begun` is, from 0 to 1.
pub fn progress(begun: Duration, lasts: Duration, now: Duration) -> f32 {
    (now.saturating_sub(begun).as_secs_f32() / lasts.as_secs_f32().max(1e-3)).clamp(0.0, 1.0)
}

/// Until when something moves that is no idle life: the glass is drawn at its full rate till then.
#[derive(Resource, Debug, Default)]
pub struct Busy {
    until: Duration,
}

impl Busy {
    /// Something moves from `now` for `lasts`.
    pub fn extend(&mut self, now: Duration, lasts: Duration) {
        self.until = self.until.max(now + lasts);
    }

    /// Whether it still does.
    pub fn is(&self, now: Duration) -> bool {
        now < self.until
    }
}

/// A press: smaller at once, then back with an overshoot.
#[derive(Component, Debug, Clone, Copy)]
pub struct Squash {
    /// When it was pressed.
    pub begun: Duration,
}

/// Paper that unfolds along its crease.
#[derive(Component, Debug, Clone, Copy)]
pub struct Unfold {
    /// When it began to.
    pub begun: Duration,
}

/// Paper that folds away along its crease: what comes in its place unfolds.
#[derive(Component, Debug, Clone, Copy)]
pub struct Fold {
    /// When it began to.
    pub begun: Duration,
}

/// A figure on the glass that hops for joy.
#[derive(Component, Debug, Clone, Copy)]
pub struct Hop {
    /// When it began to.
    pub begun: Duration,
    /// Where it stands, in overlay coordinates.
    pub at: f32,
    /// How high it hops at first, in pixels.
    pub high: f32,
}

/// How high folded paper still is, as a share.
pub const FOLDED: f32 = 0.08;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Busy>()
        .add_systems(Update, (squash, unfold, fold, hop));
}

fn squash(
    mut commands: Commands,
    time: Res<Time>,
    mut squashed: Query<(Entity, &Squash, &mut Transform)>,
) {
    for (entity, squash, mut transform) in &mut squashed {
        let t = progress(squash.begun, ANSWER, time.elapsed());
        let scale = SQUASH + (1.0 - SQUASH) * out_back(t);
        transform.scale = Vec3::splat(if t >= 1.0 { 1.0 } else { scale });
        if t >= 1.0 {
            commands.entity(entity).remove::<Squash>();
        }
    }
}

fn unfold(
    mut commands: Commands,
    time: Res<Time>,
    mut unfolding: Query<(Entity, &Unfold, &mut Transform)>,
) {
    for (entity, unfold, mut transform) in &mut unfolding {
        let t = progress(unfold.begun, UNFOLD, time.elapsed());
        transform.scale.y = if t >= 1.0 {
            1.0
        } else {
            FOLDED + (1.0 - FOLDED) * out_back(t)
        };
        if t >= 1.0 {
            commands.entity(entity).remove::<Unfold>();
        }
    }
}

/// Twice, the second time lower.
fn hop(
    mut commands: Commands,
    time: Res<Time>,
    mut hopping: Query<(Entity, &Hop, &mut Transform)>,
) {
    for (entity, hop, mut transform) in &mut hopping {
        let t = progress(hop.begun, JOY, time.elapsed());
        let up = (t * std::f32::consts::TAU).sin().abs() * if t < 0.5 { 1.0 } else { 0.5 };
        transform.translation.y = hop.at + if t < 1.0 { hop.high * up } else { 0.0 };
        if t >= 1.0 {
            commands.entity(entity).remove::<Hop>();
        }
    }
}

fn fold(time: Res<Time>, mut folding: Query<(&Fold, &mut Transform)>) {
    for (fold, mut transform) in &mut folding {
        let t = progress(fold.begun, FOLD, time.elapsed());
        transform.scale.y = 1.0 - (1.0 - FOLDED) * t * t;
    }
}
