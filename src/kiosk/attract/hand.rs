//! The friendly hand: it comes by now and then and taps at a toy, and the toy answers, so that a
//! stranger sees that this is to be touched.

use std::time::Duration;

use bevy::prelude::*;
use legeplads_feed::PlaceId;

use crate::journey::{Journey, Screen};
use crate::motion::{in_out, progress};
use crate::paper::{Hand, Palette};
use crate::release::Release;
use crate::stage::{Scene, Stage};
use crate::still::{Coat, OVER, Paints};
use crate::theme::Theme;
use crate::ui::mesh_of;
use crate::view::View;

/// It first comes so long after nobody is there.
const FIRST: Duration = Duration::from_millis(1800);
/// From one visit's end to the next visit.
const PAUSE: Duration = Duration::from_millis(5000);
/// From the edge to the toy.
const COME: Duration = Duration::from_millis(1000);
/// One tap: down, and up again.
const TAP: Duration = Duration::from_millis(420);
/// How many.
const TAPS: u32 = 2;
/// It lingers to see the answer.
const LINGER: Duration = Duration::from_millis(700);
/// Back to the edge.
const GO: Duration = Duration::from_millis(900);

/// Its height in millimetres.
const HEIGHT: f32 = 62.0;
/// It leans to the left, as a right hand does; in radians.
const LEAN: f32 = 0.42;
/// How far before the toy it waits, in millimetres.
const HOVER: f32 = 13.0;
/// How far to the right of the toy it comes in, in millimetres.
const ASIDE: f32 = 40.0;
/// In front of all paper.
const DEPTH: f32 = 850.0;

/// The hand has tapped at a place: its toy answers, and nothing opens.
#[derive(Message, Debug, Clone)]
pub struct Tapped(pub PlaceId);

/// Where the hand is, or when it comes.
#[derive(Resource, Debug, Default)]
struct Visits {
    due: Option<Duration>,
    /// How many there were: each goes to another toy.
    count: usize,
    now: Option<Visit>,
}

/// One visit to one toy.
#[derive(Debug)]
struct Visit {
    hand: Entity,
    begun: Duration,
    has_tapped: bool,
    place: PlaceId,
    view: View,
    /// Where the hand's middle is when its fingertip touches the toy.
    goal: Vec2,
    /// The same when it waits before the toy, and outside the glass.
    before: Vec2,
    outside: Vec2,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Visits>()
        .add_message::<Tapped>()
        .add_systems(Update, visit);
}

fn visit(
    mut commands: Commands,
    time: Res<Time>,
    journey: Res<Journey>,
    stage: Res<Stage>,
    view: Res<View>,
    release: Res<Release>,
    theme: Res<Theme>,
    paints: Res<Paints>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut visits: ResMut<Visits>,
    mut hands: Query<&mut Transform>,
    mut tapped: MessageWriter<Tapped>,
) {
    let now = time.elapsed();
    let calls =
        journey.screen == Screen::Attract && !journey.is_still() && stage.shows(&Scene::Island);
    let has_moved = visits.now.as_ref().is_some_and(|visit| visit.view != *view);
    if !calls || has_moved {
        if let Some(visit) = visits.now.take() {
            commands.entity(visit.hand).despawn();
        }
        visits.due = calls.then_some(now + FIRST);
        return;
    }
    let due = *visits.due.get_or_insert(now + FIRST);
    let count = visits.count;
    let Some(visit) = visits.now.as_mut() else {
        if now >= due
            && let Some((place, toy)) = pick(count, &release, &stage, &view)
        {
            let palette = Palette::new(|name| theme.rgb(name));
            let (sheet, tip) = Hand {
                height: HEIGHT,
                turn: LEAN,
            }
            .draw(&palette, view.mm);
            let way = Vec2::from_angle(LEAN).rotate(Vec2::NEG_Y);
            let goal = toy - tip;
            let low = -view.half().y - HEIGHT * view.mm;
            let outside = Vec2::new(goal.x + ASIDE * view.mm, low);
            let hand = commands.spawn((
                Mesh2d(meshes.add(mesh_of(&sheet))),
                paints.coat(Coat::Film),
                Transform::from_translation(outside.extend(DEPTH)),
                OVER,
            ));
            visits.count += 1;
            visits.now = Some(Visit {
                hand: hand.id(),
                begun: now,
                has_tapped: false,
                place,
                view: *view,
                goal,
                before: goal + way * HOVER * view.mm,
                outside,
            });
        }
        return;
    };
    let since = now.saturating_sub(visit.begun);
    let Some(Pose { near, press }) = pose(since) else {
        commands.entity(visit.hand).despawn();
        visits.now = None;
        visits.due = Some(now + PAUSE);
        return;
    };
    if press >= 1.0 && !visit.has_tapped {
        visit.has_tapped = true;
        tapped.write(Tapped(visit.place.clone()));
    }
    if let Ok(mut transform) = hands.get_mut(visit.hand) {
        let at = visit.outside.lerp(visit.before, near);
        let at = at.lerp(visit.goal, press);
        *transform = Transform::from_translation(at.extend(DEPTH))
            .with_scale(Vec3::splat(1.0 - 0.04 * press));
    }
}

/// The toy of this visit, and where it is: the stops of the tour, one after the other.
fn pick(count: usize, release: &Release, stage: &Stage, view: &View) -> Option<(PlaceId, Vec2)> {
    let feed = &release.feed;
    let plan = if view.portrait() {
        &feed.island.portrait
    } else {
        &feed.island.landscape
    };
    let stops = release.site().tour(feed).iter();
    let spots: Vec<_> = stops
        .filter_map(|stop| feed.stop(stop))
        .filter_map(|stop| plan.spots.iter().find(|spot| spot.place == stop.place))
        .collect();
    let spot = spots.get(count.checked_rem(spots.len())?)?;
    let at = stage.seen(spot.at.into(), 0.5, view);
    Some((spot.place.clone(), at))
}

/// How near the hand is, from 0 outside the glass to 1 before the toy, and how far it presses.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Pose {
    near: f32,
    press: f32,
}

/// Where the hand is so long after it set out; nothing once it has gone.
fn pose(since: Duration) -> Option<Pose> {
    let taps = TAP * TAPS;
    let leaves = COME + taps + LINGER;
    if since >= leaves + GO {
        return None;
    }
    let near = in_out(progress(Duration::ZERO, COME, since)) - in_out(progress(leaves, GO, since));
    let press = if since < COME || since >= COME + taps {
        0.0
    } else {
        let share = (since - COME).as_secs_f32() / TAP.as_secs_f32() % 1.0;
        press(share)
    };
    Some(Pose { near, press })
}

/// Down quickly, a moment's rest, up softly.
fn press(share: f32) -> f32 {
    if share < 0.3 {
        in_out(share / 0.3)
    } else if share < 0.5 {
        1.0
    } else {
        1.0 - in_out((share - 0.5) / 0.5)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poses() -> Vec<Pose> {
        (0..)
            .map_while(|frame| pose(Duration::from_millis(33) * frame))
            .collect()
    }

    #[test]
    fn it_comes_from_outside_taps_twice_and_goes() {
        let poses = poses();
        assert_eq!(
            poses.first(),
            Some(&Pose {
                near: 0.0,
                press: 0.0
            })
        );
        assert!(poses.last().expect("some").near < 0.1);
        let presses: Vec<bool> = poses.iter().map(|pose| pose.press >= 1.0).collect();
        let taps = presses.windows(2).filter(|pair| !pair[0] && pair[1]);
        assert_eq!(taps.count(), 2, "at 30 frames a second each tap is seen");
        assert!(
            poses
                .iter()
                .all(|pose| pose.press == 0.0 || pose.near >= 1.0),
            "it taps only where the toy is"
        );
    }

    #[test]
    fn it_moves_smoothly() {
        for pair in poses().windows(2) {
            assert!((pair[0].near - pair[1].near).abs() < 0.12, "{pair:?}");
        }
    }
}
