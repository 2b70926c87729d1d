//! What a presenter asks for, and the keys that ask for it.
//!
//! A clicker is a keyboard: most send Page Up and Page Down, some the arrows, and `.` or B for
//! blank; a button that starts and ends a slide show sends F5 (some with Shift) and Escape in turn.
//! The arrows and Home are the tactile keypad's, too: as soon as something has the focus, left and right
//! move it as ever, and Home leads to the island. Up and down are the keypad's alone, so they give it the focus; a touch, and
//! whatever a presenter asks for, takes it away again.

use bevy::input::ButtonState;
use bevy::input::keyboard::{Key, KeyCode, KeyboardInput};
use legeplads_feed::Language;

use super::Demo;

/// What a presenter can ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lead {
    /// To the next stop of the tour, and from the last to its end.
    Next,
    /// To the stop before, and from the first to the island.
    Previous,
    /// To a stop of the tour, counted from 0.
    Stop(usize),
    /// Nothing on the glass, or everything again.
    Blank,
    /// As at the start: nobody there, and no time gone.
    Restart,
    /// Nobody there: for the next visitor.
    Reset,
    /// The presenter's card comes, or goes.
    Card,
    /// Show and visitors stay at this stop, or may go on.
    Only,
    /// The show speaks this language.
    Speak(Language),
    /// A step louder.
    Louder,
    /// A step quieter.
    Quieter,
    /// So many minutes are counted down; the same ones again: no longer.
    Countdown(u32),
}

impl Demo {
    /// What a key asks for, if it is the presenter's and no visitor's. `has_focus` says that the arrows
    /// stand somewhere.
    pub fn hears(&self, input: &KeyboardInput, has_focus: bool) -> Option<Lead> {
        if input.state != ButtonState::Pressed {
            return None;
        }
        if self.blank {
            return Some(Lead::Blank);
        }
        let written = match &input.logical_key {
            Key::Character(written) => written.as_str(),
            _ => "",
        };
        match (written, input.key_code) {
            ("." | "b" | "B", _)
            | (_, KeyCode::Period | KeyCode::NumpadDecimal | KeyCode::KeyB) => Some(Lead::Blank),
            (_, KeyCode::PageDown) => Some(Lead::Next),
            (_, KeyCode::PageUp) => Some(Lead::Previous),
            (_, KeyCode::ArrowRight) if !has_focus => Some(Lead::Next),
            (_, KeyCode::ArrowLeft) if !has_focus => Some(Lead::Previous),
            (_, KeyCode::F1) => Some(Lead::Card),
            (_, KeyCode::F5) => Some(Lead::Restart),
            (_, KeyCode::Escape) if self.card => Some(Lead::Card),
            (_, KeyCode::Escape) if self.only.is_some() => Some(Lead::Only),
            (_, KeyCode::Home) if !has_focus => Some(Lead::Restart),
            (written, key) => match digit(written, key)? {
                0 => Some(Lead::Restart),
                number => Some(Lead::Stop(number - 1)),
            },
        }
    }
}

fn digit(written: &str, key: KeyCode) -> Option<usize> {
    if let Ok(digit @ 0..=9) = written.parse() {
        return Some(digit);
    }
    Some(match key {
        KeyCode::Digit0 | KeyCode::Numpad0 => 0,
        KeyCode::Digit1 | KeyCode::Numpad1 => 1,
        KeyCode::Digit2 | KeyCode::Numpad2 => 2,
        KeyCode::Digit3 | KeyCode::Numpad3 => 3,
        KeyCode::Digit4 | KeyCode::Numpad4 => 4,
        KeyCode::Digit5 | KeyCode::Numpad5 => 5,
        KeyCode::Digit6 | KeyCode::Numpad6 => 6,
        KeyCode::Digit7 | KeyCode::Numpad7 => 7,
        KeyCode::Digit8 | KeyCode::Numpad8 => 8,
        KeyCode::Digit9 | KeyCode::Numpad9 => 9,
        _ => return None,
    })
}
