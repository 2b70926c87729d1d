//! Rivers and waterfalls.

use glam::{Vec2, Vec3};
use legeplads_feed::Plan;

use super::land::set;
use super::{Survey, smoothed};
use crate::clay::{Clay, HERE};
use crate::form::{Form, sane, sane2, smooth};
use crate::ground::{Outline, Terrain, band, noise};
use crate::light::Surface;
use crate::paint::{Colour, Paint, hex};
use crate::stage::Stage;

pub(super) fn shore(paint: &Paint) -> Colour {
    paint.sand.lerp(hex(0xF6EACB), 0.5)
}

pub(super) fn water(colour: Colour, x: f32, z: f32) -> Colour {
    colour.lerp(hex(0x93D0E6), smooth(0.3, 0.7, noise(x * 0.8, z * 1.4)))
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
