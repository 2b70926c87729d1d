//! Roads and railways.

use glam::{Affine3A, Vec2, Vec3};
use legeplads_feed::Plan;

use super::land::set;
use super::{Survey, smoothed};
use crate::clay::{Clay, HERE};
use crate::form::{Form, sane, sane2};
use crate::ground::{Terrain, band};
use crate::light::Surface;
use crate::paint::{Paint, hex};
use crate::stage::Stage;
use crate::toys::{Make, RAIL, lay_rails};

/// Roads with a dashed middle line.
pub(super) fn roads(stage: &mut Stage, plan: &Plan, survey: &mut Survey) {
    let terrain = stage.scene.terrain.clone();
    let paint = stage.paint;
    let mut clay = Clay::new();
    for road in &plan.roads {
        let width = sane(road.width).clamp(0.1, 4.0);
        let line = smoothed(&road.points, 0.42);
        lay_road(&mut clay, &line, width, &terrain, paint);
        survey.ways.push((line, width / 2.0));
    }
    set(stage, &clay);
}

/// A road along a line.
fn lay_road(clay: &mut Clay, line: &[Vec2], width: f32, terrain: &Terrain, paint: &Paint) {
    clay.of(Surface::Road, |clay| {
        clay.flat(band(line, |_| width, terrain, 0.06), HERE, paint.road);
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
        let line = crate::ground::line(&points, 0.3, closed);
        if line.len() < 2 {
            continue;
        }
        let on: Vec<Vec3> = line.iter().map(|p| terrain.on(*p, 0.06)).collect();
        lay_rails(&mut clay, &Make::new(stage.paint), &on, closed);
        if closed {
            survey
                .tracks
                .push(on.iter().map(|p| *p + Vec3::Y * RAIL).collect());
        }
        survey.ways.push((line, 0.45));
    }
    let shape = clay.lit(&Affine3A::IDENTITY, Vec3::ZERO, false, stage.mood);
    stage.still(&shape, Vec3::ZERO);
}
