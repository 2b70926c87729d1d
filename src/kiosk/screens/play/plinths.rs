//! Toys on plinths, each with its name before it, and what is said over it.

use bevy::math::Vec2;

use super::spots::apart;
use crate::activities::Move;
use crate::journey::Action;
use crate::paper::{Ribbon, Ring};
use crate::screens::{Talk, pieces};
use crate::theme::Type;
use crate::ui::{Piece, Reach, Ui};

/// How much wider than a plinth the ring round it is.
const ROUND: f32 = 1.16;

/// A plinth's toy and its label, one thing to touch.
pub fn lay(ui: &mut Ui, talk: &Talk, index: Move, label: &str) {
    lay_aside(ui, talk, index, label, 0.0);
}

/// The same with the label so many pixels further to the right: it is returned, since something is
/// to come before it.
pub fn lay_aside(ui: &mut Ui, talk: &Talk, index: Move, label: &str, aside: f32) -> Option<Piece> {
    toy(ui, talk, index)?;
    name(ui, talk, index, label, aside)
}

/// A plinth's toy in a dotted ring, with a question instead of its name once it waits for one.
pub fn nameless(ui: &mut Ui, talk: &Talk, index: Move, waits: bool) {
    let mm = ui.mm();
    let (Some(_), Some(plinth)) = (toy(ui, talk, index), talk.plinth(index)) else {
        return;
    };
    if waits {
        name(ui, talk, index, &talk.say("match-open"), 0.0);
        return;
    }
    // It lies on the ground, round the plinth.
    let view = ui.view();
    let shot = talk.stage.shot();
    let (radius, lies) = (ROUND * plinth.reach * shot.scale(&view), shot.pitch.sin());
    let sheet = Ring {
        radius: radius / mm,
        phase: 0.0,
        lies,
    }
    .draw(mm);
    let at = talk
        .stage
        .seen(Vec2::new(plinth.toy.x, plinth.toy.z), 0.0, &view);
    ui.piece(&sheet, at, Vec2::new(radius, radius * lies) * 2.0, 0.0);
}

/// A plinth's toy to touch: where it is, and how far a touch reaches.
fn toy(ui: &mut Ui, talk: &Talk, index: Move) -> Option<(Vec2, f32)> {
    let view = ui.view();
    let plinth = talk.plinth(index)?;
    let middle = talk.stage.point(plinth.toy, &view);
    let others = talk.stage.plinths().iter().enumerate();
    let others = others
        .filter(|(other, _)| *other != index)
        .map(|(_, other)| talk.stage.point(other.toy, &view));
    let radius = apart(
        middle,
        plinth.reach * talk.stage.shot().scale(&view),
        others,
        ui.mm(),
    );
    ui.spot(Action::Play(index), middle, Reach::Disc(radius));
    Some((middle, radius))
}

/// The name in front of a plinth, or a little aside.
fn name(ui: &mut Ui, talk: &Talk, index: Move, label: &str, aside: f32) -> Option<Piece> {
    let plinth = talk.plinth(index)?;
    let at = talk.stage.point(plinth.label, &ui.view());
    let at = at + Vec2::X * aside;
    let piece = pieces::tent(ui, at, label, None, Some(Action::Play(index)));
    Some(piece)
}

/// A reply over a plinth's toy, kept on the glass.
pub fn ribbon(ui: &mut Ui, talk: &Talk, index: Move, words: &str) {
    let Some(plinth) = talk.plinth(index) else {
        return;
    };
    let at = talk.stage.point(plinth.top, &ui.view());
    let mm = ui.mm();
    let setting = ui.set(Type::Label, words, 150.0 * mm);
    let ribbon = Ribbon::for_word(setting.size.x / mm);
    let (sheet, areas) = ribbon.draw(&ui.palette(), mm);
    let size = ribbon.size * mm;
    let margin = size / 2.0 + Vec2::splat(3.0 * mm);
    let half = ui.view().half();
    let at = at.clamp(margin - half, half - margin);
    let piece = ui.piece(&sheet, at, size, 0.03);
    ui.centred(piece, &setting, areas.words.area.center(), "ink");
}

/// The middle of a plinth's toy.
pub fn middle(ui: &Ui, talk: &Talk, index: Move) -> Option<Vec2> {
    let plinth = talk.plinth(index)?;
    Some(talk.stage.point(plinth.toy, &ui.view()))
}
