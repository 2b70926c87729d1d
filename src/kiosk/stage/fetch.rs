//! What was found goes where the feed says: a wagon onto its rails, a suitcase into its plane.

use std::time::Duration;

use bevy::prelude::*;
use legeplads_feed::{ActivityKind, Find, Goes, Thing};

use super::live::{LiveToy, Rest};
use super::{Stage, scene_of};
use crate::activities::Play;
use crate::journey::{Journey, Screen};
use crate::motion::{Busy, in_out, progress};
use crate::release::Release;
use legeplads_town::diorama::turned;

/// How long a thing is on its way, and how high it flies.
const FLY: Duration = Duration::from_millis(760);
const RISE: f32 = 1.4;
/// What is smaller cannot be seen, and would have no way back to its size.
const SMALLEST: f32 = 1e-3;

/// A thing that is somewhere else when it is found.
#[derive(Component, Debug)]
struct Fetched {
    /// Where it hides.
    home: Vec3,
    /// When it set out, there or back.
    left: Option<Duration>,
    is_found: bool,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        fetch.after(super::finish).before(super::live::Living),
    );
}

/// What is played, if things are to be found that go somewhere.
fn played<'a>(journey: &Journey, release: &'a Release) -> Option<&'a Find> {
    let Screen::Stop(stop) = &journey.screen else {
        return None;
    };
    let stop = release.feed.stop(stop)?;
    match &release.feed.activity(&stop.activity)?.kind {
        ActivityKind::Find(find) if find.things.iter().any(|thing| thing.goes.is_some()) => {
            Some(find)
        }
        _ => None,
    }
}

fn fetch(
    mut commands: Commands,
    time: Res<Time>,
    journey: Res<Journey>,
    release: Res<Release>,
    stage: Res<Stage>,
    mut busy: ResMut<Busy>,
    mut toys: Query<(Entity, &mut LiveToy, &mut Transform, Option<&mut Fetched>)>,
) {
    let (Some(find), Some(Play::Find(found))) = (played(&journey, &release), &journey.play) else {
        return;
    };
    if !stage.shows(&scene_of(&journey.screen)) {
        return;
    }
    let now = time.elapsed();
    for (entity, mut toy, mut transform, fetched) in &mut toys {
        let Some(number) = toy.owner() else { continue };
        let Some(thing) = find.things.get(number) else {
            continue;
        };
        let Some(goes) = thing.goes else { continue };
        let Some(mut fetched) = fetched else {
            let home = toy.foot();
            let (left, is_found) = (None, false);
            commands.entity(entity).insert(Fetched {
                home,
                left,
                is_found,
            });
            continue;
        };
        if fetched.is_found != found.has(number) {
            fetched.is_found = found.has(number);
            fetched.left = Some(now);
            busy.extend(now, FLY);
        }
        let Some(left) = fetched.left else { continue };
        let along = match progress(left, FLY, now) {
            t if t < 1.0 && !journey.calm => t,
            _ => {
                fetched.left = None;
                1.0
            }
        };
        let there = if fetched.is_found { along } else { 1.0 - along };
        let (foot, rest) = on_the_way(fetched.home, way(thing, &goes), number, goes, there);
        toy.put(foot, rest, &mut transform);
    }
}

/// From where a thing hides to where it goes.
pub fn way(thing: &Thing, goes: &Goes) -> Vec3 {
    Vec3::from(goes.to) - Vec3::from(thing.at)
}

/// Where a thing is between its hiding place (0) and where it goes (1), and how it is turned there.
fn on_the_way(home: Vec3, by: Vec3, number: usize, goes: Goes, t: f32) -> (Vec3, Rest) {
    let t = in_out(t);
    let arc = (t * std::f32::consts::PI).sin() * RISE;
    let turn = Quat::from_rotation_y(goes.turn - turned(number));
    let rest = Rest {
        turn: Quat::IDENTITY.slerp(turn, t),
        size: (1.0 + (goes.size - 1.0) * t).max(SMALLEST),
    };
    (home + by * t + Vec3::Y * arc, rest)
}
