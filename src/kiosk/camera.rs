//! Where the town is seen from: a low three-quarter view from the south that never rolls.

use std::f32::consts::PI;
use std::time::Duration;

use bevy::camera::ScalingMode;
use bevy::math::curve::{Curve, EaseFunction, easing::EasingCurve};
use bevy::prelude::*;

use crate::view::View;
use legeplads_town::sky::Look;

/// From the target to the eye, in units; the town lies well within twice this.
const DISTANCE: f32 = 60.0;

/// How far a flight bows out of its line, as a share of its way, and how much more it sees half way.
const ASIDE: f32 = 0.08;
const RISE: f32 = 0.07;

/// A view of the town.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shot {
    /// The middle of the picture.
    pub target: Vec3,
    /// How far down the eye looks, in radians.
    pub pitch: f32,
    /// Units from the lower to the upper edge, on a screen of 16:9 or 9:16.
    pub height: f32,
}

impl Shot {
    /// The island as on the boards.
    pub fn island(portrait: bool) -> Self {
        Look::island(portrait).into()
    }

    /// A stop of the tour.
    pub fn stop(portrait: bool) -> Self {
        Look::stop(portrait).into()
    }

    /// A row of plinths.
    pub fn quiz(portrait: bool) -> Self {
        Look::quiz(portrait).into()
    }

    /// The end of the tour.
    pub fn finish(portrait: bool) -> Self {
        Look::finish(portrait).into()
    }

    /// Units from the lower to the upper edge on this glass: enough that nothing is cut at the sides.
    fn fitted_height(&self, view: &View) -> f32 {
        let designed = if view.portrait() {
            9.0 / 16.0
        } else {
            16.0 / 9.0
        };
        self.height * (designed / (view.size.x / view.size.y)).max(1.0)
    }

    /// Pixels a unit.
    pub fn scale(&self, view: &View) -> f32 {
        view.size.y / self.fitted_height(view)
    }

    /// Where a point of the town is seen, in overlay coordinates.
    pub fn project(&self, point: Vec3, view: &View) -> Vec2 {
        let up = Vec3::new(0.0, self.pitch.cos(), -self.pitch.sin());
        let seen = point - self.target;
        Vec2::new(seen.x, seen.dot(up)) * self.scale(view)
    }

    /// The point that is seen at a place in overlay coordinates and is `height` high.
    pub fn under(&self, at: Vec2, height: f32, view: &View) -> Vec3 {
        let seen = at / self.scale(view);
        let above = height - self.target.y;
        let behind = (above * self.pitch.cos() - seen.y) / self.pitch.sin();
        Vec3::new(self.target.x + seen.x, height, self.target.z + behind)
    }

    /// The eye's place and turn.
    pub fn transform(&self) -> Transform {
        let back = Vec3::new(0.0, self.pitch.sin(), self.pitch.cos());
        Transform::from_translation(self.target + back * DISTANCE)
            .with_rotation(Quat::from_rotation_x(-self.pitch))
    }

    /// The lens. Near and far are close together: the still layer keeps depth in eleven bits.
    pub fn projection(&self, view: &View) -> Projection {
        let height = self.fitted_height(view);
        Projection::Orthographic(OrthographicProjection {
            near: DISTANCE - 40.0,
            far: DISTANCE + 60.0,
            // Fixed, whatever it is drawn into: the still layer is smoothed in bands.
            scaling_mode: ScalingMode::Fixed {
                width: height * view.size.x / view.size.y,
                height,
            },
            ..OrthographicProjection::default_2d()
        })
    }

    /// On the way to another shot, `t` of it behind: along an arc, so that it rises from where it was and
    /// comes down where it lands, as what has weight does.
    fn mix(&self, other: &Self, t: f32) -> Self {
        let way = other.target - self.target;
        let top = (t * PI).sin();
        let zoom = (other.height / self.height).ln().abs();
        let rise = RISE * (way.length() / self.height.max(other.height) + zoom).min(1.0);
        // To one side of its line, always the same.
        let aside = Vec3::new(way.z, 0.0, -way.x) * ASIDE * top;
        Self {
            target: self.target.lerp(other.target, t) + aside,
            pitch: self.pitch.lerp(other.pitch, t),
            // Zooming looks even when the height grows by factors.
            height: (self.height.ln().lerp(other.height.ln(), t)).exp() * (1.0 + rise * top),
        }
    }
}

impl From<Look> for Shot {
    fn from(look: Look) -> Self {
        Self {
            target: look.target,
            pitch: look.pitch.to_radians(),
            height: look.height,
        }
    }
}

/// The present shot, and the flight to the next.
#[derive(Resource, Debug, Clone, Copy)]
pub struct Lens {
    /// What is seen now.
    pub shot: Shot,
    flight: Option<Flight>,
}

#[derive(Debug, Clone, Copy)]
struct Flight {
    from: Shot,
    to: Shot,
    begun: Duration,
    lasts: Duration,
}

impl Default for Lens {
    fn default() -> Self {
        Self {
            shot: Shot::island(false),
            flight: None,
        }
    }
}

impl Lens {
    /// Cuts to a shot; only behind something that hides it.
    pub fn cut(&mut self, to: Shot) {
        self.shot = to;
        self.flight = None;
    }

    /// Flies to a shot.
    pub fn fly(&mut self, to: Shot, now: Duration, lasts: Duration) {
        self.flight = Some(Flight {
            from: self.shot,
            to,
            begun: now,
            lasts,
        });
    }

    /// The shot where the camera will rest.
    pub fn goal(&self) -> Shot {
        self.flight.map_or(self.shot, |flight| flight.to)
    }

    /// Whether it moves.
    pub fn flies(&self) -> bool {
        self.flight.is_some()
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Lens>().add_systems(Update, fly);
}

fn fly(time: Res<Time>, mut lens: ResMut<Lens>) {
    let Some(flight) = lens.flight else { return };
    let gone = time.elapsed().saturating_sub(flight.begun).as_secs_f32();
    let t = (gone / flight.lasts.as_secs_f32().max(1e-3)).clamp(0.0, 1.0);
    let eased = EasingCurve::new(0.0, 1.0, EaseFunction::CubicInOut)
        .sample(t)
        .unwrap_or(t);
    lens.shot = flight.from.mix(&flight.to, eased);
    if t >= 1.0 {
        lens.cut(flight.to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flight_is_an_arc_that_begins_and_ends_where_it_should() {
        let from = Shot::island(false);
        let to = Shot {
            target: from.target + Vec3::new(6.0, 0.0, 3.0),
            ..Shot::stop(false)
        };
        let off = |one: Shot, other: Shot| one.target.distance(other.target);
        assert!(off(from.mix(&to, 0.0), from) < 1e-4 && off(from.mix(&to, 1.0), to) < 1e-4);
        let half = from.mix(&to, 0.5);
        let line = from.target.midpoint(to.target);
        let bow = half.target.distance(line) / from.target.distance(to.target);
        assert!((0.02..0.2).contains(&bow), "{bow}");
        assert!(half.height > (from.height * to.height).sqrt());
        // What only turns to another size of the same picture does not sway.
        let near = Shot {
            height: from.height * 0.99,
            ..from
        };
        let between = from.mix(&near, 0.5);
        assert!(off(between, from) < 1e-4 && between.height < from.height * 1.001);
    }
}
