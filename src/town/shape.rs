//! A finished shape: lit, in linear colour, ready to be drawn as it is.

use glam::Vec3;

use super::light::Coat;
use super::motion::Pose;

/// Triangles with their light already in the colours: draw unlit, without tone mapping.
/// Triangles run counter-clockwise seen from outside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shape {
    /// Positions in town units: x right (east), y up, z toward the viewer (south).
    pub positions: Vec<[f32; 3]>,
    /// Outward directions of length one.
    pub normals: Vec<[f32; 3]>,
    /// Linear red, green, blue and straight (not premultiplied) alpha.
    pub colours: Vec<[f32; 4]>,
    /// Three numbers of points to each triangle.
    pub indices: Vec<u32>,
    /// Of bare clay: what light must know of each point. Otherwise empty.
    pub coats: Vec<Coat>,
}

impl Shape {
    /// How many triangles there are.
    pub fn triangles(&self) -> usize {
        self.indices.len() / 3
    }

    /// True if there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.indices.is_empty()
    }

    /// Adds another shape, moved by `by`.
    pub fn append(&mut self, other: &Shape, by: Vec3) {
        let first = self.positions.len() as u32;
        self.positions.extend(
            other
                .positions
                .iter()
                .map(|p| [p[0] + by.x, p[1] + by.y, p[2] + by.z]),
        );
        self.normals.extend_from_slice(&other.normals);
        self.colours.extend_from_slice(&other.colours);
        self.coats.extend_from_slice(&other.coats);
        self.indices.extend(other.indices.iter().map(|i| i + first));
    }

    /// Adds another shape in a pose about its own origin, which lies at `by`.
    pub fn append_posed(&mut self, other: &Shape, by: Vec3, pose: Pose) {
        let mut posed = other.clone();
        for point in &mut posed.positions {
            let turned = pose.turn * (Vec3::from_array(*point) * pose.scale);
            *point = (turned + pose.offset).to_array();
        }
        for normal in &mut posed.normals {
            *normal = (pose.turn * Vec3::from_array(*normal)).to_array();
        }
        self.append(&posed, by);
    }

    /// Adds one point and returns its number.
    pub fn point(&mut self, at: Vec3, normal: Vec3, colour: [f32; 4]) -> u32 {
        self.positions.push(at.to_array());
        self.normals.push(normal.to_array());
        self.colours.push(colour);
        (self.positions.len() - 1) as u32
    }

    /// Adds a four-sided face whose corners follow each other round.
    pub fn quad(&mut self, a: u32, b: u32, c: u32, d: u32) {
        self.indices.extend([a, b, c, a, c, d]);
    }

    /// The smallest and the largest corner; `None` if the shape is empty.
    pub fn bounds(&self) -> Option<(Vec3, Vec3)> {
        let mut points = self.positions.iter().map(|p| Vec3::from_array(*p));
        let first = points.next()?;
        Some(points.fold((first, first), |(low, high), p| (low.min(p), high.max(p))))
    }
}
