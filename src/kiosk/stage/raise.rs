//! What visitors have built: floors on the towers of stops, and the same towers on the island.

use bevy::math::Vec3;
use legeplads_feed::{self as feed, ActivityKind, Feed, Piece, ToyKind};

use super::build::NIGHT;
use super::set::{Set, mix};
use crate::camera::Shot;
use crate::towers::Towers;
use legeplads_town::island;
use legeplads_town::light::Mood;
use legeplads_town::paint::Paint;
use legeplads_town::toys::{Make, tower_floor};

/// So many floors a tower on the island has at most: more would leave the picture.
const MOST: usize = island::FLOORS + 6;

/// How a tower's floors are turned, one after the other.
const TWISTS: [f32; 3] = [0.25, -0.15, 0.05];

/// How much of the picture's height is left over the highest floor.
const AIR: f32 = 0.04;

/// Where the foreground lies, as a share of the picture's height from its lower edge: above the
/// beads, or above the card of a portrait screen.
const FOREGROUND: f32 = 0.16;
const ABOVE_THE_CARD: f32 = 0.33;

/// A tower on the island that is higher than it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    spot: usize,
    floors: usize,
}

/// The towers of an island that somebody has built on, each at the place of its stop.
pub fn on(plan: &feed::Plan, feed: &Feed, towers: &Towers) -> Vec<Raised> {
    let spots = plan.spots.iter().enumerate();
    spots
        .filter_map(|(number, spot)| {
            spot.toys.first().filter(|toy| toy.kind == ToyKind::Tower)?;
            let place = feed.places.iter().find(|place| place.id == spot.place)?;
            let stop = feed.stop(place.stop.as_ref()?)?;
            let built = towers.tallest(&stop.activity);
            let builds = matches!(feed.activity(&stop.activity)?.kind, ActivityKind::Build(_));
            (builds && built > 0).then_some(Raised {
                spot: number,
                floors: (island::FLOORS + built).min(MOST),
            })
        })
        .collect()
}

/// Puts higher towers in the places of those that an island was built with. `dusk` is the share of
/// its light that is dusk's.
pub fn island(set: &mut Set, plan: &feed::Plan, raised: &[Raised], paint: &Paint, dusk: f32) {
    for Raised { spot, floors } in raised {
        let toy = plan.spots.get(*spot).and_then(|spot| spot.toys.first());
        let tower = |mood| toy.and_then(|toy| island::tower(toy, *floors, paint, mood));
        let Some(mut tall) = tower(Mood::DAY) else {
            continue;
        };
        if let Some(night) = tower(NIGHT).filter(|_| dusk > 0.0) {
            mix(&mut tall.still, &night.still, dusk);
            for (part, night) in tall.moving.iter_mut().zip(&night.moving) {
                mix(&mut part.shape, &night.shape, dusk);
            }
        }
        let mut toys = set.shapes.toys.iter_mut().enumerate();
        let stood = toys.find(|(_, toy)| toy.owner == Some(*spot) && toy.kind == ToyKind::Tower);
        let Some((number, stood)) = stood else {
            continue;
        };
        stood.body = tall.still;
        stood.height = tall.height;
        let parts = set.shapes.moving.iter_mut();
        let parts = parts.filter(|placed| placed.toy == number);
        for (placed, part) in parts.zip(tall.moving) {
            placed.part.shape = part.shape;
            placed.part.pivot = part.pivot;
        }
    }
}

/// A stop's tower: what it begins with, what there is to build with, and what others have put up.
pub struct Stacked<'a> {
    /// Floors that are there already.
    pub start: u8,
    /// The pieces.
    pub pieces: &'a [Piece],
    /// Which of them stand, lowest first.
    pub standing: &'a [usize],
    /// True for a screen that is higher than wide.
    pub portrait: bool,
}

/// Puts up what others have built, and steps back far enough to see what can still be built on it.
pub fn stop(set: &mut Set, scene: &feed::Scene, stacked: &Stacked, paint: &Paint, dusk: f32) {
    let tower = scene.toys.iter().find(|toy| toy.kind == ToyKind::Tower);
    let first = set.waiting.first().map(|waiting| waiting.top);
    let (Some(tower), Some(mut top)) = (tower, first) else {
        return;
    };
    if stacked.standing.is_empty() {
        return;
    }
    let pieces = stacked.standing.iter();
    let pieces = pieces.filter_map(|index| Some((*index, stacked.pieces.get(*index)?)));
    for (index, piece) in pieces {
        let make = Make {
            seed: index as u32,
            ..Make::new(paint)
        };
        let colour = paint.toy(&piece.colour, paint.wood_light);
        let place = usize::from(stacked.start.clamp(1, 12)) + 1;
        let turn = tower.turn + TWISTS[index % TWISTS.len()];
        let floor = |mood| {
            let pose = (turn, tower.scale);
            tower_floor(piece.shape, colour, place, &make, pose, mood)
        };
        let mut built = floor(Mood::DAY);
        if dusk > 0.0 {
            mix(&mut built.shape, &floor(NIGHT).shape, dusk);
        }
        set.shapes.still.append(&built.shape, top);
        top.y += built.height;
    }
    for waiting in &mut set.waiting {
        waiting.top = top;
    }
    let more: f32 = set.waiting.iter().map(|waiting| waiting.height).sum();
    let foreground = if stacked.portrait {
        ABOVE_THE_CARD
    } else {
        FOREGROUND
    };
    set.shot = back(set.shot, top + Vec3::Y * more, foreground);
}

/// The same shot from far enough that `highest` is seen. What waits to be touched in the foreground
/// stays about where it was.
fn back(shot: Shot, highest: Vec3, foreground: f32) -> Shot {
    let up = Vec3::new(0.0, shot.pitch.cos(), -shot.pitch.sin());
    let over = (highest - shot.target).dot(up);
    let rest = 0.5 - foreground;
    let height = ((over + shot.height * rest) / (1.0 - AIR - foreground)).max(shot.height);
    Shot {
        target: shot.target + up * (height - shot.height) * rest,
        height,
        ..shot
    }
}

#[cfg(test)]
mod tests {
    use bevy::math::Vec2;

    use super::*;
    use crate::view::View;

    #[test]
    fn the_eye_steps_back_until_the_highest_floor_is_seen_and_the_foreground_stays() {
        let view = View::default();
        let shot = Shot::stop(false);
        let low = back(shot, Vec3::Y * 2.0, FOREGROUND);
        assert_eq!(low, shot, "there is room");
        let highest = Vec3::new(2.0, 14.0, -0.6);
        let far = back(shot, highest, FOREGROUND);
        let half = view.half().y;
        let seen = far.project(highest, &view).y;
        assert!(seen < half && seen > 0.8 * half, "{seen} of {half}");
        let waits = Vec2::Y * (2.0 * FOREGROUND - 1.0) * half;
        let near = shot.under(waits, 0.0, &view);
        assert!((far.project(near, &view).y - waits.y).abs() < 0.5);
    }
}
