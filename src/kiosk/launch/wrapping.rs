//! How the wrapping moves: it gives way to a touch, counts, and opens along its folds at the moment.
//! In calm mode nothing of it moves, and it fades away.

use std::f32::consts::PI;
use std::time::Duration;

use bevy::prelude::*;

use super::{Launch, Stage, WRAPPED};
use crate::journey::Journey;
use crate::motion::{ANSWER, Busy, CLOSES, OPENS, in_out, progress};
use crate::paper::Sheet;
use crate::screens::Laying;
use crate::ui::mesh_of;

/// A touch moves the wrapping by so many millimetres, and the seal by so many radians.
const TUGGED: f32 = 5.0;
const ROCKED: f32 = 0.09;
/// The seal comes off in this share of the opening.
const COMES_OFF: f32 = 0.3;

/// One half of the wrapping, folded away towards its outer edge.
#[derive(Component, Debug, Clone, Copy)]
pub struct Flap {
    /// Where its outer edge is, in overlay coordinates.
    pub edge: f32,
    /// Pixels a millimetre.
    pub mm: f32,
}

/// What holds the wrapping together, and says how long.
#[derive(Component, Debug, Clone, Copy)]
pub struct Seal {
    /// Where its middle is, in overlay coordinates.
    pub at: Vec2,
}

/// A figure that is seen in one second of the countdown.
#[derive(Component, Debug, Clone, Copy)]
pub struct Numeral(pub u32);

/// Paper that fades away in calm mode: as it is whole.
#[derive(Component, Debug, Clone)]
pub struct Fades(pub Sheet);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        PostUpdate,
        (count, open, fade)
            .run_if(covers)
            .after(Laying)
            .before(bevy::transform::TransformSystems::Propagate)
            .before(bevy::camera::visibility::VisibilitySystems::VisibilityPropagate),
    );
}

fn covers(launch: Res<Launch>) -> bool {
    launch.covers()
}

/// From 0, closed, to 1, open: it is drawn over everything in the first of the last seconds, and opens at the
/// moment.
fn opened(launch: &Launch) -> f32 {
    let since = launch.now().map_or(0.0, |now| now.seconds());
    let closed = (since + WRAPPED as f32) / CLOSES.as_secs_f32();
    let open = since / OPENS.as_secs_f32();
    (1.0 - in_out(closed.clamp(0.0, 1.0))).max(in_out(open.clamp(0.0, 1.0)))
}

fn see(visibility: &mut Mut<Visibility>, seen: bool) {
    let wanted = if seen {
        Visibility::Inherited
    } else {
        Visibility::Hidden
    };
    visibility.set_if_neq(wanted);
}

fn count(launch: Res<Launch>, mut numerals: Query<(&Numeral, &mut Visibility)>) {
    let left = launch.now().map_or(0, |now| now.left());
    for (numeral, mut visibility) in &mut numerals {
        see(&mut visibility, numeral.0 == left);
    }
}

fn open(
    (time, launch, journey): (Res<Time>, Res<Launch>, Res<Journey>),
    mut busy: ResMut<Busy>,
    mut flaps: Query<(&Flap, &mut Transform, &mut Visibility), Without<Seal>>,
    mut seals: Query<(&Seal, &mut Transform, &mut Visibility), Without<Flap>>,
) {
    let open = opened(&launch);
    // From 1 to 0 and back on the way: what a touch has moved comes to rest again.
    let swing = launch.touched().map_or(0.0, |touched| {
        let t = progress(touched, 2 * ANSWER, time.elapsed());
        (t * 3.0 * PI).sin() * (1.0 - t)
    });
    if let Some(touched) = launch.touched() {
        busy.extend(touched, 2 * ANSWER + Duration::from_millis(50));
    }
    for (flap, mut transform, mut visibility) in &mut flaps {
        see(&mut visibility, open < 1.0);
        if !journey.calm {
            let tugged = swing.abs() * TUGGED * flap.mm * flap.edge.signum();
            transform.translation.x = flap.edge + tugged;
            transform.scale.x = 1.0 - open;
        }
    }
    let wrapped = launch.now().is_some_and(|now| now.stage == Stage::Wrapped);
    for (seal, mut transform, mut visibility) in &mut seals {
        let off = (open / COMES_OFF).min(1.0);
        let seen = if journey.calm { wrapped } else { off < 1.0 };
        see(&mut visibility, seen);
        transform.translation = seal.at.extend(transform.translation.z);
        if !journey.calm {
            transform.rotation = Quat::from_rotation_z(swing * ROCKED);
            transform.scale = Vec3::splat(1.0 - off).with_z(1.0);
        }
    }
}

/// Calm: it fades, a sixty-fourth at a time.
fn fade(
    (launch, journey): (Res<Launch>, Res<Journey>),
    mut fading: Query<(Ref<Fades>, &mut Mesh2d)>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut drawn: Local<f32>,
) {
    if !journey.calm {
        return;
    }
    let part = 1.0 - (opened(&launch) * 64.0).round() / 64.0;
    let is_another = std::mem::replace(&mut *drawn, part) != part;
    for (fades, mut mesh) in &mut fading {
        if is_another || (fades.is_added() && part < 1.0) {
            let mut sheet = fades.0.clone();
            sheet.fade(part);
            mesh.0 = meshes.add(mesh_of(&sheet));
        }
    }
}
