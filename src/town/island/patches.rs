//! What is let into the meadow: plazas, fields, lakes and rugs.

use glam::{Vec2, Vec3};
use legeplads_feed::{Patch, PatchKind, Plan};

use super::Survey;
use super::land::set;
use super::water::{shore, water};
use crate::clay::{Clay, HERE, at};
use crate::form::{Form, sane, sane2, slab, smooth};
use crate::ground::{Blob, Terrain, band, noise};
use crate::light::Surface;
use crate::paint::{Colour, Paint, hex};
use crate::stage::Stage;

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
