//! Turned parts: a profile spun about the y axis.

use std::f32::consts::{PI, TAU};

use glam::{Vec2, Vec3};

use super::Form;

/// One ring of a turned part: radius and height, the profile's normal, how much of a ridge.
struct Ring {
    at: Vec2,
    normal: Vec2,
    ridge: f32,
}

/// Cuts the profile's sharp corners by `round` and gives every point its normal.
fn rings(profile: &[(f32, f32)], round: f32) -> Vec<Ring> {
    let mut points: Vec<Vec2> = Vec::with_capacity(profile.len());
    for &(r, y) in profile {
        let point = Vec2::new(r.max(0.0), y);
        if points.last().is_none_or(|last| last.distance(point) > 1e-4) {
            points.push(point);
        }
    }
    let mut rings = Vec::new();
    if points.len() < 2 {
        return rings;
    }
    let ways: Vec<Vec2> = points
        .windows(2)
        .map(|pair| (pair[1] - pair[0]).normalize_or(Vec2::Y))
        .collect();
    let outward = |way: Vec2| Vec2::new(way.y, -way.x);
    rings.push(Ring {
        at: points[0],
        normal: outward(ways[0]),
        ridge: 0.0,
    });
    for i in 1..points.len() - 1 {
        let (before, after) = (ways[i - 1], ways[i]);
        let middle = (outward(before) + outward(after)).normalize_or(Vec2::Y);
        if before.dot(after) > 0.72 {
            rings.push(Ring {
                at: points[i],
                normal: middle,
                ridge: 0.0,
            });
            continue;
        }
        let room = points[i]
            .distance(points[i - 1])
            .min(points[i].distance(points[i + 1]))
            * 0.45;
        let cut = round.clamp(0.0, room);
        let (from, to) = (points[i] - before * cut, points[i] + after * cut);
        rings.push(Ring {
            at: from,
            normal: outward(before),
            ridge: 0.0,
        });
        if cut > 0.055 {
            let convex = before.perp_dot(after) > 0.0;
            let at = points[i] * 0.5 + (from + to) * 0.25;
            rings.push(Ring {
                at,
                normal: middle,
                ridge: if convex { 1.0 } else { 0.0 },
            });
        }
        rings.push(Ring {
            at: to,
            normal: outward(after),
            ridge: 0.0,
        });
    }
    let last = points.len() - 1;
    rings.push(Ring {
        at: points[last],
        normal: outward(ways[last - 1]),
        ridge: 0.0,
    });
    rings
}

/// Spins `profile` (radius, height; from the foot up the outside) about the y axis in `sides` steps.
/// Corners sharper than 44° are cut by `round`. Start the profile off the axis to leave the bottom open.
pub fn lathe(profile: &[(f32, f32)], round: f32, sides: usize) -> Form {
    sector(profile, round, 0.0, TAU, sides)
}

/// Like [`lathe`], for the part of the turn between two angles (0 is +x, a quarter turn is +z).
pub fn sector(profile: &[(f32, f32)], round: f32, from: f32, to: f32, sides: usize) -> Form {
    let sides = sides.clamp(1, 96);
    let whole = (to - from).abs() >= TAU - 1e-3;
    let columns = if whole { sides.max(3) } else { sides + 1 };
    let steps = if whole { columns } else { sides };
    let mut form = Form::default();
    let mut before: Option<(bool, u32)> = None;
    for ring in rings(profile, round) {
        let pole = ring.at.x < 1e-4;
        let first = form.points.len() as u32;
        if pole {
            form.point(
                Vec3::Y * ring.at.y,
                Vec3::Y * if ring.normal.y < 0.0 { -1.0 } else { 1.0 },
                0.0,
            );
        } else {
            for i in 0..columns {
                let (sin, cos) = (from + (to - from) * i as f32 / steps as f32).sin_cos();
                let out = Vec3::new(cos, 0.0, sin);
                let normal = out * ring.normal.x + Vec3::Y * ring.normal.y;
                form.point(out * ring.at.x + Vec3::Y * ring.at.y, normal, ring.ridge);
            }
        }
        if let Some((pole_before, start)) = before {
            for i in 0..steps as u32 {
                let next = if whole {
                    (i + 1) % columns as u32
                } else {
                    i + 1
                };
                match (pole_before, pole) {
                    (true, true) => {}
                    (true, false) => form.face(start, first + i, first + next),
                    (false, true) => form.face(start + i, start + next, first),
                    (false, false) => form.quad(start + i, start + next, first + next, first + i),
                }
            }
        }
        before = Some((pole, first));
    }
    form
}

/// A standing cylinder without a bottom.
pub fn cylinder(radius: f32, height: f32, round: f32, sides: usize) -> Form {
    lathe(
        &[(radius, 0.0), (radius, height), (0.0, height)],
        round,
        sides,
    )
}

/// A cylinder with both ends closed, its axis along z and its middle at the origin.
pub fn wheel(radius: f32, width: f32, round: f32, sides: usize) -> Form {
    let mut form = lathe(
        &[
            (0.0, -width / 2.0),
            (radius, -width / 2.0),
            (radius, width / 2.0),
            (0.0, width / 2.0),
        ],
        round,
        sides,
    );
    // A quarter turn about x: y becomes z.
    for v in form.points.iter_mut().chain(form.normals.iter_mut()) {
        *v = Vec3::new(v.x, -v.z, v.y);
    }
    form
}

/// A cone with a rounded foot, open below.
pub fn cone(radius: f32, height: f32, round: f32, sides: usize) -> Form {
    lathe(
        &[(radius * 0.86, 0.0), (radius, radius * 0.12), (0.0, height)],
        round,
        sides,
    )
}

/// A ball about the origin: `sides` round, `rows` from pole to pole.
pub fn ball(radius: f32, sides: usize, rows: usize) -> Form {
    cap(radius, 0.0, PI, sides, rows)
}

/// The part of a ball between two angles from its top pole (0..=π).
pub fn cap(radius: f32, from: f32, to: f32, sides: usize, rows: usize) -> Form {
    let (sides, rows) = (sides.clamp(3, 64), rows.clamp(2, 48));
    let mut form = Form::default();
    let mut before: Option<(bool, u32)> = None;
    for row in 0..=rows {
        let (sin, cos) = (from + (to - from) * row as f32 / rows as f32).sin_cos();
        let pole = sin < 1e-4;
        let first = form.points.len() as u32;
        for i in 0..if pole { 1 } else { sides } {
            let turn = i as f32 / sides as f32 * TAU;
            let normal = Vec3::new(turn.cos() * sin, cos, turn.sin() * sin);
            form.point(normal * radius, normal, 0.0);
        }
        if let Some((pole_before, start)) = before {
            for i in 0..sides as u32 {
                let next = (i + 1) % sides as u32;
                match (pole_before, pole) {
                    (true, true) => {}
                    (true, false) => form.face(start, first + next, first + i),
                    (false, true) => form.face(start + i, start + next, first),
                    (false, false) => form.quad(start + i, start + next, first + next, first + i),
                }
            }
        }
        before = Some((pole, first));
    }
    form
}
