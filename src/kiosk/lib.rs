//! The screen of a Legeplads kiosk: a full-screen toy town to touch.
//!
//! One room for each thing a visitor or a developer would name, each with a plugin function.
//! What is pure — [`journey`], [`activities`], [`paper`], `sound`'s synthesis — knows
//! nothing of windows and clocks; the plugins bring it on the glass. The kiosk opens no socket,
//! and its frame loop waits for nothing: disk, parsing and building scenes are on other threads.

pub mod acting;
pub mod activities;
pub mod attract;
pub mod camera;
pub mod clock;
pub mod contact_sheet;
pub mod drivers;
pub mod fingers;
pub mod focus;
mod heap;
pub mod hours;
pub mod idle;
pub mod journey;
pub mod language;
pub mod measure;
pub mod motion;
pub mod notices;
pub mod options;
pub mod paper;
pub mod photos;
pub mod power;
pub mod release;
pub mod screens;
pub mod screenshot;
pub mod sound;
pub mod stage;
pub mod status;
pub mod still;
pub mod taps;
pub mod theatre;
pub mod theme;
pub mod toys;
pub mod ui;
pub mod view;
mod watchdog;
mod window;

use bevy::app::AppExit;
use bevy::prelude::*;

pub use options::{At, Options};

use journey::Journey;
use release::Release;

/// Runs the screen until it is closed.
pub fn run(options: &Options) -> AppExit {
    heap::keep();
    window::log_to_standard_error();
    let (release, watch) = match release::begin(options) {
        Ok(begun) => begun,
        Err(error) => {
            tracing::error!("{error}");
            return AppExit::error();
        }
    };
    if let Some(folder) = &options.contact_sheet
        && let Err(error) = std::fs::create_dir_all(folder)
    {
        tracing::error!("cannot make the folder {}: {error}", folder.display());
        return AppExit::error();
    }
    let store = release::store_dir(options);
    let mut app = App::new();
    window::open(&mut app, options);
    app.insert_resource(status::Status::new(store.clone()))
        .insert_resource(watch);
    if let (Some(feed), Some(store)) = (&options.feed, &store) {
        match release::Courier::start(feed, store, options) {
            Ok(courier) => {
                app.insert_resource(courier);
            }
            Err(error) => tracing::error!(
                "legeplads-sync cannot be started ({error}), so nothing new will come; \
                 install it beside legeplads-kiosk"
            ),
        }
    }
    app.insert_resource(sound::Speaker::start());
    furnish(&mut app, options, release);
    app.run()
}

/// Puts every room in, the visitor's journey at its beginning.
///
/// The app must have Bevy's plugins for time, assets, meshes, images and text already; tests have
/// them without a window and without a GPU.
pub fn furnish(app: &mut App, options: &Options, release: Release) {
    let mut journey = Journey::new(
        &release.feed,
        release.site(),
        options.language.as_deref(),
        options.calm,
    );
    if let Some(at) = &options.at {
        place(&mut journey, at, &release);
        app.insert_resource(idle::Idle {
            frozen: true,
            ..default()
        });
    }
    let zone = &release.feed.time_zone;
    if let Some(clock) = clock::WallClock::asked_for(options, zone) {
        app.insert_resource(clock);
    }
    if let Some(seconds) = options.measure {
        app.insert_resource(measure::Stopwatch::new(seconds))
            .insert_resource(power::Unbridled(true));
    }
    if let Some(file) = &options.screenshot {
        app.insert_resource(screenshot::Wanted(file.clone()));
    }
    if let Some(file) = &options.toys {
        app.insert_resource(toys::Wanted(file.clone()));
    }
    if let Some(folder) = &options.contact_sheet {
        app.insert_resource(contact_sheet::Walk::new(folder.clone(), options, &release));
    }
    app.insert_resource(release.theme())
        .insert_resource(view::View::new(
            options
                .windowed
                .map_or(Vec2::new(1280.0, 720.0), |size| size.as_vec2()),
            release.screen_mm(),
        ))
        .insert_resource(release)
        .insert_resource(journey)
        .add_plugins((
            clock::plugin,
            release::plugin,
            photos::plugin,
            view::plugin,
            fingers::plugin,
            ui::plugin,
            focus::plugin,
            acting::plugin,
            taps::plugin,
            language::plugin,
            theme::plugin,
        ))
        .add_plugins((
            camera::plugin,
            still::plugin,
            stage::plugin,
            motion::plugin,
            screens::plugin,
            idle::plugin,
            hours::plugin,
            attract::plugin,
            sound::plugin,
            power::plugin,
            status::plugin,
            measure::plugin,
            screenshot::plugin,
            watchdog::plugin,
            (contact_sheet::plugin, toys::plugin, theatre::plugin),
        ));
}

/// Puts the journey where `--at` says. An unknown id stays on the island, and says so.
fn place(journey: &mut Journey, at: &At, release: &Release) {
    let feed = &release.feed;
    let site = release.site();
    let stop_of = |wanted: &At| match wanted {
        At::Stop(id) => feed.stops.values().find(|stop| stop.id == id.as_str()),
        At::Activity(id) => feed
            .stops
            .values()
            .find(|stop| stop.activity == id.as_str()),
        _ => None,
    };
    match at {
        At::Attract => journey.screen = journey::Screen::Attract,
        At::Closed => journey.close(feed),
        At::Island => journey.screen = journey::Screen::Island,
        At::Finish => journey.skip_to_the_end(feed, site),
        At::Board => journey.screen = journey::Screen::Board(0),
        At::Stop(_) | At::Activity(_) => match stop_of(at) {
            Some(stop) => journey.skip_to(&stop.id, feed, site),
            None => {
                journey.screen = journey::Screen::Island;
                let known: Vec<_> = feed.stops.keys().map(|id| id.as_str()).collect();
                tracing::warn!(
                    "--at names no stop of this feed; known: {}",
                    known.join(", ")
                );
            }
        },
    }
}
