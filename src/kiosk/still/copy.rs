//! In the renderer: keeps the still layer's depth, and copies both into each frame.
//!
//! A copy costs a seventh of what drawing a picture over the whole screen costs without a GPU.

use bevy::core_pipeline::core_2d::{CORE_2D_DEPTH_FORMAT, prepare_core_2d_depth_textures};
use bevy::core_pipeline::{Core2d, Core2dSystems};
use bevy::ecs::query::QueryItem;
use bevy::prelude::*;
use bevy::render::camera::ExtractedCamera;
use bevy::render::extract_component::{ExtractComponent, ExtractComponentPlugin};
use bevy::render::extract_resource::{ExtractResource, ExtractResourcePlugin};
use bevy::render::render_asset::RenderAssets;
use bevy::render::render_resource::{
    Extent3d, Texture, TextureDescriptor, TextureDimension, TextureUsages, TextureViewDescriptor,
};
use bevy::render::renderer::{RenderContext, RenderDevice, ViewQuery};
use bevy::render::texture::{CachedTexture, GpuImage, TextureCache};
use bevy::render::view::{ViewDepthTexture, ViewTarget};
use bevy::render::{Render, RenderApp, RenderSystems};

/// What a camera does for the still layer.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq, ExtractComponent)]
pub enum Part {
    /// Draws the still layer, without smooth edges; its depth is kept.
    Sharp,
    /// Draws bands of the still layer once more with smooth edges, when the view rests.
    Smooth,
    /// Draws what moves over a copy of the still layer.
    Live,
}

/// In so many bands the edges of a picture are smoothed.
pub const BANDS: u32 = 6;

/// One of the bands: rows from `min` to `max` of a picture of this size. All are equally high, so
/// the last may overlap the one before.
pub fn band(size: UVec2, number: u32) -> URect {
    let height = size.y.div_ceil(BANDS).max(1).min(size.y.max(1));
    let top = (number * height).min(size.y.saturating_sub(height));
    URect::new(0, top, size.x.max(1), top + height)
}

/// The still layer's picture.
#[derive(Resource, Debug, Clone, ExtractResource)]
pub struct Picture {
    /// All of it.
    pub whole: Handle<Image>,
    /// Where a band of it is smoothed.
    pub band: Handle<Image>,
    /// The band that is smoothed in this frame.
    pub drawn: Option<URect>,
}

/// The still layer's depth: it must outlast the frames in which nothing is drawn into it.
#[derive(Resource, Default)]
struct Depth {
    texture: Option<CachedTexture>,
}

pub(super) fn plugin(app: &mut App) {
    app.add_plugins((
        ExtractComponentPlugin::<Part>::default(),
        ExtractResourcePlugin::<Picture>::default(),
    ));
    let Some(render_app) = app.get_sub_app_mut(RenderApp) else {
        return;
    };
    render_app
        .init_resource::<Depth>()
        .add_systems(
            Render,
            keep_depth
                .in_set(RenderSystems::PrepareResources)
                .after(prepare_core_2d_depth_textures),
        )
        .add_systems(Core2d, lay.in_set(Core2dSystems::Prepass));
}

fn depth_texture(
    label: &'static str,
    size: Extent3d,
    sample_count: u32,
    usage: TextureUsages,
) -> TextureDescriptor<'static> {
    TextureDescriptor {
        label: Some(label),
        size,
        mip_level_count: 1,
        sample_count,
        dimension: TextureDimension::D2,
        format: CORE_2D_DEPTH_FORMAT,
        usage: TextureUsages::RENDER_ATTACHMENT | usage,
        view_formats: &[],
    }
}

fn extent(size: UVec2) -> Extent3d {
    Extent3d {
        width: size.x,
        height: size.y,
        depth_or_array_layers: 1,
    }
}

/// Bevy's own depth textures can be neither copied nor kept.
fn keep_depth(
    mut commands: Commands,
    mut depth: ResMut<Depth>,
    mut cache: ResMut<TextureCache>,
    device: Res<RenderDevice>,
    cameras: Query<(Entity, &ExtractedCamera, &Part)>,
) {
    for (entity, camera, part) in &cameras {
        let Some(size) = camera.physical_target_size.map(extent) else {
            continue;
        };
        let view_depth = match part {
            // Cameras of one target would share a texture, however many samples each wants.
            Part::Smooth => {
                let none = TextureUsages::empty();
                let samples = Msaa::Sample4.samples();
                let texture =
                    cache.get(&device, depth_texture("smooth_depth", size, samples, none));
                ViewDepthTexture::new(texture, Some(0.0))
            }
            Part::Sharp => {
                let kept = depth
                    .texture
                    .take()
                    .filter(|kept| kept.texture.size() == size);
                let kept = kept.unwrap_or_else(|| {
                    let texture = device.create_texture(&depth_texture(
                        "still_depth",
                        size,
                        1,
                        TextureUsages::COPY_SRC,
                    ));
                    let default_view = texture.create_view(&TextureViewDescriptor::default());
                    CachedTexture {
                        texture,
                        default_view,
                    }
                });
                depth.texture = Some(kept.clone());
                ViewDepthTexture::new(kept, Some(0.0))
            }
            Part::Live => {
                let texture = cache.get(
                    &device,
                    depth_texture("live_depth", size, 1, TextureUsages::COPY_DST),
                );
                ViewDepthTexture::new(texture, None)
            }
        };
        commands.entity(entity).insert(view_depth);
    }
}

/// Lays the still layer under what moves.
fn lay(
    view: ViewQuery<(&ViewTarget, &ViewDepthTexture, &Part)>,
    picture: Option<Res<Picture>>,
    images: Res<RenderAssets<GpuImage>>,
    kept: Res<Depth>,
    mut ctx: RenderContext,
) {
    let (target, depth, part): QueryItem<(&ViewTarget, &ViewDepthTexture, &Part)> =
        view.into_inner();
    if *part != Part::Live {
        return;
    }
    let Some(picture) = picture else { return };
    let Some(whole) = images.get(&picture.whole) else {
        return;
    };
    let encoder = ctx.command_encoder();
    if let (Some(drawn), Some(band)) = (picture.drawn, images.get(&picture.band)) {
        let size = extent(drawn.size());
        let mut to = whole.texture.as_image_copy();
        to.origin.y = drawn.min.y;
        let fits = band.texture.size() == size && drawn.max.y <= whole.texture.size().height;
        if fits && band.texture.width() == whole.texture.width() {
            encoder.copy_texture_to_texture(band.texture.as_image_copy(), to, size);
        }
    }
    let mut copy = |from: &Texture, to: &Texture| {
        if from.size() == to.size() && from.format() == to.format() {
            encoder.copy_texture_to_texture(from.as_image_copy(), to.as_image_copy(), to.size());
        }
    };
    copy(&whole.texture, target.main_texture());
    if let Some(kept) = &kept.texture {
        copy(&kept.texture, &depth.texture);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_alike_and_cover_the_picture() {
        for size in [
            UVec2::new(1280, 720),
            UVec2::new(1080, 1921),
            UVec2::new(3, 2),
        ] {
            let bands: Vec<URect> = (0..BANDS).map(|number| band(size, number)).collect();
            assert!(bands.iter().all(|band| band.size() == bands[0].size()));
            assert!(bands.iter().all(|band| band.max.y <= size.y));
            for row in 0..size.y {
                assert!(
                    bands
                        .iter()
                        .any(|band| (band.min.y..band.max.y).contains(&row))
                );
            }
        }
    }
}
