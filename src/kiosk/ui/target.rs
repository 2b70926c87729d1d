//! What can be touched, and who gets a press.

use bevy::prelude::*;

use crate::fingers::Press;
use crate::journey::Action;

/// Something to touch. Its place is absolute: overlay coordinates, in pixels.
#[derive(Component, Debug, Clone, PartialEq)]
pub struct Target {
    /// What a touch does.
    pub action: Action,
    /// Its middle.
    pub at: Vec2,
    /// Its outline.
    pub reach: Reach,
    /// The one with the higher layer wins where two overlap.
    pub layer: u8,
}

/// The outline of a target, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reach {
    /// A disc of this radius.
    Disc(f32),
    /// A rectangle of these half sides.
    Slab(Vec2),
}

impl Reach {
    /// Half width and half height of the smallest upright rectangle round it.
    pub fn half(self) -> Vec2 {
        match self {
            Self::Disc(radius) => Vec2::splat(radius),
            Self::Slab(half) => half,
        }
    }

    fn holds(self, offset: Vec2) -> bool {
        match self {
            Self::Disc(radius) => offset.length_squared() <= radius * radius,
            Self::Slab(half) => offset.abs().cmple(half).all(),
        }
    }
}

impl Target {
    /// The smallest upright rectangle round it.
    pub fn rect(&self) -> Rect {
        Rect::from_center_half_size(self.at, self.reach.half())
    }
}

/// A target was touched.
#[derive(Message, Debug, Clone)]
pub struct Touched {
    /// The target.
    pub entity: Entity,
    /// What it does.
    pub action: Action,
}

/// A press that hit nothing: it still gets an answer.
#[derive(Message, Debug, Clone, Copy)]
pub struct Missed {
    /// Where, in overlay coordinates.
    pub at: Vec2,
}

/// When presses have found their targets.
#[derive(SystemSet, Debug, Clone, PartialEq, Eq, Hash)]
pub struct Aimed;

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Touched>()
        .add_message::<Missed>()
        .add_systems(PreUpdate, aim.in_set(Aimed).after(crate::fingers::Sensed));
}

fn aim(
    mut presses: MessageReader<Press>,
    targets: Query<(Entity, &Target)>,
    mut touched: MessageWriter<Touched>,
    mut missed: MessageWriter<Missed>,
) {
    for press in presses.read() {
        let hit = targets
            .iter()
            .filter(|(_, target)| target.reach.holds(press.at - target.at))
            .min_by(|(_, one), (_, other)| {
                let distance = |target: &Target| target.at.distance_squared(press.at);
                (other.layer.cmp(&one.layer)).then(distance(one).total_cmp(&distance(other)))
            });
        match hit {
            Some((entity, target)) => {
                touched.write(Touched {
                    entity,
                    action: target.action.clone(),
                });
            }
            None => {
                missed.write(Missed { at: press.at });
            }
        }
    }
}
