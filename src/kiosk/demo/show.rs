//! The show: the hand follows the script until somebody touches, and again when they have left.

use std::time::Duration;

use bevy::input::ButtonState;
use bevy::input::keyboard::KeyboardInput;
use bevy::input::mouse::MouseButtonInput;
use bevy::input::touch::{TouchInput, TouchPhase};
use bevy::prelude::*;
use legeplads_feed::Language;

use super::Demo;
use super::keys::Lead;
use super::moving::Moving;
use super::script::{What, language, next};
use crate::activities::Play;
use crate::camera::Lens;
use crate::fingers::{self, Fingers, Sensed, overlay, touch_at};
use crate::focus::Focus;
use crate::hand::{COME, Hands};
use crate::idle::{Counted, Idle, PATIENCE};
use crate::journey::{Action, Journey, Screen};
use crate::launch::Launch;
use crate::release::Release;
use crate::stage::{Stage, scene_of};
use crate::ui::Target;
use crate::view::View;

/// The hand's finger: no window has so many.
pub const HAND: u64 = u64::MAX;

/// After so many presses that changed nothing the round is over: the show never hangs.
const IN_VAIN: u8 = 4;
/// So long without anything to do, and likewise.
const AT_A_LOSS: Duration = Duration::from_secs(20);

/// How the show stands.
#[derive(Resource, Debug, Default)]
pub struct Show {
    /// Somebody plays: the hand is away.
    is_visited: bool,
    /// Rounds so far: each speaks another language.
    round: usize,
    /// What is on the glass, and since when.
    scene: Option<(Screen, Option<Play>)>,
    since: Duration,
    /// Presses since then.
    in_vain: u8,
    hand: Option<Moving>,
    /// When a presenter led to where the show is.
    led: Option<Duration>,
}

impl Show {
    /// Whether the show plays, and nobody else: what is touched now counts nowhere.
    pub fn leads(&self) -> bool {
        !self.is_visited
    }

    /// Whether its hand is on the glass.
    pub fn has_hand(&self) -> bool {
        self.hand.is_some()
    }

    /// A presenter asks for something. Where somebody leads, nobody else plays: that one sets the pace
    /// for a while, and the hand does not go on by itself. What a visitor is playing goes on beside a
    /// card, another volume or another language.
    pub(super) fn is_asked(&mut self, lead: &Lead, now: Duration) {
        let leads_away = [Lead::Next, Lead::Previous, Lead::Restart, Lead::Reset].contains(lead)
            || matches!(lead, Lead::Stop(_));
        self.is_visited &= !leads_away;
        self.pause(now);
        match lead {
            Lead::Next | Lead::Previous | Lead::Stop(_) => self.led = Some(now),
            Lead::Restart => {
                self.led = None;
                self.round = 0;
            }
            Lead::Reset => {
                self.led = None;
                self.round += 1;
            }
            _ => {}
        }
    }

    /// Where show and visitors stay at one stop a round ends with it; whoever let the town rest has
    /// counted that already. The language of the next one, if the show is to speak it.
    pub(super) fn next_round(
        &mut self,
        is_counted: bool,
        asked: Option<&Language>,
        languages: &[Language],
    ) -> Option<Language> {
        if self.is_visited {
            return None;
        }
        self.round += usize::from(!is_counted);
        language(self.round, asked, languages).cloned()
    }

    /// Whether a presenter has just led here.
    fn is_led(&self, now: Duration) -> bool {
        self.led
            .is_some_and(|led| now.saturating_sub(led) < PATIENCE)
    }

    /// Begins to count anew how long the screen has been as it is.
    fn pause(&mut self, now: Duration) {
        self.since = now;
    }
}

/// When it is known whether a visitor has left.
#[derive(SystemSet, Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct TakenBack;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        PreUpdate,
        (give_way, lead)
            .chain()
            .before(Sensed)
            .run_if(resource_exists::<Show>),
    )
    .add_systems(
        Update,
        take_back
            .in_set(TakenBack)
            .after(Counted)
            .run_if(resource_exists::<Show>),
    );
}

/// Whoever touches has the screen, from this very frame on: the presenter's keys and card are no
/// visitor's, nor are keys that mean nothing, such as a laptop's for the volume; a blank glass comes back.
fn give_way(
    mut touches: MessageReader<TouchInput>,
    mut buttons: MessageReader<MouseButtonInput>,
    mut keys: MessageReader<KeyboardInput>,
    (time, focus, view, fingers): (Res<Time>, Res<Focus>, Res<View>, Res<Fingers>),
    mut demo: ResMut<Demo>,
    mut show: ResMut<Show>,
) {
    let has_focus = focus.action.is_some();
    let is_down = |state| state == ButtonState::Pressed;
    let down = touches.read();
    let down = down.filter(|touch| touch.phase == TouchPhase::Started && touch.id != HAND);
    let clicks = buttons.read().filter(|button| is_down(button.state));
    let places = down.map(|touch| touch.position);
    let places: Vec<Vec2> = places.chain(clicks.map(|_| fingers.cursor())).collect();
    let is_visitor_s = |place: &&Vec2| !Demo::is_corner(overlay(**place, &view), &view);
    let touched = places.iter().filter(is_visitor_s).count()
        + keys
            .read()
            .filter(|key| is_down(key.state) && fingers::key(key.key_code).is_some())
            .filter(|key| demo.hears(key, has_focus).is_none())
            .count();
    if demo.blank && touched + places.len() > 0 {
        demo.blank = false;
    }
    if touched > 0 && !demo.card {
        show.is_visited = true;
        show.pause(time.elapsed());
    }
}

/// Nobody is there any more.
fn take_back(
    time: Res<Time<Real>>,
    fingers: Res<Fingers>,
    journey: Res<Journey>,
    mut focus: ResMut<Focus>,
    mut show: ResMut<Show>,
) {
    // At attract, too: somebody with a keypad may be about to begin.
    let since = time.elapsed().saturating_sub(fingers.last);
    if show.is_visited && journey.rests() && since >= PATIENCE {
        show.is_visited = false;
        show.round += 1;
        // What a keypad pointed at is the clicker's again.
        focus.set_if_neq(Focus::default());
    }
}

fn lead(
    (time, demo, launch): (Res<Time>, Res<Demo>, Res<Launch>),
    (release, stage, lens, view, idle): (Res<Release>, Res<Stage>, Res<Lens>, Res<View>, Res<Idle>),
    targets: Query<&Target>,
    windows: Query<Entity, With<Window>>,
    mut journey: ResMut<Journey>,
    mut show: ResMut<Show>,
    mut hands: Hands,
    mut fingers: MessageWriter<TouchInput>,
) {
    let now = time.elapsed();
    let show = &mut *show;
    let has_moved = (show.hand.as_ref()).is_some_and(|moving| !moving.fits(&view));
    if !show.leads() || demo.covers() || launch.covers() || idle.frozen || has_moved {
        if let Some(moving) = show.hand.take() {
            moving.put_away(&mut hands);
        }
        show.pause(now);
        return;
    }
    let is_as_before = (show.scene.as_ref())
        .is_some_and(|(screen, play)| *screen == journey.screen && *play == journey.play);
    if !is_as_before {
        show.scene = Some((journey.screen.clone(), journey.play.clone()));
        show.in_vain = 0;
        show.pause(now);
    }
    if !stage.shows(&scene_of(&journey.screen)) || lens.flies() {
        show.pause(now);
    }
    let moved = show.hand.take().map(|moving| moving.go_on(&mut hands, now));
    let (hand, pressed) = moved.unwrap_or_default();
    show.hand = hand;
    let is_there = |(action, place): &(Action, Vec2)| {
        let mut there = targets.iter();
        there.any(|target| target.action == *action && target.at == *place)
    };
    // What has gone from there since, nobody would press any more.
    if let Some((_, place)) = pressed.filter(is_there)
        && let Some(window) = windows.iter().next()
    {
        show.in_vain += 1;
        show.pause(now);
        for phase in [TouchPhase::Started, TouchPhase::Ended] {
            fingers.write(touch_at(place, phase, HAND, &view, window));
        }
    }
    if show.hand.as_ref().is_some_and(Moving::is_touching) {
        return;
    }
    let all: Vec<Target> = targets.iter().cloned().collect();
    let stood = now.saturating_sub(show.since);
    let feed = &release.feed;
    let asked = demo.language.as_ref();
    let step = next(&journey, feed, release.site(), show.round, asked, &all);
    let plays = |what: &What| matches!(what, What::Press(Action::Play(_)));
    let is_held = show.is_led(now) && !step.as_ref().is_some_and(|step| plays(&step.what));
    match step {
        _ if is_held => {}
        _ if show.in_vain >= IN_VAIN => rest(&mut journey, show, &release),
        None if stood >= AT_A_LOSS => rest(&mut journey, show, &release),
        Some(step) if stood + COME >= step.after => match step.what {
            What::Press(action) => {
                let place = all.iter().find(|target| target.action == action);
                if let Some(target) = place {
                    let present = show.hand.take();
                    let to = (action, target.at);
                    show.hand = Some(Moving::set_out(present, to, &mut hands, *view, now));
                }
            }
            What::Rest if stood >= step.after => rest(&mut journey, show, &release),
            What::Rest => {}
        },
        _ => {}
    }
}

fn rest(journey: &mut Journey, show: &mut Show, release: &Release) {
    journey.rest(&release.feed);
    show.round += 1;
    show.in_vain = 0;
    show.scene = None;
}
