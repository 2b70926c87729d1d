//! The cameras: two that draw everything in each frame, or those that keep what stands.

use bevy::camera::{CameraMainTextureUsages, CameraOutputMode, ClearColorConfig, RenderTarget};
use bevy::ecs::system::SystemParam;
use bevy::prelude::*;
use bevy::render::render_resource::{TextureFormat, TextureUsages};
use bevy::render::renderer::RenderAdapterInfo;
use wgpu_types::DeviceType;

use super::copy::Part;
use super::picture::Picture;
use super::{GLASS, Gpu, LIVE, OVER, STILL, Stale, SupposedGpu, TownCamera, glass, present};
use crate::camera::Lens;
use crate::quality::Quality;
use crate::view::View;

/// A camera of those that draw everything in each frame.
#[derive(Component)]
pub(super) struct Plain;

/// What cameras are made of.
#[derive(SystemParam)]
pub(super) struct Makers<'w, 's> {
    commands: Commands<'w, 's>,
    view: Res<'w, View>,
    lens: Res<'w, Lens>,
    adapter: Option<Res<'w, RenderAdapterInfo>>,
    supposed: Option<Res<'w, SupposedGpu>>,
    images: ResMut<'w, Assets<Image>>,
    stale: ResMut<'w, Stale>,
}

/// Cameras share their textures, so they must ask for the same.
fn usages() -> CameraMainTextureUsages {
    CameraMainTextureUsages::default().with(TextureUsages::COPY_DST)
}

pub(super) fn set_up(mut makers: Makers, mut quality: ResMut<Quality>) {
    let adapter = makers.adapter.as_deref();
    let is_gpu = adapter.is_some_and(|adapter| adapter.device_type != DeviceType::Cpu);
    let has_gpu = is_gpu || makers.supposed.is_some();
    makers.commands.insert_resource(Gpu(has_gpu));
    if has_gpu {
        quality.has_gpu();
        makers.draw_everything();
    } else {
        makers.keep_what_stands();
    }
    makers.stale.mark();
}

/// A GPU has turned out to be too weak.
pub(super) fn change(
    mut makers: Makers,
    quality: Res<Quality>,
    picture: Option<Res<Picture>>,
    plain: Query<(), With<Plain>>,
) {
    if quality.keeps_what_stands() && picture.is_none() && !plain.is_empty() {
        makers.keep_what_stands();
        makers.stale.mark();
    }
}

/// The cameras that draw everything go in the frame in which others can draw: they share textures.
pub(super) fn retire(
    mut commands: Commands,
    picture: Option<Res<Picture>>,
    plain: Query<Entity, With<Plain>>,
) {
    if picture.is_some_and(|picture| picture.is_there) {
        for camera in &plain {
            commands.entity(camera).despawn();
        }
    }
}

impl Makers<'_, '_> {
    fn eye(&self) -> (Transform, Projection, TownCamera) {
        let shot = &self.lens.shot;
        (shot.transform(), shot.projection(&self.view), TownCamera)
    }

    fn draw_everything(&mut self) {
        let eye = self.eye();
        let live = Camera {
            order: 0,
            output_mode: CameraOutputMode::Skip,
            ..default()
        };
        let over = Camera {
            order: 1,
            clear_color: ClearColorConfig::None,
            ..default()
        };
        let each = || (Camera2d, Plain, usages(), Msaa::Sample4);
        (self.commands).spawn((each(), live, eye, STILL.union(&LIVE)));
        (self.commands).spawn((each(), over, GLASS.union(&OVER)));
    }

    fn keep_what_stands(&mut self) {
        let eye = self.eye();
        let copied = self.supposed.is_none() && present::copies(self.adapter.as_deref());
        let format = if copied {
            present::FORMAT
        } else {
            TextureFormat::Rgba8UnormSrgb
        };
        let picture = Picture::new(self.view.size.as_uvec2(), format, &mut self.images);
        // None of them draws before the renderer has its pictures.
        let camera = |order| Camera {
            order,
            is_active: false,
            clear_color: ClearColorConfig::None,
            output_mode: CameraOutputMode::Skip,
            ..default()
        };
        let mut over = camera(1);
        let target = if copied {
            picture.target(Part::Live)
        } else {
            over.output_mode = CameraOutputMode::default();
            RenderTarget::default()
        };
        for (part, order, msaa) in [
            (Part::Sharp, -4, Msaa::Off),
            (Part::Smooth, -3, Msaa::Sample4),
        ] {
            self.commands.spawn((
                (part, Camera2d, camera(order), usages()),
                picture.target(part),
                eye.clone(),
                msaa,
                STILL,
            ));
        }
        let over = (Camera2d, over, target.clone(), usages(), Msaa::Off);
        glass::set_up(&mut self.commands, &picture, usages(), over);
        self.commands.insert_resource(picture);
        let live = (Camera2d, camera(0), target, usages(), eye, Msaa::Off);
        self.commands.spawn((Part::Live, live, LIVE));
    }
}
