//! Without a GPU, once nothing but the toys moves: the glass is laid over the still layer for good,
//! and only where toys move behind it is it drawn in each frame.
//!
//! What is blended over a pixel costs ten times what copying it costs.

use bevy::camera::primitives::Aabb;
use bevy::camera::visibility::{RenderLayers, VisibilitySystems};
use bevy::platform::collections::HashSet;
use bevy::prelude::*;
use bevy::transform::TransformSystems;

use super::copy::Part;
use super::glass::{BEFORE_TOYS, Held, OverCamera, SHOWN, TilesBeforeToys, Tiling};
use super::picture::Picture;
use super::tiles::{self, Tile, TileMeshes};
use super::{LIVE, OVER};
use crate::camera::Lens;
use crate::view::View;

/// A toy that comes within so many pixels of a tile is behind it: a mesh needs a frame to reach the
/// renderer, and meanwhile the toy moves on.
const MARGIN: f32 = 12.0;

/// Frames after the last change until the glass is laid over the still layer.
const LAID_AT: u8 = 2;
/// Frames after the last change until that is what is shown.
const SHOWN_AT: u8 = 4;

/// How far things have settled.
#[derive(Resource, Debug, Default)]
struct Settling {
    /// Frames since the last change.
    quiet: u8,
    /// Tiles that toys have been behind since then.
    before_toys: HashSet<Tile>,
    /// Those that the renderer knows of already.
    known: HashSet<Tile>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Settling>().add_systems(
        PostUpdate,
        settle
            .after(Tiling)
            .after(super::aim)
            .after(VisibilitySystems::CalculateBounds)
            .before(VisibilitySystems::CheckVisibility)
            .after(TransformSystems::Propagate),
    );
}

fn settle(
    view: Res<View>,
    lens: Res<Lens>,
    held: Res<Held>,
    toys: Query<(&GlobalTransform, &Aabb, &RenderLayers, &InheritedVisibility)>,
    picture: Option<ResMut<Picture>>,
    mut settling: ResMut<Settling>,
    parts: Query<(&Camera, &Part)>,
    mut over: Query<&mut RenderLayers, (With<OverCamera>, Without<Aabb>)>,
    shown: Query<Entity, With<TilesBeforeToys>>,
    mut commands: Commands,
    mut meshes: TileMeshes,
    mut mesh: Local<Option<Handle<Mesh>>>,
) {
    let Some(mut picture) = picture else { return };
    let draws = |(camera, part): (&Camera, &Part)| camera.is_active && *part != Part::Live;
    let changes = parts.iter().any(draws) || picture.drawn.is_some() || view.is_changed();
    if changes {
        settling.quiet = 0;
        settling.before_toys.clear();
        settling.known.clear();
        // What comes next may have no toy behind it, and then nothing would set this anew.
        if !picture.before_toys.is_empty() {
            picture.before_toys.clear();
        }
    } else {
        settling.quiet = settling.quiet.saturating_add(1).min(SHOWN_AT);
    }
    let settles = settling.quiet == LAID_AT;
    if picture.settles != settles {
        picture.settles = settles;
    }
    let rests = settling.quiet >= SHOWN_AT;
    if picture.rests != rests {
        picture.rests = rests;
        for mut layers in &mut over {
            *layers = if rests { BEFORE_TOYS } else { SHOWN }.union(&OVER);
        }
    }
    if settling.quiet < LAID_AT {
        return;
    }
    if settling.known != settling.before_toys {
        settling.known = settling.before_toys.clone();
        picture.before_toys = tiles::rows(&settling.known, &view);
    }
    let mut grown = false;
    for (transform, aabb, layers, visible) in &toys {
        if *layers != LIVE || !visible.get() {
            continue;
        }
        let rect = on_glass(transform, aabb, &lens, &view).inflate(MARGIN);
        for tile in tiles::under(rect, &view).filter(|tile| held.0.contains(tile)) {
            grown |= settling.before_toys.insert(tile);
        }
    }
    if grown {
        let mesh = meshes.fill(&settling.before_toys, &view, &mut mesh);
        for entity in &shown {
            commands.entity(entity).insert(Mesh2d(mesh.clone()));
        }
    } else if settling.before_toys.is_empty() && settling.quiet == LAID_AT {
        *mesh = None;
        for entity in &shown {
            commands.entity(entity).remove::<Mesh2d>();
        }
    }
}

/// The upright rectangle round a toy, in overlay coordinates.
fn on_glass(transform: &GlobalTransform, aabb: &Aabb, lens: &Lens, view: &View) -> Rect {
    let corners: [Vec2; 8] = std::array::from_fn(|number| {
        let sign = |bit: usize| if number & bit == 0 { -1.0 } else { 1.0 };
        let corner = Vec3::from(aabb.center)
            + Vec3::from(aabb.half_extents) * Vec3::new(sign(1), sign(2), sign(4));
        lens.shot.project(transform.transform_point(corner), view)
    });
    tiles::round(&corners)
}
