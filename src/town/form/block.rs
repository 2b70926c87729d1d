//! Boxes with chamfered edges.

use glam::Vec3;

use super::Form;

const AXES: [Vec3; 3] = [Vec3::X, Vec3::Y, Vec3::Z];

/// Corner `i` of a cube as signs: bit 0 is x, bit 1 is y, bit 2 is z.
fn corner(i: usize) -> Vec3 {
    let sign = |bit: usize| if i >> bit & 1 == 1 { 1.0 } else { -1.0 };
    Vec3::new(sign(0), sign(1), sign(2))
}

/// A box `w` wide (x), `h` high and `d` deep (z) on its foot, its edges cut by `chamfer`; 44 triangles.
pub fn block(w: f32, h: f32, d: f32, chamfer: f32) -> Form {
    build(w, h, d, chamfer, false)
}

/// Like [`block`], with two segments to each chamfer for parts seen close up; 92 triangles.
pub fn fine_block(w: f32, h: f32, d: f32, chamfer: f32) -> Form {
    build(w, h, d, chamfer, true)
}

fn build(w: f32, h: f32, d: f32, chamfer: f32, fine: bool) -> Form {
    let half = Vec3::new(w, h, d).abs() / 2.0;
    let cut = chamfer.clamp(0.0, half.min_element() * 0.98);
    let up = Vec3::Y * half.y;
    let mut form = Form::default();
    for i in 0..8 {
        let signs = corner(i);
        let centre = signs * (half - cut);
        for axis in AXES {
            form.point(centre + axis * signs * cut + up, axis * signs, 0.0);
        }
        for along in AXES {
            let normal = ((Vec3::ONE - along) * signs).normalize_or(Vec3::Y);
            if fine {
                form.point(centre + normal * cut + up, normal, 1.0);
            }
        }
    }
    let stride = if fine { 6 } else { 3 };
    let face = |i: usize, axis: usize| (i * stride + axis) as u32;
    let ridge = |i: usize, along: usize| (i * stride + 3 + along) as u32;
    for axis in 0..3 {
        let (u, v) = (1 << ((axis + 1) % 3), 1 << ((axis + 2) % 3));
        for side in [0, 1 << axis] {
            form.quad(
                face(side, axis),
                face(side | u, axis),
                face(side | u | v, axis),
                face(side | v, axis),
            );
        }
        // The four edges that run along this axis.
        let (a, b) = ((axis + 1) % 3, (axis + 2) % 3);
        for from in [0, u, v, u | v] {
            let to = from | 1 << axis;
            if fine {
                form.quad(
                    face(from, a),
                    face(to, a),
                    ridge(to, axis),
                    ridge(from, axis),
                );
                form.quad(
                    ridge(from, axis),
                    ridge(to, axis),
                    face(to, b),
                    face(from, b),
                );
            } else {
                form.quad(face(from, a), face(to, a), face(to, b), face(from, b));
            }
        }
    }
    for i in 0..8 {
        if fine {
            for axis in 0..3 {
                form.face(
                    face(i, axis),
                    ridge(i, (axis + 1) % 3),
                    ridge(i, (axis + 2) % 3),
                );
            }
            form.face(ridge(i, 0), ridge(i, 1), ridge(i, 2));
        } else {
            form.face(face(i, 0), face(i, 1), face(i, 2));
        }
    }
    form
}

/// A small box without a bottom and with sharp edges, for slats and sleepers; 10 triangles.
pub fn slab(w: f32, h: f32, d: f32) -> Form {
    let (x, z) = (w / 2.0, d / 2.0);
    let mut form = Form::default();
    let mut side = |corners: [Vec3; 4], normal: Vec3| {
        let [a, b, c, d] = corners.map(|at| form.point(at, normal, 0.0));
        form.quad(a, b, c, d);
    };
    let at = |sx: f32, y: f32, sz: f32| Vec3::new(sx * x, y, sz * z);
    side(
        [
            at(-1., h, -1.),
            at(-1., h, 1.),
            at(1., h, 1.),
            at(1., h, -1.),
        ],
        Vec3::Y,
    );
    side(
        [
            at(-1., 0., 1.),
            at(1., 0., 1.),
            at(1., h, 1.),
            at(-1., h, 1.),
        ],
        Vec3::Z,
    );
    side(
        [
            at(-1., 0., -1.),
            at(1., 0., -1.),
            at(1., h, -1.),
            at(-1., h, -1.),
        ],
        Vec3::NEG_Z,
    );
    side(
        [
            at(1., 0., -1.),
            at(1., 0., 1.),
            at(1., h, 1.),
            at(1., h, -1.),
        ],
        Vec3::X,
    );
    side(
        [
            at(-1., 0., -1.),
            at(-1., 0., 1.),
            at(-1., h, 1.),
            at(-1., h, -1.),
        ],
        Vec3::NEG_X,
    );
    form
}
