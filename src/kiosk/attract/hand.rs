//! The friendly hand comes by now and then and taps at a toy, and the toy answers, so that a
//! stranger sees that this is to be touched.

use std::time::Duration;

use bevy::prelude::*;
use legeplads_feed::PlaceId;

use crate::demo::{Demo, Show};
use crate::hand::{COME, GO, Hand, Hands, LINGER, TAP, Way, press};
use crate::journey::{Journey, Screen};
use crate::launch::Launch;
use crate::motion::{in_out, progress};
use crate::release::Release;
use crate::stage::{Scene, Stage};
use crate::view::View;

/// It first comes so long after nobody is there.
const FIRST: Duration = Duration::from_millis(1800);
/// In a demo it is part of the show, and people look already.
const AT_ONCE: Duration = Duration::from_millis(300);
/// From one visit's end to the next visit.
const PAUSE: Duration = Duration::from_millis(5000);
/// How many taps.
const TAPS: u32 = 2;

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
    hand: Hand,
    begun: Duration,
    has_tapped: bool,
    place: PlaceId,
    view: View,
    way: Way,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Visits>()
        .add_message::<Tapped>()
        .add_systems(Update, visit);
}

fn visit(
    time: Res<Time>,
    journey: Res<Journey>,
    stage: Res<Stage>,
    view: Res<View>,
    release: Res<Release>,
    (demo, show, launch): (Option<Res<Demo>>, Option<Res<Show>>, Res<Launch>),
    mut hands: Hands,
    mut visits: ResMut<Visits>,
    mut tapped: MessageWriter<Tapped>,
) {
    let now = time.elapsed();
    let is_covered = demo.as_ref().is_some_and(|demo| demo.covers()) || launch.covers();
    // One hand at a time: the show's may still be on its way when a presenter leads back here.
    let is_led = show.is_some_and(|show| show.has_hand());
    let calls = journey.screen == Screen::Attract
        && !journey.is_still()
        && !is_covered
        && !is_led
        && stage.shows(&Scene::Island);
    let has_moved = visits.now.as_ref().is_some_and(|visit| visit.view != *view);
    let first = if demo.is_some() { AT_ONCE } else { FIRST };
    if !calls || has_moved {
        if let Some(visit) = visits.now.take() {
            hands.put_away(visit.hand);
        }
        visits.due = calls.then_some(now + first);
        return;
    }
    let due = *visits.due.get_or_insert(now + first);
    let count = visits.count;
    let Some(visit) = visits.now.as_mut() else {
        if now >= due
            && let Some((place, toy)) = pick(count, &release, &stage, &view)
        {
            let (hand, way) = hands.take_out(toy);
            visits.count += 1;
            visits.now = Some(Visit {
                hand,
                begun: now,
                has_tapped: false,
                place,
                view: *view,
                way,
            });
        }
        return;
    };
    let since = now.saturating_sub(visit.begun);
    let Some(Pose { near, press }) = pose(since) else {
        hands.put_away(visit.hand);
        visits.now = None;
        visits.due = Some(now + PAUSE);
        return;
    };
    if press >= 1.0 && !visit.has_tapped {
        visit.has_tapped = true;
        tapped.write(Tapped(visit.place.clone()));
    }
    let way = visit.way;
    let at = way.outside.lerp(way.before, near).lerp(way.goal, press);
    hands.put(&visit.hand, at, press);
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
