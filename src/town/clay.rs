//! Clay: painted but unlit forms, put together with a stack of places.

use glam::{Affine3A, EulerRot, Mat3A, Quat, Vec3};

use super::form::Form;
use super::light::{Coat, Mood, Reach, Surface, lit};
use super::paint::{Colour, Paint, darker, lighter};
use super::shape::Shape;

/// Where and how something stands: scaled, then rolled (z), tilted (x), turned (y), then moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    at: Vec3,
    turn: f32,
    tilt: f32,
    roll: f32,
    scale: Vec3,
}

/// A place at x, y, z, neither turned nor scaled.
pub fn at(x: f32, y: f32, z: f32) -> Place {
    Place {
        at: Vec3::new(x, y, z),
        turn: 0.0,
        tilt: 0.0,
        roll: 0.0,
        scale: Vec3::ONE,
    }
}

/// The origin.
pub const HERE: Place = Place {
    at: Vec3::ZERO,
    turn: 0.0,
    tilt: 0.0,
    roll: 0.0,
    scale: Vec3::ONE,
};

impl Place {
    /// Turned about the upright axis, in radians.
    pub fn turn(self, turn: f32) -> Self {
        Self { turn, ..self }
    }

    /// Tilted about the x axis.
    pub fn tilt(self, tilt: f32) -> Self {
        Self { tilt, ..self }
    }

    /// Rolled about the z axis.
    pub fn roll(self, roll: f32) -> Self {
        Self { roll, ..self }
    }

    /// Scaled evenly.
    pub fn scale(self, by: f32) -> Self {
        Self {
            scale: Vec3::splat(by),
            ..self
        }
    }

    /// Scaled along each axis.
    pub fn stretch(self, x: f32, y: f32, z: f32) -> Self {
        Self {
            scale: Vec3::new(x, y, z),
            ..self
        }
    }

    /// The place as a transform.
    pub fn affine(self) -> Affine3A {
        let turned = Quat::from_euler(EulerRot::YXZ, self.turn, self.tilt, self.roll);
        Affine3A::from_scale_rotation_translation(self.scale, turned, self.at)
    }
}

/// One painted, unlit point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Where it is, in the toy's own space.
    pub at: Vec3,
    /// The way it faces.
    pub normal: Vec3,
    /// Its paint.
    pub base: Colour,
    /// How much of a chamfer's ridge it is, 0..=1.
    pub ridge: f32,
    /// How much of the sky is free above it, 0..=1.
    pub open: f32,
    /// The direct light that reaches it, 0..=1.
    pub sun: f32,
    /// What it belongs to.
    pub surface: Surface,
}

impl Point {
    fn coat(&self, turning: bool) -> Coat {
        Coat {
            base: self.base,
            ridge: self.ridge,
            surface: self.surface,
            turning,
        }
    }
}

/// Painted, unlit triangles in a toy's own space, foot at y = 0.
#[derive(Clone, Debug)]
pub struct Clay {
    /// The points.
    pub points: Vec<Point>,
    /// Three numbers of points to each triangle.
    pub indices: Vec<u32>,
    frame: Affine3A,
    open: f32,
    surface: Surface,
}

impl Default for Clay {
    fn default() -> Self {
        Self {
            points: Vec::new(),
            indices: Vec::new(),
            frame: Affine3A::IDENTITY,
            open: 1.0,
            surface: Surface::Toy,
        }
    }
}

impl Clay {
    /// No clay yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Runs `build` with everything it puts down standing at `place`.
    pub fn within<T>(&mut self, place: Place, build: impl FnOnce(&mut Self) -> T) -> T {
        let frame = self.frame;
        self.frame = frame * place.affine();
        let made = build(self);
        self.frame = frame;
        made
    }

    /// Runs `build` with everything it puts down being `surface`.
    pub fn of<T>(&mut self, surface: Surface, build: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.surface, surface);
        let made = build(self);
        self.surface = before;
        made
    }

    /// Runs `build` with everything it puts down in the half-dark: `open` (0..=1) of the sky is free.
    pub fn inside<T>(&mut self, open: f32, build: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.open, open);
        let made = build(self);
        self.open = before;
        made
    }

    /// Where `place` is in the toy's own space.
    pub fn spot(&self, place: Place) -> Vec3 {
        self.frame.transform_point3(place.at)
    }

    /// Puts a form down, painted from a little lighter on top to a little darker at the foot.
    pub fn put(&mut self, form: Form, place: Place, colour: Colour) {
        self.graded(form, place, lighter(colour, 0.10), darker(colour, 0.07));
    }

    /// Puts a form down in one even colour.
    pub fn flat(&mut self, form: Form, place: Place, colour: Colour) {
        self.coated(form, place, |_, _| colour);
    }

    /// Puts a form down, painted from `top` to `foot`.
    pub fn graded(&mut self, form: Form, place: Place, top: Colour, foot: Colour) {
        let frame = self.frame * place.affine();
        let heights = form.points.iter().map(|p| frame.transform_point3(*p).y);
        let (low, high) = heights.fold((f32::MAX, f32::MIN), |(low, high), y| {
            (low.min(y), high.max(y))
        });
        let span = (high - low).max(1e-4);
        self.add(form, frame, |_, _, at| foot.lerp(top, (at.y - low) / span));
    }

    /// Puts a form down, painted by a rule over its own points and normals.
    pub fn coated(&mut self, form: Form, place: Place, colour: impl Fn(Vec3, Vec3) -> Colour) {
        let frame = self.frame * place.affine();
        self.add(form, frame, |point, normal, _| colour(point, normal));
    }

    /// Puts down a window pane.
    pub fn pane(&mut self, form: Form, place: Place, paint: &Paint) {
        self.of(Surface::Window, |clay| clay.put(form, place, paint.pane));
    }

    fn add(&mut self, form: Form, frame: Affine3A, colour: impl Fn(Vec3, Vec3, Vec3) -> Colour) {
        let first = self.points.len() as u32;
        let normals = normal_matrix(&frame);
        for i in 0..form.points.len() {
            let at = frame.transform_point3(form.points[i]);
            let normal = (normals * form.normals[i]).normalize_or(Vec3::Y);
            self.points.push(Point {
                at,
                normal,
                base: colour(form.points[i], form.normals[i], at),
                ridge: form.ridges[i],
                open: self.open,
                sun: 1.0,
                surface: self.surface,
            });
        }
        self.indices
            .extend(form.faces.iter().flatten().map(|i| i + first));
    }

    /// Adds other clay at `place`.
    pub fn append(&mut self, other: &Clay, place: Place) {
        let frame = self.frame * place.affine();
        let normals = normal_matrix(&frame);
        let first = self.points.len() as u32;
        self.points.extend(other.points.iter().map(|point| Point {
            at: frame.transform_point3(point.at),
            normal: (normals * point.normal).normalize_or(Vec3::Y),
            ..*point
        }));
        self.indices.extend(other.indices.iter().map(|i| i + first));
    }

    /// How many triangles there are.
    pub fn triangles(&self) -> usize {
        self.indices.len() / 3
    }

    /// The clay, turned and scaled by `frame`, lit, with `origin` (already turned and scaled) moved to zero.
    /// `turning` parts are lit alike from all sides.
    pub fn lit(&self, frame: &Affine3A, origin: Vec3, turning: bool, mood: Mood) -> Shape {
        let normals = normal_matrix(frame);
        let mut shape = Shape {
            positions: Vec::with_capacity(self.points.len()),
            normals: Vec::with_capacity(self.points.len()),
            colours: Vec::with_capacity(self.points.len()),
            indices: self.indices.clone(),
            coats: Vec::new(),
        };
        if mood == Mood::Bare {
            shape.coats = self
                .points
                .iter()
                .map(|point| point.coat(turning))
                .collect();
        }
        for point in &self.points {
            let at = frame.transform_point3(point.at);
            let normal = (normals * point.normal).normalize_or(Vec3::Y);
            let reach = Reach {
                sun: point.sun,
                open: point.open,
                ridge: point.ridge,
                turning,
                bounce: Vec3::ONE,
            };
            shape.positions.push((at - origin).to_array());
            shape.normals.push(normal.to_array());
            shape
                .colours
                .push(lit(point.base, normal, reach, point.surface, mood));
        }
        shape
    }
}

/// What turns normals when `frame` turns points.
fn normal_matrix(frame: &Affine3A) -> Mat3A {
    let matrix = frame.matrix3;
    // Nothing flattened to a sheet has an inverse; its normals are turned like its points.
    if matrix.determinant().abs() < 1e-9 {
        matrix
    } else {
        matrix.inverse().transpose()
    }
}
