//! Confetti of paper: where each piece is follows from the time since the moment, so that a screen
//! that comes late lands in the midst of it. What a finger throws is over in two seconds.

use std::f32::consts::TAU;
use std::time::Duration;

use bevy::prelude::*;

use super::{Launch, Stage};
use crate::fingers::{Key, Press};
use crate::journey::Journey;
use crate::paper::{Sheet, Tint, outline::rectangle};
use crate::still::{Coat, OVER, Paints};
use crate::theme::Theme;
use crate::ui::mesh_of;
use crate::view::View;

/// The colours that it is cut from.
pub const COLOURS: [&str; 6] = ["red", "yellow", "blue", "green", "plum", "paper"];
/// How many pieces fly from the seam, how many fall, and how many a finger throws.
const FLIES: u32 = 36;
const FALLS: u32 = 60;
const THROWN: u32 = 14;
/// More than this are not in the air at once.
const MOST: usize = 140;
/// How long what a finger threw is in the air, in seconds.
const THROW: f32 = 1.8;
/// After this nothing new begins to fall, in seconds since the moment.
const UNTIL: f32 = 13.0;
/// A piece's width and height in millimetres.
pub const SIZE: Vec2 = Vec2::new(11.0, 7.0);
/// In front of all paper, and behind nothing.
const DEPTH: f32 = 700.0;
/// Paper falls slowly: how fast it is pulled down, in millimetres a second each second, and by how
/// much of its speed the air stops it each second.
const PULL: f32 = 420.0;
const DRAG: f32 = 1.7;

/// A piece of confetti.
#[derive(Component, Debug, Clone, Copy)]
pub struct Flake {
    number: u32,
    flight: Flight,
}

#[derive(Debug, Clone, Copy)]
enum Flight {
    /// Out of the seam at the moment.
    Flies,
    /// From above, for as long as the show lasts.
    Falls,
    /// From a finger: where, in overlay coordinates, and when, on the app's clock.
    Thrown(Vec2, Duration),
}

/// Where a piece is: in millimetres from where it began, or from the middle of the glass.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Pose {
    at: Vec2,
    turn: f32,
    flip: f32,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (scatter, throw, fly).chain().after(super::Told));
}

/// A number from 0 to 1 that is always the same for a piece and a purpose.
fn chance(number: u32, purpose: u32) -> f32 {
    let seed = u64::from(number) << 8 | u64::from(purpose);
    fastrand::Rng::with_seed(seed).f32()
}

/// One piece of confetti of a colour.
pub fn cut(tint: Tint, mm: f32) -> Sheet {
    let mut sheet = Sheet::default();
    let [a, b, c, d] = rectangle(SIZE * mm);
    let [light, dark] = [tint.light(0.1), tint.dark(0.06)];
    let corners = [(a, dark), (b, tint), (c, light), (d, tint)];
    let [a, b, c, d] = corners.map(|(corner, tint)| sheet.vertex(corner, tint));
    sheet.quad(a, b, c, d);
    sheet
}

/// Takes pieces out.
#[derive(bevy::ecs::system::SystemParam)]
struct Cutter<'w, 's> {
    commands: Commands<'w, 's>,
    meshes: ResMut<'w, Assets<Mesh>>,
    paints: Res<'w, Paints>,
    theme: Res<'w, Theme>,
    view: Res<'w, View>,
}

impl Cutter<'_, '_> {
    fn take_out(&mut self, flakes: impl Iterator<Item = Flake>) {
        let sheets = COLOURS.map(|name| cut(Tint::new(self.theme.rgb(name)), self.view.mm));
        let meshes = sheets.map(|sheet| self.meshes.add(mesh_of(&sheet)));
        for flake in flakes {
            let colour = flake.number as usize % meshes.len();
            self.commands.spawn((
                flake,
                Mesh2d(meshes[colour].clone()),
                self.paints.coat(Coat::Film),
                Transform::from_translation(Vec3::Z * DEPTH),
                Visibility::Hidden,
                OVER,
            ));
        }
    }
}

/// It is taken out while the wrapping is still closed, and put away with the show.
fn scatter(
    (launch, journey): (Res<Launch>, Res<Journey>),
    mut cutter: Cutter,
    flakes: Query<(Entity, &Flake)>,
    mut view: Local<Option<View>>,
) {
    let is_new = view.replace(*cutter.view) != Some(*cutter.view);
    let wanted = launch.covers() && !journey.calm && !is_new;
    let is_there = flakes
        .iter()
        .any(|(_, flake)| !matches!(flake.flight, Flight::Thrown(..)));
    if wanted && !is_there {
        let flake = |flight| move |number| Flake { number, flight };
        let flies = (0..FLIES).map(flake(Flight::Flies));
        cutter.take_out(flies.chain((FLIES..FLIES + FALLS).map(flake(Flight::Falls))));
    }
    if !launch.covers() || is_new || (journey.calm && is_there) {
        for (entity, _) in &flakes {
            cutter.commands.entity(entity).despawn();
        }
    }
}

/// A touch during the show throws a handful.
fn throw(
    (time, launch): (Res<Time>, Res<Launch>),
    mut presses: MessageReader<Press>,
    mut keys: MessageReader<Key>,
    mut cutter: Cutter,
    flakes: Query<&Flake>,
    mut thrown: Local<u32>,
) {
    let middle = keys
        .read()
        .filter(|key| **key == Key::Enter)
        .map(|_| Vec2::ZERO);
    let places: Vec<Vec2> = presses.read().map(|press| press.at).chain(middle).collect();
    if launch.now().is_none_or(|now| now.stage != Stage::Open) {
        return;
    }
    let mut there = flakes.iter().count();
    for place in places {
        there += THROWN as usize;
        if there > MOST {
            return;
        }
        let flight = Flight::Thrown(place, time.elapsed());
        let first = FLIES + FALLS + *thrown * THROWN;
        *thrown = thrown.wrapping_add(1) % 1000;
        cutter.take_out((first..first + THROWN).map(|number| Flake { number, flight }));
    }
}

fn fly(
    mut commands: Commands,
    (time, launch, journey): (Res<Time>, Res<Launch>, Res<Journey>),
    view: Res<View>,
    mut flakes: Query<(Entity, &Flake, &mut Transform, &mut Visibility)>,
) {
    let Some(since) = launch.now().map(super::Now::seconds) else {
        return;
    };
    let half = view.half() / view.mm;
    for (entity, flake, mut transform, mut visibility) in &mut flakes {
        let (from, pose) = match flake.flight {
            Flight::Flies => (Vec2::ZERO, flies(flake.number, since, half)),
            Flight::Falls => (Vec2::ZERO, falls(flake.number, since, half)),
            Flight::Thrown(place, begun) => {
                let since = time.elapsed().saturating_sub(begun).as_secs_f32();
                if since > THROW {
                    commands.entity(entity).despawn();
                    continue;
                }
                // In calm mode it lies where the finger was, and is gone again.
                (
                    place,
                    Some(thrown(
                        flake.number,
                        if journey.calm { 0.35 } else { since },
                    )),
                )
            }
        };
        let seen = if pose.is_some() {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        };
        visibility.set_if_neq(seen);
        let Some(pose) = pose else { continue };
        transform.translation = (from + pose.at * view.mm).extend(DEPTH);
        transform.rotation = Quat::from_rotation_z(pose.turn);
        transform.scale.y = pose.flip;
    }
}

/// Paper that is thrown: the air stops it soon, and it sinks.
fn tossed(number: u32, speed: Vec2, t: f32) -> Pose {
    let stopped = (1.0 - (-DRAG * t).exp()) / DRAG;
    let sinks = PULL / DRAG * (t - stopped);
    Pose {
        at: speed * stopped - Vec2::Y * sinks,
        ..tumbling(number, t)
    }
}

/// How it turns in the air; never seen quite from its edge.
fn tumbling(number: u32, t: f32) -> Pose {
    let pace = 0.25 + 0.35 * chance(number, 1);
    let flip = (t * pace * TAU + TAU * chance(number, 2)).cos();
    Pose {
        at: Vec2::ZERO,
        turn: TAU * chance(number, 3) + t * (chance(number, 4) - 0.5) * 3.0,
        flip: flip.signum() * flip.abs().max(0.15),
    }
}

fn flies(number: u32, since: f32, half: Vec2) -> Option<Pose> {
    let along = (chance(number, 5) - 0.5) * 1.6 * half.y;
    let out = Vec2::new(chance(number, 6) - 0.5, 0.25 + 0.6 * chance(number, 7));
    let t = since - 0.25 * chance(number, 8);
    let mut pose = tossed(number, out * 3.2 * half.min_element(), t.max(0.0));
    pose.at.y += along;
    (t > 0.0 && pose.at.y > -half.y - SIZE.x).then_some(pose)
}

fn falls(number: u32, since: f32, half: Vec2) -> Option<Pose> {
    let lasts = 5.0 + 2.5 * chance(number, 5);
    let t = since - 0.4 - 5.0 * chance(number, 6);
    let round = (t / lasts).floor();
    if t < 0.0 || since - (t - round * lasts) > UNTIL {
        return None;
    }
    let share = t / lasts - round;
    let place = chance(number.wrapping_add(977 * round as u32), 7);
    let sway = 16.0 * (t * 1.4 + TAU * chance(number, 8)).sin();
    let tall = half.y + SIZE.x;
    Some(Pose {
        at: Vec2::new(
            (place * 2.0 - 1.0) * half.x + sway,
            tall * (1.0 - 2.0 * share),
        ),
        ..tumbling(number, t)
    })
}

fn thrown(number: u32, t: f32) -> Pose {
    let way = TAU * chance(number, 5);
    let speed = 140.0 + 190.0 * chance(number, 6);
    tossed(number, Vec2::from_angle(way) * speed + Vec2::Y * 120.0, t)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HALF: Vec2 = Vec2::new(354.0, 199.0);

    #[test]
    fn it_is_in_the_air_after_the_moment_and_all_has_fallen_before_the_show_ends() {
        let seen = |since: f32| {
            let flying = (0..FLIES).filter(|number| flies(*number, since, HALF).is_some());
            let falling =
                (FLIES..FLIES + FALLS).filter(|number| falls(*number, since, HALF).is_some());
            flying.count() + falling.count()
        };
        assert_eq!(seen(-0.1), 0);
        assert!(
            seen(1.0) > 30 && seen(7.0) > 40,
            "{} {}",
            seen(1.0),
            seen(7.0)
        );
        assert_eq!(seen(19.9), 0);
    }

    #[test]
    fn no_two_pieces_fall_alike() {
        assert_ne!(falls(50, 7.0, HALF), falls(51, 7.0, HALF));
    }

    #[test]
    fn nothing_turns_over_more_than_three_times_in_two_seconds() {
        for number in 0..FLIES + FALLS {
            let sides: Vec<bool> = (0..200)
                .map(|step| tumbling(number, step as f32 / 100.0).flip > 0.0)
                .collect();
            let turned = sides.windows(2).filter(|pair| pair[0] != pair[1]).count();
            assert!(turned <= 3, "{number}: {turned}");
        }
    }
}
