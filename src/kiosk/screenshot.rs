//! `--screenshot`: waits until the screen has settled, saves a picture of it, and leaves.

use std::path::{Path, PathBuf};

use bevy::app::AppExit;
use bevy::camera::RenderTarget;
use bevy::prelude::*;
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured};
use bevy::window::RequestRedraw;

use crate::motion::Busy;
use crate::still::{self, OverCamera, Picture};

/// Frames without a change before the picture is taken.
const SETTLED: u32 = 12;

/// Where the picture goes.
#[derive(Resource, Debug)]
pub struct Wanted(pub PathBuf);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Last, take.run_if(resource_exists::<Wanted>));
}

fn take(
    mut commands: Commands,
    time: Res<Time>,
    busy: Res<Busy>,
    mut still_for: Local<u32>,
    mut taken: Local<bool>,
    mut redraw: MessageWriter<RequestRedraw>,
    picture: Option<Res<Picture>>,
    mut over: Query<(&mut Camera, &RenderTarget), With<OverCamera>>,
) {
    // Frames of a sleeping town come half a minute apart.
    redraw.write(RequestRedraw);
    *still_for = if busy.is(time.elapsed()) {
        0
    } else {
        *still_for + 1
    };
    if *still_for >= SETTLED && !*taken {
        *taken = true;
        let shown = still::shown(picture.as_deref(), &mut over);
        commands.spawn(Screenshot(shown)).observe(save);
    }
}

fn save(captured: On<ScreenshotCaptured>, wanted: Res<Wanted>, mut exit: MessageWriter<AppExit>) {
    exit.write(write(&captured.image, &wanted.0));
}

/// Writes a picture to a file, with which the program ends.
pub(crate) fn write(picture: &Image, file: &Path) -> AppExit {
    let written = picture
        .clone()
        .try_into_dynamic()
        .map_err(|error| error.to_string())
        .and_then(|picture| {
            let saved = picture.to_rgb8().save(file);
            saved.map_err(|error| error.to_string())
        });
    match written {
        Ok(()) => AppExit::Success,
        Err(error) => {
            tracing::error!("cannot save the picture {}: {error}", file.display());
            AppExit::error()
        }
    }
}
