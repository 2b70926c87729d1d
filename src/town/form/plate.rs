//! Flat cut-outs with a thickness: roofs, sails, doors, window frames.

use std::f32::consts::PI;

use glam::{Vec2, Vec3};

use super::Form;

/// Twice the signed area of an outline; positive if it runs counter-clockwise.
fn area(outline: &[Vec2]) -> f32 {
    (0..outline.len())
        .map(|i| outline[i].perp_dot(outline[(i + 1) % outline.len()]))
        .sum()
}

/// Cuts an outline (counter-clockwise) into triangles, ear by ear.
fn triangles(outline: &[Vec2]) -> Vec<[usize; 3]> {
    let mut left: Vec<usize> = (0..outline.len()).collect();
    let mut cut = Vec::with_capacity(outline.len());
    while left.len() > 2 {
        let n = left.len();
        let ear = (0..n).find(|&i| {
            let (a, b, c) = (left[(i + n - 1) % n], left[i], left[(i + 1) % n]);
            let (pa, pb, pc) = (outline[a], outline[b], outline[c]);
            (pb - pa).perp_dot(pc - pb) > 0.0
                && left
                    .iter()
                    .filter(|&&k| k != a && k != b && k != c)
                    .all(|&k| {
                        let p = outline[k];
                        (pb - pa).perp_dot(p - pa) < 0.0
                            || (pc - pb).perp_dot(p - pb) < 0.0
                            || (pa - pc).perp_dot(p - pc) < 0.0
                    })
        });
        // An outline that crosses itself has no ear left: cut anywhere rather than loop for ever.
        let i = ear.unwrap_or(0);
        cut.push([left[(i + n - 1) % n], left[i], left[(i + 1) % n]]);
        left.remove(i);
    }
    cut
}

/// A plate of the given outline (x, y), `depth` thick about z = 0, its edges cut by `bevel`.
pub fn plate(outline: &[Vec2], depth: f32, bevel: f32) -> Form {
    extrude(outline, -depth / 2.0, depth / 2.0, bevel, true)
}

/// A plate let into a wall: from z = 0 forward to `depth`, with no back.
pub fn inlay(outline: &[Vec2], depth: f32, bevel: f32) -> Form {
    extrude(outline, 0.0, depth, bevel, false)
}

/// A flat cut-out without any thickness, at z = `z`.
pub fn decal(outline: &[Vec2], z: f32) -> Form {
    let mut form = Form::default();
    if outline.len() < 3 || outline.iter().any(|p| !p.is_finite()) {
        return form;
    }
    let mut points = outline.to_vec();
    if area(&points) < 0.0 {
        points.reverse();
    }
    for point in &points {
        form.point(point.extend(z), Vec3::Z, 0.0);
    }
    for [a, b, c] in triangles(&points) {
        form.face(a as u32, b as u32, c as u32);
    }
    form
}

fn extrude(outline: &[Vec2], back: f32, front: f32, bevel: f32, closed: bool) -> Form {
    let mut form = Form::default();
    let mut points = outline.to_vec();
    points.dedup_by(|a, b| a.distance(*b) < 1e-5);
    if points.len() < 3 || points.iter().any(|p| !p.is_finite()) {
        return form;
    }
    if area(&points) < 0.0 {
        points.reverse();
    }
    let n = points.len();
    let bevel = bevel.clamp(0.0, (front - back) * if closed { 0.5 } else { 1.0 });
    let outward: Vec<Vec2> = (0..n)
        .map(|i| {
            let way = (points[(i + 1) % n] - points[i]).normalize_or(Vec2::X);
            Vec2::new(way.y, -way.x)
        })
        .collect();
    let inset: Vec<Vec2> = (0..n)
        .map(|i| {
            let (a, b) = (outward[(i + n - 1) % n], outward[i]);
            points[i] - ((a + b) / (1.0 + a.dot(b)).max(0.4)) * bevel
        })
        .collect();
    let mut cap = |z: f32, normal: Vec3| -> u32 {
        let first = form.points.len() as u32;
        for point in &inset {
            form.point(point.extend(z), normal, 0.0);
        }
        for [a, b, c] in triangles(&inset) {
            form.face(first + a as u32, first + b as u32, first + c as u32);
        }
        first
    };
    let lid = cap(front, Vec3::Z);
    let floor = closed.then(|| cap(back, Vec3::NEG_Z));
    for i in 0..n {
        let j = (i + 1) % n;
        // A bend of less than 50° is a curve and is shaded round; a sharper one is a corner.
        let bend = |at: usize| {
            let (a, b) = (outward[(at + n - 1) % n], outward[at]);
            if a.dot(b) > 0.64 {
                (a + b).normalize_or(outward[i])
            } else {
                outward[i]
            }
        };
        let (na, nb) = (bend(i).extend(0.0), bend(j).extend(0.0));
        let (z0, z1) = (back + if closed { bevel } else { 0.0 }, front - bevel);
        let high = [
            form.point(points[i].extend(z1), na, 0.3),
            form.point(points[j].extend(z1), nb, 0.3),
        ];
        if bevel > 0.0 {
            form.quad(lid + i as u32, lid + j as u32, high[1], high[0]);
        }
        if z1 - z0 > 1e-4 {
            let low = [
                form.point(points[i].extend(z0), na, 0.0),
                form.point(points[j].extend(z0), nb, 0.0),
            ];
            form.quad(high[0], high[1], low[1], low[0]);
            if let Some(floor) = floor {
                form.quad(low[0], low[1], floor + j as u32, floor + i as u32);
            }
        } else if let Some(floor) = floor {
            form.quad(high[0], high[1], floor + j as u32, floor + i as u32);
        }
    }
    form
}

/// The outline of a rectangle about the origin with rounded corners, `steps` points to a corner.
pub fn rounded(w: f32, h: f32, radius: f32, steps: usize) -> Vec<Vec2> {
    let radius = radius.clamp(0.0, w.min(h).max(0.0) / 2.0);
    let (x, y) = (w / 2.0 - radius, h / 2.0 - radius);
    let steps = steps.clamp(1, 12);
    let mut outline = Vec::with_capacity(steps * 4 + 4);
    for (k, (cx, cy)) in [(x, y), (-x, y), (-x, -y), (x, -y)].into_iter().enumerate() {
        for i in 0..=steps {
            let turn = (k as f32 + i as f32 / steps as f32) * PI / 2.0;
            outline.push(Vec2::new(
                cx + turn.cos() * radius,
                cy + turn.sin() * radius,
            ));
        }
    }
    outline
}

/// The outline of an arched door on y = 0, `steps` segments to its arch.
pub fn arch(w: f32, h: f32, steps: usize) -> Vec<Vec2> {
    let r = w / 2.0;
    let steps = steps.clamp(2, 16);
    let mut outline = vec![Vec2::new(-r, 0.0), Vec2::new(r, 0.0)];
    outline.extend((0..=steps).map(|i| {
        let turn = i as f32 / steps as f32 * PI;
        Vec2::new(turn.cos() * r, (h - r).max(0.0) + turn.sin() * r)
    }));
    outline
}
