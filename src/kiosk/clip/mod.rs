//! `--clip`: a short animated picture of the town when nobody is there, in which the friendly hand
//! comes by; it ends as it began.

mod apng;

use std::path::PathBuf;
use std::time::Duration;

use bevy::app::AppExit;
use bevy::camera::RenderTarget;
use bevy::prelude::*;
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured};
use bevy::time::TimeUpdateStrategy;
use bevy::window::RequestRedraw;
use image::RgbImage;
use image::imageops::{self, FilterType};

pub use self::apng::encode;
use crate::motion::Busy;
use crate::quality::{Level, Quality};
use crate::still::{self, OverCamera, Picture};

/// Between two pictures: ten a second.
const EACH: Duration = Duration::from_millis(100);
/// How many: the hand has come and gone, and the next language is not on yet.
const PICTURES: usize = 50;
/// The last of these fade into the first, since what lives has other periods.
const FADES: usize = 5;
/// A picture has a half of the glass's pixels each way.
const SMALLER: u32 = 2;
/// Until the glass has come to rest, time goes on by so little a frame: the hand is not to be missed.
const SLOWLY: Duration = Duration::from_millis(10);
/// Frames without a change until then.
const SETTLED: u32 = 4;

/// Where the clip goes, and what there is of it.
#[derive(Resource, Debug)]
pub struct Film {
    file: PathBuf,
    pictures: Vec<RgbImage>,
    phase: Phase,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Phase {
    /// The first frames; how many in which nothing changed.
    Settle(u32),
    /// A picture is to be taken of the frame in which time has gone on.
    Take,
    /// The renderer owes it; meanwhile time stands.
    Taking,
    Over,
}

impl Film {
    /// Into this file.
    pub fn new(file: PathBuf) -> Self {
        Self {
            file,
            pictures: Vec::new(),
            phase: Phase::Settle(0),
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    if !app.world().contains_resource::<Film>() {
        return;
    }
    app.insert_resource(TimeUpdateStrategy::ManualDuration(SLOWLY))
        .insert_resource(Quality::held(Level::Full))
        .add_systems(Last, film)
        .add_observer(keep);
}

fn film(
    mut commands: Commands,
    mut film: ResMut<Film>,
    time: Res<Time>,
    busy: Res<Busy>,
    picture: Option<Res<Picture>>,
    mut over: Query<(&mut Camera, &RenderTarget), With<OverCamera>>,
    mut step: ResMut<TimeUpdateStrategy>,
    mut redraw: MessageWriter<RequestRedraw>,
) {
    redraw.write(RequestRedraw);
    match film.phase {
        Phase::Settle(quiet) => {
            let quiet = if busy.is(time.elapsed()) {
                0
            } else {
                quiet + 1
            };
            film.phase = Phase::Settle(quiet);
            if quiet >= SETTLED {
                film.phase = Phase::Take;
                *step = TimeUpdateStrategy::ManualDuration(EACH);
            }
        }
        // The clock was told of it after it had gone on.
        Phase::Take if time.delta() < EACH => {}
        Phase::Take => {
            let shown = still::shown(picture.as_deref(), &mut over);
            commands.spawn(Screenshot(shown));
            film.phase = Phase::Taking;
            *step = TimeUpdateStrategy::ManualDuration(Duration::ZERO);
        }
        Phase::Taking | Phase::Over => {}
    }
}

fn keep(
    captured: On<ScreenshotCaptured>,
    mut film: ResMut<Film>,
    mut step: ResMut<TimeUpdateStrategy>,
    mut exit: MessageWriter<AppExit>,
) {
    match captured.image.clone().try_into_dynamic() {
        Ok(picture) => {
            let picture = picture.to_rgb8();
            // A clip has one size, whatever somebody does to the window meanwhile.
            let first = film.pictures.first().map(RgbImage::dimensions);
            let (width, height) =
                first.unwrap_or((picture.width() / SMALLER, picture.height() / SMALLER));
            let small = imageops::resize(&picture, width, height, FilterType::Triangle);
            film.pictures.push(small);
        }
        Err(error) => {
            tracing::error!("a picture of the clip cannot be taken: {error}");
            exit.write(AppExit::error());
        }
    }
    if film.pictures.len() < PICTURES {
        film.phase = Phase::Take;
        *step = TimeUpdateStrategy::ManualDuration(EACH);
        return;
    }
    film.phase = Phase::Over;
    fade(&mut film.pictures);
    let written = encode(&film.pictures, EACH)
        .map_err(|error| error.to_string())
        .and_then(|clip| std::fs::write(&film.file, clip).map_err(|error| error.to_string()));
    exit.write(match written {
        Ok(()) => AppExit::Success,
        Err(error) => {
            tracing::error!("cannot save the clip {}: {error}", film.file.display());
            AppExit::error()
        }
    });
}

/// The last pictures turn into the first.
fn fade(pictures: &mut [RgbImage]) {
    let Some(first) = pictures.first().cloned() else {
        return;
    };
    for (number, picture) in pictures.iter_mut().rev().take(FADES).enumerate() {
        let share = 1.0 - (number + 1) as f32 / (FADES + 1) as f32;
        for (pixel, goal) in picture.pixels_mut().zip(first.pixels()) {
            for (part, goal) in pixel.0.iter_mut().zip(goal.0) {
                let (from, to) = (f32::from(*part), f32::from(goal));
                *part = from.lerp(to, share).round() as u8;
            }
        }
    }
}
