//! The land itself: meadow, edge, patches, water, roads and rails.

use std::f32::consts::TAU;

use bevy::math::{Affine3A, Vec2, Vec3};
use legeplads_feed::{Patch, PatchKind, Plan};

use super::{Survey, TABLE, smoothed};
use crate::town::clay::{Clay, HERE, at};
use crate::town::form::{Form, sane, sane2, slab, smooth};
use crate::town::ground::{Blob, Outline, Terrain, band, noise};
use crate::town::light::Surface;
use crate::town::paint::{Colour, Paint, hex};
use crate::town::shade::fan;
use crate::town::stage::Stage;
use crate::town::toys::{Make, lay_rails};

/// Lights clay that is already where it belongs and adds it to the still scene.
pub(in crate::town) fn set(stage: &mut Stage, clay: &Clay) {
    let shape = clay.lit(&Affine3A::IDENTITY, Vec3::ZERO, false, stage.mood);
    stage.scene.still.append(&shape, Vec3::ZERO);
}

/// The meadow's colour at a point.
pub(in crate::town) fn grass(paint: &Paint, at: Vec2, height: f32) -> Colour {
    let tone =
        noise(at.x * 0.22 + 3.0, at.y * 0.3 + 9.0) * 0.65 + noise(at.x * 0.6, at.y * 0.7) * 0.35;
    let base = paint.grass.lerp(paint.grass_light, smooth(0.3, 0.7, tone));
    base.lerp(hex(0xB9DB9B), smooth(0.3, 1.9, height) * 0.6)
}

const COLUMNS: usize = 116;

/// Meadow and edge: a lip of grass, a cream line, birch ply with dark layers.
pub(super) fn meadow(stage: &mut Stage, outline: &Outline) {
    let terrain = stage.scene.terrain.clone();
    let mut clay = Clay::new();
    let mut top = Form::default();
    let rings = 30;
    let mut before: Option<u32> = None;
    let middle = top.point(
        terrain.on(outline.centre, 0.0),
        terrain.normal(outline.centre),
        0.0,
    );
    for ring in 1..=rings {
        let share = (ring as f32 / rings as f32).powf(0.8);
        let first = top.points.len() as u32;
        for i in 0..COLUMNS {
            let p = outline.point(i as f32 / COLUMNS as f32 * TAU, share);
            top.point(terrain.on(p, 0.0), terrain.normal(p), 0.0);
        }
        for i in 0..COLUMNS as u32 {
            let next = (i + 1) % COLUMNS as u32;
            match before {
                None => top.face(middle, first + i, first + next),
                Some(start) => top.quad(start + i, start + next, first + next, first + i),
            }
        }
        before = Some(first);
    }
    clay.of(Surface::Ground, |clay| {
        clay.coated(top, HERE, |p, _| {
            grass(stage.paint, Vec2::new(p.x, p.z), p.y)
        });
    });
    edge(&mut clay, outline, stage.paint);
    set(stage, &clay);
}

/// Distance out, height and lean of each ring down the side, in one colour a stretch.
fn edge(clay: &mut Clay, outline: &Outline, paint: &Paint) {
    type Ring = (f32, f32, f32);
    let lip: &[Ring] = &[
        (0.0, 0.0, 0.15),
        (0.09, -0.05, 0.6),
        (0.14, -0.2, 1.0),
        (0.10, -0.36, 1.0),
        (0.03, -0.42, 1.0),
    ];
    let stretch = |clay: &mut Clay, rings: &[Ring], colour: Colour| {
        let mut form = Form::default();
        let mut before: Option<u32> = None;
        for &(out, y, lean) in rings {
            let first = form.points.len() as u32;
            for i in 0..COLUMNS {
                let angle = i as f32 / COLUMNS as f32 * TAU;
                let way = Vec2::from_angle(angle);
                let p = outline.point(angle, 1.0) + way * out;
                form.point(
                    Vec3::new(p.x, y, p.y),
                    Vec3::new(way.x * lean, 1.02 - lean, way.y * lean),
                    0.0,
                );
            }
            if let Some(start) = before {
                for i in 0..COLUMNS as u32 {
                    let next = (i + 1) % COLUMNS as u32;
                    form.quad(start + i, start + next, first + next, first + i);
                }
            }
            before = Some(first);
        }
        clay.flat(form, HERE, colour);
    };
    clay.of(Surface::Ground, |clay| {
        stretch(clay, lip, paint.grass.lerp(hex(0x6AA46A), 0.3));
        stretch(clay, &[(0.02, -0.42, 1.0), (0.02, -0.52, 1.0)], paint.cream);
        let (light, dark) = (paint.wood_light, hex(0xC08651));
        for (from, to, colour) in [
            (-0.52, -0.8, light),
            (-0.8, -0.92, dark),
            (-0.92, -1.22, light),
            (-1.22, -1.34, dark),
            (-1.34, -1.62, light),
        ] {
            let out = |y: f32| -0.05 * ((y + 0.52) / -1.1_f32).max(0.0);
            stretch(clay, &[(out(from), from, 1.0), (out(to), to, 1.0)], colour);
        }
        stretch(
            clay,
            &[(-0.05, -1.62, 1.0), (-0.14, -1.76, 0.8), (-0.3, TABLE, 0.3)],
            light,
        );
    });
}

/// The island's own shadow on the table: a wide soft one and a close dark one.
pub(super) fn table_shadow(stage: &mut Stage, outline: &Outline) {
    let mood = stage.mood;
    for (grow, soft, alpha, out) in [
        (1.075, 0.86, 0.34, Vec2::new(1.0, 1.1)),
        (1.03, 0.95, 0.4, Vec2::new(0.25, 0.3)),
    ] {
        let centre = outline.centre + out;
        let edge = |angle: f32| Vec2::from_angle(angle) * outline.edge(angle) * grow;
        // Only the rim is ever seen: the rings lie close together there.
        let alpha_at = |t: f32| alpha * (1.0 - smooth(soft, 1.0, 0.72 + 0.28 * t));
        let ring = |angle: f32| edge(angle);
        let shape = fan(
            Vec3::new(centre.x, TABLE, centre.y),
            90,
            14,
            ring,
            mood,
            |t| {
                if t < 0.72 {
                    alpha
                } else {
                    alpha_at((t - 0.72) / 0.28)
                }
            },
        );
        stage.scene.shade.append(&shape, Vec3::ZERO);
    }
}

fn blob(patch: &Patch, power: f32, wobble: f32, grow: f32) -> Blob {
    Blob {
        at: sane2(patch.at),
        size: sane2(patch.size)
            .abs()
            .clamp(Vec2::splat(0.2), Vec2::splat(20.0))
            + grow,
        turn: sane(patch.turn),
        power,
        wobble,
    }
}

/// Plazas, fields, lakes and rugs.
pub(super) fn patches(stage: &mut Stage, plan: &Plan, survey: &mut Survey) {
    let terrain = stage.scene.terrain.clone();
    let paint = stage.paint;
    let mut clay = Clay::new();
    for (number, patch) in plan.patches.iter().enumerate() {
        let colour = paint.named(&patch.colour, paint.grass_light);
        // A hair's difference in height, so that patches that overlap do not flicker.
        let nudge = 0.001 * (number % 7) as f32;
        match patch.kind {
            PatchKind::Plaza => plaza(
                &mut clay,
                &blob(patch, 2.0, 0.03, 0.0),
                &terrain,
                colour,
                0.08 + nudge,
            ),
            PatchKind::Field => {
                let blob = blob(patch, 4.0, 0.015, 0.0);
                field(&mut clay, &blob, &terrain, colour);
                survey.waters.push(blob);
            }
            PatchKind::Lake => {
                let blob = blob(patch, 2.0, 0.06, 0.0);
                lake(&mut clay, &blob, &terrain, paint, colour);
                survey.waters.push(blob);
            }
            PatchKind::Rug => rug(
                &mut clay,
                &blob(patch, 6.0, 0.0, 0.0),
                &terrain,
                paint,
                colour,
            ),
        }
    }
    set(stage, &clay);
}

fn round(blob: &Blob) -> usize {
    ((blob.size.x + blob.size.y) * 6.0) as usize + 12
}

fn plaza(clay: &mut Clay, blob: &Blob, terrain: &Terrain, colour: Colour, thick: f32) {
    clay.of(Surface::Ground, |clay| {
        clay.coated(blob.form(terrain, thick, round(blob)), HERE, |p, _| {
            colour * (0.985 + 0.03 * noise(p.x * 0.7 + 5.0, p.z * 0.9))
        });
    });
}

fn field(clay: &mut Clay, blob: &Blob, terrain: &Terrain, colour: Colour) {
    let furrow = colour.lerp(hex(0xB98F3E), 0.2);
    clay.of(Surface::Ground, |clay| {
        clay.flat(blob.form(terrain, 0.09, round(blob)), HERE, colour);
        let rows = ((blob.size.y * 2.0 / 0.3) as usize).clamp(2, 24);
        for i in 0..rows {
            let z = -blob.size.y + 0.22 + i as f32 * (2.0 * blob.size.y - 0.44) / (rows - 1) as f32;
            // The rounded corners shorten the outer furrows.
            let inset = 0.22 + 0.5 * (z.abs() / blob.size.y).powi(6);
            let half = blob.size.x - inset;
            let mut form = Form::default();
            let steps = ((half * 2.0 / 0.7) as usize).clamp(2, 16);
            let mut before: Option<u32> = None;
            for k in 0..=steps {
                let x = -half + 2.0 * half * k as f32 / steps as f32;
                let wave = 0.02 * (k as f32 * 1.3 + i as f32).sin();
                let first = form.point(
                    terrain.on(blob.local(x, z - 0.05 + wave), 0.1),
                    Vec3::Y,
                    0.0,
                );
                form.point(
                    terrain.on(blob.local(x, z + 0.05 + wave), 0.1),
                    Vec3::Y,
                    0.0,
                );
                if let Some(start) = before {
                    form.quad(start, first, first + 1, start + 1);
                }
                before = Some(first);
            }
            clay.flat(form, HERE, furrow);
        }
    });
}

fn shore(paint: &Paint) -> Colour {
    paint.sand.lerp(hex(0xF6EACB), 0.5)
}

fn water(colour: Colour, x: f32, z: f32) -> Colour {
    colour.lerp(hex(0x93D0E6), smooth(0.3, 0.7, noise(x * 0.8, z * 1.4)))
}

fn lake(clay: &mut Clay, blob: &Blob, terrain: &Terrain, paint: &Paint, colour: Colour) {
    let beach = Blob {
        size: blob.size + 0.2,
        ..*blob
    };
    clay.of(Surface::Ground, |clay| {
        clay.flat(beach.form(terrain, 0.05, round(blob)), HERE, shore(paint))
    });
    clay.of(Surface::Water, |clay| {
        clay.coated(blob.form(terrain, 0.08, round(blob)), HERE, |p, _| {
            water(colour, p.x, p.z)
        });
        for (x, z, w) in [(-0.3, -0.25, 0.3), (0.25, 0.3, 0.36), (0.35, -0.35, 0.2)] {
            let (sx, sz) = (blob.size.x, blob.size.y);
            let line: Vec<Vec2> = (0..=4)
                .map(|i| {
                    let u = i as f32 / 2.0 - 1.0;
                    blob.local(x * sx + u * w * sx * 0.5, z * sz + (u * 3.0).sin() * 0.02)
                })
                .collect();
            clay.flat(
                band(&line, |t| 0.05 * (t * 3.1).sin().max(0.1), terrain, 0.092),
                HERE,
                hex(0xC4E6F1),
            );
        }
    });
}

/// A woven cover with stripes and a fringe at both ends.
fn rug(clay: &mut Clay, blob: &Blob, terrain: &Terrain, paint: &Paint, colour: Colour) {
    let pale = colour.lerp(Vec3::ONE, 0.62);
    let (rx, rz) = (blob.size.x, blob.size.y);
    clay.of(Surface::Ground, |clay| {
        clay.coated(blob.form(terrain, 0.095, round(blob)), HERE, |p, _| {
            colour.lerp(
                hex(0xC6A3C8),
                0.7 * smooth(0.35, 0.65, noise(p.x * 0.8, p.z * 1.1)),
            )
        });
        for u in [-0.86, -0.8, 0.8, 0.86] {
            let line: Vec<Vec2> = (0..=6)
                .map(|i| blob.local(rx * u, rz * 0.93 * (i as f32 / 3.0 - 1.0)))
                .collect();
            let tint = if f32::abs(u) > 0.83 { pale } else { paint.plum };
            clay.flat(band(&line, |_| 0.09, terrain, 0.104), HERE, tint);
        }
        let knots = ((rz * 1.8 / 0.24) as usize).clamp(3, 40);
        for side in [-1.0, 1.0] {
            for i in 0..=knots {
                let q = blob.local(
                    side * (rx + 0.1),
                    -rz * 0.9 + i as f32 * rz * 1.8 / knots as f32,
                );
                let foot = terrain.on(q, 0.02);
                let twist = 0.15 * ((i * 7 % 5) as f32 - 2.0) / 2.0;
                let tint = if i % 2 == 1 { pale } else { colour };
                clay.flat(
                    slab(0.34, 0.06, 0.09),
                    at(foot.x, foot.y, foot.z).turn(twist - blob.turn),
                    tint,
                );
            }
        }
    });
}

/// Rivers in their sand beds. One that ends near an edge that is seen falls down over it; every other
/// end is round.
pub(super) fn rivers(stage: &mut Stage, plan: &Plan, survey: &mut Survey) {
    let terrain = stage.scene.terrain.clone();
    let paint = stage.paint;
    let mut clay = Clay::new();
    for river in &plan.rivers {
        let width = sane(river.width).clamp(0.1, 6.0);
        let mut points = river.points.clone();
        let brink = points
            .last()
            .and_then(|end| Brink::near(sane2(*end), &survey.outline));
        if let Some(brink) = &brink {
            points
                .extend([0.9, 0.45].map(|back| <(f32, f32)>::from(brink.rim - brink.away * back)));
        }
        let line: Vec<Vec2> = smoothed(&points, 0.4);
        let inland: Vec<Vec2> = line
            .iter()
            .copied()
            .filter(|p| survey.outline.share(*p) < 0.985)
            .collect();
        if inland.len() < 2 {
            continue;
        }
        let length: f32 = inland
            .windows(2)
            .map(|pair| pair[0].distance(pair[1]))
            .sum();
        let breadth = |t: f32| width * (1.0 + 0.28 * (t * 9.0).sin());
        let round = |t: f32, grow: f32| {
            let half = width * 0.5 + grow;
            let left = if brink.is_some() { t } else { t.min(1.0 - t) } * length / half;
            let cap = if left < 1.0 {
                (1.0 - (1.0 - left).powi(2)).max(0.02).sqrt()
            } else {
                1.0
            };
            (breadth(t) + grow * 2.0) * cap
        };
        clay.of(Surface::Ground, |clay| {
            clay.flat(
                band(&inland, |t| round(t, 0.15), &terrain, 0.05),
                HERE,
                shore(paint),
            );
        });
        clay.of(Surface::Water, |clay| {
            let form = band(&inland, |t| round(t, 0.0), &terrain, 0.075);
            clay.coated(form, HERE, |p, _| water(paint.water, p.x, p.z));
            ripples(clay, &inland, width, &terrain);
        });
        if let Some(brink) = &brink {
            fall(&mut clay, brink, breadth(1.0), paint);
        }
        survey.ways.push((line, width / 2.0 + 0.15));
    }
    set(stage, &clay);
}

/// A place on the island's edge: where it is, along the edge, and square to it.
struct Brink {
    rim: Vec2,
    along: Vec2,
    away: Vec2,
}

impl Brink {
    /// The edge next to `end`, if that is close and the viewer sees it from the front.
    fn near(end: Vec2, outline: &Outline) -> Option<Self> {
        if outline.share(end) < 0.82 {
            return None;
        }
        let out = end - outline.centre;
        let angle = out.y.atan2(out.x);
        let step = outline.point(angle + 0.02, 1.0) - outline.point(angle - 0.02, 1.0);
        let along = step.normalize_or(Vec2::Y);
        let mut away = Vec2::new(along.y, -along.x);
        if away.dot(Vec2::from_angle(angle)) < 0.0 {
            away = -away;
        }
        (away.y > 0.5).then(|| Self {
            rim: outline.point(angle, 1.0),
            along,
            away,
        })
    }
}

/// Pale strokes along a river.
fn ripples(clay: &mut Clay, line: &[Vec2], width: f32, terrain: &Terrain) {
    let mut i = 3;
    let mut side = 0.2;
    while i + 9 < line.len() {
        let stroke: Vec<Vec2> = (i..i + 4)
            .map(|k| {
                let way = (line[k + 1] - line[k]).normalize_or(Vec2::X);
                line[k] + Vec2::new(-way.y, way.x) * side * width
            })
            .collect();
        clay.flat(
            band(
                &stroke,
                |t| 0.05 * (t * 3.1).sin().max(0.15),
                terrain,
                0.086,
            ),
            HERE,
            hex(0xC4E6F1),
        );
        side = -side * 0.9 + if i % 2 == 0 { 0.04 } else { -0.03 };
        i += 9;
    }
}

/// A hanging strip of paper water over the island's edge.
fn fall(clay: &mut Clay, brink: &Brink, width: f32, paint: &Paint) {
    let Brink { rim, along, away } = *brink;
    let profile = [
        (-0.9, 0.08),
        (-0.3, 0.085),
        (0.06, 0.06),
        (0.19, -0.06),
        (0.24, -0.28),
        (0.25, -0.9),
        (0.26, -1.35),
        (0.34, -1.6),
        (0.48, -1.72),
        (0.66, -1.7),
    ];
    for (half, lift, kind) in [
        (width / 2.0 + 0.12, 0.0, 0),
        (width / 2.0, 0.02, 1),
        (0.0, 0.03, 2),
    ] {
        let strips: Vec<(f32, f32)> = if kind == 2 {
            [-0.3, -0.1, 0.12, 0.31]
                .map(|u| ((u - 0.035) * width, (u + 0.035) * width))
                .to_vec()
        } else {
            vec![(-half, half)]
        };
        for (left, right) in strips {
            let mut form = Form::default();
            let mut before: Option<u32> = None;
            for (i, (q, y)) in profile.into_iter().enumerate() {
                let (a, b) = (
                    profile[i.saturating_sub(1)],
                    profile[(i + 1).min(profile.len() - 1)],
                );
                let slope = Vec2::new(b.0 - a.0, b.1 - a.1).normalize_or(Vec2::X);
                let normal = Vec3::new(away.x * -slope.y, slope.x, away.y * -slope.y);
                let first = form.points.len() as u32;
                for u in [left, right] {
                    let p = rim + along * u + away * (q + lift);
                    form.point(
                        Vec3::new(p.x, y + if i < 3 { lift } else { 0.0 }, p.y),
                        normal,
                        0.0,
                    );
                }
                if let Some(start) = before {
                    form.quad(start, start + 1, first + 1, first);
                }
                before = Some(first);
            }
            let (surface, colour) = match kind {
                0 => (Surface::Ground, shore(paint)),
                1 => (Surface::Water, paint.water),
                _ => (Surface::Water, hex(0xA9DBEC)),
            };
            clay.of(surface, |clay| clay.flat(form, HERE, colour));
        }
    }
}

/// Roads with a dashed middle line.
pub(super) fn roads(stage: &mut Stage, plan: &Plan, survey: &mut Survey) {
    let terrain = stage.scene.terrain.clone();
    let paint = stage.paint;
    let mut clay = Clay::new();
    for road in &plan.roads {
        let width = sane(road.width).clamp(0.1, 4.0);
        let line = smoothed(&road.points, 0.42);
        lay_road(&mut clay, &line, width, &terrain, paint, true);
        survey.ways.push((line, width / 2.0));
    }
    set(stage, &clay);
}

/// A road along a line, with or without its dashes.
pub(in crate::town) fn lay_road(
    clay: &mut Clay,
    line: &[Vec2],
    width: f32,
    terrain: &Terrain,
    paint: &Paint,
    dashes: bool,
) {
    clay.of(Surface::Road, |clay| {
        clay.flat(band(line, |_| width, terrain, 0.06), HERE, paint.road);
        if !dashes {
            return;
        }
        let mut due = 0.4;
        for pair in line.windows(2) {
            let length = pair[0].distance(pair[1]);
            while due < length {
                let p = pair[0].lerp(pair[1], due / length);
                let way = (pair[1] - pair[0]) / length;
                let half = way * 0.13;
                let dash = [p - half, p + half];
                let mut form = Form::default();
                let side = Vec2::new(-way.y, way.x) * 0.03;
                let [a, b, c, d] = [
                    dash[0] - side,
                    dash[1] - side,
                    dash[1] + side,
                    dash[0] + side,
                ]
                .map(|q| form.point(terrain.on(q, 0.072), Vec3::Y, 0.0));
                form.quad(a, b, c, d);
                clay.flat(form, HERE, hex(0xD9C7A4));
                due += 0.62;
            }
            due -= length;
        }
    });
}

/// Railways: sleepers and rails, and a path for what rides on them if they close.
pub(super) fn rails(stage: &mut Stage, plan: &Plan, survey: &mut Survey) {
    let terrain = stage.scene.terrain.clone();
    let mut clay = Clay::new();
    for rail in &plan.rails {
        let mut points: Vec<Vec2> = rail.points.iter().map(|p| sane2(*p)).collect();
        let closed = points.len() > 3 && points[0].distance(points[points.len() - 1]) < 0.6;
        if closed {
            points.pop();
        }
        let line = crate::town::ground::line(&points, 0.3, closed);
        if line.len() < 2 {
            continue;
        }
        let on: Vec<Vec3> = line.iter().map(|p| terrain.on(*p, 0.06)).collect();
        lay_rails(&mut clay, &Make::new(stage.paint), &on, closed);
        if closed {
            survey
                .tracks
                .push(on.iter().map(|p| *p + Vec3::Y * 0.14).collect());
        }
        survey.ways.push((line, 0.45));
    }
    let shape = clay.lit(&Affine3A::IDENTITY, Vec3::ZERO, false, stage.mood);
    stage.still(&shape, Vec3::ZERO);
}
