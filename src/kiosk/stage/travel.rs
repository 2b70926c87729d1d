//! Wooden people on their way between the ends of flows, in high arcs, one for so many people.
//! Whoever has arrived stays to be counted, until others need the figures.

use std::f32::consts::{PI, TAU};
use std::time::Duration;

use bevy::math::Vec3Swizzles;
use bevy::prelude::*;
use legeplads_feed as feed;
use legeplads_feed::{ActivityKind, End};

use super::Stage;
use super::beyond::beyond;
use crate::activities::Play;
use crate::activities::map::SHOWN;
use crate::journey::{Journey, Screen};
use crate::motion::{Busy, in_out, out_back, progress};
use crate::release::Release;
use crate::view::View;
use legeplads_town::island::TABLE;

/// So many figures each flow may have.
const FIGURES: usize = feed::Map::FIGURES as usize;
/// So many figures there are in all.
pub(super) const TRAVELLERS: usize = SHOWN * FIGURES;

/// How long a way takes, and by how much later the next sets out.
const WAY: Duration = Duration::from_millis(1300);
const LATER: Duration = Duration::from_millis(110);
/// From one who has arrived to the next, in units.
const ELBOW: f32 = 0.76;
/// From an end beyond the island to those who arrive there, in millimetres.
const BEFORE: f32 = 58.0;
/// From one hop for joy to the next, and how long it takes, in seconds.
const REST: f32 = 4.2;
const HOP: f32 = 0.4;

/// A figure that can be sent on its way, by its number.
#[derive(Component, Debug, Clone, Copy)]
pub struct Traveller(pub usize);

/// A flow on show.
struct Way {
    from: Vec3,
    to: Vec3,
    figures: usize,
    begun: Duration,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, travel.after(super::finish));
}

fn travel(
    time: Res<Time>,
    journey: Res<Journey>,
    release: Res<Release>,
    stage: Res<Stage>,
    view: Res<View>,
    mut busy: ResMut<Busy>,
    mut begun: Local<[(usize, Duration); SHOWN]>,
    mut travellers: Query<(&Traveller, &mut Transform, &mut Visibility)>,
) {
    let now = time.elapsed();
    let shown = shown(&journey, &release.feed);
    for (begun, shown) in begun.iter_mut().zip(&shown) {
        // The next visitor's touches are counted from one again.
        if shown.is_none() {
            *begun = default();
        }
    }
    if travellers.is_empty() {
        return;
    }
    let ways: [Option<Way>; SHOWN] = std::array::from_fn(|place| {
        let (map, flow, touch) = shown[place]?;
        let figures = usize::try_from(map.figures(flow.count)).unwrap_or(FIGURES);
        let figures = figures.min(FIGURES);
        if begun[place].0 != touch {
            begun[place] = (touch, now);
            busy.extend(now, WAY + LATER * u32::try_from(figures).unwrap_or(0));
        }
        let at = |end| place_of(end, map, &release.feed, &stage, &view);
        Some(Way {
            from: at(&flow.from)?,
            to: at(&flow.to)?,
            figures,
            begun: begun[place].1,
        })
    });
    let clock = time.elapsed_secs_wrapped();
    for (traveller, mut transform, mut visibility) in &mut travellers {
        let (place, nth) = (traveller.0 / FIGURES, traveller.0 % FIGURES);
        let way = ways.get(place).and_then(Option::as_ref);
        let way = way.filter(|way| nth < way.figures);
        let pose = way.and_then(|way| way.pose(nth, now, clock, journey.calm));
        let seen = match pose {
            Some(_) => Visibility::Inherited,
            None => Visibility::Hidden,
        };
        if *visibility != seen {
            *visibility = seen;
        }
        if let Some(pose) = pose
            && *transform != pose
        {
            *transform = pose;
        }
    }
}

/// The flows on show, each with the touch that showed it.
fn shown<'a>(
    journey: &Journey,
    feed: &'a feed::Feed,
) -> [Option<(&'a feed::Map, &'a feed::Flow, usize)>; SHOWN] {
    let map = || {
        let Screen::Stop(id) = &journey.screen else {
            return None;
        };
        let kind = &feed.activity(&feed.stop(id)?.activity)?.kind;
        match (journey.play.as_ref()?, kind) {
            (Play::Map(state), ActivityKind::Map(map)) => Some((state, map)),
            _ => None,
        }
    };
    let Some((state, map)) = map() else {
        return [None; SHOWN];
    };
    let flow = |travel: Option<crate::activities::map::Travel>| {
        let travel = travel?;
        Some((map, map.flows.get(travel.flow)?, travel.touch))
    };
    state.shown().map(flow)
}

/// Where people stand who are at an end.
fn place_of(
    end: &End,
    map: &feed::Map,
    feed: &feed::Feed,
    stage: &Stage,
    view: &View,
) -> Option<Vec3> {
    let plan = if view.portrait() {
        &feed.island.portrait
    } else {
        &feed.island.landscape
    };
    match end {
        End::Island => Some(stage.ground(plan.centre.into())),
        End::Place(place) => {
            let spot = plan.spots.iter().find(|spot| spot.place == *place)?;
            let before = Vec2::Y * spot.reach * 0.5;
            Some(stage.ground(Vec2::from(spot.at) + before))
        }
        End::Elsewhere(id) => {
            let bearings = map.elsewhere.iter().map(|one| one.bearing);
            let ends = beyond(view, bearings);
            let number = map.elsewhere.iter().position(|one| one.id == *id)?;
            let end = *ends.get(number)?;
            let at = end.move_towards(Vec2::ZERO, BEFORE * view.mm);
            let on_the_island = stage.shot().under(at, 0.0, view);
            let out = (on_the_island.xz() - Vec2::from(plan.centre)) / Vec2::from(plan.radius);
            Some(if out.length() < 0.94 {
                stage.ground(on_the_island.xz())
            } else {
                stage.shot().under(at, TABLE, view)
            })
        }
    }
}

impl Way {
    /// Where a figure is, if it has set out.
    fn pose(&self, nth: usize, now: Duration, clock: f32, calm: bool) -> Option<Transform> {
        let way = self.to - self.from;
        let facing = Quat::from_rotation_y(way.x.atan2(way.z.abs() + 3.0));
        if calm {
            // Nothing moves: they stand in a row along the way, and look where they go.
            let share = (nth as f32 + 0.5) / self.figures.max(1) as f32;
            let high = arc(way) * 0.35 * (share * PI).sin();
            let at = self.from + way * (0.1 + 0.85 * share) + Vec3::Y * high;
            return Some(Transform::from_translation(at).with_rotation(facing));
        }
        let sets_out = self.begun + LATER * u32::try_from(nth).unwrap_or(0);
        if now < sets_out {
            return None;
        }
        let share = progress(sets_out, WAY, now);
        let goal = self.to + elbow(nth);
        let mut at = self.from.lerp(goal, in_out(share));
        at.y += arc(way) * (share * PI).sin();
        if share >= 1.0 {
            let since = (clock + nth as f32 * 1.7).rem_euclid(REST) / HOP;
            at.y += 0.35 * (since.min(1.0) * PI).sin();
        }
        let turned = facing.slerp(Quat::IDENTITY, ((share - 0.8) * 5.0).clamp(0.0, 1.0));
        let grown = out_back((share * 5.0).min(1.0)).max(0.05);
        Some(
            Transform::from_translation(at)
                .with_rotation(turned)
                .with_scale(Vec3::splat(grown)),
        )
    }
}

/// How high a way leads over the island.
fn arc(way: Vec3) -> f32 {
    (way.length() * 0.22).clamp(1.2, 4.5)
}

/// Where somebody stands among those who have arrived: round the first, as seeds lie in a sunflower.
fn elbow(nth: usize) -> Vec3 {
    let angle = nth as f32 * TAU * 0.381_966;
    let out = ELBOW * (nth as f32).sqrt();
    Vec3::new(angle.cos() * out, 0.0, angle.sin() * out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way() -> Way {
        Way {
            from: Vec3::new(-9.0, 0.0, 2.0),
            to: Vec3::new(4.0, 0.4, -1.0),
            figures: 12,
            begun: Duration::from_secs(5),
        }
    }

    #[test]
    fn figures_set_out_one_by_one_fly_high_and_stand_apart_when_they_arrive() {
        let way = way();
        let pose = |nth, seconds: f32| {
            let now = way.begun + Duration::from_secs_f32(seconds);
            way.pose(nth, now, 0.0, false)
        };
        assert!(pose(0, 0.01).is_some() && pose(3, 0.01).is_none());
        let half = pose(0, WAY.as_secs_f32() / 2.0).expect("on its way");
        assert!(half.translation.y > 2.0, "{half:?}");
        let arrived: Vec<Vec3> = (0..way.figures)
            .filter_map(|nth| pose(nth, 10.0))
            .map(|pose| pose.translation)
            .collect();
        assert_eq!(arrived.len(), way.figures);
        for (index, one) in arrived.iter().enumerate() {
            assert!(one.distance(way.to) < 3.0, "{one}");
            for other in &arrived[index + 1..] {
                assert!(one.xz().distance(other.xz()) > 0.4, "{one} {other}");
            }
        }
    }

    #[test]
    fn in_calm_mode_they_stand_in_a_row_from_the_first_frame_on() {
        let way = way();
        let row: Vec<Vec3> = (0..way.figures)
            .filter_map(|nth| way.pose(nth, way.begun, 0.0, true))
            .map(|pose| pose.translation)
            .collect();
        assert_eq!(row.len(), way.figures);
        assert!(row.windows(2).all(|pair| pair[0].x < pair[1].x), "{row:?}");
        let later = way.begun + Duration::from_secs(9);
        assert_eq!(
            way.pose(3, later, 7.0, true).map(|pose| pose.translation),
            Some(row[3])
        );
    }
}
