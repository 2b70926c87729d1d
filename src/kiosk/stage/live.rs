//! What lives on the stage: idle movements, answers to a touch, floors that fly up the tower.

use std::time::Duration;

use bevy::prelude::*;

use super::set::WaitingPiece;
use super::{Scene, Stage};
use crate::activities::Play;
use crate::attract::Tapped;
use crate::journey::{Action, Journey};
use crate::motion::{Busy, in_out, out_back, progress};
use crate::quality::{Level, Quality};
use crate::release::Release;
use crate::ui::Touched;
use crate::ui::target::Missed;
use legeplads_town::motion::{Answer, Motion, Pose};

/// How long a floor flies.
const FLY: Duration = Duration::from_millis(620);

/// How near a finger comes to what it meets, in millimetres.
const MEETS: f32 = 22.0;

/// A toy on the stage.
#[derive(Component, Debug)]
pub(super) struct LiveToy {
    owner: Option<usize>,
    answer: Answer,
    at: Vec3,
    touched: Option<Duration>,
    /// By how many seconds its parts' clock is ahead.
    ahead: f32,
    /// How it rests: turned and sized about its foot.
    rest: Rest,
}

/// How a toy rests where it stands, against how it was made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rest {
    pub turn: Quat,
    pub size: f32,
}

impl Rest {
    /// As it was made.
    pub const MADE: Self = Self {
        turn: Quat::IDENTITY,
        size: 1.0,
    };
}

impl LiveToy {
    pub fn new(owner: Option<usize>, answer: Answer, at: Vec3) -> Self {
        Self {
            owner,
            answer,
            at,
            touched: None,
            ahead: 0.0,
            rest: Rest::MADE,
        }
    }

    /// The segment of a wheel, or whatever else in its scene it belongs to.
    pub fn owner(&self) -> Option<usize> {
        self.owner
    }

    /// Where it stands.
    pub fn foot(&self) -> Vec3 {
        self.at
    }

    /// Puts it elsewhere, turned and sized.
    pub fn put(&mut self, at: Vec3, rest: Rest, transform: &mut Transform) {
        self.at = at;
        self.rest = rest;
        if self.touched.is_none() {
            set(transform, at, rest, Pose::REST);
        }
    }

    /// Its foot is elsewhere now; how far it went.
    pub fn carry(&mut self, to: Vec3) -> Vec3 {
        to - std::mem::replace(&mut self.at, to)
    }
}

/// A part of a toy that moves by itself.
#[derive(Component, Debug)]
pub(super) struct LivePart {
    motion: Motion,
    pivot: Vec3,
}

impl LivePart {
    pub fn new(motion: Motion, pivot: Vec3) -> Self {
        Self { motion, pivot }
    }

    /// Its toy is higher now, or lower.
    pub fn hang(&mut self, pivot: Vec3) {
        self.pivot = pivot;
    }
}

/// A floor that waits on the ground, or stands on the tower.
#[derive(Component, Debug)]
pub(super) struct Waiting {
    index: usize,
    piece: WaitingPiece,
    flown: Option<Duration>,
    goal: Option<Vec3>,
}

impl Waiting {
    pub fn new(index: usize, piece: WaitingPiece) -> Self {
        Self {
            index,
            piece,
            flown: None,
            goal: None,
        }
    }
}

/// Everything that moves by itself or answers.
#[derive(SystemSet, Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Living;

pub(super) fn plugin(app: &mut App) {
    let systems = (touch, meet, live, stack).chain().in_set(Living);
    app.add_systems(Update, systems.after(super::finish));
}

fn touch(
    mut touched: MessageReader<Touched>,
    mut tapped: MessageReader<Tapped>,
    time: Res<Time>,
    stage: Res<Stage>,
    view: Res<crate::view::View>,
    release: Res<Release>,
    mut toys: Query<&mut LiveToy>,
    mut busy: ResMut<Busy>,
) {
    let now = time.elapsed();
    let fingers = touched.read().map(|touch| (touch.action.clone(), true));
    // The friendly hand needs no higher rate of frames than the rest of what lives.
    let hand = tapped.read();
    let hand = hand.map(|Tapped(place)| (Action::Place(place.clone()), false));
    for (action, is_busy) in fingers.chain(hand) {
        let owner = match &action {
            Action::Place(place) if stage.shows(&Scene::Island) || stage.shows(&Scene::Asleep) => {
                let island = &release.feed.island;
                let plan = if view.portrait() {
                    &island.portrait
                } else {
                    &island.landscape
                };
                plan.spots.iter().position(|spot| spot.place == *place)
            }
            Action::Play(index) => Some(*index),
            Action::Strike(note) => stage.bars().iter().position(|bar| bar.note == *note),
            _ => None,
        };
        let Some(owner) = owner else { continue };
        for mut toy in &mut toys {
            if toy.owner == Some(owner) {
                toy.ahead += toy.answer.hurry(f32::INFINITY.min(toy.answer.seconds()));
                toy.touched = Some(now);
                if is_busy {
                    busy.extend(now, Duration::from_secs_f32(toy.answer.seconds()));
                }
            }
        }
    }
}

/// What nobody owns answers, too, where a finger meets it: it giggles, and is squashed.
fn meet(
    mut missed: MessageReader<Missed>,
    time: Res<Time>,
    stage: Res<Stage>,
    view: Res<crate::view::View>,
    mut toys: Query<&mut LiveToy>,
    mut busy: ResMut<Busy>,
) {
    let now = time.elapsed();
    let reach = MEETS * view.mm;
    for Missed { at } in missed.read() {
        let seen = |toy: &LiveToy| stage.point(toy.at, &view) + Vec2::Y * reach / 2.0;
        let loose = toys.iter_mut().filter(|toy| toy.owner.is_none());
        let near = loose
            .map(|toy| (seen(&toy).distance(*at), toy))
            .filter(|(far, _)| *far <= reach)
            .min_by(|(one, _), (other, _)| one.total_cmp(other));
        if let Some((_, mut toy)) = near {
            toy.touched = Some(now);
            busy.extend(now, Duration::from_secs_f32(toy.answer.seconds()));
        }
    }
}

fn live(
    time: Res<Time>,
    journey: Res<Journey>,
    busy: Res<Busy>,
    quality: Res<Quality>,
    mut toys: Query<(&mut LiveToy, &mut Transform, Option<&Children>)>,
    mut parts: Query<(&LivePart, &mut Transform), Without<LiveToy>>,
    mut was_still: Local<bool>,
) {
    // In calm mode, and at night, things stand as they were made, and only answer.
    let is_still = journey.is_still();
    if is_still && *was_still && !busy.is(time.elapsed()) {
        return;
    }
    *was_still = is_still;
    let clock = if is_still {
        0.0
    } else {
        time.elapsed_secs_wrapped()
    };
    let fewer = quality.level() >= Level::FewerLives;
    for (mut toy, mut transform, children) in &mut toys {
        // What was strewn about stays as it is; what can be touched lives on.
        if fewer && toy.owner.is_none() && toy.touched.is_none() {
            continue;
        }
        let since = toy.touched.map_or(f32::INFINITY, |touched| {
            (time.elapsed() - touched).as_secs_f32()
        });
        if since.is_finite() && since < toy.answer.seconds() {
            set(&mut transform, toy.at, toy.rest, toy.answer.pose(since));
        } else if toy.touched.take().is_some() {
            set(&mut transform, toy.at, toy.rest, Pose::REST);
        }
        let behind = if since.is_finite() {
            toy.answer.hurry(toy.answer.seconds()) - toy.answer.hurry(since)
        } else {
            0.0
        };
        let t = clock + toy.ahead - behind;
        for child in children.into_iter().flatten() {
            if let Ok((part, mut transform)) = parts.get_mut(*child) {
                let pose = part.motion.touched(t, since);
                set(&mut transform, part.pivot, Rest::MADE, pose);
            }
        }
    }
}

fn set(transform: &mut Transform, at: Vec3, rest: Rest, pose: Pose) {
    let new = Transform {
        translation: at + pose.offset,
        rotation: pose.turn * rest.turn,
        scale: pose.scale * rest.size,
    };
    // What stands is not extracted again.
    if *transform != new {
        *transform = new;
    }
}

/// Floors that were touched fly in an arc to the top of the tower, in the order of touching.
fn stack(
    time: Res<Time>,
    journey: Res<Journey>,
    mut busy: ResMut<Busy>,
    mut waiting: Query<(&mut Waiting, &mut Transform)>,
) {
    if waiting.is_empty() {
        return;
    }
    let now = time.elapsed();
    let placed: &[usize] = match &journey.play {
        Some(Play::Build(build)) => build.placed(),
        _ => &[],
    };
    let heights: Vec<f32> = placed
        .iter()
        .map(|index| {
            waiting
                .iter()
                .find(|(piece, _)| piece.index == *index)
                .map_or(0.0, |(piece, _)| piece.piece.height)
        })
        .collect();
    for (mut floor, mut transform) in &mut waiting {
        let place = placed.iter().position(|index| *index == floor.index);
        let goal =
            place.map(|place| floor.piece.top + Vec3::Y * heights.iter().take(place).sum::<f32>());
        if goal != floor.goal {
            floor.goal = goal;
            floor.flown = goal.map(|_| now);
            busy.extend(now, FLY);
        }
        let at = match (goal, floor.flown) {
            (Some(goal), Some(begun)) => {
                let t = if journey.calm {
                    1.0
                } else {
                    progress(begun, FLY, now)
                };
                let arc = (t * std::f32::consts::PI).sin() * 1.6;
                let along = if t < 1.0 { in_out(t) } else { 1.0 };
                floor.piece.ground.lerp(goal, along) + Vec3::Y * arc
            }
            _ => floor.piece.ground,
        };
        let settled = floor.flown.map_or(1.0, |begun| {
            progress(begun + FLY, Duration::from_millis(220), now)
        });
        let squash = 0.92 + 0.08 * out_back(settled);
        let scale = if floor.flown.is_some() && settled < 1.0 {
            squash
        } else {
            1.0
        };
        let new = Transform::from_translation(at).with_scale(Vec3::new(1.0, scale, 1.0));
        if *transform != new {
            *transform = new;
            busy.extend(now, Duration::from_millis(250));
        }
    }
}
