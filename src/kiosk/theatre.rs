//! The paper theatre: how its players come in, live, and answer a touch.
//!
//! They are drawn in each frame, in front of all paper, so whenever other paper may lie over the
//! stage they stand still and are a part of the glass.

use std::collections::BTreeMap;
use std::f32::consts::{PI, TAU};
use std::time::Duration;

use bevy::prelude::*;
use legeplads_feed::{ActivityKind, Moves, StopId};

use crate::activities::Play;
use crate::idle::Idle;
use crate::journey::{Action, Journey, Screen};
use crate::motion::{Busy, Squash, in_out, out_back, progress};
use crate::release::Release;
use crate::screens::Laying;
use crate::ui::Touched;

/// How long a player takes to come in, and by how much the next one is later.
const ENTRANCE: Duration = Duration::from_millis(1000);
const LATER: Duration = Duration::from_millis(160);
/// How long a hop takes.
const HOP: Duration = Duration::from_millis(460);
/// From one hop to the next of those who hop by themselves, in seconds.
const REST: f32 = 3.6;
/// How wide paper is that is seen from its edge.
const FLAT: f32 = 0.06;
/// Where players come from: beside the curtains, in units of the stage from its edges.
const WINGS: f32 = 6.0;
/// How high a hop goes, in units of the stage.
const HIGH: f32 = 6.0;

/// What is played, and since when.
#[derive(Resource, Debug, Default)]
pub struct Theatre {
    act: Option<(StopId, usize)>,
    begun: Duration,
    begins: bool,
    hops: BTreeMap<usize, Duration>,
}

impl Theatre {
    /// When the present act began, in the very frame that it does.
    pub fn begins(&self) -> Option<Duration> {
        self.begins.then_some(self.begun)
    }
}

/// A player on the stage.
#[derive(Component, Debug, Clone, Copy)]
pub struct Player {
    /// Its place in its act.
    pub number: usize,
    /// How it moves.
    pub moves: Moves,
    /// The middle of its foot, in overlay coordinates.
    pub foot: Vec2,
    /// Its height in pixels.
    pub height: f32,
    /// The stage, likewise.
    pub stage: Rect,
}

/// Whether players stand still, as parts of the glass.
pub fn rests(journey: &Journey, idle: &Idle) -> bool {
    journey.is_still() || journey.panel || idle.left.is_some()
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Theatre>()
        .add_systems(Update, (follow, touch).chain())
        .add_systems(
            PostUpdate,
            perform
                .after(Laying)
                .before(bevy::transform::TransformSystems::Propagate),
        );
}

/// The act that is on.
fn present(journey: &Journey, release: &Release) -> Option<(StopId, usize)> {
    let Screen::Stop(id) = &journey.screen else {
        return None;
    };
    let feed = &release.feed;
    let kind = &feed.activity(&feed.stop(id)?.activity)?.kind;
    match (journey.play.as_ref()?, kind) {
        (Play::Story(state), ActivityKind::Story(story)) => {
            let (number, _) = story.act(state.page())?;
            Some((id.clone(), number))
        }
        _ => None,
    }
}

fn follow(
    time: Res<Time>,
    journey: Res<Journey>,
    release: Res<Release>,
    mut theatre: ResMut<Theatre>,
    mut busy: ResMut<Busy>,
) {
    let theatre = theatre.bypass_change_detection();
    theatre.begins = false;
    if !journey.is_changed() && !release.is_changed() {
        return;
    }
    let act = present(&journey, &release);
    if theatre.act != act {
        *theatre = Theatre {
            begins: act.is_some(),
            act,
            begun: time.elapsed(),
            hops: BTreeMap::new(),
        };
        if theatre.begins && !journey.is_still() {
            busy.extend(time.elapsed(), ENTRANCE + 4 * LATER);
        }
    }
}

fn touch(
    time: Res<Time>,
    mut touched: MessageReader<Touched>,
    mut theatre: ResMut<Theatre>,
    mut busy: ResMut<Busy>,
) {
    for touch in touched.read() {
        if let Action::Hop(number) = touch.action {
            theatre.hops.insert(number, time.elapsed());
            busy.extend(time.elapsed(), HOP);
        }
    }
}

fn perform(
    time: Res<Time>,
    journey: Res<Journey>,
    idle: Res<Idle>,
    theatre: Res<Theatre>,
    mut players: Query<(&Player, &mut Transform, Has<Squash>)>,
) {
    if rests(&journey, &idle) {
        return;
    }
    let now = time.elapsed();
    for (player, mut transform, is_squashed) in &mut players {
        let later = LATER * u32::try_from(player.number).unwrap_or(0);
        let since = now.saturating_sub(theatre.begun + later);
        let hopped = theatre.hops.get(&player.number);
        let hop = hopped.map_or(1.0, |hopped| progress(*hopped, HOP, now));
        let pose = pose(player, since, hop);
        let turn = Quat::from_rotation_z(pose.tilt);
        let up = turn * (Vec3::Y * player.height / 2.0 * pose.tall);
        let at = player.foot + pose.offset + up.truncate();
        transform.translation = at.extend(transform.translation.z);
        transform.rotation = turn;
        // A pressed one is squashed meanwhile.
        let size = if is_squashed { transform.scale.y } else { 1.0 };
        transform.scale = Vec3::new(size * pose.wide, size * pose.tall, 1.0);
    }
}

/// How a player stands.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Pose {
    /// How far its foot is from where it belongs, in pixels.
    offset: Vec2,
    /// How far it leans, in radians.
    tilt: f32,
    /// How wide it is seen, as a share: paper that turns shows its edge.
    wide: f32,
    /// How tall, likewise.
    tall: f32,
}

/// The pose so long after its entrance began, `hop` of the way through a hop.
fn pose(player: &Player, since: Duration, hop: f32) -> Pose {
    let unit = player.stage.width() / legeplads_feed::DRAWING_WIDTH;
    let seconds = since.as_secs_f32();
    let phase = player.number as f32 * 1.3;
    let wave = |period: f32| ((seconds / period + phase) * TAU).sin();
    let jump = |t: f32| 4.0 * t * (1.0 - t) * HIGH * unit;
    let mut pose = Pose {
        offset: Vec2::ZERO,
        tilt: 0.012 * wave(3.1),
        wide: 1.0,
        tall: 1.0,
    };
    match player.moves {
        Moves::Sway => pose.tilt = 0.055 * wave(3.4),
        Moves::Hop => {
            let t = (seconds + phase) % REST / HOP.as_secs_f32();
            pose.offset.y = jump(t.min(1.0));
        }
        Moves::Slide => {
            let t = progress(Duration::ZERO, ENTRANCE, since);
            let wings = player.stage.inflate(-WINGS * unit);
            let from = if player.foot.x < wings.center().x {
                wings.min.x
            } else {
                wings.max.x
            };
            pose.offset.x = (from - player.foot.x) * (1.0 - in_out(t));
            pose.offset.y = (t * 3.0 * PI).sin().abs() * unit * (1.0 - t);
            pose.wide = (FLAT + 3.0 * t).min(1.0);
        }
        Moves::Rise => {
            let t = progress(Duration::ZERO, ENTRANCE, since);
            pose.tall = out_back(t).clamp(FLAT, 1.06);
            pose.offset.y = 0.4 * unit * (1.0 + wave(2.7)) * t;
        }
    }
    pose.offset.y += jump(hop.min(1.0));
    pose.tilt += 0.11 * (hop * TAU).sin();
    pose
}

#[cfg(test)]
mod tests {
    use super::*;

    fn player(moves: Moves) -> Player {
        Player {
            number: 1,
            moves,
            foot: Vec2::new(-200.0, -150.0),
            height: 120.0,
            stage: Rect::new(-300.0, -168.0, 300.0, 168.0),
        }
    }

    const ALL: [Moves; 4] = [Moves::Sway, Moves::Hop, Moves::Slide, Moves::Rise];

    #[test]
    fn whoever_comes_in_is_where_it_belongs_afterwards_and_stays_about_there() {
        for moves in ALL {
            let player = player(moves);
            for frame in 0..600 {
                let since = ENTRANCE + Duration::from_millis(33) * frame;
                let pose = pose(&player, since, 1.0);
                assert!(pose.offset.x.abs() < 1.0, "{moves:?}: {pose:?}");
                assert!(pose.offset.y.abs() < 40.0, "{moves:?}: {pose:?}");
                assert!(pose.tilt.abs() < 0.1 && pose.wide == 1.0, "{moves:?}");
            }
        }
        let begins = |moves| pose(&player(moves), Duration::ZERO, 1.0);
        assert!(
            begins(Moves::Slide).offset.x < -50.0,
            "from the nearer side"
        );
        assert!(begins(Moves::Slide).wide < 0.1);
        assert!(begins(Moves::Rise).tall < 0.1, "out of the floor");
    }

    #[test]
    fn a_hop_goes_up_and_comes_down_and_nothing_jumps() {
        for moves in ALL {
            let player = player(moves);
            let since = 3 * ENTRANCE;
            let at = |hop| pose(&player, since, hop).offset.y;
            assert!(at(0.5) > at(1.0) + 20.0, "{moves:?}");
            assert!((at(0.0) - at(1.0)).abs() < 0.1, "{moves:?}");
            let poses: Vec<Pose> = (0..300)
                .map(|frame| super::pose(&player, Duration::from_millis(16) * frame, 1.0))
                .collect();
            for pair in poses.windows(2) {
                let far = pair[0].offset.distance(pair[1].offset);
                assert!(far < 14.0, "{moves:?}: {pair:?}");
            }
        }
    }
}
