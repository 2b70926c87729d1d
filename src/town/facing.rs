//! Leaves out what nobody can see: the eye never goes round the town, so the backs and bottoms of
//! things are triangles that cost and never show.
//!
//! Without a GPU a triangle costs as much whether it is seen or not; of a scene this takes about
//! half.

use glam::Vec3;

use super::motion::{Answer, Motion};
use super::shape::Shape;
use super::stage::SceneShapes;

/// What is seen at a grazing angle stays: a squash tilts faces by two degrees, and this is twice
/// that. In radians.
const MARGIN: f32 = 0.07;

/// How a shape may come to be turned while it is on the glass.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Turning {
    /// By at most so many radians from how it was made.
    Within(f32),
    /// All the way about an axis.
    About(Vec3),
    /// In any way.
    Freely,
}

impl Turning {
    /// How a part of a toy may be turned: by its own motion, and with its toy.
    fn of(motion: &Motion, answer: Answer) -> Self {
        let own = match motion {
            Motion::Still | Motion::Drift { .. } => Turning::Within(0.0),
            Motion::Sway { degrees, .. } => Turning::Within(degrees.to_radians().abs()),
            Motion::Wave { .. } => Turning::Within(0.23),
            Motion::Ripple { .. } => Turning::Within(0.16),
            Motion::Turn { axis, .. } => Turning::About(*axis),
            Motion::Ride { .. } => Turning::About(Vec3::Y),
        };
        own.with(Turning::by(answer))
    }

    /// How a toy is turned by its answer to a touch.
    fn by(answer: Answer) -> Self {
        match answer {
            Answer::Squash | Answer::Hop | Answer::Hurry | Answer::Ripple => Turning::Within(0.0),
            Answer::Ring => Turning::Within(0.14),
            Answer::Spin => Turning::About(Vec3::Y),
        }
    }

    /// One turning on top of another.
    fn with(self, other: Self) -> Self {
        match (self, other) {
            (Turning::Within(a), Turning::Within(b)) => Turning::Within(a + b),
            (Turning::About(axis), Turning::Within(angle))
            | (Turning::Within(angle), Turning::About(axis))
                if angle == 0.0 =>
            {
                Turning::About(axis)
            }
            (Turning::About(a), Turning::About(b)) if a == b => Turning::About(a),
            _ => Turning::Freely,
        }
    }

    /// Whether a face with this normal can come to look toward `eye`; both of length one.
    fn shows(self, normal: Vec3, eye: Vec3) -> bool {
        let most = match self {
            Turning::Within(angle) => normal.dot(eye) + (angle + MARGIN).sin(),
            Turning::About(axis) => {
                let axis = axis.normalize_or(Vec3::Y);
                let (along, eye_along) = (normal.dot(axis), eye.dot(axis));
                let (off, eye_off) = (normal - axis * along, eye - axis * eye_along);
                along * eye_along + off.length() * eye_off.length() + MARGIN.sin()
            }
            Turning::Freely => 1.0,
        };
        most > 0.0
    }
}

impl Shape {
    /// The shape without the triangles that an eye looking down by `pitch` radians never sees.
    pub fn seen(&self, pitch: f32, turning: Turning) -> Shape {
        let eye = Vec3::new(0.0, pitch.sin(), pitch.cos());
        let at = |number: u32| {
            let point = self.positions.get(number as usize).copied();
            Vec3::from_array(point.unwrap_or_default())
        };
        let mut seen = Shape::default();
        let mut renumbered = vec![u32::MAX; self.positions.len()];
        for triangle in self.indices.chunks_exact(3) {
            let [a, b, c] = [at(triangle[0]), at(triangle[1]), at(triangle[2])];
            let normal = (b - a).cross(c - a).normalize_or_zero();
            if !turning.shows(normal, eye) {
                continue;
            }
            for &old in triangle {
                let Some(new) = renumbered.get_mut(old as usize) else {
                    continue;
                };
                if *new == u32::MAX {
                    *new = seen.positions.len() as u32;
                    let old = old as usize;
                    seen.positions.push(self.positions[old]);
                    seen.normals.extend(self.normals.get(old));
                    seen.colours.extend(self.colours.get(old));
                    seen.coats.extend(self.coats.get(old));
                }
                seen.indices.push(*new);
            }
        }
        seen
    }
}

impl SceneShapes {
    /// Leaves out what an eye looking down by `pitch` radians never sees.
    pub fn keep_seen(&mut self, pitch: f32) {
        self.still = self.still.seen(pitch, Turning::Within(0.0));
        for toy in &mut self.toys {
            toy.body = toy.body.seen(pitch, Turning::by(toy.answer));
        }
        for placed in &mut self.moving {
            let answer = self.toys.get(placed.toy).map(|toy| toy.answer);
            let turning = Turning::of(&placed.part.motion, answer.unwrap_or_default());
            placed.part.shape = placed.part.shape.seen(pitch, turning);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A box about the origin, as six square faces.
    fn cube() -> Shape {
        let mut shape = Shape::default();
        for normal in [
            Vec3::X,
            Vec3::NEG_X,
            Vec3::Y,
            Vec3::NEG_Y,
            Vec3::Z,
            Vec3::NEG_Z,
        ] {
            let side = normal.any_orthonormal_vector();
            let up = normal.cross(side);
            let corners = [-side - up, side - up, side + up, up - side];
            let [a, b, c, d] = corners.map(|corner| shape.point(normal + corner, normal, [1.0; 4]));
            shape.quad(a, b, c, d);
        }
        shape
    }

    fn faces(shape: &Shape) -> Vec<[f32; 3]> {
        let mut faces: Vec<[f32; 3]> = shape.normals.clone();
        faces.dedup();
        faces
    }

    const PITCH: f32 = 0.6;

    #[test]
    fn of_a_box_that_stands_the_back_and_the_bottom_go() {
        let seen = cube().seen(PITCH, Turning::Within(0.0));
        let left = faces(&seen);
        assert!(left.contains(&[0.0, 1.0, 0.0]) && left.contains(&[0.0, 0.0, 1.0]));
        assert!(!left.contains(&[0.0, -1.0, 0.0]) && !left.contains(&[0.0, 0.0, -1.0]));
        // Its sides are seen edge-on, so they stay within the margin.
        assert_eq!(seen.triangles(), 8);
        assert_eq!(seen.positions.len(), 16);
    }

    #[test]
    fn a_box_that_turns_about_the_upright_axis_shows_all_but_its_bottom() {
        let seen = cube().seen(PITCH, Turning::About(Vec3::Y));
        assert_eq!(seen.triangles(), 10);
        assert!(!faces(&seen).contains(&[0.0, -1.0, 0.0]));
    }

    #[test]
    fn what_sways_far_keeps_what_the_sway_shows() {
        // The back looks away by 90° - 0.6; swaying by a radian brings it round.
        let far = Turning::of(
            &Motion::Sway {
                axis: Vec3::X,
                degrees: 58.0,
                seconds: 1.0,
                phase: 0.0,
            },
            Answer::Squash,
        );
        assert!(faces(&cube().seen(PITCH, far)).contains(&[0.0, 0.0, -1.0]));
    }

    #[test]
    fn a_part_that_turns_in_a_toy_that_spins_is_whole() {
        let propeller = Motion::Turn {
            axis: Vec3::Z,
            seconds: 1.0,
        };
        let turning = Turning::of(&propeller, Answer::Spin);
        assert_eq!(cube().seen(PITCH, turning).triangles(), 12);
    }
}
