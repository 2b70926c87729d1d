//! While the camera flies, the town is drawn smaller and enlarged to the window. Nothing on the way is
//! looked at for long, and without a GPU it is pixels that flights spend half of their time on. Paper
//! and words in front are drawn at their size as ever.

use bevy::core_pipeline::blit::{BlitPipeline, BlitPipelineKey};
use bevy::core_pipeline::{Core2d, Core2dSystems};
use bevy::prelude::*;
use bevy::render::render_resource::binding_types::{sampler, texture_2d};
use bevy::render::render_resource::{
    BindGroupLayoutDescriptor, BindGroupLayoutEntries, CachedRenderPipelineId, Extent3d,
    FilterMode, LoadOp, Operations, PipelineCache, RenderPassColorAttachment, RenderPassDescriptor,
    SamplerBindingType, SamplerDescriptor, ShaderStages, SpecializedRenderPipeline, StoreOp,
    TextureDescriptor, TextureDimension, TextureSampleType, TextureUsages,
};
use bevy::render::renderer::{RenderContext, RenderDevice, ViewQuery};
use bevy::render::texture::TextureCache;
use bevy::render::view::ViewTarget;
use bevy::render::{Render, RenderApp, RenderSystems};

use super::copy::Part;
use super::picture::Picture;

/// So many pixels may a frame of a flight have, about; with fewer for each of the window's it would look like fog.
const PIXELS: f32 = 240_000.0;
const LEAST: f32 = 0.4;

/// How large the town is drawn in a flight on a window of this size, if smaller.
pub fn reduced(size: UVec2) -> Option<UVec2> {
    let pixels = size.as_vec2().element_product().max(1.0);
    let scale = (PIXELS / pixels).sqrt().max(LEAST);
    (scale < 1.0).then(|| (size.as_vec2() * scale).as_uvec2().max(UVec2::ONE))
}

/// Enlarges with soft edges.
#[derive(Resource)]
struct Enlarging {
    blit: BlitPipeline,
    pipeline: CachedRenderPipelineId,
}

pub(super) fn plugin(app: &mut App) {
    let Some(render_app) = app.get_sub_app_mut(RenderApp) else {
        return;
    };
    render_app
        .add_systems(
            Render,
            prepare.in_set(RenderSystems::Prepare).ambiguous_with_all(),
        )
        .add_systems(Core2d, enlarge.in_set(Core2dSystems::PostProcess));
}

fn prepare(
    mut commands: Commands,
    enlarging: Option<Res<Enlarging>>,
    mut cache: ResMut<PipelineCache>,
    blit: Res<BlitPipeline>,
    device: Res<RenderDevice>,
    picture: Option<Res<Picture>>,
) {
    let Some(picture) = picture.filter(|_| enlarging.is_none()) else {
        return;
    };
    let entries = (
        texture_2d(TextureSampleType::Float { filterable: true }),
        sampler(SamplerBindingType::Filtering),
    );
    let blit = BlitPipeline {
        layout: BindGroupLayoutDescriptor::new(
            "enlarging",
            &BindGroupLayoutEntries::sequential(ShaderStages::FRAGMENT, entries),
        ),
        sampler: device.create_sampler(&SamplerDescriptor {
            mag_filter: FilterMode::Linear,
            ..default()
        }),
        fullscreen_shader: blit.fullscreen_shader.clone(),
        fragment_shader: blit.fragment_shader.clone(),
    };
    let pipeline = cache.queue_render_pipeline(blit.specialize(BlitPipelineKey {
        target_format: picture.format.remove_srgb_suffix(),
        blend_state: None,
        samples: 1,
        source_space: None,
    }));
    // The first flight is no moment to compile anything.
    cache.block_on_render_pipeline(pipeline);
    commands.insert_resource(Enlarging { blit, pipeline });
}

fn enlarge(
    view: ViewQuery<(&ViewTarget, &Part)>,
    picture: Option<Res<Picture>>,
    enlarging: Option<Res<Enlarging>>,
    cache: Res<PipelineCache>,
    mut textures: ResMut<TextureCache>,
    device: Res<RenderDevice>,
    mut ctx: RenderContext,
) {
    let (target, part) = view.into_inner();
    let (Some(picture), Some(enlarging), Part::Live) = (picture, enlarging, part) else {
        return;
    };
    let (Some(size), Some(pipeline)) = (
        picture.reduced,
        cache.get_render_pipeline(enlarging.pipeline),
    ) else {
        return;
    };
    let frame = target.main_texture();
    if size.x > frame.width() || size.y > frame.height() {
        return;
    }
    // Without the conversions of sRGB, which cost more than the mixing of neighbours.
    let mut texture = |label: &'static str, size: Extent3d, usage: TextureUsages| {
        let descriptor = TextureDescriptor {
            label: Some(label),
            size,
            mip_level_count: 1,
            sample_count: 1,
            dimension: TextureDimension::D2,
            format: frame.format().remove_srgb_suffix(),
            usage,
            view_formats: &[],
        };
        textures.get(&device, descriptor)
    };
    let size = Extent3d {
        width: size.x,
        height: size.y,
        depth_or_array_layers: 1,
    };
    let small = texture(
        "the town in a flight",
        size,
        TextureUsages::COPY_DST | TextureUsages::TEXTURE_BINDING,
    );
    let large = texture(
        "the town in a flight, enlarged",
        frame.size(),
        TextureUsages::RENDER_ATTACHMENT | TextureUsages::COPY_SRC,
    );
    let group = enlarging
        .blit
        .create_bind_group(&device, &small.default_view, &cache);
    let encoder = ctx.command_encoder();
    encoder.copy_texture_to_texture(frame.as_image_copy(), small.texture.as_image_copy(), size);
    let attachment = RenderPassColorAttachment {
        view: &large.default_view,
        depth_slice: None,
        resolve_target: None,
        // All of it is drawn over.
        ops: Operations {
            load: LoadOp::Load,
            store: StoreOp::Store,
        },
    };
    let mut pass = encoder.begin_render_pass(&RenderPassDescriptor {
        label: Some("enlarge the town"),
        color_attachments: &[Some(attachment)],
        ..default()
    });
    pass.set_pipeline(pipeline);
    pass.set_bind_group(0, &group, &[]);
    pass.draw(0..3, 0..1);
    drop(pass);
    encoder.copy_texture_to_texture(
        large.texture.as_image_copy(),
        frame.as_image_copy(),
        frame.size(),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_windows_are_drawn_smaller_and_small_ones_are_not() {
        assert_eq!(reduced(UVec2::new(480, 270)), None);
        let hd = reduced(UVec2::new(1280, 720)).expect("it is smaller");
        assert!(hd.element_product() <= 240_000 && hd.x > 640, "{hd}");
        let full = reduced(UVec2::new(1080, 1920)).expect("it is smaller");
        assert_eq!(full, UVec2::new(432, 768));
        assert!(reduced(UVec2::ZERO).is_none());
    }
}
