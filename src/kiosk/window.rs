//! Bevy with a window: only what a kiosk needs of it.

use std::io::IsTerminal;

use bevy::app::App;
use bevy::asset::AssetMetaCheck;
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::render::mesh::allocator::MeshAllocatorSettings;
use bevy::render::pipelined_rendering::PipelinedRenderingPlugin;
use bevy::render::settings::{MemoryHints, RenderCreation, WgpuFeatures, WgpuSettings};
use bevy::render::slab_allocator::SlabAllocatorSettings;
use bevy::render::{RenderApp, RenderPlugin};
use bevy::window::{
    CursorOptions, ExitCondition, MonitorSelection, PresentMode, WindowMode, WindowResolution,
};
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};
use tracing_subscriber::EnvFilter;

use crate::contact_sheet;
use crate::options::Options;
use crate::release::Watch;

/// What is logged if `RUST_LOG` does not say otherwise.
///
/// `sctk_adwaita` would draw frames round windows; it complains that a kiosk has no desktop to ask
/// for their colours.
const LOG: &str = "warn,legeplads=info,legeplads_kiosk=info,legeplads_store=info,sctk_adwaita=off";

/// Logs go to standard error: the journal takes them from there.
pub fn log_to_standard_error() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(LOG));
    // A test may have set another one.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .try_init();
}

/// Bevy's plugins and the window.
pub fn open(app: &mut App, options: &Options) {
    let sheet = options
        .contact_sheet
        .is_some()
        .then_some(contact_sheet::SIZE);
    let (mode, resolution) = match options.windowed.or(sheet) {
        // The site's pixels are what counts, not the desktop's idea of scale.
        Some(size) => (
            WindowMode::Windowed,
            WindowResolution::new(size.x, size.y).with_scale_factor_override(1.0),
        ),
        None => (
            WindowMode::BorderlessFullscreen(MonitorSelection::Current),
            WindowResolution::default().with_scale_factor_override(1.0),
        ),
    };
    let window = Window {
        title: "Legeplads".to_owned(),
        name: Some("dk.legeplads.kiosk".to_owned()),
        mode,
        resolution,
        present_mode: PresentMode::AutoVsync,
        // A frame round the screen would be asked for its colours on Wayland, which takes time.
        decorations: options.windowed.is_some(),
        ..default()
    };
    let cursor = CursorOptions {
        visible: options.windowed.is_some(),
        ..default()
    };
    app.add_plugins(
        DefaultPlugins
            .build()
            .disable::<LogPlugin>()
            // One frame less between a touch and its answer.
            .disable::<PipelinedRenderingPlugin>()
            .set(AssetPlugin {
                meta_check: AssetMetaCheck::Never,
                ..default()
            })
            .set(WindowPlugin {
                primary_window: Some(window),
                primary_cursor_options: Some(cursor),
                exit_condition: ExitCondition::OnPrimaryClosed,
                ..default()
            })
            .set(RenderPlugin {
                render_creation: RenderCreation::Automatic(Box::new(WgpuSettings {
                    // The default takes 192 MB of first blocks.
                    memory_hints: MemoryHints::MemoryUsage,
                    // Only 3D's culling wants it, and compiles its shaders at every start.
                    disabled_features: Some(WgpuFeatures::INDIRECT_FIRST_INSTANCE),
                    ..default()
                })),
                // No frame without its pipelines: the first one is whole.
                synchronous_pipeline_compilation: true,
                ..default()
            }),
    )
    .add_systems(Startup, wake_on_news.run_if(resource_exists::<Watch>));
    if let Some(renderer) = app.get_sub_app_mut(RenderApp) {
        renderer.insert_resource(MeshAllocatorSettings {
            slab_allocator_settings: SlabAllocatorSettings {
                // A buffer for each mesh: the book of who has what in a shared one takes 4 MB, and
                // there are three of them.
                large_threshold: 0,
                ..default()
            },
            ..default()
        });
    }
    // Whatever goes wrong in a system is logged; the screen goes on.
    app.set_error_handler(bevy::ecs::error::error);
}

/// A screen at rest draws nothing, so a new release must wake it.
fn wake_on_news(watch: Res<Watch>, proxy: Option<Res<EventLoopProxyWrapper>>) {
    if let Some(proxy) = proxy {
        let proxy = (**proxy).clone();
        watch.on_news(move || {
            // The loop is gone only when the program ends.
            let _ = proxy.send_event(WinitUserEvent::WakeUp);
        });
    }
}
