//! The island: the municipality as a piece of birch ply with a meadow on it, lying on a table.

mod furniture;
mod land;
mod patches;
mod strewn;
mod water;
mod ways;

use glam::{Vec2, Vec3};
use legeplads_feed::{Plan, Toy, ToyKind};

use super::form::{sane, sane2};
use super::ground::{Blob, Outline, Rise, Terrain, line};
use super::light::Mood;
use super::paint::Paint;
use super::sky::{Look, table};
use super::stage::{PlacedPart, PlacedToy, SceneShapes, Stage, Standing};
use super::toys::{Detail, Make, Model, RAIL, model, oval};

pub(super) use land::grass;

/// How far below the meadow the table is.
pub const TABLE: f32 = -1.8;
/// How high toys stand over the ground: on patches, not in them.
const STAND: f32 = 0.07;
/// How high shadows lie over the ground: above patches and roads.
const SHADE: f32 = 0.105;

/// What an island is built with.
#[derive(Clone, Copy, Debug)]
pub struct IslandOptions {
    /// The hour.
    pub mood: Mood,
    /// True if each spot's first toy is to stay apart from the still scene, so that it can hop.
    /// What else stands there is drawn once; only its living parts answer.
    pub loose_spots: bool,
}

impl Default for IslandOptions {
    fn default() -> Self {
        Self {
            mood: Mood::DAY,
            loose_spots: true,
        }
    }
}

/// Everything on the plan that trees keep away from, and that toys follow.
struct Survey {
    outline: Outline,
    /// Middle, half axes.
    spots: Vec<(Vec2, Vec2)>,
    /// Lines with half their width.
    ways: Vec<(Vec<Vec2>, f32)>,
    waters: Vec<Blob>,
    toys: Vec<(Vec2, f32)>,
    /// Closed tracks as world points on the top of the rails.
    tracks: Vec<Vec<Vec3>>,
}

/// Builds the island of a plan. Never fails: numbers that make no sense are pulled to ones that do.
pub fn build_island(plan: &Plan, paint: &Paint, options: IslandOptions) -> SceneShapes {
    let radius = sane2(plan.radius)
        .abs()
        .clamp(Vec2::splat(3.0), Vec2::splat(30.0));
    let outline = Outline::new(sane2(plan.centre), radius);
    let rises = plan
        .hills
        .iter()
        .map(|hill| Rise {
            at: sane2(hill.at),
            height: sane(hill.height).clamp(-1.5, 6.0),
            size: sane2(hill.size).abs().max(Vec2::splat(0.3)),
        })
        .collect();
    let terrain = Terrain {
        rises,
        outline: Some(outline.clone()),
        swell: 0.1,
    };
    let look = Look::island(radius.y > radius.x);
    let reach = radius * 1.12 + 0.5;
    let mut stage = Stage::new(
        paint,
        options.mood,
        Detail::Far,
        terrain,
        outline.centre - reach,
        outline.centre + reach,
    );
    stage.scene.backdrop = table(&look, paint, options.mood);

    let mut survey = Survey {
        outline: outline.clone(),
        spots: Vec::new(),
        ways: Vec::new(),
        waters: Vec::new(),
        toys: Vec::new(),
        tracks: Vec::new(),
    };
    land::meadow(&mut stage, &outline);
    land::table_shadow(&mut stage, &outline);
    patches::patches(&mut stage, plan, &mut survey);
    water::rivers(&mut stage, plan, &mut survey);
    ways::roads(&mut stage, plan, &mut survey);
    ways::rails(&mut stage, plan, &mut survey);

    for spot in &plan.spots {
        let reach = sane(spot.reach).clamp(0.3, 12.0);
        survey
            .spots
            .push((sane2(spot.at), Vec2::new(reach, reach * 0.8)));
    }
    tracks_of_toys(plan, &stage.scene.terrain, &mut survey);
    for (index, spot) in plan.spots.iter().enumerate() {
        let origin = sane2(spot.at);
        let standing = |nth: usize, toy| placed(toy, Some(index), options.loose_spots && nth == 0);
        place(
            &mut stage,
            &mut survey,
            spot.toys
                .iter()
                .enumerate()
                .map(|(nth, toy)| (standing(nth, toy), origin + sane2(toy.at))),
        );
    }
    place(
        &mut stage,
        &mut survey,
        plan.toys
            .iter()
            .map(|toy| (placed(toy, None, false), sane2(toy.at))),
    );
    furniture::furnish(&mut stage, plan, &outline);
    strewn::woods(&mut stage, plan, &mut survey);
    strewn::flowers(&mut stage, &mut survey);

    stage.finish(SHADE, |at| {
        (1.0 - (outline.share(at) - 0.965) / 0.02).clamp(0.0, 1.0)
    })
}

fn placed(toy: &Toy, owner: Option<usize>, loose: bool) -> Standing<'_> {
    Standing {
        turn: sane(toy.turn),
        scale: sane(toy.scale).clamp(0.05, 20.0),
        colour: toy.colour.as_deref(),
        seed: seed_at(sane2(toy.at)),
        owner,
        loose,
        ..Standing::new(toy.kind)
    }
}

/// The floors of a tower that nobody has built on.
pub const FLOORS: usize = 6;

/// A tower of the plan with so many floors, as it stands; `None` for any other toy.
pub fn tower(toy: &Toy, floors: usize, paint: &Paint, mood: Mood) -> Option<Model> {
    if toy.kind != ToyKind::Tower {
        return None;
    }
    let own = toy.colour.as_deref();
    let make = Make {
        colour: own.map(|name| paint.toy(name, paint.wood_light)),
        detail: Detail::Far,
        floors,
        ..Make::new(paint)
    };
    let scale = sane(toy.scale).clamp(0.05, 20.0);
    Some(model(toy.kind, &make, sane(toy.turn), scale, mood))
}

/// What stands on the plan's ground on some days only, to be added to what [`build_island`] made; the
/// shadows come along, since those of the ground were cast without it.
pub fn besides(
    toys: &[Toy],
    terrain: &Terrain,
    paint: &Paint,
    mood: Mood,
) -> (Vec<PlacedToy>, Vec<PlacedPart>) {
    // Its own shadows are not asked for, so they have no room.
    let (low, high) = (Vec2::ZERO, Vec2::ONE);
    let mut stage = Stage::new(paint, mood, Detail::Far, terrain.clone(), low, high);
    for toy in toys {
        let above = floats(toy.kind) + STAND;
        stage.carry(&placed(toy, None, true), sane2(toy.at), above);
    }
    (stage.scene.toys, stage.scene.moving)
}

/// A number from a place, so that a toy keeps its face when others are added before it.
fn seed_at(at: Vec2) -> u32 {
    let (x, z) = ((at.x * 10.0).round() as i32, (at.y * 10.0).round() as i32);
    (x as u32).wrapping_mul(73_856_093) ^ (z as u32).wrapping_mul(19_349_663)
}

/// How high over the ground a kind floats.
pub(super) fn floats(kind: ToyKind) -> f32 {
    match kind {
        ToyKind::Cloud => 7.0,
        ToyKind::Plane => 3.9,
        ToyKind::Balloon => 3.5,
        ToyKind::Bee => 1.1,
        ToyKind::Kite => 0.9,
        _ => 0.0,
    }
}

/// The ovals that `Track` toys lay, where locomotives may ride.
fn tracks_of_toys(plan: &Plan, terrain: &Terrain, survey: &mut Survey) {
    let loose = plan.toys.iter().map(|toy| (toy, Vec2::ZERO));
    let spots = plan
        .spots
        .iter()
        .flat_map(|spot| spot.toys.iter().map(|toy| (toy, sane2(spot.at))));
    for (toy, origin) in loose
        .chain(spots)
        .filter(|(toy, _)| toy.kind == ToyKind::Track)
    {
        survey.tracks.push(track_path(toy, origin, STAND, terrain));
    }
}

/// The rails' top of a `Track` toy, in world points.
pub(super) fn track_path(toy: &Toy, origin: Vec2, above: f32, terrain: &Terrain) -> Vec<Vec3> {
    let foot = terrain.on(origin + sane2(toy.at), above);
    let scale = sane(toy.scale).clamp(0.05, 20.0);
    let turn = glam::Quat::from_rotation_y(sane(toy.turn));
    oval(60)
        .into_iter()
        .map(|p| foot + turn * (p * scale) + Vec3::Y * RAIL * scale)
        .collect()
}

/// Stands toys up; locomotives and wagons near a track ride it, one behind the other.
pub(super) fn place_riders<'a>(
    stage: &mut Stage,
    tracks: &[Vec<Vec3>],
    toys: impl Iterator<Item = (Standing<'a>, Vec2)>,
    mut other: impl FnMut(&mut Stage, Standing<'a>, Vec2),
) {
    // For each track: how far ahead on it the last rider is.
    let mut last: Vec<Option<f32>> = vec![None; tracks.len()];
    for (wagons, (mut standing, at)) in toys.enumerate() {
        let rides = matches!(standing.kind, ToyKind::Locomotive | ToyKind::Wagon);
        let near = rides.then(|| nearest(tracks, at)).flatten();
        let Some((track, share)) = near else {
            other(stage, standing, at);
            continue;
        };
        let length: f32 = perimeter(&tracks[track]);
        let gap = 1.12 * standing.scale / length.max(1.0);
        let phase = last[track].map_or(share, |ahead| ahead - gap);
        last[track] = Some(phase);
        standing.seed = wagons as u32;
        standing.loose = true;
        stage.ride(
            &standing,
            tracks[track].clone(),
            length / 0.9,
            phase.rem_euclid(1.0),
        );
    }
}

fn place<'a>(
    stage: &mut Stage,
    survey: &mut Survey,
    toys: impl Iterator<Item = (Standing<'a>, Vec2)>,
) {
    let tracks = std::mem::take(&mut survey.tracks);
    place_riders(stage, &tracks, toys, |stage, standing, at| {
        let high = floats(standing.kind);
        if high == 0.0 && survey.outline.share(at) > 1.0 {
            stage.lay(&standing, Vec3::new(at.x, TABLE, at.y));
            return;
        }
        let above = if high > 0.0 { high } else { STAND };
        let at3 = if survey.outline.share(at) > 1.0 {
            Vec3::new(at.x, above, at.y)
        } else {
            stage.scene.terrain.on(at, above)
        };
        let number = stage.stand(&standing, at3);
        let reach = stage.scene.toys[number].reach;
        if high == 0.0 && standing.kind != ToyKind::Track {
            survey.toys.push((at, reach.min(2.5)));
        }
    });
    survey.tracks = tracks;
}

fn perimeter(path: &[Vec3]) -> f32 {
    (0..path.len())
        .map(|i| path[i].distance(path[(i + 1) % path.len()]))
        .sum()
}

/// The track within reach of a point, and how far along it the nearest place is (0..1).
fn nearest(tracks: &[Vec<Vec3>], at: Vec2) -> Option<(usize, f32)> {
    let mut best: Option<(f32, usize, f32)> = None;
    for (number, path) in tracks.iter().enumerate() {
        let total = perimeter(path).max(1e-3);
        let mut walked = 0.0;
        for i in 0..path.len() {
            let d = Vec2::new(path[i].x, path[i].z).distance(at);
            if d < 2.0 && best.is_none_or(|(least, ..)| d < least) {
                best = Some((d, number, walked / total));
            }
            walked += path[i].distance(path[(i + 1) % path.len()]);
        }
    }
    best.map(|(_, number, share)| (number, share))
}

/// A line of the plan, smoothed, with a point about every `step`.
fn smoothed(points: &[(f32, f32)], step: f32) -> Vec<Vec2> {
    let points: Vec<Vec2> = points
        .iter()
        .map(|p| sane2(*p).clamp(Vec2::splat(-60.0), Vec2::splat(60.0)))
        .collect();
    line(&points, step, false)
}
