//! The show: the hand follows the script until somebody touches, and again when they have left.

use std::time::Duration;

use bevy::input::ButtonState;
use bevy::input::keyboard::KeyboardInput;
use bevy::input::mouse::MouseButtonInput;
use bevy::input::touch::{TouchInput, TouchPhase};
use bevy::prelude::*;

use super::Demo;
use super::script::{What, next};
use crate::activities::Play;
use crate::camera::Lens;
use crate::fingers::{Fingers, Sensed, touch_at};
use crate::hand::{COME, GO, Hand, Hands, LINGER, TAP, Way, press};
use crate::hours::is_deserted;
use crate::idle::{Counted, Idle};
use crate::journey::{Action, Journey, Screen};
use crate::motion::{in_out, progress};
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

    /// Begins to count anew how long the screen has been as it is.
    fn pause(&mut self, now: Duration) {
        self.since = now;
    }
}

/// A hand that is on the glass.
#[derive(Debug)]
struct Moving {
    hand: Hand,
    way: Way,
    view: View,
    at: Vec2,
    does: Does,
}

#[derive(Debug)]
enum Does {
    /// Comes to something and presses it.
    Touch {
        begun: Duration,
        from: Vec2,
        action: Action,
        place: Vec2,
        has_pressed: bool,
    },
    /// Lingers before it.
    Linger { begun: Duration },
    /// Leaves the glass.
    Go { begun: Duration, from: Vec2 },
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        PreUpdate,
        (give_way, lead)
            .chain()
            .before(Sensed)
            .run_if(resource_exists::<Demo>),
    )
    .add_systems(
        Update,
        take_back.after(Counted).run_if(resource_exists::<Demo>),
    );
}

/// Whoever touches has the screen, from this very frame on.
fn give_way(
    mut touches: MessageReader<TouchInput>,
    mut buttons: MessageReader<MouseButtonInput>,
    mut keys: MessageReader<KeyboardInput>,
    time: Res<Time>,
    mut show: ResMut<Show>,
) {
    let fingers = touches.read();
    let fingers = fingers.filter(|touch| touch.phase == TouchPhase::Started && touch.id != HAND);
    let is_down = |state| state == ButtonState::Pressed;
    let touched = fingers.count()
        + (buttons.read().filter(|button| is_down(button.state))).count()
        + keys.read().filter(|key| is_down(key.state)).count();
    if touched > 0 {
        show.is_visited = true;
        show.pause(time.elapsed());
    }
}

/// Nobody is there any more.
fn take_back(
    time: Res<Time<Real>>,
    fingers: Res<Fingers>,
    journey: Res<Journey>,
    mut show: ResMut<Show>,
) {
    if show.is_visited && is_deserted(&journey, &fingers, &time) {
        show.is_visited = false;
        show.round += 1;
    }
}

fn lead(
    time: Res<Time>,
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
    let has_moved = (show.hand.as_ref()).is_some_and(|moving| moving.view != *view);
    if !show.leads() || idle.frozen || has_moved {
        if let Some(moving) = show.hand.take() {
            hands.put_away(moving.hand);
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
    if let Some(place) = move_hand(show, &mut hands, &targets, now)
        && let Some(window) = windows.iter().next()
    {
        show.in_vain += 1;
        show.pause(now);
        for phase in [TouchPhase::Started, TouchPhase::Ended] {
            fingers.write(touch_at(place, phase, HAND, &view, window));
        }
    }
    let is_touching =
        matches!(&show.hand, Some(moving) if matches!(moving.does, Does::Touch { .. }));
    if is_touching {
        return;
    }
    let all: Vec<Target> = targets.iter().cloned().collect();
    let stood = now.saturating_sub(show.since);
    let feed = &release.feed;
    let step = next(&journey, feed, release.site(), show.round, &all);
    match step {
        _ if show.in_vain >= IN_VAIN => rest(&mut journey, show, &release),
        None if stood >= AT_A_LOSS => rest(&mut journey, show, &release),
        Some(step) if stood + COME >= step.after => match step.what {
            What::Press(action) => {
                let place = all.iter().find(|target| target.action == action);
                if let Some(target) = place {
                    set_out(show, &mut hands, action, target.at, *view, now);
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

/// The hand sets out to touch something, from where it is or from outside the glass.
fn set_out(
    show: &mut Show,
    hands: &mut Hands,
    action: Action,
    place: Vec2,
    view: View,
    now: Duration,
) {
    let (hand, way, from) = match show.hand.take() {
        Some(moving) => (moving.hand, hands.way(&moving.hand, place), moving.at),
        None => {
            let (hand, way) = hands.take_out(place);
            (hand, way, way.outside)
        }
    };
    show.hand = Some(Moving {
        hand,
        way,
        view,
        at: from,
        does: Does::Touch {
            begun: now,
            from,
            action,
            place,
            has_pressed: false,
        },
    });
}

/// Moves the hand on; where it presses in this frame, if it does.
fn move_hand(
    show: &mut Show,
    hands: &mut Hands,
    targets: &Query<&Target>,
    now: Duration,
) -> Option<Vec2> {
    let moving = show.hand.as_mut()?;
    let way = moving.way;
    let mut presses = None;
    match &mut moving.does {
        Does::Touch {
            begun,
            from,
            action,
            place,
            has_pressed,
        } => {
            let since = now.saturating_sub(*begun);
            let near = from.lerp(way.before, in_out(progress(*begun, COME, now)));
            let share = since.saturating_sub(COME).as_secs_f32() / TAP.as_secs_f32();
            let down = press(share);
            moving.at = near.lerp(way.goal, down);
            hands.put(&moving.hand, moving.at, down);
            let is_down = down >= 1.0 || share >= 0.5;
            if is_down && !*has_pressed {
                *has_pressed = true;
                // What has gone from there since, nobody would press any more.
                let mut there = targets.iter();
                let is_there = there.any(|it| it.action == *action && it.at == *place);
                presses = is_there.then_some(*place);
            }
            if share >= 1.0 {
                moving.does = Does::Linger { begun: now };
            }
        }
        Does::Linger { begun } => {
            if now.saturating_sub(*begun) >= LINGER {
                moving.does = Does::Go {
                    begun: now,
                    from: moving.at,
                };
            }
        }
        Does::Go { begun, from } => {
            let gone = progress(*begun, GO, now);
            moving.at = from.lerp(way.outside, in_out(gone));
            hands.put(&moving.hand, moving.at, 0.0);
            if gone >= 1.0 {
                let hand = moving.hand;
                show.hand = None;
                hands.put_away(hand);
            }
        }
    }
    presses
}
