//! A strip on a stop's card, if something happens there today. A touch leads to the board.

use bevy::math::Vec2;
use legeplads_feed::Stop;

use super::when;
use crate::journey::Action;
use crate::notices::{Timing, today};
use crate::paper::Strip;
use crate::screens::Talk;
use crate::theme::{Type, space};
use crate::ui::{Piece, Reach, Ui};

/// How far the strip lies in from the card's right edge, and over its upper one, in millimetres.
const IN: f32 = 8.0;
const OVER: f32 = 5.0;

/// Lays the strip on the upper edge of the stop's card, if there is any.
pub fn lay(ui: &mut Ui, talk: &Talk, stop: &Stop, card: Piece) -> Option<Piece> {
    let now = talk.now();
    let (event, next) = today(talk.feed(), &stop.place, &now)?;
    let mm = ui.mm();
    let when = when::words(talk, Timing::Happens(next), &now);
    let words = format!("{when}: {}", talk.text(&event.title));
    let setting = ui.set(Type::Reading, &words, card.size.x - 30.0 * mm);
    let mut strip = Strip::for_words(setting.size.x / mm, true, 6);
    strip.size.y = (setting.size.y / mm + 4.0).max(space::TOUCH);
    let size = strip.size * mm;
    let corner = card.rect().max - Vec2::new(IN, 0.0) * mm;
    let at = corner + Vec2::new(-size.x / 2.0, size.y / 2.0 - OVER * mm);
    let piece = ui.piece(&strip.draw(&ui.palette(), mm), at, size, -0.008);
    ui.centred(piece, &setting, Vec2::ZERO, "ink");
    ui.target(piece, Action::Board(0), Reach::Slab(size / 2.0), 3);
    Some(piece)
}
