//! An activity on the glass: what to do, what to touch, how far one is. One file a kind.

mod build;
mod dots;
mod find;
pub mod finder;
mod form;
mod gift;
mod ideas;
mod map;
mod needs;
mod pairs;
mod plinths;
mod quiz;
mod rail;
mod spots;
mod story;
mod survey;
mod this_or_that;
mod ticket;
mod tiles;
mod together;
mod vote;
mod wall;
mod wheel;

use bevy::math::Vec2;
use legeplads_feed::Activity;

use super::Talk;
use super::pieces::{FOOT_ROW, button_at_left};
use super::stop::on;
use crate::activities::{Rules, of_kind};
use crate::paper::Tray;
use crate::theme::space;
use crate::ui::{Piece, Ui};

/// How the state of a kind lies on the glass.
trait Laid: Rules {
    /// Lays it. `present` is what all kinds have.
    fn lay(&self, ui: &mut Ui, talk: &Talk, data: &Self::Data, present: &Present);
}

/// What all kinds have.
struct Present<'a> {
    activity: &'a Activity,
    is_done: bool,
    /// What to do, or what is said when it is done.
    ask: &'a str,
}

/// Lays the present activity.
pub fn lay(ui: &mut Ui, talk: &Talk, activity: &Activity) {
    let Some(play) = &talk.journey.play else {
        return;
    };
    let is_done = play.is_done(&activity.kind);
    let present = Present {
        activity,
        is_done,
        ask: talk.text(if is_done {
            &activity.praise
        } else {
            &activity.ask
        }),
    };
    of_kind!(play, &activity.kind, |state, data| state.lay(ui, talk, data, &present), else ());
}

/// How far one is, under the sign.
fn under(ui: &mut Ui, sign: Piece, all: usize, filled: usize) -> Piece {
    let filled: Vec<bool> = (0..all).map(|hollow| hollow < filled).collect();
    tray_under(ui, sign, &filled, PITCH)
}

/// A tray under the sign, so many millimetres from one of its hollows to the next.
fn tray_under(ui: &mut Ui, sign: Piece, filled: &[bool], pitch: f32) -> Piece {
    let mm = ui.mm();
    let at = sign.at - Vec2::Y * (sign.size.y / 2.0 + 21.0 * mm);
    let (sheet, areas) = Tray { filled, pitch }.draw(&ui.palette(), mm);
    ui.piece(&sheet, at, areas.size, 0.0)
}

/// From one hollow of a tray to the next, in millimetres.
const PITCH: f32 = 31.0;

/// The way on, lower left, where otherwise the card lies: the plinths need the room. Once all is
/// done the card comes.
fn way_on_beside(ui: &mut Ui, talk: &Talk, has_card: bool) {
    if has_card {
        return;
    }
    let mm = ui.mm();
    let bottom = if ui.view().portrait() {
        FOOT_ROW + 26.0
    } else {
        40.0
    };
    let left = -ui.view().half() + Vec2::new(space::EDGE, bottom) * mm;
    let (label, glyph, action) = on(talk);
    button_at_left(ui, left, &label, Some(glyph), action);
}
