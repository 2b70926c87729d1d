//! A quiz: plinths in front of a stop's scene, a toy on each.

use glam::{Vec2, Vec3};
use legeplads_feed::{Scene, ToyKind};

use super::clay::{Clay, at};
use super::form::{lathe, sane, sane2};
use super::island::floats;
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
        // To the right of the card that comes at the end, or above it.
        (false, 2) => &[(-2.4, 0.6), (3.8, 0.6)],
        (false, 3) => &[(-2.5, -0.6), (1.3, 1.4), (5.1, -0.6)],
        (false, 4) => &[(-5.2, -2.4), (-1.7, 1.3), (1.9, -1.2), (5.4, 1.3)],
        (false, _) => &[
            (-5.9, -2.4),
            (-3.0, 1.5),
            (0.3, -1.4),
            (3.4, 1.5),
            (6.3, -1.4),
        ],
        (true, 1) => &[(0.0, 0.5)],
        (true, 2) => &[(-2.5, 1.4), (2.5, 1.4)],
        (true, 3) => &[(-2.5, -4.0), (2.5, -0.5), (-2.5, 3.0)],
        (true, 4) => &[(-2.5, -6.6), (2.5, -3.2), (-2.5, 0.2), (2.5, 3.6)],
        (true, _) => &[
            (-2.5, -8.9),
            (2.5, -5.6),
            (-2.5, -2.4),
            (2.5, 1.0),
            (-2.5, 4.1),
        ],
    };
    rows.iter().map(|p| Vec2::from(*p)).collect()
}

/// Builds the scene of a quiz, or of a choice between two. More than five toys are left out; so is
/// what of the stop's scene would stand in a plinth's way.
pub fn build_quiz(
    toys: &[ToyKind],
    scene: &Scene,
    portrait: bool,
    paint: &Paint,
    mood: Mood,
) -> QuizScene {
    let look = Look::quiz(portrait);
    let spots = places(toys.len(), portrait);
    let own = own_place(scene, &spots, portrait);
    let mut land = Landscape::new(
        scene.ground,
        scene.seed,
        &look,
        if portrait { 1.0 } else { 0.8 },
        own.map(|(hero, shift)| (hero + shift + BEFORE, PLAZA)),
        paint,
        mood,
    );
    let colours = [paint.yellow, paint.red, paint.blue, paint.plum, paint.green];
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
            .min(if portrait { 1.75 } else { 2.9 } / model.height.max(0.1))
            .clamp(0.05, 2.6);
        // What floats elsewhere is shown on its plinth here.
        let place = land.stage.stand(&standing, foot + Vec3::Y * RISE);
        let toy = &land.stage.scene.toys[place];
        plinths.push(PlinthMarks {
            toy: toy.at + Vec3::Y * toy.height * 0.5,
            // In portrait another one's name is close above.
            top: toy.at + Vec3::Y * (toy.height + if portrait { 0.2 } else { 0.35 }),
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
    around(&mut land, scene, &spots, portrait);
    if scene.toys.iter().all(|toy| toy.kind != ToyKind::Child) {
        watchers(&mut land, &spots, portrait);
    }
    land.backdrop(false);
    land.flowers(36, portrait);
    bushes(&mut land, portrait);
    if portrait {
        land.clouds(true);
    }
    QuizScene {
        shapes: land.finish(),
        plinths,
    }
}

/// Bushes in front, where a screen shows ground and nothing else.
fn bushes(land: &mut Landscape, portrait: bool) {
    land.stage.detail = Detail::Far;
    let bushes: &[(f32, f32, f32)] = if portrait {
        &[
            (-4.4, 13.6, 1.5),
            (-3.3, 14.5, 1.1),
            (0.5, 14.9, 1.3),
            (3.6, 13.4, 1.2),
            (4.6, 14.4, 1.6),
        ]
    } else {
        &[
            (-8.6, 5.6, 1.6),
            (-7.4, 6.3, 1.2),
            (-3.0, 6.5, 1.1),
            (2.4, 6.4, 1.4),
            (6.4, 6.2, 1.1),
        ]
    };
    for &(x, z, scale) in bushes {
        let bush = Standing {
            scale,
            ..Standing::new(ToyKind::Bush)
        };
        land.stage.ground(&bush, Vec2::new(x, z), 0.0);
    }
}

/// How far behind the rearmost plinth the scene's first toy stands at least, where plinths stand
/// one behind the other.
const BEHIND: f32 = 3.4;
/// Half the width of what a portrait screen shows, and how far back a toy is not hidden by the sign.
const NARROW: f32 = 5.4;
const FAR: f32 = -10.6;

/// The plaza's middle from that of its toy, and half its size.
const BEFORE: Vec2 = Vec2::new(0.0, 0.3);
const PLAZA: Vec2 = Vec2::new(4.4, 2.3);

fn rear(spots: &[Vec2]) -> f32 {
    spots.iter().map(|spot| spot.y).fold(0.0, f32::min)
}

/// Where the scene's first toy stands, and how far back all of them are moved.
fn own_place(scene: &Scene, spots: &[Vec2], portrait: bool) -> Option<(Vec2, Vec2)> {
    let hero = scene.toys.first().map(|toy| sane2(toy.at))?;
    let back = (rear(spots) - BEHIND - hero.y).min(0.0);
    let shift = if portrait { back } else { 0.0 };
    Some((hero, Vec2::new(0.0, shift)))
}

/// The stop's own toys, behind and between the plinths: the place stays what it is.
fn around(land: &mut Landscape, scene: &Scene, spots: &[Vec2], portrait: bool) {
    let Some((hero, shift)) = own_place(scene, spots, portrait) else {
        return;
    };
    let rear = rear(spots);
    if hero.y + shift.y > FAR && hero.y + shift.y < rear - RADIUS {
        land.plaza(hero + shift + BEFORE, PLAZA);
    }
    for (number, toy) in scene.toys.iter().enumerate() {
        let standing = Standing {
            turn: sane(toy.turn),
            scale: sane(toy.scale).clamp(0.05, 20.0),
            colour: toy.colour.as_deref(),
            seed: scene.seed.wrapping_mul(31).wrapping_add(number as u32),
            ..Standing::new(toy.kind)
        };
        let at = sane2(toy.at) + shift;
        let reach = land.stage.model(&standing).reach;
        let is_free = spots.iter().all(|spot| {
            let off = at - *spot;
            let is_before = (0.0..2.4).contains(&off.y) && off.x.abs() < RADIUS;
            off.length() > RADIUS + reach.min(2.0) * 0.8 && !is_before
        });
        let is_shown = !portrait || (at.x.abs() + reach.min(1.0) < NARROW && at.y > FAR);
        if !is_free || !is_shown {
            continue;
        }
        land.stage.detail = Detail::Near;
        let lifted = floats(toy.kind) * standing.scale.min(1.4) + 0.08;
        land.stage.ground(&standing, at, lifted);
        if floats(toy.kind) == 0.0 {
            land.taken.push((at, reach.min(3.0) + 0.3));
            // Nothing tall in front of it.
            let front = Vec2::new(0.0, reach.min(1.6) + 0.9);
            land.taken.push((at + front, reach.min(2.4)));
        }
    }
}

/// Children between the plinths, where the stop's scene has none.
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
