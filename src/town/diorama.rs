//! A stop: a hero with its helpers in a landscape of its own, and what its activity needs.

use glam::{Vec2, Vec3};
use legeplads_feed::{Ground, Piece, Scene, Thing, ToyKind};

use super::form::{sane, sane2};
use super::island::{floats, place_riders, track_path};
use super::landscape::Landscape;
use super::light::Mood;
use super::paint::Paint;
use super::shape::Shape;
use super::sky::Look;
use super::stage::{SceneShapes, Standing};
use super::toys::{Make, tower_floor};

/// What an activity adds to a stop's scene.
#[derive(Clone, Copy, Debug, Default)]
pub struct StopExtras<'a> {
    /// Things to find; their numbers are their toys' owners.
    pub things: &'a [Thing],
    /// Floors of a tower that is to grow; `None` if none is.
    pub start: Option<usize>,
    /// The floors that wait to go on top of it.
    pub pieces: &'a [Piece],
    /// True for a screen that is higher than wide.
    pub portrait: bool,
    /// The hour.
    pub mood: Mood,
}

/// A floor that waits on the ground.
#[derive(Clone, Debug, PartialEq)]
pub struct WaitingFloor {
    /// Its shape, its foot at the origin.
    pub shape: Shape,
    /// How high it is, so that the next stands on it.
    pub height: f32,
    /// Where it waits.
    pub ground: Vec3,
}

/// A stop, built.
#[derive(Clone, Debug, Default)]
pub struct StopScene {
    /// What is drawn. Toys to find have their number as owner; the scene's own toys have none.
    pub shapes: SceneShapes,
    /// Where the first floor goes that is put on the tower.
    pub top: Option<Vec3>,
    /// Floors that wait, in the activity's order.
    pub waiting: Vec<WaitingFloor>,
}

/// Builds a stop. Never fails: numbers that make no sense are pulled to ones that do.
pub fn build_stop(scene: &Scene, extras: StopExtras, paint: &Paint) -> StopScene {
    let look = Look::stop(extras.portrait);
    let hero = scene.toys.first().map(|toy| sane2(toy.at));
    let wide = if scene.ground == Ground::Forest {
        0.85
    } else {
        1.0
    };
    let size = Vec2::new(4.9, 3.5) * wide;
    let plaza = hero.map(|hero| (hero + Vec2::new(0.0, 0.5), size));
    let mut land = Landscape::new(
        scene.ground,
        scene.seed,
        &look,
        1.0,
        plaza,
        paint,
        extras.mood,
    );
    if let (Some(hero), Some((middle, size))) = (hero, plaza) {
        land.plaza(middle, size);
        let (x, z) = (hero.x, hero.y);
        land.road(
            &[
                (-17.0, z + 3.6),
                (-10.0, z + 3.5),
                (-5.0, z + 2.6),
                (x - 2.5, z + 1.6),
                (x, z + 1.2),
            ],
            1.25,
        );
        land.road(
            &[
                (x, z + 0.4),
                (x + 5.0, z - 1.6),
                (x + 8.0, z - 4.0),
                (17.0, z - 5.4),
            ],
            1.1,
        );
        land.taken.push((hero + Vec2::new(0.0, 0.5), 3.6));
        land.taken.push((hero + Vec2::new(2.2, 0.5), 2.6));
        land.taken.push((hero + Vec2::new(-2.2, 0.5), 2.6));
    }

    let above = if scene.ground == Ground::Table {
        0.0
    } else {
        0.08
    };
    let tracks: Vec<Vec<Vec3>> = scene
        .toys
        .iter()
        .filter(|toy| toy.kind == ToyKind::Track)
        .map(|toy| track_path(toy, Vec2::ZERO, above, &land.stage.scene.terrain))
        .collect();
    let start = extras.start.map(|floors| floors.clamp(1, 12));
    let toys = scene.toys.iter().enumerate().map(|(number, toy)| {
        let standing = Standing {
            turn: sane(toy.turn),
            scale: sane(toy.scale).clamp(0.05, 20.0),
            colour: toy.colour.as_deref(),
            seed: scene.seed.wrapping_mul(31).wrapping_add(number as u32),
            floors: start.map_or((6, true), |floors| (floors, false)),
            ..Standing::new(toy.kind)
        };
        (standing, sane2(toy.at))
    });
    let above = if scene.ground == Ground::Table {
        0.0
    } else {
        0.08
    };
    let mut top: Option<(Vec3, f32, f32)> = None;
    let mut stood: Vec<(Vec2, f32)> = Vec::new();
    let mut others: Vec<(Standing, Vec2)> = Vec::new();
    place_riders(&mut land.stage, &tracks, toys, |_, standing, at| {
        others.push((standing, at))
    });
    for (standing, at) in others {
        let lifted = floats(standing.kind) * standing.scale.min(1.4) + above;
        let number = land.stage.ground(&standing, at, lifted);
        let toy = &land.stage.scene.toys[number];
        if standing.kind == ToyKind::Tower && start.is_some() && top.is_none() {
            top = Some((toy.at + Vec3::Y * toy.height, standing.scale, standing.turn));
        }
        let reach = toy.reach;
        stood.push((at, reach));
        if floats(standing.kind) == 0.0 {
            land.taken.push((at, reach.min(3.0) + 0.3));
            // Nothing tall in front of it.
            land.taken
                .push((at + Vec2::new(0.0, reach.min(1.6) + 0.9), reach.min(1.3)));
        }
    }
    for (number, thing) in extras.things.iter().enumerate() {
        let (x, y, z) = (sane(thing.at.0), sane(thing.at.1), sane(thing.at.2));
        let standing = Standing {
            seed: number as u32,
            owner: Some(number),
            loose: true,
            scale: 1.35,
            turn: turned(number),
            ..Standing::new(thing.toy)
        };
        let (at, lifted) = (Vec2::new(x, z), y.max(0.0) + above);
        match thing.goes {
            Some(_) => land.stage.carry(&standing, at, lifted),
            None => land.stage.ground(&standing, at, lifted),
        };
        stood.push((Vec2::new(x, z), 0.6));
        land.taken.push((Vec2::new(x, z), 0.8));
    }

    let mut waiting = Vec::new();
    if let Some((_, scale, turn)) = top {
        let make = Make {
            colour: None,
            ..Make::new(paint)
        };
        let index = start.unwrap_or(1) + 1;
        let mut waits: Vec<Vec2> = Vec::new();
        for (number, piece) in extras.pieces.iter().enumerate() {
            let spot = waiting_place(number, extras.pieces.len(), extras.portrait, &stood, &waits);
            waits.push(spot);
            land.taken.push((spot, 1.0));
            let colour = paint.toy(&piece.colour, paint.wood_light);
            let make = Make {
                seed: number as u32,
                ..make.clone()
            };
            let twist = turn + [0.25, -0.15, 0.05][number % 3];
            let floor = tower_floor(
                piece.shape,
                colour,
                index,
                &make,
                (twist, scale),
                extras.mood,
            );
            let ground = land.stage.scene.terrain.on(spot, above);
            waiting.push(WaitingFloor {
                shape: floor.shape,
                height: floor.height,
                ground,
            });
        }
    }
    land.backdrop(true);
    land.flowers(34, extras.portrait);
    land.clouds(extras.portrait);
    StopScene {
        shapes: land.finish(),
        top: top.map(|(at, ..)| at),
        waiting,
    }
}

/// How far the thing of this number is turned where it hides, in radians.
pub fn turned(number: usize) -> f32 {
    [0.35, -0.4, 0.15][number % 3]
}

/// How far apart floors wait as they are seen, so that the rings round them do not meet.
const APART: f32 = 2.15;

/// Where a floor waits: in front, as far from everything else as there is room, as it is seen;
/// `stood` are toys and how far they reach, `waits` the floors that wait already.
fn waiting_place(
    number: usize,
    of: usize,
    portrait: bool,
    stood: &[(Vec2, f32)],
    waits: &[Vec2],
) -> Vec2 {
    let (left, right, back, front) = if portrait {
        (-4.2, 4.6, 3.2, 4.4)
    } else {
        (-3.6, 7.4, -0.2, 4.1)
    };
    let wish = left + (right - left) * (number as f32 + 0.5) / of.max(1) as f32;
    let mut best = (f32::MIN, Vec2::new(wish, front - 1.0));
    for j in 0..=12 {
        for i in 0..=40 {
            let at = Vec2::new(
                left + (right - left) * i as f32 / 40.0,
                back + (front - back) * j as f32 / 12.0,
            );
            // Seen from low down, depth counts for less.
            let seen = |other: Vec2, depth: f32| ((other - at) * Vec2::new(1.0, depth)).length();
            let room = stood
                .iter()
                .map(|(toy, r)| seen(*toy, 0.55) - r.min(1.7))
                .fold(0.9, f32::min);
            let apart = waits
                .iter()
                .map(|other| seen(*other, 0.4) - APART)
                .fold(0.0, f32::min);
            let score = apart * 6.0 + room * 3.0 - (at.x - wish).abs() * 0.2 + at.y * 0.1;
            if score > best.0 {
                best = (score, at);
            }
        }
    }
    best.1
}
