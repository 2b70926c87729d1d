//! From a touch to what follows: the journey moves, the thing gives way, a sound is heard.

use std::time::Duration;

use bevy::platform::collections::HashSet;
use bevy::prelude::*;

use crate::cooling::Cooling;
use crate::demo::{Demo, Show};
use crate::fingers::Key;
use crate::focus::Focus;
use crate::journey::{Action, Cue, Journey, Screen};
use crate::launch::Launch;
use crate::motion::{ANSWER, Busy, Squash};
use crate::release::Release;
use crate::stage::scene_of;
use crate::ui::target::Missed;
use crate::ui::{Target, Touched};

/// A second finger that comes down so soon was meant for the button that has just led on, and not for
/// the next one in its place: a double tap takes 100 to 300 ms.
const SAME: Duration = Duration::from_millis(350);

/// When touches have changed the journey.
#[derive(SystemSet, Debug, Clone, PartialEq, Eq, Hash)]
pub struct Acted;

/// A cue for picture and sound.
#[derive(Message, Debug, Clone)]
pub struct Cued(pub Cue);

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Cued>().add_systems(
        PreUpdate,
        (press_keys, act, giggle)
            .chain()
            .in_set(Acted)
            .after(crate::ui::target::Aimed),
    );
}

fn press_keys(
    mut keys: MessageReader<Key>,
    (focus, launch): (Res<Focus>, Res<Launch>),
    targets: Query<(Entity, &Target)>,
    mut touched: MessageWriter<Touched>,
) {
    for key in keys.read() {
        match key {
            // What a keypad points at is under the wrapping, and waits.
            Key::Enter | Key::Home if launch.covers() => {
                touched.write(Touched {
                    entity: Entity::PLACEHOLDER,
                    action: Action::Unwrap,
                });
            }
            Key::Enter => {
                let Some(wanted) = &focus.action else {
                    continue;
                };
                if let Some((entity, target)) =
                    targets.iter().find(|(_, target)| target.action == *wanted)
                {
                    touched.write(Touched {
                        entity,
                        action: target.action.clone(),
                    });
                }
            }
            Key::Home => {
                touched.write(Touched {
                    entity: Entity::PLACEHOLDER,
                    action: Action::Home,
                });
            }
            Key::Arrow(_) => {}
        }
    }
}

fn act(
    mut commands: Commands,
    mut touched: MessageReader<Touched>,
    time: Res<Time>,
    release: Res<Release>,
    mut journey: ResMut<Journey>,
    mut busy: ResMut<Busy>,
    (show, mut cooling): (Option<Res<Show>>, ResMut<Cooling>),
    mut cues: MessageWriter<Cued>,
    mut led_on: Local<Option<Duration>>,
) {
    let now = time.elapsed();
    let is_show = show.is_some_and(|show| show.leads());
    // What is asked round the tour lies over the scene that was there before.
    let place = |screen: &Screen| (scene_of(screen), matches!(screen, Screen::Aware(_)));
    let here = place(&journey.screen);
    let turn = journey.turn(&release.feed).map(Action::Play);
    let mut pressed = HashSet::new();
    for touch in touched.read() {
        // Two fingers on one button press it once; every other thing is touched as often as fingers are on it.
        let is_button = turn.as_ref() == Some(&touch.action)
            || matches!(touch.action, Action::Panel | Action::Calm | Action::Mute);
        let is_again = is_button && !pressed.insert(touch.entity);
        let is_twice = touch.action == Action::Next
            && led_on.is_some_and(|before| now.saturating_sub(before) < SAME);
        // Or it was aimed at what another finger has just left.
        if is_again || is_twice || place(&journey.screen) != here {
            cues.write(Cued(Cue::Tap));
            continue;
        }
        if touch.action == Action::Next {
            *led_on = Some(now);
        }
        let before = journey.clone();
        let present = journey.bypass_change_detection();
        let cued = present.act(&touch.action, &release.feed, release.site());
        // What changed nothing is not laid anew, or it would not be seen to give way.
        if *present != before {
            journey.set_changed();
        }
        if is_show {
            // The hand's votes are nobody's: who comes next waits for none of them.
            cooling.set_if_neq(Cooling::default());
        }
        let cued = cued.into_iter();
        let cued = cued.filter(|cue| is_show || lets(&mut cooling, cue, now));
        cues.write_batch(cued.map(Cued));
        busy.extend(now, ANSWER);
        if !journey.calm
            && let Ok(mut entity) = commands.get_entity(touch.entity)
        {
            entity.try_insert(Squash { begun: now });
        }
    }
}

/// Whether a cue goes on to those who count. The glass is laid anew only for what it says of that.
fn lets(cooling: &mut ResMut<Cooling>, cue: &Cue, now: Duration) -> bool {
    let (Cue::Vote { activity, .. } | Cue::Idea(activity, _) | Cue::Support(activity, _)) = cue
    else {
        return true;
    };
    let before = cooling.counted(activity);
    let counts = cooling.bypass_change_detection().lets(cue, now);
    if counts != before {
        cooling.set_changed();
    }
    counts
}

/// Everything that looks touchable is; what has nothing to say giggles.
fn giggle(
    mut missed: MessageReader<Missed>,
    demo: Option<Res<Demo>>,
    mut journey: ResMut<Journey>,
    mut cues: MessageWriter<Cued>,
) {
    for _ in missed.read() {
        // Who misses something on the presenter's card is no visitor.
        let is_beside = demo.as_ref().is_some_and(|demo| demo.card);
        if journey.screen == Screen::Attract && !is_beside {
            journey.screen = Screen::Island;
        }
        cues.write(Cued(Cue::Giggle));
    }
}
