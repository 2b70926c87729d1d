//! The screen of a Legeplads kiosk: a full-screen toy town to touch.
//!
//! One room for each thing a visitor or a developer would name, each with a plugin function.
//! What is pure — [`journey`], [`activities`], [`paper`], `sound`'s synthesis — knows
//! nothing of windows and clocks; the plugins bring it on the glass. The kiosk opens no socket,
//! and its frame loop waits for nothing: disk, parsing and building scenes are on other threads.

pub mod acting;
pub mod activities;
pub mod attract;
pub mod bench;
pub mod camera;
pub mod claims;
pub mod clip;
pub mod clock;
pub mod contact_sheet;
pub mod cooling;
pub mod counts;
pub mod demo;
pub mod drivers;
mod ending;
pub mod fingers;
pub mod focus;
pub mod fonts;
pub mod hand;
mod heap;
pub mod hours;
pub mod idle;
pub mod journey;
pub mod keepsake;
pub mod language;
pub mod launch;
pub mod measure;
pub mod motion;
pub mod notices;
pub mod options;
mod panel;
pub mod paper;
pub mod photos;
pub mod power;
mod presented;
pub mod quality;
pub mod records;
pub mod release;
mod rounds;
pub mod screens;
pub mod screenshot;
pub mod soak;
pub mod sound;
pub mod stage;
pub mod status;
pub mod still;
pub mod taps;
pub mod theatre;
pub mod theme;
pub mod towers;
pub mod toys;
pub mod ui;
pub mod view;
pub mod wall;
mod watchdog;
mod window;

use std::path::PathBuf;
use std::thread;

use bevy::app::AppExit;
use bevy::prelude::*;

pub use options::{At, Options};

use journey::Journey;
use release::{Release, Watch};
use stage::Early;
use towers::Towers;

/// Runs the screen until it is closed.
pub fn run(options: &Options) -> AppExit {
    heap::keep();
    window::log_to_standard_error();
    if let Some(folder) = &options.contact_sheet
        && let Err(error) = std::fs::create_dir_all(folder)
    {
        tracing::error!("cannot make the folder {}: {error}", folder.display());
        return AppExit::error();
    }
    let store = release::store_dir(options);
    if let Some(store) = store.as_ref().filter(|_| options.is_demo())
        && let Err(error) = demo::seal(store)
    {
        tracing::error!("{error}");
        return AppExit::error();
    }
    if let Some(store) = store.as_ref().filter(|_| !options.is_demo())
        && let Err(error) = legeplads_store::refuse_a_demo(store)
    {
        tracing::error!("{error}");
        return AppExit::error();
    }
    // What visitors do is kept there; whoever rehearses, measures or shows is none.
    let visited = store
        .clone()
        .filter(|_| options.is_for_visitors() && !options.is_demo());
    let mut app = App::new();
    // The engine takes as long to come up as the content takes to be read and its first scene to
    // be built.
    let begun = thread::scope(|scope| {
        // Said at once: without a display the engine ends the program before anybody else could.
        let begun = scope.spawn(|| {
            begin(options, visited.clone()).inspect_err(|error| tracing::error!("{error}"))
        });
        window::open(&mut app, options);
        begun.join()
    });
    let (release, watch, early, towers) = match begun {
        Ok(Ok(begun)) => begun,
        Ok(Err(_)) => return AppExit::error(),
        Err(_) => {
            tracing::error!("the content could not be read; the lines above say where it ended");
            return AppExit::error();
        }
    };
    // A booth's own counts lie in its demo's folder, which couriers and real kiosks keep off.
    let counted = store
        .clone()
        .filter(|_| options.is_for_visitors() && (!options.is_demo() || options.collect));
    app.insert_resource(early)
        .insert_resource(towers)
        .insert_resource(counts::Counts::open(counted));
    if let Some(hours) = options.soak {
        let (run, watch) = soak::Run::new(hours, options);
        // Nobody is to believe that a robot's release is on the glass.
        app.insert_resource(status::Status::new(None))
            .insert_resource(watch)
            .insert_resource(run);
    } else {
        let status = status::Status::new(store.clone()).of_a_demo(options.is_demo());
        app.insert_resource(status).insert_resource(watch);
    }
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
    if options.bench {
        let (speaker, onsets) = sound::Speaker::start_with_an_ear();
        app.insert_resource(speaker)
            .insert_resource(bench::Run::new(onsets));
    } else {
        app.insert_resource(sound::Speaker::start());
    }
    furnish(&mut app, options, release);
    app.add_plugins(ending::plugin);
    app.run()
}

/// Opens the content and begins with its first scene.
fn begin(
    options: &Options,
    visited: Option<PathBuf>,
) -> Result<(Release, Watch, Early, Towers), release::Unplayable> {
    let (release, watch) = release::begin(options)?;
    let clock = clock::WallClock::asked_for(options, &release.feed.time_zone).unwrap_or_default();
    let mut towers = Towers::open(visited);
    towers.look_at_the_clock(release.site(), &clock.now(&release.feed.time_zone));
    let (journey, _) = set_out(options, &release);
    let size = options.windowed.map(|size| size.as_vec2());
    let size = size.unwrap_or_else(|| release.screen_mm());
    let early = match options.contact_sheet {
        Some(_) => Early::default(),
        None => {
            let portrait = size.y > size.x;
            Early::begin(&release, &journey, &towers, portrait, clock)
        }
    };
    Ok((release, watch, early, towers))
}

/// Puts every room in, the visitor's journey at its beginning.
///
/// The app must have Bevy's plugins for time, assets, meshes, images and text already; tests have
/// them without a window and without a GPU.
pub fn furnish(app: &mut App, options: &Options, release: Release) {
    let (journey, is_there) = set_out(options, &release);
    if !is_there {
        let known: Vec<_> = release.feed.stops.keys().map(|id| id.as_str()).collect();
        tracing::warn!(
            "--at names no stop of this feed; known: {}",
            known.join(", ")
        );
    }
    if options.at.is_some() {
        app.insert_resource(idle::Idle {
            frozen: true,
            ..default()
        });
    }
    let zone = &release.feed.time_zone;
    if let Some(clock) = clock::WallClock::asked_for(options, zone) {
        app.insert_resource(clock);
    }
    if options.is_demo() {
        app.insert_resource(demo::Demo::default())
            .init_resource::<demo::Show>();
    }
    if options.suppose_gpu {
        app.insert_resource(still::SupposedGpu);
    }
    if let Some(level) = options.quality {
        app.insert_resource(quality::Quality::held(level));
    }
    if let Some(seconds) = options.measure {
        app.insert_resource(measure::Stopwatch::new(seconds))
            .insert_resource(power::Unbridled(true));
    }
    if let Some(file) = &options.screenshot {
        app.insert_resource(screenshot::Wanted(file.clone()));
    }
    if let Some(file) = &options.clip {
        app.insert_resource(clip::Film::new(file.clone()));
    }
    if let Some(file) = &options.toys {
        app.insert_resource(toys::Wanted(file.clone()));
    }
    if let Some(folder) = &options.contact_sheet {
        app.insert_resource(contact_sheet::Walk::new(folder.clone(), options, &release));
    }
    app.insert_resource(claims::Claims::new(options))
        .insert_resource(keepsake::Beside::new(options));
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
            (taps::plugin, wall::plugin, claims::plugin),
            towers::plugin,
            (counts::plugin, records::plugin),
            language::plugin,
            theme::plugin,
            fonts::plugin,
            launch::plugin,
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
            (presented::plugin, watchdog::plugin),
            (
                cooling::plugin,
                contact_sheet::plugin,
                toys::plugin,
                theatre::plugin,
                rounds::plugin,
                soak::plugin,
                quality::plugin,
                bench::plugin,
                clip::plugin,
                demo::plugin,
            ),
        ));
}

/// The journey's beginning, and whether it is where `--at` says: an unknown id stays on the island.
fn set_out(options: &Options, release: &Release) -> (Journey, bool) {
    let (feed, site) = (&release.feed, release.site());
    let mut journey = Journey::new(feed, site, options.language.as_deref(), options.calm);
    let wanted = match &options.at {
        Some(At::Stop(id)) => Some(feed.stops.values().find(|stop| stop.id == id.as_str())),
        Some(At::Activity(id)) => {
            Some((feed.stops.values()).find(|stop| stop.activity == id.as_str()))
        }
        _ => None,
    };
    match (&options.at, wanted) {
        (None, _) if options.bench => journey.screen = journey::Screen::Island,
        (None, _) => {}
        (Some(At::Attract), _) => journey.screen = journey::Screen::Attract,
        (Some(At::Closed), _) => journey.close(feed),
        (Some(At::Finish), _) => journey.skip_to_the_end(feed, site),
        (Some(At::Board), _) => journey.screen = journey::Screen::Board(0),
        (Some(_), Some(Some(stop))) => journey.skip_to(&stop.id, feed, site),
        (Some(_), _) => journey.screen = journey::Screen::Island,
    }
    (journey, wanted != Some(None))
}
