//! What stands in the light's way: triangles in a hierarchy of boxes, and what a ray meets first.

use bvh::aabb::{Aabb, Bounded};
use bvh::bounding_hierarchy::BHShape;
use bvh::bvh::Bvh;
use glam::{Vec3, Vec3A};

use crate::paint::Colour;

/// Nearer than this a back is the inside of something that the ray began in: it went out, and
/// nothing was in its way.
const SKIN: f32 = 0.16;

/// One triangle that stops light.
struct Triangle {
    corners: [Vec3A; 3],
    colour: Colour,
    node: usize,
}

impl Bounded<f32, 3> for Triangle {
    fn aabb(&self) -> Aabb<f32, 3> {
        let [a, b, c] = self.corners;
        let (low, high) = (a.min(b).min(c), a.max(b).max(c));
        Aabb::with_bounds(low.to_array().into(), high.to_array().into())
    }
}

impl BHShape<f32, 3> for Triangle {
    fn set_bh_node_index(&mut self, index: usize) {
        self.node = index;
    }

    fn bh_node_index(&self) -> usize {
        self.node
    }
}

/// A box of the hierarchy, in the order in which they are walked through.
struct Step {
    low: Vec3A,
    high: Vec3A,
    /// Where to go on when the ray meets the box, or [`u32::MAX`] for a triangle.
    enter: u32,
    /// Where to go on when it does not.
    exit: u32,
    triangle: u32,
}

/// Everything that stops light.
#[derive(Default)]
pub(super) struct Occluders {
    triangles: Vec<Triangle>,
    steps: Vec<Step>,
}

/// What a ray met.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// How far from its beginning.
    pub distance: f32,
    /// Of what colour.
    pub colour: Colour,
}

impl Occluders {
    /// Adds a triangle. Those without an area stop nothing.
    pub fn add(&mut self, corners: [Vec3; 3], colour: Colour) {
        let corners = corners.map(Vec3A::from);
        let [a, b, c] = corners;
        let is_whole = corners.iter().all(|p| p.is_finite());
        if is_whole && (b - a).cross(c - a).length_squared() > 1e-12 {
            self.triangles.push(Triangle {
                corners,
                colour,
                node: 0,
            });
        }
    }

    /// Ready to be asked.
    pub fn built(mut self) -> Self {
        if self.triangles.is_empty() {
            return self;
        }
        let tree = Bvh::build(&mut self.triangles);
        self.steps = tree.flatten_custom(&|aabb: &Aabb<f32, 3>, enter, exit, triangle| Step {
            low: Vec3A::new(aabb.min.x, aabb.min.y, aabb.min.z),
            high: Vec3A::new(aabb.max.x, aabb.max.y, aabb.max.z),
            enter,
            exit,
            triangle,
        });
        self
    }

    /// The nearest thing from `origin` along `way` (of length one) before `far`. With `any`, one
    /// of those on the way.
    pub fn hit(&self, origin: Vec3A, way: Vec3A, far: f32, any: bool) -> Option<Hit> {
        let inverse = way.recip();
        let mut nearest: Option<Hit> = None;
        let mut reach = far;
        let mut next = 0;
        while let Some(step) = self.steps.get(next) {
            if step.enter == u32::MAX {
                let triangle = &self.triangles[step.triangle as usize];
                if let Some(distance) = triangle.meets(origin, way, reach) {
                    reach = distance;
                    nearest = Some(Hit {
                        distance,
                        colour: triangle.colour,
                    });
                    if any {
                        return nearest;
                    }
                }
                next = step.exit as usize;
                continue;
            }
            let (near, farther) = (
                (step.low - origin) * inverse,
                (step.high - origin) * inverse,
            );
            let enters = near.min(farther).max_element().max(0.0);
            let leaves = near.max(farther).min_element().min(reach);
            next = if enters <= leaves {
                step.enter
            } else {
                step.exit
            } as usize;
        }
        nearest
    }
}

impl Triangle {
    /// How far off a ray meets it, before `far`.
    fn meets(&self, origin: Vec3A, way: Vec3A, far: f32) -> Option<f32> {
        let [a, b, c] = self.corners;
        let (ab, ac) = (b - a, c - a);
        let across = way.cross(ac);
        let facing = ab.dot(across);
        if facing.abs() < 1e-9 {
            return None;
        }
        let inverse = facing.recip();
        let from = origin - a;
        let u = from.dot(across) * inverse;
        let along = from.cross(ab);
        let v = way.dot(along) * inverse;
        if u < 0.0 || v < 0.0 || u + v > 1.0 {
            return None;
        }
        let distance = ac.dot(along) * inverse;
        let is_back = facing < 0.0;
        let begins = if is_back { SKIN } else { 1e-4 };
        (distance > begins && distance < far).then_some(distance)
    }
}
