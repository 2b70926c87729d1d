//! What lives: small, slow movements, and what a toy does when it is touched.
//!
//! Both are pure functions of time, so that they can be tested, stopped and replayed.

use std::f32::consts::TAU;

use glam::{Quat, Vec3};

/// A displacement of a part about its pivot, or of a whole toy about its foot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    /// Moved by, in town units.
    pub offset: Vec3,
    /// Turned by.
    pub turn: Quat,
    /// Scaled by.
    pub scale: Vec3,
}

impl Pose {
    /// Where everything stands by itself.
    pub const REST: Pose = Pose {
        offset: Vec3::ZERO,
        turn: Quat::IDENTITY,
        scale: Vec3::ONE,
    };

    fn offset(offset: Vec3) -> Self {
        Self {
            offset,
            ..Self::REST
        }
    }

    fn turn(axis: Vec3, angle: f32) -> Self {
        Self {
            turn: Quat::from_axis_angle(axis.normalize_or(Vec3::Y), angle),
            ..Self::REST
        }
    }
}

/// How a part moves for as long as it is seen. Periods are seconds.
#[derive(Clone, Debug, PartialEq)]
pub enum Motion {
    /// Not by itself; only when the toy is touched.
    Still,
    /// Round and round.
    Turn {
        /// The axis it turns about.
        axis: Vec3,
        /// The time of one turn.
        seconds: f32,
    },
    /// To and fro about the pivot.
    Sway {
        /// The axis it swings about.
        axis: Vec3,
        /// The largest angle from rest, in degrees.
        degrees: f32,
        /// The time of one swing there and back.
        seconds: f32,
        /// Where in the swing it starts, 0..=1.
        phase: f32,
    },
    /// There and back along a line.
    Drift {
        /// The farthest point from rest.
        by: Vec3,
        /// The time there and back.
        seconds: f32,
        /// Where in it it starts, 0..=1.
        phase: f32,
    },
    /// Along a closed path, looking where it goes.
    Ride {
        /// Points relative to the pivot; the last joins the first.
        path: Vec<Vec3>,
        /// The time of one round.
        seconds: f32,
        /// Where on the path it starts, 0..1 of its length.
        phase: f32,
        /// The way it looks in its own shape, in radians about y, 0 being +x.
        facing: f32,
    },
    /// A cloth's flutter: a sway about the upright axis with a smaller, quicker one on top.
    Wave {
        /// The time of one flutter.
        seconds: f32,
        /// Where in it it starts, 0..=1.
        phase: f32,
    },
    /// Still until the toy is touched; then it bows after `delay` seconds, so that a wood ripples.
    Ripple {
        /// How long after the touch it answers.
        delay: f32,
    },
}

impl Motion {
    /// The pose after `t` seconds. `t` may run faster for a while when the toy is touched ([`Answer::hurry`]).
    pub fn pose(&self, t: f32) -> Pose {
        match self {
            Motion::Still | Motion::Ripple { .. } => Pose::REST,
            Motion::Turn { axis, seconds } => Pose::turn(*axis, turns(t, *seconds, 0.0) * TAU),
            Motion::Sway {
                axis,
                degrees,
                seconds,
                phase,
            } => Pose::turn(*axis, degrees.to_radians() * wave(t, *seconds, *phase)),
            Motion::Drift { by, seconds, phase } => Pose::offset(*by * wave(t, *seconds, *phase)),
            Motion::Wave { seconds, phase } => {
                let swing =
                    0.16 * wave(t, *seconds, *phase) + 0.07 * wave(t, *seconds * 0.43, phase + 0.2);
                Pose::turn(Vec3::Y, swing)
            }
            Motion::Ride {
                path,
                seconds,
                phase,
                facing,
            } => {
                let Some((at, way)) = along(path, turns(t, *seconds, *phase)) else {
                    return Pose::REST;
                };
                let heading = (-way.z).atan2(way.x);
                Pose {
                    offset: at,
                    turn: Quat::from_rotation_y(heading - facing),
                    scale: Vec3::ONE,
                }
            }
        }
    }

    /// Like [`Motion::pose`], with what a touch `since` seconds ago adds to this part alone.
    pub fn touched(&self, t: f32, since: f32) -> Pose {
        match self {
            Motion::Ripple { delay } => {
                let u = since - delay;
                if (0.0..1.1).contains(&u) {
                    let swing = (u * TAU * 1.4).sin() * (1.0 - u / 1.1);
                    Pose {
                        scale: Vec3::new(
                            1.0 + 0.05 * swing,
                            1.0 - 0.08 * swing,
                            1.0 + 0.05 * swing,
                        ),
                        ..Pose::turn(Vec3::Z, -0.16 * swing)
                    }
                } else {
                    Pose::REST
                }
            }
            _ => self.pose(t),
        }
    }
}

fn turns(t: f32, seconds: f32, phase: f32) -> f32 {
    let turns = t / if seconds.abs() > 0.01 { seconds } else { 1.0 } + phase;
    if turns.is_finite() {
        turns.rem_euclid(1.0)
    } else {
        0.0
    }
}

fn wave(t: f32, seconds: f32, phase: f32) -> f32 {
    (turns(t, seconds, phase) * TAU).sin()
}

/// The point `share` (0..1) of the way round a closed path, and the way it leads there.
pub fn along(path: &[Vec3], share: f32) -> Option<(Vec3, Vec3)> {
    let n = path.len();
    if n < 2 {
        return None;
    }
    let lengths: Vec<f32> = (0..n)
        .map(|i| path[i].distance(path[(i + 1) % n]))
        .collect();
    let mut left = lengths.iter().sum::<f32>() * share.rem_euclid(1.0);
    for i in 0..n {
        if left <= lengths[i] {
            let (a, b) = (path[i], path[(i + 1) % n]);
            let before = path[(i + n - 1) % n];
            let after = path[(i + 2) % n];
            let u = if lengths[i] > 1e-6 {
                left / lengths[i]
            } else {
                0.0
            };
            // The way is blended from corner to corner, or a train would jerk at each.
            let way = (b - before)
                .normalize_or_zero()
                .lerp((after - a).normalize_or_zero(), u);
            return Some((a.lerp(b, u), way));
        }
        left -= lengths[i];
    }
    Some((path[0], path[1] - path[0]))
}

/// What a toy does when it is touched, about its foot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Answer {
    /// It gives way under the finger and springs back.
    #[default]
    Squash,
    /// It spins once about itself.
    Spin,
    /// It hops, twice.
    Hop,
    /// It wobbles like a struck bell.
    Ring,
    /// What moves in it hurries for a while: a train whistles off, a carousel whirls.
    Hurry,
    /// Its parts bow one after the other ([`Motion::Ripple`]).
    Ripple,
}

impl Answer {
    /// How long it lasts, in seconds.
    pub fn seconds(self) -> f32 {
        match self {
            Answer::Squash => 0.5,
            Answer::Spin => 0.9,
            Answer::Hop | Answer::Ring => 0.8,
            Answer::Hurry => 3.0,
            Answer::Ripple => 2.0,
        }
    }

    /// The whole toy's pose `since` seconds after the touch. Every answer begins with the squash.
    pub fn pose(self, since: f32) -> Pose {
        if !(0.0..self.seconds()).contains(&since) {
            return Pose::REST;
        }
        let squash = squash(since);
        let rest = 1.0 - since / self.seconds();
        match self {
            Answer::Squash | Answer::Hurry | Answer::Ripple => squash,
            Answer::Spin => {
                let u = since / self.seconds();
                let eased = 1.0 - (1.0 - u).powi(3);
                Pose {
                    turn: Quat::from_rotation_y(TAU * eased),
                    ..squash
                }
            }
            Answer::Hop => {
                let up = (since / self.seconds() * TAU).sin().abs() * rest * 0.55;
                Pose {
                    offset: Vec3::Y * up,
                    ..squash
                }
            }
            Answer::Ring => Pose {
                turn: Quat::from_rotation_z(0.14 * (since * TAU * 2.6).sin() * rest),
                ..squash
            },
        }
    }

    /// By how many seconds the parts' own clock is ahead `since` seconds after the touch.
    pub fn hurry(self, since: f32) -> f32 {
        if self != Answer::Hurry {
            return 0.0;
        }
        // Five times as fast at first, easing back: the integral of 4·(1 − u)² over the time.
        let u = (since / self.seconds()).clamp(0.0, 1.0);
        4.0 * self.seconds() * (1.0 - (1.0 - u).powi(3)) / 3.0
    }
}

/// 0.94 at once, then ease-out-back to 1 in 220 ms.
fn squash(since: f32) -> Pose {
    let u = (since / 0.22).clamp(0.0, 1.0) - 1.0;
    let back = 1.0 + 2.7 * u * u * u + 1.7 * u * u;
    let y = 0.94 + 0.06 * back;
    let x = 1.0 + (1.0 - y) * 0.6;
    Pose {
        scale: Vec3::new(x, y, x),
        ..Pose::REST
    }
}
