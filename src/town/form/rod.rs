//! Sticks, bent tubes and rings.

use std::f32::consts::TAU;

use glam::Vec3;

use super::Form;

/// Two directions at right angles to `way`.
fn across(way: Vec3) -> (Vec3, Vec3) {
    let hint = if way.y.abs() > 0.9 { Vec3::X } else { Vec3::Y };
    let side = way.cross(hint).normalize_or(Vec3::X);
    (side, side.cross(way).normalize_or(Vec3::Z))
}

fn circle(form: &mut Form, centre: Vec3, way: Vec3, radius: f32, sides: usize) -> u32 {
    let first = form.points.len() as u32;
    let (u, v) = across(way);
    for i in 0..sides {
        let (sin, cos) = (i as f32 / sides as f32 * TAU).sin_cos();
        let out = u * cos + v * sin;
        form.point(centre + out * radius, out, 0.0);
    }
    first
}

fn join(form: &mut Form, a: u32, b: u32, sides: usize) {
    for i in 0..sides as u32 {
        let next = (i + 1) % sides as u32;
        form.quad(a + i, a + next, b + next, b + i);
    }
}

/// A stick between two points with softly pointed ends.
pub fn rod(a: Vec3, b: Vec3, radius: f32, sides: usize) -> Form {
    let sides = sides.clamp(3, 24);
    let way = (b - a).normalize_or(Vec3::Y);
    let mut form = Form::default();
    let tail = form.point(a - way * radius * 0.5, -way, 0.0);
    let start = circle(&mut form, a, way, radius, sides);
    let end = circle(&mut form, b, way, radius, sides);
    let tip = form.point(b + way * radius * 0.5, way, 0.0);
    join(&mut form, start, end, sides);
    for i in 0..sides as u32 {
        let next = (i + 1) % sides as u32;
        form.face(tail, start + i, start + next);
        form.face(tip, end + i, end + next);
    }
    form
}

/// A thin stick without ends, three-sided: ropes, rails, spokes.
pub fn stick(a: Vec3, b: Vec3, radius: f32) -> Form {
    let way = (b - a).normalize_or(Vec3::Y);
    let mut form = Form::default();
    let start = circle(&mut form, a, way, radius, 3);
    let end = circle(&mut form, b, way, radius, 3);
    join(&mut form, start, end, 3);
    form
}

/// A soft curve through `points` in `steps` pieces; closed curves return to their first point.
pub fn curve(points: &[Vec3], steps: usize, closed: bool) -> Vec<Vec3> {
    let n = points.len();
    if n < 2 {
        return points.to_vec();
    }
    let spans = if closed { n } else { n - 1 };
    let pick = |i: isize| {
        if closed {
            points[i.rem_euclid(n as isize) as usize]
        } else {
            points[i.clamp(0, n as isize - 1) as usize]
        }
    };
    let count = if closed { steps } else { steps + 1 };
    (0..count)
        .map(|k| {
            let t = k as f32 / steps.max(1) as f32 * spans as f32;
            let i = (t as isize).min(spans as isize - 1);
            let u = t - i as f32;
            let [p0, p1, p2, p3] = [pick(i - 1), pick(i), pick(i + 1), pick(i + 2)];
            0.5 * (2.0 * p1
                + (p2 - p0) * u
                + (2.0 * p0 - 5.0 * p1 + 4.0 * p2 - p3) * u * u
                + (3.0 * p1 - p0 - 3.0 * p2 + p3) * u * u * u)
        })
        .collect()
}

/// A tube along a line of points (see [`curve`]).
pub fn tube(line: &[Vec3], radius: f32, sides: usize, closed: bool) -> Form {
    let sides = sides.clamp(3, 24);
    let mut form = Form::default();
    let n = line.len();
    if n < 2 {
        return form;
    }
    let mut starts = Vec::with_capacity(n);
    for i in 0..n {
        let (before, after) = if closed {
            (line[(i + n - 1) % n], line[(i + 1) % n])
        } else {
            (line[i.saturating_sub(1)], line[(i + 1).min(n - 1)])
        };
        starts.push(circle(
            &mut form,
            line[i],
            (after - before).normalize_or(Vec3::X),
            radius,
            sides,
        ));
    }
    for pair in starts.windows(2) {
        join(&mut form, pair[0], pair[1], sides);
    }
    if closed {
        join(&mut form, starts[n - 1], starts[0], sides);
    }
    form
}

/// A flat-lying ring of radius `radius`, `thickness` being the tube's radius.
pub fn ring(radius: f32, thickness: f32, sides: usize, around: usize) -> Form {
    let line: Vec<Vec3> = (0..sides.max(3))
        .map(|i| {
            let (sin, cos) = (i as f32 / sides.max(3) as f32 * TAU).sin_cos();
            Vec3::new(cos * radius, 0.0, sin * radius)
        })
        .collect();
    tube(&line, thickness, around, true)
}
