//! In the renderer: keeps the still layer's depth, and copies both into each frame.
//!
//! A copy costs a seventh of what drawing a picture over the whole screen costs without a GPU.

use bevy::core_pipeline::blit::{BlitPipeline, BlitPipelineKey};
use bevy::core_pipeline::core_2d::{CORE_2D_DEPTH_FORMAT, prepare_core_2d_depth_textures};
use bevy::core_pipeline::{Core2d, Core2dSystems};
use bevy::ecs::query::QueryItem;
use bevy::prelude::*;
use bevy::render::camera::ExtractedCamera;
use bevy::render::extract_component::{ExtractComponent, ExtractComponentPlugin};
use bevy::render::extract_resource::ExtractResourcePlugin;
use bevy::render::render_asset::RenderAssets;
use bevy::render::render_resource::{
    BlendState, CachedRenderPipelineId, CommandEncoder, Extent3d, LoadOp, Operations,
    PipelineCache, RenderPassColorAttachment, RenderPassDescriptor, SpecializedRenderPipelines,
    StoreOp, Texture, TextureDescriptor, TextureDimension, TextureUsages, TextureViewDescriptor,
};
use bevy::render::renderer::{RenderContext, RenderDevice, ViewQuery};
use bevy::render::texture::{CachedTexture, GpuImage, TextureCache};
use bevy::render::view::{ViewDepthTexture, ViewTarget};
use bevy::render::{Render, RenderApp, RenderSystems};

use super::picture::Picture;

/// What a camera does for the still layer.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq, ExtractComponent)]
pub enum Part {
    /// Draws the still layer, without smooth edges; its depth is kept.
    Sharp,
    /// Draws bands of the still layer once more with smooth edges, when the view rests.
    Smooth,
    /// Draws the glass.
    Glass,
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
            (
                keep_depth
                    .in_set(RenderSystems::PrepareResources)
                    .after(prepare_core_2d_depth_textures),
                prepare_laying
                    .in_set(RenderSystems::Prepare)
                    .ambiguous_with_all(),
            ),
        )
        .add_systems(
            Core2d,
            (
                (clear, lay).in_set(Core2dSystems::Prepass),
                keep.in_set(Core2dSystems::PostProcess),
            ),
        );
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
            // The engine's own, cleared each time, is right for it.
            Part::Glass => continue,
        };
        commands.entity(entity).insert(view_depth);
    }
}

/// How the glass is laid over the still layer.
#[derive(Resource)]
struct Laying(CachedRenderPipelineId);

fn prepare_laying(
    mut commands: Commands,
    laying: Option<Res<Laying>>,
    mut cache: ResMut<PipelineCache>,
    mut pipelines: ResMut<SpecializedRenderPipelines<BlitPipeline>>,
    blit: Res<BlitPipeline>,
    picture: Option<Res<Picture>>,
) {
    let Some(picture) = picture.filter(|_| laying.is_none()) else {
        return;
    };
    let key = BlitPipelineKey {
        target_format: picture.format,
        // Blending onto nothing left the glass's colours multiplied by alpha.
        blend_state: Some(BlendState::PREMULTIPLIED_ALPHA_BLENDING),
        samples: 1,
        source_space: None,
    };
    let pipeline = pipelines.specialize(&cache, &blit, key);
    cache.block_on_render_pipeline(pipeline);
    commands.insert_resource(Laying(pipeline));
}

/// Lays the still layer under what moves.
fn lay(
    view: ViewQuery<(&ViewTarget, &ViewDepthTexture, &Part)>,
    picture: Option<Res<Picture>>,
    images: Res<RenderAssets<GpuImage>>,
    kept: Res<Depth>,
    laying: Option<Res<Laying>>,
    blit: Res<BlitPipeline>,
    cache: Res<PipelineCache>,
    mut ctx: RenderContext,
) {
    let (target, depth, part): QueryItem<(&ViewTarget, &ViewDepthTexture, &Part)> =
        view.into_inner();
    if *part != Part::Live {
        return;
    }
    let Some(picture) = picture else { return };
    let image = |handle: &Handle<Image>| images.get(handle);
    let Some(whole) = image(&picture.whole) else {
        return;
    };
    let settled = image(&picture.settled);
    if let (true, Some(settled), Some(glass), Some(laying)) =
        (picture.settles, settled, image(&picture.glass), laying)
    {
        copy_all(ctx.command_encoder(), &whole.texture, &settled.texture);
        let group = blit.create_bind_group(ctx.render_device(), &glass.texture_view, &cache);
        if let Some(pipeline) = cache.get_render_pipeline(laying.0) {
            let mut pass = ctx
                .command_encoder()
                .begin_render_pass(&RenderPassDescriptor {
                    label: Some("glass over the still layer"),
                    color_attachments: &[Some(RenderPassColorAttachment {
                        view: &settled.texture_view,
                        depth_slice: None,
                        resolve_target: None,
                        ops: Operations {
                            load: LoadOp::Load,
                            store: StoreOp::Store,
                        },
                    })],
                    ..default()
                });
            pass.set_pipeline(pipeline);
            pass.set_bind_group(0, &group, &[]);
            pass.draw(0..3, 0..1);
        }
    }
    let encoder = ctx.command_encoder();
    let goal = target.main_texture();
    match settled.filter(|_| picture.rests) {
        Some(settled) => {
            copy_all(encoder, &settled.texture, goal);
            for part in &picture.before_toys {
                copy_part(encoder, &whole.texture, goal, *part);
            }
        }
        None => copy_drawn(encoder, &whole.texture, goal, picture.reduced),
    }
    if let Some(kept) = &kept.texture {
        copy_all(encoder, &kept.texture, &depth.texture);
    }
}

/// Clears what a camera of the pictures draws into: the engine clears nothing for cameras that write
/// nothing out.
fn clear(view: ViewQuery<(&ViewTarget, &Part)>, table: Res<ClearColor>, mut ctx: RenderContext) {
    let (target, part): QueryItem<(&ViewTarget, &Part)> = view.into_inner();
    let colour = match part {
        Part::Sharp | Part::Smooth => table.0.to_linear(),
        Part::Glass => LinearRgba::NONE,
        Part::Live => return,
    };
    let attachment = RenderPassColorAttachment {
        resolve_target: None,
        ops: Operations {
            load: LoadOp::Clear(colour.into()),
            store: StoreOp::Store,
        },
        ..target.get_color_attachment()
    };
    ctx.command_encoder()
        .begin_render_pass(&RenderPassDescriptor {
            label: Some("clear a picture"),
            color_attachments: &[Some(attachment)],
            ..default()
        });
}

/// Keeps what a camera has drawn: all draw into the one texture that the frame is then put together
/// in, so that there is no second one for each of them.
fn keep(
    view: ViewQuery<(&ViewTarget, &Part)>,
    picture: Option<Res<Picture>>,
    images: Res<RenderAssets<GpuImage>>,
    mut ctx: RenderContext,
) {
    let (target, part): QueryItem<(&ViewTarget, &Part)> = view.into_inner();
    let Some(picture) = picture else { return };
    let goal = match part {
        Part::Sharp | Part::Smooth => &picture.whole,
        Part::Glass => &picture.glass,
        Part::Live => return,
    };
    let Some(goal) = images.get(goal) else { return };
    let drawn = target.main_texture();
    match (part, picture.drawn) {
        (Part::Smooth, Some(band)) => {
            copy_band(ctx.command_encoder(), drawn, &goal.texture, band);
        }
        (Part::Smooth, None) => {}
        (Part::Sharp, _) => {
            copy_drawn(ctx.command_encoder(), drawn, &goal.texture, picture.reduced);
        }
        _ => copy_all(ctx.command_encoder(), drawn, &goal.texture),
    }
}

fn copy_band(encoder: &mut CommandEncoder, band: &Texture, whole: &Texture, drawn: URect) {
    let size = extent(drawn.size());
    let mut to = whole.as_image_copy();
    to.origin.y = drawn.min.y;
    let fits = band.size() == size && drawn.max.y <= whole.height();
    if fits && band.width() == whole.width() && band.format() == whole.format() {
        encoder.copy_texture_to_texture(band.as_image_copy(), to, size);
    }
}

fn copy_all(encoder: &mut CommandEncoder, from: &Texture, to: &Texture) {
    if from.size() == to.size() && from.format() == to.format() {
        encoder.copy_texture_to_texture(from.as_image_copy(), to.as_image_copy(), to.size());
    }
}

/// All of a picture, or the corner that the town is drawn into while the camera flies.
fn copy_drawn(encoder: &mut CommandEncoder, from: &Texture, to: &Texture, reduced: Option<UVec2>) {
    match reduced {
        Some(size) => copy_part(encoder, from, to, URect::from_corners(UVec2::ZERO, size)),
        None => copy_all(encoder, from, to),
    }
}

fn copy_part(encoder: &mut CommandEncoder, from: &Texture, to: &Texture, part: URect) {
    let size = to.size();
    let fits = part.max.x <= size.width && part.max.y <= size.height;
    if fits && from.size() == size && from.format() == to.format() && !part.is_empty() {
        let mut source = from.as_image_copy();
        (source.origin.x, source.origin.y) = (part.min.x, part.min.y);
        let mut goal = to.as_image_copy();
        goal.origin = source.origin;
        encoder.copy_texture_to_texture(source, goal, extent(part.size()));
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
