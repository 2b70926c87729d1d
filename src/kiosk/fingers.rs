//! The one way in for touch: raw touches, the mouse and the keypad become presses.
//!
//! Each finger is its own; a press acts at once; nothing waits for a finger to be lifted.
//! People and tests come in through the same window messages.

use std::time::Duration;

use bevy::input::ButtonState;
use bevy::input::keyboard::{KeyCode, KeyboardInput};
use bevy::input::mouse::{MouseButton, MouseButtonInput};
use bevy::input::touch::{TouchInput, TouchPhase};
use bevy::platform::collections::HashSet;
use bevy::prelude::*;
use bevy::window::CursorMoved;

use crate::demo::Demo;
use crate::focus::Focus;
use crate::view::View;

/// More fingers than this at once are palms and sleeves.
const MOST_FINGERS: usize = 20;

/// A finger came down on the glass.
#[derive(Message, Debug, Clone, Copy, PartialEq)]
pub struct Press {
    /// Where, in overlay coordinates (pixels from the middle, y up).
    pub at: Vec2,
}

/// A key of a tactile keypad, or of a developer's keyboard.
#[derive(Message, Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Move the focus this way: x right, y up.
    Arrow(IVec2),
    /// Press what has the focus.
    Enter,
    /// Back to the island.
    Home,
}

/// Who touches, and since when nobody does.
#[derive(Resource, Debug, Default)]
pub struct Fingers {
    down: HashSet<u64>,
    cursor: Vec2,
    /// When the glass or the keypad was last touched, on the app's clock.
    pub last: Duration,
}

impl Fingers {
    /// How many fingers are on the glass.
    pub fn down(&self) -> usize {
        self.down.len()
    }

    /// Where the mouse is, in the window's coordinates.
    pub fn cursor(&self) -> Vec2 {
        self.cursor
    }
}

/// When the raw input of this frame has become presses and keys.
#[derive(SystemSet, Debug, Clone, PartialEq, Eq, Hash)]
pub struct Sensed;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Fingers>()
        .add_message::<Press>()
        .add_message::<Key>()
        .add_message::<TouchInput>()
        .add_message::<MouseButtonInput>()
        .add_message::<CursorMoved>()
        .add_message::<KeyboardInput>()
        .add_systems(PreUpdate, (touches, mouse, keys).in_set(Sensed));
}

fn touches(
    mut raw: MessageReader<TouchInput>,
    view: Res<View>,
    time: Res<Time<Real>>,
    demo: Option<Res<Demo>>,
    mut fingers: ResMut<Fingers>,
    mut presses: MessageWriter<Press>,
) {
    for touch in raw.read() {
        match touch.phase {
            TouchPhase::Started => {
                let at = overlay(touch.position, &view);
                let is_presenter_s = demo.is_some() && Demo::is_corner(at, &view);
                if fingers.down.len() >= MOST_FINGERS || is_presenter_s {
                    continue;
                }
                fingers.down.insert(touch.id);
                fingers.last = time.elapsed();
                presses.write(Press { at });
            }
            TouchPhase::Moved if fingers.down.contains(&touch.id) => fingers.last = time.elapsed(),
            // A palm, or who presents.
            TouchPhase::Moved => {}
            TouchPhase::Ended | TouchPhase::Canceled => {
                fingers.down.remove(&touch.id);
            }
        }
    }
}

fn mouse(
    mut moves: MessageReader<CursorMoved>,
    mut buttons: MessageReader<MouseButtonInput>,
    view: Res<View>,
    time: Res<Time<Real>>,
    demo: Option<Res<Demo>>,
    mut fingers: ResMut<Fingers>,
    mut presses: MessageWriter<Press>,
) {
    for moved in moves.read() {
        fingers.cursor = moved.position;
    }
    for button in buttons.read() {
        let at = overlay(fingers.cursor, &view);
        let is_presenter_s = demo.is_some() && Demo::is_corner(at, &view);
        let is_down = button.button == MouseButton::Left && button.state == ButtonState::Pressed;
        if is_down && !is_presenter_s {
            fingers.last = time.elapsed();
            presses.write(Press { at });
        }
    }
}

fn keys(
    mut raw: MessageReader<KeyboardInput>,
    time: Res<Time<Real>>,
    demo: Option<Res<Demo>>,
    focus: Option<Res<Focus>>,
    mut fingers: ResMut<Fingers>,
    mut keys: MessageWriter<Key>,
) {
    let has_focus = focus.is_some_and(|focus| focus.action.is_some());
    for input in raw.read() {
        let is_presenter_s =
            (demo.as_ref()).is_some_and(|demo| demo.hears(input, has_focus).is_some());
        if input.state != ButtonState::Pressed || is_presenter_s {
            continue;
        }
        if let Some(key) = key(input.key_code) {
            fingers.last = time.elapsed();
            keys.write(key);
        }
    }
}

/// What a visitor means by a key of a keypad; all others mean nothing.
pub fn key(code: KeyCode) -> Option<Key> {
    Some(match code {
        KeyCode::ArrowLeft => Key::Arrow(IVec2::NEG_X),
        KeyCode::ArrowRight => Key::Arrow(IVec2::X),
        KeyCode::ArrowUp => Key::Arrow(IVec2::Y),
        KeyCode::ArrowDown => Key::Arrow(IVec2::NEG_Y),
        KeyCode::Enter | KeyCode::NumpadEnter | KeyCode::Space => Key::Enter,
        KeyCode::Home => Key::Home,
        _ => return None,
    })
}

/// What the window tells of a finger at a place in overlay coordinates: so robots, and a demo's hand,
/// come in where people do.
pub fn touch_at(at: Vec2, phase: TouchPhase, id: u64, view: &View, window: Entity) -> TouchInput {
    TouchInput {
        phase,
        position: Vec2::new(at.x + view.half().x, view.half().y - at.y),
        window,
        force: None,
        id,
    }
}

/// Window coordinates (origin upper left, y down) as overlay coordinates.
pub fn overlay(window: Vec2, view: &View) -> Vec2 {
    Vec2::new(window.x - view.half().x, view.half().y - window.y)
}
