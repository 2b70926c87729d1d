//! The land itself: meadow, edge, and the shadow on the table.

use std::f32::consts::TAU;

use glam::{Affine3A, Vec2, Vec3};

use super::TABLE;
use crate::clay::{Clay, HERE};
use crate::form::{Form, smooth};
use crate::ground::{Outline, noise};
use crate::light::Surface;
use crate::paint::{Colour, Paint, hex};
use crate::shade::fan;
use crate::stage::Stage;

/// Lights clay that is already where it belongs and adds it to the still scene.
pub(super) fn set(stage: &mut Stage, clay: &Clay) {
    let shape = clay.lit(&Affine3A::IDENTITY, Vec3::ZERO, false, stage.mood);
    stage.scene.still.append(&shape, Vec3::ZERO);
}

/// The meadow's colour at a point.
pub(crate) fn grass(paint: &Paint, at: Vec2, height: f32) -> Colour {
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
