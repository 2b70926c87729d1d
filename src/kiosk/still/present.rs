//! Puts frames on the glass without a GPU: by copying.
//!
//! The engine's own last step draws the finished frame once more over the whole window, through
//! two conversions of colour. With Mesa's software renderer that was a quarter of a frame's cost;
//! a copy is a tenth of it. So the window's surface is ours there, made to be copied to.

use std::thread;
use std::time::{Duration, Instant};

use bevy::platform::collections::HashMap;
use bevy::prelude::*;
use bevy::render::render_resource::{
    CommandEncoderDescriptor, Extent3d, TextureFormat, TextureUsages,
};
use bevy::render::renderer::{
    RenderAdapterInfo, RenderDevice, RenderGraph, RenderGraphSystems, RenderInstance, RenderQueue,
};
use bevy::render::view::window::create_surfaces;
use bevy::render::view::{ExtractedWindow, ExtractedWindows, ViewTarget, prepare_windows};
use bevy::render::{Render, RenderApp};
use wgpu::{CurrentSurfaceTexture, Surface, SurfaceConfiguration, SurfaceTargetUnsafe};

use super::SupposedGpu;
use super::copy::Part;
use super::picture::Picture;
use crate::presented::Presented;

/// What Mesa's surfaces are made of, so what everything that is copied to them must be made of.
pub const FORMAT: TextureFormat = TextureFormat::Bgra8UnormSrgb;

/// Whether frames are copied to the glass on this adapter. Others may not take copies, or not fast.
pub fn copies(adapter: Option<&RenderAdapterInfo>) -> bool {
    adapter.is_some_and(|adapter| adapter.name.starts_with("llvmpipe"))
}

/// The windows whose surfaces are ours.
#[derive(Resource, Default)]
struct Windows(HashMap<Entity, Glass>);

struct Glass {
    surface: Surface<'static>,
    /// The surface may not outlive the window, and this keeps it.
    window: ExtractedWindow,
    configured: Option<UVec2>,
    /// When a frame was shown last.
    shown: Instant,
}

/// Frames are not shown faster than this.
const PACE: Duration = Duration::from_micros(16_600);

pub(super) fn plugin(app: &mut App) {
    let Some(render_app) = app.get_sub_app_mut(RenderApp) else {
        return;
    };
    render_app
        .init_resource::<Windows>()
        .add_systems(
            Render,
            take_windows
                .before(create_surfaces)
                .before(prepare_windows)
                .run_if(not(resource_exists::<SupposedGpu>)),
        )
        .add_systems(RenderGraph, present.in_set(RenderGraphSystems::Finish));
}

/// Takes the windows over before the engine makes surfaces for them.
fn take_windows(
    adapter: Res<RenderAdapterInfo>,
    instance: Res<RenderInstance>,
    mut extracted: ResMut<ExtractedWindows>,
    mut windows: ResMut<Windows>,
) {
    if !copies(Some(&*adapter)) {
        return;
    }
    let entities: Vec<Entity> = extracted.windows.keys().copied().collect();
    windows.0.retain(|entity, _| entities.contains(entity));
    for entity in entities {
        let Some(window) = extracted.windows.remove(&entity) else {
            continue;
        };
        if let Some(glass) = windows.0.get_mut(&entity) {
            glass.window = window;
            continue;
        }
        let target = SurfaceTargetUnsafe::RawHandle {
            raw_display_handle: Some(window.handle.get_display_handle()),
            raw_window_handle: window.handle.get_window_handle(),
        };
        #[expect(
            unsafe_code,
            reason = "both handles come from a window that `Glass` keeps alive as long as the surface"
        )]
        let surface = unsafe { instance.create_surface_unsafe(target) };
        match surface {
            Ok(surface) => {
                let glass = Glass {
                    surface,
                    window,
                    configured: None,
                    shown: Instant::now(),
                };
                windows.0.insert(entity, glass);
            }
            Err(error) => tracing::error!("the window cannot be drawn to: {error}"),
        }
    }
}

/// Copies the finished frame to the window and shows it.
fn present(
    views: Query<(&ViewTarget, &Part)>,
    mut windows: ResMut<Windows>,
    device: Res<RenderDevice>,
    queue: Res<RenderQueue>,
    (picture, presented): (Option<Res<Picture>>, Option<Res<Presented>>),
) {
    if picture.is_none_or(|picture| !picture.is_there) {
        return;
    }
    let live = views.iter().find(|(_, part)| **part == Part::Live);
    let Some(frame) = live.map(|(target, _)| target.main_texture()) else {
        return;
    };
    for glass in windows.0.values_mut() {
        let size = UVec2::new(glass.window.physical_width, glass.window.physical_height);
        if glass.configured != Some(size) {
            device.configure_surface(&glass.surface, &configuration(size));
            glass.configured = Some(size);
        }
        let shown = match glass.surface.get_current_texture() {
            CurrentSurfaceTexture::Success(shown) => shown,
            CurrentSurfaceTexture::Suboptimal(shown) => {
                glass.configured = None;
                shown
            }
            CurrentSurfaceTexture::Outdated | CurrentSurfaceTexture::Lost => {
                glass.configured = None;
                continue;
            }
            // The next frame may find one.
            _ => continue,
        };
        let size = Extent3d {
            width: size.x.min(frame.width()).min(shown.texture.width()),
            height: size.y.min(frame.height()).min(shown.texture.height()),
            depth_or_array_layers: 1,
        };
        let mut encoder = device.create_command_encoder(&CommandEncoderDescriptor::default());
        if frame.format() == shown.texture.format() {
            let goal = shown.texture.as_image_copy();
            encoder.copy_texture_to_texture(frame.as_image_copy(), goal, size);
        }
        queue.submit([encoder.finish()]);
        // In the place of the display's beat: what misses one by a little must not wait for the next.
        thread::sleep(PACE.saturating_sub(glass.shown.elapsed()));
        glass.shown = Instant::now();
        shown.present();
        if let Some(presented) = &presented {
            presented.one_more();
        }
    }
}

fn configuration(size: UVec2) -> SurfaceConfiguration {
    SurfaceConfiguration {
        usage: TextureUsages::COPY_DST,
        format: FORMAT,
        width: size.x,
        height: size.y,
        present_mode: wgpu::PresentMode::AutoNoVsync,
        desired_maximum_frame_latency: 2,
        alpha_mode: wgpu::CompositeAlphaMode::Auto,
        view_formats: Vec::new(),
    }
}
