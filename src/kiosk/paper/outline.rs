//! Closed lines to fill, to band and to cast shadows from.

use std::f32::consts::{PI, TAU};

use bevy::math::Vec2;

/// A corner's miter reaches no further than this many times the distance asked for.
const LONGEST_MITER: f32 = 2.0;

/// A point of an outline and the way out of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Station {
    /// On the line, in pixels.
    pub point: Vec2,
    /// Outward; as long as it must be for both neighbouring edges to move by 1.
    pub normal: Vec2,
}

impl Station {
    /// The point moved outward by `distance` pixels, inward if negative.
    pub fn at(self, distance: f32) -> Vec2 {
        self.point + self.normal * distance
    }
}

/// A closed line, counter-clockwise, in pixels with y up.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    stations: Vec<Station>,
}

impl Outline {
    /// Straight edges and sharp corners. The points go round counter-clockwise.
    pub fn polygon(points: &[Vec2]) -> Self {
        let stations = corners(points)
            .map(|corner| Station {
                point: corner.point,
                normal: corner.miter(),
            })
            .collect();
        Self { stations }
    }

    /// A convex polygon whose corners are arcs of `radius`, each in `steps` pieces.
    ///
    /// Moved inward by `radius` the arcs shrink to points; further in it is no outline any more.
    pub fn rounded(points: &[Vec2], radius: f32, steps: usize) -> Self {
        let steps = steps.max(1);
        let mut stations = Vec::with_capacity(points.len() * (steps + 1));
        for corner in corners(points) {
            let middle = corner.point - corner.miter() * radius;
            let turn = corner.before.angle_to(corner.after);
            for step in 0..=steps {
                let normal =
                    Vec2::from_angle(turn * step as f32 / steps as f32).rotate(corner.before);
                stations.push(Station {
                    point: middle + normal * radius,
                    normal,
                });
            }
        }
        Self { stations }
    }

    /// A rectangle of `size` about the origin with corners of `radius`, smooth at that size.
    pub fn rounded_rect(size: Vec2, radius: f32) -> Self {
        let radius = radius.min(size.min_element() / 2.0);
        Self::rounded(&rectangle(size), radius, sides(radius).div_ceil(4))
    }

    /// A regular polygon about the origin that passes for a circle.
    pub fn disc(radius: f32) -> Self {
        Self::ellipse(Vec2::splat(radius))
    }

    /// An ellipse about the origin; `radii` is half its width and half its height.
    pub fn ellipse(radii: Vec2) -> Self {
        let count = sides(radii.max_element());
        let points: Vec<Vec2> = (0..count)
            .map(|side| Vec2::from_angle(TAU * side as f32 / count as f32) * radii)
            .collect();
        Self::polygon(&points)
    }

    /// The stations in order.
    pub fn stations(&self) -> &[Station] {
        &self.stations
    }

    /// The same line somewhere else.
    pub fn moved(mut self, by: Vec2) -> Self {
        for station in &mut self.stations {
            station.point += by;
        }
        self
    }

    /// The same line turned about the origin, in radians, counter-clockwise.
    pub fn turned(mut self, angle: f32) -> Self {
        let turn = Vec2::from_angle(angle);
        for station in &mut self.stations {
            station.point = turn.rotate(station.point);
            station.normal = turn.rotate(station.normal);
        }
        self
    }

    /// The same line further out by `distance` pixels, further in if negative.
    pub fn grown(mut self, distance: f32) -> Self {
        for station in &mut self.stations {
            station.point = station.at(distance);
        }
        self
    }

    /// The mean of its points.
    pub fn middle(&self) -> Vec2 {
        let count = self.stations.len().max(1) as f32;
        self.stations
            .iter()
            .map(|station| station.point)
            .sum::<Vec2>()
            / count
    }
}

/// The corners of a rectangle about the origin, counter-clockwise from the lower left.
pub fn rectangle(size: Vec2) -> [Vec2; 4] {
    let half = size / 2.0;
    [
        Vec2::new(-half.x, -half.y),
        Vec2::new(half.x, -half.y),
        Vec2::new(half.x, half.y),
        Vec2::new(-half.x, half.y),
    ]
}

/// How many straight sides pass for a circle, a multiple of four.
pub fn sides(radius: f32) -> usize {
    (smooth(radius).ceil() as usize)
        .next_multiple_of(4)
        .clamp(8, 72)
}

/// The least number of sides of a circle that stray no more than a third of a pixel, on small
/// circles less.
fn smooth(radius: f32) -> f32 {
    let straying = (0.34 * (radius / 40.0).sqrt()).clamp(0.2, 0.34);
    PI * (radius.max(0.5) / (2.0 * straying)).sqrt()
}

/// Points on an arc, both ends included; angles in radians, counter-clockwise from the right.
pub fn arc(middle: Vec2, radius: f32, from: f32, to: f32) -> Vec<Vec2> {
    let steps = (smooth(radius) * (to - from).abs() / TAU)
        .ceil()
        .clamp(3.0, 72.0) as usize;
    (0..=steps)
        .map(|step| {
            let angle = from + (to - from) * step as f32 / steps as f32;
            middle + Vec2::from_angle(angle) * radius
        })
        .collect()
}

/// A corner of a closed polygon.
struct Corner {
    point: Vec2,
    /// Outward from the edge that ends here.
    before: Vec2,
    /// Outward from the edge that begins here.
    after: Vec2,
}

impl Corner {
    fn miter(&self) -> Vec2 {
        let Some(out) = (self.before + self.after).try_normalize() else {
            return self.before;
        };
        let reach: f32 = 1.0 / out.dot(self.before).max(f32::EPSILON);
        out * reach.min(LONGEST_MITER)
    }
}

fn corners(points: &[Vec2]) -> impl Iterator<Item = Corner> + '_ {
    let count = points.len();
    let outward = |from: Vec2, to: Vec2| -(to - from).perp().normalize_or_zero();
    points.iter().enumerate().map(move |(index, &point)| {
        let previous = points[(index + count - 1) % count];
        let next = points[(index + 1) % count];
        Corner {
            point,
            before: outward(previous, point),
            after: outward(point, next),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growing_a_rectangle_moves_every_edge_by_the_distance() {
        let grown = Outline::polygon(&rectangle(Vec2::new(10.0, 6.0))).grown(2.0);
        for station in grown.stations() {
            assert!((station.point.abs() - Vec2::new(7.0, 5.0)).length() < 1e-4);
        }
    }

    #[test]
    fn a_rounded_rectangle_keeps_its_size_and_shrinks_to_its_corners_middles() {
        let outline = Outline::rounded_rect(Vec2::new(40.0, 20.0), 5.0);
        let widest = outline
            .stations()
            .iter()
            .map(|s| s.point.x)
            .fold(0.0, f32::max);
        assert!((widest - 20.0).abs() < 1e-3, "{widest}");
        for station in outline.grown(-5.0).stations() {
            assert!((station.point.abs() - Vec2::new(15.0, 5.0)).length() < 1e-3);
        }
    }

    #[test]
    fn larger_circles_have_more_sides_but_never_too_many() {
        assert!(sides(42.0) > sides(20.0));
        assert_eq!(sides(100_000.0), 72);
    }
}
