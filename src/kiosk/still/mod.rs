//! The still layer: what does not move is drawn once into a picture, with its depth.
//!
//! Without a GPU 20,000 triangles a frame cost half of the frame rate, and four-fold multisampling
//! two thirds. So there a camera draws the still meshes only when the view or the scene has
//! changed; each frame begins with a copy of that picture and its depth, and toys that move are
//! drawn over it, and hidden behind what is nearer. Once the view rests its edges are smoothed, a
//! band a frame: multisampling the whole at once would take 30 MB. What lies on the glass in front
//! is kept in a picture as well. With a GPU everything is simply drawn, until one turns out to be too
//! weak for that.

mod cameras;
mod copy;
mod enlarge;
mod glass;
mod paint;
mod picture;
mod present;
mod settle;
mod tiles;

use std::time::Duration;

use bevy::camera::visibility::RenderLayers;
use bevy::camera::{CameraOutputMode, CameraUpdateSystems, RenderTarget, SubCameraView, Viewport};
use bevy::prelude::*;
use bevy::render::extract_resource::{ExtractResource, ExtractResourcePlugin};

use cameras::Plain;
use copy::{BANDS, Part, band};
pub use glass::OverCamera;
pub use paint::{Coat, Paint, Paints};
pub use picture::Picture;

use crate::camera::Lens;
use crate::motion::Busy;
use crate::quality::Quality;
use crate::view::View;

/// Meshes that stand still.
pub const STILL: RenderLayers = RenderLayers::layer(1);
/// Toys that move.
pub const LIVE: RenderLayers = RenderLayers::layer(2);
/// Paper, buttons and words in front.
pub const GLASS: RenderLayers = RenderLayers::layer(3);
/// Small things that move in front of all paper: drawn in each frame, where the glass is a picture.
pub const OVER: RenderLayers = RenderLayers::layer(6);

/// A camera that looks at the town.
#[derive(Component, Clone)]
struct TownCamera;

/// Whether a GPU draws; without one everything is drawn by the processor.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gpu(pub bool);

/// Whatever draws is taken for a GPU.
#[derive(Resource, Debug, Clone, Copy, ExtractResource)]
pub struct SupposedGpu;

/// Asks for the still layer to be drawn anew.
#[derive(Resource, Debug, Default)]
pub struct Stale {
    frames: u8,
    /// Bands that are still to be smoothed.
    bands: u32,
}

impl Stale {
    /// In the next frames, since a new mesh may take one to reach the renderer.
    pub fn mark(&mut self) {
        self.frames = 3;
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_plugins((
        ExtractResourcePlugin::<SupposedGpu>::default(),
        paint::plugin,
        copy::plugin,
        enlarge::plugin,
        glass::plugin,
        settle::plugin,
        present::plugin,
    ))
    .init_resource::<Stale>()
    .add_systems(Startup, cameras::set_up)
    .add_systems(
        PostUpdate,
        (cameras::change, resize, cameras::retire, smooth, aim)
            .chain()
            .before(CameraUpdateSystems),
    );
}

fn resize(
    view: Res<View>,
    picture_now: Option<ResMut<Picture>>,
    mut images: ResMut<Assets<Image>>,
    mut targets: Query<
        (&mut RenderTarget, &mut Projection, Option<&Part>),
        Or<(With<Part>, With<OverCamera>)>,
    >,
    mut stale: ResMut<Stale>,
) {
    let Some(mut picture_now) = picture_now else {
        return;
    };
    if !view.is_changed() {
        if !picture_now.is_there && !picture_now.is_added() {
            picture_now.is_there = true;
        }
        return;
    }
    stale.mark();
    *picture_now = Picture::new(view.size.as_uvec2(), picture_now.format, &mut images);
    // Targets that are the window stay so.
    let is_picture = |target: &RenderTarget| matches!(target, RenderTarget::Image(_));
    for (mut target, mut projection, part) in &mut targets {
        if is_picture(&target) {
            *target = picture_now.target(part.copied().unwrap_or(Part::Live));
            // The engine measures a camera's target anew only when this has changed; cameras that
            // share textures must not be of different sizes for a frame.
            projection.set_changed();
        }
    }
}

/// Whether edges are smoothed is up to the machine.
fn smooth(
    quality: Res<Quality>,
    mut cameras: Query<&mut Msaa, With<Plain>>,
    mut stale: ResMut<Stale>,
    mut before: Local<Option<bool>>,
) {
    let smooths = quality.smooths();
    if before.replace(smooths) == Some(smooths) {
        return;
    }
    for mut msaa in &mut cameras {
        msaa.set_if_neq(if smooths { Msaa::Sample4 } else { Msaa::Off });
    }
    if smooths {
        stale.mark();
    }
}

fn aim(
    time: Res<Time>,
    lens: Res<Lens>,
    view: Res<View>,
    quality: Res<Quality>,
    gpu: Option<Res<Gpu>>,
    mut stale: ResMut<Stale>,
    mut busy: ResMut<Busy>,
    picture_now: Option<ResMut<Picture>>,
    mut cameras: Query<
        (&mut Camera, &mut Transform, &mut Projection, Option<&Part>),
        With<TownCamera>,
    >,
) {
    let moved = lens.is_changed() || view.is_changed();
    // With a GPU it is drawn in each frame anyway.
    if moved && picture_now.is_some() {
        stale.frames = stale.frames.max(1);
    }
    let is_there = picture_now.as_ref().is_none_or(|picture| picture.is_there);
    let draws = stale.frames > 0 && is_there;
    let mut smooths = None;
    if draws {
        stale.frames -= 1;
        stale.bands = if quality.smooths() { BANDS } else { 0 };
    } else if stale.bands > 0 && is_there && !lens.flies() {
        stale.bands -= 1;
        smooths = Some(BANDS - 1 - stale.bands);
    }
    if stale.frames > 0 || draws || stale.bands > 0 {
        busy.extend(time.elapsed(), Duration::from_millis(50));
    }
    let size = view.size.as_uvec2();
    let drawn = smooths.map(|number| band(size, number));
    let has_gpu = gpu.is_some_and(|gpu| gpu.0);
    let reduced = (lens.flies() && !has_gpu)
        .then(|| enlarge::reduced(size))
        .flatten();
    if let Some(mut picture_now) = picture_now
        && (picture_now.drawn != drawn || picture_now.reduced != reduced)
    {
        picture_now.drawn = drawn;
        picture_now.reduced = reduced;
    }
    for (mut camera, mut transform, mut projection, part) in &mut cameras {
        if moved {
            *transform = lens.shot.transform();
            *projection = lens.shot.projection(&view);
        }
        let active = match part {
            Some(Part::Sharp) => draws,
            Some(Part::Smooth) => smooths.is_some(),
            Some(_) => is_there,
            None => true,
        };
        if camera.is_active != active {
            camera.is_active = active;
        }
        if let Some(Part::Sharp | Part::Live) = part {
            let size = |viewport: &Viewport| viewport.physical_size;
            if camera.viewport.as_ref().map(size) != reduced {
                camera.viewport = reduced.map(|size| Viewport {
                    physical_size: size,
                    ..default()
                });
            }
        }
        if let (Some(Part::Smooth), Some(drawn)) = (part, drawn) {
            camera.sub_camera_view = Some(SubCameraView {
                full_size: size,
                offset: drawn.min.as_vec2(),
                size: drawn.size(),
            });
        }
    }
}

/// What a picture of the screen is to be taken of, and readies it for that: where frames are copied
/// to the window, the engine must draw them for once.
pub fn shown(
    picture: Option<&Picture>,
    over: &mut Query<(&mut Camera, &RenderTarget), With<OverCamera>>,
) -> RenderTarget {
    let mut shown = RenderTarget::default();
    for (mut camera, target) in over {
        if let (RenderTarget::Image(_), Some(picture)) = (target, picture) {
            camera.output_mode = CameraOutputMode::default();
            shown = picture.target(Part::Live);
        }
    }
    shown
}
