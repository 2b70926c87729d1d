//! A kiosk to play with: everything but the window and the GPU.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use bevy::camera::visibility::RenderLayers;
use bevy::input::ButtonState;
use bevy::input::keyboard::{Key as Letter, KeyCode, KeyboardInput};
use bevy::input::touch::{TouchInput, TouchPhase};
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::render::settings::{RenderCreation, WgpuSettings};
use bevy::text::{TextFont, TextLayoutInfo};
use bevy::time::TimeUpdateStrategy;
use bevy::window::{Monitor, WindowResolution};
use bevy::winit::WinitPlugin;
use legeplads_feed::ActivityKind;
use legeplads_kiosk::acting::Cued;
use legeplads_kiosk::activities::form::ON;
use legeplads_kiosk::clock::WallClock;
use legeplads_kiosk::counts::Counts;
use legeplads_kiosk::fingers::touch_at;
use legeplads_kiosk::focus::Focus;
use legeplads_kiosk::journey::{Action, Cue, Journey, Screen};
use legeplads_kiosk::release::{News, Release, Watch, built_in};
use legeplads_kiosk::stage::{Inline, Stage, Traveller, scene_of};
use legeplads_kiosk::still::{LIVE, STILL};
use legeplads_kiosk::theatre::Player;
use legeplads_kiosk::towers::Towers;
use legeplads_kiosk::ui::{Printed, Reach, Target, Words};
use legeplads_kiosk::view::View;
use legeplads_kiosk::{Options, furnish};

/// A frame of stepped time.
const FRAME: Duration = Duration::from_millis(33);

/// Landscape and portrait, as on the boards.
pub const SIZES: [UVec2; 2] = [UVec2::new(1920, 1080), UVec2::new(1080, 1920)];

pub struct Kiosk {
    app: App,
    fingers: u64,
    news: Sender<News>,
}

impl Kiosk {
    /// The built-in content on a glass of this size, in a language.
    pub fn open(size: UVec2, language: &str) -> Self {
        Self::with(
            size,
            &Options {
                language: Some(language.to_owned()),
                ..default()
            },
        )
    }

    pub fn with(size: UVec2, options: &Options) -> Self {
        Self::at(WallClock::Running, size, options)
    }

    /// At a moment that stands still until another is set.
    pub fn at(clock: WallClock, size: UVec2, options: &Options) -> Self {
        Self::keeping(None, clock, size, options)
    }

    /// With a store in which it keeps what visitors have built.
    pub fn keeping(store: Option<&Path>, clock: WallClock, size: UVec2, options: &Options) -> Self {
        let mut app = App::new();
        app.insert_resource(clock);
        app.add_plugins(
            DefaultPlugins
                .build()
                .disable::<LogPlugin>()
                .disable::<WinitPlugin>()
                .set(WindowPlugin {
                    primary_window: Some(Window {
                        resolution: WindowResolution::new(size.x, size.y)
                            .with_scale_factor_override(1.0),
                        ..default()
                    }),
                    ..default()
                })
                .set(RenderPlugin {
                    render_creation: RenderCreation::Automatic(Box::new(WgpuSettings {
                        backends: None,
                        ..default()
                    })),
                    ..default()
                }),
        )
        .insert_resource(TimeUpdateStrategy::ManualDuration(FRAME))
        .insert_resource(Inline(true));
        let (news, inbox) = channel();
        app.insert_resource(Watch::listen(inbox));
        app.insert_resource(legeplads_kiosk::status::Status::new(None));
        app.insert_resource(Towers::open(store.map(Path::to_owned)));
        app.insert_resource(Counts::open(store.map(Path::to_owned)));
        let release = Release::new(built_in(), 0, options.site.as_deref());
        furnish(&mut app, options, release);
        app.finish();
        app.cleanup();
        let mut kiosk = Self {
            app,
            fingers: 0,
            news,
        };
        kiosk.settle();
        kiosk
    }

    /// It is another moment.
    pub fn set_clock(&mut self, clock: WallClock) {
        self.app.insert_resource(clock);
        self.settle();
    }

    /// Lets time pass, frame by frame.
    pub fn pass(&mut self, time: Duration) {
        let frames = time.as_millis().div_ceil(FRAME.as_millis());
        for _ in 0..frames {
            self.app.update();
        }
    }

    /// The same on a machine that takes so long for each frame.
    pub fn pass_slowly(&mut self, time: Duration, frame: Duration) {
        self.app
            .insert_resource(TimeUpdateStrategy::ManualDuration(frame));
        for _ in 0..time.as_millis().div_ceil(frame.as_millis()) {
            self.app.update();
        }
        self.app
            .insert_resource(TimeUpdateStrategy::ManualDuration(FRAME));
    }

    /// As if this were so.
    pub fn suppose<R: Resource>(&mut self, so: R) {
        self.app.insert_resource(so);
    }

    /// On a screen that shows so many pictures in a thousand seconds.
    pub fn beats(&mut self, refresh_rate_millihertz: u32) {
        self.app.world_mut().spawn(Monitor {
            name: None,
            physical_height: 2160,
            physical_width: 3840,
            physical_position: IVec2::ZERO,
            refresh_rate_millihertz: Some(refresh_rate_millihertz),
            scale_factor: 1.0,
            video_modes: Vec::new(),
        });
    }

    /// Whether things of this kind are shown, one by one.
    pub fn shown<C: Component>(&mut self) -> Vec<bool> {
        let world = self.app.world_mut();
        let mut query = world.query_filtered::<&Visibility, With<C>>();
        let all = query.iter(world);
        all.map(|visibility| *visibility != Visibility::Hidden)
            .collect()
    }

    /// Where things of this kind are that are shown, one by one.
    pub fn seen_at<C: Component>(&mut self) -> Vec<Transform> {
        let world = self.app.world_mut();
        let mut query = world.query_filtered::<(&Transform, &Visibility), With<C>>();
        let all = query.iter(world);
        let seen = all.filter(|(_, visibility)| **visibility != Visibility::Hidden);
        seen.map(|(at, _)| *at).collect()
    }

    /// Until the scene of the present screen stands and all is laid.
    pub fn settle(&mut self) {
        for _ in 0..200 {
            self.app.update();
            let stands = self
                .resource::<Stage>()
                .shows(&scene_of(&self.journey().screen));
            if stands {
                self.pass(Duration::from_millis(700));
                return;
            }
        }
        panic!("the scene of {:?} never stood", self.journey().screen);
    }

    pub fn resource<R: Resource>(&self) -> &R {
        self.app.world().resource::<R>()
    }

    pub fn journey(&self) -> &Journey {
        self.resource()
    }

    pub fn view(&self) -> View {
        *self.resource()
    }

    pub fn release(&self) -> &Release {
        self.resource()
    }

    /// All that can be touched.
    pub fn targets(&mut self) -> Vec<Target> {
        let mut query = self.app.world_mut().query::<&Target>();
        query.iter(self.app.world()).cloned().collect()
    }

    /// All words on the glass.
    pub fn words(&mut self) -> Vec<Words> {
        let mut query = self.app.world_mut().query::<&Words>();
        query.iter(self.app.world()).cloned().collect()
    }

    /// The same as the engine has set them: what it was told, and width and height in pixels.
    pub fn drawn(&mut self) -> Vec<(Words, TextFont, Vec2)> {
        let world = self.app.world_mut();
        let mut query = world.query::<(&Words, &TextFont, &TextLayoutInfo)>();
        query
            .iter(world)
            .map(|(words, font, set)| (words.clone(), font.clone(), set.size))
            .collect()
    }

    /// All QR codes on the glass.
    pub fn codes(&mut self) -> Vec<Printed> {
        let mut query = self.app.world_mut().query::<&Printed>();
        query.iter(self.app.world()).copied().collect()
    }

    /// What the town is drawn with.
    pub fn town(&mut self) -> BTreeSet<AssetId<Mesh>> {
        let mut query = self.app.world_mut().query::<(&Mesh2d, &RenderLayers)>();
        let drawn = query.iter(self.app.world());
        let town = drawn.filter(|(_, layers)| [STILL, LIVE].contains(layers));
        town.map(|(mesh, _)| mesh.id()).collect()
    }

    /// The players of a paper theatre: where they are, and on which layer.
    pub fn players(&mut self) -> Vec<(Transform, RenderLayers)> {
        let mut query = self
            .app
            .world_mut()
            .query_filtered::<(&Transform, &RenderLayers), With<Player>>();
        let players = query.iter(self.app.world());
        players.map(|(at, layers)| (*at, layers.clone())).collect()
    }

    /// The wooden people who have set out, where they are.
    pub fn travellers(&mut self) -> Vec<Transform> {
        let mut query = self
            .app
            .world_mut()
            .query::<(&Transform, &Visibility, &Traveller)>();
        let travellers = query.iter(self.app.world());
        let seen = travellers.filter(|(_, seen, _)| **seen != Visibility::Hidden);
        seen.map(|(at, ..)| *at).collect()
    }

    /// Where everything is that has a place.
    pub fn places(&mut self) -> Vec<Transform> {
        let mut query = self.app.world_mut().query::<&Transform>();
        query.iter(self.app.world()).copied().collect()
    }

    /// What was said in the last frame.
    pub fn said<M: Message + Clone>(&self) -> Vec<M> {
        let messages = self.resource::<Messages<M>>();
        messages.iter_current_update_messages().cloned().collect()
    }

    /// What picture and sound followed in the last frame.
    pub fn cues(&self) -> Vec<Cue> {
        self.said().into_iter().map(|Cued(cue)| cue).collect()
    }

    /// How many photographs lie on the glass.
    pub fn photos(&mut self) -> usize {
        let mut query = self.app.world_mut().query::<&Sprite>();
        query.iter(self.app.world()).count()
    }

    /// A finger comes down at a place, and is lifted before the next frame.
    pub fn press(&mut self, at: Vec2) {
        self.press_at_once(&[at]);
    }

    /// Fingers come down at all these places in the same frame.
    pub fn press_at_once(&mut self, places: &[Vec2]) {
        for at in places {
            self.finger(*at, &[TouchPhase::Started, TouchPhase::Ended]);
        }
        self.app.update();
    }

    /// A finger comes down at a place and stays there.
    pub fn hold(&mut self, at: Vec2) {
        self.finger(at, &[TouchPhase::Started]);
        self.app.update();
    }

    fn finger(&mut self, at: Vec2, phases: &[TouchPhase]) {
        self.fingers += 1;
        let half = self.view().half();
        let position = Vec2::new(at.x + half.x, half.y - at.y);
        let window = {
            let mut query = self
                .app
                .world_mut()
                .query_filtered::<Entity, With<Window>>();
            query.single(self.app.world()).expect("one window")
        };
        for phase in phases.iter().copied() {
            self.app.world_mut().write_message(TouchInput {
                phase,
                position,
                window,
                force: None,
                id: self.fingers,
            });
        }
    }

    /// Where one touches to do this. Panics if nothing does.
    pub fn place_of(&mut self, action: &Action) -> Vec2 {
        let mut targets = self.targets().into_iter();
        let target = targets.find(|target| target.action == *action);
        target
            .unwrap_or_else(|| {
                let screen = &self.journey().screen;
                panic!("nothing to touch for {action:?} at {screen:?}")
            })
            .at
    }

    /// One and the same finger comes down, moves, or is lifted.
    pub fn one_finger(&mut self, at: Vec2, phase: TouchPhase) {
        let world = self.app.world_mut();
        let mut windows = world.query_filtered::<Entity, With<Window>>();
        let window = windows.single(world).expect("one window");
        let view = *world.resource::<View>();
        world.write_message(touch_at(at, phase, 7, &view, window));
        self.app.update();
    }

    /// Touches the middle of whatever does this. Panics if nothing does.
    pub fn touch(&mut self, action: &Action) {
        let at = self.place_of(action);
        self.press(at);
        self.settle();
    }

    /// Begins the tour, past what is asked before it.
    pub fn start_tour(&mut self) {
        self.touch(&Action::StartTour);
        if matches!(self.journey().screen, Screen::Aware(_)) {
            self.touch(&Action::Next);
        }
    }

    /// Where the arrows stood.
    pub fn focus(&mut self, action: &Action) {
        self.app.world_mut().resource_mut::<Focus>().action = Some(action.clone());
    }

    /// Something more to touch.
    pub fn spawn_target(&mut self, action: Action, at: Vec2) {
        let target = Target {
            action,
            at,
            reach: Reach::Disc(1.0),
            layer: 0,
        };
        self.app.world_mut().spawn(target);
    }

    /// Where the arrows stand now, and on which of several that do the same.
    pub fn focused(&self) -> Option<(Action, Vec2)> {
        let focus = self.app.world().resource::<Focus>();
        focus.action.clone().map(|action| (action, focus.at))
    }

    /// Puts the focus there.
    pub fn focus_at(&mut self, (action, at): (Action, Vec2)) {
        let mut focus = self.app.world_mut().resource_mut::<Focus>();
        focus.action = Some(action);
        focus.at = at;
    }

    pub fn key(&mut self, key_code: KeyCode) {
        let window = Entity::PLACEHOLDER;
        self.app.world_mut().write_message(KeyboardInput {
            key_code,
            logical_key: Letter::Unidentified(bevy::input::keyboard::NativeKey::Unidentified),
            state: ButtonState::Pressed,
            text: None,
            repeat: false,
            window,
        });
        self.app.update();
        self.app.update();
    }

    /// The window becomes this large.
    pub fn resize(&mut self, size: UVec2) {
        let mut query = self.app.world_mut().query::<&mut Window>();
        for mut window in query.iter_mut(self.app.world_mut()) {
            window.resolution.set(size.x as f32, size.y as f32);
        }
        self.settle();
    }

    /// News of a release comes in.
    pub fn hear(&mut self, news: News) {
        self.hear_in_passing(news);
        self.settle();
    }

    /// The same, with no more time than it takes to come on the glass.
    pub fn hear_in_passing(&mut self, news: News) {
        self.news.send(news).expect("the kiosk listens");
        self.pass(FRAME * 2);
    }

    /// Plays the present stop's activity to its end by touches alone.
    pub fn play(&mut self) {
        if self.is_form() {
            self.answer();
            return;
        }
        for _ in 0..24 {
            let moves: Vec<Action> = self
                .targets()
                .into_iter()
                .map(|target| target.action)
                .filter(|action| matches!(action, Action::Play(_)))
                .collect();
            if moves.is_empty() || self.is_done() {
                return;
            }
            for made in moves {
                if self.is_done() {
                    return;
                }
                if self.targets().iter().any(|target| target.action == made) {
                    self.touch(&made);
                }
            }
        }
        panic!("{:?} cannot be completed", self.journey().screen);
    }

    /// Goes on to the end, with one answer at the beginning and wherever nothing else leads on.
    fn answer(&mut self) {
        self.touch(&Action::Play(0));
        for _ in 0..24 {
            if self.is_done() {
                return;
            }
            let mut targets = self.targets().into_iter();
            let leads_on = targets.any(|target| target.action == Action::Play(ON));
            self.touch(&Action::Play(if leads_on { ON } else { 0 }));
        }
        panic!("{:?} has no end", self.journey().screen);
    }

    fn is_form(&self) -> bool {
        let Screen::Stop(id) = &self.journey().screen else {
            return false;
        };
        let feed = &self.release().feed;
        let activity = feed.stop(id).and_then(|stop| feed.activity(&stop.activity));
        activity.is_some_and(|activity| {
            activity.kind.is_survey() || matches!(activity.kind, ActivityKind::Ideas(_))
        })
    }

    pub fn is_done(&self) -> bool {
        let Screen::Stop(id) = &self.journey().screen else {
            return false;
        };
        let feed = &self.release().feed;
        let kind = feed
            .stop(id)
            .and_then(|stop| feed.activity(&stop.activity))
            .map(|activity| &activity.kind);
        match (&self.journey().play, kind) {
            (Some(play), Some(kind)) => play.is_done(kind),
            _ => false,
        }
    }
}
