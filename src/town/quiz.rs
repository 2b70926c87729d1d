//! A quiz: plinths in a meadow, a toy on each.

use glam::{Vec2, Vec3};
use legeplads_feed::{Ground, ToyKind};

use super::clay::{Clay, at};
use super::form::lathe;
use super::landscape::Landscape;
use super::light::Mood;
use super::paint::Paint;
use super::sky::Look;
use super::stage::{SceneShapes, Standing};
use super::toys::Detail;

/// Where things about a plinth go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlinthMarks {
    /// The middle of its toy.
    pub toy: Vec3,
    /// Just above its toy.
    pub top: Vec3,
    /// In front of the plinth, where its label stands.
    pub label: Vec3,
    /// The radius of plinth and toy.
    pub reach: f32,
}

/// A quiz, built.
#[derive(Clone, Debug, Default)]
pub struct QuizScene {
    /// What is drawn. A toy's owner is its answer's number.
    pub shapes: SceneShapes,
    /// The plinths, in the order of the answers.
    pub plinths: Vec<PlinthMarks>,
}

/// The radius of a plinth, and its height.
const RADIUS: f32 = 1.5;
const RISE: f32 = 0.42;

/// Where the plinths of a quiz of `count` answers stand.
fn places(count: usize, portrait: bool) -> Vec<Vec2> {
    let rows: &[(f32, f32)] = match (portrait, count) {
        (_, 0) => &[],
        (false, 1) => &[(0.0, 0.4)],
        (false, 2) => &[(-3.0, 0.6), (3.0, 0.6)],
        (false, 3) => &[(-4.3, 0.2), (0.0, 1.3), (4.3, 0.2)],
        (false, 4) => &[(-5.6, -0.6), (-1.9, 1.3), (1.9, -0.6), (5.6, 1.3)],
        (false, _) => &[
            (-6.7, -0.7),
            (-3.5, 1.5),
            (0.0, -0.7),
            (3.5, 1.5),
            (6.6, -0.7),
        ],
        (true, 1) => &[(0.0, 0.5)],
        (true, 2) => &[(-2.5, 0.0), (2.5, 0.0)],
        (true, 3) => &[(-2.5, -4.0), (2.5, -0.5), (-2.5, 3.0)],
        (true, 4) => &[(-2.5, -6.0), (2.5, -2.8), (-2.5, 0.4), (2.5, 3.6)],
        (true, _) => &[
            (-2.5, -7.6),
            (2.5, -4.7),
            (-2.5, -1.6),
            (2.5, 1.4),
            (-2.5, 4.2),
        ],
    };
    rows.iter().map(|p| Vec2::from(*p)).collect()
}

/// Builds the scene of a quiz, or of a choice between two. More than five toys are left out.
pub fn build_quiz(toys: &[ToyKind], portrait: bool, paint: &Paint, mood: Mood) -> QuizScene {
    let look = Look::quiz(portrait);
    let mut land = Landscape::new(
        Ground::Meadow,
        9,
        &look,
        if portrait { 1.0 } else { 0.8 },
        paint,
        mood,
    );
    let colours = [paint.yellow, paint.red, paint.blue, paint.plum, paint.green];
    let spots = places(toys.len(), portrait);
    let mut plinths = Vec::new();
    for (number, (kind, spot)) in toys.iter().zip(&spots).enumerate() {
        let foot = land.stage.scene.terrain.on(*spot, 0.0);
        let mut clay = Clay::new();
        let body = [
            (RADIUS, 0.0),
            (RADIUS, RISE - 0.08),
            (RADIUS - 0.1, RISE),
            (0.0, RISE),
        ];
        clay.put(lathe(&body, 0.06, 36), at(0., 0., 0.), paint.wood_light);
        let hoop = [(1.47, 0.1), (1.535, 0.11), (1.535, 0.26), (1.47, 0.27)];
        clay.flat(
            lathe(&hoop, 0.0, 36),
            at(0., 0., 0.),
            colours[number % colours.len()],
        );
        let shape = clay.lit(&glam::Affine3A::IDENTITY, Vec3::ZERO, false, mood);
        land.stage.still(&shape, foot);

        let mut standing = Standing {
            seed: number as u32 * 3 + 1,
            owner: Some(number),
            loose: true,
            turn: if spot.x > 1.0 { -0.3 } else { 0.25 },
            ..Standing::new(*kind)
        };
        let model = land.stage.model(&standing);
        standing.scale = (1.3 / model.reach.max(0.1))
            .min(if portrait { 2.5 } else { 2.9 } / model.height.max(0.1))
            .clamp(0.05, 2.6);
        // What floats elsewhere is shown on its plinth here.
        let place = land.stage.stand(&standing, foot + Vec3::Y * RISE);
        let toy = &land.stage.scene.toys[place];
        plinths.push(PlinthMarks {
            toy: toy.at + Vec3::Y * toy.height * 0.5,
            top: toy.at + Vec3::Y * (toy.height + 0.35),
            label: foot + Vec3::new(0.0, 0.18, RADIUS + 0.02),
            reach: RADIUS,
        });
        land.taken.push((*spot, RADIUS + 0.5));
        // Nothing tall in front of it.
        land.taken.push((*spot + Vec2::new(0.0, 2.6), RADIUS));
    }
    if portrait {
        land.road(
            &[
                (-17.0, 8.6),
                (-6.0, 8.2),
                (0.0, 8.6),
                (6.0, 8.2),
                (17.0, 8.6),
            ],
            1.0,
        );
    } else {
        land.road(
            &[
                (-17.0, 1.2),
                (-9.0, 2.3),
                (-3.5, 4.4),
                (0.0, 4.7),
                (3.5, 4.4),
                (9.0, 2.3),
                (17.0, 1.2),
            ],
            1.0,
        );
    }
    watchers(&mut land, &spots, portrait);
    land.backdrop(false);
    land.flowers(36);
    if !portrait {
        land.stage.detail = Detail::Far;
        for (x, z, scale) in [
            (-8.6, 5.6, 1.6),
            (-7.4, 6.3, 1.2),
            (-3.0, 6.5, 1.1),
            (2.4, 6.4, 1.4),
            (6.4, 6.2, 1.1),
        ] {
            land.stage.ground(
                &Standing {
                    scale,
                    ..Standing::new(ToyKind::Bush)
                },
                Vec2::new(x, z),
                0.0,
            );
        }
    }
    if portrait {
        land.clouds(true);
    }
    QuizScene {
        shapes: land.finish(),
        plinths,
    }
}

/// Children between the plinths.
fn watchers(land: &mut Landscape, spots: &[Vec2], portrait: bool) {
    land.stage.detail = Detail::Near;
    let children: &[(f32, f32, f32, &str)] = if portrait {
        &[
            (-4.3, 1.2, 0.6, "red"),
            (4.5, -1.6, -0.5, "blue"),
            (0.4, 4.4, 0.1, "yellow"),
        ]
    } else {
        &[
            (-8.75, 1.2, 0.6, "red"),
            (-5.5, 2.1, -0.2, "blue"),
            (5.5, 2.1, -0.5, "yellow"),
            (8.7, 0.9, -0.5, "orange"),
        ]
    };
    for (i, &(x, z, turn, colour)) in children.iter().enumerate() {
        let at = Vec2::new(x, z);
        if spots.iter().any(|spot| spot.distance(at) < RADIUS + 0.4) {
            continue;
        }
        let standing = Standing {
            turn,
            scale: 1.45,
            colour: Some(colour),
            seed: i as u32 * 5 + [3, 5, 1, 7][i % 4],
            ..Standing::new(ToyKind::Child)
        };
        land.stage.ground(&standing, at, 0.03);
        land.taken.push((at, 0.6));
    }
}
