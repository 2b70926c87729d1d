//! Woods and flowers, strewn where nothing else stands.

use std::f32::consts::TAU;

use glam::Vec2;
use legeplads_feed::{Plan, ToyKind, WoodKind};

use super::Survey;
use crate::form::{sane, sane2};
use crate::rng::Rng;
use crate::stage::{Stage, Standing};

impl Survey {
    /// True if something of radius `reach` may stand at a point.
    fn free(&self, at: Vec2, reach: f32) -> bool {
        self.outline.share(at) < 0.93
            && !self
                .spots
                .iter()
                .any(|(middle, half)| ((at - *middle) / *half).length() < 1.0)
            && !self.waters.iter().any(|blob| blob.holds(at, 0.25))
            && !self
                .toys
                .iter()
                .any(|(toy, r)| toy.distance(at) < r * 0.8 + reach)
            && !self
                .ways
                .iter()
                .any(|(line, half)| line.iter().any(|p| p.distance(at) < half + reach))
    }
}

/// Trees of a kind of wood: kind, colours to choose from, size.
fn tree(kind: WoodKind, rng: &mut Rng) -> (ToyKind, &'static str, f32) {
    let size = rng.range(0.78, 1.22);
    let needles = ["forest", "#4C9168", "#356E55"];
    let leaves = ["green", "#6DB56A", "#5FB57E", "#93C75F"];
    let conifer = match kind {
        WoodKind::Conifer => true,
        WoodKind::Broadleaf => false,
        WoodKind::Mixed => rng.chance(0.4),
    };
    if conifer {
        let shape = if rng.chance(0.6) {
            ToyKind::Spruce
        } else {
            ToyKind::Pine
        };
        (shape, rng.pick(&needles), size)
    } else {
        let shape = if rng.chance(0.6) {
            ToyKind::RoundTree
        } else {
            ToyKind::BushyTree
        };
        (shape, rng.pick(&leaves), size * 0.98)
    }
}

/// Every wood of the plan.
pub(super) fn woods(stage: &mut Stage, plan: &Plan, survey: &mut Survey) {
    let mut trees: Vec<Vec2> = Vec::new();
    for (number, wood) in plan.woods.iter().enumerate() {
        let middle = sane2(wood.at);
        let radius = sane(wood.radius).clamp(0.1, 12.0);
        let mut rng = Rng::new(number as u32 * 7919 + 11);
        let mut left = u32::from(wood.trees).min(80);
        for _ in 0..left * 24 {
            if left == 0 {
                break;
            }
            let way = Vec2::from_angle(rng.unit() * TAU) * rng.unit().sqrt() * radius;
            let at = middle + way * Vec2::new(1.2, 0.85);
            let (kind, colour, size) = tree(wood.kind, &mut rng);
            if !survey.free(at, 0.42) || trees.iter().any(|other| other.distance(at) < 0.62) {
                continue;
            }
            left -= 1;
            trees.push(at);
            let standing = Standing {
                scale: size,
                colour: Some(colour),
                turn: rng.unit() * TAU,
                ..Standing::new(kind)
            };
            stage.ground(&standing, at, 0.0);
        }
    }
    survey.toys.extend(trees.into_iter().map(|at| (at, 0.35)));
}

/// Flowers, bushes and mushrooms over the rest of the meadow.
pub(super) fn flowers(stage: &mut Stage, survey: &mut Survey) {
    let outline = survey.outline.clone();
    let mut rng = Rng::new(5);
    let area = outline.radius.x * outline.radius.y;
    let mut left = (area * 0.2) as usize;
    for _ in 0..900 {
        if left == 0 {
            break;
        }
        let at =
            outline.centre + Vec2::new(rng.range(-1.0, 1.0), rng.range(-1.0, 1.0)) * outline.radius;
        if !survey.free(at, 0.3) {
            continue;
        }
        left -= 1;
        survey.toys.push((at, 0.35));
        let choice = rng.unit();
        if choice < 0.6 {
            for _ in 0..3 {
                let near = at + Vec2::new(rng.range(-0.24, 0.24), rng.range(-0.2, 0.2));
                let seed = (rng.unit() * 5.0) as u32;
                let standing = Standing {
                    seed,
                    scale: rng.range(0.75, 1.15),
                    ..Standing::new(ToyKind::Flower)
                };
                stage.ground(&standing, near, 0.0);
            }
        } else if choice < 0.85 {
            let colour = rng.pick(&["green", "#7CBF6B"]);
            let standing = Standing {
                scale: rng.range(0.6, 0.85),
                turn: rng.unit() * TAU,
                colour: Some(colour),
                ..Standing::new(ToyKind::Bush)
            };
            stage.ground(&standing, at, 0.0);
        } else {
            stage.ground(
                &Standing {
                    scale: 0.9,
                    ..Standing::new(ToyKind::Mushroom)
                },
                at,
                0.0,
            );
        }
    }
}
