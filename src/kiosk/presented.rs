//! How many frames have been presented: drawn, and handed over to a display that took them. A frame for
//! which the display has no room is none, however often it is drawn.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bevy::prelude::*;
use bevy::render::view::{ExtractedWindow, ExtractedWindows};
use bevy::render::{Render, RenderApp, RenderSystems};

/// So many, as all who draw know it.
#[derive(Resource, Debug, Default, Clone)]
pub(crate) struct Presented(Arc<AtomicU64>);

impl Presented {
    /// A frame was handed over.
    pub(crate) fn one_more(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    /// How many there were so far.
    pub(crate) fn so_far(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

pub(super) fn plugin(app: &mut App) {
    let presented = Presented::default();
    app.insert_resource(presented.clone());
    if let Some(renderer) = app.get_sub_app_mut(RenderApp) {
        renderer
            .insert_resource(presented)
            .add_systems(Render, count.in_set(RenderSystems::Cleanup));
    }
}

/// Those that the engine presents itself; what `still::present` copies, it counts.
fn count(windows: Res<ExtractedWindows>, presented: Res<Presented>) {
    // The engine takes the texture to present it, and leaves the view until the next frame.
    let is_gone = |window: &&ExtractedWindow| {
        window.swap_chain_texture_view.is_some() && window.swap_chain_texture.is_none()
    };
    for _ in windows.windows.values().filter(is_gone) {
        presented.one_more();
    }
}
