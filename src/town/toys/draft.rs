//! A toy in its own space, unlit, and the same toy as it is drawn.

use glam::{Affine3A, Quat, Vec3};

use crate::clay::{Clay, Place};
use crate::light::Mood;
use crate::motion::{Answer, Motion};
use crate::shade::disc;
use crate::shape::Shape;

/// A part that lives, unlit, in the toy's own space.
#[derive(Clone, Debug)]
pub struct DraftPart {
    /// Its clay, standing where it rests.
    pub clay: Clay,
    /// What it moves about.
    pub pivot: Vec3,
    /// How it moves.
    pub motion: Motion,
}

/// A toy in its own space, unlit.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// What stands.
    pub still: Clay,
    /// What lives.
    pub moving: Vec<DraftPart>,
    /// What it does when it is touched.
    pub answer: Answer,
}

impl Draft {
    /// A toy that only stands.
    pub(super) fn of(still: Clay) -> Self {
        Self {
            still,
            ..Self::default()
        }
    }

    pub(super) fn answering(mut self, answer: Answer) -> Self {
        self.answer = answer;
        self
    }

    /// Adds a living part; `build` works in the toy's own space.
    pub(super) fn part(&mut self, pivot: Vec3, motion: Motion, build: impl FnOnce(&mut Clay)) {
        let mut clay = Clay::new();
        build(&mut clay);
        self.moving.push(DraftPart {
            clay,
            pivot,
            motion,
        });
    }

    /// Adds another toy at `place`, its living parts with it.
    pub(super) fn add(&mut self, other: Draft, place: Place) {
        let frame = place.affine();
        self.still.append(&other.still, place);
        for part in other.moving {
            let mut clay = Clay::new();
            clay.append(&part.clay, place);
            self.moving.push(DraftPart {
                clay,
                pivot: frame.transform_point3(part.pivot),
                motion: carried(part.motion, &frame),
            });
        }
    }

    /// The toy turned by `turn` radians, scaled by `scale` and lit.
    pub fn set(&self, turn: f32, scale: f32, mood: Mood) -> Model {
        let frame = Affine3A::from_scale_rotation_translation(
            Vec3::splat(scale),
            Quat::from_rotation_y(turn),
            Vec3::ZERO,
        );
        let still = self.still.lit(&frame, Vec3::ZERO, false, mood);
        let moving: Vec<Part> = self
            .moving
            .iter()
            .map(|part| {
                let pivot = frame.transform_point3(part.pivot);
                let motion = carried(part.motion.clone(), &frame);
                let turning = match &motion {
                    Motion::Turn { axis, .. } => axis.y.abs() > 0.7,
                    Motion::Ride { .. } => true,
                    _ => false,
                };
                let shape = part.clay.lit(&frame, pivot, turning, mood);
                let shade = match (&motion, shape.bounds()) {
                    (Motion::Ride { .. }, Some((low, high))) if low.y + pivot.y < 1.0 => {
                        let (size, middle) = ((high - low) / 2.0, (high + low) / 2.0);
                        let foot = Vec3::new(middle.x + 0.08, 0.03 - pivot.y, middle.z + 0.02);
                        disc(foot, size.x * 1.15, size.z * 1.25, 0.5, mood)
                    }
                    _ => Shape::default(),
                };
                Part {
                    shape,
                    shade,
                    pivot,
                    motion,
                }
            })
            .collect();
        let mut height: f32 = 0.0;
        let mut reach: f32 = 0.0;
        for (shape, by) in
            std::iter::once((&still, Vec3::ZERO)).chain(moving.iter().map(|p| (&p.shape, p.pivot)))
        {
            if let Some((low, high)) = shape.bounds() {
                height = height.max(high.y + by.y);
                for corner in [low + by, high + by] {
                    reach = reach.max(corner.x.abs()).max(corner.z.abs());
                }
            }
        }
        Model {
            still,
            moving,
            answer: self.answer,
            height,
            reach,
        }
    }

    /// How many triangles there are, standing and living.
    pub fn triangles(&self) -> usize {
        self.still.triangles()
            + self
                .moving
                .iter()
                .map(|part| part.clay.triangles())
                .sum::<usize>()
    }
}

/// A motion carried along when its toy is turned and scaled.
fn carried(motion: Motion, frame: &Affine3A) -> Motion {
    let vector = |v: Vec3| frame.transform_vector3(v);
    match motion {
        Motion::Turn { axis, seconds } => Motion::Turn {
            axis: vector(axis).normalize_or(Vec3::Y),
            seconds,
        },
        Motion::Sway {
            axis,
            degrees,
            seconds,
            phase,
        } => Motion::Sway {
            axis: vector(axis).normalize_or(Vec3::Y),
            degrees,
            seconds,
            phase,
        },
        Motion::Drift { by, seconds, phase } => Motion::Drift {
            by: vector(by),
            seconds,
            phase,
        },
        Motion::Ride {
            path,
            seconds,
            phase,
            facing,
        } => {
            let ahead = vector(Vec3::new(facing.cos(), 0.0, -facing.sin()));
            Motion::Ride {
                path: path.into_iter().map(vector).collect(),
                seconds,
                phase,
                facing: (-ahead.z).atan2(ahead.x),
            }
        }
        other => other,
    }
}

/// A part that lives, lit.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its shape about its pivot.
    pub shape: Shape,
    /// The soft shadow it takes along, to be drawn blended on the ground; often empty.
    pub shade: Shape,
    /// The pivot, relative to the toy's foot.
    pub pivot: Vec3,
    /// How it moves about the pivot.
    pub motion: Motion,
}

/// A toy as it is drawn: turned, scaled and lit, its foot at the origin.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// What stands.
    pub still: Shape,
    /// What lives.
    pub moving: Vec<Part>,
    /// What it does when it is touched.
    pub answer: Answer,
    /// How high it is above its foot, in town units.
    pub height: f32,
    /// How far it reaches from its foot along x or z.
    pub reach: f32,
}

impl Model {
    /// How many triangles there are, standing and living.
    pub fn triangles(&self) -> usize {
        self.still.triangles()
            + self
                .moving
                .iter()
                .map(|part| part.shape.triangles())
                .sum::<usize>()
    }
}
