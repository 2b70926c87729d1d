//! What lies about the island: clouds on threads, and things a child left on the table.

use glam::{Vec2, Vec3};
use legeplads_feed::{Plan, ToyKind};

use super::TABLE;
use crate::form::sane2;
use crate::ground::Outline;
use crate::stage::{Stage, Standing};

/// Adds clouds if the plan has none, and things on the table if it puts none there.
pub(super) fn furnish(stage: &mut Stage, plan: &Plan, outline: &Outline) {
    let radius = outline.radius;
    let portrait = radius.y > radius.x;
    if !plan.toys.iter().any(|toy| toy.kind == ToyKind::Cloud) {
        let clouds: &[(f32, f32, f32, f32)] = if portrait {
            &[(-7.8, 5.4, -15.0, 1.0), (6.4, 6.2, -17.0, 1.2)]
        } else {
            &[
                (-2.4, 8.0, -12.0, 0.75),
                (16.8, 7.0, -8.6, 1.1),
                (-17.8, 3.4, -3.0, 0.7),
            ]
        };
        for (i, &(x, y, z, scale)) in clouds.iter().enumerate() {
            let standing = Standing {
                scale,
                seed: i as u32 * 4,
                ..Standing::new(ToyKind::Cloud)
            };
            stage.stand(&standing, Vec3::new(x, y, z));
        }
    }
    if plan
        .toys
        .iter()
        .any(|toy| outline.share(sane2(toy.at)) > 1.0 && super::floats(toy.kind) == 0.0)
    {
        return;
    }
    let things: &[(ToyKind, f32, f32, f32, f32, &str)] = if portrait {
        &[
            (ToyKind::Wagon, -6.4, 33.9, 0.35, 3.4, "blue"),
            (ToyKind::Pencil, 0.1, 34.3, 0.3, 1.7, "red"),
            (ToyKind::Ball, 4.4, 35.4, 0.0, 1.3, "yellow"),
            (ToyKind::Blocks, 7.3, 33.2, -0.3, 2.1, "yellow"),
        ]
    } else {
        &[
            (ToyKind::Pencil, -20.6, 6.3, 0.5, 1.3, "red"),
            (ToyKind::Blocks, 20.0, -6.0, 0.3, 1.5, "yellow"),
            (ToyKind::Ball, -19.4, -7.4, 0.4, 1.1, "red"),
            (ToyKind::Suitcase, -20.4, -9.4, 0.4, 1.1, "yellow"),
        ]
    };
    for &(kind, x, z, turn, scale, colour) in things {
        let at = Vec2::new(x, z);
        if outline.share(at) > 1.06 {
            let standing = Standing {
                turn,
                scale,
                colour: Some(colour),
                ..Standing::new(kind)
            };
            stage.lay(&standing, Vec3::new(x, TABLE, z));
        }
    }
}
