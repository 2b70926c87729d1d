//! `--contact-sheet`: walks through everything a visitor can see, saves a picture of each state,
//! and one of all of them on a sheet.
//!
//! The walk is inside the running app and drives its clock, so that nothing is waited for; what
//! moves by itself is met at much the same moment each time.

mod gift;
mod ideas;
mod overview;
mod played;
mod road;
mod second;
mod state;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use bevy::app::AppExit;
use bevy::camera::RenderTarget;
use bevy::prelude::*;
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured};
use bevy::time::TimeUpdateStrategy;
use bevy::window::RequestRedraw;
use legeplads_feed::{Feed, Language};

use self::overview::Overview;
pub use self::played::Played;
pub use self::road::OnRoad;
pub use self::second::Second;
pub use self::state::State;
use crate::demo::Demo;
use crate::idle::Idle;
use crate::journey::{Action, Journey};
use crate::motion::Busy;
use crate::options::Options;
use crate::release::Release;
use crate::stage::{Inline, Stage, scene_of};
use crate::still::{self, OverCamera, Picture};
use crate::taps::Taps;
use crate::ui::Target;
use crate::view::View;

/// The glass in landscape, in pixels, if `--windowed` names no other; for portrait it is turned.
pub const SIZE: UVec2 = UVec2::new(1280, 720);

/// How far the clock goes on in a frame.
const FRAME: Duration = Duration::from_millis(100);
/// Frames without a change before a picture is taken.
const SETTLED: u32 = 10;
/// Frames after which something is wrong: screens settle in a tenth of these.
const STUCK: u32 = 600;

/// A picture to take.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shot {
    state: State,
    portrait: bool,
    language: Language,
}

impl Shot {
    fn file(&self) -> String {
        let state = self.state.name().replace(':', "-");
        let orientation = if self.portrait {
            "portrait"
        } else {
            "landscape"
        };
        format!("{state}-{orientation}-{}.png", self.language)
    }
}

/// The walk, and how far it has come.
#[derive(Resource, Debug)]
pub struct Walk {
    folder: PathBuf,
    feed: Arc<Feed>,
    landscape: UVec2,
    shots: VecDeque<Shot>,
    arranged: Option<(State, bool)>,
    phase: Phase,
    overview: Overview,
}

#[derive(Debug, Clone, Copy)]
enum Phase {
    /// The next picture's state is to be brought about.
    Arrange,
    /// Frames since then, and frames since anything changed.
    Settle { frames: u32, quiet: u32 },
    /// The renderer owes the picture.
    Taking,
}

impl Walk {
    /// Every state whose name begins with `--only`, in landscape and in portrait, in the feed's
    /// languages or the one that `--language` names.
    pub fn new(folder: PathBuf, options: &Options, release: &Release) -> Self {
        let feed = &release.feed;
        let only = options.only.as_deref().unwrap_or_default();
        let spoken = |language: &&Language| {
            let wanted = options.language.as_deref();
            wanted.is_none_or(|wanted| language.as_str() == wanted)
        };
        let languages: Vec<_> = feed.languages.iter().filter(spoken).cloned().collect();
        let states = State::all(feed).into_iter();
        let states: Vec<_> = states
            .filter(|state| state.name().starts_with(only))
            .collect();
        let mut shots = VecDeque::new();
        for portrait in [false, true] {
            for state in &states {
                shots.extend(languages.iter().map(|language| Shot {
                    state: state.clone(),
                    portrait,
                    language: language.clone(),
                }));
            }
        }
        Self {
            folder,
            feed: release.feed.clone(),
            landscape: options.windowed.unwrap_or(SIZE),
            shots,
            arranged: None,
            phase: Phase::Arrange,
            overview: Overview::default(),
        }
    }

    fn size(&self, portrait: bool) -> UVec2 {
        if portrait {
            self.landscape.yx()
        } else {
            self.landscape
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    if !app.world().contains_resource::<Walk>() {
        return;
    }
    app.insert_resource(TimeUpdateStrategy::ManualDuration(FRAME))
        .insert_resource(Inline(true))
        .insert_resource(Idle {
            frozen: true,
            ..default()
        })
        .add_systems(Last, (keep_drawing, walk, overview::draw).chain())
        .add_observer(save);
}

/// A screen at rest draws nothing by itself.
fn keep_drawing(mut redraw: MessageWriter<RequestRedraw>) {
    redraw.write(RequestRedraw);
}

fn walk(
    mut commands: Commands,
    mut walk: ResMut<Walk>,
    mut release: ResMut<Release>,
    mut journey: ResMut<Journey>,
    (mut idle, mut taps): (ResMut<Idle>, ResMut<Taps>),
    mut windows: Query<&mut Window>,
    (time, busy, stage, view): (Res<Time>, Res<Busy>, Res<Stage>, Res<View>),
    picture: Option<Res<Picture>>,
    mut over: Query<(&mut Camera, &RenderTarget), With<OverCamera>>,
    mut exit: MessageWriter<AppExit>,
) {
    let Some(shot) = walk.shots.front().cloned() else {
        return;
    };
    let size = walk.size(shot.portrait);
    match walk.phase {
        Phase::Arrange => {
            for mut window in &mut windows {
                if window.resolution.physical_size() != size {
                    window.resolution.set_physical_resolution(size.x, size.y);
                }
            }
            let arranged = Some((shot.state.clone(), shot.portrait));
            if walk.arranged != arranged {
                release.feed = shot.state.feed(&walk.feed, journey.today());
                idle.left = shot.state.arrange(&mut journey, &release, &mut taps);
                match shot.state.demo() {
                    Some(demo) => commands.insert_resource(demo),
                    None => commands.remove_resource::<Demo>(),
                }
                commands.insert_resource(shot.state.launch(&release.feed).unwrap_or_default());
                walk.arranged = arranged;
            }
            journey.language = shot.language;
            walk.phase = Phase::Settle {
                frames: 0,
                quiet: 0,
            };
        }
        Phase::Settle { frames, quiet } => {
            let stands = view.size == size.as_vec2() && stage.shows(&scene_of(&journey.screen));
            let quiet = if stands && !busy.is(time.elapsed()) {
                quiet + 1
            } else {
                0
            };
            let frames = frames + 1;
            walk.phase = Phase::Settle { frames, quiet };
            if quiet >= SETTLED {
                walk.phase = Phase::Taking;
                let shown = still::shown(picture.as_deref(), &mut over);
                commands.spawn(Screenshot(shown));
            } else if frames >= STUCK {
                tracing::error!(
                    "`{}` does not come to rest at {size}; the glass is {}. Give the program a \
                     display that is large enough for both orientations",
                    shot.state.name(),
                    view.size,
                );
                exit.write(AppExit::error());
            }
        }
        Phase::Taking => {}
    }
}

fn save(
    captured: On<ScreenshotCaptured>,
    mut walk: ResMut<Walk>,
    targets: Query<&Target>,
    mut exit: MessageWriter<AppExit>,
) {
    let Some(shot) = walk.shots.pop_front() else {
        return;
    };
    let file = walk.folder.join(shot.file());
    let saved = captured
        .image
        .clone()
        .try_into_dynamic()
        .map_err(|error| error.to_string())
        .and_then(|picture| {
            let picture = picture.to_rgb8();
            walk.overview.add(&shot.state.name(), &picture);
            picture.save(&file).map_err(|error| error.to_string())
        });
    if let Err(error) = saved {
        tracing::error!("cannot save the picture {}: {error}", file.display());
        exit.write(AppExit::error());
    }
    // Only the board itself knows how many pages it has.
    if let State::Board(page) = shot.state {
        let next = page + 1;
        let turns = targets
            .iter()
            .any(|target| target.action == Action::Board(next));
        if turns {
            let state = State::Board(next);
            let place = walk.shots.iter().position(|other| {
                other.portrait != shot.portrait
                    || !matches!(other.state, State::Board(page) if page <= next)
            });
            let place = place.unwrap_or(walk.shots.len());
            walk.shots.insert(place, Shot { state, ..shot });
        }
    }
    walk.phase = Phase::Arrange;
}
