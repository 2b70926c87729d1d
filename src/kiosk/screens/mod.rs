//! What lies on the glass: one file a screen, and the pieces that they share.

mod attract;
mod aware;
mod board;
mod card;
mod chrome;
mod closed;
mod demo;
mod finish;
mod further;
mod island;
mod launch;
mod pieces;
mod play;
mod stop;

use std::time::Duration;

use bevy::ecs::system::SystemParam;
use bevy::prelude::*;
use jiff::Zoned;
use jiff::tz::TimeZone;
use legeplads_feed::{Feed, Language, Text};

use crate::attract::Turn;
use crate::claims::Claims;
use crate::clock::WallClock;
use crate::cooling::Cooling;
use crate::demo::Demo;
use crate::hours::Hours;
use crate::idle::Idle;
use crate::journey::{Journey, Screen};
use crate::keepsake::{self, Beside, Keepsake};
use crate::language::{Args, Strings};
use crate::launch::{Launch, Now};
use crate::motion::{Busy, JOY, UNFOLD};
use crate::photos::Album;
use crate::release::{Release, Swapped};
use crate::stage::{Plinth, Stage, scene_of};
use crate::taps::Taps;
use crate::theatre::Theatre;
use crate::ui::Ui;
use crate::view::View;
use crate::wall::Wall;

/// What every screen needs to know.
#[derive(SystemParam)]
pub struct Talk<'w> {
    /// What is played.
    pub release: Res<'w, Release>,
    /// Where the visitor is.
    pub journey: Res<'w, Journey>,
    /// Where in the town things stand.
    pub stage: Res<'w, Stage>,
    strings: Res<'w, Strings>,
    idle: Res<'w, Idle>,
    hours: Res<'w, Hours>,
    turn: Res<'w, Turn>,
    clock: Res<'w, WallClock>,
    album: Res<'w, Album>,
    taps: Res<'w, Taps>,
    wall: Res<'w, Wall>,
    claims: Res<'w, Claims>,
    beside: Res<'w, Beside>,
    cooling: Res<'w, Cooling>,
    theatre: Res<'w, Theatre>,
    launch: Res<'w, Launch>,
    demo: Option<Res<'w, Demo>>,
}

impl Talk<'_> {
    /// The feed.
    pub fn feed(&self) -> &Feed {
        &self.release.feed
    }

    /// A text of the feed in the visitor's language.
    pub fn text<'a>(&self, text: &'a Text) -> &'a str {
        text.get(&self.journey.language)
    }

    /// Whether the scene of this screen stands already: only then can things in it be touched.
    pub fn stands(&self) -> bool {
        self.stage.shows(&scene_of(&self.journey.screen))
    }

    /// A plinth of the present scene.
    pub fn plinth(&self, index: usize) -> Option<Plinth> {
        self.stands()
            .then(|| self.stage.plinths().get(index).copied())?
    }

    /// What counts down.
    pub fn idle(&self) -> &Idle {
        &self.idle
    }

    /// When the theatre's act began, in the very frame that it does.
    pub fn act_begins(&self) -> Option<Duration> {
        self.theatre.begins()
    }

    /// What the visitor may take home.
    pub fn keepsake(&self) -> Option<Keepsake> {
        keepsake::of(self.feed(), &self.beside, &self.journey)
    }

    /// The moment by the place's clocks.
    pub fn now(&self) -> Zoned {
        self.clock.now(&self.release.feed.time_zone)
    }

    /// An interface string in the visitor's language.
    pub fn say(&self, key: &str) -> String {
        self.say_with(key, &Args::default())
    }

    /// The same with arguments.
    pub fn say_with(&self, key: &str, args: &Args) -> String {
        self.say_in(&self.journey.language, key, args)
    }

    /// The same in another language.
    pub fn say_in(&self, language: &Language, key: &str, args: &Args) -> String {
        self.strings.text(language, key, args)
    }
}

/// Whether paper unfolds when it is next laid: it does when a screen begins, not when it changes.
#[derive(Resource, Debug, Default)]
struct Laid {
    screen: Option<(Screen, bool)>,
}

/// When the pieces of a screen are laid.
#[derive(SystemSet, Debug, Clone, PartialEq, Eq, Hash)]
pub struct Laying;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Laid>().add_systems(
        PostUpdate,
        lay.run_if(needs_laying.or_eager(a_minute_has_passed))
            .in_set(Laying)
            .before(bevy::transform::TransformSystems::Propagate)
            .before(bevy::camera::CameraUpdateSystems),
    );
}

fn needs_laying(
    journey: Res<Journey>,
    view: Res<View>,
    idle: Res<Idle>,
    stage: Res<Stage>,
    hours: Res<Hours>,
    album: Res<Album>,
    (demo, launch): (Option<Res<Demo>>, Res<Launch>),
    (taps, cooling, wall, claims): (Res<Taps>, Res<Cooling>, Res<Wall>, Res<Claims>),
    mut swapped: MessageReader<Swapped>,
) -> bool {
    let swapped = swapped.read().count() > 0 || hours.is_changed() || album.is_changed();
    let swapped = swapped || launch.is_changed() || wall.is_changed() || claims.is_changed();
    let swapped = swapped || taps.is_changed() || cooling.is_changed();
    let swapped = swapped || demo.is_some_and(|demo| demo.is_changed());
    swapped || journey.is_changed() || view.is_changed() || idle.is_changed() || stage.is_changed()
}

/// What goes by the time is looked at anew each minute.
fn a_minute_has_passed(
    journey: Res<Journey>,
    clock: Res<WallClock>,
    mut laid_in: Local<Option<i64>>,
) -> bool {
    let minute = clock.now(&TimeZone::UTC).timestamp().as_second() / 60;
    let has_passed = laid_in.replace(minute) != Some(minute);
    has_passed && matches!(journey.screen, Screen::Board(_) | Screen::Stop(_))
}

fn lay(mut ui: Ui, talk: Talk, time: Res<Time>, mut laid: ResMut<Laid>, mut busy: ResMut<Busy>) {
    let done = stop::is_done(&talk);
    let now = (talk.journey.screen.clone(), done);
    let fresh = laid.screen.as_ref() != Some(&now);
    laid.screen = Some(now);
    ui.clear();
    ui.unfold_from((fresh && !talk.journey.calm).then(|| time.elapsed()));
    if fresh {
        busy.extend(time.elapsed(), UNFOLD.max(JOY));
    }
    if let Some(demo) = talk.demo.as_ref().filter(|demo| demo.covers()) {
        if demo.blank {
            demo::blank(&mut ui);
        } else {
            demo::card(&mut ui, &talk, demo);
            demo::mark(&mut ui, &talk, demo);
        }
        return;
    }
    let is_closing = talk.launch.now().is_some_and(Now::is_closing);
    if talk.launch.covers() && !is_closing {
        launch::cover(&mut ui, &talk);
        if let Some(demo) = &talk.demo {
            demo::mark(&mut ui, &talk, demo);
        }
        // What lay there unfolds when it comes back.
        laid.screen = None;
        return;
    }
    match &talk.journey.screen {
        Screen::Attract => attract::lay(&mut ui, &talk),
        Screen::Closed => closed::lay(&mut ui, &talk),
        Screen::Island => island::lay(&mut ui, &talk),
        Screen::Stop(id) => stop::lay(&mut ui, &talk, id),
        Screen::Finish => finish::lay(&mut ui, &talk),
        Screen::Board(page) => board::lay(&mut ui, &talk, *page),
        Screen::Aware(aware) => aware::lay(&mut ui, &talk, aware),
    }
    if talk.journey.screen != Screen::Closed {
        chrome::lay(&mut ui, &talk);
    }
    if let Some(left) = talk.idle.left {
        chrome::countdown(&mut ui, &talk, left);
    }
    if is_closing {
        launch::cover(&mut ui, &talk);
    }
    launch::parcel(&mut ui, &talk);
    launch::slip(&mut ui, &talk);
    if let Some(demo) = &talk.demo {
        demo::mark(&mut ui, &talk, demo);
    }
}
