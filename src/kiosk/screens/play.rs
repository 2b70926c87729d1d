//! An activity on the glass: what to do, what to touch, how far one is.

use bevy::math::Vec2;
use legeplads_feed::{Activity, ActivityKind, Answer, Choice};

use super::Talk;
use super::pieces::{self, FOOT_ROW, button_at_left};
use super::stop::on;
use crate::activities::{Move, Play, quiz::Quiz, this_or_that};
use crate::journey::Action;
use crate::language::Args;
use crate::paper::{Ribbon, Ring, Tray};
use crate::theme::{Type, space};
use crate::ui::{Piece, Reach, Ui};

/// Lays the present activity.
pub fn lay(ui: &mut Ui, talk: &Talk, activity: &Activity) {
    let Some(play) = &talk.journey.play else {
        return;
    };
    let is_done = play.is_done(&activity.kind);
    let ask = talk
        .text(if is_done {
            &activity.praise
        } else {
            &activity.ask
        })
        .to_owned();
    match (&activity.kind, play) {
        (ActivityKind::Story { .. }, Play::Story(_)) => {
            pieces::sign(ui, true, &ask, None);
        }
        (ActivityKind::Find { things }, Play::Find(state)) => {
            let sign = pieces::sign(ui, true, &ask, None);
            let waits = |index| !state.has(index);
            spots(ui, talk, things.len(), waits);
            under(ui, sign, things.len(), state.count());
        }
        (ActivityKind::Build { pieces: floors, .. }, Play::Build(state)) => {
            let sign = pieces::sign(ui, true, &ask, None);
            let waits = |index| !state.placed().contains(&index);
            spots(ui, talk, floors.len(), waits);
            under(ui, sign, floors.len(), state.placed().len());
        }
        (ActivityKind::Quiz { question, answers }, Play::Quiz(state)) => {
            pieces::sign(ui, true, talk.text(question), Some(&ask));
            for (index, answer) in answers.iter().enumerate() {
                plinth(ui, talk, index, talk.text(&answer.label));
                if state.has(index) {
                    reply(ui, talk, index, answer);
                }
            }
            beside(ui, talk, Quiz::all(answers), state.right(answers), is_done);
        }
        (
            ActivityKind::ThisOrThat {
                question,
                left,
                right,
                asked_by,
                decided,
            },
            Play::ThisOrThat(state),
        ) => {
            let asked = match decided {
                Some(date) if is_done => {
                    let when = talk.say_with("decided-on", &Args::new().date("date", *date));
                    format!("{ask} {when}")
                }
                _ if is_done => ask,
                _ => {
                    let who = Args::new().text("who", talk.text(asked_by));
                    talk.say_with("asked-by", &who)
                }
            };
            pieces::sign(ui, true, talk.text(question), Some(&asked));
            choice(ui, talk, this_or_that::LEFT, left, state.chosen());
            choice(ui, talk, this_or_that::RIGHT, right, state.chosen());
            beside(ui, talk, 0, 0, is_done);
        }
        _ => {}
    }
}

/// Things in the scene to touch, with a dotted ring while they wait. Neighbours keep apart.
fn spots(ui: &mut Ui, talk: &Talk, count: usize, waits: impl Fn(Move) -> bool) {
    if !talk.stands() {
        return;
    }
    let view = ui.view();
    let mm = ui.mm();
    let scale = talk.stage.shot().scale(&view);
    let things = talk.stage.things().iter().take(count);
    let places: Vec<(Vec2, f32)> = things
        .map(|thing| (talk.stage.point(thing.at, &view), thing.reach * scale))
        .collect();
    for (index, (middle, reach)) in places.iter().enumerate() {
        let others = places.iter().enumerate();
        let others = others
            .filter(|(other, _)| *other != index)
            .map(|(_, (other, _))| *other);
        let radius = apart(*middle, reach.min(24.0 * mm), others, mm);
        spot(ui, index, *middle, radius, waits(index));
    }
}

/// A touch reaches as far as the thing does, but not into its neighbours.
fn apart(at: Vec2, reach: f32, others: impl Iterator<Item = Vec2>, mm: f32) -> f32 {
    let nearest = others
        .map(|other| other.distance(at))
        .fold(f32::INFINITY, f32::min);
    reach
        .min((nearest - space::APART * mm) / 2.0)
        .max(space::CHILD_TOUCH / 2.0 * mm)
}

/// One of them. What was found still giggles; what was built has gone from here.
fn spot(ui: &mut Ui, index: Move, middle: Vec2, radius: f32, waits: bool) {
    let mm = ui.mm();
    if waits {
        let sheet = Ring {
            radius: radius / mm,
            phase: 0.0,
        }
        .draw(mm);
        ui.piece(&sheet, middle, Vec2::splat(2.0 * radius), 0.0);
    }
    ui.spot(Action::Play(index), middle, Reach::Disc(radius));
}

/// A plinth's toy and its label, one thing to touch.
fn plinth(ui: &mut Ui, talk: &Talk, index: Move, label: &str) {
    let view = ui.view();
    let Some(plinth) = talk.plinth(index) else {
        return;
    };
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
    let at = talk.stage.point(plinth.label, &view);
    pieces::tent(ui, at, label, None, Some(Action::Play(index)));
}

fn reply(ui: &mut Ui, talk: &Talk, index: Move, answer: &Answer) {
    let view = ui.view();
    let Some(plinth) = talk.plinth(index) else {
        return;
    };
    let at = talk.stage.point(plinth.top, &view);
    ribbon(ui, at, talk.text(&answer.reply));
}

fn choice(ui: &mut Ui, talk: &Talk, index: Move, choice: &Choice, chosen: Option<Move>) {
    plinth(ui, talk, index, talk.text(&choice.label));
    if chosen == Some(index) {
        let view = ui.view();
        if let Some(plinth) = talk.plinth(index) {
            let at = talk.stage.point(plinth.top, &view);
            ribbon(ui, at, &talk.say("choice-thanks"));
        }
    }
}

/// A reply over a toy, kept on the glass.
fn ribbon(ui: &mut Ui, at: Vec2, words: &str) {
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

/// How far one is, under the sign.
fn under(ui: &mut Ui, sign: Piece, all: usize, filled: usize) {
    let mm = ui.mm();
    let at = sign.at - Vec2::Y * (sign.size.y / 2.0 + 21.0 * mm);
    tray(ui, at, Vec2::ZERO, all, filled);
}

/// How far one is and the way on, lower left, where otherwise the card lies: the plinths need the
/// room. Once all is done the card comes.
fn beside(ui: &mut Ui, talk: &Talk, all: usize, filled: usize, is_done: bool) {
    if is_done {
        return;
    }
    let mm = ui.mm();
    let half = ui.view().half();
    let bottom = if ui.view().portrait() {
        FOOT_ROW + 26.0
    } else {
        40.0
    };
    let mut left = -half + Vec2::new(space::EDGE, bottom) * mm;
    if all > 0 {
        let size = tray(ui, left, Vec2::X, all, filled);
        left.x += size.x + 8.0 * mm;
    }
    let (label, glyph, action) = on(talk);
    button_at_left(ui, left, &label, Some(glyph), action);
}

/// Hollows and balls. `anchor` is zero for the middle at `at`, x for the left end there.
fn tray(ui: &mut Ui, at: Vec2, anchor: Vec2, all: usize, filled: usize) -> Vec2 {
    let mm = ui.mm();
    let filled: Vec<bool> = (0..all).map(|hollow| hollow < filled).collect();
    let (sheet, areas) = Tray {
        filled: &filled,
        pitch: 31.0,
    }
    .draw(&ui.palette(), mm);
    let size = areas.size;
    ui.piece(&sheet, at + anchor * size / 2.0, size, 0.0);
    size
}
