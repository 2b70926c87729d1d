//! The presenter: keys, the card and a held corner become wishes, and wishes come true.

use std::time::Duration;

use bevy::input::ButtonState;
use bevy::input::keyboard::KeyboardInput;
use bevy::input::mouse::{MouseButton, MouseButtonInput};
use bevy::input::touch::{TouchInput, TouchPhase};
use bevy::prelude::*;
use legeplads_feed::StopId;

use super::keys::Lead;
use super::{Demo, HAND, Show};
use crate::acting::{Acted, Cued};
use crate::clock::WallClock;
use crate::fingers::{Fingers, overlay};
use crate::focus::Focus;
use crate::idle::{COUNTDOWN, PATIENCE};
use crate::journey::{Action, Aware, Cue, Journey, Screen};
use crate::motion::Busy;
use crate::motion::show::HELD;
use crate::release::Release;
use crate::ui::Touched;
use crate::view::View;

/// A step of the volume, in per cent.
const STEP: u8 = 10;
const MINUTE: Duration = Duration::from_secs(60);
/// The mouse's button, among fingers.
const MOUSE: u64 = HAND - 1;

/// A presenter asks for something.
#[derive(Message, Debug, Clone)]
pub struct Asked(Lead);

/// When a presenter began, when the countdown ends, and when something was last asked for.
#[derive(Resource, Debug, Default)]
pub struct Watch {
    begun: Duration,
    set: Option<(u32, Duration)>,
    asked: Duration,
}

impl Watch {
    /// How long the countdown still shows the minutes it shows.
    pub fn next_minute(&self, now: Duration) -> Option<Duration> {
        let (_, ends) = self.set?;
        let left = ends.checked_sub(now).filter(|left| !left.is_zero())?;
        Some(left.saturating_sub(MINUTE * (left.as_secs().div_ceil(60) as u32).saturating_sub(1)))
    }
}

/// When what was asked for has come true.
#[derive(SystemSet, Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Obeyed;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Watch>()
        .add_message::<Asked>()
        .add_systems(
            PreUpdate,
            (press_keys, touch, hold_a_corner, obey, stay)
                .chain()
                .in_set(Obeyed)
                .after(Acted)
                .run_if(resource_exists::<Show>),
        )
        .add_systems(
            Update,
            (tick, stay)
                .chain()
                .after(super::show::TakenBack)
                .run_if(resource_exists::<Show>),
        );
}

fn press_keys(
    mut keys: MessageReader<KeyboardInput>,
    demo: Res<Demo>,
    focus: Res<Focus>,
    mut asked: MessageWriter<Asked>,
) {
    for key in keys.read().filter(|key| !key.repeat) {
        asked.write_batch(demo.hears(key, focus.action.is_some()).map(Asked));
    }
}

fn touch(mut touched: MessageReader<Touched>, mut asked: MessageWriter<Asked>) {
    for touch in touched.read() {
        if let Action::Present(lead) = &touch.action {
            asked.write(Asked(lead.clone()));
        }
    }
}

/// A finger that stays in a corner of the glass, where nothing else is to be touched.
fn hold_a_corner(
    mut touches: MessageReader<TouchInput>,
    mut buttons: MessageReader<MouseButtonInput>,
    (view, fingers, time): (Res<View>, Res<Fingers>, Res<Time>),
    mut busy: ResMut<Busy>,
    mut asked: MessageWriter<Asked>,
    mut held: Local<Option<(u64, Duration)>>,
) {
    let now = time.elapsed();
    let is_corner = |at| Demo::is_corner(at, &view);
    for touch in touches.read() {
        let stays = is_corner(overlay(touch.position, &view));
        let is_held = held.is_some_and(|(id, _)| id == touch.id);
        match touch.phase {
            TouchPhase::Started if stays => *held = Some((touch.id, now)),
            TouchPhase::Moved if stays => {}
            _ if is_held => *held = None,
            _ => {}
        }
    }
    for button in buttons.read() {
        let is_left = button.button == MouseButton::Left;
        let is_down = is_left && button.state == ButtonState::Pressed;
        *held = (is_down && is_corner(overlay(fingers.cursor(), &view))).then_some((MOUSE, now));
    }
    if let Some((_, since)) = *held {
        // A screen at rest would not see the time pass.
        busy.extend(now, HELD);
        if now.saturating_sub(since) >= HELD {
            *held = None;
            asked.write(Asked(Lead::Card));
        }
    }
}

fn obey(
    mut wishes: MessageReader<Asked>,
    (time, real, clock): (Res<Time>, Res<Time<Real>>, Res<WallClock>),
    release: Res<Release>,
    mut demo: ResMut<Demo>,
    mut watch: ResMut<Watch>,
    mut show: ResMut<Show>,
    mut journey: ResMut<Journey>,
    mut focus: ResMut<Focus>,
    mut cues: MessageWriter<Cued>,
) {
    // Minutes are those of a clock on the wall, however seldom a frame is drawn.
    let now = real.elapsed();
    let (feed, site) = (&release.feed, release.site());
    for Asked(lead) in wishes.read() {
        watch.asked = now;
        show.is_asked(lead, time.elapsed());
        // The hand plays for one.
        if *lead != Lead::Card && journey.players > 1 {
            let cued = journey.act(&Action::Players(1), feed, site);
            cues.write_batch(cued.into_iter().map(Cued));
        }
        match lead {
            Lead::Next | Lead::Previous | Lead::Stop(_) => {
                let cued = go(lead, &mut journey, &release);
                cues.write_batch(cued.into_iter().map(Cued));
                // What is to be stayed at goes along.
                if let (Some(only), Screen::Stop(here)) = (&mut demo.only, &journey.screen) {
                    only.clone_from(here);
                } else {
                    demo.only = None;
                }
            }
            Lead::Blank => {
                demo.blank = !demo.blank;
                demo.card = false;
            }
            Lead::Restart => {
                journey.rest(feed);
                *watch = Watch {
                    begun: now,
                    ..default()
                };
                *demo = Demo {
                    volume: demo.volume,
                    ..default()
                };
            }
            Lead::Reset => {
                journey.rest(feed);
                demo.card = false;
            }
            Lead::Card => {
                demo.card = !demo.card;
                // With keys alone one is on it at once.
                let first = demo.card.then_some(Action::Present(Lead::Next));
                let at = focus.at;
                focus.set_if_neq(Focus { action: first, at });
            }
            Lead::Only => {
                demo.only = match (&demo.only, &journey.screen) {
                    (Some(_), _) => None,
                    (None, Screen::Stop(here)) => Some(here.clone()),
                    (None, _) => site.tour(feed).first().cloned(),
                };
            }
            Lead::Speak(language) => {
                journey.language = language.clone();
                demo.language = Some(language.clone());
            }
            Lead::Louder | Lead::Quieter => {
                let present = demo.volume.unwrap_or_else(|| {
                    let local = clock.now(&feed.time_zone);
                    site.volume(&local)
                });
                demo.volume = Some(match lead {
                    Lead::Louder => present.saturating_add(STEP).min(100),
                    _ => present.saturating_sub(STEP),
                });
            }
            Lead::Countdown(minutes) => {
                let is_set = watch.set.is_some_and(|(set, _)| set == *minutes);
                let lasts = Duration::from_secs(u64::from(*minutes) * 60);
                watch.set = (!is_set).then_some((*minutes, now + lasts));
            }
        }
        // The arrows are the clicker's again.
        if !demo.card {
            focus.set_if_neq(Focus::default());
        }
    }
}

/// Along the tour, and to its ends.
fn go(lead: &Lead, journey: &mut Journey, release: &Release) -> Vec<Cue> {
    let (feed, site) = (&release.feed, release.site());
    let tour: Vec<StopId> = site.tour(feed).to_vec();
    let here = match &journey.screen {
        Screen::Stop(here) | Screen::Aware(Aware::After(here)) => {
            tour.iter().position(|stop| stop == here)
        }
        _ => None,
    };
    let is_over = journey.screen == Screen::Finish;
    let to = match lead {
        Lead::Stop(number) => Some(*number),
        Lead::Next if is_over => {
            journey.rest(feed);
            return vec![Cue::Tap];
        }
        Lead::Next => Some(here.map_or(0, |here| here + 1)),
        _ if is_over => tour.len().checked_sub(1),
        _ => here.and_then(|here| here.checked_sub(1)),
    };
    match (lead, to.and_then(|to| tour.get(to))) {
        (_, Some(stop)) => {
            journey.skip_to(stop, feed, site);
            vec![Cue::Tap, Cue::Paper]
        }
        (Lead::Next, None) => {
            // Somebody may have come to the last stop over the island.
            if let Some(last) = tour.last().filter(|_| journey.tour.is_none()) {
                journey.skip_to(last, feed, site);
            }
            journey.act(&Action::Next, feed, site)
        }
        (Lead::Previous, None) if matches!(journey.screen, Screen::Stop(_) | Screen::Board(_)) => {
            journey.act(&Action::Home, feed, site)
        }
        (Lead::Previous, None) => {
            journey.rest(feed);
            vec![Cue::Tap]
        }
        // There are not so many stops.
        _ => Vec::new(),
    }
}

/// "Only this stop": whoever would leave it begins it anew.
fn stay(
    demo: Res<Demo>,
    release: Res<Release>,
    mut show: ResMut<Show>,
    mut journey: ResMut<Journey>,
) {
    let Some(only) = &demo.only else { return };
    let is_there = matches!(&journey.screen, Screen::Stop(here) if here == only);
    let (feed, site) = (&release.feed, release.site());
    if !is_there && feed.stop(only).is_some() {
        let has_rested = journey.screen == Screen::Attract;
        journey.skip_to(only, feed, site);
        let spoken = show.next_round(has_rested, demo.language.as_ref(), site.languages(feed));
        if let Some(language) = spoken {
            journey.language = language;
        }
    }
}

/// Minutes go by, and a card that was forgotten goes.
fn tick(
    time: Res<Time<Real>>,
    watch: Res<Watch>,
    mut demo: ResMut<Demo>,
    mut focus: ResMut<Focus>,
) {
    let now = time.elapsed();
    let whole = |time: Duration| u32::try_from(time.as_secs() / 60).unwrap_or(u32::MAX);
    let next = Demo {
        minutes: whole(now.saturating_sub(watch.begun)),
        set: watch.set.map(|(minutes, _)| minutes),
        left: (watch.set).map(|(_, ends)| ends.saturating_sub(now).as_secs().div_ceil(60) as u32),
        card: demo.card && now.saturating_sub(watch.asked) < PATIENCE + COUNTDOWN,
        ..demo.clone()
    };
    if demo.card && !next.card {
        focus.set_if_neq(Focus::default());
    }
    demo.set_if_neq(next);
}
